"""What a person types into the register, and which of several names an ambiguous spelling means."""

from collections.abc import Mapping
from dataclasses import replace

from legalredact.errors import UsageError
from legalredact.model.register import Decision, Entity, Register
from legalredact.workflow.matter.local_decisions import settled_local


def with_typed(register: Register, typed: Register) -> Register:
    """A matter's register with typed names: known names take the typed role and aliases, others are added.

    Ids of `typed` are its own; the matter's are kept, and new ones are given.
    """
    known = {_key(entity.name): entity.id for entity in register.entities if not entity.among}
    fresh = register.fresh_ids()
    ids = {entity.id: known.get(_key(entity.name)) or next(fresh) for entity in typed.entities}
    present = {entity.id: entity for entity in register.entities}
    return register.updated(_merged(present.get(ids[entity.id]), entity, ids) for entity in typed.entities)


def with_settled(register: Register, alias_id: str, owner_id: str | None) -> Register:
    """The register in which an ambiguous spelling means one of its candidates, or is separate with its own token.

    Errors: UsageError if it cannot mean the owner.
    """
    alias = register.get(alias_id)
    if owner_id is None:
        return register.updated([replace(alias, among=(), decision=Decision.CONFIRMED, by_list=False, typed=True)])
    if owner_id not in alias.among:
        raise UsageError("That name cannot mean that person.", "Choose one of those it could mean.")
    owner = register.get(owner_id)
    aliases = dict.fromkeys((*owner.aliases, *alias.spellings))
    merged = replace(owner, aliases=tuple(aliases), typed=True, local=settled_local(owner, alias))
    return register.without([alias_id]).updated([merged])


def _merged(before: Entity | None, typed: Entity, ids: Mapping[str, str]) -> Entity:
    among = tuple(ids[member] for member in typed.among)
    if before is None:
        return replace(typed, id=ids[typed.id], among=among)
    aliases = tuple(dict.fromkeys((*before.aliases, *typed.aliases)))
    decision = Decision.CONFIRMED if typed.decision is Decision.CONFIRMED else before.decision
    return replace(
        before,
        role=typed.role,
        kind=typed.kind,
        aliases=aliases,
        tier=typed.tier,
        typed=True,
        decision=decision,
        by_list=before.by_list and typed.decision is not Decision.CONFIRMED,
        among=among,
    )


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
