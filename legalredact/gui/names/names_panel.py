"""The names at the right: open decisions first, and a card for the current name; a decision covers the matter."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from legalredact.gui.core.latest_result import Latest
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import STEP, Words, theme
from legalredact.gui.core.view import View
from legalredact.gui.names.current_name import CurrentName
from legalredact.gui.names.name_acts import role_for_key
from legalredact.gui.names.name_card import NameCard
from legalredact.gui.names.name_groups import NameEntry, NameGroup
from legalredact.gui.names.names_layout import list_part, over_each_other
from legalredact.gui.names.names_list import NamesList
from legalredact.gui.names.names_listing import NamesLister, NamesListing
from legalredact.gui.names.names_questions import NamesQuestions
from legalredact.gui.names.names_selection import answered, settled_together
from legalredact.gui.names.places_list import PlacesList
from legalredact.gui.names.selected_words import SelectedWords
from legalredact.gui.names.undo_commands import NamesActs
from legalredact.gui.widgets.action_bar import ActionBar
from legalredact.gui.widgets.empty_state import EmptyState
from legalredact.gui.widgets.filter_field import FilterField
from legalredact.gui.widgets.reason import ReasonRow
from legalredact.model.mention import Mention, Role, Span
from legalredact.model.register import Decision, Entity
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.names.perhaps_same import ComparedNames
from legalredact.workflow.names.queue import count_words
from legalredact.workflow.window.snapshot import Snapshot

DECIDE = "decide"
"""Target of a reason whose remedy is a decision on an ambiguous spelling."""

ADD_FIRST = "Add a document; the names in it are listed here."
READING = "They are listed here as soon as the first document is searched."


class NamesPanel(View):
    """Shows all names of the matter, and the card of the current one."""

    name_changed = Signal()
    """The current name, or its data, changed."""

    def __init__(self, session: MatterSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.setAccessibleName("Names")
        self.acts = NamesActs(session)
        self.document_id = session.state.documents[0].id if session.state.documents else ""
        self.questions = NamesQuestions(session, self.acts, self)
        self.selected_words = SelectedWords(session, self.acts, self.questions)
        self._lister, self.current = NamesLister(), CurrentName(session)
        self._lines, self._compared = Latest(session.tasks, self._list), ComparedNames()
        self._proposals = Latest(session.tasks, self._propose, Lane.COMPARISONS)
        self._decided: set[str] = set()
        self._following = QTimer(self, singleShot=True, interval=60)  # milliseconds after the last key
        self._following.timeout.connect(self._lead_pages)
        self.filter, self.list, self.card = FilterField("Filter names"), NamesList(), NameCard()
        self.heading, self.count = Words("Names", strong=True), Words(tone="muted")
        self.nothing = Words("No name matches.", tone="muted")
        self.bar, self.places = ActionBar("Confirm"), PlacesList()
        self.card.hold_places(self.places)
        self.empty = EmptyState("users", "No names yet", ADD_FIRST)
        self._lay_out()
        self._connect()
        theme().changed.connect(self._follow)
        self._follow()
        self._take(session.state)

    # Requests of others

    @property
    def entity(self) -> Entity | None:
        """The current name."""
        return self.current.entity

    def enter(self, step: str) -> None:
        """Go to the next open decision; another step keeps the focus elsewhere."""
        if step == "documents":
            return
        self.list.setFocus()
        if step == "names" and (self.entity is None or not self.entity.open):
            self._choose_first(NameGroup.DECIDE)
            self._follow_soon()

    def primary(self) -> None:
        """Confirm all suggestions, or go on once nothing waits."""
        self.bar.press()

    def show_document(self, document_id: str) -> None:
        """Show the counts of another document."""
        self.document_id = document_id
        self._show()

    def look_at(self, entity_id: str) -> None:
        """Show the card of a name."""
        if self.filter.text() and not any(e.entity.id == entity_id for e in self._shown_entries()):
            self.filter.clear()
        if entity_id in self.session.state.entities:
            self.list.choose(entity_id)

    def look_at_mention(self, mention: Mention) -> None:
        """Show the card of a name, at the place that was clicked."""
        self.look_at(mention.entity)
        if self.current.places.go_to((self.document_id, mention.span)):
            self._show_place()

    # Acts on the current name

    def confirm(self) -> None:
        """Mask it everywhere; an ambiguous spelling is decided first."""
        entity = self.entity
        if entity is not None and entity.among and entity.open:
            self.ask_to_settle()
        else:
            self._decide(Decision.CONFIRMED)

    def dismiss(self) -> None:
        """Keep it in clear; with several places ask where, since the spelling may mean something else elsewhere."""
        entity, places = self.entity, self.current.places
        place, alone = places.here, len(self._selected()) < 2
        one_alone = entity is not None and alone and place is not None and len(places) > 1
        if one_alone and entity is not None and place is not None and entity.decision is not Decision.DISMISSED:
            self.questions.keep_in_clear(entity, place, lambda: self._decide(Decision.DISMISSED))
        else:
            self._decide(Decision.DISMISSED)

    def ask_for_place(self) -> None:
        """Ask for a decision on the current place, or its document, alone."""
        if self.entity is not None and self.current.places.here is not None:
            self.questions.decide_locally(self.entity, self.current.places.here)

    def select_like(self) -> None:
        """Select the names with the same question, so that one answer covers all of them."""
        if self.entity is not None:
            self.list.select(frozenset(self.current.like()))
            self.list.setFocus()

    def select_column(self) -> None:
        """Select the names in the column of the current place, so that one answer covers all of them."""
        self.list.select(frozenset(self.current.in_column()), opened=True)
        self.list.setFocus()

    def set_role(self, number: int) -> None:
        """By its key from 1 to 6."""
        entity = self.entity
        if entity is not None and entity.kind.is_name:
            self._set_role(role_for_key(entity, number))

    def ask_to_merge(self) -> None:
        """Ask which name to merge with."""
        if self.entity is not None:
            self.questions.merge(self.entity, self.document_id)

    def accept_proposal(self) -> None:
        """Merge the current name with the likeliest of those that may be the same one."""
        others = self.current.perhaps_same()
        if others:
            self._merge_with(others[0].id)

    def ask_to_split(self) -> None:
        """Ask which spelling to separate."""
        if self.entity is not None:
            self.questions.split(self.entity)

    def ask_to_settle(self) -> None:
        """Ask whom an ambiguous spelling means."""
        if aliases := settled_together(self.entity, self._selected()):
            self.questions.settle(aliases, self.document_id)

    def step(self, by: int) -> None:
        """Show the next or previous occurrence on the pages."""
        place = self.current.places.step(by)
        if place is not None:
            self._show_place()
            self.session.show(*place)

    def confirm_suggested(self) -> None:
        """Confirm every suggestion at once; once there is none, go on."""
        waiting = self._suggested()
        if waiting:
            self.acts.decide(Decision.CONFIRMED, [entry.entity for entry in waiting])
        else:
            self.session.step_asked.emit("send")

    def can(self) -> frozenset[str]:
        """Acts that make sense now; see `acts_on`."""
        return self.current.can()

    def _decide(self, decision: Decision) -> None:
        """Go to the next name of its group, so that one key after the other decides one name after the other."""
        entities = answered(self._selected(), decision, self._decided)
        if not entities:
            return
        focused = QApplication.focusWidget()
        if focused is not None and self.card.isAncestorOf(focused):
            self.list.setFocus()  # its button is disabled now, and Qt gives the keys to what comes next
        self._move_on(entities)
        self.acts.decide(decision, entities, self._reach_of(entities))

    def _decide_places(self, decision: Decision, places: list[tuple[str, Span | None]]) -> None:
        if self.entity is not None:
            self.acts.decide_places(decision, self.entity, places)

    def _reach_of(self, entities: Sequence[Entity]) -> str:
        """How many places a decision covers, for the label of its undo."""
        known = self.current.listing.entries
        return f" at {count_words(sum(known[one.id].total for one in entities if one.id in known), 'place')}"

    def _move_on(self, answered_now: Sequence[Entity]) -> None:
        """Go to the name after those whose answer is being stored, if they waited for one."""
        self._decided.update(entity.id for entity in answered_now)
        last = answered_now[-1]
        following = self.list.following(last.id, self._decided) if last.open else ""
        if following:
            self.list.choose(following)
            self._follow_soon()

    def _follow_soon(self) -> None:
        """Beside the table, the pages show the place of the selected name, once a held key has come to rest."""
        if self.is_apart:
            self._following.start()

    def _lead_pages(self) -> None:
        if self.current.places.here is not None:
            self.session.show(*self.current.places.here)

    @property
    def is_apart(self) -> bool:
        """Whether the table is elsewhere in the window, above the pages."""
        return self.parts.indexOf(self.table) < 0

    def take_table_back(self) -> None:
        """Show the names over the card again."""
        if self.is_apart:
            self.parts.insertWidget(0, self.table)

    def _selected(self) -> list[Entity]:
        """The current name, or all selected ones."""
        return self.current.with_selected(self.list.selected)

    def _set_role(self, role: Role) -> None:
        entity = self.entity
        if entity is not None and entity.role is not role:
            self.acts.set_role(entity, role)

    def _show_as(self, words: str) -> None:
        if self.entity is not None:
            self.acts.show_as(self.entity, words)

    def _settle(self, owner_id: str) -> None:
        """Go to the next name, as after other decisions; an empty id makes the spelling a separate entity."""
        together = settled_together(self.entity, self._selected())
        if aliases := [one for one in together if not owner_id or owner_id in one.among]:
            self._move_on(aliases)
            self.acts.settle(aliases, self.session.state.entities.get(owner_id))

    def _split(self, alias: str) -> None:
        if self.entity is not None:
            self.acts.split(self.entity, alias)

    # Changes

    def _take(self, state: Snapshot) -> None:
        self._decided.clear()
        if not self.document_id and state.documents:
            self.document_id = state.documents[0].id
        compared, register = self._compared, state.register
        self._proposals.ask(lambda: compared.perhaps_same(register), rows=len(register.entities))
        self._show()

    def _propose(self, proposals: Mapping[str, Sequence[str]]) -> None:
        """Show names that may be the same as the current one; the list does not wait for them."""
        before, self.current.proposals = self.current.perhaps_same(), proposals
        if self.current.perhaps_same() != before:
            self._look(self.current.id)

    def _show(self) -> None:
        state, document_id, words = self.session.state, self.document_id, self.filter.text()
        lister, rows, order = self._lister, len(state.register.entities), self.list.header.order
        self._lines.ask(lambda: lister.listing(state, document_id, words, order.of), rows=rows)

    def _list(self, listing: NamesListing) -> None:
        self.current.listing = listing
        self.stack.setCurrentIndex(1 if listing.entries else 0)
        self.table.setVisible(bool(listing.entries))
        self.list.show_groups(listing.groups, self.current.id, unfolded=bool(self.filter.text().strip()))
        self.nothing.setVisible(not self.list.rows)
        self.count.setText(f"{len(listing.entries):,}" if listing.entries else "")
        self._say()

    def _look(self, entity_id: str) -> None:
        """Show another name, or the same one again."""
        current, document_id = self.current, self.document_id
        current.look(entity_id, document_id)
        entry = current.entry
        among, others = current.known(entry.entity.among if entry else ()), current.perhaps_same()
        self.card.show_entry(entry, among, current.first_places(among, document_id))
        self.card.show_perhaps_same(others, current.first_places(others, document_id))
        self.places.show_name(self.session.state, self.entity, self.current.places.all)
        self._show_place()
        self._show_selection()
        self.name_changed.emit()

    def _show_selection(self) -> None:
        """Number of names that an answer covers, and of names with the same question."""
        self.card.show_selection(len(self._selected()), len(self.current.like()))

    def _show_place(self) -> None:
        self.card.show_occurrence(*self.current.places.occurrence(self.session.state), self.current.decided_here())

    def _say(self) -> None:
        """The primary button's act now, or why it is disabled."""
        asked = self.current.listing.asked
        self.bar.button.setText(asked.verb)
        self.bar.show_reasons([ReasonRow(asked.reason, "Resolve", DECIDE)] if asked.reason else (), asked.words)
        self.bar.set_enabled(bool(self.current.listing.entries) and not asked.reason)

    def _suggested(self) -> list[NameEntry]:
        return [
            entry for entry in self.current.listing.entries.values() if entry.entity.open and not entry.entity.among
        ]

    def _shown_entries(self) -> list[NameEntry]:
        return [entry for members in self.current.listing.groups.values() for entry in members]

    def _choose_first(self, group: NameGroup) -> None:
        members = self.current.listing.groups.get(group)
        if members:
            self.list.choose(members[0].entity.id)

    def _merge_with(self, other_id: str) -> None:
        """Merge the current name with another one; the fuller name stays."""
        other = self.session.state.entities.get(other_id)
        if self.entity is not None and other is not None:
            self.acts.merge(self.entity, other)

    # Layout

    def _mend(self, _: str) -> None:
        self._choose_first(NameGroup.DECIDE)
        self.card.verticalScrollBar().setValue(0)  # the way to the link by Tab may have led below the question
        self._follow_soon()
        self.list.setFocus()

    def _connect(self) -> None:
        session, card = self.session, self.card
        session.changed.connect(self._take)
        session.incoming_changed.connect(
            lambda: self.empty.say("No names yet", READING if session.arriving else ADD_FIRST)
        )
        session.entity_chosen.connect(self.look_at)
        self.acts.chosen.connect(self._chosen)
        self.questions.answered.connect(self.list.setFocus)
        self.questions.settling.connect(self._move_on)
        self.list.name_moved.connect(self._look)
        self.list.went.connect(self._follow_soon)
        self.list.header.sorted_by.connect(lambda _: self._show())
        self.list.selection_changed.connect(self._show_selection)
        self.filter.textChanged.connect(lambda _: self._show())
        self.filter.left.connect(self.list.setFocus)
        self.list.cleared.connect(self.filter.clear)
        self.bar.asked.connect(self.confirm_suggested)
        self.bar.mend_asked.connect(self._mend)
        card.confirmed.connect(self.confirm)
        card.dismissed.connect(self.dismiss)
        card.like_asked.connect(self.select_like)
        card.place_asked.connect(self.ask_for_place)
        card.merge_asked.connect(self.ask_to_merge)
        card.same_chosen.connect(self._merge_with)
        card.role_chosen.connect(self._set_role)
        card.split_asked.connect(self._split)
        card.shown_as.chosen.connect(self._show_as)
        card.settled.connect(self._settle)
        card.stepped.connect(self.step)
        card.went.connect(session.show)
        self.places.went.connect(session.show)
        self.places.decided.connect(self._decide_places)

    def _chosen(self, entity_id: str) -> None:
        """Show the entity of an act, once the new snapshot is there at the latest."""
        self.current.id = entity_id or self.current.id
        self.look_at(self.current.id)

    def _follow(self) -> None:
        """Wide enough for a card at any text size."""
        self.setMinimumWidth(round(40 * STEP * (1 + (theme().text - 100) / 200)))

    def _lay_out(self) -> None:
        self.filter.setToolTip("Filter by name, spelling, token or role (Ctrl+L); Esc shows all names again")
        self.count.setWordWrap(False)
        self.table = list_part(self.heading, self.count, self.filter, self.nothing, self.list)
        self.table.setFocusProxy(self.list)
        self.parts, whole = over_each_other(self.table, self.card, self.bar)
        self.stack = QStackedWidget()
        for page in (self.empty, whole):
            self.stack.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
