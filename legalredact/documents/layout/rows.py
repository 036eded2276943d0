"""From words to rows: pieces of text that stand beside each other, from the top of the page to its bottom."""

import operator
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from legalredact.documents.layout.words import Line, Word, joined, line_of

Row = list[Line]
"""Pieces on the same line of the page, from left to right, with more than a usual space between them."""

RULING = frozenset(")(§|:*")
"""Signs of which captions build a vertical rule between their two sides."""

_SPACE = 0.6
"""Widest gap between two words of the same text, in heights of the line; tabs and gutters are wider."""

_WIDE_GAP = 3.0
"""Gap from which two pieces of a lone row are texts of their own, in heights of the line."""

_BEYOND = 1_000_000
"""Added to the engine's number of a line for what stands beyond a rule on it."""

_MARKER = re.compile(
    r"""(?: [QA][.:]? | \(?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})(?:[.)]|\.\)) | (?:\d{1,3}\.){1,4}\d{0,3}
      | [§¶]{1,2}(?:\s?\d{1,4})? | \[¶?\s?\d{1,4}\] | [•·●○▪■□◦–—*†‡✓-] | \d{1,3} | [*†‡]{1,3} )
      (?:\s+(?:BY|[QA][.:]?))?""",
    re.VERBOSE,
)
_VERSUS = frozenset({"v.", "vs.", "v", "versus", "-v-", "-v.-", "-against-", "against"})
_FIGURES = re.compile(r"[\d$€£.,%()/\s-]{1,18}")


def without_filled_blanks(words: Sequence[Word]) -> list[Word]:
    """Take out lines of underscores on which something was filled in; those left blank stay."""
    blanks = [word for word in words if word.text[:3] == "___" and not word.text.strip("_")]
    if not blanks:
        return list(words)
    filled = {blank for blank in blanks if any(_is_at_space(word, blank) for word in words)}
    return [word for word in words if word not in filled]


def _is_at_space(word: Word, blank: Word) -> bool:
    height = blank.y1 - blank.y0
    level = abs((word.y0 + word.y1) - (blank.y0 + blank.y1)) < 1.4 * height
    return level and word.x0 < blank.x1 and blank.x0 < word.x1 and not word.text.startswith("__")


def without_vertical_rules(words: Sequence[Word]) -> tuple[list[Word], list[list[Word]]]:
    """Take out signs that stand below each other at least three times and form a vertical rule.

    What follows a sign on the engine's line becomes a line of its own: it stands on the rule's other side.

    Returns:
        The other words, and the signs that were taken out, a list for each rule.
    """
    if RULING.isdisjoint([word.text for word in words]):
        return list(words), []
    columns: defaultdict[tuple[str, int], list[Word]] = defaultdict(list)
    for word in words:
        if word.text in RULING:
            columns[word.text, round(word.x0 / 4)].append(word)
    rules = [column for column in columns.values() if _is_rule(column)]
    signs = {word for rule in rules for word in rule}
    return (list(_parted(words, signs)) if rules else list(words)), rules


def _is_rule(column: Sequence[Word]) -> bool:
    """Whether the signs follow each other from line to line."""
    tops = sorted(sign.y0 for sign in column)
    reach = 5 * (column[0].y1 - column[0].y0)
    return len(tops) >= 3 and all(below - above < reach for above, below in pairwise(tops))


def _parted(words: Iterable[Word], signs: Collection[Word]) -> Iterator[Word]:
    """Words without the signs, also those that are glued to the end of a word."""
    ends = {(sign.text, round(sign.x1 / 4)) for sign in signs}
    cut = None
    for word in words:
        engine_line = word.block, word.line
        glued = len(word.text) > 1 and (word.text[-1], round(word.x1 / 4)) in ends
        if glued:
            sign = next(sign for sign in signs if sign.text == word.text[-1])
            yield word._replace(text=word.text[:-1], x1=word.x1 - (sign.x1 - sign.x0))
        elif word not in signs:
            yield word._replace(line=word.line + _BEYOND) if engine_line == cut else word
        if glued or word in signs:
            cut = engine_line


