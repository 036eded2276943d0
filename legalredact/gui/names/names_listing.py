"""The listing of the names: entries in groups, kept from one state of the matter to the next."""

import bisect
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.gui.names.name_groups import NameEntry, NameGroup, fits, group_of
from legalredact.gui.names.name_places import AROUND, BEFORE, in_one_line
from legalredact.model.mention import Mention
from legalredact.model.register import Entity, Register, differences
from legalredact.workflow.names.priorities import risk
from legalredact.workflow.names.queue import count_words, undecided_words
from legalredact.workflow.names.similar_names import Alike
from legalredact.workflow.window.snapshot import Snapshot

Order = Callable[[list[NameEntry]], list[NameEntry]]
"""Sorts the members of a group."""
MANY = 200
"""Changed names from which sorting all of them takes less time than moving each to its place."""


class Counts:
    """Number of places of each entity in each document; unchanged documents are not counted again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Sequence[Mention], Counter[str]]] = {}
        self._of: Mapping[str, Sequence[Mention]] | None = None
        self._total, self.documents = Counter[str](), Counter[str]()
        """Of the last mentions: number of places, and of documents, of each entity."""

    def of(self, mentions: Mapping[str, Sequence[Mention]], document_id: str) -> tuple[Counter[str], Counter[str]]:
        """Counts by entity: in that document, and in all."""
        if mentions is not self._of:
            known = self._known
            self._known = {i: self._counted(known.get(i), found) for i, found in mentions.items()}
            self._of, self._total, self.documents = mentions, Counter(), Counter()
            for _, counted in self._known.values():
                self._total.update(counted)
                self.documents.update(counted.keys())
        _, here = self._known.get(document_id, ((), Counter[str]()))
        return here, self._total

    def _counted(
        self, known: tuple[Sequence[Mention], Counter[str]] | None, mentions: Sequence[Mention]
    ) -> tuple[Sequence[Mention], Counter[str]]:
        if known is not None and known[0] is mentions:
            return known
        return mentions, Counter(mention.entity for mention in mentions)


def _contexts(state: Snapshot) -> dict[str, str]:
    """Words around the first place of each entity."""
    found: dict[str, str] = {}
    for document in state.documents:
        for mention in state.mentions.get(document.id, ()):
            if mention.entity not in found:
                start, end = max(0, mention.span.start - BEFORE), mention.span.end + AROUND
                found[mention.entity] = in_one_line(
                    document.text[start:end], first=not start, last=end >= len(document.text)
                )
    return found


@dataclass(frozen=True, slots=True)
class DecisionPrompt:
    """The next act on the names: the primary button's verb, words beside it, and reasons against it."""

    verb: str
    words: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NamesListing:
    """The panel's contents for a snapshot: computed at once, or in a lane if there are thousands.

    Arguments:
        entries: all entities, by id.
        groups: the entries that match the filter.
        asked: the next act on the names.
        alike: groups of names with the same question.
    """

    entries: Mapping[str, NameEntry] = field(default_factory=dict, repr=False)
    groups: Mapping[NameGroup, Sequence[NameEntry]] = field(default_factory=dict, repr=False)
    asked: DecisionPrompt = field(default_factory=lambda: DecisionPrompt(""))
    alike: Alike = field(default_factory=Alike, repr=False)


