"""Covers the names on a page image and reads it again, until OCR reads no name."""

import itertools
import math
from collections.abc import Iterator, Sequence
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
from legalredact.redaction.pdf.strokes import agrees, between_lines, is_blank, whole_words, with_strokes
from legalredact.redaction.pdf_images.cover_requests import (
    UNLIMITED,
    CoverRequest,
    in_pixels,
    is_within,
    names_written,
    requests_for,
    without_doubles,
)
from legalredact.redaction.pdf_images.displaced_text import Offset, displacement, is_shown_at
from legalredact.redaction.targets import TargetSet
from legalredact.redaction.text_maps.reading_orders import orders_of
from legalredact.redaction.text_maps.rectangles import area, rounded, scaled, swapped
from legalredact.redaction.text_maps.text_map import OcrFunction, Placed, Rectangle, around, of_words

_ROUNDS = 6
"""How often a covered page is read again before the copy is refused."""

_MARGIN = 1.0
_WIDTH, _STEP = 5.0, 2.0
"""In line heights: smallest width of a box, and steps in which wider ones grow, if there is blank paper beside them. So
a box does not reveal the width of a name."""

_NEAR = 60.0
"""Points from its text layer at which the ink of a name counts as found."""

_MOSTLY = 0.5
_UPRIGHT = 2.5
_ROW = 12
"""Pixels of height within which words count as one line, as in tools that read lines across the page."""

_TAIL = 200
"""Characters of a page's end that are searched together with the next page."""


@dataclass(frozen=True, slots=True)
class PageRaster:
    """A page image while it is processed.

    Arguments:
        number: of the page, from 1.
        image: in one of the modes of `encode_image.reduced`.
        scale: pixels per point.
        covers, covered: boxes in the image, in pixels, and their records for the log.
        words: the words that OCR still reads.
        wider: boxes cover letters that touch a name too, such as a slash; where there are none, whole words.
        widest: boxes cover whole words of the lines that they touch.
    """

    number: int
    image: PIL.Image.Image
    scale: float
    covers: tuple[Cover, ...] = ()
    covered: tuple[Covered, ...] = ()
    words: tuple[SeenWord, ...] = field(default=(), repr=False)
    wider: bool = False
    widest: bool = False


def cover_by_hand(shown: PageRaster, options: Options) -> PageRaster:
    """Cover the boxes that a person drew, exactly as drawn."""
    drawn = [(box, scaled(_corners(box.box), shown.scale)) for box in on_page(options.boxes, shown.number)]
    visible = [(box, place) for box, place in drawn if _within_picture(place, shown.image)]
    if not visible:
        return shown
    covers = [Cover(place, options.words(box.label, box.reason)) for box, place in visible]
    noted = tuple(
        Covered(box.box, box.label, source="hand", reason=box.reason, who=box.who, when=box.when) for box, _ in visible
    )
    return replace(_drawn(shown, [*shown.covers, *covers]), covered=(*shown.covered, *noted))


def cover_written(
    shown: PageRaster,
    placed: Sequence[Placed],
    wanted: TargetSet,
    options: Options,
    ends: Ends = (),
    look: OcrFunction | None = None,
) -> PageRaster:
    """Cover names that are text of the page; `placed` in points, `ends` as in `names_written`.

    Text that shows nothing needs no box: the copy does not contain it. If ink and text disagree, the page is read with
    `look` before anything is covered, and both places are covered; only that of the picture if the whole text is proven
    to be displaced, and OCR reads the name where the text would be then.
    """
    found = names_written(placed, wanted, options, ends)
    requests = (in_pixels(doomed, shown.scale) for doomed in found)
    image = shown.image
    visible = [doomed for doomed in requests if _within_picture(doomed.place, image)]
    inked = [
        replace(doomed, place=_cut(doomed.place, image)) for doomed in visible if not is_blank(image, doomed.place)
    ]
    odd = [doomed for doomed in inked if doomed.climbs or not _agrees(image, doomed)]
    if not odd or look is None:
        return _covering(shown, inked, options, "text")
    words = tuple(look(image, shown.scale * 72))
    read = _names_seen(words, wanted, options, misread=True)
    moved = displacement(placed[0], words, shown.scale) if placed else None
    if moved is not None:
        inked = [doomed for doomed in inked if doomed not in odd or not _shown_elsewhere(doomed, moved, read)]
    lost = [doomed for doomed in odd if not doomed.climbs and not any(_near(doomed, one, shown.scale) for one in read)]
    whole = [_with_whole_words(doomed, image) if doomed in lost else doomed for doomed in inked]
    if moved is not None:
        meant = (_displaced(doomed, moved, image) for doomed in lost)
        whole += [_with_whole_words(doomed, image) for doomed in meant if not is_blank(image, doomed.place)]
    read, whole = _merged(read, whole)
    return _covering(_covering(shown, read, options, "picture"), whole, options, "text")


