"""The groups of the names table, and what a row says of a name; no widgets here."""

import enum
from dataclasses import dataclass, field

from legalredact.gui.core.palette import word_for
from legalredact.model.mention import Role, Tier
from legalredact.model.register import Decision, Entity


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
