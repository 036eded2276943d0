"""A page as a scanner outputs it: a gray image at 300 dpi, slightly skewed, with specks and uneven light."""

import io
from typing import Any

import numpy
import pymupdf
from numpy.typing import NDArray
from PIL import Image, ImageFilter

DPI = 300
_PAPER = 246
_QUALITY = 31

Grey = NDArray[numpy.float32]


def scanned(page: Any, *, skew: float, seed: int) -> bytes:
    """JPEG of a page.

    Arguments:
        page: a PyMuPDF page.
        skew: degrees, positive turns the sheet to the left.
        seed: which specks and which shade.
    """
    pixels = page.get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    sheet = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
    turned = sheet.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    soft = numpy.asarray(turned.filter(ImageFilter.GaussianBlur(0.8)), dtype=numpy.float32)
    dice = numpy.random.default_rng(seed)
    return _jpeg(_specked(_shaded(soft, dice), dice))


def assembled(pictures: list[bytes]) -> Any:
    """A document with one image per page and no text."""
    document = pymupdf.open()
    for picture in pictures:
        page = document.new_page(width=612, height=792)
        page.insert_image(page.rect, stream=picture)
    return document


def _shaded(sheet: Grey, dice: numpy.random.Generator) -> Grey:
    """Ink that is not quite black on paper that is not quite white, darker at one edge and cloudy."""
    height, width = sheet.shape
    clouds = Image.fromarray(dice.normal(128, 40, (24, 18)).clip(0, 255).astype(numpy.uint8))
    cloudy = numpy.asarray(clouds.resize((width, height), Image.Resampling.BICUBIC), dtype=numpy.float32)
    lamp = numpy.linspace(0, -9, width, dtype=numpy.float32)[None, :]
    inked = 28 + sheet * ((_PAPER - 28) / 255)
    return numpy.asarray(inked + lamp + (cloudy - 128) / 24, dtype=numpy.float32)


def _specked(sheet: Grey, dice: numpy.random.Generator) -> Grey:
    """Dust: a few hundred dark specks of one to three dots."""
    height, width = sheet.shape
    specked = sheet.copy()
    for row, column, size in zip(
        dice.integers(0, height - 4, 350), dice.integers(0, width - 4, 350), dice.integers(1, 4, 350), strict=True
    ):
        specked[row : row + size, column : column + size] -= 90
    return specked


def _jpeg(sheet: Grey) -> bytes:
    picture = Image.fromarray(sheet.clip(0, 255).astype(numpy.uint8))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY, optimize=True, dpi=(DPI, DPI))
    return buffer.getvalue()
