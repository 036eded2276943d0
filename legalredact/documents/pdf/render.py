"""Renders pages as images, for OCR and for display."""

import math
from pathlib import Path

import PIL.Image
import pymupdf

from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.pdf.open import BROKEN, opened
from legalredact.documents.pdf.text import Rectangle
from legalredact.errors import DamagedInput, UsageError

OCR_DPI = 300


def render_page(path: Path, page: int, dpi: float, limits: Limits = STANDARD) -> bytes:
    """A page of a PDF as displayed, as PNG.

    Arguments:
        page: counted from 1.
        dpi: dots per inch; reduced if the image would exceed the pixel limit.

    Errors:
        UsageError: there is no such page.
        DamagedInput: the page cannot be drawn.
        others: as in `opened`.
    """
    with opened(path, limits) as document:
        if not 1 <= page <= document.page_count:
            raise UsageError(f"The file has no page {page}.", f"It has pages 1 to {document.page_count}.")
        try:
            loaded = document.load_page(page - 1)
            resolution = fitting_dpi(tuple(loaded.rect), dpi, limits.max_pixels)
            return bytes(loaded.get_pixmap(dpi=round(resolution)).tobytes("png"))
        except BROKEN:
            raise DamagedInput(
                f"Page {page} is damaged and cannot be drawn.", "Ask for a new copy of the file."
            ) from None


def gray_region(page: pymupdf.Page, region: Rectangle, dpi: float) -> PIL.Image.Image | None:
    """A part of a page in gray, or None if it has only one color."""
    pixels = page.get_pixmap(dpi=round(dpi), clip=pymupdf.Rect(region), colorspace=pymupdf.csGRAY)
    if pixels.width == 0 or pixels.height == 0:
        return None
    image = PIL.Image.frombytes("L", (pixels.width, pixels.height), bytes(pixels.samples))
    darkest, lightest = image.getextrema()
    return None if darkest == lightest else image


def fitting_dpi(region: Rectangle, dpi: float, max_pixels: int) -> float:
    """`dpi`, reduced if necessary to keep the region's image within `max_pixels`."""
    inches = (region[2] - region[0]) * (region[3] - region[1]) / 72**2
    return min(dpi, max(1.0, math.floor(math.sqrt(max_pixels / inches)))) if inches > 0 else dpi
