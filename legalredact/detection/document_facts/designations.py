"""Designations: marks that limit who may see a document, "CONFIDENTIAL" stamped on a page or "filed under seal".

A stamp differs from a sentence by its place: it is in the margin of a page, or on a line with only a stamp's words and
perhaps a Bates number. Phrases that are always a designation are found anywhere.
"""

import re
from collections.abc import Iterator

from legalredact.detection.lexicon.word_lists import word_list
from legalredact.model.document import Block, BlockKind, Document
from legalredact.model.mention import Span
from legalredact.model.remark import Designated, Designation

_MARGINS = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.TEXT_BOX, BlockKind.ANNOTATION, BlockKind.PICTURE})
_APOSTROPHE = "['\u2019\u2018`\u00b4]?"

_ANYWHERE = {
    Designation.EYES_ONLY: (
        rf"(?:attorney|counsel|lawyer){_APOSTROPHE}s?{_APOSTROPHE}[\s-]+eyes[\s-]+only|(?<!\w)AEO(?!\w)"
    ),
    Designation.SEALED: r"(?:filed|lodged|submitted|produced|kept|placed)[\s-]+(?:conditionally\s+)?under[\s-]+seal",
    Designation.WORK_PRODUCT: rf"attorney(?:{_APOSTROPHE}s{_APOSTROPHE})?[\s-]+work[\s-]+product",
    Designation.PRIVILEGED: (
        r"attorney[\s-]+(?:and[\s-]+)?client[\s-]+(?:privileged?|communications?)|privileged\s+(?:and|&)\s+confidential"
        r"|confidential\s+(?:and|&)\s+privileged|joint[\s-]+defen[sc]e[\s-]+privileged?|common[\s-]+interest[\s-]+privileged?"
    ),
    Designation.PROTECTIVE_ORDER: (
        r"(?<!no longer )(?<!no longer\n)(?:subject|pursuant|according)\s+to\s+(?:an?|the|this)?\s*"
        r"(?:stipulated\s+|agreed\s+)?protective\s+order"
    ),
    Designation.SETTLEMENT: r"confidential\s+settlement\s+communications?|settlement\s+communications?[\s,;–—-]+"
    r"(?:subject\s+to\s+)?(?:f\.?r\.?e\.?|fed\.?\s*r\.?\s*evid\.?|federal\s+rule\s+of\s+evidence|rule)\s*408",
}
_FIND_ANYWHERE = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _ANYWHERE.items()}

_STAMPED = {
    Designation.CONFIDENTIAL: re.compile(r"\bconfidential(?:ity\s+notice)?\b", re.IGNORECASE),
    Designation.PRIVILEGED: re.compile(r"\bprivileged?\b", re.IGNORECASE),
    Designation.SEALED: re.compile(r"\b(?:sealed|under\s+seal)\b", re.IGNORECASE),
    Designation.PROTECTIVE_ORDER: re.compile(r"\bprotective\s+order\b", re.IGNORECASE),
}
_STAMP_WORDS = word_list("stamp_words")
_WORD = re.compile(r"[A-Za-z'\u2019:]+")
_BATES = re.compile(r"\b[A-Z][A-Z0-9_.-]*[-_ ]?\d{3,}\b")
_NUMBER = re.compile(r"\b(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?\b", re.IGNORECASE)
_SPACED = re.compile(r"(?<!\w)(?:[A-Z][ \u00a0]){4,}[A-Z](?!\w)")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_HEADING = re.compile(r"^[\W\d]*confidential\s+information\W*$", re.IGNORECASE)
"""A contract's own section, not a stamp."""
_NOTICE = re.compile(r"^[\s*>_-]*confidentiality\s+(?:notice|note)\b", re.IGNORECASE)
_MOST_WORDS = 14


def designations(document: Document) -> tuple[Designated, ...]:
    """Every place where the document is designated, in order; text outside pages (properties) is checked as well."""
    found = {hit for block in document.blocks for hit in _in_block(document, block)}
    kept = (Designated(document.id, kind, span, document.place(span.start)) for kind, span in found)
    return tuple(sorted(kept, key=lambda one: (one.span, one.kind)))


def _in_block(document: Document, block: Block) -> Iterator[tuple[Designation, Span]]:
    text, start = block.span.of(document.text), block.span.start
    for kind, pattern in _FIND_ANYWHERE.items():
        for match in pattern.finditer(text):
            yield kind, Span(start + match.start(), start + match.end())
    for line in _LINE.finditer(text):
        if _is_stamp(line[0], margin=block.kind in _MARGINS):
            at = start + line.start()
            yield from ((kind, Span(at + inside.start, at + inside.end)) for kind, inside in _stamped(line[0]))


def _stamped(text: str) -> Iterator[tuple[Designation, Span]]:
    spaced = _SPACED.sub(lambda m: m[0].replace(" ", "").replace("\u00a0", ""), text)
    whole = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
    for kind, pattern in _STAMPED.items():
        match = pattern.search(spaced)
        if match is not None:
            yield kind, Span(*match.span()) if spaced == text else whole


def _is_stamp(text: str, *, margin: bool) -> bool:
    """Whether a line is only a stamp: all its words are a stamp's, and on the page it is separate from other text."""
    if _NOTICE.match(text):
        return True
    joined = _SPACED.sub(lambda m: m[0].replace(" ", "").replace("\u00a0", ""), text)
    bare = _NUMBER.sub(" ", _BATES.sub(" ", joined))
    words = [word.replace("\u2019", "'") for word in _WORD.findall(bare) if word.strip("':")]
    if not words or len(words) > _MOST_WORDS:
        return False
    if not all(word.lower() in _STAMP_WORDS or word.lower().strip("':") in _STAMP_WORDS for word in words):
        return False
    capitals = all(word[0].isupper() or (word.islower() and len(word) < len("under")) for word in words)
    return margin or (capitals and not _HEADING.match(text))
