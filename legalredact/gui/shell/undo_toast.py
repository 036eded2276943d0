"""A message that says what was just done, with a button to undo it; it disappears by itself and takes no focus."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from legalredact.gui.core.theme import STEP, Words, link, theme
from legalredact.gui.core.undo import UndoCommand

SHOWN_FOR = 8_000
"""Milliseconds. The act can be undone later too, with Ctrl+Z."""
WIDEST = 72 * STEP
"""Pixels; a longer sentence is shortened in its middle."""


class UndoToast(QFrame):
    """Follows an undo stack.

    Arguments:
        over: the widget in which it floats.
        above: a widget at the lower edge of that, such as a status bar, which stays visible.
    """

    def __init__(self, stack: QUndoStack, over: QWidget, above: QWidget) -> None:
        super().__init__(over)
        self._stack, self._over, self._above = stack, over, above
        self._index, self._words = stack.index(), ""
        self.setObjectName("toast")
        self.words = Words()
        self.words.setWordWrap(False)
        self.undo: QPushButton = link("Undo")
        self.undo.setToolTip("Undo it (Ctrl+Z)")
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the work keeps the focus
        self.undo.clicked.connect(stack.undo)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, STEP // 2, 2 * STEP, STEP // 2)
        row.setSpacing(STEP)
        row.addWidget(self.words)
        row.addWidget(self.undo)
        stack.indexChanged.connect(self._changed)
        over.installEventFilter(self)
        theme().changed.connect(self._follow)
        self._follow()
        self.hide()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move to the lower edge of the window."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def enterEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """A person may be about to click: stay."""
        self._timer.stop()
        super().enterEvent(event)  # type: ignore[arg-type]  # Qt gives what it wants

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Disappear after some time."""
        if not self.isHidden():
            self._timer.start()
        super().leaveEvent(event)

    def _changed(self, index: int) -> None:
        before, self._index = self._index, index
        command = self._stack.command(index - 1) if index > before else None
        if not isinstance(command, UndoCommand):
            self._timer.stop()
            self.hide()
            return
        self._words = " ".join(command.done.split())
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _place(self) -> None:
        room = min(WIDEST, self._over.width() - 4 * STEP) - self.undo.sizeHint().width() - 5 * STEP
        self.words.setText(self.words.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, room))
        self.setAccessibleName(f"{self._words}. Undo with Ctrl+Z.")
        self.adjustSize()
        lowest = self._over.height() - self._above.height()
        self.move((self._over.width() - self.width()) // 2, lowest - self.height() - 2 * STEP)

    def _follow(self) -> None:
        c = theme().colours
        self.setStyleSheet(f"#toast {{ background: {c.raised}; border: 1px solid {c.muted}; border-radius: 8px; }}")
        if not self.isHidden():
            self._place()
