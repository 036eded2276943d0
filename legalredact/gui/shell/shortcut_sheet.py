"""Ctrl+F1: all keys on one sheet, made from the menus' own actions."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from legalredact.gui.core.dialogs import open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, theme
from legalredact.gui.shell.command_palette import keys_of, words_of

BESIDE_ACTIONS = (
    ("From name to name", "↑ ↓"),
    ("Select several names, for one answer", "Shift+↑ ↓"),
    ("Close or open a group of names", "← →"),
    ("From control to control", "Tab"),
    ("Copy what is selected on the pages", "Ctrl+C"),
    ("Accept the unsure part that is shown, or go to the next one", "F8"),
    ("Edit a statement of the summary, or comment on it", "F2"),
    ("Next flag at sign-off", "F3"),
    ("Print a signed summary", "Ctrl+P"),
    ("Stop a summary that is being made", "Esc"),
    ("Move the chosen families of a production set up", "Alt+Up"),
    ("Move the chosen families of a production set down", "Alt+Down"),
    ("Leave a field or a dialog", "Esc"),
)
"""Keys of controls that are in no menu."""

Rows = Sequence[tuple[str, str]]


class ShortcutSheet(QDialog):
    """Shows the effect of each key; stays open beside the window.

    Arguments:
        menus: title of a menu → its actions.
    """

    def __init__(self, menus: Mapping[str, Sequence[QAction]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard")
        explained_by_f1(self, "keyboard")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.rows = dict(sections(menus))
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 2 * STEP, 0)
        columns.setSpacing(4 * STEP)
        halves = _halves(self.rows)
        for half in halves:
            columns.addLayout(_column(half), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("What each key does")
        scroll.setWidget(inner)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        whole.setSpacing(2 * STEP)
        whole.addWidget(scroll, 1)
        whole.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        open_at(self, round(96 * STEP * (1 + (theme().text - 100) / 200)), 80 * STEP)
        scroll.setFocus()


def sections(menus: Mapping[str, Sequence[QAction]]) -> Iterator[tuple[str, Rows]]:
    """Title → (what, key), for menus that have keys."""
    for title, actions in menus.items():
        rows = [(words_of(action), keys_of(action)) for action in actions if keys_of(action)]
        if rows:
            yield title.replace("&", ""), rows
    yield "Everywhere", BESIDE_ACTIONS


def _halves(rows: Mapping[str, Rows]) -> tuple[dict[str, Rows], dict[str, Rows]]:
    """Sections in two columns of about the same height."""
    left: dict[str, Rows] = {}
    right: dict[str, Rows] = {}
    half, lines = sum(len(section) + 2 for section in rows.values()) / 2, 0
    for title, section in rows.items():
        (left if lines < half else right)[title] = section
        lines += len(section) + 2
    return left, right


def _column(rows: Mapping[str, Rows]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(STEP)
    for title, section in rows.items():
        column.addWidget(Words(title, strong=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * STEP)
        grid.setVerticalSpacing(STEP // 2)
        grid.setColumnStretch(0, 1)
        for number, (what, keys) in enumerate(section):
            key = Words(keys, mono=True)
            key.setWordWrap(False)
            grid.addWidget(Words(what), number, 0)
            grid.addWidget(key, number, 1, Qt.AlignmentFlag.AlignRight)
        column.addLayout(grid)
        column.addSpacing(STEP)
    column.addStretch(1)
    return column
