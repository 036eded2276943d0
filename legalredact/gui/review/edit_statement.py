"""A statement to be corrected: with names, which are converted to tokens, and checked again before it is kept."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from legalredact.errors import LegalRedactError
from legalredact.gui.core.dialogs import button_row, dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, primary
from legalredact.gui.widgets.scrolled import scrolled
from legalredact.model.payload import CELLS, row_cells

Keep = Callable[[str, Callable[[], None], Callable[[LegalRedactError], None]], None]
"""Keeps a text; then calls one of the two."""


class EditStatement(QDialog):
    """Stays open until the text passed the check, or the person closes it.

    Arguments:
        text: the statement with names.
        columns: of the table, if the summary is one; a row has a field for each cell.
        keep: checks and keeps the new text.
    """

    def __init__(self, text: str, columns: Sequence[str], keep: Keep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keep = keep
        keys_come_back(self)
        self.setWindowTitle("Edit the statement")
        explained_by_f1(self, "edit_statement")
        flowing = " ".join(text.split())
        found = row_cells(flowing, columns)
        self._titles = tuple(columns) if found else ("Statement",)
        parts = [cell.of(flowing) for cell in found] or [flowing]
        self.fields = [_field(title, part) for title, part in zip(self._titles, parts, strict=True)]
        self.told = Words(tone="stopped")
        self.told.setAccessibleName("Result of the check")
        self.save = primary("Check and save")
        self.save.setShortcut("Ctrl+Return")
        self.save.clicked.connect(self._save)
        self.cancel = QPushButton("Discard the edit")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()

    def _save(self) -> None:
        parts = [field.toPlainText().strip() for field in self.fields]
        wrong = next((n for n, part in enumerate(parts) if CELLS.strip() in part), -1) if len(parts) > 1 else -1
        if wrong >= 0:
            self.told.setText(f"“{CELLS.strip()}” separates the cells of a row. Write another sign in its place.")
            self.fields[wrong].setFocus()
            return
        self.save.setEnabled(False)
        self.told.setText("")
        self._keep(CELLS.join(parts), self.accept, self._failed)

    def _failed(self, problem: LegalRedactError) -> None:
        self.save.setEnabled(True)
        self.told.setText(str(problem))
        self.fields[0].setFocus()

    def _lay_out(self) -> None:
        column = dialog_column(self)
        column.addWidget(Words("Write names as usual. For the check they are converted to tokens.", tone="muted"))
        column.addWidget(self.fields[0] if len(self.fields) == 1 else scrolled(self._cells()), 1)
        column.addWidget(self.told, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(button_row(self.cancel, self.save))
        open_at(self, 72 * STEP, (36 if len(self.fields) == 1 else 80) * STEP)

    def _cells(self) -> QWidget:
        """The fields of a row, each under the title of its column; with large text they may need to scroll."""
        cells = QWidget()
        column = QVBoxLayout(cells)
        column.setContentsMargins(0, 0, 0, 0)
        for title, field in zip(self._titles, self.fields, strict=True):
            label = QLabel(title)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field, 1)
        return cells


def _field(title: str, text: str) -> QPlainTextEdit:
    field = QPlainTextEdit(text)
    field.setAccessibleName(title)
    field.setTabChangesFocus(True)
    return field
