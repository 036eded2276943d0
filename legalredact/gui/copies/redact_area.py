"""Pages with boxes over places to cover: drawn, moved and enlarged by mouse and by keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from legalredact.gui.copies.boxed_area import BoxedArea
from legalredact.gui.copies.redact_boxes import Grip, PlacedBox, around, as_box, at, grip_at, pulled, spanned
from legalredact.gui.copies.redact_paint import paint_handles, paint_sketch
from legalredact.gui.pages.marks import Rect
from legalredact.gui.pages.page_painting import Paper
from legalredact.gui.pages.reading_area import Content
from legalredact.model.document import Box, CharBoxes
from legalredact.model.redaction import HandBox, ReasonRules

REACH = 6.0
"""Pixels from a side within which it can be dragged."""
NUDGE = 2.0
"""Points by which an arrow key moves a box."""
NEW = (120.0, 36.0)
"""Points of width and height of a box that is made by keyboard."""
_ARROWS = {
    Qt.Key.Key_Left: (-NUDGE, 0.0),
    Qt.Key.Key_Right: (NUDGE, 0.0),
    Qt.Key.Key_Up: (0.0, -NUDGE),
    Qt.Key.Key_Down: (0.0, NUDGE),
}
_CURSORS = {
    Grip.INSIDE: Qt.CursorShape.SizeAllCursor,
    Grip.LEFT: Qt.CursorShape.SizeHorCursor,
    Grip.RIGHT: Qt.CursorShape.SizeHorCursor,
    Grip.TOP: Qt.CursorShape.SizeVerCursor,
    Grip.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Grip.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Grip.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Grip.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Grip.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
}


@dataclass(frozen=True, slots=True)
class _Pull:
    """State of a drag: the box, or none while a new one is drawn; its start, in points of the page."""

    page: int
    x: float
    y: float
    box: PlacedBox | None = None
    grip: Grip = Grip.BOTTOM_RIGHT


class BoxArea(BoxedArea):
    """Shows a document's pages with their boxes. It changes nothing itself: signals report a person's acts."""

    drawn = Signal(object)
    """A Box: cover this place."""
    reshaped = Signal(object, object)
    """(PlacedBox, Box): its new place. A name's own box can only grow."""
    box_chosen = Signal(object)
    """The current PlacedBox, or None."""
    removal_asked = Signal(object)
    """A PlacedBox."""
    reason_asked = Signal(int)
    """Number of a reason, from 1; 0 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: PlacedBox | None = None
        self._pull: _Pull | None = None
        self._shape: Rect | None = None
        self._sought = ""
        self.setAccessibleName("Pages as they are, with boxes")

    # Contents

    def show_boxes(self, hand: tuple[HandBox, ...], rules: ReasonRules) -> None:
        """Show the boxes; the current one stays current if it still exists."""
        self.hand, self.rules = hand, rules
        self._choose_again()
        self.viewport().update()

    def show_content(self, content: Content | None) -> None:
        """Show a document."""
        if self.content is None or content is None or self.content.document is not content.document:
            self.choose(None)
        super().show_content(content)
        self._choose_again()

    def set_boxes(self, page: int, boxes: Mapping[str, CharBoxes], overlap: float | None = None) -> None:
        """Boxes of the characters of a page; a box that was waited for becomes current now."""
        super().set_boxes(page, boxes, overlap)
        found = next((box for box in self.boxes(page) if box.key == self._sought), None)
        if found is not None:
            self.choose(found)

    # Current box

    def choose(self, box: PlacedBox | None) -> None:
        """Make a box current, or none."""
        self._sought = box.key if box is not None else ""
        if box != self.chosen:
            self.chosen = box
            self.box_chosen.emit(box)
            self.viewport().update()

    def choose_key(self, page: int, key: str) -> None:
        """Make the box of that key current as soon as it exists."""
        self._sought = key
        found = next((box for box in self.boxes(page) if box.key == key), None)
        if found is not None:
            self.choose(found)

    def step(self, by: int) -> None:
        """Go to the next box of the document, or the one before."""
        keys = self._keys()
        if not keys:
            return
        here = next((n for n, (_, key) in enumerate(keys) if self.chosen and key == self.chosen.key), None)
        page, key = keys[(here + by) % len(keys)] if here is not None else keys[self._first(keys)]
        self.go_to_page_if_far(page)
        self.choose_key(page, key)
        self._show_chosen()

    def go_to_page_if_far(self, page: int) -> None:
        """Scroll to a page unless it is visible."""
        if page - 1 not in self._in_view() or page not in self.kept.boxes:
            self.go_to_page(page)

    def _keys(self) -> list[tuple[int, str]]:
        """All boxes in the order of the pages, also if places of characters have not arrived."""
        if self.content is None:
            return []
        known = {page: [box.key for box in self.boxes(page)] for page in self.kept.boxes}
        for page in {box.box.page for box in self.hand} - known.keys():
            known[page] = [box.key for box in self.boxes(page)]
        for page, blocks in self.kept.blocks.items():
            if page and page not in self.kept.boxes:
                marks = (m for block in blocks for m in self.content.marks.masked_within(block.span))
                known.setdefault(page, []).extend(f"{mark.mention.span.start}.0" for mark in marks)
        return [(page, key) for page in sorted(known) for key in known[page]]

    def _first(self, keys: list[tuple[int, str]]) -> int:
        view = self._in_view()
        return next((n for n, (page, _) in enumerate(keys) if page - 1 in view), 0)

    def _choose_again(self) -> None:
        if self.chosen is not None:
            key, page = self.chosen.key, self.chosen.page
            found = next((box for box in self.boxes(page) if box.key == key), None)
            self.choose(found)

    def _show_chosen(self) -> None:
        """Scroll to it if it is not visible."""
        if self.chosen is None:
            return
        top = self._layout.tops[self.chosen.page - 1] + self.chosen.rect[1] * self._layout.scale
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + 24 < top < bar.value() + height - 64:
            bar.setValue(round(top - height / 3))

    # By keyboard

    def new_box(self) -> None:
        """Draw a box in the middle of the view; arrow keys move it."""
        if self.content is None or not self._layout.sizes:
            return
        page, x, y = self.point_of(QPointF(self.viewport().width() / 2, self.viewport().height() / 2))
        rect = (x - NEW[0] / 2, y - NEW[1] / 2, x + NEW[0] / 2, y + NEW[1] / 2)
        self.drawn.emit(self._box(page, pulled(rect, Grip.INSIDE, 0, 0, self.size_of(page))))

    def remove(self) -> None:
        """Request removal of the current box."""
        if self.chosen is not None:
            self.removal_asked.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys of boxes; all others scroll."""
        if not self._done_by_key(event):
            super().keyPressEvent(event)

    def _done_by_key(self, event: QKeyEvent) -> bool:
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in _ARROWS and self.chosen is not None:
            self._nudge(*_ARROWS[key], grow=shift)
        elif key == Qt.Key.Key_Space:
            self.step(-1 if shift else 1)
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Insert):
            self.new_box()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.reason_asked.emit(int(key) - int(Qt.Key.Key_0))
        elif key == Qt.Key.Key_Escape and self.chosen is not None:
            self.choose(None)
        else:
            return False
        return True

    def _nudge(self, dx: float, dy: float, *, grow: bool) -> None:
        """Move the current box, or its lower right corner; a name's own box can only grow."""
        assert self.chosen is not None  # noqa: S101 - the caller looked
        grip = Grip.BOTTOM_RIGHT if grow or self.chosen.hand is None else Grip.INSIDE
        self._reshape(self.chosen, pulled(self.chosen.rect, grip, dx, dy, self.size_of(self.chosen.page)))

    def _reshape(self, box: PlacedBox, rect: Rect) -> None:
        rect = rect if box.hand is not None else around(rect, box.rect)
        if rect != box.rect:
            self.reshaped.emit(box, self._box(box.page, rect))

    # By mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Start to drag a box, or to draw one."""
        if event.button() is not Qt.MouseButton.LeftButton or self.content is None or not self._layout.sizes:
            return
        page, x, y = self.point_of(event.position())
        reach = REACH / self._layout.scale
        under = self._under(page, x, y)
        self.choose(under)
        grip = grip_at(under.rect, x, y, reach) if under is not None else None
        self._pull = _Pull(page, x, y, under, grip or Grip.BOTTOM_RIGHT)
        self._shape = under.rect if under is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag, or show what can be dragged."""
        if self.content is None or not self._layout.sizes:
            return
        page, x, y = self.point_of(event.position())
        if self._pull is None or not event.buttons() & Qt.MouseButton.LeftButton:
            under = self._under(page, x, y)
            grip = grip_at(under.rect, x, y, REACH / self._layout.scale) if under is not None else None
            movable = under is not None and (under.hand is not None or grip is not Grip.INSIDE)
            shape = _CURSORS[grip] if grip is not None and movable else Qt.CursorShape.CrossCursor
            self.viewport().setCursor(shape)
            return
        self._shape = self._pulled_to(page, x, y)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Report the dragged or drawn box; a click alone only makes a box current."""
        pull, shape = self._pull, self._shape
        self._pull = self._shape = None
        self.viewport().update()
        if event.button() is not Qt.MouseButton.LeftButton or pull is None or shape is None:
            return
        if pull.box is not None:
            self._reshape(pull.box, shape)
        elif min(shape[2] - shape[0], shape[3] - shape[1]) * self._layout.scale >= REACH:
            self.drawn.emit(self._box(pull.page, shape))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is selected here."""
        self.mousePressEvent(event)

    def _pulled_to(self, page: int, x: float, y: float) -> Rect:
        assert self._pull is not None  # noqa: S101 - the caller looked
        pull, size = self._pull, self.size_of(self._pull.page)
        y += self._below(page) - self._below(pull.page)  # the pointer may have left the page
        if pull.box is None:
            return spanned(pull.x, pull.y, min(max(x, 0.0), size[0]), min(max(y, 0.0), size[1]))
        if pull.box.hand is None and pull.grip is Grip.INSIDE:
            return pull.box.rect
        return pulled(pull.box.rect, pull.grip, x - pull.x, y - pull.y, size)

    def _under(self, page: int, x: float, y: float) -> PlacedBox | None:
        reach = REACH / self._layout.scale
        if self.chosen is not None and self.chosen.page == page and grip_at(self.chosen.rect, x, y, reach) is not None:
            return self.chosen
        return at(self.boxes(page), x, y, reach)

    # Places

    def _below(self, page: int) -> float:
        return self._layout.tops[page - 1] / self._layout.scale

    def _box(self, page: int, rect: Rect) -> Box:
        return as_box(page, rect)

    # Painting

    def _paint_page(self, painter: QPainter, page: int, paper: Paper, area: QRect) -> None:
        super()._paint_page(painter, page, paper, area)
        for box in self.boxes(page):
            if box.hand is not None:
                paint_sketch(painter, paper.placed(self._shown(box)))
        if self.chosen is not None and self.chosen.page == page:
            paint_handles(painter, paper.placed(self._shown(self.chosen)))
        if self._pull is not None and self._pull.page == page and self._pull.box is None and self._shape is not None:
            paint_sketch(painter, paper.placed(self._shape))

    def _shown(self, box: PlacedBox) -> Rect:
        """Where it is while it is pulled."""
        held = self._pull is not None and self._pull.box == box and self._shape is not None
        return self._shape if held and self._shape is not None else box.rect
