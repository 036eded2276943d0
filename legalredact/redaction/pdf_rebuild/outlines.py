"""The shape of a letter from any font: outline and width, and nothing else of the font.

Font programs, glyph names, hints, tables and unused glyphs can hold a name. An outline in the copy's own font (see
`fonts`) cannot.
"""

from dataclasses import dataclass, field

from pymupdf import mupdf

from legalredact.redaction.text_maps.text_map import Rectangle

EM = 1000
_FARTHEST = 16_000
"""Thousandths of an em; no letter has an outline beyond this."""

_MOVE, _LINE, _CURVE, _END = 21, 5, 8, 14
"""Operators of Type 2 charstrings (Adobe Technical Note 5177)."""


@dataclass(frozen=True, slots=True)
class GlyphShape:
    """The shape of a letter.

    Arguments:
        outline: Type 2 charstring without width and end.
        advance: distance to the next letter, in ems.
        ink: bounding box in ems, y upwards; None for a space.
    """

    outline: bytes = field(repr=False)
    advance: float
    ink: Rectangle | None

    def charstring(self) -> bytes:
        """The whole charstring, with the width as the argument of its first operator."""
        width = _operand(round(self.advance * EM))
        return width + self.outline + bytes([_END])


def shape_of(font: mupdf.FzFont, glyph: int) -> GlyphShape | None:
    """The shape of a glyph; None if it has no outline (as in Type 3 fonts) or an impossible one."""
    if mupdf.fz_font_t3_procs(font) is not None or glyph < 0:
        return None
    walker = _Walker()
    path = mupdf.fz_outline_glyph(font, glyph, mupdf.FzMatrix())
    if path.m_internal is not None:
        mupdf.fz_walk_path(path, walker, walker.m_internal)
    if walker.too_far:
        return None
    ink = walker.ink if walker.drawn else None
    advance = float(mupdf.fz_advance_glyph(font, glyph, 0))
    return GlyphShape(bytes(walker.program) if ink else b"", advance, ink)


class _Walker(mupdf.FzPathWalker2):  # type: ignore[misc]  # the engine's own class has no types
    """Records an outline as MuPDF walks it."""

    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_moveto()
        self.use_virtual_lineto()
        self.use_virtual_curveto()
        self.use_virtual_closepath()
        self.program = bytearray()
        self.drawn = self.too_far = False
        self._at = self._start = (0, 0)
        self._xs: list[int] = []
        self._ys: list[int] = []

    @property
    def ink(self) -> Rectangle:
        """Bounding box of all points."""
        return min(self._xs) / EM, min(self._ys) / EM, max(self._xs) / EM, max(self._ys) / EM

    def moveto(self, _context: object, x: float, y: float) -> None:
        self._start = self._write(_MOVE, ((x, y),))

    def lineto(self, _context: object, x: float, y: float) -> None:
        self.drawn = True
        self._write(_LINE, ((x, y),))

    def curveto(self, _context: object, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:
        self.drawn = True
        self._write(_CURVE, ((x1, y1), (x2, y2), (x3, y3)))

    def closepath(self, _context: object) -> None:
        """Charstrings close their outlines themselves; the pen returns to the start of the outline."""
        if self._at != self._start:
            self._write(_LINE, ((self._start[0] / EM, self._start[1] / EM),))

    def _write(self, operator: int, points: tuple[tuple[float, float], ...]) -> tuple[int, int]:
        for x, y in points:
            if not (abs(x) * EM < _FARTHEST and abs(y) * EM < _FARTHEST):
                self.too_far = True
                return self._at
            to = round(x * EM), round(y * EM)
            self.program += _operand(to[0] - self._at[0]) + _operand(to[1] - self._at[1])
            self._at = to
            self._xs.append(to[0])
            self._ys.append(to[1])
        self.program.append(operator)
        return self._at


def _operand(value: int) -> bytes:
    """A number in charstring encoding."""
    if -107 <= value <= 107:
        return bytes([value + 139])
    if 108 <= value <= 1131:
        return bytes([(value - 108) // 256 + 247, (value - 108) % 256])
    if -1131 <= value <= -108:
        return bytes([(-value - 108) // 256 + 251, (-value - 108) % 256])
    return b"\x1c" + value.to_bytes(2, "big", signed=True)
