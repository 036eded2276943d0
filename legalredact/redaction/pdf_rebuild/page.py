"""Rebuilds one page of a copy that keeps its text, from letters, lines, boxes and images, and compares it.

A page is not rebuilt if it would look different (except in lines that held a name), or if a name can still be read on
it.
"""

import io
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pymupdf

from legalredact.model.document import Box
from legalredact.redaction.options import Covered, Options
from legalredact.redaction.pdf.encode_image import Packed, packed, reduced
from legalredact.redaction.pdf.page import readings, shown_on, texts
from legalredact.redaction.pdf.page_breaks import Ends
from legalredact.redaction.pdf.writer import CopyPdf
from legalredact.redaction.pdf_images.cover_requests import names_written
from legalredact.redaction.pdf_rebuild.box_labels import box_on, box_width, check_boxes, with_hidden_borders, words_in
from legalredact.redaction.pdf_rebuild.compare import Pixels, blank_like, differ, picture_of, seen
from legalredact.redaction.pdf_rebuild.drawings import (
    Drawings,
    combined_image,
    drawings_of,
    is_plain,
    whole,
    without_letters,
)
from legalredact.redaction.pdf_rebuild.fonts import GlyphBook, Sign
from legalredact.redaction.pdf_rebuild.glyphs import (
    CannotRebuild,
    Letter,
    Places,
    check_meanings,
    places_of,
    turn_to_read,
)
from legalredact.redaction.pdf_rebuild.line_elements import Named
from legalredact.redaction.pdf_rebuild.operators import drawn
from legalredact.redaction.pdf_rebuild.outlines import GlyphShape
from legalredact.redaction.pdf_rebuild.read_glyphs import Faces, letters_of
from legalredact.redaction.pdf_rebuild.reflow import CoverBox, ReflowedLine, Setting, filled, middles, set_lines
from legalredact.redaction.pdf_rebuild.rules import Rule
from legalredact.redaction.targets import TargetSet
from legalredact.redaction.text_maps.reading_orders import orders_of
from legalredact.redaction.text_maps.rectangles import rounded
from legalredact.redaction.text_maps.text_map import OcrFunction, Placed, Rectangle

_TAIL = 200
_BLANK = GlyphShape(b"", 0.12, None)
"""A blank that is narrower than any gap between words."""

_SMALL = (24, 12)
"""Width and height in pixels that an image needs to show a word."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page that was rebuilt.

    Arguments:
        width, height: in points.
        content: its operators; they name images ``I1``, ``I2`` and so on, and fonts ``F`` with their number.
        signs: the letters that it shows.
        tail: the end of its text.
        turn: rotation for display, in degrees clockwise.
        pictures_in_original: the original page has images, or something that may be one.
    """

    width: float
    height: float
    content: bytes = field(repr=False)
    pictures: tuple[Packed, ...]
    signs: frozenset[Sign]
    covered: tuple[Covered, ...]
    tail: str = field(repr=False)
    turn: int = 0
    pictures_in_original: bool = False

    def resources(self, images: Sequence[int], fonts: dict[int, int]) -> bytes:
        """The resources that the content names, with their object numbers in the copy."""
        shown = b"".join(b"/I%d %d 0 R" % pair for pair in enumerate(images, start=1))
        used = b"".join(b"/F%d %d 0 R" % (font, fonts[font]) for font in self.fonts)
        return b"/XObject<<%s>>/Font<<%s>>" % (shown, used)

    @property
    def fonts(self) -> list[int]:
        """Numbers of the fonts that it uses."""
        return sorted({sign.font for sign in self.signs})


@dataclass(frozen=True, slots=True)
class _Written:
    """The letters of a page, their rectangles, and whether each is visible; a blank counts as its predecessor does."""

    letters: tuple[Letter, ...]
    places: Places
    visible: list[bool]


