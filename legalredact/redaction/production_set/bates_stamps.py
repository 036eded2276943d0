"""Stamps Bates numbers and legends on the pages of a redacted copy, where they cover nothing.

A stamp is put on a place that the drawn page leaves empty; without such a place the page grows by a strip at its
foot, and to the right if it is narrower than a stamp. Then the stamped page is drawn again: outside the stamps it must
look as before, so that what the audit of the copy proved is still true of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pymupdf

from legalredact.errors import DamagedInput
from legalredact.matching.identifiers.bates import EDGE, is_bates_number
from legalredact.redaction.options import Options
from legalredact.redaction.pdf.page import BROKEN, opened

_FONT, _SIZE = "hebo", 9.0
_SIDE, _FOOT = 27.0, 18.0
"""Distance of a stamp from the side of the page, and of its base line from the foot, in points."""

_AROUND = 4.0
"""Points around a stamp that must be empty too."""

_SLACK = 4.0
"""Points by which the ink of an earlier number may exceed the place of its text, which OCR only estimates."""

_STRIP = 28.0
"""Height of the strip by which a page without an empty place grows, in points."""

_DPI = 96
_PAPER, _EVEN = 225, 12
"""Least brightness of an empty place, and greatest difference of brightness within it, of 255."""

_LIKE = 24
"""Difference of brightness up to which a pixel counts as unchanged."""

_TEXT = pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES
"""Ligatures are spelled out: a search for "Plaintiff" must find the word where a font joins its "ff"."""

Pixels = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class StampOrder:
    """What to stamp on the pages of a copy.

    Arguments:
        numbers: Bates number of each page.
        legend: confidentiality legend of every page; empty for none.
        replace: cover Bates numbers that the pages bear already.
    """

    numbers: tuple[str, ...]
    legend: str = field(default="", repr=False)
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Stamped:
    """A stamped copy.

    Arguments:
        extended: pages that grew, since nothing on them was empty.
        replaced: earlier Bates numbers that were covered.
    """

    pdf: bytes = field(repr=False)
    extended: tuple[int, ...] = ()
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Words at a place of the page as displayed: the left end of their base line, and the rectangle that they fill."""

    words: str
    at: pymupdf.Point
    area: pymupdf.Rect


def stamped(copy: bytes, order: StampOrder) -> Stamped:
    """Stamp every page of a PDF.

    Errors: DamagedInput if a page cannot be drawn, or looks different outside the stamps and the covered numbers
    afterwards.
    """
    extended: list[int] = []
    replaced = 0
    with opened(copy, Options()) as document:
        if document.page_count != len(order.numbers):
            raise DamagedInput("A copy has another number of pages than was counted.", "Start the production again.")
        try:
            for number, bates in enumerate(order.numbers):
                page = document.load_page(number)
                replaced += _cover_numbers(page) if order.replace else 0
                if _stamp(document, number, bates, order.legend):
                    extended.append(number + 1)
            document.set_metadata({})
            written: bytes = document.tobytes(garbage=3, deflate=True)
        except BROKEN:
            raise _unstampable() from None
    return Stamped(written, tuple(extended), replaced)


def _stamp(document: pymupdf.Document, number: int, bates: str, legend: str) -> bool:
    """Stamp a page; returns whether it had to grow."""
    page = document.load_page(number)
    before = _pixels(page)
    height, wider = page.rect.height, 0.0
    stamps = _placed(page, before, bates, legend)
    grown = not stamps
    if grown:
        wider = max(0.0, *(_width(words) + 2 * _SIDE - page.rect.width for words in (bates, legend)))
        _grow(page, wider)
        page = document.load_page(number)
        stamps = (*_foot(page, bates, _RIGHT), *(_foot(page, legend, _LEFT) if legend else ()))
        if len(stamps) == 2 and stamps[0].area.intersects(stamps[1].area):
            stamps = (*_foot(page, bates, _RIGHT), *_foot(page, legend, _RIGHT, up=_SIZE + 2))
    page.wrap_contents()
    for stamp in stamps:
        place = stamp.at * page.derotation_matrix
        page.insert_text(place, stamp.words, fontname=_FONT, fontsize=_SIZE, rotate=page.rotation, color=(0, 0, 0))
        _mark_as_artifact(page)
    _refuse_changes(before, _pixels(document.load_page(number)), height, wider, stamps)
    return grown


