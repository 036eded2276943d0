"""The dialog of a new matter: the form, parties of a caption, and its one button."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from legalredact.detection.document_facts.caption_sides import CaptionParty
from legalredact.errors import LegalRedactError, UsageError
from legalredact.gui.core.dialogs import dialog_column, keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.tasks import Task
from legalredact.gui.core.theme import STEP, Words, link, primary
from legalredact.gui.matter.caption_form import CaptionForm
from legalredact.gui.matter.matter_form import MatterForm
from legalredact.gui.widgets.error_panel import ErrorPanel
from legalredact.gui.widgets.scrolled import scrolled
from legalredact.model.matter import MatterInfo
from legalredact.model.register import Register

Make = Callable[[MatterInfo, Register, Sequence[Path]], None]


class ReadCaption(Protocol):
    """Reads the parties of a document's caption; returns them, or the reason why not."""

    def __call__(
        self,
        path: Path,
        then: Callable[[tuple[CaptionParty, ...]], None],
        failed: Callable[[LegalRedactError], None],
    ) -> Task:
        """See `workflow.window.caption_parties.read_caption`."""


class NewMatter(QDialog):
    """Asks for name, people and rules.

    Arguments:
        make: called with the typed values, and the documents that were read for it.
        read: reads a caption; without it none can be read.
    """

    def __init__(self, make: Make, parent: QWidget | None = None, read: ReadCaption | None = None) -> None:
        super().__init__(parent)
        self._make, self._read = make, read
        self._document: Path | None = None
        self._reading: Task | None = None
        self.setWindowTitle("New matter")
        keys_come_back(self)
        explained_by_f1(self, "new_matter")
        self.form, self.caption = MatterForm(names=True), CaptionForm()
        self.from_caption = link("Read the names from a caption …")
        self.from_caption.setVisible(read is not None)
        self.from_caption.clicked.connect(self._ask_for_caption)
        self.told = Words(tone="muted")
        self.told.setAccessibleName("Names in the caption")
        self.told.hide()
        self.error = ErrorPanel()
        self.make_button = primary("Create the matter")
        self.make_button.clicked.connect(self._accept)
        self._lay_out()
        self.form.name.setFocus()

    def read_caption(self, path: Path) -> None:
        """Read the parties of a document; it is added to the matter, too."""
        if self._read is None:
            return
        self._document = None
        self.from_caption.setEnabled(False)
        self._say("Reading the document …")
        self._reading = self._read(path, partial(self._take, path), self._not_read)

    def _take(self, path: Path, parties: tuple[CaptionParty, ...]) -> None:
        self.from_caption.setEnabled(True)
        self._document = path
        self.caption.show_parties(parties)
        if not parties:
            self._say("No caption was found in it. The document is added to the matter all the same.")
            return
        self._say("Say who they are. Their names are masked with the role that you choose.")
        if not self.form.name.text().strip():
            self.form.name.setText(self.caption.case_name())
        next(iter(self.caption.choices.values())).setFocus()

    def _not_read(self, problem: LegalRedactError) -> None:
        self.from_caption.setEnabled(True)
        self.told.hide()
        self.error.show_problem(problem)

    def _say(self, words: str) -> None:
        self.error.hide()
        self.told.setText(words)
        self.told.show()

    def _ask_for_caption(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Read the names from the caption of")
        if name:
            self.read_caption(Path(name))

    def _accept(self) -> None:
        try:
            info, typed = self.form.info(), self._typed()
        except LegalRedactError as problem:
            self.error.show_problem(problem)
            return
        self.accept()
        self._make(info, typed, [self._document] if self._document else [])

    def _typed(self) -> Register:
        """The typed and the chosen people.

        Errors: UsageError if a line is not valid, or a side has no role.
        """
        if self.caption.open:
            sides = " and the ".join(side.lower() for side in self.caption.open)
            raise UsageError(f"No role is chosen for the {sides}.", "Choose one for each side, or leave it out.")
        return self.form.register([(party.name, role, party.aliases) for party, role in self.caption.chosen()])

    def reject(self) -> None:
        """Stop reading, too."""
        if self._reading is not None:
            self._reading.cancel()
        super().reject()

    def _lay_out(self) -> None:
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        inner = QWidget()
        fields = QVBoxLayout(inner)
        fields.setContentsMargins(0, 0, STEP, 0)
        fields.setSpacing(STEP)
        fields.addWidget(self.from_caption, alignment=Qt.AlignmentFlag.AlignLeft)
        fields.addWidget(self.told)
        fields.addWidget(self.caption)
        fields.addSpacing(STEP)
        fields.addWidget(self.form, 1)
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(Words("Nothing here is required; all of it can be changed later.", tone="muted"), 1)
        row.addWidget(cancel)
        row.addWidget(self.make_button)
        column = dialog_column(self)
        column.addWidget(Words("New matter", title=True))
        column.addWidget(self.error)
        column.addWidget(scrolled(inner), 1)
        column.addLayout(row)
        open_at(self, 100 * STEP, 88 * STEP)