class NamesLister:
    """Lists the names of one state of the matter after the other.

    A decision changes few names: their entries are made again and moved to their groups, all others stay. Everything
    is made anew if mentions have changed, another document is read, or names came, went or moved in the register.
    Its methods are called by one thread at a time.
    """

    def __init__(self) -> None:
        self._counts = Counts()
        self._contexts: dict[str, str] = {}
        self._mentions: Mapping[str, Sequence[Mention]] | None = None
        self._document_id = ""
        self._register = Register()
        self._positions: dict[str, int] = {}
        """Position of each entity in the register, by its id."""
        self._entries: dict[str, NameEntry] = {}
        self._groups: dict[NameGroup, list[NameEntry]] = {}
        """Open names by risk, ambiguous ones first; the others in alphabetical order."""
        self._alike = Alike()

    def listing(
        self, state: Snapshot, document_id: str, words: str = "", ordered: Order = lambda members: members
    ) -> NamesListing:
        """The names to show: those that match the words of the filter.

        Arguments:
            document_id: the document that is read.
            ordered: sorts the members of a group in another order than by risk or alphabet.
        """
        if not self._took_changes(state, document_id):
            self._take_all(state, document_id)
        groups = {group: self._members(group, words) for group in NameGroup}
        shown = {group: ordered(members) for group, members in groups.items() if members}
        return NamesListing(dict(self._entries), shown, self._asked(), self._alike)

    def _members(self, group: NameGroup, words: str) -> list[NameEntry]:
        members = self._groups.get(group, [])
        return [entry for entry in members if fits(entry.entity, words)] if words else list(members)

    def _asked(self) -> DecisionPrompt:
        asking = self._groups.get(NameGroup.DECIDE, [])
        return _asked_of(asking, [] if asking else list(self._entries.values()))

    def _took_changes(self, state: Snapshot, document_id: str) -> bool:
        """Update the changed names; False if everything has to be made anew."""
        if state.mentions is not self._mentions or document_id != self._document_id:
            return False
        if len(state.register.entities) != len(self._positions):
            return False
        if any(one.id != known for one, known in zip(state.register.entities, self._positions, strict=True)):
            return False
        _, changed = differences(self._register, state.register)
        if len(changed) > MANY:
            return False
        here, total = self._counts.of(state.mentions, document_id)
        for now in [self._entry(entity, here, total) for entity in changed]:
            self._remove(self._entries[now.entity.id])
            self._entries[now.entity.id] = now
            bisect.insort(self._groups.setdefault(group_of(now.entity), []), now, key=self._rank)
        self._alike = self._alike.after(state.register, changed)
        self._register = state.register
        return True

    def _take_all(self, state: Snapshot, document_id: str) -> None:
        here, total = self._counts.of(state.mentions, document_id)
        if state.mentions is not self._mentions:
            self._contexts = _contexts(state)
        self._mentions, self._document_id, self._register = state.mentions, document_id, state.register
        self._positions = {entity.id: number for number, entity in enumerate(state.register.entities)}
        self._entries = {entity.id: self._entry(entity, here, total) for entity in state.register.entities}
        self._groups = {}
        for entry in self._entries.values():
            self._groups.setdefault(group_of(entry.entity), []).append(entry)
        for members in self._groups.values():
            members.sort(key=self._rank)
        self._alike = Alike(state.register)

    def _entry(self, entity: Entity, here: Mapping[str, int], total: Mapping[str, int]) -> NameEntry:
        one = entity.id
        documents, context = self._counts.documents[one], self._contexts.get(one, "")
        return NameEntry(entity, here.get(one, 0), total.get(one, 0), documents, context)

    def _remove(self, entry: NameEntry) -> None:
        group = group_of(entry.entity)
        members = self._groups[group]
        del members[bisect.bisect_left(members, self._rank(entry), key=self._rank)]

    def _rank(self, entry: NameEntry) -> tuple[float, str, int]:
        """Sort key of an entry within its group; no two entries have the same."""
        position = self._positions[entry.entity.id]
        if entry.entity.open:
            return -risk(entry.entity, entry.total), "", position
        return 0, entry.entity.name.casefold(), position


def asked_of(names: Sequence[NameEntry]) -> DecisionPrompt:
    """The next act: confirm suggestions, then decide ambiguous spellings, then go on."""
    return _asked_of([entry for entry in names if entry.entity.open], names)


def _asked_of(asking: Sequence[NameEntry], names: Sequence[NameEntry]) -> DecisionPrompt:
    """The same; `names` counts only if none is asking."""
    waiting = [entry for entry in asking if not entry.entity.among]
    unsettled = len(asking) - len(waiting)
    if waiting:
        reach = sum(entry.total for entry in waiting)
        are = "is" if len(waiting) == 1 else "are"
        words = f"{count_words(len(waiting), 'name')} {are} suggested."
        return DecisionPrompt(f"Confirm {count_words(reach, 'occurrence')}", words)
    if unsettled:
        many = "One name is" if unsettled == 1 else f"{unsettled} names are"
        return DecisionPrompt("Check and send", reason=f"{many} ambiguous.")
    return DecisionPrompt("Check and send", undecided_words(entry.entity for entry in names) if names else "")
