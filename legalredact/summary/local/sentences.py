"""Divides the paragraphs of a body into whole sentences, and the rest into lines."""

import enum
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalredact.model.mention import Span
from legalredact.model.token import TOKEN
from legalredact.summary.local.sentence_ends import ends_sentence

_ITEM = re.compile(
    r"\s*(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxl]{1,5})\)\s|(?:\d{1,3}|[A-Z]|[IVXL]{1,5})\.\s{1,9}\S|[•·¶*]\s?|[¹²³⁴-⁹]\s"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s)"
)
_MARK_ALONE = re.compile(r"\s*(?:\(?(?:\d{1,2}|[A-Za-z]|[ivxl]{1,5})\)|(?:\d{1,2}|[A-Za-z]|[ivxlIVXL]{1,5})\.)\s*")
"""The number or letter of an item on a line of its own; the item is on the lines below."""
_ITEM_ENDS = re.compile(r"[.?!;:,][\"”’)\]]*$|[;,]\s(?:and|or)$")
_NUMBERED = re.compile(r"\s*\(\d{1,2}\)\s[A-Z]")
_SHOUTED = re.compile(r"[A-Z’']{4,}(?:\s[A-Z’']{2,})+[\s:]*$")
_ENDS_WITH_AMOUNT = re.compile(r"(?:^|\s)\S{0,3}\d\.\d\d$")
_CLOSING = re.compile(
    r"(?:sincerely|respectfully(?: submitted| yours)?|very truly yours|yours(?: \w+)?|(?:best "
    r"|kind )?regards),",
    re.I,
)
_RULE = re.compile(r"\s*([-_=*#])\1{4}")
"""A line of dashes, with or without words, such as "-----Original Message-----"."""
_GAP = re.compile(r"\S(?:[ ]{3,}|[ ]*\t[ ]*|[ ]*\|[ ]*)(?=\S)")
_FEWEST_GAPS = 2
_CLOSED = re.compile(r"[.?!][\"”’)\]]*(?=\s|[¹²³⁰⁴-⁹]|$)[¹²³⁰⁴-⁹]*")
_CLOSED_AT_END = re.compile(r"[.?!][\"”’)\]]*[¹²³⁰⁴-⁹]*\s*$")
_OPENS = re.compile(r"(?:[-–—_*¹²³⁴-⁹]\s?)?[\"“‘'(\[]*[A-Z0-9§¶•$]")
_WORD = re.compile(r"[^\W\d_]+")
_UNFINISHED = re.compile(r"(?:,|\b[a-z]+|\b(?:Our|The|In|On|At|By|A|An|I|If|As)|[-–—§$])\s*$")
_INNER_MARK, _INNER_WORD = re.compile(r"[.,;)](?:\s|$)"), re.compile(r"[a-z]+[,;]?\s+[a-z]")
"""Beginnings of a line in the middle of a sentence."""
_WAITS = re.compile(r"\b(?:a|an|the|of|for|by|to|from|with|in|at|and|or)\s*$")
"""The end of a line after which a sentence cannot end."""
_CAPTION = re.compile(
    r"\bvs?\.$|\b(?:Plaintiff|Defendant|Petitioner|Respondent|Appell\w{3,4}|Claimant|Debtor)s?[.,]$", re.I
)
_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|shall|should"
    r"|may|might|must|can|could|cannot|\w+n[’']t"
    r"|\w{2,}ed|arose|ate|became|began|bought|broke|brought|built|came|caught|chose|cost|cut"
    r"|dealt|drew|drove|fell|felt|fought|found|gave"
    r"|got|grew|heard|held|hit|kept|knew|laid|led|left|lent|let|lost|made|meant|met|paid|put"
    r"|quit|ran|read|rose|said|sat|saw|sent|set|shook"
    r"|shot|showed|shut|sold|spent|spoke|stole|stood|struck|swore|threw|told|took|taught"
    r"|thought|understood|went|withdrew|woke|won|wore|wrote)\b"
    r"|\b(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Pp]arties|[A-Z][a-z]+s)\s(?:\w+ly\s|hereby\s|further\s)?[a-z]{2,}\b"
    r"|\b(?:Name|[Ii]t|[Hh]e|[Ss]he|that|which|who|[Tt]his|[Cc]ourt|[Aa]greement|[Ss]ection"
    r"|[Pp]laintiff|[Dd]efendant|[A-Za-z]{3,})\s(?:\w+ly\s)?[a-z]{2,}s\b"
    r"|^\W*(?:\d{1,3}[.)]\s)?(?:[Pp]lease|[Dd]o|[Ss]ee\sthat|[A-Z][a-z]+)\s(?:the|this|that"
    r"|it|your|my|our|us|me|them|him|her|no|not|all|in|up|out)\b"
)
"""Words that a sentence without any verb, such as an item of a list, does not have."""
_FEWEST_WORDS = 4
_FULL_LINE, _SHORT_LINE = 0.75, 0.6
_MOST_IN_SHORT_LINE = 6
_NARROW = 40
_FEWEST_IN_TITLE, _SMALL = 3, frozenset("a an and as at by for from in of on or the to v vs with".split())
_FEWEST_IN_LINE, _PROSE_WIDTH = 6, 60

