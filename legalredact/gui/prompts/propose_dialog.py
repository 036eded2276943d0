"""The form in which a person proposes a prompt for the firm, or a new version of one."""

from collections.abc import Sequence
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from legalredact.gui.core.dialogs import keys_come_back, open_at
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.theme import STEP, Words, primary
from legalredact.gui.widgets.drop_down import DropDown
from legalredact.gui.widgets.scrolled import scrolled
from legalredact.summary.prompts import Effort, Prompt
from legalredact.workflow.prompts.prompt_acts import JOINING, MASKING, OVERSIGHT, SEES, Proposal

_NO_NAMES = (
    "The text is used in every matter of the firm and sent word for word. "
    "Write no names into it: they are searched for."
)


class ProposeDialog(QDialog):
    """Fields of a proposal.

    Arguments:
        models: that the policy allows.
        like: the prompt of which this is a new version; its title stays.
    """

    def __init__(self, models: Sequence[str], like: Prompt | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keys_come_back(self)
        explained_by_f1(self, "propose_prompt")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle("Propose a prompt" if like is None else "Propose a new version")
        self.heading = _line("Title", "For example: Motion digest", like.title if like else "")
        self.heading.setReadOnly(like is not None)
        self.purpose = _line("Purpose", "What it is for, in a sentence", like.purpose if like else "")
        self.sees = _line("What it sees", "", like.sees if like else SEES)
        self.masking = _line("Masking", "", like.masking if like else MASKING)
        self.oversight = _line("Oversight", "", like.oversight if like else OVERSIGHT)
        self.form, self.model, self.effort = DropDown(), DropDown(), DropDown()
        self.columns = _line("Columns of the table", "Date | Event | Amount", " | ".join(like.columns) if like else "")
        self.instructions = _text("Instructions", like.instructions if like else "")
        self.joining = _text("If parts are joined", like.joining if like else JOINING)
        self.reason = Words(tone="needs_you")
        self.propose = primary("Propose")
        self.propose.clicked.connect(self.accept)
        self._fill(models, like)
        self._lay_out()
        for field in (self.heading, self.purpose, self.columns):
            field.textChanged.connect(self._look)
        self.instructions.textChanged.connect(self._look)
        self.form.currentIndexChanged.connect(self._look)
        self._look()
        open_at(self, 100 * STEP, 84 * STEP)

    @property
    def proposal(self) -> Proposal:
        """As it is typed."""
        table = self.form.currentData() == "table"
        return Proposal(
            title=self.heading.text(),
            purpose=self.purpose.text(),
            sees=self.sees.text(),
            masking=self.masking.text(),
            oversight=self.oversight.text(),
            instructions=self.instructions.toPlainText(),
            joining=self.joining.toPlainText(),
            form="table" if table else "prose",
            columns=self._columns if table else (),
            model=str(self.model.currentData()),
            effort=self.effort.currentData(),
        )

    @property
    def _columns(self) -> tuple[str, ...]:
        return tuple(one.strip() for one in self.columns.text().split("|") if one.strip())

    def _problem(self) -> str:
        for field in (self.heading, self.purpose, self.sees, self.masking, self.oversight):
            if not field.text().strip():
                return f"Fill in: {field.accessibleName()}."
        for text in (self.instructions, self.joining):
            if not text.toPlainText().strip():
                return f"Fill in: {text.accessibleName()}."
        if self.form.currentData() == "table" and len(self._columns) < 2:
            return "A table needs two columns or more, with | between them."
        return ""

    def _look(self) -> None:
        self.columns.setEnabled(self.form.currentData() == "table")
        problem = self._problem()
        self.reason.setText(problem)
        self.propose.setEnabled(not problem)
        self.propose.setAccessibleDescription(problem)

    def _fill(self, models: Sequence[str], like: Prompt | None) -> None:
        self.form.addItem("Statements under headings", "prose")
        self.form.addItem("Table", "table")
        self.form.setAccessibleName("Form of the result")
        self.model.addItem("The policy's model", "")
        for name in models:
            self.model.addItem(name, name)
        self.model.setAccessibleName("Model")
        self.effort.addItem("As the model decides", "")
        for effort in filter(None, get_args(Effort)):
            self.effort.addItem(effort.capitalize(), effort)
        self.effort.setAccessibleName("Effort")
        if like is not None:
            self.effort.setCurrentIndex(self.effort.findData(like.effort))
            self.form.setCurrentIndex(self.form.findData(like.form))
            self.model.setCurrentIndex(max(0, self.model.findData(like.model)))

    def _lay_out(self) -> None:
        fields = QFormLayout()
        fields.setSpacing(STEP)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        lines: tuple[QWidget, ...] = (self.heading, self.purpose, self.sees, self.masking, self.oversight)
        for field in (*lines, self.form, self.columns, self.model, self.effort, self.instructions, self.joining):
            fields.addRow(field.accessibleName(), field)
        inner = QWidget()
        inner.setLayout(fields)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(STEP)
        row.addWidget(self.reason, 1)
        row.addWidget(cancel)
        row.addWidget(self.propose)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * STEP, 2 * STEP, 2 * STEP, 2 * STEP)
        column.setSpacing(STEP)
        column.addWidget(Words(_NO_NAMES, tone="muted"))
        column.addWidget(scrolled(inner), 1)
        column.addLayout(row)


def _line(name: str, hint: str, words: str) -> QLineEdit:
    field = QLineEdit(words)
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setCursorPosition(0)
    return field


def _text(name: str, words: str) -> QPlainTextEdit:
    field = QPlainTextEdit(words)
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setMinimumHeight(14 * STEP)
    return field
