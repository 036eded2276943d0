"""The copy's own fonts: each visible letter as an outline with its Unicode text, under a new code.

Codes are outside all alphabets, so that a tool which reads a page's codes as text reads no names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legalredact.redaction.pdf.writer import CopyPdf
from legalredact.redaction.pdf_rebuild.cff import font_program
from legalredact.redaction.pdf_rebuild.outlines import EM, GlyphShape

_FIRST, _LAST = 0xE000, 0xF7FF
_MOST_MET = 10_000
"""Letters that are cached by the identity of their shape, without comparing outlines. The cache keeps the shapes alive,
so that their ids stay valid."""

_ROWS = 100
"""Rows that a section of a ToUnicode map may have."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Position of a letter in the copy's fonts: the number of the font, from 1, and the code in it."""

    font: int
    code: int


@dataclass(frozen=True, slots=True)
class _Meaning:
    shape: GlyphShape
    text: str = field(repr=False)


class GlyphBook:
    """Maps shapes to signs for all pages of a copy. Shapes that no page shows are not written."""

    def __init__(self) -> None:
        self._signs: dict[tuple[str, _Meaning], Sign] = {}
        self._met: dict[tuple[str, int, str], tuple[GlyphShape, Sign]] = {}
        self._meanings: dict[Sign, _Meaning] = {}
        self._open: dict[str, int] = {}
        self._taken: dict[int, int] = {}
        self._shown: set[Sign] = set()

    def sign(self, face: str, shape: GlyphShape, text: str) -> Sign:
        """The sign of a letter. Letters of one face share a font as long as it has room."""
        met = self._met.get((face, id(shape), text))
        if met is None:
            if len(self._met) >= _MOST_MET:
                self._met.clear()
            met = self._met[face, id(shape), text] = shape, self._sign(face, _Meaning(shape, text))
        return met[1]

    def _sign(self, face: str, meaning: _Meaning) -> Sign:
        known = self._signs.get((face, meaning))
        if known is None:
            known = self._signs[face, meaning] = self._next(face)
            self._meanings[known] = meaning
        return known

    def show(self, signs: Iterable[Sign]) -> None:
        """Record that a page of the copy shows these signs."""
        self._shown.update(signs)

    def shown(self) -> frozenset[Sign]:
        """The signs that pages of the copy show."""
        return frozenset(self._shown)

    def _next(self, face: str) -> Sign:
        font = self._open.get(face, 0)
        if not font or self._taken[font] > _LAST - _FIRST:
            font = self._open[face] = len(self._taken) + 1
            self._taken[font] = 0
        self._taken[font] += 1
        return Sign(font, _FIRST + self._taken[font] - 1)

    def write(self, copy: CopyPdf, numbers: dict[int, int], signs: Iterable[Sign]) -> None:
        """Write fonts that hold these signs.

        Arguments:
            numbers: object number of each font.
        """
        by_font: dict[int, list[Sign]] = {}
        for sign in sorted(signs, key=lambda sign: (sign.font, sign.code)):
            by_font.setdefault(sign.font, []).append(sign)
        for font, members in by_font.items():
            _write_font(copy, numbers[font], font, [(sign.code, self._meanings[sign]) for sign in members])


def _write_font(copy: CopyPdf, number: int, font: int, glyphs: Sequence[tuple[int, _Meaning]]) -> None:
    descendant, program, unicode = copy.reserve(), copy.reserve(), copy.reserve()
    name = b"COPYAA+F%d" % font
    box = _box([meaning.shape for _, meaning in glyphs])
    copy.write(
        number,
        b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, descendant, unicode),
    )
    widths = b"".join(b"%d[%d]" % (code, round(meaning.shape.advance * EM)) for code, meaning in glyphs)
    copy.write(
        descendant,
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000/W[%s]/FontDescriptor<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]"
        b"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight 700/StemV 80/FontFile3 %d 0 R>>>>"
        % (name, widths, name, *box, box[3], box[1], program),
    )
    shapes = [(code, meaning.shape.charstring()) for code, meaning in glyphs]
    copy.write_packed(program, b"/Subtype/CIDFontType0C", font_program(name, shapes, box))
    copy.write_packed(unicode, b"", _unicode_map([(code, meaning.text) for code, meaning in glyphs]))


def _box(shapes: Sequence[GlyphShape]) -> tuple[int, int, int, int]:
    """Bounding box of all shapes, in thousandths of an em."""
    inks = [shape.ink for shape in shapes if shape.ink is not None] or [(0.0, 0.0, 0.0, 0.0)]
    low = (round(min(ink[side] for ink in inks) * EM) for side in (0, 1))
    high = (round(max(ink[side] for ink in inks) * EM) for side in (2, 3))
    (x0, y0), (x1, y1) = low, high
    return x0, y0, x1, y1


def _unicode_map(rows: Sequence[tuple[int, str]]) -> bytes:
    lines = [b"<%04X><%s>" % (code, text.encode("utf-16-be").hex().upper().encode()) for code, text in rows if text]
    groups = [lines[at : at + _ROWS] for at in range(0, len(lines), _ROWS)]
    body = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(group), b"\n".join(group)) for group in groups)
    return (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/U def /CMapType 2 def\n"
        b"1 begincodespacerange<0000><FFFF>endcodespacerange\n" + body + b"\nendcmap end end"
    )
