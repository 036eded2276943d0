"""A redacted copy of a PDF as pictures: names covered, pages drawn, and a new file made of the drawings alone.

Nothing of the original is carried over but what a person sees: no text, font, layer, annotation, form, attachment,
metadata or earlier revision can hold a name, since none is copied. The invisible text of the copy, which keeps it
searchable, is what OCR reads on the covered pictures.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import PIL.Image
import pymupdf

from legalredact.errors import Refused
from legalredact.model.document import Box
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.redaction.drawing import Cover, draw, padded, widened
from legalredact.redaction.options import Covered, Made, Options
from legalredact.redaction.pdf_page import BROKEN, drawn, has_pictures, opened, texts
from legalredact.redaction.picture import packed, reduced
from legalredact.redaction.picture_pdf import Line, PicturePdf
from legalredact.redaction.seen import Look, Placed, Rectangle, SeenWord, of_words, word_at
from legalredact.redaction.wanted import Wanted

_ROUNDS = 6
"""How often a covered page is read again before it is given up."""

_MARGIN = 1.0
_WIDTH = 5.0
"""A box is at least this many times as wide as its line is high, where there is room: names shorter than that do not
show how short they are."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page on its way: its picture, what is covered in it, and what can still be read."""

    image: PIL.Image.Image
    scale: float
    covers: tuple[Cover, ...]
    covered: tuple[Covered, ...]
    words: tuple[SeenWord, ...]


def redact_pdf(
    source: Path,
    target: Path,
    wanted: Wanted,
    look: Look | None,
    options: Options | None = None,
    report: Report = silent,
    cancel: Cancellation = NEVER,
) -> Made:
    """Write a copy of a PDF in which none of the wanted names is left.

    Arguments:
        source: never changed.
        target: a file that may be overwritten.
        look: OCR; without it names in pictures stay and the copy has no text, so only measurements leave it out.

    Errors:
        EncryptedInput, DamagedInput, OversizedInput: the file cannot be read.
        Refused: a name on a page could not be covered.
        Cancelled: on request.
    """
    options = options or Options()
    covered: list[Covered] = []
    by_picture: list[int] = []
    tail = ""
    with opened(source, options) as document, target.open("wb") as stream:
        copy = PicturePdf(stream)
        for number in range(document.page_count):
            cancel.check()
            page = _loaded(document, number)
            shown, seen_only = _covered_page(page, wanted, look, options)
            words, tail = _kept_words(shown.words, wanted, tail)
            copy.add(page.rect.width, page.rect.height, packed(shown.image), _lines(words, shown.scale))
            covered.extend(shown.covered)
            by_picture.extend([number + 1] if seen_only else [])
            report(Progress("redact", number + 1, document.page_count))
        copy.close()
        return Made(tuple(covered), document.page_count, tuple(by_picture))


def _loaded(document: pymupdf.Document, number: int) -> pymupdf.Page:
    """A page with its annotations and fields drawn into it, where they can be."""
    page = document.load_page(number)
    if page.first_annot or page.first_widget:
        try:
            document.bake()
        except BROKEN:
            return page  # they are drawn all the same, and OCR reads them
        page = document.load_page(number)
    return page


def _covered_page(page: pymupdf.Page, wanted: Wanted, look: Look | None, options: Options) -> tuple[_Shown, bool]:
    """A page with all names covered, and whether they could be found by OCR alone."""
    placed = texts(page)
    image, scale = drawn(page, options)
    image = reduced(image)
    pictures = has_pictures(page) or not any(p.text.strip() for p in placed)
    shown = _Shown(image, scale, (), (), ())
    shown = _covering(shown, _boxes_of(placed, wanted, scale), page.number, options, "text")
    if look is None:
        return shown, pictures
    return _until_unread(shown, wanted, look, page.number, options, misread=pictures), pictures


def _boxes_of(placed: Sequence[Placed], wanted: Wanted, scale: float) -> list[tuple[Rectangle, str]]:
    """Rectangles in pixels with their labels."""
    found: list[tuple[Rectangle, str]] = []
    for text in placed:
        for spot in wanted.find(text.text):
            found.extend((_scaled(place, scale), wanted.label(spot)) for place in text.rectangles(spot.span))
    return _without_doubles(found)


def _until_unread(shown: _Shown, wanted: Wanted, look: Look, page: int, options: Options, *, misread: bool) -> _Shown:
    """Read the picture and cover what is found, until nothing is.

    Errors: Refused if something is found again and again.
    """
    for number in range(_ROUNDS):
        words = tuple(look(shown.image, shown.scale * 72))
        boxes = _found_by_eye(words, wanted, misread=misread)
        if not boxes:
            return replace(shown, words=words)
        if number:
            boxes = [(padded(place, 2.0 * number, shown.image.size), "") for place, _ in boxes]
            shown = _without_words(shown)
        shown = _covering(shown, boxes, page, options, "picture", plain=number > 0)
    raise Refused(
        f"A name on page {page + 1} could not be covered for good; no copy was made.",
        "Cover it by hand, or leave that page out.",
    )


