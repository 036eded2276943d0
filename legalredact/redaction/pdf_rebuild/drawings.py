"""What a page shows besides letters: straight lines and boxes as vectors, everything else as newly drawn images.

Horizontal and vertical lines and boxes cannot spell a name. Everything else (images, shadings, curves) is copied as its
visible pixels only; nothing under, beside or within it is copied.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import PIL.Image
import pymupdf

from legalredact.redaction.options import Options
from legalredact.redaction.pdf.page import display_matrix
from legalredact.redaction.pdf_rebuild.glyphs import Colour
from legalredact.redaction.pdf_rebuild.rules import Rule
from legalredact.redaction.text_maps.outlined_text import specks_of
from legalredact.redaction.text_maps.rectangles import STRAIGHT, area, boxes_of, level_box
from legalredact.redaction.text_maps.text_map import Rectangle, around

_PICTURES = frozenset({"fill-image", "fill-imgmask", "fill-shade"})
_THINNEST = 0.35
"""Thickness in points with which a hairline is drawn."""

_AROUND = 90.0
_MOST_RULES = 4000
_WHITE = 255
_PLAIN = 6
"""Levels by which an area of one color may vary."""

_MOST_PICTURES = 12
_WHOLE = 0.6
"""Share of the page's area above which the whole page becomes one image."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image, and its rectangle on the page in points."""

    place: Rectangle
    image: PIL.Image.Image = field(repr=False)


@dataclass(frozen=True, slots=True)
class Drawings:
    """Everything on a page except letters, from back to front."""

    rules: tuple[Rule, ...] = ()
    pictures: tuple[Picture, ...] = ()


def is_plain(picture: Picture, place: Rectangle) -> bool:
    """Whether an image has one color in a rectangle, so that it does not depend on the text there."""
    x0, y0, x1, y1 = picture.place
    across, down = picture.image.width / (x1 - x0), picture.image.height / (y1 - y0)
    left, right = int((place[0] - x0) * across), int((place[2] - x0) * across) + 1
    upper, lower = int((place[1] - y0) * down), int((place[3] - y0) * down) + 1
    box = max(0, left), max(0, upper), min(picture.image.width, right), min(picture.image.height, lower)
    if box[0] >= box[2] or box[1] >= box[3]:
        return True
    part = np.asarray(picture.image.crop(box)).reshape(-1, 3)
    return bool((part.max(axis=0) - part.min(axis=0) <= _PLAIN).all())


def without_letters(page: pymupdf.Page) -> pymupdf.Page:
    """A page without its letters, in a document of its own; the caller closes its `parent`."""
    bare = pymupdf.open()
    bare.insert_pdf(page.parent, from_page=page.number, to_page=page.number, links=False, annots=False, widgets=False)
    copy = bare[0]
    copy.add_redact_annot(_all_around(copy.rect), fill=False)
    copy.apply_redactions(
        images=pymupdf.PDF_REDACT_IMAGE_NONE,
        graphics=pymupdf.PDF_REDACT_LINE_ART_NONE,
        text=pymupdf.PDF_REDACT_TEXT_REMOVE,
    )
    return copy


def drawings_of(bare: pymupdf.Page, options: Options) -> Drawings:
    """Lines and boxes of a page without letters, and images of everything else."""
    rules: list[Rule] = []
    odd: list[Rectangle] = []
    for path in bare.get_cdrawings():
        found = _rules(path)
        if found is None:
            odd.append(tuple(path["rect"]))
        else:
            rules.extend(found)
    odd.extend(tuple(place) for kind, place in bare.get_bboxlog() if kind in _PICTURES)
    specks = specks_of(rule.place for rule in rules)
    if specks:
        odd.append(functools.reduce(around, specks))  # as one image: OCR does not read single letters
    rules = [rule for rule in rules if rule.place not in specks]
    turn, page = display_matrix(bare), bare.rect
    regions = _regions(filter(None, (_within(_turned(place, turn), page) for place in odd)), page)
    if len(rules) > _MOST_RULES or any(area(region) > _WHOLE * page.width * page.height for region in regions):
        return whole(bare, options)
    placed = ((_within(_turned(rule.place, turn), page), rule.colour) for rule in rules)
    kept = (Rule(place, colour) for place, colour in placed if place and not any(_inside(place, r) for r in regions))
    pictures = (_picture(bare, region, options) for region in regions)
    return Drawings(tuple(kept), tuple(picture for picture in pictures if picture is not None))


def whole(bare: pymupdf.Page, options: Options) -> Drawings:
    """The page without its letters as one image."""
    picture = _picture(bare, (0.0, 0.0, bare.rect.width, bare.rect.height), options)
    return Drawings((), (picture,) if picture else ())


def combined_image(pictures: Sequence[Picture]) -> Picture:
    """Images at their positions on blank paper: a name may begin in one and end in another."""
    if len(pictures) == 1:
        return pictures[0]
    x0, y0, x1, y1 = functools.reduce(around, (picture.place for picture in pictures))
    scale = max(picture.image.width / (picture.place[2] - picture.place[0]) for picture in pictures)
    paper = PIL.Image.new("RGB", (max(1, round((x1 - x0) * scale)), max(1, round((y1 - y0) * scale))), "white")
    for picture in pictures:
        left, top, right, bottom = (round(value * scale) for value in picture.place)
        image = picture.image.resize((max(1, right - left), max(1, bottom - top)))
        paper.paste(image, (left - round(x0 * scale), top - round(y0 * scale)))
    return Picture((x0, y0, x1, y1), paper)


