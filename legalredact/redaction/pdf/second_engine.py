"""Drawings of pages by PDFium, a second engine, and the text that it finds at places of a page."""

import contextlib
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt
import PIL.Image
import pypdfium2

from legalredact.model.source import Source, content_of
from legalredact.redaction.text_maps.text_map import Rectangle

DPI = 150
_MOST_PIXELS = 24_000_000

Pixels = npt.NDArray[np.uint8]
"""An array of rows, columns, and three bytes: red, green, blue."""

Levels = npt.NDArray[np.int16]
Mask = npt.NDArray[np.bool_]

FAULTS = (pypdfium2.PdfiumError, ValueError, TypeError, IndexError, AttributeError, OSError, RuntimeError)
"""Exceptions of pypdfium2 on damaged files. Never show their messages."""


class Engine:
    """PDFium on one file.

    Errors: one of FAULTS, here and in all methods.
    """

    def __init__(self, source: Source) -> None:
        self._document = pypdfium2.PdfDocument(source)
        self._document.init_forms()

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int, dpi: float = DPI) -> tuple[int, int]:
        """Width and height in pixels of a page, counted from 0, at a resolution that suits its size."""
        page = self._document[number]
        width, height = page.get_width(), page.get_height()
        page.close()
        scale = min(dpi / 72, (_MOST_PIXELS / max(1e-6, width * height)) ** 0.5)
        return max(1, round(width * scale)), max(1, round(height * scale))

    def width(self, number: int) -> float:
        """Width of a page, counted from 0, in points."""
        page = self._document[number]
        width = float(page.get_width())
        page.close()
        return width

    def drawn(self, number: int, size: tuple[int, int]) -> PIL.Image.Image:
        """A page, counted from 0, as readers show it, with annotations and fields, in that size."""
        page = self._document[number]
        try:
            scale = size[0] / page.get_width()
            image = page.render(scale=scale).to_pil().convert("RGB")
        finally:
            page.close()
        return image if image.size == size else _fitted(image, size)

    def letters(self, number: int) -> list[tuple[str, float, float]]:
        """Each character with ink of a page, counted from 0, and its middle in points from the upper left corner."""
        page = self._document[number]
        text = page.get_textpage()
        try:
            turn = page.get_rotation()
            width, height = page.get_width(), page.get_height()
            if turn in (90, 270):
                width, height = height, width
            found = []
            for at in range(text.count_chars()):
                left, bottom, right, top = text.get_charbox(at)
                if right > left and top > bottom:
                    x, y = (left + right) / 2, (bottom + top) / 2
                    found.append((text.get_text_range(at, 1), *_shown(x, y, width, height, turn)))
            return found
        finally:
            text.close()
            page.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()


def engine_on(source: Source) -> Engine | None:
    """PDFium on a file; None if it cannot open it."""
    try:
        return Engine(content_of(source))
    except FAULTS:
        return None


def redrawn(source: Source, number: int, image: PIL.Image.Image) -> PIL.Image.Image:
    """A page, counted from 0, as PDFium draws it, in the size of an image; that image if PDFium cannot draw it."""
    engine = engine_on(source)
    if engine is None:
        return image
    with engine, contextlib.suppress(*FAULTS):
        return engine.drawn(number, image.size)
    return image


def in_pixels(place: Rectangle, size: tuple[int, int], scale: float, room: int = 0) -> tuple[int, int, int, int]:
    """A rectangle in points as whole pixels of an image of that size, grown by `room`."""
    x0, y0, x1, y1 = (value * scale for value in place)
    left, top = max(0, int(x0) - room), max(0, int(y0) - room)
    return left, top, max(left, min(size[0], int(x1 + 0.999) + room)), max(top, min(size[1], int(y1 + 0.999) + room))


def _fitted(image: PIL.Image.Image, size: tuple[int, int]) -> PIL.Image.Image:
    """An image cut or filled up to a size that differs by little; scaled if by more."""
    if abs(image.width - size[0]) > 2 or abs(image.height - size[1]) > 2:
        return image.resize(size, PIL.Image.Resampling.BOX)
    sheet = PIL.Image.new("RGB", size, "white")
    sheet.paste(image, (0, 0))
    return sheet


def _shown(x: float, y: float, width: float, height: float, turn: int) -> tuple[float, float]:
    """A point of a page as displayed, y downwards; `width` and `height` are those before it is turned."""
    if turn == 90:
        return y, x
    if turn == 180:
        return width - x, y
    if turn == 270:
        return height - y, width - x
    return x, height - y