def _shown_elsewhere(doomed: CoverRequest, moved: Offset, read: Sequence[CoverRequest]) -> bool:
    """Whether OCR read this very name where the displaced text means it to be: its own place shows other words."""
    return any(one.label == doomed.label and is_shown_at(doomed.place, moved, one.place) for one in read)


def _displaced(doomed: CoverRequest, moved: Offset, image: PIL.Image.Image) -> CoverRequest:
    """The place where the picture shows a name that OCR did not read there."""
    x0, y0, x1, y1 = doomed.place
    right, down = moved
    place = _cut((x0 + right, y0 + down, x1 + right, y1 + down), image)
    return replace(doomed, place=place, limits=UNLIMITED, touching=UNLIMITED, others=())


def _along(image: PIL.Image.Image, doomed: CoverRequest) -> PIL.Image.Image:
    """An image in which the text of a place runs from left to right or from right to left."""
    return image.transpose(PIL.Image.Transpose.TRANSPOSE) if doomed.vertical else image


def _turned(place: Rectangle, doomed: CoverRequest) -> Rectangle:
    """A place in the image of `_along`, or back from there."""
    return swapped(place) if doomed.vertical else place


def _agrees(image: PIL.Image.Image, doomed: CoverRequest) -> bool:
    spaces = [_turned(space, doomed) for space in doomed.spaces]
    return agrees(_along(image, doomed), _turned(doomed.place, doomed), spaces, level=doomed.single)


def _with_whole_words(doomed: CoverRequest, image: PIL.Image.Image) -> CoverRequest:
    place = whole_words(_along(image, doomed), _turned(doomed.place, doomed))
    return replace(doomed, place=_turned(place, doomed))


def _merged(
    read: Sequence[CoverRequest], written: Sequence[CoverRequest]
) -> tuple[list[CoverRequest], list[CoverRequest]]:
    """Places that OCR read, grown by those of the text that mostly overlap them, and the other places of the text."""
    grown = list(read)
    apart: list[CoverRequest] = []
    for doomed in written:
        same = [at for at, one in enumerate(grown) if _shared(doomed.place, one.place) > _MOSTLY]
        for at in same[:1]:
            grown[at] = replace(grown[at], place=around(grown[at].place, doomed.place))
        if not same:
            apart.append(doomed)
    return grown, apart


def _names_seen(words: Sequence[SeenWord], wanted: TargetSet, options: Options, *, misread: bool) -> list[CoverRequest]:
    return without_doubles(
        doomed
        for read in orders_of(words)
        for doomed in requests_for(read, wanted.find(read.text, misread=misread), wanted, options)
    )


def _near(one: CoverRequest, other: CoverRequest, scale: float) -> bool:
    """Whether both may be the same name, of which one place is displaced."""
    return all(
        abs(one.place[side] + one.place[side + 2] - other.place[side] - other.place[side + 2]) < 2 * _NEAR * scale
        for side in (0, 1)
    )


