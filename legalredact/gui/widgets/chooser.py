"""Choose one of many by typing a few letters: for commands, for names, for spellings."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from legalredact.gui.core.dialogs import keys_come_back
from legalredact.gui.core.theme import STEP, Words, theme

_CHOICE = Qt.ItemDataRole.UserRole
READ_IN = 300
"""Milliseconds in which nobody has read a question: a key pressed then was meant for what was shown before."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice.

    Arguments:
        key: the value of `Chooser.chosen`.
        words: text at the left.
        detail: at the right, such as a shortcut or a token.
        enabled: whether it can be chosen now.
    """

    key: str
    words: str
    detail: str = ""
    enabled: bool = True


class Chooser(QDialog):
    """A field, and the choices that match its text; Enter takes the first.

    A key that is still held, or pressed before a person can have read the question, has no effect; see `READ_IN`.

    Arguments:
        title: the question.
        choices: in the order in which they are offered.
        beneath: widget under the list with details of the current choice.
    """

    chosen = Signal(str)
    looked_at = Signal(str)
    """Key of the choice that Enter would take."""

    def __init__(
        self, title: str, choices: Sequence[Choice], parent: QWidget | None = None, beneath: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = tuple(choices)
        self._seen, self._typed = QElapsedTimer(), False
        self.field, self.list = QLineEdit(), QListWidget()
        self.field.setPlaceholderText("Type to find")
        self.field.setAccessibleName(f"{title}: type to find")
        self.list.setAccessibleName(title)
        self.list.setItemDelegate(_ChoicePainter(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Words("Nothing fits.", tone="muted")
        self.field.textChanged.connect(self._fill)
        for asked in (self.field, self.list):
            asked.installEventFilter(self)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        for widget in (Words(title, strong=True), self.field, self.nothing):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        if beneath is not None:
            column.addWidget(beneath)
        self.list.currentItemChanged.connect(self._look)
        width = round(60 * STEP * (1 + (theme().text - 100) / 200))
        self.resize(width, min(50, 16 + 4 * len(self._choices) + (16 if beneath else 0)) * STEP)
        keys_come_back(self)
        self._fill("")

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrow keys in the field move in the list, Enter takes the current choice."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in _ENTER:
                if not event.isAutoRepeat():
                    self._take(self.list.currentItem())
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The question is readable from now on."""
        if not self._seen.isValid():
            self._seen.start()
        super().paintEvent(event)

    @property
    def readable(self) -> bool:
        """Whether a person can have read it: it was shown for a moment, or they typed a search."""
        return self._typed or (self._seen.isValid() and self._seen.elapsed() >= READ_IN)

    def _fill(self, typed: str) -> None:
        self._typed = self._typed or bool(typed)
        self.list.clear()
        for choice in ranked(self._choices, typed):
            item = QListWidgetItem(choice.words)
            item.setData(_CHOICE, choice)
            item.setToolTip(choice.words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (choice.words, choice.detail))))
            if not choice.enabled:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        first = next((n for n in range(self.list.count()) if self.list.item(n).flags()), -1)
        self.list.setCurrentRow(first)
        self.nothing.setVisible(not self.list.count())

    def _look(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.looked_at.emit(item.data(_CHOICE).key)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.flags() and self.readable:
            self.chosen.emit(item.data(_CHOICE).key)
            self.accept()


def ranked(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Choices that contain each typed word; those in which all begin a word come first."""
    words = typed.casefold().split()
    fitting = [(choice, f"{choice.words} {choice.detail}".casefold()) for choice in choices]
    fitting = [(choice, text) for choice, text in fitting if all(word in text for word in words)]
    return [c for c, text in sorted(fitting, key=lambda pair: not all(f" {word}" in f" {pair[1]}" for word in words))]


class _ChoicePainter(QStyledItemDelegate):
    """Words at the left, detail at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        choice, c = index.data(_CHOICE), theme().colours
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(c.selected))
        area = QRectF(option.rect).adjusted(STEP, 0, -STEP, 0)
        painter.setPen(QColor(c.muted))
        painter.setFont(theme().font())
        metrics = QFontMetricsF(theme().font())
        detail = metrics.elidedText(choice.detail, Qt.TextElideMode.ElideRight, area.width() / 2)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, detail)
        painter.setPen(QColor(c.text if choice.enabled else c.muted))
        area.setRight(area.right() - metrics.horizontalAdvance(detail) - STEP)
        words = metrics.elidedText(choice.words, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()

    def sizeHint(self, _: QStyleOptionViewItem, __: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802 - Qt's name
        return QSize(10 * STEP, round(QFontMetricsF(theme().font()).height() + 1.5 * STEP))
