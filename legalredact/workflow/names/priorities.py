"""Which names to ask about first, and what a dismissal says of others."""

import math
from collections.abc import Iterable

from legalredact.detection.coreference.dismissal_feedback import is_alike
from legalredact.detection.spans.span_shape import is_acronym, is_ordinary
from legalredact.model.mention import Role, Tier
from legalredact.model.register import Decision, Entity, Register

_NAMED = frozenset({Role.CLIENT, Role.PARTY, Role.WITNESS, Role.COUNSEL})
_SURE, _LIKELY, _DOUBTFUL, _UNLIKELY = 0.95, 0.8, 0.5, 0.3
_ASKED = 100.0


def risk(entity: Entity, places: int) -> float:
    """What a wrong or late answer on a name would cost: how likely it is somebody, times how far it reaches.

    A spelling that could mean several people comes before all others, since a wrong answer swaps two.

    Arguments:
        entity: that is asked about.
        places: where it stands in the matter.
    """
    reach = 1 + math.log2(1 + places)
    return (_ASKED if entity.among else 0.0) + _chance(entity) * reach


def warm_up() -> None:
    """Read the lists of words that `risk` asks, where nobody waits for it."""
    is_ordinary("paper")


def _chance(entity: Entity) -> float:
    """How likely it names somebody in the matter, from its role and its words."""
    if entity.role in _NAMED or entity.typed:
        return _SURE
    if entity.tier is Tier.POSSIBLE or is_ordinary(entity.name):
        return _UNLIKELY
    return _DOUBTFUL if is_acronym(entity.name) or " " not in entity.name else _LIKELY


def look_alikes(register: Register, ids: Iterable[str]) -> tuple[str, ...]:
    """Names that nobody decided on and that say no more than one of those with the ids; see `dismissal_feedback`."""
    wanted = frozenset(ids)
    named = [entity for entity in register.entities if entity.id in wanted and entity.kind.is_name]
    return tuple(
        entity.id
        for entity in register.entities
        if entity.id not in wanted
        and entity.kind.is_name
        and not (entity.typed or entity.among)
        and entity.decision is Decision.OPEN
        and any(is_alike(entity.spellings, entity.kind, one) for one in named)
    )