def rows_of(words: Sequence[Word]) -> list[Row]:
    """All words, each in one piece of one row; rows from top to bottom."""
    rows: list[Row] = []
    for piece in sorted(_pieces(words), key=_middle):
        row = _row_beside(piece, rows)
        if row is not None:
            row.append(piece)
        elif not any(_is_reprint(piece, other) for row in rows[-3:] for other in row):
            rows.append([piece])
    return [_spaced(row) if len(row) > 1 else row for row in rows]


_middle = operator.attrgetter("middle")
_left = operator.attrgetter("x0")


def _pieces(words: Sequence[Word]) -> list[Line]:
    """Lines of the engine, cut where the gap is wider than the line is high, and where they jump back to the left."""
    if not words:
        return []
    cuts = [
        index
        for index, (word, following) in enumerate(pairwise(words), start=1)
        if following.line != word.line or following.block != word.block or _is_separate(word, following)
    ]
    return [line_of(list(words[start:end])) for start, end in pairwise([0, *cuts, len(words)])]


def _is_separate(word: Word, following: Word) -> bool:
    gap, height = following.x0 - word.x1, word.y1 - word.y0
    if -height < gap <= height:
        return False
    return gap > height or (following.x0 < word.x0 - height and not _runs_leftwards(word.text))


def _runs_leftwards(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def _row_beside(piece: Line, rows: Sequence[Row]) -> Row | None:
    """The row on whose line it stands, if it is not on top of anything there (a stamp is)."""
    for row in rows[-3:]:
        first = row[0]
        level = piece.middle - first.middle < 0.4 * min(piece.height, first.height)
        if level and not any(piece.x0 < other.x1 - 1 and other.x0 < piece.x1 - 1 for other in row):
            return row
    return None


def _is_reprint(piece: Line, other: Line) -> bool:
    """Whether it is the same text printed again in its place, for boldness or a shadow."""
    near = max(abs(piece.x0 - other.x0), abs(piece.x1 - other.x1), abs(piece.middle - other.middle))
    return near < 0.2 * piece.height and piece.text == other.text


def _spaced(row: Row) -> Row:
    """From left to right, pieces joined that only a usual space separates."""
    row.sort(key=_left)
    between = {piece for piece in row[1:-1] if piece.text.casefold() in _VERSUS}  # two parties
    return list(
        _grouped(row, lambda before, piece: piece in between or before[-1] in between or _is_near(before, piece))
    )


def _is_near(before: Sequence[Line], piece: Line) -> bool:
    return piece.x0 - before[-1].x1 <= _SPACE * min(before[-1].height, piece.height)


def as_text(row: Row) -> Row:
    """A row that is no part of columns: pieces joined into one text unless they stand far apart.

    List markers go with the text after them, labels with a colon with their value, and figures with the text before
    them, however far they stand.
    """
    return row if len(row) == 1 else list(_grouped(row, _belong))


def _grouped(row: Row, belong: Callable[[Sequence[Line], Line], bool]) -> Iterator[Line]:
    group = [row[0]]
    for piece in row[1:]:
        if not belong(group, piece):
            yield joined(group)
            group = []
        group.append(piece)
    yield joined(group)


def _belong(before: Sequence[Line], piece: Line) -> bool:
    gap = piece.x0 - before[-1].x1
    if gap <= _WIDE_GAP * min(before[-1].height, piece.height):
        return True
    return (leads(before[-1]) and gap < 12 * piece.height) or is_figures(piece)


def leads(line: Line) -> bool:
    """Whether it only introduces what stands to its right: a list marker, a figure, a label with a colon."""
    text = line.text
    return is_marker(text) or is_figures(line) or (text.endswith(":") and len(text) < 30)


def is_figures(line: Line) -> bool:
    """Whether it is an amount, a page number or the like and nothing else."""
    return _FIGURES.fullmatch(line.text) is not None


def is_marker(text: str) -> bool:
    """Whether it is the mark of a list, a paragraph number, a question's Q or an answer's A, and nothing else."""
    return len(text) < 12 and _MARKER.fullmatch(text) is not None


def starts_with_marker(line: Line) -> bool:
    """Whether a list item, a numbered paragraph, a question or an answer begins here."""
    return len(line.words) > 1 and is_marker(line.words[0].text)