@dataclass(frozen=True, slots=True)
class TextPages:
    """Rebuilds pages.

    Arguments:
        look: OCR for the images on a page.
        book: signs of all letters of the copy.
    """

    wanted: TargetSet
    look: OcrFunction | None
    options: Options
    book: GlyphBook = field(default_factory=GlyphBook)
    faces: Faces = field(default_factory=Faces)

    def rebuilt(self, page: pymupdf.Page, placed: Sequence[Placed], ends: Ends, tail: str) -> TextPage:
        """Rebuild a page.

        Arguments:
            page: with annotations and fields drawn into it.
            placed, ends: its text, and parts of names that cross its edges (see `page_breaks`).
            tail: the end of the previous page's text.

        Errors: CannotRebuild.
        """
        seen_at = page.rotation
        letters = letters_of(page, self.faces)
        turn = turn_to_read(letters)
        if turn:
            page.set_rotation((seen_at + turn) % 360)
            letters = letters_of(page, self.faces)
            placed, ends = texts(page), ends[:1]  # only the page's own order survives rotation, not that of lines
        shown = shown_on(page)
        bare = None if shown.letters_alone else without_letters(page)
        try:
            made = self._rebuilt(page, bare, letters, self._names(placed, ends), tail)
        finally:
            if bare is not None:
                bare.parent.close()
            page.set_rotation(seen_at)
        return _turned_back(replace(made, pictures_in_original=shown.pictures), turn)

    def _rebuilt(
        self,
        page: pymupdf.Page,
        bare: pymupdf.Page | None,
        letters: Sequence[Letter],
        names: Sequence[Named],
        tail: str,
    ) -> TextPage:
        """Rebuild a page; `bare` is the same page without letters."""
        before = picture_of(page)
        written = _written(letters, before, blank_like(before) if bare is None else picture_of(bare))
        check_meanings(tuple(itertools.compress(letters, written.visible)))
        drawings = Drawings() if bare is None else drawings_of(bare, self.options)
        if drawings.pictures and not any(written.visible):
            raise CannotRebuild("it is a picture without text")
        made, exempt = self._made(page, written, names, drawings, before)
        after, read = self._looked_at(made)
        if differ(before, after, exempt):
            simple = Drawings() if bare is None else whole(bare, self.options)
            made, exempt = self._made(page, written, names, simple, before)
            after, read = self._looked_at(made)
            if differ(before, after, exempt):
                raise CannotRebuild("it would not look the same")
        return replace(made, tail=self._proven(read, tail))

    def _names(self, placed: Sequence[Placed], ends: Ends) -> list[Named]:
        """The names on a page. A label is left out of its box if it would spell a name."""
        named: list[Named] = []
        for doomed in names_written(placed, self.wanted, self.options, ends):
            words = self.options.words(doomed.label, doomed.reason)
            words = "" if words and self.wanted.find(words) else words
            named.append(Named(doomed.place, doomed.label, doomed.reason, words, box_width(words)))
        return named

    def _made(
        self,
        page: pymupdf.Page,
        written: _Written,
        names: Sequence[Named],
        drawings: Drawings,
        before: Pixels,
    ) -> tuple[TextPage, list[Rectangle]]:
        """The rebuilt page, and where it may look different from the original, which looks like `before`."""
        width, height = page.rect.width, page.rect.height
        setting = set_lines(written.letters, written.places, written.visible, names, drawings.rules, width)
        exempt = filled(setting.lines)
        self._check_pictures(drawings, [*exempt, *(name.place for name in names)])
        shown = with_hidden_borders(list(_kept(written, setting, names, before)))
        check_boxes(shown)
        signed = [
            item if isinstance(item, Rule) else (item, self.book.sign(item.face, item.shape, item.text))
            for item in shown
        ]
        covers = [item for line in setting.lines for item in line.items if isinstance(item, CoverBox)]
        rules = [*setting.rules, *(rule for line in setting.lines for rule in line.underlines)]
        places = [(b"I%d" % at, one.place) for at, one in enumerate(drawings.pictures, start=1)]
        made = TextPage(
            width,
            height,
            drawn(height, rules, places, signed),
            tuple(packed(reduced(one.image)) for one in drawings.pictures),
            frozenset(item[1] for item in signed if not isinstance(item, Rule)),
            tuple(_noted(cover, page.number + 1, names, (width, height)) for cover in covers),
            "",
        )
        return made, exempt

    def _check_pictures(self, drawings: Drawings, places: Sequence[Rectangle]) -> None:
        """Raise CannotRebuild if an image shows a name, or anything in the line of a name."""
        if not all(is_plain(picture, place) for picture in drawings.pictures for place in places):
            raise CannotRebuild("a name on it stands on a picture")
        if self.look is None or not drawings.pictures:
            return
        picture = combined_image(drawings.pictures)
        image = picture.image
        dpi = 72 * image.width / (picture.place[2] - picture.place[0])
        large = image.width >= _SMALL[0] and image.height >= _SMALL[1]
        read = orders_of(tuple(self.look(image, dpi))) if large else ()
        if any(self.wanted.find(placed.text, misread=True) for placed in read):
            raise CannotRebuild("a picture on it shows a name")

    def _looked_at(self, made: TextPage) -> tuple[Pixels, tuple[str, ...]]:
        """The image and the text of the page as it will be in the copy."""
        with self._alone(made) as document:
            page = document[0]
            return picture_of(page), readings(page)

    def _alone(self, made: TextPage) -> pymupdf.Document:
        """The page as a separate file, as it will be in the copy."""
        file = io.BytesIO()
        copy = CopyPdf(file, pack=False)
        fonts = {font: copy.reserve() for font in made.fonts}
        images = [copy.add_image(picture) for picture in made.pictures]
        copy.add_page(made.width, made.height, made.content, made.resources(images, fonts))
        self.book.write(copy, fonts, made.signs)
        copy.close()
        return pymupdf.open(stream=file.getvalue(), filetype="pdf")

    def _proven(self, read: tuple[str, ...], tail: str) -> str:
        """The end of the page's text, if no name can be read on it or across the previous page's end.

        Errors: CannotRebuild.
        """
        if not read:
            raise CannotRebuild("its text could not be read again")
        text = " ".join(read[0].split())
        if any(map(self.wanted.find, (*read, f"{tail} {text[:_TAIL]}"))):
            raise CannotRebuild("a name could still be read on it")
        return f"{tail} {text}"[-_TAIL:]


