"""Names that stay in clear although all others were confirmed together, each with the reason."""

from collections.abc import Collection
from dataclasses import dataclass, field

from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Role
from legalredact.model.register import Decision, Entity, Register


@dataclass(frozen=True, slots=True)
class LeftInClear:
    """A name that is not masked, and why, worded to follow "since"."""

    entity: Entity = field(repr=False)
    why: str


def left_in_clear(register: Register, keep: Collection[str] = ()) -> tuple[LeftInClear, ...]:
    """Every name and identifier of a register that is not masked anywhere, in the register's order.

    Arguments:
        keep: names that the firm's policy leaves in clear.
    """
    kept = frozenset(map(key_of, keep))
    return tuple(LeftInClear(e, _why(e, kept)) for e in register.entities if not e.masked_somewhere)


def _why(entity: Entity, keep: frozenset[str]) -> str:
    if entity.decision is Decision.DISMISSED:
        by_firm = not entity.typed and key_of(entity.name) in keep
        return "the firm's policy keeps it" if by_firm else "a person decided to keep it"
    if entity.role is Role.JUDGE:
        return "judges are not masked unless somebody confirms them by id"
    if entity.kept:
        return "this kind of fact is not masked unless the matter's settings say so"
    return "it is only a possible name, and nobody has decided on it"
