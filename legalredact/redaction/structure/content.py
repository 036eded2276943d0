"""Reads the content of a page that this program wrote, so that its parts can be marked without changing what it draws.

Each operator is a line (see `pdf_rebuild/operators.py` and `pdf/image_pages.py`). Strings of letters are divided where
needed: the next one goes on where the last one ended, so the same is drawn.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from legalredact.redaction.structure.font_codes import FontCodes

_ITEM = re.compile(rb"<([0-9A-F]+)>|(-?\d+)")
_EM = 1000
_UP = 0.2
"""In ems: a point of a letter above its base line."""

_WIDE = 0.3
"""In ems: distance from the beginning of an invisible word to a point of it."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Letters:
    """A letter, or a whole invisible word; `at` is a point of it with y upwards, and `text` what it shows."""

    code: bytes
    at: Point
    text: str = field(repr=False)
    whole_line: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is seen."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Fill:
    """A line or a box; `place` is x0, y0, x1, y1 with y upwards."""

    line: bytes
    place: tuple[float, float, float, float]
    name: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image; `place` as in `Fill`."""

    line: bytes
    place: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class State:
    """An operator that draws nothing; `text` tells whether letters follow it (BT) or end with it (ET)."""

    line: bytes
    begins: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """An offset between letters of one string, in thousandths of an em."""

    code: bytes


Piece = Letters | Fill | Picture | State | Move


@dataclass(slots=True)
class _Pen:
    fonts: Mapping[bytes, FontCodes]
    font: FontCodes | None = None
    size: float = 1.0
    matrix: tuple[float, ...] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    along: float = 0.0
    in_text: bool = field(default=False)

    def point(self, along: float, up: float) -> Point:
        """A point beside the string's beginning, in ems."""
        a, b, c, d, e, f = self.matrix
        x, y = along * self.size, up * self.size
        return a * x + c * y + e, b * x + d * y + f


def pieces(content: bytes, fonts: Mapping[bytes, FontCodes]) -> Iterator[Piece]:
    """The parts of a page's content, in order.

    Errors: ValueError if it has an operator that this program does not write.
    """
    pen = _Pen(fonts)
    for line in content.split(b"\n"):
        yield from _piece(line, pen)


def _piece(line: bytes, pen: _Pen) -> Iterator[Piece]:
    operator = b"TJ" if line.endswith(b"]TJ") else line.rpartition(b" ")[2]
    if operator == b"TJ":
        yield from _letters(line, pen)
    elif operator == b"Tj":
        yield _invisible(line)
    elif operator == b"f":
        x, y, width, height = map(float, line.split()[:4])
        yield Fill(line, (x, y, x + width, y + height), name=pen.in_text)
    elif operator == b"Q":
        width, height, left, foot = (float(line.split()[at]) for at in (1, 4, 5, 6))
        yield Picture(line, (left, foot, left + width, foot + height))
    else:
        yield _state(line, operator, pen)


def _state(line: bytes, operator: bytes, pen: _Pen) -> State:
    if operator == b"Tf":
        name, size, _ = line.split()
        pen.font, pen.size = pen.fonts.get(name), float(size)
    elif operator == b"Tm":
        pen.matrix, pen.along = tuple(map(float, line.split()[:6])), 0.0
    elif operator == b"BT" or line.startswith(b"BT "):
        pen.in_text = True
        return State(line, begins=True)
    elif operator == b"ET":
        return State(line, ends=True)
    elif operator not in (b"rg", b"Tr", b"w", b""):
        raise ValueError("this content was written by another program")
    return State(line)


def _letters(line: bytes, pen: _Pen) -> Iterator[Piece]:
    if pen.font is None:
        raise ValueError("letters without a font of this program")
    for codes, offset in _ITEM.findall(line[1:-3]):
        if offset:
            pen.along -= int(offset) / _EM
            yield Move(offset)
            continue
        for at in range(0, len(codes), 4):
            code = int(codes[at : at + 4], 16)
            width = pen.font.widths.get(code, 0.0)
            yield Letters(codes[at : at + 4], pen.point(pen.along + width / 2, _UP), pen.font.meanings.get(code, "?"))
            pen.along += width


def _invisible(line: bytes) -> Letters:
    """A whole word or line of invisible text; its operators are font, width, place, string."""
    parts = line.split(b" ", 12)
    size, x, y = float(parts[1]), float(parts[9]), float(parts[10])
    return Letters(line, (x + _WIDE * size, y + _UP * size), "?", whole_line=True)
