"""Asks what to do about a find of verification: mask the words, keep them in clear at that place, go to the name."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from legalredact.errors import LegalRedactError
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.undo import UndoCommand, give_up
from legalredact.gui.widgets.chooser import Choice, Chooser
from legalredact.model.payload import Hit
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions
from legalredact.workflow.names.decisions import Change
from legalredact.workflow.names.hits import HitAct, HitPlace, acts_on_hit, keep_hit, mask_hit, place_of

_WORDS = {
    HitAct.MASK: ("Mask it here", "1 place"),
    HitAct.KEEP: ("Keep it in clear here", "1 place; masked elsewhere as before"),
    HitAct.NAME: ("Go to the name", "its spellings, role and decision"),
    HitAct.AGAIN: ("Mask and check again", ""),
    HitAct.REMOVE: ("Remove the document from the matter …", ""),
}


class HitQuestions(QObject):
    """Asks by a chooser, and runs the chosen act in the vault lane, so that it can be undone.

    Arguments:
        widget: parent of the questions.
    """

    again = Signal()
    """The text must be masked and checked again."""

    def __init__(self, session: MatterSession, widget: QWidget) -> None:
        super().__init__(widget)
        self._session, self._widget = session, widget
        self.chooser: Chooser | None = None

    def ask(self, hit: Hit, prepared: Prepared) -> None:
        """Ask about a find."""
        state = self._session.state
        place = place_of(hit, prepared, {document.id: document for document in state.documents})
        offered = [Choice(act, *_WORDS[act]) for act in acts_on_hit(hit, place, state.entities)]
        words = " ".join(place.words.split()) if place is not None else ""
        title = f"“{words}” would be sent. What is it?" if words else "The check found something that must not be sent."
        self.chooser = chooser = Chooser(title, offered, self._widget)
        explained_by_f1(chooser, "hits")
        chooser.chosen.connect(lambda key: self._answer(HitAct(key), hit, place))
        chooser.open()

    def _answer(self, act: HitAct, hit: Hit, place: HitPlace | None) -> None:
        if act is HitAct.NAME:
            self._session.entity_chosen.emit(hit.entity)
            if place is not None:
                self._session.show(place.document_id, place.span)
            self._session.step_asked.emit("names")
        elif act is HitAct.AGAIN:
            self.again.emit()
        elif act is HitAct.REMOVE:
            self._session.step_asked.emit("deleting")
        elif place is not None:
            self._decide(act, place)

    def _decide(self, act: HitAct, place: HitPlace) -> None:
        words = " ".join(place.words.split())
        label = f"Mask {words} here" if act is HitAct.MASK else f"Keep {words} in clear here"
        made: list[Change] = []

        def do(matter: OpenMatter) -> None:
            if made:
                decisions.put_back(matter, made[0].reversed, redo=True)
            else:
                made.append(mask_hit(matter, place) if act is HitAct.MASK else keep_hit(matter, place))

        def undo(matter: OpenMatter) -> None:
            if made:
                decisions.put_back(matter, made[0])

        self._session.undo.push(
            UndoCommand(label, lambda command: self._run(command, do), lambda command: self._run(command, undo))
        )

    def _run(self, command: UndoCommand, step: Callable[[OpenMatter], None]) -> None:
        session = self._session

        def failed(problem: LegalRedactError) -> None:
            give_up(session.undo, command)
            session.tasks.failed.emit(problem)

        session.act("Deciding", step, failed=failed, of_names=True)
