"""A page's picture on its way into a copy: names covered, read again, and covered until nothing is left to read."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import PIL.Image

from legalredact.errors import Refused
from legalredact.model.document import Box
from legalredact.model.redaction import on_page
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.options import Covered, Options
from legalredact.redaction.pdf.boxes import Cover, draw, padded, widened
from legalredact.redaction.pdf.image_pages import InvisibleLine
from legalredact.redaction.pdf.page_breaks import Ends, over
from legalredact.redaction.targets import Spot, TargetSet
from legalredact.redaction.text_maps.reading_orders import orders_of
from legalredact.redaction.text_maps.text_map import OcrFunction, Placed, Rectangle, of_words

_ROUNDS = 6
"""How often a covered page is read again before it is given up."""

_MARGIN = 1.0
_WIDTH = 5.0
"""A box is at least this many times as wide as its line is high, where there is blank paper: names shorter than that
do not show how short they are."""

_MOSTLY = 0.5
_UPRIGHT = 2.5
_ROW = 12
"""Pixels of height within which words count as one line for tools that read lines across the page."""

_TAIL = 200
"""Characters of a page that are looked at together with the next one."""


@dataclass(frozen=True, slots=True)
class CoverRequest:
    """What is to be covered: its place, in pixels, the label that stands for it, and the code of the reason.

    One of the steps of a name that climbs over the page is covered as it is, and says nothing.
    """

    place: Rectangle
    label: str = ""
    reason: str = field(default="", repr=False)
    climbs: bool = False


@dataclass(frozen=True, slots=True)
class PageRaster:
    """A page on its way.

    Arguments:
        number: of the page, from 1.
        image: of a mode of `encode_image.reduced`.
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


def cover_by_hand(shown: PageRaster, options: Options) -> PageRaster:
    """Cover what a person drew boxes over, exactly there."""
    drawn = [(box, _scaled(_corners(box.box), shown.scale)) for box in on_page(options.boxes, shown.number)]
    visible = [(box, place) for box, place in drawn if _within_picture(place, shown.image)]
    if not visible:
        return shown
    covers = [Cover(place, options.words(box.label, box.reason)) for box, place in visible]
    noted = tuple(
        Covered(box.box, box.label, source="hand", reason=box.reason, who=box.who, when=box.when) for box, _ in visible
    )
    return replace(_drawn(shown, [*shown.covers, *covers]), covered=(*shown.covered, *noted))


def cover_written(
    shown: PageRaster, placed: Sequence[Placed], wanted: TargetSet, options: Options, ends: Ends = ()
) -> PageRaster:
    """Cover names that the page holds as characters; `placed` in points, `ends` as `names_written` takes them."""
    found = names_written(placed, wanted, options, ends)
    scaled = (replace(doomed, place=_scaled(doomed.place, shown.scale)) for doomed in found)
    visible = [doomed for doomed in scaled if _within_picture(doomed.place, shown.image)]
    return _covering(shown, visible, options, "text")


def names_written(placed: Sequence[Placed], wanted: TargetSet, options: Options, ends: Ends = ()) -> list[CoverRequest]:
    """Where characters name somebody, from top to bottom, in the units of `placed`; none of them in another one.

    Arguments:
        ends: for each of `placed`, or the first of them, parts of names that go over the page's beginning or end.
    """
    beyond = (*ends, *[()] * len(placed))
    return _without_doubles(
        doomed
        for text, over in zip(placed, beyond, strict=False)
        for doomed in _doomed(text, (*wanted.find(text.text), *over), wanted, options)
    )


def cover_visible_text(
    shown: PageRaster, wanted: TargetSet, look: OcrFunction, options: Options, *, misread: bool
) -> PageRaster:
    """Read the picture and cover names in it, until none is read.

    Arguments:
        misread: letters of pictures may be read wrong; cover what only looks like a name too.

    Errors: Refused if a name is read again and again.
    """
    for attempt in range(_ROUNDS):
        words = tuple(look(shown.image, shown.scale * 72))
        boxes = _without_doubles(
            doomed
            for read in orders_of(words)
            for doomed in _doomed(read, wanted.find(read.text, misread=misread), wanted, options)
        )
        if not boxes:
            return replace(shown, words=words)
        if attempt:  # words in a box may have been read together with what stands beside it
            boxes = [CoverRequest(padded(doomed.place, 2.0 * attempt, shown.image.size)) for doomed in boxes]
            shown = _drawn(shown, [Cover(cover.place) for cover in shown.covers])
        shown = _covering(shown, boxes, options, "picture")
    raise Refused(
        f"A name on page {shown.number} could not be covered completely; no copy was made.",
        "Cover it by hand, or leave that page out.",
    )


def cover_over_end(
    before: PageRaster, after: PageRaster, wanted: TargetSet, look: OcrFunction, options: Options
) -> tuple[PageRaster, PageRaster]:
    """Cover names that were read at the end of one page and go on on the next one; both are read again then.

    Errors: Refused if a name is read again and again.
    """
    one, other = of_words(before.words), of_words(after.words)
    parts = over(one, other, wanted)
    if not parts:
        return before, after
    pair = zip((before, after), (one, other), zip(*parts, strict=True), strict=True)
    first, second = (
        cover_visible_text(
            _covering(shown, list(_doomed(read, spots, wanted, options)), options, "picture"),
            wanted,
            look,
            options,
            misread=True,
        )
        for shown, read, spots in pair
    )
    return first, second


