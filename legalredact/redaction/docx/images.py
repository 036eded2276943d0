"""How a Word file shows a picture: turned, or as in a mirror. What OCR cannot read as it is stored a reader can."""

import math
import re
from collections.abc import Iterator

from lxml import etree

from legalredact.redaction.docx.allowlist import A, R, V
from legalredact.redaction.docx.media import Turned

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
