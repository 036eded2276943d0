"""Where the names of a page have to be covered: rectangles with labels and reasons, from text with places."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from legalredact.redaction.options import Options
from legalredact.redaction.pdf.page_breaks import Ends
from legalredact.redaction.targets import Spot, TargetSet
from legalredact.redaction.text_maps.rectangles import area, scaled
from legalredact.redaction.text_maps.text_map import Placed, Rectangle

_UNLIMITED = (-math.inf, math.inf)
_TOUCH = 0.15
"""In line heights: a letter this near is no word of its own."""


@dataclass(frozen=True, slots=True)
class CoverRequest:
    """A place to cover: its rectangle in pixels, its label, and its reason code.

    A name written aslant is covered in steps; every step after the first has no label.

    Arguments:
        spaces: places of the spaces in it and beside it, which show whether the ink is where the text is.
        limits: where the letters begin that touch it on the left and right, such as a footnote's mark.
    """

    place: Rectangle
    label: str = ""
    reason: str = field(default="", repr=False)
    climbs: bool = False
    spaces: tuple[Rectangle, ...] = ()
    limits: tuple[float, float] = _UNLIMITED


def names_written(placed: Sequence[Placed], wanted: TargetSet, options: Options, ends: Ends = ()) -> list[CoverRequest]:
    """Where the text of a page names a target, from top to bottom, in the units of `placed`, without nested rectangles.

    Arguments:
        ends: for each of `placed` (or only the first ones), parts of names that cross the page's edges.
    """
    beyond = (*ends, *[()] * len(placed))
    return without_doubles(
        doomed
        for text, over in zip(placed, beyond, strict=False)
        for doomed in requests_for(text, (*wanted.find(text.text), *over), wanted, options)
    )


def requests_for(placed: Placed, spots: Sequence[Spot], wanted: TargetSet, options: Options) -> Iterator[CoverRequest]:
    """The places that name a target, one rectangle per line."""
    for spot in spots:
        target = wanted.targets[spot.target]
        places = placed.rectangles(spot.span)
        climbs = len(places) > len(set(placed.lines[spot.span.start : spot.span.end]))
        spaces = _spaces(placed, spot)
        for place in places:
            beside = tuple(space for space in spaces if space[1] < place[3] and place[1] < space[3])
            limits = _limits(placed, spot, place)
            yield CoverRequest(place, target.label, options.reason_for(target), climbs, beside, limits)


def _limits(placed: Placed, spot: Spot, place: Rectangle) -> tuple[float, float]:
    """Where the letters that touch a place on its line end on its left, and begin on its right."""
    left, right = _UNLIMITED
    height = place[3] - place[1]
    before, after = spot.span.start - 1, spot.span.end
    if before >= 0 and (other := _beside(placed, before, place)) and abs(other[2] - place[0]) < _TOUCH * height:
        left = other[2]
    if after < len(placed.text) and (other := _beside(placed, after, place)):
        right = other[0] if abs(other[0] - place[2]) < _TOUCH * height else right
    return left, right


def _beside(placed: Placed, at: int, place: Rectangle) -> Rectangle | None:
    """The place of a letter if it is on the line of another place."""
    other = placed.places[at]
    if placed.text[at].isspace() or other is None:
        return None
    return other if other[1] < place[3] and place[1] < other[3] else None


def _spaces(placed: Placed, spot: Spot) -> list[Rectangle]:
    """The places of the spaces in a name and beside it."""
    start, end = max(0, spot.span.start - 1), min(len(placed.text), spot.span.end + 1)
    found = (placed.places[at] for at in range(start, end) if placed.text[at] == " ")
    return [place for place in found if place is not None and place[2] > place[0]]


def in_pixels(doomed: CoverRequest, scale: float) -> CoverRequest:
    """A place in points as one in pixels."""
    return replace(
        doomed,
        place=scaled(doomed.place, scale),
        spaces=tuple(scaled(space, scale) for space in doomed.spaces),
        limits=(doomed.limits[0] * scale, doomed.limits[1] * scale),
    )


def without_doubles(found: Iterable[CoverRequest]) -> list[CoverRequest]:
    """Remove rectangles that lie inside others; sorted from top to bottom."""
    kept: list[CoverRequest] = []
    for doomed in sorted(found, key=lambda doomed: -area(doomed.place)):
        if not any(is_within(doomed.place, other.place) for other in kept):
            kept.append(doomed)
    return sorted(kept, key=lambda doomed: (doomed.place[1], doomed.place[0]))


def is_within(place: Rectangle, other: Rectangle) -> bool:
    """Whether a rectangle lies in another, within half a pixel."""
    lower = all(place[side] >= other[side] - 0.5 for side in (0, 1))
    return lower and all(place[side] <= other[side] + 0.5 for side in (2, 3))
