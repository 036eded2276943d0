"""Pictures of a Word file: drawn anew without anything around them, and with names in them covered."""

import io

import PIL.Image
import PIL.ImageOps

from legalredact.errors import Refused
from legalredact.redaction.drawing import Cover, draw, padded
from legalredact.redaction.seen import Look, of_words
from legalredact.redaction.wanted import Wanted

_DPI = 150
_ROUNDS = 5
_MOST_PIXELS = 60_000_000
_SMALL = (24, 12)


def redrawn(data: bytes, wanted: Wanted, look: Look | None) -> tuple[bytes, str, int] | None:
    """A picture's pixels in a new file.

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
    except (OSError, ValueError, SyntaxError, TypeError, PIL.Image.DecompressionBombError):
        return None
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    boxes = _covered(plain, wanted, look) if look is not None and plain.width >= _SMALL[0] else 0
    file = io.BytesIO()
    if photo:
        plain.convert("RGB").save(file, "JPEG", quality=85)
        return file.getvalue(), "jpeg", boxes
    plain.save(file, "PNG", optimize=True)
    return file.getvalue(), "png", boxes


def _covered(image: PIL.Image.Image, wanted: Wanted, look: Look) -> int:
    """Draw boxes over names until none is read; returns how many."""
    count = 0
    for number in range(_ROUNDS):
        words = tuple(look(image, _DPI))
        placed = of_words(words)
        places = [p for spot in wanted.find(placed.text, misread=True) for p in placed.rectangles(spot.span)]
        if not places:
            return count
        draw(image, [Cover(padded(place, 1 + 2 * number, image.size)) for place in places])
        count += len(places)
    raise Refused("A name in a picture could not be covered for good; no copy was made.", "Take the picture out.")
