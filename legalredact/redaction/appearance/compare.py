"""Compares drawings of a page of the original and of its copy outside the boxes: ink, thin lines, color, and ground."""

import enum
from collections.abc import Sequence

import numpy as np
import PIL.Image
import PIL.ImageFilter

from legalredact.redaction.pdf.second_engine import Levels, Mask, Pixels, in_pixels
from legalredact.redaction.pdf.strokes import runs
from legalredact.redaction.text_maps.text_map import Rectangle

_AROUND, _INK = 10, 20
"""Pixels around one with whose mean it is compared, and levels by which ink differs from it."""

_CHANGED = 24
_MOVED = 3
"""Pixels by which engines draw the same stroke at different places."""

_LINE = 24
"""Pixels of a straight line that must not be missing; antialiasing explains shorter ones."""

_FRAGMENT, _NEAR, _FEW = 8, 4, 3
"""Pixels of a fragment within that many pixels of one, and the number of fragments that antialiasing explains."""

_COLORED, _PALE, _LEAST = 60, 24, 30
"""Spread of channels of strong color, spread that is none, and pixels of lost color that are seen."""

_SQUARE, _GROUND, _SQUARES = 10, 40, 12
"""Side of a square in pixels, levels by which its ground may differ, and the number of squares that may."""

_BAND = 0.4
"""In box heights: how far a line that was set anew reaches beyond its box."""


class Damage(enum.Flag):
    """What differs between two drawings of a page."""

    NONE = 0
    LOST = enum.auto()
    APPEARED = enum.auto()
    COLOR = enum.auto()
    GROUND = enum.auto()


def damage(original: PIL.Image.Image, copy: PIL.Image.Image, exempt: Mask) -> Damage:
    """What is lost or appears outside the exempt pixels; both images of one size, in RGB."""
    before, after = np.asarray(original), np.asarray(copy)
    changed = np.maximum(before, after) - np.minimum(before, after)
    free = (_most(changed) > _CHANGED) & ~exempt
    found = Damage.NONE
    if not free.any():
        return found
    ink, left = _ink(original), _ink(copy)
    if _matters(ink & ~_grown(left) & free):
        found |= Damage.LOST
    if _matters(left & ~_grown(ink) & free):
        found |= Damage.APPEARED
    if _lost_color(original, before, after, free):
        found |= Damage.COLOR
    if int((_other_ground(before, after) & ~_squares(exempt)).sum()) > _SQUARES:
        found |= Damage.GROUND
    return found


def _lost_color(original: PIL.Image.Image, before: Pixels, after: Pixels, free: Mask) -> bool:
    """Whether strong color of the original is pale in the copy. Without strong pixels, a smoothed page has none."""
    if int(_spread(before).max()) < _COLORED:
        return False
    smooth = np.asarray(original.filter(PIL.ImageFilter.BoxBlur(1)))  # letters in fields have fringes of color
    strong, pale = _spread(smooth) > _COLORED, ~_grown(_spread(after) > _PALE, 1)
    return int((strong & pale & free).sum()) > _LEAST


def exempted(places: Sequence[Rectangle], size: tuple[int, int], scale: float, *, whole_lines: bool) -> Mask:
    """Pixels that a box may change: it, the pixels around it, and in a page with text the whole line."""
    mask = np.zeros((size[1], size[0]), dtype=np.bool_)
    for place in places:
        x0, y0, x1, y1 = in_pixels(place, size, scale, _AROUND + 2)
        mask[y0:y1, x0:x1] = True
        if whole_lines:
            level = place[2] - place[0] > place[3] - place[1]
            more = round(_BAND * scale * min(place[2] - place[0], place[3] - place[1]))
            if level:
                mask[max(0, y0 - more) : y1 + more] = True
            else:
                mask[:, max(0, x0 - more) : x1 + more] = True
    return mask


def _ink(image: PIL.Image.Image) -> Mask:
    """Pixels that differ from their surroundings: letters and lines, on any paper."""
    gray = image.convert("L")
    mean = np.asarray(gray.filter(PIL.ImageFilter.BoxBlur(_AROUND))).astype(np.int16)
    return np.asarray(np.abs(np.asarray(gray).astype(np.int16) - mean) > _INK)


def _most(image: Pixels) -> Pixels:
    """The largest channel of each pixel. NumPy reduces an axis of three much slower than it compares whole channels."""
    return np.maximum(np.maximum(image[..., 0], image[..., 1]), image[..., 2])


def _spread(image: Pixels) -> Pixels:
    """How far the channels of each pixel differ: none for gray."""
    return _most(image) - np.minimum(np.minimum(image[..., 0], image[..., 1]), image[..., 2])


def _matters(lost: Mask) -> bool:
    """Whether a person would miss it: a straight line, or several fragments."""
    if int(lost.sum()) < _FRAGMENT:
        return False
    if runs(lost, _LINE).any() or runs(lost.T, _LINE).any():
        return True
    side = 2 * _NEAR + 1
    picture = PIL.Image.fromarray(lost.astype(np.uint8) * 255).filter(PIL.ImageFilter.BoxBlur(_NEAR))
    rows, columns = np.nonzero(lost & (np.asarray(picture) >= 255 * _FRAGMENT // side**2))
    return len(set(zip((rows // (2 * side)).tolist(), (columns // (2 * side)).tolist(), strict=True))) > _FEW


def _grown(mask: Mask, reach: int = _MOVED) -> Mask:
    """Pixels within `reach` of a mask, in rows and columns."""
    for axis in (0, 1):
        wide = mask.copy()
        for step in range(1, reach + 1):
            if axis:
                wide[:, step:] |= mask[:, :-step]
                wide[:, :-step] |= mask[:, step:]
            else:
                wide[step:] |= mask[:-step]
                wide[:-step] |= mask[step:]
        mask = wide
    return mask


def _other_ground(before: Pixels, after: Pixels) -> Mask:
    """Squares in which all of one image is lighter or darker than all of the other."""
    (low, high), (least, most) = _range(before), _range(after)
    return np.asarray(((least > high + _GROUND) | (most < low - _GROUND)).any(axis=2))


def _range(image: Pixels) -> tuple[Levels, Levels]:
    """The darkest and lightest levels of each square, less its darkest and lightest rows of pixels."""
    height, width = image.shape[0] // _SQUARE * _SQUARE, image.shape[1] // _SQUARE * _SQUARE
    rows, columns, side = height // _SQUARE, width // _SQUARE, _SQUARE // 2
    tiles = image[:height:2, :width:2].reshape(rows, side, columns, side, 3)
    flat = np.sort(tiles.transpose(0, 2, 4, 1, 3).reshape(rows, columns, 3, side * side), axis=3)
    aside = flat.shape[3] // 10
    return flat[..., aside].astype(np.int16), flat[..., -1 - aside].astype(np.int16)


def _squares(mask: Mask) -> Mask:
    height, width = mask.shape[0] // _SQUARE * _SQUARE, mask.shape[1] // _SQUARE * _SQUARE
    tiles = mask[:height, :width].reshape(height // _SQUARE, _SQUARE, width // _SQUARE, _SQUARE)
    return np.asarray(tiles.any(axis=(1, 3)))
