"""Windows and dialogs: how they are laid out, their first size, and the focus after a dialog is closed."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from legalredact.gui.core.theme import STEP

FRAME = QSize(2 * STEP, 6 * STEP)
"""Space for a window's frame and title on the screen."""


def keys_come_back(dialog: QDialog) -> None:
    """Make the window under a dialog active again once it is closed: not every desktop does so by itself."""
    parent = dialog.parent()
    if isinstance(parent, QWidget):
        dialog.finished.connect(parent.window().activateWindow)


def dialog_column(dialog: QDialog) -> QVBoxLayout:
    """The layout of a dialog, from top to bottom, with the margins that all dialogs have."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 2 * STEP)
    column.setSpacing(STEP)
    return column


def button_row(*buttons: QPushButton) -> QHBoxLayout:
    """The last row of a dialog: its buttons at the right, the main one last."""
    row = QHBoxLayout()
    row.setSpacing(STEP)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row


def open_at(window: QWidget, width: int, height: int) -> None:
    """Give a laid-out window its first size: taller if its words need it, and no larger than the screen, so that
    no button is outside it.

    Arguments:
        width, height: in pixels, if there is room.
    """
    room = window.screen().availableSize() - FRAME
    wide = min(width, room.width())
    layout = window.layout()
    needed = layout.totalHeightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else 0
    window.resize(QSize(wide, max(height, needed)).boundedTo(room))
