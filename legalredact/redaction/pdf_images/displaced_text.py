"""By how much the text layer of a scan is displaced against its picture, from words that both show once."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from legalredact.model.seen_word import SeenWord
from legalredact.redaction.text_maps.text_map import Placed, Rectangle, around

_FEWEST, _MOST_OF = 5, 0.7
"""Words that have to be displaced alike, and their share of the words that both show once."""

_LETTERS = 3
"""Letters of a word that counts; shorter ones are often misread."""

_TOLERANCE = 0.6
"""In line heights: by how much places that are the same may differ."""

Offset = tuple[float, float]


def displacement(placed: Placed, words: Sequence[SeenWord], scale: float) -> Offset | None:
    """How far right and down of its text the picture shows the same words, in pixels.

    Arguments:
        placed: the text of the page in points.
        words: what OCR read on its picture.
        scale: pixels per point.

    Returns: None if the text is where its picture is, or if words differ in how far they are displaced.
    """
    written = _once((text, tuple(value * scale for value in place)) for text, place in _words_of(placed))
    seen = _once((word.text, (word.x0, word.y0, word.x1, word.y1)) for word in words)
    both = sorted(written.keys() & seen.keys())
    if len(both) < _FEWEST:
        return None
    moved = np.asarray([_offset(written[word], seen[word]) for word in both])
    height = float(np.median([_thickness(seen[word]) for word in both]))
    right, down = np.median(moved, axis=0)
    alike = int((np.abs(moved - (right, down)).max(axis=1) < _TOLERANCE * height).sum())
    if alike < max(_FEWEST, _MOST_OF * len(both)) or max(abs(right), abs(down)) < _TOLERANCE * height:
        return None
    return float(right), float(down)


def is_shown_at(place: Rectangle, moved: Offset, seen: Rectangle) -> bool:
    """Whether a place of the text, once displaced, is the place of what was seen."""
    right, down = _offset(place, seen)
    tolerance = _TOLERANCE * _thickness(place)
    return max(abs(right - moved[0]), abs(down - moved[1])) < tolerance


def _once(words: Iterable[tuple[str, Sequence[float]]]) -> dict[str, Rectangle]:
    """Words that occur once, by their letters and digits."""
    signs = [(re.sub(r"[\W_]", "", text).casefold(), place) for text, place in words]
    counts = Counter(text for text, _ in signs)
    return {text: (p[0], p[1], p[2], p[3]) for text, p in signs if len(text) >= _LETTERS and counts[text] == 1}


def _words_of(placed: Placed) -> Iterator[tuple[str, Rectangle]]:
    """Words of a text with their places."""
    for found in re.finditer(r"\S+", placed.text):
        places = [place for place in placed.places[found.start() : found.end()] if place is not None]
        if places:
            yield found[0], functools.reduce(around, places)


def _offset(one: Sequence[float], other: Sequence[float]) -> Offset:
    """From the middle of one place to that of another."""
    return (other[0] + other[2] - one[0] - one[2]) / 2, (other[1] + other[3] - one[1] - one[3]) / 2


def _thickness(place: Rectangle) -> float:
    return min(place[2] - place[0], place[3] - place[1])
