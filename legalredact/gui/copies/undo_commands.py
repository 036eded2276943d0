"""Acts on boxes and reasons: each can be undone, and is stored in the vault at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from legalredact.errors import LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.undo import UndoCommand
from legalredact.model.document import Box
from legalredact.model.redaction import HandBox, ReasonRules
from legalredact.workflow.copies import plan, reason_codes
from legalredact.workflow.matter.open_matter import OpenMatter

Boxes = tuple[HandBox, ...]


class RedactActs(QObject):
    """Runs acts in the vault lane; `boxes` is the expected state after them."""

    changed = Signal()
    """`boxes` or `rules` changed; the vault follows."""

    def __init__(self, session: MatterSession) -> None:
        super().__init__(session)
        self._session = session
        self._boxes = dict(session.state.hand_boxes)
        self._waiting = 0
        self.rules = session.state.reasons

    def boxes(self, document_id: str) -> Boxes:
        """What is drawn on a document's pages."""
        return self._boxes.get(document_id, ())

    def take(self) -> None:
        """The matter changed: its state counts, unless a newer one is being stored."""
        if not self._waiting:
            self._boxes, self.rules = dict(self._session.state.hand_boxes), self._session.state.reasons

    def draw(self, document_id: str, box: Box, label: str = "", reason: str = "") -> HandBox:
        """Cover a place."""
        made = plan.new_box(box, label, reason)
        self._push("Draw a box", document_id, (*self.boxes(document_id), made))
        return made

    def reshape(self, document_id: str, box: HandBox, to: HandBox) -> None:
        """Move a box, or change its reason."""
        words = "Move a box" if box.box != to.box else "Change a box's reason"
        self._push(words, document_id, plan.changed(self.boxes(document_id), to))

    def remove(self, document_id: str, box: HandBox) -> None:
        """Remove a box."""
        left = tuple(other for other in self.boxes(document_id) if other.id != box.id)
        self._push("Remove a box", document_id, left)

    def set_rules(self, words: str, rules: ReasonRules) -> None:
        """Change the reasons."""
        if rules != self.rules:
            do, undo = partial(self._rules, rules), partial(self._rules, self.rules)
            self._session.undo.push(UndoCommand(words, do, undo))

    def _push(self, words: str, document_id: str, after: Boxes) -> None:
        before = self.boxes(document_id)
        do, undo = partial(self._put, document_id, after), partial(self._put, document_id, before)
        self._session.undo.push(UndoCommand(words, do, undo))

    def _put(self, document_id: str, boxes: Boxes, _: UndoCommand) -> None:
        self._boxes[document_id] = boxes
        self._do("Saving boxes", lambda matter: plan.put_boxes(matter, document_id, boxes))

    def _rules(self, rules: ReasonRules, _: UndoCommand) -> None:
        self.rules = rules
        self._do("Saving reasons", lambda matter: reason_codes.set_rules(matter, rules))

    def _do(self, title: str, work: Callable[[OpenMatter], None]) -> None:
        """Show it at once; if the vault refuses it, the former state is shown."""
        self._waiting += 1
        self.changed.emit()
        self._session.act(title, work, lambda _: self._done(), failed=self._failed)

    def _done(self) -> None:
        self._waiting -= 1

    def _failed(self, problem: LegalRedactError) -> None:
        self._waiting -= 1
        self.take()
        self.changed.emit()
        self._session.tasks.failed.emit(problem)
