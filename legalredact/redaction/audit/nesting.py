"""How deep files lie within files, and how many. An audit opens a bounded number of them and leaves the rest unread."""

from dataclasses import dataclass, field

_DEEPEST = 4
"""Files within files of a file; a message forwarded with its attachments has two or three."""
_MOST = 500
"""Files within one file, all levels together."""


@dataclass(frozen=True, slots=True)
class Nesting:
    """Where a file lies.

    Arguments:
        depth: how many files it lies in.
        opened: how many were opened within the outermost one; shared by all.
    """

    depth: int = 0
    opened: list[int] = field(default_factory=lambda: [0])

    def refusal(self) -> str:
        """Why no further file within this one is opened; empty if one may be, which is counted then."""
        if self.depth >= _DEEPEST:
            return f"it lies too deep in others: more than {_DEEPEST} files are within each other"
        if self.opened[0] >= _MOST:
            return f"more than {_MOST} files lie within this one"
        self.opened[0] += 1
        return ""

    def inner(self) -> "Nesting":
        """Where a file within this one lies."""
        return Nesting(self.depth + 1, self.opened)
