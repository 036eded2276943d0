"""Names that may be one: nicknames, variants and misspellings ("Kate Fairlie", "Katherine Farlie", "Fairlie, Kathy").

Coreference merges what is certain. What is only likely is proposed, as long as one of the two waits for a decision: a
person who has decided on both has seen that they are two.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from legalredact.detection.lexicon.name_parsing import CompanyName, PersonName, company_name, person_name
from legalredact.detection.lexicon.nicknames import full_names, is_given, same_given
from legalredact.model.mention import Kind
from legalredact.model.register import Decision, Entity, Register, differences

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

    They depend on spellings alone. So a decision compares no names, and only the proposals for the decided names and
    for those beside them in a pair are made again. A changed spelling compares all again.
    """

    def __init__(self) -> None:
        self._register = Register()
        self._names: dict[str, Entity] = {}
        self._near: dict[str, list[str]] = {}
        """For each name the others with which it makes a pair, the likeliest first."""
        self._found: dict[str, tuple[str, ...]] = {}

    def perhaps_same(self, register: Register) -> dict[str, tuple[str, ...]]:
        """See `perhaps_same`."""
        if not any(one.decision is Decision.OPEN for one in register.entities if _is_comparable(one)):
            return {}
        was, now = differences(self._register, register)
        before = {entity.id: _spelled(entity) for entity in was if _is_comparable(entity)}
        after = {entity.id: entity for entity in now if _is_comparable(entity)}
        if before == {one: _spelled(entity) for one, entity in after.items()}:
            self._names.update(after)
            beside = (other for one in after for other in self._near.get(one, ()))
            self._propose({*after, *beside})
        else:
            self._names = {one.id: one for one in register.entities if _is_comparable(one)}
            self._near, self._found = _pairs(self._names.values()), {}
            self._propose(self._near)
        self._register = register
        return dict(self._found)

    def _propose(self, ids: Iterable[str]) -> None:
        """Make the proposals for those names again."""
        for one in ids:
            others = [other for other in self._near.get(one, ()) if self._is_asked(one, other)]
            if others:
                self._found[one] = tuple(others[:_MOST])
            else:
                self._found.pop(one, None)

    def _is_asked(self, one: str, other: str) -> bool:
        decisions = self._names[one].decision, self._names[other].decision
        return Decision.OPEN in decisions and Decision.DISMISSED not in decisions


def _is_comparable(entity: Entity) -> bool:
    return entity.kind.is_name and not entity.among


def _spelled(entity: Entity) -> tuple[Kind, tuple[str, ...]]:
    return entity.kind, entity.spellings


def _pairs(names: Iterable[Entity]) -> dict[str, list[str]]:
    """For each name that makes a pair the others, by rank and id."""
    ranks: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for (one, other), rank in _ranked(names):
        ranks[one].append((rank, other))
        ranks[other].append((rank, one))
    return {one: [other for _, other in sorted(found)] for one, found in ranks.items()}


def _ranked(names: Iterable[Entity]) -> Iterator[tuple[tuple[str, str], int]]:
    parsed: dict[str, _Spellings] = {}  # each is parsed once: the parsers remember fewer than a large matter has
    for one, other in _near(names):
        a, b = (parsed.get(each.id) or parsed.setdefault(each.id, _parsed(each)) for each in (one, other))
        rank = _rank(a, b)
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


@dataclass(frozen=True, slots=True)
class _Spellings:
    """The parsed spellings of a person, or else of a company."""

    people: tuple[PersonName, ...] = ()
    companies: tuple[CompanyName, ...] = ()


def _parsed(entity: Entity) -> _Spellings:
    if entity.kind is Kind.PERSON:
        return _Spellings(people=tuple(map(person_name, entity.spellings)))
    return _Spellings(companies=tuple(map(company_name, entity.spellings)))


def _rank(one: _Spellings, other: _Spellings) -> int | None:
    """How likely two are one, 0 the likeliest; None if there is no reason for it, as for a person and a company."""
    people = (_people(a, b) for a in one.people for b in other.people)
    companies = (_companies(a, b) for a in one.companies for b in other.companies)
    return min((rank for rank in (*people, *companies) if rank is not None), default=None)


def _people(a: PersonName, b: PersonName) -> int | None:
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


def _companies(a: CompanyName, b: CompanyName) -> int | None:
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
