"""Ink around a name on a page image: strokes of its letters that reach out of its box, and whether text and ink agree.

A text layer may be displaced, and letters of a font may be drawn beside their line. Then a box at the text's place
leaves parts of the letters visible.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import PIL.Image

from legalredact.redaction.text_maps.text_map import Rectangle

_BLANK = 6
"""Levels by which paper may vary."""

_INK, _SHARE = 24, 0.4
"""Smallest difference of ink from its paper in levels, and as a share of the largest difference."""

_ROOM = 0.6
"""In line heights: how far around a place its letters may reach."""

_CORE = 0.22
"""Share of a place's height, at its top and foot, in which letters of other lines may be."""

_LONG = 1.6
"""In line heights: a longer straight run is a line or a box, not a stroke of a letter."""

_OUT, _ASIDE, _GAP = 0.22, 0.55, 0.3
"""In line heights: how far letters may reach out of the place of their text, how far the first or last one may be from
its end, and within which distance of its ends there must be a gap between words."""

_BEYOND = 0.15
"""In line heights: letters that reach further out of a place, and are not connected with its middle, are of another
line; an accent is nearer."""

_LETTER = 0.3
"""Share of a place's height that a letter's ink has, at least; dots, accents and hyphens are lower."""

_CLEARLY = 2
"""How many times nearer to a letter of another line than to the name its dot or accent is."""

_APART = 3
"""Pixels between a place and the letters of another line; its box is up to two pixels larger."""

_TALL = 2.5
"""Height of a place in widths from which its text runs up or down the page."""

_DARK, _MUCH = 110, 0.3
"""Level of a ground on which a black box is hard to see, and the share of a box's surroundings that has it."""

Mask = npt.NDArray[np.bool_]


def is_blank(image: PIL.Image.Image, place: Rectangle) -> bool:
    """Whether the image shows nothing in a rectangle."""
    box = _pixels(place, image.size, 0)
    if box[0] >= box[2] or box[1] >= box[3]:
        return True
    levels = np.asarray(image.crop(box).convert("RGB")).reshape(-1, 3)
    return bool((levels.max(axis=0) - levels.min(axis=0) <= _BLANK).all())


def on_dark(image: PIL.Image.Image, place: Rectangle) -> bool:
    """Whether a black box in a rectangle needs a border to be seen: much around it is dark too."""
    reach = 3
    x0, y0, x1, y1 = box = _pixels(place, image.size, reach)
    levels = np.asarray(image.crop(box).convert("L"))
    around = np.ones(levels.shape, dtype=np.bool_)
    around[reach : y1 - y0 - reach, reach : x1 - x0 - reach] = False
    return bool(around.any()) and bool((levels[around] < _DARK).mean() > _MUCH)


def agrees(image: PIL.Image.Image, place: Rectangle, spaces: Sequence[Rectangle] = (), *, level: bool = False) -> bool:
    """Whether the letters that are drawn fit the place that their text claims.

    Arguments:
        spaces: places of the spaces in the name and beside it, which have to be blank.
        level: its text runs from left to right, also if the place is high and narrow: a single letter.
    """
    ink, inner = _around(image, place, level=level)
    height = inner[3] - inner[1]
    reach = _grown_place(ink, inner)
    if reach is None or height < 1:
        return False
    lower, upper = inner[1] - _OUT * height, inner[3] + _OUT * height
    if reach[1] < lower or reach[3] > upper or reach[0] > inner[0] + _ASIDE * height:
        return False
    if reach[2] < inner[2] - _ASIDE * height:
        return False
    if spaces:
        return all(_is_gap(image, space) for space in spaces)
    rows = ink[inner[1] : inner[3]]
    return _has_gap(rows, inner[0], _GAP * height) and _has_gap(rows, inner[2], _GAP * height)


def with_strokes(image: PIL.Image.Image, place: Rectangle, *, level: bool = False) -> Rectangle:
    """A place, grown so that the strokes of its letters are inside; `level` as in `agrees`."""
    ink, inner = _around(image, place, level=level)
    reach = _grown_place(ink, inner)
    if reach is None:
        return place
    grown = [float(end - start) for end, start in zip(reach, inner, strict=True)]
    if _is_tall(place) and not level:
        grown = [grown[1], grown[0], grown[3], grown[2]]
    x0, y0, x1, y1 = place
    return x0 + min(0.0, grown[0]), y0 + min(0.0, grown[1]), x1 + max(0.0, grown[2]), y1 + max(0.0, grown[3])


