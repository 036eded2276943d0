"""A second look at the pages where an audit found names: where on the page, hidden by what, and how it looks."""

import functools
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pikepdf
import PIL.Image
import PIL.ImageDraw
import pymupdf

from legalredact.errors import LegalRedactError
from legalredact.redaction.audit.audit import Audit, MarkedPage, RemainingName, Where
from legalredact.redaction.options import Options
from legalredact.redaction.pdf.page import BROKEN, drawn, opened, texts
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.text_map import OcrFunction, Placed, Rectangle, of_words

MOST_PAGES = 60
"""Pages with finds that are looked at again; further ones are named, not shown."""

_DPI = 110
_OPTIONS = Options(dpi=_DPI)
_STREAM = re.compile(r"stream (\d+)")
_DARK, _PALE = 70, 235
_MARK = "#D0021B"


def locate_findings(
    data: bytes, audit: Audit, targets: Sequence[Target], look: OcrFunction | None, *, pictures: bool
) -> Audit:
    """The audit with a place for each find on a page of a PDF.

    Arguments:
        pictures: draw the pages, with the finds marked; they show the names.
    """
    if not audit.findings or b"%PDF-" not in data[:1024]:
        return audit
    pages = _pages_of_streams(data)
    findings = tuple(replace(f, page=f.page or _page_of(f, pages)) for f in audit.findings)
    numbers = sorted({finding.page for finding in findings if finding.page})[:MOST_PAGES]
    try:
        with opened(data, _OPTIONS) as document:
            closer = {number: _Page(document, number, targets, look) for number in numbers}
            placed = tuple(replace(finding, where=_where(finding, closer)) for finding in findings)
            views = tuple(page.view() for page in closer.values() if page.has_places) if pictures else ()
    except LegalRedactError:
        return replace(audit, findings=findings)
    return replace(audit, findings=placed, views=views)


class _Page:
    """A page that has finds; broken ones have no places and an empty picture."""

    def __init__(
        self, document: pymupdf.Document, number: int, targets: Sequence[Target], look: OcrFunction | None
    ) -> None:
        self.number = number
        try:
            page = document.load_page(number - 1)
            self._image, self._scale = drawn(page, _OPTIONS)
            written = list(_found(texts(page), targets))
        except (*BROKEN, LegalRedactError):
            self._image, self._scale, written = PIL.Image.new("RGB", (8, 8), "white"), 1.0, []
        self.places = {
            name: [(p, self._kind(p)) for n, p in written if n == name] for name in dict.fromkeys(n for n, _ in written)
        }
        self._look, self._targets = look, targets

    @property
    def has_places(self) -> bool:
        """Whether anything can be framed: what only an earlier revision holds cannot."""
        return bool(self.places or self._read)

    def view(self) -> MarkedPage:
        """The page with finds marked, by a frame each."""
        image = self._image.copy()
        pen = PIL.ImageDraw.Draw(image)
        written = [place for places in self.places.values() for place, _ in places]
        for place in [*(_grown(_scaled(p, self._scale)) for p in written), *map(_grown, self._read)]:
            pen.rectangle(place, outline=_MARK, width=3)
        file = io.BytesIO()
        image.save(file, "PNG", optimize=True)
        return MarkedPage(self.number, file.getvalue(), image.width, image.height)

    @functools.cached_property
    def _read(self) -> list[Rectangle]:
        """Names in what OCR reads, in pixels, where they are to be seen and no characters are."""
        if self._look is None or any(kind is Where.SEEN for places in self.places.values() for _, kind in places):
            return []
        placed = of_words(self._look(self._image, _DPI))
        spots = TargetSet(self._targets).find(placed.text, misread=True)
        return [place for spot in spots for place in placed.rectangles(spot.span)]

    def _kind(self, place: Rectangle) -> Where:
        """What is to be seen where the characters stand."""
        x0, y0, x1, y1 = (round(value) for value in _scaled(place, self._scale))
        if x1 <= 1 or y1 <= 1 or x0 >= self._image.width - 1 or y0 >= self._image.height - 1:
            return Where.OUTSIDE
        part = self._image.crop((max(0, x0), max(0, y0), min(self._image.width, x1), min(self._image.height, y1)))
        levels = np.asarray(part.convert("L"))
        if levels.size == 0:
            return Where.OUTSIDE
        if np.percentile(levels, 95) < _DARK:
            return Where.UNDER_BLACK
        return Where.INVISIBLE if np.percentile(levels, 2) > _PALE or np.ptp(levels) < 12 else Where.SEEN


def _found(placed: Sequence[Placed], targets: Sequence[Target]) -> Iterator[tuple[int, Rectangle]]:
    """Names, counted from 1, in the characters of a page, with their places in points."""
    wanted = TargetSet(targets)
    for text in placed:
        for spot in wanted.find(text.text):
            yield from ((spot.target + 1, place) for place in text.rectangles(spot.span))


def _where(finding: RemainingName, pages: dict[int, _Page]) -> Where | None:
    """Where a find on a page is; the best hidden place if it stands there more than once."""
    page = pages.get(finding.page)
    if page is None or not finding.channel.startswith(("text", "stream")):
        return None
    kinds = {kind for _, kind in page.places.get(finding.name, ())}
    if not kinds:
        return Where.UNSHOWN if _STREAM.match(finding.channel) else None
    return next(kind for kind in Where if kind in kinds)


def _page_of(finding: RemainingName, pages: dict[int, int]) -> int:
    match = _STREAM.match(finding.channel)
    return pages.get(int(match[1]), 0) if match else 0


def _pages_of_streams(data: bytes) -> dict[int, int]:
    """Which page draws which stream: its contents, and the forms in its resources."""
    found: dict[int, int] = {}
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                for item in _streams_of(page.obj, depth=0):
                    found.setdefault(item, number)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        return found
    return found


def _streams_of(item: pikepdf.Object, depth: int) -> Iterator[int]:
    contents = item.get("/Contents")
    if contents is not None:
        parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        yield from (part.objgen[0] for part in parts if isinstance(part, pikepdf.Stream))
    resources = item.get("/Resources")
    forms = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    for form in forms.values() if isinstance(forms, pikepdf.Dictionary) and depth < 8 else ():
        if isinstance(form, pikepdf.Stream):
            yield form.objgen[0]
            yield from _streams_of(form, depth + 1)


def _scaled(place: Rectangle, scale: float) -> Rectangle:
    x0, y0, x1, y1 = place
    return x0 * scale, y0 * scale, x1 * scale, y1 * scale


def _grown(place: Rectangle) -> Rectangle:
    return place[0] - 4, place[1] - 4, place[2] + 4, place[3] + 4
