"""Names that may be one: nicknames, variants and misspellings ("Kate Fairlie", "Katherine Farlie", "Fairlie, Kathy").

Coreference merges what is certain. What is only likely is proposed, as long as one of the two waits for a decision: a
person who has decided on both has seen that they are two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from legalredact.detection.lexicon.name_parsing import PersonName, company_name, person_name
from legalredact.detection.lexicon.nicknames import full_names, is_given, same_given
from legalredact.model.mention import Kind
from legalredact.model.register import Decision, Entity, Register

_SHORTEST, _SHORTEST_CORE = 4, 6
"""Letters of a surname, and of a company's name, in which one wrong letter is likely a misspelling."""
_LONGEST = 60
"""Letters of a word up to which one wrong letter is looked for: the time grows with the square of them."""
_MOST = 3
"""Most proposals for one name."""
_CROWD = 40
"""Names that share a key; among more of them, one more likeness means nothing."""
_MOST_INITIALS = 6


def perhaps_same(register: Register) -> dict[str, tuple[str, ...]]:
    """For each name that may be another one: the ids of those others, the likeliest first.

    Takes a time that grows with the number of names, and not with its square.
    """
    return ComparedNames().perhaps_same(register)


class ComparedNames:
    """The pairs of names that may be one, kept from one register to the next.

    They depend on spellings alone. So a decision compares no names; only a changed spelling compares all again.
    """

    def __init__(self) -> None:
        self._spelled: dict[str, tuple[Kind, tuple[str, ...]]] = {}
        self._ranks: dict[tuple[str, str], int] = {}

    def perhaps_same(self, register: Register) -> dict[str, tuple[str, ...]]:
        """See `perhaps_same`."""
        names = {one.id: one for one in register.entities if one.kind.is_name and not one.among}
        if not any(one.decision is Decision.OPEN for one in names.values()):
            return {}
        spelled = {one.id: (one.kind, tuple(one.spellings)) for one in names.values()}
        if spelled != self._spelled:
            self._spelled, self._ranks = spelled, dict(_ranked(names.values()))
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for (one, other), rank in self._ranks.items():
            decisions = names[one].decision, names[other].decision
            if Decision.OPEN in decisions and Decision.DISMISSED not in decisions:
                found[one][other] = found[other][one] = rank
        return {one: tuple(sorted(of, key=lambda other: (of[other], other))[:_MOST]) for one, of in found.items()}


def _ranked(names: Iterable[Entity]) -> Iterator[tuple[tuple[str, str], int]]:
    for one, other in _near(names):
        rank = _rank(one, other)
        if rank is not None:
            yield (one.id, other.id), rank


def _near(names: Iterable[Entity]) -> Iterator[tuple[Entity, Entity]]:
    """Pairs that share a key, each once."""
    by_key: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
    for entity in names:
        for key in _keys(entity):
            by_key[key][entity.id] = entity
    seen: set[tuple[str, str]] = set()
    for members in by_key.values():
        if 1 < len(members) <= _CROWD:
            found = list(members.values())
            for at, one in enumerate(found):
                for other in found[at + 1 :]:
                    if (one.id, other.id) not in seen:
                        seen.add((one.id, other.id))
                        yield one, other


def _keys(entity: Entity) -> Iterator[str]:
    """What names that may be one have in common: a part of a name, or that part with one letter left out."""
    for spelling in entity.spellings:
        if entity.kind is Kind.PERSON:
            for part in person_name(spelling).parts:
                if len(part) > 1:
                    yield from _with_one_left_out(part)
            for full in full_names(person_name(spelling).parts[0]) if person_name(spelling).parts else ():
                yield f"given {full}"
        else:
            name = company_name(spelling)
            yield from _with_one_left_out("".join(name.core))
            if len(name.core) > 1:
                yield name.initials


def _with_one_left_out(word: str) -> Iterator[str]:
    yield word
    if _SHORTEST <= len(word) <= _LONGEST:
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]


def _rank(one: Entity, other: Entity) -> int | None:
    """How likely two are one, 0 the likeliest; None if there is no reason for it."""
    if (one.kind is Kind.PERSON) is not (other.kind is Kind.PERSON):
        return None
    compare = _people if one.kind is Kind.PERSON else _companies
    ranks = [rank for a in one.spellings for b in other.spellings if (rank := compare(a, b)) is not None]
    return min(ranks, default=None)


def _people(one: str, other: str) -> int | None:
    a, b = person_name(one), person_name(other)
    if a.suffix != b.suffix and a.suffix and b.suffix:
        return None
    if len(a.parts) == 1 or len(b.parts) == 1:
        return _bare(a, b) if len(a.parts) <= len(b.parts) else _bare(b, a)
    if not (a.given and b.given):
        return None
    surnames, given = _alike("".join(a.surname), "".join(b.surname)), _given_alike(a.given[0], b.given[0])
    if surnames is None or given is None or surnames + given == 0 or not _middles_fit(a.given[1:], b.given[1:]):
        return None
    return surnames + given - 1


def _bare(bare: PersonName, whole: PersonName) -> int | None:
    """A single word: a misspelled surname, or a given name's nickname."""
    word = "".join(bare.parts)
    if _alike(word, "".join(whole.surname)) == 1:
        return 1
    if whole.given and word != whole.given[0] and is_given(word) and same_given(word, whole.given[0]):
        return 2
    return None


def _given_alike(one: str, other: str) -> int | None:
    """0 if they are equal or one is the other's initial, 1 for a nickname or a misspelling."""
    if one == other or (one[0] == other[0] and 1 in (len(one), len(other))):
        return 0
    return 1 if same_given(one, other) or _alike(one, other) == 1 else None


def _middles_fit(one: Sequence[str], other: Sequence[str]) -> bool:
    return all(a[0] == b[0] for a, b in zip(one, other, strict=False))


def _companies(one: str, other: str) -> int | None:
    a, b = company_name(one), company_name(other)
    cores = "".join(a.core), "".join(b.core)
    if min(map(len, cores)) >= _SHORTEST_CORE and _alike(*cores) == 1:
        return 0
    for short, whole in ((a, b), (b, a)):
        word = "".join(short.core)
        if (
            len(short.core) == 1
            and 3 <= len(word) <= _MOST_INITIALS
            and len(whole.core) >= 3
            and word == whole.initials
        ):
            return 1
    return None


def _alike(one: str, other: str) -> int | None:
    """0 if they are equal, 1 if one letter is wrong, missing, added, or two are swapped; else None."""
    if one == other:
        return 0
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return None
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, theirs = one[at:], other[at:]
    ways = rest[1:] == theirs[1:], rest[1:] == theirs, rest == theirs[1:]
    swapped = rest[:2] == theirs[:2][::-1] and rest[2:] == theirs[2:]
    return 1 if swapped or any(ways) else None
