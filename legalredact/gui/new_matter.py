"""The dialog of a new matter: the form, and its one button."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from legalredact.errors import LegalRedactError
from legalredact.gui.error_panel import ErrorPanel
from legalredact.gui.matter_form import MatterForm
from legalredact.gui.theme import STEP, Words, primary
from legalredact.model.matter import MatterInfo
from legalredact.model.register import Register


class NewMatter(QDialog):
    """Asks for name, people and rules.

    Arguments:
        make: is given what was typed.
    """

    def __init__(self, make: Callable[[MatterInfo, Register], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self.setWindowTitle("New matter")
        self.form = MatterForm(names=True)
        self.error = ErrorPanel()
        self.make_button = primary("Make the matter")
        self.make_button.clicked.connect(self._accept)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        area = QScrollArea()
        area.setWidget(self.form)
        area.setWidgetResizable(True)
        row = QHBoxLayout()
        row.addWidget(Words("Nothing here is required; all of it can be changed later.", tone="muted"), 1)
        row.addWidget(cancel)
        row.addWidget(self.make_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * STEP, 3 * STEP, 3 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        column.addWidget(Words("New matter", title=True))
        column.addWidget(self.error)
        column.addWidget(area, 1)
        column.addLayout(row)
        self.resize(100 * STEP, 88 * STEP)

    def _accept(self) -> None:
        try:
            typed = self.form.register()
        except LegalRedactError as problem:
            self.error.show_problem(problem)
            return
        self.accept()
        self._make(self.form.info(), typed)
