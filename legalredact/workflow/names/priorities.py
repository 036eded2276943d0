"""Order of questions about names, and effect of a dismissal on others."""

import math
from collections.abc import Iterable

from legalredact.detection.coreference.like_dismissed import is_alike
from legalredact.detection.spans.span_shape import is_acronym, is_ordinary
from legalredact.model.mention import Role, Tier
from legalredact.model.register import Decision, Entity, Register

_NAMED = frozenset({Role.CLIENT, Role.PARTY, Role.WITNESS, Role.COUNSEL})
_SURE, _LIKELY, _DOUBTFUL, _UNLIKELY = 0.95, 0.8, 0.5, 0.3
_ASKED = 100.0


def risk(entity: Entity, places: int) -> float:
    """The cost of a wrong or late answer on a name: how likely it names somebody, times its reach.

    An ambiguous spelling comes before all others, since a wrong answer swaps two people.

    Arguments:
        entity: the one in question.
        places: its places in the matter.
    """
    reach = 1 + math.log2(1 + places)
    return (_ASKED if entity.among else 0.0) + _chance(entity) * reach


def warm_up() -> None:
    """Read the word lists of `risk` in advance, so that no person waits for them."""
    is_ordinary("paper")


def _chance(entity: Entity) -> float:
    """How likely it names somebody in the matter, judged by its role and its words."""
    if entity.role in _NAMED or entity.typed:
        return _SURE
    if entity.tier is Tier.POSSIBLE or is_ordinary(entity.name):
        return _UNLIKELY
    return _DOUBTFUL if is_acronym(entity.name) or " " not in entity.name else _LIKELY


def look_alikes(register: Register, ids: Iterable[str]) -> tuple[str, ...]:
    """Names without a decision that add no word to one of those with the ids; see `like_dismissed`."""
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
