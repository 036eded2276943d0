"""Shared by the pages and the continuous text of a document: hover, selection, occurrences, search hits."""

import bisect
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from legalredact.gui.core.palette import word_for
from legalredact.gui.pages.leaving import Leaving
from legalredact.gui.pages.marks import Mark, Marks, why
from legalredact.gui.widgets.focus_frame import FocusFrame
from legalredact.model.document import Document
from legalredact.model.mention import Mention, Span
from legalredact.model.register import Entity

LEAST, MOST = 0.25, 6.0
"""Zoom, where 1 is a page at the size of paper on a screen of 96 dots an inch."""
_WORD = re.compile(r"[\w'’.@&-]+")


@dataclass(frozen=True, slots=True)
class Content:
    """Contents of a reading area.

    Arguments:
        leaving: the document's mask, whose tokens replace names; None to show the names with their marks.
        hits: of a search, in order.
        continues: id under which the file's pages were shown before it was read; empty if they were not.
    """

    document: Document
    marks: Marks
    leaving: Leaving | None = None
    hits: tuple[Span, ...] = ()
    continues: str = ""

    @classmethod
    def of(
        cls,
        document: Document,
        mentions: Sequence[Mention],
        entities: Mapping[str, Entity],
        before: "Content | None" = None,
    ) -> "Content":
        """A document with its mentions; data in `before` for the same mentions is reused."""
        return cls(document, Marks(mentions, entities, before.marks if before else None, document.id))

    def hits_in(self, span: Span) -> Iterator[Span]:
        """The hits that share a character with `span`."""
        first = bisect.bisect_right(self.hits, span.start, key=lambda hit: hit.end)
        return itertools.takewhile(lambda hit: hit.start < span.end, itertools.islice(self.hits, first, None))


class ReadingArea(QAbstractScrollArea):
    """A document to read, with marks; subclasses lay it out."""

    mention_chosen = Signal(object)
    """The Mention that was clicked."""
    selected = Signal(object)
    """The selected Span, or None."""
    zoomed = Signal()
    moved = Signal()
    """The view was scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content: Content | None = None
        self.zoom = 1.0
        self.selection: Span | None = None
        self.current: Span | None = None
        self._anchor: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        FocusFrame(self)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self.moved)

    # Implemented by subclasses

    def lay_out(self) -> None:
        """The content, the zoom or the size changed."""
        self.viewport().update()

    def offset_at(self, point: QPointF, *, nearest: bool = False) -> int | None:  # noqa: ARG002 - for subclasses
        """The character under a point of the viewport, or the nearest one."""
        return None

    def go_to(self, span: Span) -> None:
        """Scroll to a place and mark it as current."""
        self.current = span
        self.viewport().update()

    # Shared by all

    def show_content(self, content: Content | None) -> None:
        """Show a document, or changes in the shown one, at the same place."""
        same = self._is_same(content)
        self.content = content
        if not same:
            self.selection = self.current = None
            self.verticalScrollBar().setValue(0)
        self.lay_out()
        self.moved.emit()

    def _is_same(self, content: Content | None) -> bool:
        """Whether a content is of the shown document, or of the file that was shown before it was read."""
        if self.content is None or content is None:
            return False
        return self.content.document.id in (content.document.id, content.continues)

    def set_zoom(self, zoom: float) -> None:
        """Zoom; the middle of the view stays."""
        zoom = min(max(zoom, LEAST), MOST)
        if abs(zoom - self.zoom) < 0.001:
            return
        bar, half = self.verticalScrollBar(), self.viewport().height() / 2
        share = (bar.value() + half) / max(1, bar.maximum() + self.viewport().height())
        self.zoom = zoom
        self.lay_out()
        bar.setValue(round(share * (bar.maximum() + self.viewport().height()) - half))
        self.zoomed.emit()
        self.moved.emit()

    def select(self, span: Span | None) -> None:
        """Select characters, or none."""
        self.selection = span if span is not None and len(span) else None
        self.viewport().update()
        self.selected.emit(self.selection)

    def mark_at(self, point: QPointF) -> Mark | None:
        """The mark under a point of the viewport."""
        offset = self.offset_at(point)
        return None if offset is None or self.content is None else self.content.marks.at(offset)

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out again."""
        super().resizeEvent(event)
        self.lay_out()
        self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """With Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * 1.1 ** (event.angleDelta().y() / 120))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Copy, Home and End; Qt scrolls for arrow and page keys."""
        bar = self.verticalScrollBar()
        if event.matches(QKeySequence.StandardKey.Copy) and self.selection and self.content:
            QGuiApplication.clipboard().setText(self.selection.of(self.content.document.text))
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a selection."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._anchor = self.offset_at(event.position(), nearest=True)
            self.select(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Extend the selection, or show the pointer for a clickable mark."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._anchor is not None:
            here = self.offset_at(event.position(), nearest=True)
            if here is not None and here != self._anchor:
                self.select(Span(min(here, self._anchor), max(here, self._anchor) + 1))
            return
        shape = Qt.CursorShape.PointingHandCursor if self.mark_at(event.position()) else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a mark chooses it."""
        self._anchor = None
        if event.button() is Qt.MouseButton.LeftButton and self.selection is None:
            mark = self.mark_at(event.position())
            if mark is not None:
                self.current = mark.mention.span
                self.viewport().update()
                self.mention_chosen.emit(mark.mention)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Select a word."""
        offset = self.offset_at(event.position())
        if offset is None or self.content is None:
            return
        text, start = self.content.document.text, max(0, offset - 100)
        words = (m.span() for m in _WORD.finditer(text, start, offset + 100))
        span = next((Span(*word) for word in words if word[0] <= offset < word[1]), None)
        self.select(span)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The entity under the pointer."""
        if isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            if mark is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip(mark), self.viewport())
            return True
        return super().viewportEvent(event)


def tip(mark: Mark) -> str:
    """Name, other spellings, token and why it was found."""
    entity = mark.entity
    others = [spelling for spelling in entity.spellings if spelling != entity.name][:6]
    lines = [
        f"{entity.name} ({word_for(entity)})",
        f"also appears as: {' · '.join(others)}" if others else "",
        f"token: {entity.token}" if entity.token else "",
        f"{mark.look.value}; {why(mark.mention)}",
        "ambiguous: please resolve it" if entity.among else "",
    ]
    return "\n".join(line for line in lines if line)