def _rules(path: dict[str, Any]) -> list[Rule] | None:
    """A path as horizontal and vertical lines and boxes; None if it is anything else."""
    kind = path["type"]
    shapes: list[Rule] = []
    if "f" in kind:
        filled = boxes_of(path["items"], even_odd=bool(path.get("even_odd")))
        colour = _paled(path.get("fill"), path.get("fill_opacity", 1.0))
        if colour is None or filled is None:
            return None
        shapes.extend(Rule(box, colour) for box in filled)
    if "s" in kind:
        colour = _paled(path.get("color"), path.get("stroke_opacity", 1.0))
        if colour is None or path.get("dashes", "[] 0") not in ("", "[] 0"):
            return None
        width = max(_THINNEST, float(path.get("width") or 0.0))
        caps = path.get("lineCap") or (0,)
        for item in path["items"]:
            stroked = _stroked(item, width, max(caps) > 0)
            if stroked is None:
                return None
            shapes.extend(Rule(place, colour) for place in stroked)
    return shapes if kind in ("f", "s", "fs") else None


def _stroked(item: Any, width: float, capped: bool) -> list[Rectangle] | None:
    half = width / 2
    if item[0] == "l":
        (x0, y0), (x1, y1) = item[1], item[2]
        ends = half if capped else 0.0
        x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if y1 - y0 < STRAIGHT:
            return [(x0 - ends, y0 - half, x1 + ends, y1 + half)]
        return [(x0 - half, y0 - ends, x1 + half, y1 + ends)] if x1 - x0 < STRAIGHT else None
    box = level_box(item)
    if box is None:
        return None
    x0, y0, x1, y1 = box
    outer = x0 - half, y0 - half, x1 + half, y1 + half
    return [
        (outer[0], outer[1], outer[2], y0 + half),
        (outer[0], y1 - half, outer[2], outer[3]),
        (outer[0], outer[1], x0 + half, outer[3]),
        (x1 - half, outer[1], outer[2], outer[3]),
    ]


def _paled(colour: Any, opacity: Any) -> Colour | None:
    """A color as it looks on white paper."""
    if not isinstance(colour, tuple) or len(colour) != 3:
        return None
    through = 1.0 if opacity is None else float(opacity)
    red, green, blue = (1 - through + through * float(part) for part in colour)
    return red, green, blue


def _turned(place: Rectangle, turn: pymupdf.Matrix) -> Rectangle:
    x0, y0, x1, y1 = pymupdf.Rect(place) * turn
    return x0, y0, x1, y1


def _within(place: Rectangle, page: pymupdf.Rect) -> Rectangle | None:
    """The part of a rectangle that is on the page."""
    x0, y0, x1, y1 = place
    cut = max(0.0, x0), max(0.0, y0), min(page.width, x1), min(page.height, y1)
    return cut if cut[0] < cut[2] and cut[1] < cut[3] else None


def _regions(places: Iterable[Rectangle], page: pymupdf.Rect) -> list[Rectangle]:
    """Merge rectangles that touch, so that nothing is drawn twice; if too many are left, merge all of them."""
    regions: list[Rectangle] = []
    for place in places:
        new = _within((place[0] - 1, place[1] - 1, place[2] + 1, place[3] + 1), page)
        if new is None:
            continue
        while touching := [region for region in regions if _touch(region, new)]:
            for region in touching:
                regions.remove(region)
                new = around(new, region)
        regions.append(new)
    if len(regions) > _MOST_PICTURES:
        whole_region = regions[0]
        for region in regions[1:]:
            whole_region = around(whole_region, region)
        return [whole_region]
    return regions


def _touch(one: Rectangle, other: Rectangle) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _inside(one: Rectangle, other: Rectangle) -> bool:
    return other[0] <= one[0] and other[1] <= one[1] and one[2] <= other[2] and one[3] <= other[3]


def _all_around(page: pymupdf.Rect) -> pymupdf.Rect:
    """The page and a margin around it, from which letters may reach into the page."""
    return pymupdf.Rect(page.x0 - _AROUND, page.y0 - _AROUND, page.x1 + _AROUND, page.y1 + _AROUND)


def _picture(bare: pymupdf.Page, place: Rectangle, options: Options) -> Picture | None:
    """An image of a part of the page; None if that part is blank."""
    inches = max(1e-6, area(place) / 72**2)
    scale = min(float(options.dpi), max(8.0, (options.max_pixels / inches) ** 0.5)) / 72
    matrix = pymupdf.Matrix(scale, scale)
    pixels = bare.get_pixmap(matrix=matrix, clip=pymupdf.Rect(place), colorspace=pymupdf.csRGB, alpha=False)
    samples = np.frombuffer(pixels.samples_mv, dtype=np.uint8)
    if not samples.size or samples.min() == _WHITE:
        return None
    image = PIL.Image.frombytes("RGB", (pixels.width, pixels.height), samples.tobytes())
    x0, y0 = pixels.x / scale, pixels.y / scale
    return Picture((x0, y0, x0 + pixels.width / scale, y0 + pixels.height / scale), image)
