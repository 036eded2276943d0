"""Two entities of a register become one: which name, role, token and decision the merged entity has."""

from dataclasses import replace

from legalredact.detection.coreference.canonical_name import best_name
from legalredact.errors import UsageError
from legalredact.model.mention import Role, Tier
from legalredact.model.register import Decision, Entity, LocalDecision, Register

_GENERIC = (Role.PERSON, Role.ORGANIZATION)


def merged(register: Register, entity_id: str, into_id: str) -> Register:
    """The register in which two of its entities are one; see `merge`."""
    one, other = register.get(into_id), register.get(entity_id)
    if one.id == other.id or one.among or other.among or not (one.kind.is_name and other.kind.is_name):
        raise UsageError("These two names cannot be merged.", "Choose two names, neither of them ambiguous.")
    decision = _decision(one, other)
    whole = replace(
        one,
        name=_name(one, other),
        role=other.role if one.role in _GENERIC and one.kind is other.kind else one.role,
        tier=Tier.SUGGESTED if Tier.SUGGESTED in (one.tier, other.tier) else Tier.POSSIBLE,
        decision=decision,
        by_list=all(each.by_list for each in (one, other) if each.decision is decision),
        token=one.token or other.token,
        local=_local(one, other),
        minor=one.minor or other.minor,
        display=one.display or other.display,
        typed=True,
        found=(),
    )
    spellings = dict.fromkeys((*one.spellings, *other.spellings))
    whole = replace(whole, aliases=tuple(spelling for spelling in spellings if spelling != whole.name))
    rest = register.without([other.id]).updated([whole])
    return _pointing(rest, other.id, one.id)


def _pointing(register: Register, gone: str, to: str) -> Register:
    """Ambiguous spellings that could have meant somebody who is gone; those with one meaning left are settled."""
    changed: list[Entity] = []
    settled: list[Entity] = []
    for entity in register.entities:
        if gone in entity.among:
            among = tuple(dict.fromkeys(to if one == gone else one for one in entity.among))
            (changed if len(among) > 1 else settled).append(replace(entity, among=among))
    one = register.get(to)
    spellings = (*one.aliases, *(spelling for entity in settled for spelling in entity.spellings))
    changed.append(replace(one, aliases=tuple(dict.fromkeys(spellings))))
    return register.without(entity.id for entity in settled).updated(changed)


def _name(one: Entity, other: Entity) -> str:
    """What a person typed, else the fuller name."""
    if one.typed or other.typed:
        return one.name if one.typed else other.name
    return best_name((one.name, other.name), one.kind)


def _local(one: Entity, other: Entity) -> tuple[LocalDecision, ...]:
    """Decisions for places, and those for documents that leave no place of the other name in clear."""
    pairs = ((mine, theirs) for own, theirs in ((one, other), (other, one)) for mine in own.local)
    kept = (
        mine
        for mine, theirs in pairs
        if mine.span is not None or mine.decision is Decision.CONFIRMED or not theirs.masked_at(mine.document_id)
    )
    return tuple(dict.fromkeys(kept))


def _decision(one: Entity, other: Entity) -> Decision:
    """Nothing that was to be masked is left in clear by a merge."""
    decisions = {one.decision, other.decision}
    if Decision.CONFIRMED in decisions:
        return Decision.CONFIRMED
    return one.decision if len(decisions) == 1 else Decision.OPEN
