"""Acts on words that a person selected on the pages: mask them, or say whom they mean."""

from legalredact.gui.core.session import MatterSession
from legalredact.gui.names.names_questions import NamesQuestions
from legalredact.gui.names.undo_commands import NamesActs
from legalredact.model.mention import Span


class SelectedWords:
    """What the pages ask for, with the selected words as they are in the document."""

    def __init__(self, session: MatterSession, acts: NamesActs, questions: NamesQuestions) -> None:
        self._session, self._acts, self._questions = session, acts, questions

    def mask(self, document_id: str, span: Span) -> None:
        """Mask them in the complete matter."""
        self._acts.mask_everywhere(document_id, span, self._words(document_id, span))

    def ask_where_to_mask(self, document_id: str, span: Span) -> None:
        """Ask whether they are masked here, in this document, or everywhere."""
        self._questions.mask_some(document_id, span, self._words(document_id, span))

    def ask_same_as(self, document_id: str, span: Span) -> None:
        """Ask whom they mean."""
        self._questions.same_as(document_id, span, self._words(document_id, span))

    def _words(self, document_id: str, span: Span) -> str:
        document = self._session.state.document(document_id)
        text = document.text if document else ""
        return " ".join(span.of(text).split()) or "the selection"
