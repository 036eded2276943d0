"""Joins rows of a table to blocks: a row is a line, tabs separate its cells."""

from collections.abc import Callable

LONGEST = 600
"""Rows are joined up to this number of characters."""


class JoinedRows:
    """Gathers lines until they are long enough.

    Arguments:
        add: called with the text of a block and the numbers of its first and last row.
    """

    def __init__(self, add: Callable[[str, int, int], None]) -> None:
        self._add = add
        self._lines: list[str] = []
        self._first = self._last = self._length = 0

    def take(self, number: int, line: str) -> None:
        """Add a row; blank ones are left out."""
        if not line.strip():
            return
        if self._lines and self._length + len(line) > LONGEST:
            self.flush()
        self._first = self._first if self._lines else number
        self._lines.append(line)
        self._last, self._length = number, self._length + len(line)

    def flush(self) -> None:
        """End the block."""
        if self._lines:
            self._add("\n".join(self._lines), self._first, self._last)
        self._lines, self._length = [], 0


def rows_label(first: int, last: int) -> str:
    """``"row 3"`` or ``"rows 3 to 5"``."""
    return f"row {first}" if first == last else f"rows {first} to {last}"
