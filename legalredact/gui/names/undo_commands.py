"""A person's acts on names: each can be undone, with a label that names the act."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from legalredact.errors import LegalRedactError
from legalredact.gui.core.palette import ROLE_STYLES
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.undo import UndoCommand, give_up
from legalredact.model.mention import Role, Span
from legalredact.model.register import Decision, Entity
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.names import decisions
from legalredact.workflow.names.decide_at_place import Reach, decide_locally, decide_places, mask_locally
from legalredact.workflow.names.decisions import Change

Work = Callable[[OpenMatter], Change]
_VERBS = {Decision.CONFIRMED: "Confirm {}", Decision.DISMISSED: "Keep {} in clear", Decision.OPEN: "Reopen {}"}
_DONE = {Decision.CONFIRMED: "Masked {}", Decision.DISMISSED: "Kept {} in clear", Decision.OPEN: "Reopened {}"}


class NamesActs(QObject):
    """Runs acts in the vault lane, one after the other, and puts them on the undo stack."""

    chosen = Signal(str)
    """Id of the entity of an act, once it is done, undone or redone."""

    def __init__(self, session: MatterSession) -> None:
        super().__init__(session)
        self._session = session

    def decide(self, decision: Decision, entities: Sequence[Entity], places: str = "") -> None:
        """Confirm names, or keep them in clear: everywhere in the matter.

        Arguments:
            places: how many places this covers, in words for the label of the undo.
        """
        what = entities[0].name if len(entities) == 1 else f"{len(entities)} names"
        ids = [entity.id for entity in entities]
        label, done = (verbs[decision].format(what) + places for verbs in (_VERBS, _DONE))
        self._do(label, done, "Deciding", lambda m: decisions.decide(m, decision, ids), choose=False)

    def decide_locally(self, decision: Decision, entity: Entity, document_id: str, span: Span | None) -> None:
        """Decide on a name for one place, or with None for its document; OPEN takes such a decision back."""
        where = "here" if span is not None else "in one document"
        label, done = (f"{verbs[decision].format(entity.name)} {where}" for verbs in (_VERBS, _DONE))
        self._do(label, done, "Deciding", lambda m: decide_locally(m, decision, entity.id, document_id, span))

    def decide_places(self, decision: Decision, entity: Entity, places: Sequence[tuple[str, Span | None]]) -> None:
        """Decide on a name for several places, or with None for documents; OPEN removes such decisions."""
        if len(places) == 1:
            self.decide_locally(decision, entity, *places[0])
            return
        where = f"at {len(places)} places or documents"
        label, done = (f"{verbs[decision].format(entity.name)} {where}" for verbs in (_VERBS, _DONE))
        self._do(label, done, "Deciding", lambda m: decide_places(m, decision, entity.id, places))

    def mask_some(self, document_id: str, span: Span, words: str, reach: Reach) -> None:
        """Mask selected words at their place alone, or in their document alone."""
        where = "here" if reach is Reach.HERE else "in one document"
        self._do(
            f"Mask {words} {where}",
            f"Masked {words} {where}",
            "Masking",
            lambda m: mask_locally(m, document_id, span, reach),
        )

    def set_role(self, entity: Entity, role: Role) -> None:
        """Set a person's role."""
        label, done = (f"{verb} {entity.name} {ROLE_STYLES[role].word}" for verb in ("Make", "Made"))
        self._do(label, done, "Changing a role", lambda m: decisions.set_role(m, entity.id, role))

    def show_as(self, entity: Entity, words: str) -> None:
        """Choose the name that summaries insert."""
        label, done = f"Show {entity.name} as {words}", f"{entity.name} is shown as {words or entity.name}"
        self._do(label, done, "Choosing a name", lambda m: decisions.show_as(m, entity.id, words))

    def merge(self, entity: Entity, into: Entity) -> None:
        """Merge two names."""
        label, done = (f"{verb} {entity.name} with {into.name}" for verb in ("Merge", "Merged"))
        self._do(label, done, "Merging", lambda m: decisions.merge(m, entity.id, into.id))

    def split(self, entity: Entity, alias: str) -> None:
        """Make a spelling a separate entity."""
        label, done = (f"{verb} {alias} from {entity.name}" for verb in ("Separate", "Separated"))
        self._do(label, done, "Separating", lambda m: decisions.split(m, entity.id, alias))

    def settle(self, aliases: Sequence[Entity], owner: Entity | None) -> None:
        """Set the meaning of ambiguous spellings, or make each a separate entity."""
        what = aliases[0].name if len(aliases) == 1 else f"{len(aliases)} spellings"
        label = f"Resolve {what} as {owner.name}" if owner else f"Keep {what} separate"
        done = f"Resolved {what} as {owner.name}" if owner else f"Kept {what} separate"
        ids = [alias.id for alias in aliases]
        self._do(
            label, done, "Resolving", lambda m: decisions.settle(m, ids, owner.id if owner else None), choose=False
        )

    def mask_everywhere(self, document_id: str, span: Span, words: str) -> None:
        """Mask selected words in the complete matter."""
        label, done = (f"{verb} {words} everywhere" for verb in ("Mask", "Masked"))
        self._do(label, done, "Masking", lambda m: decisions.mask_everywhere(m, document_id, span))

    def same_as(self, document_id: str, span: Span, words: str, entity: Entity) -> None:
        """Link selected words to a name."""
        label, done = (f"{verb} {words} to {entity.name}" for verb in ("Link", "Linked"))
        self._do(label, done, "Adding a spelling", lambda m: decisions.same_as(m, document_id, span, entity.id))

    def _do(self, label: str, done: str, title: str, work: Work, *, choose: bool = True) -> None:
        act = _Act(work)
        # A decision moves on to the next name; redone, it shows the name itself.
        self._session.undo.push(
            UndoCommand(
                label,
                lambda command: self._run(
                    title, act.do, lambda _: give_up(self._session.undo, command), choose=choose or command.again
                ),
                lambda command: self._run(
                    title, act.undo, partial(command.not_undone, self._session.undo), choose=True
                ),
                done,
            )
        )

    def _run(
        self,
        title: str,
        step: Callable[[OpenMatter], str],
        failed: Callable[[LegalRedactError], None],
        *,
        choose: bool,
    ) -> None:
        """Run a step of a command.

        Arguments:
            failed: corrects the undo stack.
        """

        def not_done(problem: LegalRedactError) -> None:
            failed(problem)
            self._session.tasks.failed.emit(problem)

        self._session.act(title, step, self.chosen.emit if choose else None, failed=not_done, of_names=True)


class _Act:
    """An act in both directions, run in the vault lane; its changes are known after its first run."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._change: Change | None = None

    def do(self, matter: OpenMatter) -> str:
        if self._change is None:
            self._change = self._work(matter)
        else:
            decisions.put_back(matter, self._change.reversed, redo=True)
        return self._change.chosen

    def undo(self, matter: OpenMatter) -> str:
        if self._change is None:
            return ""
        decisions.put_back(matter, self._change)
        was = {entity.id for entity in self._change.before}
        return self._change.chosen if self._change.chosen in was else next(iter(was), "")
