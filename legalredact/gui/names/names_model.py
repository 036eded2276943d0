"""The names of a matter for the panel: grouped, counted, filtered; no widgets here."""

import enum
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.gui.core.palette import word_for
from legalredact.matching.text.normal import key_of
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity
from legalredact.workflow.names.bulk import Alike
from legalredact.workflow.names.priorities import risk
from legalredact.workflow.names.queue import count_words, undecided_words
from legalredact.workflow.window.snapshot import Snapshot

AROUND = 90
"""Characters of context on each side of an occurrence."""

NEAR = 45
"""The same for comparing several."""
BEFORE = 15
"""Characters before a name in the table, where the column is narrow."""


class NameGroup(enum.Enum):
    """Groups of the list, in this order."""

    DECIDE = "Needs a decision"
    CLIENTS = "Clients"
    PARTIES = "Parties"
    OTHERS = "Others"
    IDENTIFIERS = "Identifiers"
    KEPT = "Kept in clear"
    POSSIBLE = "Possible, not masked"


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name with its counts.

    Arguments:
        here, total: occurrences in the current document, and in the matter.
        documents: number of documents with it.
        context: words around its first place, in one line.
    """

    entity: Entity
    here: int
    total: int
    documents: int = 0
    context: str = field(default="", repr=False)

    @property
    def counted(self) -> str:
        """The counts in words."""
        if not self.total:
            return "not in the documents"
        return f"{self.here} here · {self.total} in all"

    @property
    def aliases(self) -> str:
        """Other spellings in one line, empty if there are none; many contain a comma ("Alder, Margaret")."""
        return " · ".join(map(one_line, self.entity.spellings[1:]))

    @property
    def state(self) -> str:
        """The decision, in words."""
        return state_words(self.entity)


@dataclass(frozen=True, slots=True)
class NameOccurrence:
    """One place of a name; `where` is its page or label."""

    document_id: str
    span: Span
    document: str = field(repr=False)
    where: str
    before: str = field(repr=False)
    surface: str = field(repr=False)
    after: str = field(repr=False)


def one_line(text: str) -> str:
    """A spelling without its line ends: an address may have several lines."""
    return " ".join(text.split())


def state_words(entity: Entity) -> str:
    """The decision on an entity, or what it waits for."""
    if entity.open and entity.among:
        return "ambiguous"
    if entity.all_local and entity.decision is Decision.OPEN:
        return "decided place by place"
    if entity.decision is Decision.CONFIRMED:
        return "masked"
    if entity.decision is Decision.DISMISSED:
        return "stays in clear"
    if entity.kept:
        return "stays in clear unless you confirm it"
    return "suggested" if entity.tier is Tier.SUGGESTED else "possible"


def group_of(entity: Entity) -> NameGroup:
    """The group of an entity."""
    if entity.open:
        return NameGroup.DECIDE
    if not entity.masked:
        possible = entity.decision is Decision.OPEN and not (entity.kept or entity.all_local)
        return NameGroup.POSSIBLE if possible else NameGroup.KEPT
    if not entity.kind.is_name:
        return NameGroup.IDENTIFIERS
    return {Role.CLIENT: NameGroup.CLIENTS, Role.PARTY: NameGroup.PARTIES}.get(entity.role, NameGroup.OTHERS)


class Counts:
    """Number of places of each entity in each document; unchanged documents are not counted again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Sequence[Mention], Counter[str]]] = {}
        self._of: Mapping[str, Sequence[Mention]] | None = None
        self._total, self.documents = Counter[str](), Counter[str]()
        """Of the last mentions: number of places, and of documents, of each entity."""
        self.contexts: dict[str, str] = {}
        """Words around each entity's first place."""

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

    def is_of(self, mentions: Mapping[str, Sequence[Mention]]) -> bool:
        """Whether these very mentions were counted last."""
        return mentions is self._of

    def _counted(
        self, known: tuple[Sequence[Mention], Counter[str]] | None, mentions: Sequence[Mention]
    ) -> tuple[Sequence[Mention], Counter[str]]:
        if known is not None and known[0] is mentions:
            return known
        return mentions, Counter(mention.entity for mention in mentions)


def entries(state: Snapshot, document_id: str, counts: Counts) -> list[NameEntry]:
    """Every entity that a person could decide on."""
    known = counts.is_of(state.mentions)
    here, total = counts.of(state.mentions, document_id)
    if not known:
        counts.contexts = _contexts(state)
    return [
        NameEntry(e, here[e.id], total[e.id], counts.documents[e.id], counts.contexts.get(e.id, ""))
        for e in state.register.entities
    ]


