"""The steps on top: current step, finished steps, blockers of the next one; a click goes there."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from legalredact.gui.core.icons import icon
from legalredact.gui.core.theme import STEP, theme
from legalredact.gui.core.view import StepStatus, WorkStep
from legalredact.workflow.window.snapshot import Snapshot


class Way(QWidget):
    """A row of steps."""

    asked = Signal(str)
    """Id of the step that was clicked."""

    def __init__(self, steps: Sequence[WorkStep], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Steps from documents to a signed summary")
        self._steps = tuple(steps)
        self.buttons = {step.id: StepButton(number, step.title) for number, step in enumerate(steps, 1)}
        row = QHBoxLayout(self)
        row.setContentsMargins(STEP, STEP // 2, STEP, STEP // 2)
        row.setSpacing(STEP)
        for step_id, button in self.buttons.items():
            button.clicked.connect(lambda _, step_id=step_id: self.asked.emit(step_id))
            row.addWidget(button)
        row.addStretch(1)

    def show_state(self, state: Snapshot, current: str, *, reading: bool = False) -> None:
        """Show the status of the matter, and which step is current.

        Arguments:
            reading: files are being read; the first step does not ask for any.
        """
        for step in self._steps:
            asks_for_files = step is self._steps[0] and not state.documents
            status = StepStatus("reading") if reading and asks_for_files else step.status(state)
            self.buttons[step.id].show_status(status, current=step.id == current)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay out for another width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put the status of steps below their titles if there is no room beside them."""
        needed = sum(button.width_of(stacked=False) for button in self.buttons.values())
        stacked = needed + STEP * (len(self.buttons) + 1) > self.width()
        for button in self.buttons.values():
            button.stack(stacked=stacked)


class StepButton(QAbstractButton):
    """A step: its number or tick, its title, and its status."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self._number, self._title = number, title
        self._status, self._current, self._hover = StepStatus(), False, False
        self._stacked = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.updateGeometry)
        self.show_status(self._status, current=False)

    def show_status(self, status: StepStatus, *, current: bool) -> None:
        """Show the step's status."""
        self._status, self._current = status, current
        state = ", ".join(filter(None, ("done" * status.done, status.words, status.blocked)))
        self.setAccessibleName(f"Step {self._number}, {self._title}" + (f": {state}" if state else ""))
        self.setToolTip(status.blocked or f"{self._title}: {state}".removesuffix(": "))
        self.updateGeometry()
        self.update()

    def stack(self, *, stacked: bool) -> None:
        """Put the status below its title, or beside it."""
        if stacked != self._stacked:
            self._stacked = stacked
            self.updateGeometry()
            self.update()

    def width_of(self, *, stacked: bool) -> float:
        """Its width with the status below its title, or beside it."""
        title, words = self._metrics()
        own, more = title.horizontalAdvance(self._title), words.horizontalAdvance(self._status.words)
        both = max(own, more) if stacked else own + (more + STEP) * bool(self._status.words)
        return both + title.height() + 3.5 * STEP

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words."""
        title, words = self._metrics()
        below = words.height() if self._stacked else 0
        return QSize(round(self.width_of(stacked=self._stacked)), round(title.height() + below + 2 * STEP))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show that it can be clicked."""
        self._hover = True
        super().enterEvent(event)

    def leaveEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """The pointer has left."""
        self._hover = False
        super().leaveEvent(event)  # type: ignore[arg-type]  # Qt gives what it wants

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = theme().colours
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._current or self._hover:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.selected if self._current else c.raised))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        self._paint_words(painter, area)

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        c, status = theme().colours, self._status
        title, _ = self._metrics()
        reachable = not status.blocked
        side = title.height()
        top = area.top() + STEP - 1 if self._stacked else area.center().y() - side / 2
        mark = QRectF(area.left() + STEP, top, side, side)
        if status.done:
            icon("check-circle").paint(painter, mark.toRect())
        else:
            painter.setPen(QPen(QColor(c.text if reachable else c.muted), 1.3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark.adjusted(1, 1, -1, -1))
            painter.setFont(theme().font())
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(theme().font(strong=self._current))
        painter.setPen(QColor(c.text if reachable else c.muted))
        words = QRectF(mark.right() + STEP / 2 + 2, mark.top(), area.right() - mark.right() - STEP, side)
        self._paint_line(painter, words, self._title)
        if status.words:
            painter.setFont(theme().font())
            painter.setPen(QColor(c.needs_you if status.waits else c.muted))
            if self._stacked:
                words.translate(0, side)
            else:
                words.setLeft(words.left() + title.horizontalAdvance(self._title) + STEP)
            self._paint_line(painter, words, status.words)

    def _paint_line(self, painter: QPainter, room: QRectF, words: str) -> None:
        """Shortened if even the widest window has no room for it."""
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, ceil(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _metrics(self) -> tuple[QFontMetricsF, QFontMetricsF]:
        return QFontMetricsF(theme().font(strong=True)), QFontMetricsF(theme().font())