def between_lines(
    image: PIL.Image.Image, place: Rectangle, others: Sequence[Rectangle] = (), *, level: bool = False
) -> Rectangle:
    """A place without the rows that letters of the lines above and below reach into, but with all of its own letters.

    A box as high as the font would cut the tails and tops of the letters around it where lines are close.

    Arguments:
        others: places of letters of other words; beside a large letter, lines may lie within its place.
        level: as in `agrees`.
    """
    if _is_tall(place) and not level:
        return place
    ink, (x0, y0, x1, y1) = _around(image, place, level=level)
    own_part = _connected_part(ink, (x0, y0, x1, y1))
    rest = ink & ~own_part
    reach = math.ceil(_BEYOND * (y1 - y0))
    beyond = rest.copy()
    beyond[max(0, y0 - reach) : y1 + reach] = False
    left, upper = math.floor(place[0]) - x0, math.floor(place[1]) - y0
    inside = [(one[0] - left, one[1] - upper, one[2] - left, one[3] - upper) for one in others]
    foreign = _connected(rest, beyond | _letters(rest, inside))
    foreign |= _dots(rest & ~foreign, foreign, own_part, inside)
    own = np.flatnonzero((ink & ~foreign)[y0:y1, x0:x1].any(axis=1)) + y0
    if not len(own):
        return place
    rows = np.flatnonzero(foreign[:, x0:x1].any(axis=1))
    above, below = rows[rows < own[0]], rows[rows > own[-1]]
    top = min(int(above[-1]) + 1 + _APART, int(own[0])) if len(above) else y0
    foot = max(int(below[0]) - _APART, int(own[-1]) + 1) if len(below) else y1
    return place[0], max(place[1], top + upper), place[2], min(place[3], foot + upper)


def _letters(ink: Mask, places: Sequence[Rectangle]) -> Mask:
    """Ink in the middle of places that hold whole letters: an accent of a name may be in the place of another letter,
    but is lower than a letter.
    """
    found = np.zeros_like(ink)
    for place in places:
        height = place[3] - place[1]
        rows, columns = _part(place, _CORE * height)
        used = np.flatnonzero(ink[rows, columns].any(axis=1))
        if len(used) and used[-1] - used[0] + 1 >= _LETTER * height:
            found[rows, columns] |= ink[rows, columns]
    return found


def _dots(ink: Mask, foreign: Mask, own: Mask, places: Sequence[Rectangle]) -> Mask:
    """Ink in the places of other letters, above their line, that clearly belongs to them, such as the dot of an i; in
    doubt it is the name's.
    """
    found = np.zeros_like(ink)
    for x0, y0, x1, y1 in places:
        upper = _part((x0, y0, x1, y1 - _CORE * (y1 - y0)), 0.0)
        if ink[upper].any():
            part = np.zeros_like(ink)
            part[upper] = ink[upper]
            far = int(y1 - y0)
            near = _distance(part, foreign, far)
            if near < far and near * _CLEARLY <= _distance(part, own, _CLEARLY * near):
                found |= _connected(ink, part)
    return found


def _part(place: Rectangle, inset: float) -> tuple[slice, slice]:
    """Rows and columns of an array that a place takes, without `inset` at its top and foot."""
    x0, y0, x1, y1 = (max(0, round(value)) for value in (place[0], place[1] + inset, place[2], place[3] - inset))
    return slice(y0, y1), slice(x0, x1)


def _distance(one: Mask, other: Mask, most: int) -> int:
    """Pixels between two masks, in steps to all sides; at most `most`."""
    for steps in range(most):
        if (one & other).any():
            return steps
        one = _wider(one)
    return most


def strokes_outside(
    original: PIL.Image.Image, copy: PIL.Image.Image, place: Rectangle, boxes: Sequence[Rectangle]
) -> int:
    """How many pixels the copy shows of strokes that are connected with what a box covers.

    Arguments:
        original, copy: the same page in the same size.
        place: of the box, in pixels.
        boxes: all boxes on the page.
    """
    ink, inner = _around(original, place)
    if not ink.size:
        return 0  # beyond the page's edge
    part = _connected_part(ink, inner)
    if part[0].any() or part[-1].any() or part[:, 0].any() or part[:, -1].any():
        return 0  # a drawing or a line, no letter
    left, _ = _around(copy, place)
    seen = part & left
    box = _pixels(place, original.size, _room(place[2] - place[0] if _is_tall(place) else place[3] - place[1]))
    for other in (place, *boxes):
        x0, y0, x1, y1 = _pixels(other, original.size, 1)
        rows, columns = slice(max(0, y0 - box[1]), max(0, y1 - box[1])), slice(max(0, x0 - box[0]), max(0, x1 - box[0]))
        (seen.T if _is_tall(place) else seen)[rows, columns] = False
    return int(seen.sum())


def whole_words(image: PIL.Image.Image, place: Rectangle) -> Rectangle:
    """A place, grown to whole words of the lines that it touches: half of a name must not stay legible."""
    height = place[3] - place[1]
    wide = place[0] - 12 * height, place[1] - height, place[2] + 12 * height, place[3] + height
    box = _pixels(wide, image.size, 0)
    ink = ink_of(image.crop(box))
    x0, y0, x1, y1 = _shifted(place, box, image.size)
    rows = np.asarray(ink[:, x0:x1].any(axis=1))
    top, foot = _free(rows, y0, -1, 1), _free(rows, y1, 1, 1)
    columns = np.asarray(ink[top:foot].any(axis=0))
    gap = max(2, round(0.28 * height))
    left, right = _free(columns, x0, -1, gap), _free(columns, x1, 1, gap)
    return float(box[0] + left), float(box[1] + top), float(box[0] + right), float(box[1] + foot)


