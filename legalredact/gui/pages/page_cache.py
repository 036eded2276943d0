"""Cache for the pages of the shown document: images, places of characters, marks; of limited size."""

from collections import OrderedDict
from collections.abc import Collection, Mapping

from PySide6.QtGui import QImage

from legalredact.gui.pages.marks import Mark, Strips, blocks_by_page, on_page
from legalredact.gui.pages.reading_area import Content
from legalredact.gui.pages.replaced import ReplacedName, replaced_on
from legalredact.model.document import Block, CharBoxes

KEPT_PIXELS = 24_000_000
"""Of all images together, four bytes a pixel; the oldest are dropped first."""
KEPT_BOXES = 200
"""Most pages whose character boxes are cached."""


class KeptPages:
    """Images, boxes and marks by page, from 1."""

    def __init__(self) -> None:
        self.content: Content | None = None
        self.pictures: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        """Dots per inch, and the image."""
        self.undrawable: set[int] = set()
        self.boxes: OrderedDict[int, Mapping[str, CharBoxes]] = OrderedDict()
        """By block id."""
        self.blocks: dict[int, tuple[Block, ...]] = {}
        self._overlaps: dict[int, float | None] = {}
        self._marks: dict[int, Strips] = {}
        self._replaced: dict[int, tuple[ReplacedName, ...]] = {}

    def take(self, content: Content | None, *, goes_on: bool) -> None:
        """Reuse for another content.

        Arguments:
            goes_on: its pages look like those of the one before.
        """
        before, self.content = self.content, content
        if before is None or content is None or before.document is not content.document:
            self.boxes.clear()
            self._overlaps.clear()
            self.blocks = {} if content is None else blocks_by_page(content.document)
        if not goes_on:
            self.forget_pictures()
        self._marks.clear()
        self._replaced.clear()

    def put_picture(self, page: int, dpi: float, picture: QImage, near: Collection[int]) -> None:
        """Store a page's image; images of pages that are not `near` are dropped for it."""
        self.pictures[page] = (dpi, picture)
        self.pictures.move_to_end(page)
        while len(self.pictures) > 2 and self._pixels() > KEPT_PIXELS:
            oldest = next((page for page in self.pictures if page not in near), None)
            if oldest is None:
                return
            del self.pictures[oldest]

    def forget_pictures(self) -> None:
        """Drop the images: they no longer show the pages."""
        self.pictures.clear()
        self.undrawable.clear()

    def put_boxes(self, page: int, boxes: Mapping[str, CharBoxes], overlap: float | None) -> None:
        """Store the boxes of a page; `overlap` is that of `line_overlap`, if it was computed."""
        self.boxes[page], self._overlaps[page] = boxes, overlap
        self._marks.pop(page, None)
        self._replaced.pop(page, None)
        while len(self.boxes) > KEPT_BOXES:
            gone, _ = self.boxes.popitem(last=False)
            for known in (self._overlaps, self._marks, self._replaced):
                known.pop(gone, None)

    def has(self, page: int) -> bool:
        """Whether everything of a page has arrived."""
        return page in self.boxes and (page in self.pictures or page in self.undrawable)

    def blocks_on(self, page: int) -> tuple[Block, ...]:
        """The blocks of a page."""
        return self.blocks.get(page, ())

    def marks_between(self, page: int, top: float, bottom: float) -> list[Mark]:
        """Marks between two heights of a page, in points, and some around them; none before its boxes have arrived."""
        strips = self._strips(page)
        return [] if strips is None else strips.between(top, bottom)

    def marks_on(self, page: int) -> tuple[Mark, ...]:
        """All marks of a page."""
        strips = self._strips(page)
        return () if strips is None else strips.marks

    def masked_marks(self, page: int) -> tuple[Mark, ...]:
        """Marks of masked names on a page: of nested ones, the longest."""
        if self.content is None:
            return ()
        marks = self.content.marks
        masked = {mark.mention for block in self.blocks_on(page) for mark in marks.masked_within(block.span)}
        return tuple(mark for mark in self.marks_on(page) if mark.mention in masked)

    def replaced_on(self, page: int) -> tuple[ReplacedName, ...]:
        """The names that the mask replaces on a page, with their places; none before its boxes have arrived."""
        leaving = self.content.leaving if self.content is not None else None
        if leaving is None or page not in self.boxes:
            return ()
        if page not in self._replaced:
            blocks, boxes = self.blocks_on(page), self.boxes[page]
            self._replaced[page] = tuple(replaced_on(leaving, blocks, boxes, self._overlaps.get(page)))
        return self._replaced[page]

    def _strips(self, page: int) -> Strips | None:
        if page not in self.boxes or self.content is None:
            return None
        if page not in self._marks:
            found = on_page(self.content.marks, self.blocks_on(page), self.boxes[page], self._overlaps.get(page))
            self._marks[page] = Strips(found)
        return self._marks[page]

    def _pixels(self) -> int:
        return sum(picture.width() * picture.height() for _, picture in self.pictures.values())