def searchable(shown: PageRaster, wanted: TargetSet, tail: str) -> tuple[list[InvisibleLine], str]:
    """The invisible text of the copy: words that were read, but for those that spell a name in another order.

    Tools put the words of a page together by lines or by columns, and one page after the other; the picture itself
    was found clean in the order in which people read it.

    Arguments:
        tail: the end of the page before.

    Returns: words with their places in points, and this page's end for the one that follows.
    """
    words = _each_once([word for word in shown.words if word.x1 > word.x0 and word.y1 > word.y0])
    while doomed := {id(word) for order in (words, _by_rows(words)) for word in _in_names(order, wanted, tail)}:
        words = [word for word in words if id(word) not in doomed]
    lines = [InvisibleLine(word.text, _scaled((word.x0, word.y0, word.x1, word.y1), 1 / shown.scale)) for word in words]
    return lines, " ".join((tail, *(word.text for word in words[-_TAIL:])))[-_TAIL:]


def _each_once(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Without words that lie over surer ones: what was read twice."""
    places = np.asarray([(word.x0, word.y0, word.x1, word.y1) for word in words], dtype=np.float64).reshape(-1, 4)
    x, y = (places[:, 0] + places[:, 2]) / 2, (places[:, 1] + places[:, 3]) / 2
    sureness = np.asarray([word.confidence for word in words])
    kept: list[SeenWord] = []
    for word, (x0, y0, x1, y1), middle_x, middle_y in zip(words, places, x, y, strict=True):
        within = (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
        around = (places[:, 0] <= middle_x) & (places[:, 2] >= middle_x)
        around &= (places[:, 1] <= middle_y) & (places[:, 3] >= middle_y)
        if not ((within | around) & (sureness > word.confidence)).any():
            kept.append(word)
    return kept


def _doomed(placed: Placed, spots: Sequence[Spot], wanted: TargetSet, options: Options) -> Iterator[CoverRequest]:
    """What names somebody there, one rectangle a line."""
    for spot in spots:
        target = wanted.targets[spot.target]
        places = placed.rectangles(spot.span)
        climbs = len(places) > len(set(placed.lines[spot.span.start : spot.span.end]))
        for place in places:
            yield CoverRequest(place, target.label, options.reason_for(target), climbs)


def _covering(shown: PageRaster, boxes: Sequence[CoverRequest], options: Options, source: str) -> PageRaster:
    """The picture with more boxes drawn; what lies in an earlier one is covered and noted already.

    A box that lies mostly over an earlier one gets no words: two lines of them would be read together.
    """
    fresh = [doomed for doomed in boxes if not any(_within(doomed.place, earlier.place) for earlier in shown.covers)]
    covers = list(shown.covers)
    noted = list(shown.covered)
    for doomed in fresh:
        place = _with_room(doomed.place, shown.image, wide=not doomed.climbs)
        crowded = doomed.climbs or any(_shared(doomed.place, earlier.place) > _MOSTLY for earlier in shown.covers)
        covers.append(Cover(place, "" if crowded else options.words(doomed.label, doomed.reason)))
        box = Box(shown.number, *(round(v, 1) for v in _scaled(place, 1 / shown.scale)))
        noted.append(Covered(box, doomed.label, source=source, reason=doomed.reason))
    return replace(_drawn(shown, covers), covered=tuple(noted))


def _with_room(place: Rectangle, image: PIL.Image.Image, *, wide: bool) -> Rectangle:
    """A box for what stands there: a little larger, and wide enough, unless it stands upright."""
    width, height = place[2] - place[0], place[3] - place[1]
    grown = padded(place, _MARGIN, image.size)
    return grown if not wide or height > _UPRIGHT * width else widened(grown, _WIDTH * height, image)


def _drawn(shown: PageRaster, covers: Sequence[Cover]) -> PageRaster:
    """The picture with exactly those boxes, in the colours it had."""
    if not covers:
        return shown
    mode = shown.image.mode
    image = shown.image.convert("L") if mode == "1" else shown.image.copy()
    draw(image, covers)
    return replace(
        shown, image=image.convert("1", dither=PIL.Image.Dither.NONE) if mode == "1" else image, covers=tuple(covers)
    )


def _by_rows(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Line by line across the whole page."""
    return sorted(words, key=lambda word: (round((word.y0 + word.y1) / 2 / _ROW), word.x0))


def _in_names(words: Sequence[SeenWord], wanted: TargetSet, tail: str) -> Iterator[SeenWord]:
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


def _corners(box: Box) -> Rectangle:
    return box.x0, box.y0, box.x1, box.y1


def _without_doubles(found: Iterable[CoverRequest]) -> list[CoverRequest]:
    """Without rectangles that lie in another one; from top to bottom."""
    kept: list[CoverRequest] = []
    for doomed in sorted(found, key=lambda doomed: -_area(doomed.place)):
        if not any(_within(doomed.place, other.place) for other in kept):
            kept.append(doomed)
    return sorted(kept, key=lambda doomed: (doomed.place[1], doomed.place[0]))


def _within_picture(place: Rectangle, image: PIL.Image.Image) -> bool:
    """Whether any of it is in the picture; characters may stand beyond the page's edge, and are not drawn."""
    return place[2] > 0 and place[3] > 0 and place[0] < image.width and place[1] < image.height


def _area(place: Rectangle) -> float:
    return (place[2] - place[0]) * (place[3] - place[1])


def _within(place: Rectangle, other: Rectangle) -> bool:
    """Whether a rectangle lies in another, but for half a pixel."""
    lower = all(place[side] >= other[side] - 0.5 for side in (0, 1))
    return lower and all(place[side] <= other[side] + 0.5 for side in (2, 3))


def _shared(place: Rectangle, other: Rectangle) -> float:
    """How much of a rectangle lies in another."""
    width = min(place[2], other[2]) - max(place[0], other[0])
    height = min(place[3], other[3]) - max(place[1], other[1])
    return max(0.0, width) * max(0.0, height) / max(1e-6, _area(place))
