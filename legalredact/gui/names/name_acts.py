"""Which acts make sense for a name, and the roles behind the keys 1 to 6; no widgets here."""

from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Decision, Entity


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
