"""What stands on a page around its text: line numbers down the margin, running heads, page numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_STAMP = re.compile(
    r"\s*(?:(?:Appellate\s+)?Case:?\s*(?:No\.?\s*)?[\dA-Z:–-]+[\w:–.-]*\s+.*(?:Document|Doc\.?|Page|Filed|DktEntry|Entry)\b.*\d"
    r"|USCA\d*\s+Case\b.*\d"
    r"|Document\s+\d+\s+(?:Filed|Page)\b.*\d)"
)
"""The line that electronic filing prints on each page of a federal court's document."""
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—\[(]?\s*(?:Page\s+)?\d{1,4}\s*[-–—\])]?|Page\s+\d+\s+of\s+\d+|\d+\s+of\s+\d+)\s*\Z", re.I
)
_NUMBERED = re.compile(r"[ \t]*(\d{1,2})(?:[ \t]{2,}|\t|[ \t]*\n|(?=[ \t]+\S))")
_RUN = 5
"""So many lines that count up by one are a margin; fewer may be a list."""
_APART = 3
"""So many lines further the next number of a margin stands at most."""


@dataclass(frozen=True, slots=True)
class LineKind:
    """Whether a line is a running head, and how many of its first characters are a line number."""

    running: bool = False
    margin: int = 0


def classify(lines: Sequence[str]) -> list[LineKind]:
    """One kind a line."""
    margins = _margins(lines)
    return [_kind(line, margins.get(at)) for at, line in enumerate(lines)]


def _kind(line: str, margin: int | None) -> LineKind:
    if margin is not None:
        return LineKind(margin=margin)
    return LineKind(running=is_running(line))


def is_running(line: str) -> bool:
    """Whether a line, taken for itself, is a filing stamp or a page number."""
    return bool(line.strip()) and bool(_STAMP.match(line) or _PAGE_NUMBER.match(line))


def _margins(lines: Sequence[str]) -> dict[int, int]:
    """Lines with a number of the margin: index → characters up to the text."""
    found: dict[int, int] = {}
    run: dict[int, int] = {}
    last, number = -1, 0
    for at, line in enumerate(lines):
        match = _NUMBERED.match(line)
        if match is None:
            continue
        follows = int(match.group(1)) == number + 1 and at - last <= _APART
        if not follows:
            found |= _long_enough(run)
            run = {}
        run[at] = match.end()
        last, number = at, int(match.group(1))
    return found | _long_enough(run)


def _long_enough(run: dict[int, int]) -> dict[int, int]:
    return run if len(run) >= _RUN else {}
