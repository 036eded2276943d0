"""A page's picture on its way into a copy: names covered, read again, and covered until nothing is left to read."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import PIL.Image

from legalredact.errors import Refused
from legalredact.model.document import Box
from legalredact.redaction.drawing import Cover, draw, padded, widened
from legalredact.redaction.options import Covered, Options
from legalredact.redaction.picture_pdf import Line
from legalredact.redaction.seen import Look, Placed, Rectangle, SeenWord, of_words
from legalredact.redaction.wanted import Wanted

_ROUNDS = 6
"""How often a covered page is read again before it is given up."""

_MARGIN = 1.0
_WIDTH = 5.0
"""A box is at least this many times as wide as its line is high, where there is blank paper: names shorter than that
do not show how short they are."""

_UPRIGHT = 2.5
_ROW = 12
"""Pixels of height within which words count as one line for tools that read lines across the page."""

_TAIL = 200
"""Characters of a page that are looked at together with the next one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page on its way.

    Arguments:
        number: of the page, from 1.
        image: of a mode of `picture.reduced`.
        scale: pixels of a point.
        covers, covered: boxes in it, in pixels and as they are noted.
        words: what can still be read.
    """

    number: int
    image: PIL.Image.Image
    scale: float
    covers: tuple[Cover, ...] = ()
    covered: tuple[Covered, ...] = ()
    words: tuple[SeenWord, ...] = field(default=(), repr=False)


def cover_written(shown: Shown, placed: Sequence[Placed], wanted: Wanted, options: Options) -> Shown:
    """Cover names that the page holds as characters; `placed` in points."""
    found = [
        (_scaled(place, shown.scale), wanted.label(spot))
        for text in placed
        for spot in wanted.find(text.text)
        for place in text.rectangles(spot.span)
    ]
    visible = (pair for pair in found if _within_picture(pair[0], shown.image))
    return _covering(shown, _without_doubles(visible), options, "text")


def cover_seen(shown: Shown, wanted: Wanted, look: Look, options: Options, *, misread: bool) -> Shown:
    """Read the picture and cover names in it, until none is read.

    Arguments:
        misread: letters of pictures may be read wrong; cover what only looks like a name too.

    Errors: Refused if a name is read again and again.
    """
    for attempt in range(_ROUNDS):
        words = tuple(look(shown.image, shown.scale * 72))
        boxes = _names_in(words, wanted, misread=misread)
        if not boxes:
            return replace(shown, words=words)
        if attempt:  # words in a box may have been read together with what stands beside it
            boxes = [(padded(place, 2.0 * attempt, shown.image.size), "") for place, _ in boxes]
            shown = _drawn(shown, [Cover(cover.place) for cover in shown.covers])
        shown = _covering(shown, boxes, options if not attempt else replace(options, reason=""), "picture")
    raise Refused(
        f"A name on page {shown.number} could not be covered for good; no copy was made.",
        "Cover it by hand, or leave that page out.",
    )


def searchable(shown: Shown, wanted: Wanted, tail: str) -> tuple[list[Line], str]:
    """The invisible text of the copy: words that were read, but for those that spell a name in another order.

    Tools put the words of a page together by lines or by columns, and one page after the other; the picture itself
    was found clean in the order in which people read it.

    Arguments:
        tail: the end of the page before.

    Returns: words with their places in points, and this page's end for the one that follows.
    """
    words = [word for word in shown.words if word.x1 > word.x0 and word.y1 > word.y0]
    while doomed := {id(word) for order in (words, _by_rows(words)) for word in _in_names(order, wanted, tail)}:
        words = [word for word in words if id(word) not in doomed]
    lines = [Line(word.text, _scaled((word.x0, word.y0, word.x1, word.y1), 1 / shown.scale)) for word in words]
    return lines, " ".join((tail, *(word.text for word in words[-_TAIL:])))[-_TAIL:]


def _names_in(words: Sequence[SeenWord], wanted: Wanted, *, misread: bool) -> list[tuple[Rectangle, str]]:
    """Whole words of a picture that name somebody, one rectangle a line, with their labels."""
    placed = of_words(words)
    return [
        (place, wanted.label(spot))
        for spot in wanted.find(placed.text, misread=misread)
        for place in placed.rectangles(spot.span)
    ]


def _covering(shown: Shown, boxes: Sequence[tuple[Rectangle, str]], options: Options, source: str) -> Shown:
    """The picture with more boxes drawn; a box that lies in an earlier one is drawn again, but not noted again."""
    places = [_with_room(place, shown.image) for place, _ in boxes]
    covers = [Cover(p, _words(label, options)) for p, (_, label) in zip(places, boxes, strict=True)]
    noted = tuple(
        Covered(Box(shown.number, *(round(v, 1) for v in _scaled(place, 1 / shown.scale))), label, source=source)
        for place, (_, label) in zip(places, boxes, strict=True)
        if not any(_within(place, earlier.place) for earlier in shown.covers)
    )
    return replace(_drawn(shown, [*shown.covers, *covers]), covered=(*shown.covered, *noted))


def _with_room(place: Rectangle, image: PIL.Image.Image) -> Rectangle:
    """A box for what stands there: a little larger, and wide enough, unless it stands upright."""
    width, height = place[2] - place[0], place[3] - place[1]
    grown = padded(place, _MARGIN, image.size)
    return grown if height > _UPRIGHT * width else widened(grown, _WIDTH * height, image)


def _drawn(shown: Shown, covers: Sequence[Cover]) -> Shown:
    """The picture with exactly those boxes, in the colours it had."""
    if not covers:
        return shown
    mode = shown.image.mode
    image = shown.image.convert("L") if mode == "1" else shown.image.copy()
    draw(image, covers)
    return replace(
        shown, image=image.convert("1", dither=PIL.Image.Dither.NONE) if mode == "1" else image, covers=tuple(covers)
    )


def _words(label: str, options: Options) -> str:
    return " ".join(part for part in (label, options.reason) if part)


def _by_rows(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Line by line across the whole page."""
    return sorted(words, key=lambda word: (round((word.y0 + word.y1) / 2 / _ROW), word.x0))


