"""A matter's entities: who is named, under which spellings, with which token."""

import enum
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from legalredact.model.mention import Kind, Role, Tier


class Decision(enum.StrEnum):
    """What a person said of an entity."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"


KEPT_ROLES = frozenset({Role.JUDGE})
"""Roles that stay in clear unless a person confirms them (judges and clerks are public officers)."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody, or one identifier value, in a matter.

    Arguments:
        id: stable in the matter.
        name: the fullest spelling, the one that a restored token becomes.
        kind, role: see the enums; identifiers have the role IDENTIFIER.
        aliases: every other spelling that means this entity and nobody else, as seen or typed.
        tier: the strongest tier of its mentions.
        decision: a person's word.
        token: printed pseudonym (``CLIENT_A``), empty until first masked; never reused for another entity.
        among: ids of the entities that this spelling could mean; not empty only for an *ambiguous* alias, which is an
            entity of its own with its own token, so that nobody is guessed and it can still be masked and restored.
        typed: it stands in the register that a person typed.
        found: those of the aliases that resolving found by itself. A newcomer who may be meant as well takes them
            away and makes them ambiguous; what a person typed or settled stays.
        minor: the documents call this person a minor (FRCP 5.2: initials alone may be filed).
        general: what stands in clear beside the token, where the firm generalises ("year 1971"); see `masking.general`.
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

    @property
    def printed(self) -> str:
        """What takes the place of its name: the token, and beside it what the firm lets stand of the value."""
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
        """Whether its occurrences are masked as things stand: dismissed ones never, open ones if suggested."""
        if self.decision is Decision.OPEN:
            return self.tier is Tier.SUGGESTED and not self.kept
        return self.decision is Decision.CONFIRMED

    @property
    def open(self) -> bool:
        """Whether a person still has to decide before anything is sent."""
        return self.masked and (self.decision is Decision.OPEN or bool(self.among))


@dataclass(frozen=True, slots=True)
class Register:
    """All entities of a matter, in the order in which they were first met. No spelling has two owners.

    Arguments:
        retired: tokens of entities that are no more; nobody else ever gets them.
    """

    entities: tuple[Entity, ...] = ()
    retired: tuple[str, ...] = ()

    def get(self, entity_id: str) -> Entity:
        """The entity of that id; KeyError if there is none."""
        for entity in self.entities:
            if entity.id == entity_id:
                return entity
        raise KeyError(entity_id)

    def fresh_ids(self) -> Iterator[str]:
        """Ids that no entity has, without end."""
        used = {entity.id for entity in self.entities}
        return (candidate for n in itertools.count(1) if (candidate := f"e{n}") not in used)

    def by_token(self) -> dict[str, Entity]:
        """Entities that have a token, by it."""
        return {entity.token: entity for entity in self.entities if entity.token}

    def updated(self, changed: Iterable[Entity]) -> "Register":
        """With `changed` in place of the entities of the same id, new ones at the end."""
        new = {entity.id: entity for entity in changed}
        kept = tuple(new.pop(entity.id, entity) for entity in self.entities)
        return replace(self, entities=(*kept, *new.values()))

    def without(self, ids: Iterable[str]) -> "Register":
        """Without the entities of those ids; their tokens are retired."""
        gone = frozenset(ids)
        kept = tuple(entity for entity in self.entities if entity.id not in gone)
        tokens = (entity.token for entity in self.entities if entity.id in gone and entity.token)
        return Register(kept, tuple(dict.fromkeys((*self.retired, *tokens))))

    def decided(self, decision: Decision, ids: Iterable[str]) -> "Register":
        """With that decision on the entities of those ids."""
        wanted = frozenset(ids)
        decided = (replace(e, decision=decision) if e.id in wanted else e for e in self.entities)
        return replace(self, entities=tuple(decided))
