"""Images inside a document: the text that OCR reads, or why a person has to look."""

import io
import warnings
from dataclasses import dataclass, field

import PIL.Image

from legalredact.documents.limits import Limits
from legalredact.documents.ocr.blocks import paragraphs
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.ocr.image import FORMATS, dpi_of, is_blank
from legalredact.documents.ooxml.metafiles import is_metafile, metafile_text
from legalredact.documents.ooxml.xml import XmlDamaged, parse
from legalredact.model.document import UnreadReason

_LEAST_SIDE, _LEAST_PIXELS = 12, 600
"""A smaller image is an icon without words."""

_LARGE = 10_000
"""Pixels of an image that is large enough to hold words."""


@dataclass(frozen=True, slots=True)
class PictureText:
    """The text of an image.

    Arguments:
        paragraphs: text and the lowest confidence of a word.
        reason, detail: why a person has to look, without the image's text; None if that is not needed.
    """

    paragraphs: tuple[tuple[str, float], ...] = field(default=(), repr=False)
    reason: UnreadReason | None = None
    detail: str = ""


def picture_text(content: bytes, ocr: Ocr, limits: Limits) -> PictureText:
    """Read an image of any format; a person has to look at damaged ones and at formats that cannot be drawn here."""
    if content.lstrip()[:5] in {b"<?xml", b"<svg "} or b"<svg" in content[:500]:
        return _svg_text(content)
    if is_metafile(content):
        return _drawn(metafile_text(content), "drawn in lines (Windows metafile)")
    try:
        image = _opened(content, limits)
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        KeyError,
        TypeError,
        IndexError,
        PIL.Image.DecompressionBombError,
    ):
        return PictureText((), UnreadReason.PICTURE, "in a format that could not be read")
    if image is None:
        return PictureText((), UnreadReason.PICTURE, "with more pixels than the limit")
    return _read(image, ocr)


def _opened(content: bytes, limits: Limits) -> PIL.Image.Image | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PIL.Image.DecompressionBombWarning)  # our own limit follows
        image = PIL.Image.open(io.BytesIO(content), formats=FORMATS)
    if image.width * image.height > limits.max_pixels:
        return None
    image.load()
    return image


def _read(image: PIL.Image.Image, ocr: Ocr) -> PictureText:
    pixels = image.width * image.height
    if min(image.size) < _LEAST_SIDE or pixels < _LEAST_PIXELS or is_blank(image):
        return PictureText()
    size = f"of {image.width} × {image.height} pixels"
    words = ocr.recognize(image, dpi_of(image))
    read = tuple((paragraph.text, paragraph.confidence) for paragraph in paragraphs(words))
    if read:
        return PictureText(read, UnreadReason.OCR, f"{size} read by OCR; words may be wrong or missing")
    if pixels >= _LARGE:
        return PictureText((), UnreadReason.PICTURE, f"{size} without text that OCR could read")
    return PictureText()


def _svg_text(content: bytes) -> PictureText:
    """Text of a drawing in SVG."""
    try:
        root = parse(content)
    except XmlDamaged:
        return PictureText((), UnreadReason.PICTURE, "in a format that could not be read")
    lines = (
        " ".join("".join(str(t) for t in one.itertext()).split()) for one in root.iter("{*}text", "{*}title", "{*}desc")
    )
    text = "\n".join(line for line in lines if line)
    return _drawn(text, "drawn in lines (SVG)")


def _drawn(text: str, detail: str) -> PictureText:
    """The text strings of a drawing. Letters drawn as outlines were not read, so a person has to look."""
    return PictureText(((text, 1.0),) if text else (), UnreadReason.PICTURE, detail)
