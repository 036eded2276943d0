"""Removes the quote marks ("> > ") that e-mail programs put before each line."""

import bisect
import re

from legalredact.model.mention import Span

_MARKS = re.compile(r"^(?:[ \t]*>)+[ \t]?", re.M)


class Unquoted:
    """A text without its quote marks, with a mapping back to the original offsets.

    Arguments:
        text: the original.
    """

    def __init__(self, text: str) -> None:
        self.text = _MARKS.sub("", text)
        self._starts = [0]
        self._shifts = [0]
        for mark in _MARKS.finditer(text):
            self._starts.append(mark.start() - self._shifts[-1])
            self._shifts.append(self._shifts[-1] + len(mark[0]))

    def original(self, span: Span) -> Span:
        """Map a span back to the original text."""
        return Span(self._offset(span.start), self._offset(span.end - 1) + 1)

    def _offset(self, at: int) -> int:
        return at + self._shifts[bisect.bisect_right(self._starts, at) - 1]