def _mark_as_artifact(page: pymupdf.Page) -> None:
    """Keep the last stamp out of the page's tags: it is no part of the document (ISO 32000-1, 14.8.2.2)."""
    stamp = page.get_contents()[-1]
    content = page.parent.xref_stream(stamp)
    page.parent.update_stream(stamp, b"/Artifact<</Type/Pagination>>BDC\n" + content + b"\nEMC")


_LEFT, _MIDDLE, _RIGHT = 0.0, 0.5, 1.0


def _placed(page: pymupdf.Page, pixels: Pixels, bates: str, legend: str) -> tuple[_Stamp, ...]:
    """Stamps on empty places of the page; empty if there are none for all of them."""
    for side in (_RIGHT, _MIDDLE, _LEFT):
        first = _foot(page, bates, side)
        if not _is_empty(pixels, first[0].area):
            continue
        if not legend:
            return first
        for other in (_LEFT, _MIDDLE, _RIGHT):
            second = _foot(page, legend, other)
            if not second[0].area.intersects(first[0].area) and _is_empty(pixels, second[0].area):
                return (*first, *second)
    return ()


def _foot(page: pymupdf.Page, words: str, side: float, up: float = 0.0) -> tuple[_Stamp]:
    """Words at the foot of the page: at its left (0), in its middle (0.5) or at its right (1)."""
    width = _width(words)
    x = _SIDE + side * (page.rect.width - 2 * _SIDE - width)
    y = page.rect.height - _FOOT - up
    area = pymupdf.Rect(x, y - _SIZE, x + width, y + 0.3 * _SIZE)
    return (_Stamp(words, pymupdf.Point(x, y), area),)


def _width(words: str) -> float:
    return float(pymupdf.get_text_length(words, fontname=_FONT, fontsize=_SIZE))


def _grow(page: pymupdf.Page, wider: float) -> None:
    """Add a strip to the side that is displayed as the foot, and `wider` points to the one displayed at the right."""
    box = page.mediabox
    sides = {
        0: (0, -_STRIP, wider, 0),
        90: (0, 0, _STRIP, wider),
        180: (-wider, 0, 0, _STRIP),
        270: (-_STRIP, -wider, 0, 0),
    }
    x0, y0, x1, y1 = sides[page.rotation % 360]
    page.set_mediabox(pymupdf.Rect(box.x0 + x0, box.y0 + y0, box.x1 + x1, box.y1 + y1))


def _cover_numbers(page: pymupdf.Page) -> int:
    """Remove Bates numbers at the top and the foot of a page, and leave white paper; returns how many.

    MuPDF removes every letter whose place touches the marked one, and the places of letters in two lines overlap. So
    text is removed along the middle of the number's line alone, and ink up to the lines above and below.
    """
    lines = tuple(_lines(page))
    numbers = [place for place, words in lines if _is_at_edge(place, page.rect.height) and is_bates_number(words)]
    if not numbers:
        return 0
    before = _pixels(page)
    others = [(place, words) for place, words in lines if place not in numbers]
    areas = [_with_ink(place, [other for other, _ in others]) for place in numbers]
    lying = pymupdf.PDF_REDACT_LINE_ART_NONE  # a box or a frame that touches the number stays
    for place in numbers:
        page.add_redact_annot(_along_middle(place) * page.derotation_matrix, fill=False)
    page.apply_redactions(images=pymupdf.PDF_REDACT_IMAGE_NONE, graphics=lying, text=pymupdf.PDF_REDACT_TEXT_REMOVE)
    for area in areas:
        page.add_redact_annot(area * page.derotation_matrix, fill=(1, 1, 1), cross_out=False)
    page.apply_redactions(images=pymupdf.PDF_REDACT_IMAGE_PIXELS, graphics=lying, text=pymupdf.PDF_REDACT_TEXT_NONE)
    kept = sorted(words for _, words in _lines(page)) == sorted(words for _, words in others)
    if not kept or _changed(before, _pixels(page), areas, 1.0).any():
        raise _unstampable()
    return len(numbers)


