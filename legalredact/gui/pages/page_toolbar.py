"""The line above the pages: document, page, and display mode."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.widgets.tool import Tool

_BESIDE, _ALONE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
WORDS = ("Thumbnails", "Fit width", "Find", "Pages", "Text", "Both")
"""Labels of the tools, shown where there is room for all of them."""
TITLE = 12
"""Letters of a title below which it is useless."""


class PageToolbar(QWidget):
    """Buttons with words or tooltips; the view connects them."""

    zoom_asked = Signal(float)
    """By which factor."""
    mode_asked = Signal(str)
    """``"pages"``, ``"text"`` or ``"both"``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Elided()
        self.place = Words(tone="muted")
        self.place.setWordWrap(False)
        self._count, self._page = 0, 1
        self._fitting = False
        self.thumbnails = Tool("squares-four", "Thumbnails", checkable=True)
        self.smaller = Tool("magnifying-glass-minus", "Zoom out (Ctrl+−)")
        self.zoom = Words("100 %", tone="muted")
        self.zoom.setWordWrap(False)
        self.larger = Tool("magnifying-glass-plus", "Zoom in (Ctrl++)")
        self.fit = Tool("arrows-out-line-horizontal", "Fit width (Ctrl+0)")
        self.find_button = Tool("magnifying-glass", "Find (Ctrl+F)")
        self.as_it_leaves = Tool(
            "eye-slash", "Show tokens in place of names, as the text will be sent (Ctrl+T)", checkable=True
        )
        self.as_it_leaves.setText("Masked preview")
        self.as_it_leaves.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.modes = {
            "pages": Tool("file", "Show pages", checkable=True),
            "text": Tool("text-align-left", "Show text", checkable=True),
            "both": Tool("columns", "Show pages beside text", checkable=True),
        }
        self._worded = (self.thumbnails, self.fit, self.find_button, *self.modes.values())
        for tool, words in zip(self._worded, WORDS, strict=True):
            tool.setText(words)
        self._group = QButtonGroup(self)
        for mode, button in self.modes.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _, mode=mode: self.mode_asked.emit(mode))
        self.smaller.clicked.connect(lambda: self.zoom_asked.emit(1 / 1.2))
        self.larger.clicked.connect(lambda: self.zoom_asked.emit(1.2))
        self._lay_out()

    def show_title(self, name: str, pages: int) -> None:
        """Name of the document and number of its pages."""
        self.title.set_text(name)
        self._count = pages
        self.show_page(min(self._page, max(1, pages)))

    def show_page(self, page: int) -> None:
        """The current page."""
        self._page = page
        self._fit()

    def show_zoom(self, zoom: float) -> None:
        """The zoom."""
        self.zoom.setText(f"{zoom * 100:.0f} %")

    def show_mode(self, mode: str, *, paged: bool) -> None:
        """Show the display mode; a document without pages has no choice."""
        self.modes[mode].setChecked(True)
        for button in (*self.modes.values(), self.thumbnails, self.fit):
            button.setVisible(paged)
        self.thumbnails.setVisible(paged and mode != "text")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Hide the least important parts for another width."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The width after everything optional is hidden."""
        return QSize(30 * STEP, super().minimumSizeHint().height())

    def _fit(self) -> None:
        """Hide in this order: words of the tools, words of the toggle, the title (the list has it), words of the place,
        the zoom.

        Hiding a part may make the surroundings resize the toolbar at once: the loop below sees the new width itself.
        """
        if self._fitting:
            return
        self._fitting = True
        try:
            self._give_way()
        finally:
            self._fitting = False

    def _give_way(self) -> None:
        page = max(1, self._page)
        full, short = f"page {page} of {self._count}", f"{page}/{self._count}"
        letter = self.title.fontMetrics().averageCharWidth()
        for others, toggle, title, place, zoom in (
            (_BESIDE, _BESIDE, max(TITLE, self.title.length), full, True),
            (_ALONE, _BESIDE, TITLE, full, True),
            (_ALONE, _ALONE, TITLE, full, True),
            (_ALONE, _ALONE, 0, full, True),
            (_ALONE, _ALONE, 0, short, True),
            (_ALONE, _ALONE, 0, short, False),
        ):
            for tool in self._worded:
                tool.setToolButtonStyle(others)
            self.as_it_leaves.setToolButtonStyle(toggle)
            self.title.setVisible(bool(title))
            self.place.setText(place if self._count else "")
            self.zoom.setVisible(zoom)
            if self._needed() + title * letter <= self.width():
                break

    def _needed(self) -> int:
        """Width of everything shown except the title."""
        margins = self._row.contentsMargins()
        widths = [margins.left() + margins.right()]
        for number in range(self._row.count()):
            item = self._row.itemAt(number)
            widget = item.widget() if item is not None else None
            if item is not None and widget is None:
                widths.append(item.sizeHint().width())
            elif widget is not None and widget is not self.title and not widget.isHidden():
                widths.append(widget.sizeHint().width() + self._row.spacing())
        return sum(widths)

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # it gives way, see `_fit`
        row.setContentsMargins(2 * STEP, STEP // 2, 2 * STEP, STEP // 2)
        row.setSpacing(STEP // 2)
        row.addWidget(self.thumbnails)
        row.addWidget(self.title, 1)
        row.addStretch()
        row.addWidget(self.place)
        row.addSpacing(2 * STEP)
        for widget in (self.smaller, self.zoom, self.larger, self.fit, self.find_button):
            row.addWidget(widget)
        row.addSpacing(STEP)
        for button in self.modes.values():
            row.addWidget(button)
        row.addSpacing(STEP)
        row.addWidget(self.as_it_leaves)


class Elided(Words):
    """One line that is shortened in its middle if there is no room; the tooltip has all of it."""

    def __init__(self, text: str = "", *, tone: str = "text", strong: bool = True) -> None:
        self._whole = text
        super().__init__(text, tone=tone, strong=strong)
        self.setWordWrap(False)
        self.setMinimumWidth(4 * STEP)

    @property
    def length(self) -> int:
        """Number of letters of the whole text."""
        return len(self._whole)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Shorten the text again."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt gives what it wants
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, self.width()))