def _contexts(state: Snapshot) -> dict[str, str]:
    """Words around the first place of each entity."""
    found: dict[str, str] = {}
    for document in state.documents:
        for mention in state.mentions.get(document.id, ()):
            if mention.entity not in found:
                start, end = max(0, mention.span.start - BEFORE), mention.span.end + AROUND
                found[mention.entity] = _clean(
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
        entries: all entities.
        groups: the entries that match the filter.
        asked: the next act on the names.
        alike: groups of names with the same question.
    """

    entries: Sequence[NameEntry] = field(default=(), repr=False)
    groups: Mapping[NameGroup, Sequence[NameEntry]] = field(default_factory=dict, repr=False)
    asked: DecisionPrompt = field(default_factory=lambda: DecisionPrompt(""))
    alike: Alike = field(default_factory=Alike, repr=False)


def listing_of(
    state: Snapshot,
    document_id: str,
    counts: Counts,
    words: str,
    ordered: Callable[[list[NameEntry]], list[NameEntry]] = lambda members: members,
) -> NamesListing:
    """The names to show: those that match the words of the filter.

    Arguments:
        ordered: sorts a group.
    """
    found = entries(state, document_id, counts)
    groups = {group: ordered(members) for group, members in grouped(found, words).items()}
    return NamesListing(found, groups, asked_of(found), Alike(state.register))


def grouped(names: Sequence[NameEntry], words: str = "") -> dict[NameGroup, list[NameEntry]]:
    """Names by group that match the filter; open ones by risk, ambiguous ones first."""
    found: dict[NameGroup, list[NameEntry]] = {group: [] for group in NameGroup}
    for entry in names:
        if fits(entry.entity, words):
            found[group_of(entry.entity)].append(entry)
    for group, members in found.items():
        if group is NameGroup.DECIDE:
            members.sort(key=lambda entry: -risk(entry.entity, entry.total))
        else:
            members.sort(key=lambda entry: entry.entity.name.casefold())
    return {group: members for group, members in found.items() if members}


def fits(entity: Entity, words: str) -> bool:
    """Whether each of the words is in a spelling, the token or the role."""
    if not words:
        return True
    text = " ".join((*entity.spellings, entity.token, word_for(entity))).casefold()
    return all(word in text for word in words.casefold().split())


def places_of(state: Snapshot, entity_id: str) -> list[tuple[str, Span]]:
    """Every place of an entity in the order of documents and text."""
    return [
        (document.id, mention.span)
        for document in state.documents
        if entity_id in state.named.get(document.id, (entity_id,))
        for mention in state.mentions.get(document.id, ())
        if mention.entity == entity_id
    ]


def first_place(state: Snapshot, entity_id: str, document_id: str) -> NameOccurrence | None:
    """A short context of an entity, in a document or else in the matter; None if it occurs nowhere.

    An address that spells the name is shown only if there is nothing else.
    """
    found = [(document, span) for i, span in places_of(state, entity_id) if (document := state.document(i)) is not None]
    in_words = [(document, span) for document, span in found if "@" not in span.of(document.text)] or found
    here = [place for place in in_words if place[0].id == document_id] or in_words
    return occurrence(*here[0], around=NEAR) if here else None


def nearest(places: Sequence[tuple[str, Span]], document_id: str) -> int:
    """Number of the first place in that document, else 0."""
    return next((n for n, (document, _) in enumerate(places) if document == document_id), 0)


def occurrence(document: Document, span: Span, around: int = AROUND) -> NameOccurrence:
    """A place with the words around it, with that many characters on each side."""
    text = document.text
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    before = _clean(text[start : span.start], first=start == 0, last=True)
    after = _clean(text[span.end : end], first=True, last=end == len(text))
    where = str(document.place(span.start))
    return NameOccurrence(document.id, span, document.name, where, before, _flat(span.of(text)), after)


def _clean(text: str, *, first: bool, last: bool) -> str:
    """In one line; a word that was cut at an end is left out."""
    flat = _flat(text)
    if not first and " " in flat:
        flat = "… " + flat[flat.index(" ") + 1 :]
    if not last and " " in flat:
        flat = flat[: flat.rindex(" ")] + " …"
    return flat


def _flat(text: str) -> str:
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")


def can_be_split(entity: Entity, alias: str) -> bool:
    """Whether a spelling could be another entity: it is not just the name in other case."""
    return entity.kind.is_name and not entity.among and key_of(alias) != key_of(entity.name)


def acts_on(entity: Entity | None) -> frozenset[str]:
    """Acts that make sense: ``"confirm"``, ``"dismiss"``, ``"role"``, ``"merge"``, ``"split"``, ``"settle"``."""
    if entity is None:
        return frozenset()
    sensible = {
        "confirm": entity.open or entity.decision is not Decision.CONFIRMED,
        "dismiss": entity.decision is not Decision.DISMISSED,
        "role": entity.kind.is_name,
        "merge": entity.kind.is_name and not entity.among,
        "split": any(can_be_split(entity, alias) for alias in entity.spellings[1:]),
        "settle": bool(entity.among),
    }
    return frozenset(act for act, so in sensible.items() if so)


def asked_of(names: Sequence[NameEntry]) -> DecisionPrompt:
    """The next act: confirm suggestions, then decide ambiguous spellings, then go on."""
    asking = [entry for entry in names if entry.entity.open]
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


def role_for_key(entity: Entity, number: int) -> Role:
    """The role for a key from 1 to 6; the last is *other*, depending on the kind."""
    roles = (Role.CLIENT, Role.PARTY, Role.COUNSEL, Role.WITNESS, Role.JUDGE)
    if number <= len(roles):
        return roles[number - 1]
    return Role.PERSON if entity.kind is Kind.PERSON else Role.ORGANIZATION


ROLE_KEYS = ("client", "party", "counsel", "witness", "judge", "other")
"""The effect of the keys from 1 to 6 on a name."""
