"""One document as pages, as text, or both beside each other, with thumbnails at the left."""

import enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from legalredact.gui.pages.flow_area import FlowArea
from legalredact.gui.pages.page_area import PageArea
from legalredact.gui.pages.reading_area import Content, ReadingArea
from legalredact.gui.pages.thumbnails import Thumbnails
from legalredact.model.mention import Span


class DisplayMode(enum.StrEnum):
    """How a document is shown."""

    PAGES = "pages"
    TEXT = "text"
    BOTH = "both"


class DocumentPanes(QWidget):
    """The areas that show a document; the view decides what they show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages, self.text = PageArea(), FlowArea()
        self.thumbnails = Thumbnails()
        self.pages.page_shown.connect(self.thumbnails.show_current)
        self.thumbnails.page_chosen.connect(self.pages.go_to_page)
        reading = QSplitter(Qt.Orientation.Horizontal)
        reading.addWidget(self.pages)
        reading.addWidget(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbnails)
        row.addWidget(reading, 1)

    @property
    def areas(self) -> tuple[ReadingArea, ...]:
        """The areas that are shown."""
        return tuple(area for area in (self.pages, self.text) if not area.isHidden())

    @property
    def zoom(self) -> float:
        """Zoom of the pages, or of the text if it is shown alone."""
        return self.areas[0].zoom

    def set_mode(self, mode: DisplayMode, *, thumbnails: bool) -> None:
        """Show pages, text or both; the keyboard's focus stays within what is shown.

        Arguments:
            thumbnails: whether to show them beside pages.
        """
        focused = any(area.hasFocus() for area in (self.pages, self.text))
        self.pages.setVisible(mode is not DisplayMode.TEXT)
        self.text.setVisible(mode is not DisplayMode.PAGES)
        self.thumbnails.setVisible(mode is not DisplayMode.TEXT and thumbnails)
        if focused and not any(area.hasFocus() for area in self.areas):
            self.areas[0].setFocus()  # else Qt gives it to whatever comes next, such as the field that filters names

    def show_content(self, content: Content | None, *, paged: bool) -> None:
        """Show a document.

        Arguments:
            paged: whether it has pages.
        """
        self.pages.show_content(content if paged else None)
        if not self.text.isHidden():  # the layout of a long text that is not shown would delay the pages
            self.text.show_content(content)

    def show_nothing(self) -> None:
        """Empty all areas."""
        for area in (self.pages, self.text):
            area.show_content(None)

    def show_text_of(self, page: int) -> None:
        """Beside the pages, show the text of a page."""
        blocks = self.pages.kept.blocks_on(page)
        if blocks and not self.text.isHidden():
            self.text.show_from(blocks[0].span.start)

    def go_to(self, span: Span) -> None:
        """Go to a passage in each area."""
        for area in self.areas:
            area.go_to(span)

    def zoom_by(self, factor: float) -> None:
        """Zoom each area that is shown."""
        for area in self.areas:
            area.set_zoom(area.zoom * factor)

    def clear_selection(self) -> None:
        """Select nothing in any area."""
        for area in (self.pages, self.text):
            area.select(None)

    def take_focus(self) -> None:
        """Give the keyboard's focus to the last area that is shown."""
        for area in self.areas:
            area.setFocus()
