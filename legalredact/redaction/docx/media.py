"""Pictures of a Word file: drawn anew without anything around them, and with names in them covered."""

import io
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import PIL.Image
import PIL.ImageOps
from lxml import etree

from legalredact.errors import Refused
from legalredact.redaction.docx.allowlist import A, R, V
from legalredact.redaction.pdf.boxes import Cover, draw, padded
from legalredact.redaction.targets import TargetSet
from legalredact.redaction.text_maps.reading_orders import orders_of
from legalredact.redaction.text_maps.text_map import OcrFunction, Rectangle

_DPI = 150
_ROUNDS = 5
_MOST_PIXELS = 60_000_000
_SMALL = (24, 12)
_SLIGHT = 2.0
"""Degrees by which a picture may be turned and still be read as it is."""


@dataclass(frozen=True, slots=True)
class Turned:
    """How a picture is shown: as in a mirror, and then turned clockwise by whole degrees."""

    degrees: int = 0
    mirrored: bool = False

    @classmethod
    def of(cls, steps: Iterable[tuple[float, bool, bool]]) -> Self:
        """What steps make together; each flips a picture across and down, and then turns it by degrees."""
        total, mirrored = 0.0, False
        for degrees, across, down in steps:
            if across != down:
                total, mirrored = -total, not mirrored
            total += degrees + (180 if down else 0)
        return cls(round(total) % 360, mirrored)

    @property
    def is_plain(self) -> bool:
        """Whether it is shown as it is."""
        return not self.mirrored and min(self.degrees, 360 - self.degrees) <= _SLIGHT