def _found_by_eye(words: Sequence[SeenWord], wanted: Wanted, *, misread: bool) -> list[tuple[Rectangle, str]]:
    """Words of a picture that name somebody, each whole, with their labels."""
    placed = of_words(words)
    found: list[tuple[Rectangle, str]] = []
    for spot in wanted.find(placed.text, misread=misread):
        for number in word_at(placed, words, spot.span):
            word = words[number]
            found.append(((word.x0, word.y0, word.x1, word.y1), wanted.label(spot)))
    return found


def _covering(
    shown: _Shown,
    boxes: Sequence[tuple[Rectangle, str]],
    page: int,
    options: Options,
    source: str,
    *,
    plain: bool = False,
) -> _Shown:
    """The picture with more boxes drawn."""
    if not boxes:
        return shown
    size = shown.image.size
    covers = [
        Cover(
            widened(padded(place, _MARGIN, size), _WIDTH * (place[3] - place[1]), shown.image),
            "" if plain else _words(label, options),
        )
        for place, label in boxes
    ]
    draw_into = shown.image.convert("RGB" if shown.image.mode == "RGB" else "L")
    draw(draw_into, covers)
    image = draw_into.point(lambda level: 255 if level > 127 else 0, mode="1") if shown.image.mode == "1" else draw_into
    noted = tuple(
        Covered(Box(page + 1, *(round(v / shown.scale, 1) for v in cover.place)), label, source=source)
        for cover, (_, label) in zip(covers, boxes, strict=True)
    )
    return replace(shown, image=image, covers=(*shown.covers, *covers), covered=(*shown.covered, *noted))


def _without_words(shown: _Shown) -> _Shown:
    """With plain boxes: what stands in a box may have been read together with what stands beside it."""
    plain = tuple(Cover(cover.place) for cover in shown.covers)
    image = shown.image.convert("RGB" if shown.image.mode == "RGB" else "L")
    draw(image, plain)
    return replace(shown, image=image.convert(shown.image.mode), covers=plain)


def _words(label: str, options: Options) -> str:
    return " ".join(part for part in (label, options.reason) if part)


def _kept_words(words: Sequence[SeenWord], wanted: Wanted, tail: str) -> tuple[list[SeenWord], str]:
    """Words for the invisible text, without those that spell a name once they stand in another order.

    Tools put the words of a page together by lines or by columns, and one page after the other; the picture itself
    was found clean in the order in which people read it.

    Returns: the words, and the last letters of the page, for the one that follows.
    """
    dropped: set[int] = set()
    rows = sorted(range(len(words)), key=lambda n: (round((words[n].y0 + words[n].y1) / 2 / 12), words[n].x0))
    for order in (list(range(len(words))), rows):
        text, starts = tail + " ", []
        for number in order:
            starts.append(len(text))
            text += words[number].text + " "
        for spot in wanted.find(text):
            dropped |= {
                number
                for number, start in zip(order, starts, strict=True)
                if start < spot.span.end and spot.span.start < start + len(words[number].text)
            }
    kept = [word for number, word in enumerate(words) if number not in dropped]
    return kept, (tail + " " + " ".join(word.text for word in kept[-40:]))[-200:]


def _lines(words: Sequence[SeenWord], scale: float) -> list[Line]:
    return [
        Line(word.text, (word.x0 / scale, word.y0 / scale, word.x1 / scale, word.y1 / scale))
        for word in words
        if word.x1 > word.x0 and word.y1 > word.y0
    ]


def _scaled(place: Rectangle, scale: float) -> Rectangle:
    x0, y0, x1, y1 = place
    return x0 * scale, y0 * scale, x1 * scale, y1 * scale


def _without_doubles(found: Sequence[tuple[Rectangle, str]]) -> list[tuple[Rectangle, str]]:
    """Without rectangles that lie in another one."""
    kept: list[tuple[Rectangle, str]] = []
    for place, label in sorted(found, key=lambda pair: -_area(pair[0])):
        if not any(_within(place, other) for other, _ in kept):
            kept.append((place, label))
    return sorted(kept, key=lambda pair: (pair[0][1], pair[0][0]))


def _area(place: Rectangle) -> float:
    return (place[2] - place[0]) * (place[3] - place[1])


def _within(place: Rectangle, other: Rectangle) -> bool:
    slack = 0.5
    return (
        place[0] >= other[0] - slack
        and place[1] >= other[1] - slack
        and place[2] <= other[2] + slack
        and place[3] <= other[3] + slack
    )
