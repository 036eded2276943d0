"""From lines to paragraphs. Names are looked for within a paragraph, so none may be cut without need."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from legalredact.documents.layout.columns import Flow
from legalredact.documents.layout.rows import starts_with_marker
from legalredact.documents.layout.words import Line
from legalredact.model.document import BlockKind

_SENTENCE_END = re.compile(r"(?:[.:;!?][\"”’')\]]*|[^\W\d][.!?][\"”’')\]]*\d{1,2})$")
_ABBREVIATION = re.compile(r"(?:[A-Za-z]{1,3}|[A-Z][a-z]{1,4}|(?:[A-Za-z]+\.)+[A-Za-z]+)\.$")
_TURN_OF_SPEECH = re.compile(r"(?:[QA][.:]?|(?:THE|MR|MS|MRS|DR|JUDGE)\b\.?\s?[A-Z .'’-]{0,30}:)(?:\s|$)")
_NUMERAL = re.compile(r"(?:[IVXLC]{1,6}|[A-Z]|\d{1,2})[.)]\s")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, of one kind; the line breaks of the page are kept."""

    kind: BlockKind
    lines: list[Line]

    @property
    def text(self) -> str:
        """Words joined by single spaces, lines by line breaks."""
        return "\n".join([line.text for line in self.lines])


@dataclass(frozen=True, slots=True)
class ColumnMetrics:
    """What is usual in a flow of lines: its sides, and the distance from one line to the next."""

    left: float
    right: float
    pitch: float

    def is_centred(self, line: Line) -> bool:
        """Whether the line stands in the middle, clear of both sides."""
        before, after = line.x0 - self.left, self.right - line.x1
        return min(before, after) > 1.5 * line.height and abs(before - after) < 1.2 * line.height

    def is_short(self, line: Line) -> bool:
        """Whether it ends well before the right side."""
        return self.right - line.x1 > 0.2 * (self.right - self.left)


def paragraphs_of(flows: Iterable[Flow], usual_height: float) -> Iterator[Paragraph]:
    """Paragraphs in the order of their flows.

    Arguments:
        usual_height: of the page's lines; what is larger is a heading.
    """
    for flow in flows:
        if flow.cell:
            yield Paragraph(BlockKind.TABLE_CELL, flow.lines)
            continue
        column = _column(flow.lines)
        for lines in _split(flow.lines, column):
            yield Paragraph(_kind(lines, column, usual_height), lines)


def _column(lines: Sequence[Line]) -> ColumnMetrics:
    pitches = sorted(pitch for a, b in pairwise(lines) if (pitch := b.y0 - a.y0) > 0)
    pitch = pitches[len(pitches) // 2] if pitches else 0.0
    return ColumnMetrics(min(line.x0 for line in lines), max(line.x1 for line in lines), pitch)


def _split(lines: Sequence[Line], column: ColumnMetrics) -> Iterator[list[Line]]:
    paragraph = [lines[0]]
    for line in lines[1:]:
        if _begins_paragraph(paragraph, line, column):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _begins_paragraph(paragraph: Sequence[Line], line: Line, column: ColumnMetrics) -> bool:
    """Whether a new paragraph begins with `line`."""
    above = paragraph[-1]
    if line.x0 > above.x1 or line.x1 < above.x0 or _is_spaced(paragraph, line, column) or _is_resized(above, line):
        return True
    if _TURN_OF_SPEECH.match(line.text):
        return True
    if len(paragraph) == 1 and _introduces(above) and line.x0 > above.x0 + line.height:
        return False
    if abs(line.x0 - above.x0) > 0.3 * line.height:
        if column.is_centred(line) or column.is_centred(above):
            return not (column.is_centred(line) and column.is_centred(above))
        if _is_set_off(paragraph, line):
            return True
    return _follows_an_end(paragraph, line, column)


def _is_spaced(paragraph: Sequence[Line], line: Line, column: ColumnMetrics) -> bool:
    """Whether the gap above is wider than between the paragraph's own lines."""
    pitch = line.y0 - paragraph[-1].y0
    if len(paragraph) > 1:
        own = paragraph[-1].y0 - paragraph[-2].y0
        return pitch > 1.25 * own + 1
    return pitch > max(1.3 * column.pitch, 1.5 * line.height) or pitch > 2.6 * line.height


def _is_resized(above: Line, line: Line) -> bool:
    return not 0.85 < line.height / max(above.height, 0.1) < 1.18


def _introduces(line: Line) -> bool:
    """Whether what follows may hang: the line begins with a list marker or a label."""
    return starts_with_marker(line) or line.words[0].text.endswith(":")


def _is_set_off(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether it is indented, or back from an indent, in a way that a first line's indent does not explain."""
    shift = line.x0 - paragraph[-1].x0
    if abs(shift) < 0.9 * line.height:
        return False
    return len(paragraph) > 1 or (shift > 0 and _ends_sentence(paragraph[-1]))


def _ends_sentence(line: Line) -> bool:
    word = line.words[-1].text
    return _SENTENCE_END.search(word) is not None and _ABBREVIATION.match(word) is None


def _follows_an_end(paragraph: Sequence[Line], line: Line, column: ColumnMetrics) -> bool:
    """Whether the line above ends a sentence early, or ends one and the line begins an item.

    Lines that are all short are a list or an address and stay together.
    """
    above = paragraph[-1]
    if not _ends_sentence(above):
        return False
    listed = len(paragraph) > 1 and all(column.is_short(each) for each in paragraph)
    return starts_with_marker(line) or (column.is_short(above) and not listed)


def _kind(lines: Sequence[Line], column: ColumnMetrics, usual_height: float) -> BlockKind:
    """A heading is short, and larger than the text, or centred or numbered and in capitals."""
    if len(lines) > 3 or sum(len(line.words) for line in lines) > 25:
        return BlockKind.BODY
    text = " ".join(line.text for line in lines)
    if text.endswith((",", ";")) or not any(char.isalpha() for char in text):
        return BlockKind.BODY
    large = min(line.height for line in lines) > 1.2 * usual_height
    stands_out = all(column.is_centred(line) for line in lines) or _NUMERAL.match(text) is not None
    return BlockKind.HEADING if large or (stands_out and text == text.upper()) else BlockKind.BODY


def least_confidence(paragraph: Paragraph) -> float | None:
    """The least sure word's, None if no word was read by OCR."""
    words = [word.confidence for line in paragraph.lines for word in line.words if word.confidence is not None]
    return min(words, default=None)


def printed_lines(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Where in the paragraph's text each printed line number begins."""
    found: list[tuple[int, int]] = []
    if any(line.number for line in paragraph.lines):
        offset = 0
        for line in paragraph.lines:
            if line.number and (not found or line.number != found[-1][1]):
                found.append((offset, line.number))
            offset += len(line.text) + 1
    return found
