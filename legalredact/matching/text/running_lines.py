"""Running lines, which repeat on every page: headers, filing stamps, page numbers."""

import collections
import re

_LINE = re.compile(r"[^\n]+")
_OFTEN = 3
_LONGEST = 140
BLANK = "\x1f"
"""Replaces a running line: white space for every pattern, but different from a blank line."""


def without_running_lines(text: str) -> str:
    """`text` of the same length with running lines blanked, so that text split by a page break is continuous.

    A running line occurs at least three times (ignoring digits) and is not a whole paragraph.
    """
    lines = [(match.start(), match.end(), _shape(match[0])) for match in _LINE.finditer(text)]
    often = collections.Counter(shape for _, _, shape in lines if shape)
    parts: list[str] = []
    done = 0
    for start, end, shape in lines:
        if often[shape] >= _OFTEN:
            parts += (text[done:start], BLANK * (end - start))
            done = end
    return "".join((*parts, text[done:]))


def _shape(line: str) -> str:
    """The line with every digit as 0 and single spaces; empty if it is blank, too long, or ends a sentence."""
    if len(line) > _LONGEST:
        return ""
    shape = " ".join(re.sub(r"\d+", "0", line).split())
    return "" if shape.endswith((".", ",", ";", "”", '"')) else shape
