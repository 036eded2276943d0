"""What a matter learns from names that a person dismissed: those that look like one of them sink to *possible*.

Only what a model alone suggests sinks, and only if it says no more than what was dismissed: its words are all in that
name. Nothing is hidden, nothing is carried to another matter, and it rises again when the dismissal is taken back.
"""

from collections.abc import Iterable, Mapping

from legalredact.detection.bearer import Bearer
from legalredact.detection.sightings import Sighting
from legalredact.detection.surface import words
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Decision, Entity

_WEAK = frozenset({"model", "propagated", "second opinion", "namesake", "head"})
"""What suggests a name by its words alone, and not by the place where it stands."""
_GENERIC = frozenset({Role.PERSON, Role.ORGANIZATION})


def sink(bearers: Iterable[Bearer], seen: Mapping[str, Sighting]) -> None:
    """Make *possible* what looks like a dismissed name.

    Arguments:
        bearers: all of the matter, settled.
        seen: spelling's key → what was seen of it.
    """
    known = list(bearers)
    dismissed = [b.entity for b in known if b.entity is not None and b.entity.decision is Decision.DISMISSED]
    if dismissed:
        for bearer in known:
            if _is_weak(bearer, seen) and any(is_alike(bearer.forms.values(), bearer.kind, one) for one in dismissed):
                bearer.tier = Tier.POSSIBLE


def is_alike(forms: Iterable[str], kind: Kind, dismissed: Entity) -> bool:
    """Whether each of the spellings says no more than a dismissed name; a person's only if it is that name."""
    theirs = [_stems(spelling) for spelling in dismissed.spellings]
    exact = Kind.PERSON in (kind, dismissed.kind) and max(map(len, theirs)) > 1
    return all(any(own == other if exact else own <= other for other in theirs) for own in map(_stems, forms))


def _stems(spelling: str) -> frozenset[str]:
    """Its words without a plural's ending."""
    return frozenset(word.removesuffix("s") for word in words(spelling))


def _is_weak(bearer: Bearer, seen: Mapping[str, Sighting]) -> bool:
    """Whether nothing but its words speaks for it, and nobody has decided on it."""
    entity = bearer.entity
    if bearer.tier is Tier.POSSIBLE or bearer.titled or set(bearer.roles) - _GENERIC:
        return False
    if entity is not None and (entity.typed or entity.decision is not Decision.OPEN):
        return False
    sources = {source for key in bearer.forms if key in seen for source in seen[key].sources}
    return bool(sources) and sources <= _WEAK
