"""Actions on selected words, shown beside them."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.pages.reading_area import ReadingArea
from legalredact.model.mention import Span


class SelectionBar(QFrame):
    """Buttons that float under the pointer's last place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = parent
        self.setObjectName("selection")
        self.span: Span | None = None
        self.mask_button = QPushButton("Mask this everywhere")
        self.some_button = QPushButton("Mask only here …")
        self.some_button.setToolTip("Here, in this document, or everywhere; each with its number of places")
        self.same_button = QPushButton("Link to a name …")
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP, STEP, STEP, STEP)
        row.setSpacing(STEP)
        row.addWidget(self.mask_button)
        row.addWidget(self.some_button)
        row.addWidget(self.same_button)
        theme().changed.connect(self._follow)
        self._follow()
        self.hide()

    def show_for(self, area: ReadingArea, span: Span) -> None:
        """Offer the actions on the selection in that area."""
        self.span = span
        self.adjustSize()
        whole = self._whole
        pointer = area.cursor().pos()
        place = whole.mapFromGlobal(pointer) + QPoint(STEP, 2 * STEP)
        inside = QRect(area.mapTo(whole, QPoint(0, 0)), area.size())
        x = min(max(place.x(), inside.left() + STEP), max(inside.left(), inside.right() - self.width() - STEP))
        y = min(max(place.y(), inside.top() + STEP), max(inside.top(), inside.bottom() - self.height() - STEP))
        self.move(x, y)
        self.raise_()
        self.show()

    def _follow(self) -> None:
        c = theme().colours
        self.setStyleSheet(f"#selection {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: 8px; }}")
