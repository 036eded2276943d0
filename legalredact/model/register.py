"""The register: a matter's entities with their spellings and tokens."""

import enum
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from legalredact.model.mention import Kind, Role, Span, Tier


class Decision(enum.StrEnum):
    """A person's decision on an entity."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


KEPT_ROLES = frozenset({Role.JUDGE})
"""Roles that stay in clear unless a person confirms them (judges and clerks are public officers)."""


@dataclass(frozen=True, slots=True)
class LocalDecision:
    """A person's decision on an entity at one place or in one document. It overrides the decision on the entity.

    Arguments:
        document_id: of the document.
        span: the place in its text; None for the whole document.
        decision: CONFIRMED (masked there) or DISMISSED (in clear there).
    """

    document_id: str
    span: Span | None
    decision: Decision

    def decides(self, span: Span) -> bool:
        """Whether it is for the name at that place."""
        masked = self.decision is Decision.CONFIRMED
        return self.span == span or (masked and self.span is not None and self.span.contains(span))


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, a body, or one identifier value, in a matter.

    Arguments:
        id: stable in the matter.
        name: the fullest spelling.
        kind, role: see the enums; identifiers have the role IDENTIFIER.
        aliases: all other spellings that mean only this entity, found or entered.
        tier: the highest tier of its mentions.
        decision: of a person.
        token: pseudonym (``CLIENT_A``), empty until first masked; never reused for another entity.
        among: ids of the entities that this spelling could mean; only for an *ambiguous* spelling, which is an entity
            of its own with its own token, so that it can be masked and restored without a guess.
        typed: it is in the register that a person entered.
        found: aliases that resolution found by itself. A new entity that may be meant as well removes them and makes
            them ambiguous; what a person entered or decided stays.
        minor: the documents call this person a minor (FRCP 5.2: only initials may be filed).
        general: general form beside the token, if the firm allows it ("year 1971"); see `masking.general_forms`.
        local: decisions for single places and single documents.
        all_local: every place of it in the matter has such a decision, so that nothing is left to ask; see
            `with_all_local`.
        display: the name that a person chose for restored text; empty for the fullest spelling.
        by_list: a list of the policy made the decision, and no person; it is taken back once the list lacks the name.
    """

    id: str
    name: str = field(repr=False)
    kind: Kind
    role: Role
    aliases: tuple[str, ...] = field(default=(), repr=False)
    tier: Tier = Tier.SUGGESTED
    decision: Decision = Decision.OPEN
    token: str = ""
    among: tuple[str, ...] = ()
    typed: bool = False
    found: tuple[str, ...] = field(default=(), repr=False)
    minor: bool = False
    general: str = field(default="", repr=False)
    local: tuple[LocalDecision, ...] = ()
    all_local: bool = False
    display: str = field(default="", repr=False)
    by_list: bool = False

    @property
    def shown(self) -> str:
        """The name that replaces its token in free text; a quotation shows the spelling of its source."""
        return self.display or self.name

    @property
    def printed(self) -> str:
        """The replacement for its name: the token, with the general form if there is one."""
        return f"{self.token} ({self.general})" if self.token and self.general else self.token

    @property
    def spellings(self) -> tuple[str, ...]:
        """Name and aliases, each once, the name first."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))

    @property
    def kept(self) -> bool:
        """Whether it stays in clear unless a person asks for it to be masked."""
        return self.role in KEPT_ROLES or self.kind.on_request

    @property
    def masked(self) -> bool:
        """Whether its occurrences are masked: dismissed ones never, undecided ones if suggested."""
        if self.decision is Decision.OPEN:
            return self.tier is Tier.SUGGESTED and not self.kept
        return self.decision is Decision.CONFIRMED

    @property
    def masked_somewhere(self) -> bool:
        """Whether a place of it may be masked, so that it needs a token."""
        return self.masked or any(one.decision is Decision.CONFIRMED for one in self.local)

    @property
    def open(self) -> bool:
        """Whether a person has to decide before anything is sent."""
        return self.masked and not self.all_local and (self.decision is Decision.OPEN or bool(self.among))

    def local_decision(self, document_id: str, span: Span | None = None) -> LocalDecision | None:
        """The decision for a place, or else for its document; None if there is neither.

        A decision to leave a place in clear is for that very place: if the name is a part of it now, the words changed.

        Arguments:
            span: the place; None asks for the document's decision alone.
        """
        here = [one for one in self.local if one.document_id == document_id]
        at_place = (one for one in here if span is not None and one.decides(span))
        return next(at_place, None) or next((one for one in here if one.span is None), None)

    def decision_at(self, document_id: str, span: Span | None = None) -> Decision:
        """The decision in force at a place, or in a document."""
        local = self.local_decision(document_id, span) if self.local else None
        return local.decision if local is not None else self.decision

    def masked_at(self, document_id: str, span: Span | None = None) -> bool:
        """Whether it is masked at a place, or in a document."""
        return replace(self, decision=self.decision_at(document_id, span)).masked if self.local else self.masked

    def open_in(self, document_id: str) -> bool:
        """Whether a person has to decide on it in that document."""
        return self.open and self.local_decision(document_id) is None


@dataclass(frozen=True, slots=True)
class Register:
    """All entities of a matter, in the order of their first occurrence. No spelling has two owners.

    Arguments:
        retired: tokens of removed entities; no other entity ever gets them.
    """

    entities: tuple[Entity, ...] = ()
    retired: tuple[str, ...] = ()

    def get(self, entity_id: str) -> Entity:
        """The entity with that id; KeyError if there is none."""
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)

    def fresh_ids(self) -> Iterator[str]:
        """Ids that no entity has, without end."""
        used = {entity.id for entity in self.entities}
        return (candidate for n in itertools.count(1) if (candidate := f"e{n}") not in used)

    def by_token(self) -> dict[str, Entity]:
        """Entities with a token, by token."""
        return {entity.token: entity for entity in self.entities if entity.token}

    def updated(self, changed: Iterable[Entity]) -> "Register":
        """A copy with `changed` in place of the entities with the same id; new ones are appended."""
        new = {entity.id: entity for entity in changed}
        kept = tuple(new.pop(entity.id, entity) for entity in self.entities)
        return replace(self, entities=(*kept, *new.values()))

    def without(self, ids: Iterable[str]) -> "Register":
        """A copy without these entities; their tokens are retired."""
        gone = frozenset(ids)
        kept = tuple(entity for entity in self.entities if entity.id not in gone)
        tokens = (entity.token for entity in self.entities if entity.id in gone and entity.token)
        return Register(kept, tuple(dict.fromkeys((*self.retired, *tokens))))

    def in_document(self, document_id: str) -> "Register":
        """A copy with the decisions in force in one document, apart from those for single places; the same object if
        none was made for that document alone.
        """
        decided = [
            replace(entity, decision=local.decision)
            for entity in self.entities
            if entity.local and (local := entity.local_decision(document_id)) is not None
        ]
        return self.updated(decided) if decided else self

    def without_documents(self, ids: Iterable[str]) -> "Register":
        """A copy without the decisions for places of these documents, and for these documents."""
        gone = frozenset(ids)
        less = (
            replace(entity, local=tuple(one for one in entity.local if one.document_id not in gone))
            for entity in self.entities
            if any(one.document_id in gone for one in entity.local)
        )
        return self.updated(less)

    def decided(self, decision: Decision, ids: Iterable[str], *, by_list: bool = False) -> "Register":
        """A copy with that decision on these entities.

        Arguments:
            by_list: see `Entity`.
        """
        wanted = frozenset(ids)
        decided = (replace(e, decision=decision, by_list=by_list) if e.id in wanted else e for e in self.entities)
        return replace(self, entities=tuple(decided))


def differences(before: Register, now: Register) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """The entities of each register that are not in the other one; a changed entity is in both results.

    Registers share the objects of unchanged entities, so that few are compared by their values.
    """
    shared = set(map(id, before.entities)).intersection(map(id, now.entities))
    was = {entity.id: entity for entity in before.entities if id(entity) not in shared}
    new = {entity.id: entity for entity in now.entities if id(entity) not in shared}
    equal = {one for one in was.keys() & new.keys() if was[one] == new[one]}
    return (
        tuple(entity for entity in was.values() if entity.id not in equal),
        tuple(entity for entity in new.values() if entity.id not in equal),
    )
