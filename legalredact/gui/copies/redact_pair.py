"""Before and after side by side, with common scrolling and zoom; pages, or text for files without pages."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from legalredact.gui.copies.copy_preview import PreviewState
from legalredact.gui.copies.redact_area import BoxArea
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.gui.pages.flow_area import FlowArea
from legalredact.gui.pages.page_area import PageArea
from legalredact.gui.pages.page_images import Drawing
from legalredact.gui.pages.page_painting import Paper, paint_edge, paint_sheet
from legalredact.gui.pages.page_toolbar import Elided
from legalredact.gui.pages.reading_area import Content, ReadingArea
from legalredact.gui.widgets.tool import Tool
from legalredact.model.redaction import HandBox, ReasonRules

PAGES, TEXT = 0, 1
BEFORE = "Before"
PREVIEW, COPY = "After, a preview", "After, the copy itself"


@dataclass(frozen=True, slots=True)
class PairContent:
    """Contents of the pair.

    Arguments:
        content: the document with its names.
        hand: boxes on its pages.
        copy, digest: the current PDF made of it, or None, and its digest.
        fate: result of its copy, in words; empty if none was made.
        preview: the copy as a run would make it.
    """

    content: Content
    hand: tuple[HandBox, ...]
    rules: ReasonRules
    copy: Path | None = None
    digest: str = ""
    fate: str = ""
    preview: PreviewState = field(default_factory=PreviewState)

    @property
    def document_id(self) -> str:
        """Of the document."""
        return self.content.document.id


class RedactPair(QWidget):
    """Two areas for pages, two for text."""

    zoom_changed = Signal(float)

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._originals = Drawing(session)
        self._copies: Drawing | None = None
        self.shown: PairContent | None = None
        self.before, self.after = BoxArea(), CopyArea()
        self.text, self.text_after = FlowArea(), FlowArea()
        self.text.setAccessibleName("Text as it is")
        self.text_after.setAccessibleName("Text as it will be in the copy")
        self.titles = Words(BEFORE, tone="muted"), Words(PREVIEW, tone="muted")
        self.stack = QStackedWidget()
        self._lay_out()
        self._tie(self.before, self.after)
        self._tie(self.text, self.text_after)
        self.before.picture_wanted.connect(lambda page, dpi: self._draw(self.before, page, dpi))
        self.after.picture_wanted.connect(lambda page, dpi: self._draw(self.after, page, dpi))
        for area in (self.before, self.after):
            area.boxes_wanted.connect(lambda page, area=area: self._find_boxes(area, page))

    def show_document(self, shown: PairContent) -> None:
        """Show a document, or its changes."""
        self.shown = shown
        paged = bool(shown.content.document.pages)
        self.stack.setCurrentIndex(PAGES if paged else TEXT)
        made = shown.copy is not None and paged
        told = "; ".join(
            filter(None, (shown.fate, "" if made else shown.preview.words, "" if made else shown.preview.near))
        )
        self.titles[1].setText(": ".join(filter(None, (COPY if made else PREVIEW, told))))
        self.titles[1].setToolTip("" if made else shown.preview.all_near)
        self.titles[1].setAccessibleDescription("" if made else shown.preview.all_near)
        self.after.show_made(shown.digest if made else shown.preview.key, made=made)
        self.before.show_boxes(shown.hand, shown.rules)
        self.before.show_content(shown.content if paged else None)
        self.after.show_content(shown.content if paged else None)
        self.text.show_content(None if paged else shown.content)
        after = shown.preview.document
        self.text_after.show_content(None if paged or after is None else Content.of(after, (), {}))

    def clear(self) -> None:
        """Show nothing."""
        self.shown = None
        for area in (self.before, self.after, self.text, self.text_after):
            area.show_content(None)

    @property
    def area(self) -> ReadingArea:
        """The left one of the visible areas."""
        return self.before if self.stack.currentIndex() == PAGES else self.text

    def zoom_by(self, factor: float) -> None:
        """Zoom both."""
        self.area.set_zoom(self.area.zoom * factor)

    def fit_width(self) -> None:
        """Make pages as wide as there is room."""
        self.before.fit_width()
        self._follow(self.before, self.after)

    def leave(self) -> None:
        """End the drawing processes."""
        self._originals.close()
        if self._copies is not None:
            self._copies.close()

    # Common scrolling and zoom

    def _tie(self, left: ReadingArea, right: ReadingArea) -> None:
        for one, other in ((left, right), (right, left)):
            one.verticalScrollBar().valueChanged.connect(lambda _, one=one, other=other: self._scroll(one, other))
            one.horizontalScrollBar().valueChanged.connect(other.horizontalScrollBar().setValue)
            one.zoomed.connect(lambda one=one, other=other: self._follow(one, other))

    def _scroll(self, one: ReadingArea, other: ReadingArea) -> None:
        """Scroll to the same share of the total, which for pages is the same place."""
        bar, follower = one.verticalScrollBar(), other.verticalScrollBar()
        if bar.maximum() == follower.maximum() or not bar.maximum():
            follower.setValue(bar.value())
        elif abs(bar.value() / bar.maximum() * follower.maximum() - follower.value()) > 1:
            follower.setValue(round(bar.value() / bar.maximum() * follower.maximum()))

    def _follow(self, one: ReadingArea, other: ReadingArea) -> None:
        """Give both the zoom of the one that was changed."""
        if abs(one.zoom - other.zoom) > 0.001:
            other.set_zoom(one.zoom)
        policies = Qt.ScrollBarPolicy
        for area in (self.before, self.after):  # a page that fits may be a pixel wider than the other's view
            area.setHorizontalScrollBarPolicy(
                policies.ScrollBarAlwaysOff if self.before.fit else policies.ScrollBarAsNeeded
            )
        self.zoom_changed.emit(one.zoom)

    # Requests of pages

    def _draw(self, area: PageArea, page: int, dpi: float) -> None:
        shown = self.shown
        if shown is None:
            return
        copy, content = (shown.copy, shown.preview.content) if area is self.after else (None, None)

        def current() -> bool:
            now = self.shown
            same = now is not None and now.document_id == shown.document_id
            before = (shown.digest, shown.preview.key)
            return same and (area is self.before or now is None or (now.digest, now.preview.key) == before)

        def answer(picture: QImage | None, was_wanted: bool) -> None:
            if current() and was_wanted:
                area.set_picture(page, dpi, picture)
            elif current():
                area.give_up(page, dpi)

        def wanted() -> bool:
            return current() and page in area.near

        if area is self.before:
            self._originals.draw(shown.document_id, page, dpi, wanted, answer)
            return
        self._copies = self._copies or Drawing(self._session)
        if copy is not None:
            self._copies.draw_file(shown.digest, copy, page, dpi, wanted, answer)
        elif content is not None:
            self._copies.draw_content(shown.preview.key, content, page, dpi, wanted, answer)
        else:
            area.give_up(page, dpi)  # nothing is known of the copy yet

    def _find_boxes(self, area: PageArea, page: int) -> None:
        shown = self.shown
        if shown is None:
            return
        document_id = shown.document_id

        def found(boxes: object) -> None:
            if self.shown is not None and self.shown.document_id == document_id and isinstance(boxes, dict):
                area.set_boxes(page, boxes)

        self._session.look("Finding places", lambda matter: matter.store.char_boxes(document_id, page), found)

    # Layout

    def _lay_out(self) -> None:
        for left, right in ((self.before, self.after), (self.text, self.text_after)):
            splitter = QSplitter(Qt.Orientation.Horizontal)
            splitter.setHandleWidth(STEP // 2)
            for area in (left, right):
                area.setMinimumWidth(15 * STEP)
                splitter.addWidget(area)
            splitter.setSizes([1000, 1000])
            splitter.setChildrenCollapsible(False)
            self.stack.addWidget(splitter)
        row = QHBoxLayout()
        row.setContentsMargins(2 * STEP, 0, 2 * STEP, STEP // 2)
        row.setSpacing(STEP)
        for title in self.titles:
            row.addWidget(title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.stack, 1)


# Pages as they will be in the copy, or the finished copy.


class CopyArea(PageArea):
    """Shows the pages of a finished copy, or of its preview, and nothing over them; until there is one, blank paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.made = "", False
        self.setAccessibleName("Pages as they will be in the copy")

    def show_made(self, key: str, *, made: bool) -> None:
        """Which copy's images are shown, or none for an empty key; those of another one are dropped.

        Arguments:
            made: whether it is a finished copy.
        """
        self.made = made
        self.setAccessibleName("Pages of the copy" if made else "Pages as they will be in the copy")
        if key != self.key:
            self.key = key
            self.forget_pictures()

    def forget_pictures(self) -> None:
        """Request all images again."""
        self.kept.forget_pictures()
        self._asked.clear()
        self.viewport().update()
        self.moved.emit()

    def _paint_page(self, painter: QPainter, page: int, paper: Paper, area: QRect) -> None:  # noqa: ARG002 - a signature
        """The copy's image; never the original's text, which may be drawn where an image cannot be."""
        _, picture = self.kept.pictures.get(page, (0.0, None))
        paint_sheet(painter, paper, picture)
        paint_edge(painter, paper)


# The line above the pages of a redacted copy: which document, and how large.


class RedactHead(QWidget):
    """Zooms both sides of a pair."""

    def __init__(self, pair: RedactPair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.zoom = Elided(), Words(tone="muted")
        self.zoom.setWordWrap(False)
        smaller = Tool("magnifying-glass-minus", "Zoom out")
        larger = Tool("magnifying-glass-plus", "Zoom in")
        fit = Tool("arrows-out-line-horizontal", "Fit width")
        smaller.clicked.connect(lambda: pair.zoom_by(1 / 1.2))
        larger.clicked.connect(lambda: pair.zoom_by(1.2))
        fit.clicked.connect(pair.fit_width)
        pair.zoom_changed.connect(lambda zoom: self.zoom.setText(f"{zoom * 100:.0f} %"))
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP, 2 * STEP, 0)
        row.setSpacing(STEP)
        row.addWidget(Words("Redacted copies", title=True))
        row.addSpacing(STEP)
        row.addWidget(self.title, 1)
        for widget in (smaller, self.zoom, larger, fit):
            row.addWidget(widget)
