"""Questions before an act on names: which name to merge with, which spelling to separate, whom it means."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.palette import word_for
from legalredact.gui.core.session import MatterSession
from legalredact.gui.names.context_line import ContextLine, TwoContexts
from legalredact.gui.names.merge_candidates import likeliest_first, likeliest_for_words, mergeable
from legalredact.gui.names.name_acts import can_be_split
from legalredact.gui.names.name_groups import one_line
from legalredact.gui.names.name_places import NEAR, first_place, occurrence
from legalredact.gui.names.names_selection import common_owners
from legalredact.gui.names.reach import Place, count_words_in, local_choices, name_of, reach_choices
from legalredact.gui.names.undo_commands import NamesActs
from legalredact.gui.widgets.chooser import Choice, Chooser
from legalredact.model.mention import Span
from legalredact.model.register import Decision, Entity
from legalredact.workflow.names.decide_at_place import Reach

APART = "apart"
"""Choice: an ambiguous spelling is a separate entity."""
NOBODY = "Unknown: its own token"
EACH = "Unknown: an own token for each"


class NamesQuestions(QObject):
    """Asks by a chooser, and runs the chosen act.

    Arguments:
        widget: parent of the questions.
    """

    answered = Signal()
    """The last question was answered or closed."""
    settling = Signal(object)
    """The meaning of these spellings (entities) was chosen; the act is running."""

    def __init__(self, session: MatterSession, acts: NamesActs, widget: QWidget) -> None:
        super().__init__(widget)
        self._session, self._acts, self._widget = session, acts, widget
        self.chooser: Chooser | None = None

    def merge(self, entity: Entity, document_id: str) -> None:
        """Ask which name to merge with. The context of both is shown, first in the current document."""
        state = self._session.state
        others = likeliest_first(entity, [one for one in self._known() if mergeable(entity, one)], state)
        if not others:
            return
        contexts = self._contexts(entity, document_id)
        self._show_other(contexts, others[0], document_id)
        chooser = self._ask_for_name(
            f"Merge {entity.name} with …", others, lambda into: self._acts.merge(entity, into), contexts
        )
        chooser.looked_at.connect(lambda key: self._show_other(contexts, state.entities[key], document_id))
        explained_by_f1(chooser, "names_merge")

    def split(self, entity: Entity) -> None:
        """Ask which spelling is another person's."""
        offered = [Choice(alias, alias) for alias in entity.spellings[1:] if can_be_split(entity, alias)]
        if offered:
            chooser = self._ask(
                f"Separate a spelling of {entity.name}", offered, lambda alias: self._acts.split(entity, alias)
            )
            explained_by_f1(chooser, "names_split")

    def settle(self, aliases: Sequence[Entity], document_id: str) -> None:
        """Ask whom a spelling means, or all of several: those whom each could mean, or an own token for each."""
        alias = aliases[0]
        entities = self._session.state.entities
        owners = [entities[one] for one in common_owners(aliases) if one in entities]
        offered = [Choice(owner.id, owner.name, word_for(owner)) for owner in owners]
        title = f"Whom does “{alias.name}” mean?" if len(aliases) == 1 else f"Whom do {len(aliases)} spellings mean?"

        def answer(key: str) -> None:
            self.settling.emit(aliases)
            self._acts.settle(aliases, entities.get(key))

        contexts = self._contexts(alias, document_id)
        chooser = self._ask(title, [*offered, Choice(APART, NOBODY if len(aliases) == 1 else EACH)], answer, contexts)
        chooser.looked_at.connect(lambda key: self._show_other(contexts, entities.get(key), document_id))
        explained_by_f1(chooser, "names_settle")
        self._show_other(contexts, owners[0] if owners else None, document_id)

    def keep_in_clear(self, entity: Entity, place: Place, then: Callable[[], None]) -> None:
        """Ask where to keep a name in clear: only here, in this document, or everywhere.

        Arguments:
            then: keeps it in clear everywhere.
        """
        document_id, span = place
        offered = reach_choices(self._session.state, entity, document_id)

        def answer(key: str) -> None:
            if key == Reach.EVERYWHERE:
                then()
            else:
                at = span if key == Reach.HERE else None
                self._acts.decide_locally(Decision.DISMISSED, entity, document_id, at)

        title = f"Where does “{one_line(entity.name)}” stay in clear?"
        explained_by_f1(self._ask(title, offered, answer, self._context(place)), "names_reach")

    def decide_locally(self, entity: Entity, place: Place) -> None:
        """Ask for a decision on one place or one document alone."""
        offered = local_choices(self._session.state, entity, place)
        wanted = {choice.key: (decision, span) for choice, decision, span in offered}

        def answer(key: str) -> None:
            decision, span = wanted[key]
            self._acts.decide_locally(decision, entity, place[0], span)

        title = f"“{one_line(entity.name)}” here, or in this document"
        choices = [choice for choice, _, _ in offered]
        explained_by_f1(self._ask(title, choices, answer, self._context(place)), "names_reach")

    def mask_some(self, document_id: str, span: Span, words: str) -> None:
        """Ask where to mask selected words: only here, in this document, or everywhere."""
        counted = count_words_in(self._session.state, words, document_id)
        offered = [
            Choice(Reach.HERE, "Only here", "1 place"),
            Choice(Reach.DOCUMENT, f"In {name_of(self._session.state, document_id)}", counted.there),
            Choice(Reach.EVERYWHERE, "Everywhere in the matter", counted.everywhere),
        ]

        def answer(key: str) -> None:
            if key == Reach.EVERYWHERE:
                self._acts.mask_everywhere(document_id, span, words)
            else:
                self._acts.mask_some(document_id, span, words, Reach(key))

        explained_by_f1(self._ask(f"Where is “{words}” masked?", offered, answer), "names_reach")

    def _context(self, place: Place) -> ContextLine:
        document = self._session.state.document(place[0])
        line = ContextLine(occurrence(document, place[1], around=NEAR) if document is not None else None)
        line.went.connect(self._session.show)
        return line

    def same_as(self, document_id: str, span: Span, words: str) -> None:
        """Ask whom the selected words mean."""
        known = [entity for entity in self._known() if entity.kind.is_name and not entity.among]
        likely = likeliest_for_words(words, document_id, known, self._session.state)
        chooser = self._ask_for_name(
            f"Who is “{words}”?", likely, lambda entity: self._acts.same_as(document_id, span, words, entity)
        )
        explained_by_f1(chooser, "names_same_as")

    def _contexts(self, entity: Entity, document_id: str) -> TwoContexts:
        """The context of the name in question, and room for another."""
        made = TwoContexts(one_line(entity.name), first_place(self._session.state, entity.id, document_id))
        for line in (made.first, made.second):
            line.went.connect(self._session.show)
        return made

    def _show_other(self, contexts: TwoContexts, other: Entity | None, document_id: str) -> None:
        if other is None:
            contexts.show_other("", None)
        else:
            contexts.show_other(one_line(other.name), first_place(self._session.state, other.id, document_id))

    def _known(self) -> Sequence[Entity]:
        return self._session.state.register.entities

    def _ask_for_name(
        self, title: str, known: Sequence[Entity], then: Callable[[Entity], None], beneath: QWidget | None = None
    ) -> Chooser:
        entities = {entity.id: entity for entity in known}
        offered = [_choice(entity) for entity in known]
        return self._ask(title, offered, lambda key: then(entities[key]), beneath)

    def _ask(
        self, title: str, offered: Sequence[Choice], then: Callable[[str], None], beneath: QWidget | None = None
    ) -> Chooser:
        self.chooser = chooser = Chooser(title, offered, self._widget, beneath)
        chooser.chosen.connect(then)
        chooser.finished.connect(self.answered)
        chooser.open()
        return chooser


def _choice(entity: Entity) -> Choice:
    """A name with its spellings, role, and token."""
    spellings = ", ".join(map(one_line, entity.spellings))
    return Choice(entity.id, spellings, " · ".join(filter(None, (word_for(entity), entity.token))))
