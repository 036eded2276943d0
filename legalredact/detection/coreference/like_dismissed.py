"""Learns from names that a person dismissed (kept in clear): similar names are lowered to *possible*.

Only names that the model alone suggests are lowered, and only if all their words are in the dismissed name. Nothing is
hidden or carried to another matter. If the dismissal is undone, the names rise again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.coreference.mention_features import Sighting
from legalredact.detection.spans.candidate import Source
from legalredact.detection.spans.span_shape import words
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Decision, Entity

_WEAK = frozenset({Source.MODEL, Source.PROPAGATED, Source.SECOND_OPINION, Source.NAMESAKE})
"""Sources that look at the words of a name alone, and not at its place."""
_GENERIC = frozenset({Role.PERSON, Role.ORGANIZATION})


def sink(bearers: Iterable[Bearer], seen: Mapping[str, Sighting]) -> None:
    """Lower names that look like a dismissed name to *possible*.

    Arguments:
        bearers: all clusters of the matter, after linking.
        seen: spelling's key → what was seen of it.
    """
    known = list(bearers)
    dismissed = [b.entity for b in known if b.entity is not None and b.entity.decision is Decision.DISMISSED]
    if dismissed:
        by_word = _by_word(dismissed)
        for bearer in known:
            if _is_weak(bearer, seen):
                forms = tuple(bearer.forms.values())
                if any(is_alike(forms, bearer.kind, one) for one in _with_all_words(forms, by_word, dismissed)):
                    bearer.tier = Tier.POSSIBLE


def _by_word(dismissed: Iterable[Entity]) -> Mapping[str, Sequence[Entity]]:
    """Dismissed names by each of their words, so that thousands need not be compared with thousands."""
    found: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in dismissed:
        for word in frozenset().union(*map(_stems, entity.spellings)):
            found[word].append(entity)
    return found


def _with_all_words(
    forms: Iterable[str], by_word: Mapping[str, Sequence[Entity]], dismissed: Sequence[Entity]
) -> Sequence[Entity]:
    """Dismissed names that may contain one of the spellings: the rarest word of the spelling is in them."""
    stems = next((found for found in map(_stems, forms) if found), frozenset[str]())
    return min((by_word.get(word, ()) for word in sorted(stems)), key=len, default=dismissed)


def is_alike(forms: Iterable[str], kind: Kind, dismissed: Entity) -> bool:
    """Whether a dismissed name contains each of the spellings; a person's spelling must equal it."""
    theirs = [_stems(spelling) for spelling in dismissed.spellings]
    exact = Kind.PERSON in (kind, dismissed.kind) and max(map(len, theirs)) > 1
    return all(any(own == other if exact else own <= other for other in theirs) for own in map(_stems, forms))


def _stems(spelling: str) -> frozenset[str]:
    """Its words without plural endings."""
    return frozenset(word.removesuffix("s") for word in words(spelling))


def _is_weak(bearer: Bearer, seen: Mapping[str, Sighting]) -> bool:
    """Whether only its words suggest it, and no person decided on it."""
    entity = bearer.entity
    if bearer.tier is Tier.POSSIBLE or bearer.titled or set(bearer.roles) - _GENERIC:
        return False
    if entity is not None and (entity.typed or entity.decision is not Decision.OPEN):
        return False
    sources = {source for key in bearer.forms if key in seen for source in seen[key].sources}
    return bool(sources) and sources <= _WEAK
