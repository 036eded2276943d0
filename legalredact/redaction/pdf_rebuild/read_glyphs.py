"""Reads the letters of a PDF page: MuPDF gives positions in one pass, fonts and matrices in another."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pymupdf
from pymupdf import mupdf

from legalredact.redaction.pdf.page import display_matrix
from legalredact.redaction.pdf_rebuild.glyphs import CannotRebuild, Colour, Ink, Letter, Matrix, size_of
from legalredact.redaction.pdf_rebuild.outlines import GlyphShape, shape_of

_FILLED, _STROKED, _UNSEEN = range(3)
_PART = -1
"""Number of a glyph that belongs to the previous one: a later letter of a ligature."""

_NOTHING: Matrix = (0.0, 0.0, 0.0, 0.0)
_FACES = 64
"""Fonts whose shapes are cached for later pages."""

_NEAR = 0.01


class Faces:
    """Caches the shapes of fonts. The cache keeps the fonts alive, so that their ids stay valid."""

    def __init__(self) -> None:
        self._faces: dict[int, tuple[mupdf.FzFont, dict[int, GlyphShape | None]]] = {}

    def shapes(self, font: mupdf.FzFont, glyphs: Iterable[int]) -> dict[int, GlyphShape | None]:
        """The shapes of at least these glyphs of a font; None for a glyph without outline."""
        number = font.m_internal_value()
        if number not in self._faces:
            while len(self._faces) >= _FACES:
                del self._faces[next(iter(self._faces))]
            self._faces[number] = font, {}
        shapes = self._faces[number][1]
        for glyph in glyphs:
            if glyph not in shapes:
                shapes[glyph] = shape_of(font, glyph)
        return shapes


def letters_of(page: pymupdf.Page, faces: Faces) -> tuple[Letter, ...]:
    """All letters that the page paints, visible or not, in its own order.

    Errors: CannotRebuild if a letter has no outline.
    """
    spans = page.get_texttrace()
    runs = _runs(page)
    if [len(span["chars"]) for span in spans] != [run.count for run in runs]:
        raise CannotRebuild("its text cannot be told apart")
    found: list[Letter] = []
    before: list[Letter] = []
    for span, run in zip(spans, runs, strict=True):
        if run.kind == _UNSEEN or not span["opacity"] or not run.matrix:
            continue
        letters = list(_letters(span, run, faces, display_matrix(page)))
        if run.kind == _STROKED and _same(before, letters):
            ink = replace(letters[0].ink, fill=before[0].ink.fill) if letters else None
            letters = [letter._replace(ink=ink) for letter in letters if ink]
            del found[len(found) - len(before) :]
        found.extend(letters)
        before = letters if run.kind == _FILLED else []
    return tuple(found)


class _Run:
    """One run of glyphs as the interpreter draws it."""

    def __init__(self, kind: int, span: Any, ctm: Any, width: float) -> None:
        self.kind = kind
        self.count = int(span.len)
        self.font = mupdf.FzFont(mupdf.ll_fz_keep_font(span.font))
        self.name = str(mupdf.ll_fz_font_name(span.font))
        self.matrix = _product(span.trm, ctm)
        self.width = width * math.sqrt(abs(ctm.a * ctm.d - ctm.b * ctm.c))


def _product(one: Any, other: Any) -> Matrix | None:
    """The product of both matrices; None if it is singular."""
    a, b = one.a * other.a + one.b * other.c, one.a * other.b + one.b * other.d
    c, d = one.c * other.a + one.d * other.c, one.c * other.b + one.d * other.d
    return (a, b, c, d) if abs(a * d - b * c) > 1e-6 else None


class _Runs(mupdf.FzDevice2):  # type: ignore[misc]  # the engine's own class has no types
    """Records each run with its font and matrix."""

    def __init__(self, found: list[_Run]) -> None:
        super().__init__()
        self.use_virtual_fill_text()
        self.use_virtual_stroke_text()
        self.use_virtual_ignore_text()
        self._found = found

    def fill_text(self, _context: Any, text: Any, ctm: Any, *_ink: Any) -> None:
        self._note(_FILLED, text, ctm, 0.0)

    def stroke_text(self, _context: Any, text: Any, stroke: Any, ctm: Any, *_ink: Any) -> None:
        self._note(_STROKED, text, ctm, float(stroke.linewidth))

    def ignore_text(self, _context: Any, text: Any, ctm: Any) -> None:
        self._note(_UNSEEN, text, ctm, 0.0)

    def _note(self, kind: int, text: Any, ctm: Any, width: float) -> None:
        span = text.head
        while span:
            self._found.append(_Run(kind, span, ctm, width))
            span = span.next


def _runs(page: pymupdf.Page) -> list[_Run]:
    found: list[_Run] = []
    device = _Runs(found)
    mupdf.fz_run_page(page.this, device, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    return found


def _letters(span: dict[str, Any], run: _Run, faces: Faces, turn: pymupdf.Matrix) -> Iterator[Letter]:
    ink = _ink(span, run)
    chars = span["chars"]
    shapes = faces.shapes(run.font, {char[1] for char in chars})
    a, b, c, d, e, f = turn
    matrix, name = run.matrix or _NOTHING, run.name
    size = size_of(matrix)
    after = [*(char[1] for char in chars[1:]), 0]
    for at, (code, glyph, (x, y), _) in enumerate(chars):
        if glyph == _PART:
            continue
        text = _character(code) if after[at] != _PART else _ligature(chars, at)
        shape = shapes[glyph]
        if shape is not None:
            yield Letter(text, shape, name, a * x + c * y + e, b * x + d * y + f, matrix, ink, size)
        elif text.strip():
            raise CannotRebuild("a font on it is made of drawings")


def _ligature(chars: Sequence[Any], at: int) -> str:
    """The text of a glyph, including the letters of a ligature, which follow it."""
    parts = itertools.takewhile(lambda char: char[1] == _PART, itertools.islice(chars, at + 1, None))
    return _character(chars[at][0]) + "".join(_character(part[0]) for part in parts)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _ink(span: dict[str, Any], run: _Run) -> Ink:
    """Opacity becomes a paler color, as over white paper. If something else is behind, the comparison will fail."""
    opacity = float(span["opacity"])
    red, green, blue = (1 - opacity + opacity * float(part) for part in _rgb(span["color"]))
    colour: Colour = (red, green, blue)
    return Ink(colour) if run.kind == _FILLED else Ink(None, colour, run.width)


def _rgb(colour: Any) -> tuple[float, float, float]:
    if not isinstance(colour, tuple) or len(colour) not in (1, 3):
        raise CannotRebuild("its text has an unknown colour")
    return (colour[0],) * 3 if len(colour) == 1 else colour


def _same(one: list[Letter], other: list[Letter]) -> bool:
    """Whether the same letters are at the same positions: filled, and then outlined."""
    return len(one) == len(other) and all(
        a.text == b.text and abs(a.x - b.x) < _NEAR and abs(a.y - b.y) < _NEAR for a, b in zip(one, other, strict=True)
    )
