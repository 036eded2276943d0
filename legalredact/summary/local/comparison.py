"""The local comparison of two documents: paragraphs that only one has, and those that differ, with both places."""

import difflib
import re
from collections.abc import Iterator, Sequence

from legalredact.errors import UsageError
from legalredact.model.payload import CELLS, Passage, Payload, PayloadDocument
from legalredact.model.review import Citation, Segment
from legalredact.summary.local.running_lines import running_passages

PROMPT = "document-comparison"
SAME = (
    "No paragraph differs. Names were compared as tokens, not by their spelling, and capitals do not count. Headers, "
    "footers, page numbers and paragraphs without letters and figures were not compared."
)
ABSENT = "not in it"
ONLY_ONE, CHANGED = "Only in one", "Changed"
NOTHING_ALIKE = "No paragraph of one document is like one of the other"
_LONGEST = 300
"""Characters of a paragraph that are quoted, from its first difference on."""
_ALIKE = 0.6
"""Share of equal words from which on two paragraphs at one place are versions of each other."""

_OPENING = re.compile(r'(?<![^\s(\[])"')
_HAS_WORDS = re.compile(r"[^\W_]")


def compare(payload: Payload) -> tuple[Segment, ...]:
    """A row for each paragraph that differs, in the order of the first document.

    Headers, footers, page numbers and paragraphs without letters and figures are not compared. Capitals do not count.

    Errors: UsageError if there are not two documents.
    """
    if len(payload.documents) != 2:
        raise UsageError("Two documents are compared.", "Choose two.")
    first, second = payload.documents
    ours, theirs = (_compared(document) for document in (first, second))
    opcodes = difflib.SequenceMatcher(
        None, [_words(p) for p in ours], [_words(p) for p in theirs], autojunk=False
    ).get_opcodes()
    rows = tuple(
        row
        for tag, a, b, c, d in opcodes
        if tag != "equal"
        for row in _of_stretch(first, ours[a:b], second, theirs[c:d])
    )
    if rows:
        is_alike = any(tag == "equal" for tag, *_ in opcodes) or any(len(row.citations) > 1 for row in rows)
        return rows if is_alike else (Segment(NOTHING_ALIKE, heading=True), *rows)
    whole = tuple(Citation(d.id, d.passages[0].id, d.passages[-1].id) for d in payload.documents if d.passages)
    return (Segment(SAME, whole),)


def _compared(document: PayloadDocument) -> tuple[Passage, ...]:
    frame = running_passages(document.passages)
    return tuple(p for n, p in enumerate(document.passages) if n not in frame and _HAS_WORDS.search(p.masked_text))


def _of_stretch(
    first: PayloadDocument, ours: Sequence[Passage], second: PayloadDocument, theirs: Sequence[Passage]
) -> Iterator[Segment]:
    """Pair the paragraphs of one place that are alike, in order; the others are in one document alone."""
    left = list(theirs)
    for one in ours:
        other = next((p for p in left if _alike(one, p)), None)
        if other is None:
            yield _row(ONLY_ONE, first, one, second, None)
            continue
        for skipped in left[: left.index(other)]:
            yield _row(ONLY_ONE, first, None, second, skipped)
        left = left[left.index(other) + 1 :]
        yield _row(CHANGED, first, one, second, other)
    for rest in left:
        yield _row(ONLY_ONE, first, None, second, rest)


def _row(
    point: str, first: PayloadDocument, one: Passage | None, second: PayloadDocument, other: Passage | None
) -> Segment:
    cells = (_quoted(one, other), _quoted(other, one))
    places = ((first, one), (second, other))
    cited = tuple(Citation(document.id, p.id, p.id) for document, p in places if p is not None)
    return Segment(CELLS.join((point, *cells)), cited)


def _quoted(passage: Passage | None, other: Passage | None) -> str:
    """The words of a paragraph from a little before the first difference on, in quotation marks."""
    if passage is None:
        return ABSENT
    words = passage.masked_text.split()
    against = other.masked_text.split() if other is not None else []
    same = next((n for n, pair in enumerate(zip(words, against, strict=False)) if pair[0] != pair[1]), 0)
    start, text = max(0, same - 8), ""
    for word in words[start:]:
        longer = f"{text} {word}".strip()
        if len(longer) > _LONGEST:
            break
        text = longer
    return _in_marks(text.replace(CELLS, " / "))


def _in_marks(text: str) -> str:
    """Words in quotation marks; those that have such marks keep them, so that they stay word for word."""
    if not any(mark in text for mark in '“”"'):
        return f"“{text}”"
    curly = _OPENING.sub("“", text).replace('"', "”")
    return f'"{curly}"'


def _words(passage: Passage) -> str:
    return " ".join(passage.masked_text.split()).casefold()


def _alike(one: Passage, other: Passage) -> bool:
    pair = difflib.SequenceMatcher(None, _words(one).split(), _words(other).split(), autojunk=False)
    return pair.real_quick_ratio() >= _ALIKE and pair.ratio() >= _ALIKE
