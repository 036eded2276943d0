"""The names of a matter for the panel: their groups, places and acts; no widgets here."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field

from legalredact.gui.core.palette import word_for
from legalredact.matching.text.normal import key_of
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Role, Span, Tier
from legalredact.model.register import Decision, Entity
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
        for document in state.documents_with(entity_id)
        for mention in state.mentions.get(document.id, ())
        if mention.entity == entity_id
    ]


def first_place(state: Snapshot, entity_id: str, document_id: str) -> NameOccurrence | None:
    """A short context of an entity, in a document or else in the matter; None if it occurs nowhere.

    An address that spells the name is shown only if there is nothing else.
    """
    found = [
        (document, mention.span)
        for document in state.documents_with(entity_id)
        for mention in state.mentions.get(document.id, ())
        if mention.entity == entity_id
    ]
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
    before = in_one_line(text[start : span.start], first=start == 0, last=True)
    after = in_one_line(text[span.end : end], first=True, last=end == len(text))
    where = str(document.place(span.start))
    return NameOccurrence(document.id, span, document.name, where, before, _flat(span.of(text)), after)


def in_one_line(text: str, *, first: bool, last: bool) -> str:
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


def role_for_key(entity: Entity, number: int) -> Role:
    """The role for a key from 1 to 6; the last is *other*, depending on the kind."""
    roles = (Role.CLIENT, Role.PARTY, Role.COUNSEL, Role.WITNESS, Role.JUDGE)
    if number <= len(roles):
        return roles[number - 1]
    return Role.PERSON if entity.kind is Kind.PERSON else Role.ORGANIZATION


ROLE_KEYS = ("client", "party", "counsel", "witness", "judge", "other")
"""The effect of the keys from 1 to 6 on a name."""