def _free(used: Mask, start: int, step: int, gap: int) -> int:
    """The first position from `start` in one direction that is followed by `gap` unused ones."""
    at = start
    while 0 < at < len(used):
        near = used[max(0, at - gap) : at] if step < 0 else used[at : at + gap]
        if not near.any():
            break
        at += step
    return at


def _around(image: PIL.Image.Image, place: Rectangle, *, level: bool = False) -> tuple[Mask, tuple[int, int, int, int]]:
    """Strokes around a place, and the place in their array; both transposed if the text runs up or down the page."""
    tall = _is_tall(place) and not level
    height = place[2] - place[0] if tall else place[3] - place[1]
    box = _pixels(place, image.size, _room(height))
    ink = ink_of(image.crop(box))
    long = max(8, round(_LONG * height))
    ink = ink & ~runs(ink, long) & ~runs(ink.T, long).T
    x0, y0, x1, y1 = _shifted(place, box, image.size)
    return (ink.T, (y0, x0, y1, x1)) if tall else (ink, (x0, y0, x1, y1))


def _room(height: float) -> int:
    """Pixels around a place that are looked at."""
    return math.ceil(_ROOM * height) + 1


def _is_tall(place: Rectangle) -> bool:
    return place[3] - place[1] > _TALL * (place[2] - place[0])


def _grown_place(ink: Mask, inner: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """The rectangle around all strokes that are connected with the middle of a place; None if there are none."""
    part = _connected_part(ink, inner)
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _connected_part(ink: Mask, inner: tuple[int, int, int, int]) -> Mask:
    """All strokes that are connected with the middle of a place."""
    x0, y0, x1, y1 = inner
    margin = int(_CORE * (y1 - y0))
    seed = np.zeros_like(ink)
    seed[y0 + margin : max(y0 + margin + 1, y1 - margin), x0 + 1 : max(x0 + 2, x1 - 1)] = True
    return _connected(ink, seed & ink)


def _connected(ink: Mask, part: Mask) -> Mask:
    """All ink that is connected with a part of it."""
    size = -1
    while size != (size := int(part.sum())):
        for _ in range(4):
            part = _wider(part) & ink
    return part


def _wider(part: Mask) -> Mask:
    """A mask grown by a pixel on each side and at each corner."""
    wide = part.copy()
    wide[1:] |= part[:-1]
    wide[:-1] |= part[1:]
    wide[:, 1:] |= wide[:, :-1].copy()
    wide[:, :-1] |= wide[:, 1:].copy()
    return wide


def ink_of(image: PIL.Image.Image) -> Mask:
    """Pixels that differ from the paper, which is the most frequent level, by much of the strongest difference."""
    levels = np.asarray(image.convert("L")).astype(np.int16)
    if not levels.size:
        return np.zeros(levels.shape, dtype=np.bool_)
    paper = int(np.bincount(levels.ravel() >> 3).argmax()) * 8 + 4
    contrast = np.abs(levels - paper)
    return np.asarray(contrast > max(_INK, _SHARE * float(contrast.max())))


def runs(mask: Mask, length: int) -> Mask:
    """Pixels in a horizontal run of at least that length."""
    if mask.shape[1] < length:
        return np.zeros_like(mask)
    total = np.cumsum(np.pad(mask, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    starts = total[:, length:] - total[:, :-length] == length
    hits = np.cumsum(np.pad(starts, ((0, 0), (length, length))), axis=1, dtype=np.int32)
    return np.asarray(hits[:, length : length + mask.shape[1]] - hits[:, : mask.shape[1]] > 0)


def _is_gap(image: PIL.Image.Image, space: Rectangle) -> bool:
    """Whether the middle of a space shows no letter."""
    ink, (x0, y0, x1, y1) = _around(image, space)
    if _is_tall(space):  # a space is narrow: it is no text that runs up the page
        ink, (x0, y0, x1, y1) = ink.T, (y0, x0, y1, x1)
    aside, core = (x1 - x0) // 4, int(_CORE * (y1 - y0))
    return not ink[y0 + core : y1 - core, x0 + aside : max(x0 + aside + 1, x1 - aside)].any()


def _has_gap(rows: Mask, x: int, reach: float) -> bool:
    """Whether a column without ink is near a position."""
    near = rows[:, max(0, int(x - reach)) : int(x + reach) + 2]
    return near.shape[1] == 0 or not near.any(axis=0).all()


def _pixels(place: Rectangle, size: tuple[int, int], room: int) -> tuple[int, int, int, int]:
    """A rectangle grown by `room`, as whole pixels of an image of that size."""
    x0, y0, x1, y1 = place
    left, top = min(size[0], max(0, math.floor(x0) - room)), min(size[1], max(0, math.floor(y0) - room))
    return left, top, max(left, min(size[0], math.ceil(x1) + room)), max(top, min(size[1], math.ceil(y1) + room))


def _shifted(place: Rectangle, box: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """A place within a crop of the image."""
    x0, y0, x1, y1 = _pixels(place, size, 0)
    return x0 - box[0], y0 - box[1], x1 - box[0], y1 - box[1]
