"""Labels as characters inside a text while it is generated.

A name is wrapped in two characters of Unicode's private use area. Every later change of the text (wrapping, capitals,
columns, missing spaces) moves the marks too, so that the labels stay exact.
"""

import re
from dataclasses import dataclass
from typing import Literal

Label = Literal["PER", "ORG", "GOV", "ANY"]
"""ANY: every label is accepted here, as for the name of the case itself in a citation of it."""

_OPEN: dict[Label, str] = {"PER": "\ue000", "ORG": "\ue001", "GOV": "\ue002", "ANY": "\ue003"}
CLOSE = "\ue00f"
_GOES_ON = "\ue00e"
"""After a label that `closed_lines` closed: it is one name if nothing is inserted between."""
_LABEL = {mark: label for label, mark in _OPEN.items()}
MARK = re.compile("[\ue000-\ue00f]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A labeled stretch ``[start, end)`` of a text."""

    start: int
    end: int
    label: Label


def marked(label: Label, name: str) -> str:
    """`name` with its label around it."""
    return f"{_OPEN[label]}{name}{CLOSE}"


def per(name: str) -> str:
    """A person's name."""
    return marked("PER", name)


def org(name: str) -> str:
    """An organization's name."""
    return marked("ORG", name)


def gov(name: str) -> str:
    """A government body's name."""
    return marked("GOV", name)


def either(name: str) -> str:
    """A span without a label for training."""
    return marked("ANY", plain(name))


def plain(text: str) -> str:
    """`text` without marks."""
    return MARK.sub("", text)


def width(text: str) -> int:
    """Visible characters of `text`."""
    return len(plain(text))


def closed_lines(text: str) -> list[str]:
    """The lines of `text`; a label that runs over a line's end is closed there and opened again on the next line.

    For layouts that print something else between two lines of a name: brackets, other columns, line numbers.
    """
    lines, opened = [], ""
    for line in text.split("\n"):
        before = opened
        for mark in MARK.findall(line):
            opened = mark if mark in _LABEL else ""
        lines.append(before + line + (CLOSE + _GOES_ON if opened else ""))
    return lines


def unmarked(text: str) -> tuple[str, tuple[Stretch, ...]]:
    """The text without marks, and its labels in order. Marks inside others are ignored."""
    parts: list[str] = []
    labels: list[Stretch] = []
    length = depth = start = first = 0
    label: Label = "ANY"
    text = re.sub("\ue00f\ue00e( ?\n? ?)[\ue000-\ue003]", r"\1", text).replace(_GOES_ON, "")
    for piece in re.split("([\ue000-\ue00f])", text):
        if piece in _LABEL:
            if depth == 0:
                start, first, label = length, len(parts), _LABEL[piece]
            depth += 1
        elif piece == CLOSE:
            depth -= 1
            if depth == 0 and any(c.isalpha() for c in "".join(parts[first:])):
                labels.append(Stretch(start, length, label))
        else:
            parts.append(piece)
            length += len(piece)
    if depth:
        raise ValueError("A mark was opened and not closed, or the other way round.")
    return "".join(parts), tuple(labels)