def _lines(page: pymupdf.Page) -> Iterator[tuple[pymupdf.Rect, str]]:
    """Lines of text with their places as displayed; without empty ones."""
    for block in page.get_text("dict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
        for line in block.get("lines", ()):
            if words := "".join(span["text"] for span in line["spans"]).strip():
                yield pymupdf.Rect(line["bbox"]) * page.rotation_matrix, words


def _is_at_edge(place: pymupdf.Rect, height: float) -> bool:
    middle = (place.y0 + place.y1) / 2
    return not EDGE * height < middle < (1 - EDGE) * height


def _along_middle(place: pymupdf.Rect) -> pymupdf.Rect:
    """A band of two points along a line of text, which may run up or down the page."""
    x, y = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
    if place.height > place.width:
        return pymupdf.Rect(x - 1, place.y0, x + 1, place.y1)
    return pymupdf.Rect(place.x0, y - 1, place.x1, y + 1)


def _with_ink(place: pymupdf.Rect, others: Sequence[pymupdf.Rect]) -> pymupdf.Rect:
    """The place of a number with the ink around it, up to the next text beside it, above it and below it."""
    area = pymupdf.Rect(place.x0 - _SLACK, place.y0 - _SLACK, place.x1 + _SLACK, place.y1 + _SLACK)
    middle = (place.y0 + place.y1) / 2
    for other in (one for one in others if one.intersects(area)):
        off = (other.y0 + other.y1) / 2 - middle
        if abs(off) < place.height / 4:
            area.x0 = max(area.x0, other.x1) if other.x0 < place.x0 else area.x0
            area.x1 = min(area.x1, other.x0) if other.x0 >= place.x0 else area.x1
        elif off < 0:
            area.y0 = max(area.y0, middle + off / 2)
        else:
            area.y1 = min(area.y1, middle + off / 2)
    return area


def _pixels(page: pymupdf.Page) -> Pixels:
    """The page as displayed, in gray."""
    drawn = page.get_pixmap(dpi=_DPI, colorspace=pymupdf.csGRAY, alpha=False)
    return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width)


def _slice(area: pymupdf.Rect, around: float) -> tuple[slice, slice]:
    scale = _DPI / 72
    rows = slice(max(0, int((area.y0 - around) * scale)), max(0, int((area.y1 + around) * scale) + 1))
    columns = slice(max(0, int((area.x0 - around) * scale)), max(0, int((area.x1 + around) * scale) + 1))
    return rows, columns


def _is_empty(pixels: Pixels, area: pymupdf.Rect) -> bool:
    """Whether a place is on the page, bright, and of one color."""
    rows, columns = _slice(area, _AROUND)
    inside = area.x0 >= _AROUND and area.y0 >= _AROUND
    inside = inside and rows.stop <= pixels.shape[0] and columns.stop <= pixels.shape[1]
    part = pixels[rows, columns]
    return bool(inside and part.size and part.min() >= _PAPER and int(part.max()) - int(part.min()) <= _EVEN)


def _changed(before: Pixels, after: Pixels, areas: Sequence[pymupdf.Rect], around: float) -> npt.NDArray[np.bool_]:
    """Pixels that differ outside of some places, where both pictures have pixels."""
    rows, columns = (min(pair) for pair in zip(before.shape, after.shape, strict=True))
    changed: npt.NDArray[np.bool_] = np.abs(before[:rows, :columns].astype(np.int16) - after[:rows, :columns]) > _LIKE
    for area in areas:
        changed[_slice(area, around)] = False
    return changed


def _refuse_changes(before: Pixels, after: Pixels, height: float, wider: float, stamps: Sequence[_Stamp]) -> None:
    """Errors: DamagedInput if the page looks different outside its stamps, a stamp is not to be seen or leaves the
    page, or the page has another width than it was given."""
    changed = _changed(before, after, [stamp.area for stamp in stamps], _AROUND)[: int(height * _DPI / 72)]
    unseen = any(after[_slice(stamp.area, 0)].min(initial=255) > _PAPER for stamp in stamps if stamp.words.strip())
    right = after.shape[1] * 72 / _DPI
    outside = any(stamp.area.x0 < 0 or stamp.area.y0 < 0 or stamp.area.x1 > right for stamp in stamps)
    grown = after.shape[1] - before.shape[1]
    if changed.any() or unseen or outside or abs(grown - wider * _DPI / 72) > (1 if wider else 0):
        raise _unstampable()


def _unstampable() -> DamagedInput:
    return DamagedInput(
        "A page cannot be stamped without changing how it looks.", "Print the document to PDF, add that, and redact it."
    )


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page of a finished copy, in the order of the page."""
    with opened(pdf, Options()) as document:
        return tuple(_text_of(document, number) for number in range(document.page_count))


def _text_of(document: pymupdf.Document, number: int) -> str:
    try:
        lines = str(document.load_page(number).get_text(flags=_TEXT)).splitlines()
    except BROKEN:
        raise DamagedInput("The text of a finished copy cannot be read.", "Start the production again.") from None
    return "".join(f"{line.rstrip()}\n" for line in lines if line.strip())