_PLACE_IN_RECORD = re.compile(r"\W*(?:see\s)?(?:docs?|dkt|ecf|id)\b[^A-Za-z]*(?:(?:nos?|at)\b[^A-Za-z]*)*", re.I)
"""A sentence that only cites: "Docs. 12, 14.", "Id. at 7."."""


class Kind(enum.Enum):
    """Kinds of statements."""

    SENTENCE = "sentence"
    LINE = "line"
    ROW = "row"
    EXCHANGE = "exchange"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a body."""

    kind: Kind
    span: Span


def statements_of(text: str, passages: Sequence[tuple[Span, bool]], *, paged: bool) -> Iterator[Statement]:
    """Sentences and lines, in order.

    Arguments:
        passages: span of each, and whether it continues the paragraph of the one before.
        paged: the passages were found on pages, where a paragraph may have been divided; else each is a paragraph,
            unless a line break inside a sentence divides it.
    """
    for paragraph in _paragraphs(text, passages, paged=paged):
        for part in _parts(text, paragraph):
            yield from _sentences(text, part)


def is_sentence(words: str) -> bool:
    """Whether words are a whole sentence: capitalized, closed, of four words or more, not all names or capitals."""
    plain = TOKEN.sub("Name", words)
    found = _WORD.findall(plain)
    lower = sum(word[0].islower() for word in found)
    closed = _CLOSED_AT_END.search(words) is not None
    opened = _OPENS.match(words) is not None
    if _CAPTION.search(words) or not _VERB.search(plain):
        return False
    return opened and closed and len(found) >= _FEWEST_WORDS and lower >= 2 and lower >= 0.25 * len(found)


def _paragraphs(text: str, passages: Sequence[tuple[Span, bool]], *, paged: bool) -> Iterator[Span]:
    """Passages that are one paragraph, joined."""
    open_span: Span | None = None
    for span, goes_on in passages:
        if open_span is not None and span.start == open_span.end + 1:
            above, below = open_span.of(text), span.of(text)
            joined = goes_on or _is_broken(above, below) or (paged and _runs_on(above, below))
            if joined and not _ITEM.match(below):
                open_span = Span(open_span.start, span.end)
                continue
        if open_span is not None:
            yield open_span
        open_span = span
    if open_span is not None:
        yield open_span


def _runs_on(above: str, below: str) -> bool:
    """Whether a sentence goes on in the next passage although its reader did not join them."""
    return _is_prose(above) and _UNFINISHED.search(above) is not None and not is_all_capitals(below)


def _is_broken(above: str, below: str) -> bool:
    """Whether a line break is inside a sentence, as where a web page had a link: the next line begins in the middle.

    A list without marks may have items in small letters, so that only a line as long as prose goes on there.
    """
    if not _is_prose(above) or _CLOSED_AT_END.search(above) or above.rstrip().endswith((":", ";")):
        return False
    wide = len(above.rstrip().rpartition("\n")[2]) >= _PROSE_WIDTH
    waits = _WAITS.search(above) is not None and not is_all_capitals(below)
    return waits or _INNER_MARK.match(below) is not None or (wide and _INNER_WORD.match(below) is not None)


def _is_prose(above: str) -> bool:
    """Whether the last line has enough words, not all of them names."""
    words = _WORD.findall(above.rstrip().rpartition("\n")[2])
    return len(words) >= _FEWEST_IN_LINE and any(word.islower() for word in words[1:])


def is_all_capitals(words: str) -> bool:
    """Whether all letters outside tokens are capital, and there are some."""
    plain = TOKEN.sub("", words)
    return plain.isupper()


def _parts(text: str, paragraph: Span) -> Iterator[Span]:
    """Parts of a paragraph between line breaks at which no sentence goes on: below headings, before items."""
    words = paragraph.of(text)
    lines = list(_lines(words))
    widest = max((end - start for start, end in lines), default=0)
    start = lines[0][0] if lines else 0
    for (first, last), (below, end) in itertools.pairwise(lines):
        if _breaks(words[first:last], words[below:end], widest) or words.count("\n", last, below) > 1:
            yield _trimmed(text, paragraph.start + start, paragraph.start + last)
            start = below
    if lines:
        yield _trimmed(text, paragraph.start + start, paragraph.start + lines[-1][1])


def is_row(line: str) -> bool:
    """Whether a line has cells: at least three, between tabs, bars or wide gaps."""
    return sum(1 for _ in _GAP.finditer(line)) >= _FEWEST_GAPS


def _lines(words: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", words):
        if match[0].strip():
            yield match.span()


def _breaks(line: str, below: str, widest: int) -> bool:
    plain, after = line.strip(), below.strip()
    if _RULE.match(line) or _RULE.match(below):
        return True
    if _MARK_ALONE.fullmatch(line) or (_MARK_ALONE.fullmatch(below) and _ITEM_ENDS.search(plain)):
        return True
    unfinished = _UNFINISHED.search(plain) is not None
    if _NUMBERED.match(below) or _SHOUTED.match(after) or is_row(line) or is_row(below):
        return True
    if _ENDS_WITH_AMOUNT.search(plain) and not after[:1].islower():
        return True
    if _ITEM.match(below) and (len(line) < _FULL_LINE * widest or not unfinished):
        return True
    if is_all_capitals(plain) != is_all_capitals(after) and len(plain) > len("A."):
        return is_all_capitals(plain) or not unfinished
    if (plain.startswith("(") and plain.endswith(")")) or plain.endswith(":"):
        return True
    if _CLOSING.fullmatch(plain) or (_is_named(plain) and len(line) < _FULL_LINE * widest and _OPENS.match(after)):
        return True
    short = len(line) < _SHORT_LINE * widest or widest < _NARROW
    few = len(plain.split()) <= _MOST_IN_SHORT_LINE
    return short and few and not plain.endswith(",") and not unfinished and _OPENS.match(after) is not None


def _is_named(line: str) -> bool:
    """Whether a line is a title: of three capitalized words or more beside short ones, and not closed."""
    words = [word for word in _WORD.findall(TOKEN.sub("", line)) if word not in _SMALL]
    return len(words) >= _FEWEST_IN_TITLE and all(word[0].isupper() for word in words) and line[-1] not in ".,;:?!"


def _sentences(text: str, part: Span) -> Iterator[Statement]:
    """The sentences of a part; what is no whole sentence is a line."""
    words, start = part.of(text), 0
    if "\n" not in words and is_row(words):
        yield Statement(Kind.ROW, part)
        return
    for match in _CLOSED.finditer(words):
        below = words[match.end() :].lstrip()
        if match.end() < start or (below and not _ends(words[start : match.end()], below)):
            continue
        told = words[start : match.end()]
        if below and len(_WORD.findall(told)) < _FEWEST_WORDS - 1 and not _PLACE_IN_RECORD.fullmatch(told):
            continue  # "You refused." is told with the sentence behind it
        yield _statement(text, part.start + start, part.start + match.end())
        start = match.end() + len(words[match.end() :]) - len(words[match.end() :].lstrip())
    if words[start:].strip():
        yield _statement(text, part.start + start, part.end)


def _ends(before: str, below: str) -> bool:
    tail = before.rstrip("¹²³⁰⁴⁵⁶⁷⁸⁹")
    if re.search(r"\b[ap]\.m\.$", tail):
        return below[0].isupper()
    return ends_sentence(tail, below) and _OPENS.match(below) is not None and not re.fullmatch(r"\(?\w{1,4}[.)]", tail)


def _statement(text: str, start: int, end: int) -> Statement:
    span = _trimmed(text, start, end)
    words = " ".join(span.of(text).split())
    return Statement(Kind.SENTENCE if is_sentence(words) else Kind.LINE, span)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end].rstrip(" \t\n_") or text[start:end].strip()
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    return Span(first, first + len(words.strip()))