def _turned_back(made: TextPage, turn: int) -> TextPage:
    """The page as displayed."""
    if not turn:
        return made
    corner = (made.height, 0.0) if turn == 270 else (made.width, made.height) if turn == 180 else (0.0, made.width)
    matrix = pymupdf.Matrix(-turn)
    matrix.e, matrix.f = corner
    covered = []
    for one in made.covered:
        if one.box is not None:
            place = pymupdf.Rect(one.box.x0, one.box.y0, one.box.x1, one.box.y1) * matrix
            x0, y0, x1, y1 = (round(float(value), 3) for value in place)
            covered.append(replace(one, box=Box(one.box.page, *rounded((x0, y0, x1, y1)))))
    return replace(made, covered=tuple(covered), turn=(360 - turn) % 360)


def _written(letters: Sequence[Letter], page: Pixels, bare: Pixels) -> _Written:
    places = places_of(letters)
    inked = np.asarray([letter.shape.ink is not None for letter in letters], dtype=np.bool_)
    shown = np.zeros(len(letters) + 1, dtype=np.bool_)
    shown[1:][inked] = seen(places[inked], page, bare)
    last_inked = np.maximum.accumulate(np.where(inked, np.arange(1, len(letters) + 1), 0))
    return _Written(tuple(letters), places, shown[last_inked].tolist())


def _kept(written: _Written, setting: Setting, names: Sequence[Named], before: Pixels) -> Iterator[Letter | Rule]:
    """The letters and boxes of the page in its order; a reflowed line comes where its first letter was."""
    lines = {number: line for line in setting.lines for number in line.members}
    dropped = setting.dropped | _spaces_out(written, setting)
    done: set[int] = set()
    for number, (letter, visible) in enumerate(zip(written.letters, written.visible, strict=True)):
        line = lines.get(number)
        if line is None:
            if visible and number not in dropped:
                yield letter
        elif id(line) not in done:
            done.add(id(line))
            yield from _in_line(line, names, before)


def _in_line(line: ReflowedLine, names: Sequence[Named], before: Pixels) -> Iterator[Letter | Rule]:
    """The letters and boxes of a reflowed line. Blanks are put into its gaps, for readers that infer none."""
    end: float | None = None
    last: Letter | None = None
    for item in line.items:
        x0 = item.place[0] if isinstance(item, CoverBox) else item[1].x
        like = last if isinstance(item, CoverBox) else item[1]
        if like is not None and end is not None and x0 - end > _BLANK.advance * like.matrix[0]:
            yield like._replace(text=" ", shape=_BLANK, x=x0 - _BLANK.advance * like.matrix[0])
        if isinstance(item, CoverBox):
            yield from box_on(before, item.place)
            yield from words_in(item.place, item.size, names[item.name].words)
            end = item.place[2]
        else:
            last = item[1]
            yield last
            end = last.end


def _spaces_out(written: _Written, setting: Setting) -> frozenset[int]:
    """Numbers of the spaces in reflowed lines, where gaps separate the words instead."""
    if not setting.lines:
        return frozenset()
    blanks = np.asarray([number for number, letter in enumerate(written.letters) if letter.blank], dtype=np.intp)
    sizes = np.asarray([written.letters[number].size for number in blanks], dtype=np.float64)
    xs, ys = middles(written.places[blanks])
    within = np.zeros(len(blanks), dtype=np.bool_)
    for x0, y0, x1, y1 in (line.old for line in setting.lines):
        within |= (x0 - sizes <= xs) & (xs <= x1 + sizes) & (y0 <= ys) & (ys <= y1)
    return frozenset(blanks[within].tolist())


def _noted(cover: CoverBox, page: int, names: Sequence[Named], size: tuple[float, float]) -> Covered:
    """The record of a box, as far as it is on the page."""
    x0, y0, x1, y1 = rounded(cover.place)
    name = names[cover.name]
    box = Box(page, max(0.0, x0), max(0.0, y0), min(math.ceil(size[0]), x1), min(math.ceil(size[1]), y1))
    return Covered(box, name.label, reason=name.reason)
