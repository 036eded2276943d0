"""The field for what a prompt asks for, such as a question: what is typed is masked before anything else reads it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from legalredact.errors import LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words
from legalredact.summary.prompts import Prompt
from legalredact.workflow.send.typed_question import usual_question, with_question


class QuestionField(QWidget):
    """Hidden unless the chosen prompt asks for something."""

    changed = Signal()
    """There is another masked question, or none."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._prompt: Prompt | None = None
        self.masked = ""
        """What was typed, with tokens; empty until it is masked."""
        self.line, self.use, self.problem = QLineEdit(), QPushButton("Use it"), Words(tone="needs_you")
        self.use.setAutoDefault(False)
        self.use.setAccessibleName("Use what is typed")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * STEP, 0, 2 * STEP, STEP)
        row.setSpacing(STEP)
        row.addWidget(self.line, 2)
        row.addWidget(self.use)
        row.addWidget(self.problem, 1)
        self.line.textEdited.connect(self._edited)
        self.line.returnPressed.connect(self.take)
        self.use.clicked.connect(self.take)
        self.hide()

    def show_for(self, prompt: Prompt) -> None:
        """Show the field if that prompt asks for something."""
        if self._prompt is None or prompt.id != self._prompt.id:
            self.masked = ""
            self.line.setText(usual_question(prompt, self._session.policy, self._session.state.info))
            self.problem.setText("")
        self._prompt = prompt
        self.line.setAccessibleName(prompt.asks or "Question")
        self.line.setPlaceholderText(
            f"{prompt.asks}; its names are masked. Press Enter to use it." if prompt.asks else ""
        )
        self.setVisible(bool(prompt.asks))

    def take(self) -> None:
        """Mask what is typed."""
        prompt, text = self._prompt, self.line.text()
        if prompt is not None and prompt.asks:
            self._session.act(
                "Masking the question", lambda m: with_question(m, prompt, text), self._taken, failed=self._failed
            )

    def _taken(self, prompt: Prompt) -> None:
        self.masked = prompt.question
        self.problem.setText("")
        self.changed.emit()

    def _failed(self, problem: LegalRedactError) -> None:
        self.problem.setText(str(problem))
        self._edited()

    def _edited(self) -> None:
        """What was masked before is no longer what is typed."""
        if self.masked:
            self.masked = ""
            self.changed.emit()
