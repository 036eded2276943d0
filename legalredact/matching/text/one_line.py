"""Puts text of several lines in one, for display: words divided at the end of a line are whole again."""

import bisect
import re

from legalredact.matching.text.dictionary import is_english
from legalredact.model.mention import Span

_END = re.compile(r"(?P<hyphen>(?<=\w)[-\u2010\u00ad])?[^\S\r\n]*(?:\r\n?|\n)[>\s]*")
"""The end of a line, with the marks of quoted mail that begin the next one."""
_BEFORE, _AFTER = re.compile(r"[A-Za-z]+\Z"), re.compile(r"[a-z]+")
_OPTIONAL = "\u00ad"
_PREFIXES = frozenset("anti co counter cross ex multi non over post pre pro re self semi sub under".split())
"""A hyphen after these may belong to the word ("re-signed" is not "resigned"), so it stays."""
_REACH = 40


class OneLine:
    """A text in one line.

    A line end becomes a space. After a hyphen it is removed; the hyphen is removed too if both halves make an English
    word, and stays otherwise ("long-term").
    """

    def __init__(self, text: str) -> None:
        parts: list[str] = []
        self._ends: list[Span] = []
        self._places: list[tuple[int, int]] = []
        at = length = 0
        for match in _END.finditer(text):
            kept, inserted = text[at : match.start()], _instead(text, match)
            length += len(kept) + len(inserted)
            self._ends.append(Span(*match.span()))
            self._places.append((length - len(inserted), length))
            parts += (kept, inserted)
            at = match.end()
        self.text = "".join((*parts, text[at:]))

    def span(self, span: Span) -> Span:
        """The span in the one line of a span of the original text."""
        return Span(self._moved(span.start), self._moved(span.end))

    def _moved(self, offset: int) -> int:
        at = bisect.bisect_right(self._ends, offset, key=lambda end: end.start) - 1
        if at < 0:
            return offset
        start, end = self._places[at]
        return start if offset < self._ends[at].end else end + offset - self._ends[at].end


def _instead(text: str, end: re.Match[str]) -> str:
    """How a line end is joined."""
    if not end["hyphen"]:
        return " "
    first = _BEFORE.search(text, max(0, end.start() - _REACH), end.start())
    second = _AFTER.match(text, end.end())
    if end["hyphen"] == _OPTIONAL:
        return ""
    if first is None or second is None or first[0].lower() in _PREFIXES:
        return end["hyphen"]
    return "" if is_english((first[0] + second[0]).lower()) else end["hyphen"]
