"""What stands on a page around its text: line numbers down the margin, running heads, page numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legalredact.matching.text.line_numbers import margins

_STAMP = re.compile(
    r"\s*(?:(?:Appellate\s+)?Case:?\s*(?:No\.?\s*)?[\dA-Z:–-]+[\w:–.-]*\s+.*(?:Document|Doc\.?|Page|Filed|DktEntry|Entry)\b.*\d"
    r"|USCA\d*\s+Case\b.*\d"
    r"|Document\s+\d+\s+(?:Filed|Page)\b.*\d)"
)
"""The line that electronic filing prints on each page of a federal court's document."""
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—\[(]?\s*(?:Page\s+)?\d{1,4}\s*[-–—\])]?|Page\s+\d+\s+of\s+\d+|\d+\s+of\s+\d+)\s*\Z", re.I
)


@dataclass(frozen=True, slots=True)
class LineKind:
    """Whether a line is a running head, and how many of its first characters are a line number."""

    running: bool = False
    margin: int = 0


def classify(lines: Sequence[str]) -> list[LineKind]:
    """One kind a line."""
    numbers = margins(lines)
    return [_kind(line, numbers.get(at)) for at, line in enumerate(lines)]


def _kind(line: str, margin: int | None) -> LineKind:
    if margin is not None:
        return LineKind(margin=margin)
    return LineKind(running=is_running(line))


def is_running(line: str) -> bool:
    """Whether a line, taken for itself, is a filing stamp or a page number."""
    return bool(line.strip()) and bool(_STAMP.match(line) or _PAGE_NUMBER.match(line))