def cover_visible_text(
    shown: PageRaster, wanted: TargetSet, look: OcrFunction, options: Options, *, misread: bool
) -> PageRaster:
    """Read the image with OCR and cover the names in it, until OCR reads none.

    Arguments:
        misread: OCR may have misread letters; also cover words that are only similar to a name.

    Errors: Refused if OCR still reads a name after several rounds.
    """
    for attempt in range(_ROUNDS):
        words = tuple(look(shown.image, shown.scale * 72))
        boxes = _names_seen(words, wanted, options, misread=misread)
        if not boxes:
            return replace(shown, words=words)
        if attempt:  # OCR may have joined words in a box with words beside it
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
    """Cover names that OCR reads at the end of one page and the beginning of the next; then read both again.

    Errors: Refused if OCR still reads a name after several rounds.
    """
    one, other = of_words(before.words), of_words(after.words)
    parts = over(one, other, wanted)
    if not parts:
        return before, after
    pair = zip((before, after), (one, other), zip(*parts, strict=True), strict=True)
    first, second = (
        cover_visible_text(
            _covering(shown, list(requests_for(read, spots, wanted, options)), options, "picture"),
            wanted,
            look,
            options,
            misread=True,
        )
        for shown, read, spots in pair
    )
    return first, second


def searchable(shown: PageRaster, wanted: TargetSet, tail: str) -> tuple[list[InvisibleLine], str]:
    """The invisible text of the copy: the words OCR read, without those that spell a name in another order.

    Other tools read the words of a page by lines or by columns, and pages one after the other. The image itself was
    checked in the order in which people read it.

    Arguments:
        tail: the end of the previous page.

    Returns: words with their rectangles in points, and the end of this page.
    """
    words = _each_once([word for word in shown.words if word.x1 > word.x0 and word.y1 > word.y0])
    while doomed := {id(word) for order in (words, _by_rows(words)) for word in _in_names(order, wanted, tail)}:
        words = [word for word in words if id(word) not in doomed]
    lines = [InvisibleLine(word.text, scaled((word.x0, word.y0, word.x1, word.y1), 1 / shown.scale)) for word in words]
    return lines, " ".join((tail, *(word.text for word in words[-_TAIL:])))[-_TAIL:]


