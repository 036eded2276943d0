"""Accepts unread parts one after the other, with undo: each answer leads to the next part that waits."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.undo import UndoCommand
from legalredact.workflow.matter.accept_parts import take_back
from legalredact.workflow.window.snapshot import Snapshot

Part = tuple[str, str]
"""A document's id, and a part's."""


class PartsActs(QObject):
    """Records a person's decisions on parts, and the part to show next."""

    def __init__(self, session: MatterSession) -> None:
        super().__init__(session)
        self._session = session
        self._answered: tuple[Part, ...] = ()
        self._reopened: tuple[Part, ...] = ()

    def accept(self, document_id: str, ids: Sequence[str]) -> None:
        """A person has looked at them; see `leads`."""
        parts = tuple((document_id, part_id) for part_id in ids)
        what = "a part" if len(parts) == 1 else f"{len(parts)} parts"
        do, undo = (lambda _: self.do(parts)), (lambda _: self.undo(parts))
        self._session.undo.push(UndoCommand(f"Accept {what}", do, undo, f"Accepted {what} as checked"))

    def do(self, parts: tuple[Part, ...]) -> None:
        """Accept, or redo."""
        self._answered, self._reopened = parts, ()
        self._session.act("Accepting", lambda matter: matter.accept_unread(parts, "looked at in the window"))

    def undo(self, parts: tuple[Part, ...]) -> None:
        """Undo: they wait again, and are shown."""
        self._answered, self._reopened = (), parts
        self._session.act("Taking back", lambda matter: take_back(matter, parts))

    def leads(self, state: Snapshot) -> Part | None:
        """Once the snapshot has the decision: the part to show next; None without a decision or an open part."""
        if self._answered and self._answered[0] in state.accepted:
            (document_id, _), self._answered = self._answered[0], ()
            return following(state, document_id)
        if self._reopened and self._reopened[0] not in state.accepted:
            first, self._reopened = self._reopened[0], ()
            return first
        return None


def following(state: Snapshot, document_id: str) -> Part | None:
    """The first open part in a document, or else in those after it, then from the first document on."""
    ids = [document.id for document in state.documents]
    at = ids.index(document_id) if document_id in ids else 0
    for document in (*state.documents[at:], *state.documents[:at]):
        waiting = state.open_parts(document)
        if waiting:
            return document.id, waiting[0].id
    return None
