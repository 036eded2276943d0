"""Pages of a finished copy as image files: TIFF G4 for black and white, PNG for few colors, JPEG for photographs."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import PIL.Image

from legalredact.redaction.options import Options
from legalredact.redaction.pdf.page import drawn, opened

_COLOR, _COLORED = 48, 0.0002
"""Difference between the channels from which a pixel is colored, and share of such pixels that makes a page colored."""

_DARK, _BRIGHT, _GRAY = 70, 200, 0.003
"""A pixel between the first two, among equals, is gray; the third is the share of them that makes a page gray."""

_FEW_COLORS = 4096
_JPEG_QUALITY = 90
_THRESHOLD = 150

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as an image file.

    Arguments:
        ending: of its name: ``tif``, ``png`` or ``jpg``.
    """

    ending: str
    data: bytes = field(repr=False)


def page_images(pdf: bytes, dpi: int) -> Iterator[PageImage]:
    """Each page of a PDF as displayed.

    Errors: DamagedInput.
    """
    options = Options(dpi)
    with opened(pdf, options) as document:
        for number in range(document.page_count):
            image, scale = drawn(document.load_page(number), options)
            yield encoded(image, round(scale * 72))


def encoded(image: PIL.Image.Image, dpi: int) -> PageImage:
    """A page in the format that fits it: nothing colored becomes black and white, and nothing gray does.

    Arguments:
        image: in RGB.
    """
    if _is_colored(np.asarray(image.reduce(2))):
        return _color(image, dpi)
    gray = image.convert("L")
    if _is_gray(np.asarray(gray)):
        return _color(gray, dpi)
    table = [255 if level >= _THRESHOLD else 0 for level in range(256)]
    return PageImage("tif", _written(gray.point(table, "1"), "TIFF", dpi, compression="group4"))


def _color(image: PIL.Image.Image, dpi: int) -> PageImage:
    """PNG, unless there are so many colors that it must be a photograph."""
    if image.getcolors(_FEW_COLORS) is not None:
        return PageImage("png", _written(image, "PNG", dpi, optimize=True))
    return PageImage("jpg", _written(image, "JPEG", dpi, quality=_JPEG_QUALITY, subsampling=0))


def _written(image: PIL.Image.Image, form: str, dpi: int, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, dpi=(dpi, dpi), **options)
    return buffer.getvalue()


def _is_colored(pixels: Pixels) -> bool:
    spread = pixels.max(axis=2).astype(np.int16) - pixels.min(axis=2)
    return bool((spread > _COLOR).mean() > _COLORED)


def _is_gray(gray: Pixels) -> bool:
    """Whether there are areas of gray: the gray edges of letters are one pixel wide and do not count."""
    mid = (gray > _DARK) & (gray < _BRIGHT)
    inner = mid[1:-1, 1:-1] & mid[:-2, 1:-1] & mid[2:, 1:-1] & mid[1:-1, :-2] & mid[1:-1, 2:]
    return bool(inner.mean() > _GRAY)
