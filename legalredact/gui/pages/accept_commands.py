"""Unsure parts are accepted one after the other, with undo: each answer leads to the next part that waits."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.undo import UndoCommand
from legalredact.workflow.matter.accept_parts import take_back
from legalredact.workflow.window.snapshot import Snapshot

Part = tuple[str, str]
"""A document's id, and a part's."""


class PartsActs(QObject):
    """Does what a person says of parts, and knows where that leads."""

    def __init__(self, session: MatterSession) -> None:
        super().__init__(session)
        self._session = session
        self._answered: tuple[Part, ...] = ()
        self._reopened: tuple[Part, ...] = ()

    def accept(self, document_id: str, ids: Sequence[str]) -> None:
        """They were looked at; see `leads`."""
        parts = tuple((document_id, part_id) for part_id in ids)
        label = "Accept a part" if len(parts) == 1 else f"Accept {len(parts)} parts"
        self._session.undo.push(UndoCommand(label, lambda _: self.do(parts), lambda _: self.undo(parts)))

    def do(self, parts: tuple[Part, ...]) -> None:
        """Accept, for the first time or again."""
        self._answered, self._reopened = parts, ()
        self._session.act("Accepting", lambda matter: matter.accept_unread(parts, "looked at in the window"))

    def undo(self, parts: tuple[Part, ...]) -> None:
        """They wait again, and are shown."""
        self._answered, self._reopened = (), parts
        self._session.act("Taking back", lambda matter: take_back(matter, parts))

    def leads(self, state: Snapshot) -> Part | None:
        """Once the matter shows what was said: the part to look at now; None if nothing was said or nothing waits."""
        if self._answered and self._answered[0] in state.accepted:
            (document_id, _), self._answered = self._answered[0], ()
            return following(state, document_id)
        if self._reopened and self._reopened[0] not in state.accepted:
            first, self._reopened = self._reopened[0], ()
            return first
        return None


def following(state: Snapshot, document_id: str) -> Part | None:
    """The first part that waits in a document, or else in those after it, and from the beginning on."""
    ids = [document.id for document in state.documents]
    at = ids.index(document_id) if document_id in ids else 0
    for document in (*state.documents[at:], *state.documents[:at]):
        waiting = state.open_parts(document)
        if waiting:
            return document.id, waiting[0].id
    return None
