"""Candidates for a merge: names with the same surname, given name or document first, then in alphabetical order."""

from collections.abc import Callable, Collection, Sequence

from legalredact.matching.text.normal import key_of
from legalredact.model.register import Entity
from legalredact.workflow.window.snapshot import Snapshot

_SAY_NOTHING = frozenset(
    "jr sr ii iii iv esq md phd mr mrs ms dr prof hon judge the of and inc llc llp ltd co corp company group".split()
)
"""Words that many names share: suffixes, titles, forms of companies."""

Likeness = tuple[bool, bool, bool, bool, bool, str]


def mergeable(entity: Entity, other: Entity) -> bool:
    """Whether two could be one: both are names, and neither is ambiguous."""
    return other.id != entity.id and all(one.kind.is_name and not one.among for one in (entity, other))


def likeliest_first(entity: Entity, others: Sequence[Entity], state: Snapshot) -> list[Entity]:
    """Other names, the most likely candidates for a merge first."""
    beside = _beside(state, frozenset(i for i, names in state.named.items() if entity.id in names))
    return sorted(others, key=lambda other: unlike(entity.spellings, other, beside, same_kind=_kind_of(entity)))


def likeliest_for_words(words: str, document_id: str, others: Sequence[Entity], state: Snapshot) -> list[Entity]:
    """Other names, the most likely meanings of the document's words first."""
    beside = _beside(state, frozenset({document_id}))
    return sorted(others, key=lambda other: unlike((words,), other, beside))


def unlike(
    spellings: Sequence[str],
    other: Entity,
    beside: Collection[str],
    same_kind: Callable[[Entity], bool] = lambda _: True,
) -> Likeness:
    """Sort key, lowest for the best candidate: shared last word, shared word, kind, masked (not merely possible),
    shared document; then its letters.

    Arguments:
        beside: ids of the names in the same documents.
    """
    own, theirs = [_words(one) for one in spellings], [_words(one) for one in other.spellings]
    last = {words[-1] for words in own if words} & {words[-1] for words in theirs if words}
    shared = {word for words in own for word in words} & {word for words in theirs for word in words}
    return not last, not shared, not same_kind(other), not other.masked, other.id not in beside, key_of(other.name)


def _words(spelling: str) -> list[str]:
    """Words that distinguish a name from others, in lower case."""
    words = map(key_of, spelling.split())
    return [word for word in words if word and word not in _SAY_NOTHING]


def _beside(state: Snapshot, documents: Collection[str]) -> frozenset[str]:
    """Ids of the names in any of those documents."""
    return frozenset(one for document in documents for one in state.named.get(document, ()))


def _kind_of(entity: Entity) -> Callable[[Entity], bool]:
    return lambda other: other.kind is entity.kind