def _in_names(words: Sequence[SeenWord], wanted: Wanted, tail: str) -> Iterator[SeenWord]:
    """Words that are part of a name when they are read in that order after `tail`."""
    starts = list(itertools.accumulate((len(word.text) + 1 for word in words), initial=len(tail) + 1))
    text = " ".join((tail, *(word.text for word in words)))
    for spot in wanted.find(text):
        for word, start in zip(words, starts, strict=False):
            if start < spot.span.end and spot.span.start < start + len(word.text):
                yield word


def _scaled(place: Rectangle, scale: float) -> Rectangle:
    x0, y0, x1, y1 = place
    return x0 * scale, y0 * scale, x1 * scale, y1 * scale


def _without_doubles(found: Iterable[tuple[Rectangle, str]]) -> list[tuple[Rectangle, str]]:
    """Without rectangles that lie in another one; from top to bottom."""
    kept: list[tuple[Rectangle, str]] = []
    for place, label in sorted(found, key=lambda pair: -_area(pair[0])):
        if not any(_within(place, other) for other, _ in kept):
            kept.append((place, label))
    return sorted(kept, key=lambda pair: (pair[0][1], pair[0][0]))


def _within_picture(place: Rectangle, image: PIL.Image.Image) -> bool:
    """Whether any of it is in the picture; characters may stand beyond the page's edge, and are not drawn."""
    return place[2] > 0 and place[3] > 0 and place[0] < image.width and place[1] < image.height


def _area(place: Rectangle) -> float:
    return (place[2] - place[0]) * (place[3] - place[1])


def _within(place: Rectangle, other: Rectangle) -> bool:
    """Whether a rectangle lies in another, but for half a pixel."""
    lower = all(place[side] >= other[side] - 0.5 for side in (0, 1))
    return lower and all(place[side] <= other[side] + 0.5 for side in (2, 3))
