"""Many questions answered at once: names that ask the same, for which one word of a person may do."""

from collections.abc import Hashable, Iterable

from legalredact.model.register import Decision, Entity, Register


def like(register: Register, entity_id: str) -> tuple[str, ...]:
    """Ids of the names that ask the same question as one, itself included, in the register's order.

    Names ask the same if they are of one kind and role, and all suggested or all merely possible; spellings that could
    mean several, if they could mean the same people. Somebody who is decided on asks nothing, and stands alone.
    """
    asked = _question(register.get(entity_id))
    if asked is None:
        return (entity_id,)
    return tuple(entity.id for entity in register.entities if _question(entity) == asked)


def with_like(register: Register, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, with those of all names that ask the same question as one of them, each once."""
    return tuple(dict.fromkeys(one for entity_id in ids for one in like(register, entity_id)))


def _question(entity: Entity) -> Hashable | None:
    """What a name asks; None if it asks nothing."""
    if entity.decision is not Decision.OPEN or entity.kept:
        return None
    if entity.among:
        return frozenset(entity.among)
    return entity.open, entity.kind, entity.role