def redrawn(
    data: bytes, wanted: TargetSet, look: OcrFunction | None, turns: frozenset[Turned] = frozenset()
) -> tuple[bytes, str, int] | None:
    """A picture's pixels in a new file.

    Arguments:
        turns: how it is shown.

    Returns: the file, ``"png"`` or ``"jpeg"``, and how many boxes were drawn; None if it cannot be drawn here.

    Errors: Refused if a name in it is read again and again.
    """
    try:
        with PIL.Image.open(io.BytesIO(data)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            photo = opened.format == "JPEG"
            image = PIL.ImageOps.exif_transpose(opened)
            image.load()
    except (
        OSError,
        ValueError,
        SyntaxError,
        TypeError,
        ArithmeticError,
        LookupError,
        PIL.Image.DecompressionBombError,
    ):
        return None
    plain = _without_hidden_colours(image) if image.has_transparency_data else image.convert("RGB")
    boxes = _covered(plain, wanted, look, turns) if look is not None and plain.width >= _SMALL[0] else 0
    file = io.BytesIO()
    if photo:
        plain.convert("RGB").save(file, "JPEG", quality=85)
        return file.getvalue(), "jpeg", boxes
    plain.save(file, "PNG", optimize=True)
    return file.getvalue(), "png", boxes


def on_grounds(image: PIL.Image.Image) -> tuple[PIL.Image.Image, ...]:
    """A picture as RGB; one with transparent parts on white and on black, since white letters show on a dark ground."""
    if not image.has_transparency_data:
        return (image.convert("RGB"),)
    layer = image.convert("RGBA")
    grounds = (PIL.Image.new("RGBA", layer.size, colour) for colour in ("white", "black"))
    return tuple(PIL.Image.alpha_composite(ground, layer).convert("RGB") for ground in grounds)


def _without_hidden_colours(image: PIL.Image.Image) -> PIL.Image.Image:
    """White where nothing is to be seen: colours stay there, and may be letters."""
    pixels = np.array(image.convert("RGBA"))
    pixels[pixels[..., 3] == 0] = (255, 255, 255, 0)
    return PIL.Image.fromarray(pixels)


def _covered(image: PIL.Image.Image, wanted: TargetSet, look: OcrFunction, turns: frozenset[Turned]) -> int:
    """Draw boxes over names until none is read; returns how many."""
    count = 0
    views = [Turned(), *(turned for turned in turns if not turned.is_plain)]
    for number in range(_ROUNDS):
        places = [place for turned in views for place in _names(image, turned, wanted, look)]
        if not places:
            return count
        draw(image, [Cover(padded(place, 1 + 2 * number, image.size)) for place in places])
        count += len(places)
    raise Refused("A name in a picture could not be covered completely; no copy was made.", "Remove the image.")


def _names(image: PIL.Image.Image, turned: Turned, wanted: TargetSet, look: OcrFunction) -> Iterator[Rectangle]:
    """Where names stand in a picture that is shown in that way."""
    for ground in on_grounds(image):
        view, back = _shown(ground, turned)
        for placed in orders_of(tuple(look(view, _DPI))):
            for spot in wanted.find(placed.text, misread=True):
                yield from map(back, placed.rectangles(spot.span))


def _shown(image: PIL.Image.Image, turned: Turned) -> tuple[PIL.Image.Image, Callable[[Rectangle], Rectangle]]:
    """A picture as it is shown, and where a place in that one stands in the picture itself."""
    view = PIL.ImageOps.mirror(image) if turned.mirrored else image
    if turned.degrees:
        view = view.rotate(-turned.degrees, expand=True, fillcolor="white", resample=PIL.Image.Resampling.BICUBIC)
    cos, sin = math.cos(math.radians(turned.degrees)), math.sin(math.radians(turned.degrees))

    def back(place: Rectangle) -> Rectangle:
        corners = [(x - view.width / 2, y - view.height / 2) for x in place[::2] for y in place[1::2]]
        xs = [cos * x + sin * y + image.width / 2 for x, y in corners]
        ys = [cos * y - sin * x + image.height / 2 for x, y in corners]
        xs = [image.width - x for x in xs] if turned.mirrored else xs
        return min(xs), min(ys), max(xs), max(ys)

    return view, back


# How a Word file shows a picture: turned, or as in a mirror. What OCR cannot read as it is stored a reader can.

_EMBED, _ID = f"{{{R}}}embed", f"{{{R}}}id"
_FRAMES = frozenset({"spPr", "grpSpPr"})
"""Elements that say how a picture, or a group that it is in, is turned."""

_DEGREE = 60_000
"""Parts of a degree in which DrawingML counts."""

_ROTATION = re.compile(r"rotation:\s*(-?\d+(?:\.\d+)?)(fd)?")
_FLIP = re.compile(r"flip:\s*([xy ]+)")
_FRACTION = 65_536
"""Parts of a degree in which VML counts where it says so."""


def turns_of(root: etree._Element, identifier: str) -> Iterator[Turned]:
    """How the picture with that id of a relationship is shown, each time that it is."""
    for blip in root.iter(f"{{{A}}}blip"):
        if blip.get(_EMBED) == identifier:
            yield Turned.of(_of_drawing(blip))
    for data in root.iter(f"{{{V}}}imagedata"):
        if identifier in (data.get(_ID), data.get(_EMBED)):
            yield Turned.of(_of_shapes(data))


def _of_drawing(blip: etree._Element) -> Iterator[tuple[float, bool, bool]]:
    """Degrees, and whether it is flipped across and down, from the innermost frame outwards."""
    for above in blip.iterancestors():
        for frame in above:
            form = frame.find(f"{{{A}}}xfrm") if etree.QName(frame).localname in _FRAMES else None
            if form is not None:
                degrees = _number(form.get("rot")) / _DEGREE
                yield degrees, form.get("flipH") in ("1", "true"), form.get("flipV") in ("1", "true")


def _of_shapes(data: etree._Element) -> Iterator[tuple[float, bool, bool]]:
    for above in data.iterancestors():
        style = (above.get("style") or "").casefold()
        turn, flip = _ROTATION.search(style), _FLIP.search(style)
        if turn or flip:
            degrees = float(turn[1]) / (_FRACTION if turn[2] else 1) if turn else 0.0
            yield degrees, bool(flip and "x" in flip[1]), bool(flip and "y" in flip[1])


def _number(text: str | None) -> float:
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0
