"""Pages as they will be in the copy, or the copy itself once it was made."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from legalredact.gui.copies.redact_boxed import BoxedArea
from legalredact.gui.copies.redact_paint import paint_black
from legalredact.gui.pages.page_painting import Paper
from legalredact.model.redaction import HandBox, ReasonRules


class CopyArea(BoxedArea):
    """Shows black boxes over the original's picture; of a copy that was made, its own picture and nothing over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tokens = True
        self.made = False
        self.setAccessibleName("Pages as they will be in the copy")

    def show_boxes(self, hand: tuple[HandBox, ...], rules: ReasonRules, *, tokens: bool) -> None:
        """What will be covered, and what stands in the boxes."""
        self.hand, self.rules, self.tokens = hand, rules, tokens
        self.viewport().update()

    def show_made(self, made: bool) -> None:
        """Whether pictures are those of the copy; the ones that are here go."""
        if made != self.made:
            self.made = made
            self.setAccessibleName("Pages of the copy" if made else "Pages as they will be in the copy")
            self.forget_pictures()

    def forget_pictures(self) -> None:
        """Ask for all pictures anew."""
        self.kept.forget_pictures()
        self._asked.clear()
        self.viewport().update()
        self.moved.emit()

    def words_in(self, label: str, reason: str) -> str:
        """What stands in a box."""
        return " ".join(part for part in (label if self.tokens else "", reason if self.rules.shown else "") if part)

    def _paint_page(self, painter: QPainter, page: int, paper: Paper, area: QRect) -> None:
        super()._paint_page(painter, page, paper, area)
        if not self.made:
            for box in self.boxes(page):
                rect = paper.placed(box.rect).adjusted(-1, -1, 1, 1)
                paint_black(painter, rect, self.words_in(box.label, box.reason))

    def _paint_names(self, painter: QPainter, page: int, paper: Paper, area: QRect) -> None:
        """Names have black boxes here, and no marks."""
