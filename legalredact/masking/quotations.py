"""Finds in a reply the text in quotation marks, and links, addresses and code, where no name is inserted."""

import re
from collections.abc import Iterator

from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Span

_PAIRS = {"“": "”", "„": "“", "«": "»", "‘": "’"}
_STRAIGHT = '"'
_SINGLE = re.compile(r"'(?=[^\W\d])(?:[^']|(?<=\w)'(?=\w))*(?<=\S)'(?!\w)")
"""A quotation in straight single marks; an apostrophe inside a word is part of it."""
_OMISSION = re.compile(r"\s*(?:\[[^\[\]]*\]|…|\.\s?\.\s?\.(?:\s?\.)?)\s*")
"""What an author puts in place of quoted words: "…", "[the plaintiff]"."""

_BRACKETS = re.compile(r"\[[^\[\]]*\]")

_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]+`|<[A-Za-z/!][^<>]*>", re.S)
_RUN = re.compile(r"\S+")
_ADDRESS = re.compile(
    r"://|@|\bwww\.|\b(?:mailto|tel|file|javascript|data):|\]\(|\\|%[0-9A-Fa-f]{2}|[\w-]\.[a-z]{2,24}(?:[/:?#]|\Z)"
)
"""What makes a run of characters without white space a link, an e-mail address, a path or the name of a file."""

_AFTER_WORDS = ".,;:!?'\"”’)]>*"


def quotations(text: str) -> Iterator[Span]:
    """Text in quotation marks, without the marks; the outer quotation if one is inside another.

    A quotation that is not closed goes to the end of the text. A mark of inches or an apostrophe opens none.
    """
    at = 0
    while at < len(text):
        end = _end(text, at)
        if end is not None:
            yield Span(at + 1, end)
            at = end
        at += 1


def quoted_parts(text: str, span: Span) -> Iterator[Span]:
    """The parts of a quotation between its omissions and insertions, without white space around them."""
    at = span.start
    for match in (*_OMISSION.finditer(text, span.start, span.end), None):
        end = match.start() if match else span.end
        part = text[at:end]
        if part.strip():
            yield Span(at + len(part) - len(part.lstrip()), at + len(part.rstrip()))
        at = match.end() if match else end


def bracketed(text: str, span: Span) -> Iterator[Span]:
    """Brackets in a quotation, with what they enclose: an insertion, unless the source has the same."""
    return (Span(*match.span()) for match in _BRACKETS.finditer(text, span.start, span.end))


def not_prose(text: str) -> CoveredRanges:
    """Links, e-mail addresses, paths and code: a name there would change an address or a command."""
    spans = [Span(*match.span()) for match in _CODE.finditer(text)]
    spans += [Span(*run.span()) for run in _RUN.finditer(text) if _ADDRESS.search(run[0].rstrip(_AFTER_WORDS))]
    return CoveredRanges(len(text), spans)


def _end(text: str, at: int) -> int | None:
    """The end of the quotation that opens at this character; None if none opens.

    An apostrophe inside a word closes nothing.
    """
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    mark = text[at]
    if mark == "'":
        single = _SINGLE.match(text, at) if not before.isalnum() else None
        return single.end() - 1 if single else None
    if mark == _STRAIGHT:
        return _found(text, at + 1, mark) if not before.isalnum() and after.strip() else None
    if mark not in _PAIRS or (mark == "‘" and before.isalnum()):
        return None
    return _found(text, at + 1, _PAIRS[mark])


def _found(text: str, start: int, close: str) -> int:
    """Offset of the closing mark; quotations of the same form may be nested inside."""
    opening = next((mark for mark, closing in _PAIRS.items() if closing == close and mark != "„"), "")
    depth, at = 0, start
    while at < len(text):
        if text[at] == opening and opening != close:
            depth += 1
        elif text[at] == close and not (close == "’" and text[at + 1 : at + 2].isalnum()):
            if depth == 0:
                return at
            depth -= 1
        at += 1
    return len(text)
