"""Shared by the pages before and after: boxes on a page, and conversion of points of the view to the page."""

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget

from legalredact.gui.copies.redact_boxes import PlacedBox, boxes_on
from legalredact.gui.pages.marks import Mark
from legalredact.gui.pages.page_area import PageArea
from legalredact.model.redaction import HandBox, ReasonRules


class BoxedArea(PageArea):
    """Pages of a document with names that are covered, and with what was drawn on them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hand: tuple[HandBox, ...] = ()
        self.rules = ReasonRules()

    def boxes(self, page: int) -> tuple[PlacedBox, ...]:
        """All boxes of a page whose places are known."""
        return boxes_on(page, self.masked_marks(page), self.hand, self.rules)

    def masked_marks(self, page: int) -> tuple[Mark, ...]:
        """Names of a page that are covered."""
        return self.kept.masked_marks(page)

    def point_of(self, at_pixel: QPointF) -> tuple[int, float, float]:
        """(page, x, y in points) of a point of the viewport."""
        index = self._layout.page_at(at_pixel.y() + self.verticalScrollBar().value())
        inside = (at_pixel - self._place(index).topLeft()) / self._layout.scale
        return index + 1, inside.x(), inside.y()

    def size_of(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        assert self.content is not None  # noqa: S101 - without a document there is nothing to ask for
        shown = self.content.document.pages[page - 1]
        return shown.width, shown.height
