"""Where the names of a page have to be covered: rectangles with labels and reasons, from text with places."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from legalredact.redaction.options import Options
from legalredact.redaction.pdf.page_breaks import Ends
from legalredact.redaction.targets import Spot, TargetSet
from legalredact.redaction.text_maps.rectangles import area, scaled, swapped
from legalredact.redaction.text_maps.text_map import Placed, Rectangle

UNLIMITED = (-math.inf, math.inf)
_TOUCH = 0.15
"""In line heights: a letter this near is no word of its own."""

_TALL = 2.5
"""Height of a place in widths from which it holds text that runs up or down, if its letters have no places of their
own."""


@dataclass(frozen=True, slots=True)
class CoverRequest:
    """A place to cover: its rectangle in pixels, its label, and its reason code.

    A name written aslant is covered in steps; every step after the first has no label.

    Arguments:
        spaces: places of the spaces in it and beside it, which show whether the ink is where the text is.
        limits: where the letters begin that touch it on the left and right, such as a footnote's mark.
        touching: where these letters end.
        others: places of letters of words that are not covered, as far as they reach into the place.
        vertical: its text runs up or down the page, as on a turned page; limits are those above and below then.
        single: it holds one letter, such as a drop cap, which may be narrow.
    """

    place: Rectangle
    label: str = ""
    reason: str = field(default="", repr=False)
    climbs: bool = False
    spaces: tuple[Rectangle, ...] = ()
    limits: tuple[float, float] = UNLIMITED
    touching: tuple[float, float] = UNLIMITED
    others: tuple[Rectangle, ...] = ()
    vertical: bool = False
    single: bool = False


def names_written(placed: Sequence[Placed], wanted: TargetSet, options: Options, ends: Ends = ()) -> list[CoverRequest]:
    """Where the text of a page names a target, from top to bottom, in the units of `placed`, without nested rectangles.

    Arguments:
        ends: for each of `placed` (or only the first ones), parts of names that cross the page's edges.
    """
    named = _named(placed, wanted, ends)
    found = without_doubles(doomed for text, spots in named for doomed in requests_for(text, spots, wanted, options))
    others = _other_letters(named) if found else []
    return [replace(doomed, others=tuple(one for one in others if _overlap(one, doomed.place))) for doomed in found]


def named_letters(placed: Sequence[Placed], wanted: TargetSet, ends: Ends = ()) -> frozenset[Rectangle]:
    """The places of all letters that are part of a name in some reading order; arguments as in `names_written`."""
    return _places_in(_named(placed, wanted, ends))


_Named = Sequence[tuple[Placed, Sequence[Spot]]]


def _named(placed: Sequence[Placed], wanted: TargetSet, ends: Ends) -> _Named:
    beyond = (*ends, *[()] * len(placed))
    return [(text, (*wanted.find(text.text), *over)) for text, over in zip(placed, beyond, strict=False)]


def _places_in(named: _Named) -> frozenset[Rectangle]:
    return frozenset(
        place
        for text, spots in named
        for spot in spots
        for place in text.places[spot.span.start : spot.span.end]
        if place is not None
    )


def _other_letters(named: _Named) -> list[Rectangle]:
    """The places of the letters that are part of no name."""
    inside = _places_in(named)
    return [
        place
        for text, _ in named[:1]
        for sign, place in zip(text.text, text.places, strict=True)
        if place is not None and place not in inside and not sign.isspace()
    ]


def _overlap(one: Rectangle, other: Rectangle) -> bool:
    return all(one[side] < other[side + 2] and other[side] < one[side + 2] for side in (0, 1))


def requests_for(placed: Placed, spots: Sequence[Spot], wanted: TargetSet, options: Options) -> Iterator[CoverRequest]:
    """The places that name a target, one rectangle per line."""
    for spot in spots:
        target = wanted.targets[spot.target]
        places = placed.rectangles(spot.span)
        climbs = len(places) > len(set(placed.lines[spot.span.start : spot.span.end]))
        spaces = _spaces(placed, spot)
        for place in places:
            letters = _letters(placed, spot, place)
            vertical = not climbs and _is_vertical(letters, place)
            beside = tuple(space for space in spaces if _on_line(space, place, vertical=vertical))
            limits, touching = _limits(placed, spot, place, vertical=vertical)
            yield CoverRequest(
                place,
                target.label,
                options.reason_for(target),
                climbs,
                beside,
                limits,
                touching,
                vertical=vertical,
                single=len(letters) == 1,
            )


def _letters(placed: Placed, spot: Spot, place: Rectangle) -> list[Rectangle]:
    """The places of the letters of a name in one of its places."""
    return [one for one in placed.places[spot.span.start : spot.span.end] if one and is_within(one, place)]


def _is_vertical(letters: Sequence[Rectangle], place: Rectangle) -> bool:
    """Whether the letters of a place follow each other up or down the page."""
    if len(letters) == 1:  # such as a narrow drop cap; a turned letter is wider than high
        return False
    width, height = place[2] - place[0], place[3] - place[1]
    across, down = (
        max((one[side] + one[side + 2] for one in letters), default=0.0)
        - min((one[side] + one[side + 2] for one in letters), default=0.0)
        for side in (0, 1)
    )
    if across < width / 2 and down < height / 2:  # a word whose letters all have its place
        return height > _TALL * width
    return down > across


def _on_line(one: Rectangle, other: Rectangle, *, vertical: bool) -> bool:
    """Whether two places are on the same line."""
    side = 0 if vertical else 1
    return one[side] < other[side + 2] and other[side] < one[side + 2]


def _limits(
    placed: Placed, spot: Spot, place: Rectangle, *, vertical: bool
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The letters that touch a place on its line: where they begin before it and after it, and where they end.

    On a page that is turned upside down, the letter before the name is on its right.
    """
    (left, right), (left_end, right_end) = UNLIMITED, UNLIMITED
    own = swapped(place) if vertical else place
    reach = _TOUCH * (own[3] - own[1])
    for at in (spot.span.start - 1, spot.span.end):
        found = placed.places[at] if 0 <= at < len(placed.text) and not placed.text[at].isspace() else None
        if found is None or not _on_line(found, place, vertical=vertical):
            continue
        other = swapped(found) if vertical else found
        if abs(other[2] - own[0]) < reach:
            left, left_end = other[2], other[0]
        elif abs(other[0] - own[2]) < reach:
            right, right_end = other[0], other[2]
    return (left, right), (left_end, right_end)


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
        touching=(doomed.touching[0] * scale, doomed.touching[1] * scale),
        others=tuple(scaled(one, scale) for one in doomed.others),
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
