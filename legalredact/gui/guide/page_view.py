"""One page of the guide: Markdown laid out in the theme's colors, with images from the guide's folder.

Nothing is loaded from elsewhere, and no link leads outside the guide.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QResizeEvent, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from legalredact.errors import LegalRedactError
from legalredact.gui.core.palette import filled
from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.guide.page_style import PICTURE, blocks, style
from legalredact.gui.guide.pages import FOLDER, GuidePage, anchor_of
from legalredact.model.mention import Span
from legalredact.resources import resource

WIDEST = 92
"""Average letters of a line at most; a longer one is hard to read."""
_PICTURE = re.compile(r"pictures/([a-z0-9-]+\.png)")


class PageView(QTextBrowser):
    """Shows a page; clicked links are reported and not followed."""

    link_followed = Signal(str)
    """Target of a link within the guide: ``"names.md#undo"``, ``"#undo"``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Page of the guide")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page: GuidePage | None = None
        self._zoom = 1.0
        self._anchors: dict[str, int] = {}
        self._pictures: dict[str, QImage] = {}
        self._hits: tuple[Span, ...] = ()
        self._current = -1
        self.anchorClicked.connect(self._follow_link)
        theme().changed.connect(self.lay_out)

    def show_page(self, page: GuidePage, anchor: str = "") -> None:
        """Show a page from its beginning, or from one of its headings."""
        if page is not self.page:
            self.page = page
            self._hits, self._current = (), -1
            self.lay_out()
        self.go_to(anchor)

    def show_zoom(self, zoom: float) -> None:
        """Show text and headings so many times as large as elsewhere in the window."""
        self._zoom = zoom
        self.lay_out()

    def go_to(self, anchor: str) -> None:
        """Bring a heading to the top; the page's beginning for one that is not there."""
        block = self.document().findBlock(self._anchors.get(anchor, 0))
        top = self.document().documentLayout().blockBoundingRect(block).top() if block.position() else 0
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(round(top) - STEP if top else 0)

    def heading_at_top(self) -> str:
        """Anchor of the section that the first visible line belongs to."""
        position = self._at_top().position()
        passed = [anchor for anchor, at in self._anchors.items() if at <= position]
        return passed[-1] if passed else next(iter(self._anchors), "")

    def _at_top(self) -> QTextBlock:
        return self.cursorForPosition(QPoint(self.viewport().width() // 2, 2 * STEP)).block()

    def text(self) -> str:
        """The text to search; positions are those of the document."""
        return self.toPlainText()

    def mark(self, hits: Sequence[Span], current: int = -1) -> None:
        """Color search hits, and scroll to the current one."""
        self._hits, self._current = tuple(hits), current
        self._paint_marks()
        if 0 <= current < len(self._hits):
            cursor = self.textCursor()
            cursor.setPosition(self._hits[current].end)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def lay_out(self) -> None:
        """Lay out the page again: in other colors, another size."""
        if self.page is None:
            return
        at = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        font = theme().font()
        font.setPointSizeF(font.pointSizeF() * self._zoom)
        self.document().setDefaultFont(font)
        self.setFont(font)
        self.setStyleSheet(f"QTextBrowser {{ background: {theme().colours.raised}; color: {theme().colours.text}; }}")
        self.setMarkdown(self.page.markdown)
        style(self.document())
        self._fit()
        self._anchors = {
            anchor_of(block.text()): block.position()
            for block in blocks(self.document())
            if block.blockFormat().headingLevel()
        }
        self._paint_marks()
        self.verticalScrollBar().setValue(round(at * self.verticalScrollBar().maximum()))

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """An image of the guide; nothing else is loaded, whoever requests it."""
        found = _PICTURE.fullmatch(QUrl(name).toString())
        if found is None or kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        return self._picture(found[1])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out text and images for another width; the current text stays visible."""
        bar = self.verticalScrollBar()
        at, moved = self._at_top(), bar.value() > 0
        super().resizeEvent(event)
        self._fit()
        if moved:
            bar.setValue(round(self.document().documentLayout().blockBoundingRect(at).top()) - STEP)

    def _follow_link(self, url: QUrl) -> None:
        if not url.scheme() and not url.host():
            self.link_followed.emit(url.toString())

    def _picture(self, name: str) -> QImage | None:
        """In the dark theme, the image made for it."""
        path = _path("pictures", "dark", name) if theme().colours.dark else None
        path = path or _path("pictures", name)
        if path is None:
            return None
        key = str(path)
        if key not in self._pictures:
            self._pictures[key] = QImage(key)
        return self._pictures[key]

    # Width and marks

    def _fit(self) -> None:
        """A column of readable width, in the middle; no image is wider than it."""
        document = self.document()
        room, letters = self.viewport().width(), self.fontMetrics().averageCharWidth()
        side = max(3 * STEP, (room - WIDEST * letters) / 2)
        frame = document.rootFrame().frameFormat()
        frame.setLeftMargin(side)
        frame.setRightMargin(side)
        frame.setTopMargin(2 * STEP)
        frame.setBottomMargin(6 * STEP)
        document.rootFrame().setFrameFormat(frame)
        self._fit_pictures(room - 2 * side)

    def _fit_pictures(self, room: float) -> None:
        for block in blocks(self.document()):
            at = block.text().find(PICTURE)
            if at >= 0:  # no block has two
                self._fit_picture(block.position() + at, room)

    def _fit_picture(self, position: int, room: float) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
        form = cursor.charFormat().toImageFormat()
        name = form.name()
        match = _PICTURE.fullmatch(name)
        picture = self._picture(match[1]) if match is not None else None
        if picture is None or picture.isNull():
            return
        scale = min(1.0, max(room, 1.0) / picture.width())
        wide, high = picture.width() * scale, picture.height() * scale
        sharp = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation  # a document scales without it
        shown = picture.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(max(1, round(wide * sharp)), smooth)
        _draw_edge(shown, theme().colours.line)
        shown.setDevicePixelRatio(sharp)
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), shown)
        form.setWidth(wide)
        form.setHeight(high)
        cursor.setCharFormat(form)

    def _paint_marks(self) -> None:
        colours = theme().colours
        found = []
        for number, span in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            tone = colours.accent if number == self._current else colours.needs_you
            mark.format.setBackground(QColor(filled(tone, colours.raised, colours.text)))
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(span.start)
            mark.cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
            found.append(mark)
        self.setExtraSelections(found)


def _draw_edge(picture: QImage, colour: str) -> None:
    """A line around it, since its ground may be the page's own."""
    painter = QPainter(picture)
    painter.setPen(QColor(colour))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()


def _path(*parts: str) -> Path | None:
    try:
        return resource(FOLDER, *parts)
    except LegalRedactError:
        return None
