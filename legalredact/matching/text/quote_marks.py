"""Text without the marks of quoting ("> > ") that e-mail puts before each line."""

import bisect
import re

from legalredact.model.mention import Span

_MARKS = re.compile(r"^(?:[ \t]*>)+[ \t]?", re.M)


class Unquoted:
    """A text without its marks, and the way back to where things stand in it.

    Arguments:
        text: as it was read.
    """

    def __init__(self, text: str) -> None:
        self.text = _MARKS.sub("", text)
        self._starts = [0]
        self._shifts = [0]
        for mark in _MARKS.finditer(text):
            self._starts.append(mark.start() - self._shifts[-1])
            self._shifts.append(self._shifts[-1] + len(mark[0]))

    def original(self, span: Span) -> Span:
        """The same place in the text as it was read."""
        return Span(self._offset(span.start), self._offset(span.end - 1) + 1)

    def _offset(self, at: int) -> int:
        return at + self._shifts[bisect.bisect_right(self._starts, at) - 1]