def _each_once(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Remove words that overlap more certain ones: they were read twice."""
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


def _covering(shown: PageRaster, boxes: Sequence[CoverRequest], options: Options, source: str) -> PageRaster:
    """The image with more boxes drawn; places inside an earlier box are covered and logged already.

    A box takes in the earlier ones that it encloses, since they cannot be seen any more; boxes drawn by hand are logged
    as they were drawn. One that mostly overlaps an earlier one gets no words: OCR would read both labels together.
    """
    fresh = [doomed for doomed in boxes if not any(is_within(doomed.place, earlier.place) for earlier in shown.covers)]
    covers = list(shown.covers)
    noted = list(shown.covered)
    for doomed in fresh:
        place = _box_for(doomed, shown)
        box = Box(shown.number, *rounded(scaled(place, 1 / shown.scale)))
        request = doomed
        for at in reversed([at for at, earlier in enumerate(covers) if is_within(earlier.place, place)]):
            inner = noted[at]
            if inner.source == "hand":
                continue
            if request.label and inner.label not in ("", request.label):
                covers[at], noted[at] = Cover(place), replace(inner, box=box)  # two names under one box
                continue
            if not request.label:
                request = replace(request, label=inner.label, reason=inner.reason)
            del covers[at], noted[at]
        crowded = request.climbs or any(_shared(place, earlier.place) > _MOSTLY for earlier in covers)
        covers.append(Cover(place, "" if crowded else options.words(request.label, request.reason)))
        noted.append(Covered(box, request.label, source=source, reason=request.reason))
    return replace(_drawn(shown, covers), covered=tuple(noted))


def _box_for(doomed: CoverRequest, shown: PageRaster) -> Rectangle:
    """The place of a box: the name with its strokes, and room along its line."""
    image, own = _along(shown.image, doomed), _turned(doomed.place, doomed)
    inked = with_strokes(image, own, level=doomed.single)
    if _agrees(shown.image, doomed):
        others = [_turned(one, doomed) for one in doomed.others]
        inked = between_lines(image, inked, others, level=doomed.single)
    letters = doomed.touching != UNLIMITED
    if not doomed.climbs and (shown.widest or (shown.wider and not letters)):
        inked = around(inked, whole_words(image, inked))
        doomed = replace(doomed, touching=UNLIMITED)
    elif shown.wider:
        inked = _with_touching(inked, doomed)
    return _turned(_limited(_with_room(inked, image, wide=not doomed.climbs), inked, own, doomed), doomed)


def _with_touching(inked: Rectangle, doomed: CoverRequest) -> Rectangle:
    """A place with the letters that touch it."""
    left, right = doomed.touching
    x0, y0, x1, y1 = inked
    return min(x0, left) if math.isfinite(left) else x0, y0, max(x1, right) if math.isfinite(right) else x1, y1


def _limited(place: Rectangle, inked: Rectangle, own: Rectangle, doomed: CoverRequest) -> Rectangle:
    """A box without the pixels of letters that touch the name; never less than the name's own place and strokes.

    Strokes of the name may run into such a letter, as into a slash. Then that letter is covered too, since a part of it
    would look like a part of the name; but not the letter after it.
    """
    left, right = doomed.limits
    x0, y0, x1, y1 = place
    own_left = max(inked[0], min(doomed.touching[0], own[0])) if inked[0] < own[0] else own[0] + 1
    own_right = min(inked[2], max(doomed.touching[1], own[2])) if inked[2] > own[2] else own[2] - 1
    return min(max(x0, left + 1), max(x0, own_left)), y0, max(min(x1, right - 1), min(x1, own_right)), y1


def _with_room(place: Rectangle, image: PIL.Image.Image, *, wide: bool) -> Rectangle:
    """A slightly larger rectangle, also widened to a full step unless its text is vertical."""
    width, height = place[2] - place[0], place[3] - place[1]
    grown = padded(place, _MARGIN, image.size)
    if not wide or height > _UPRIGHT * width:
        return grown
    step = _STEP * height
    return widened(grown, max(_WIDTH * height, math.ceil((grown[2] - grown[0]) / step) * step), image)


def _drawn(shown: PageRaster, covers: Sequence[Cover]) -> PageRaster:
    """The image with exactly these boxes, in its original color mode."""
    if not covers:
        return shown
    mode = shown.image.mode
    image = shown.image.convert("L") if mode == "1" else shown.image.copy()
    draw(image, covers)
    return replace(
        shown, image=image.convert("1", dither=PIL.Image.Dither.NONE) if mode == "1" else image, covers=tuple(covers)
    )


def _by_rows(words: Sequence[SeenWord]) -> list[SeenWord]:
    """Words line by line across the whole page."""
    return sorted(words, key=lambda word: (round((word.y0 + word.y1) / 2 / _ROW), word.x0))


def _in_names(words: Sequence[SeenWord], wanted: TargetSet, tail: str) -> Iterator[SeenWord]:
    """Words that are part of a name when this order is read after `tail`."""
    starts = list(itertools.accumulate((len(word.text) + 1 for word in words), initial=len(tail) + 1))
    text = " ".join((tail, *(word.text for word in words)))
    for spot in wanted.find(text):
        for word, start in zip(words, starts, strict=False):
            if start < spot.span.end and spot.span.start < start + len(word.text):
                yield word


def _corners(box: Box) -> Rectangle:
    return box.x0, box.y0, box.x1, box.y1


def _within_picture(place: Rectangle, image: PIL.Image.Image) -> bool:
    """Whether any part is inside the image; text may lie beyond the page's edge, where it is not drawn."""
    return place[2] > 0 and place[3] > 0 and place[0] < image.width and place[1] < image.height


def _cut(place: Rectangle, image: PIL.Image.Image) -> Rectangle:
    """The part of a rectangle that is inside the image."""
    return max(0.0, place[0]), max(0.0, place[1]), min(float(image.width), place[2]), min(float(image.height), place[3])


def _shared(place: Rectangle, other: Rectangle) -> float:
    """The share of a rectangle that lies in another."""
    width = min(place[2], other[2]) - max(place[0], other[0])
    height = min(place[3], other[3]) - max(place[1], other[1])
    return max(0.0, width) * max(0.0, height) / max(1e-6, area(place))
