"""Who bears a name: entities while they are put together, and how well a spelling fits them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.detection.initials import initials_of
from legalredact.detection.names import CompanyName, PersonName, company_name, nicknames, person_name, renamed
from legalredact.detection.sightings import Sighting
from legalredact.detection.surface import is_acronym, is_initials, is_ordinary
from legalredact.detection.vocabulary import GENERIC, STATES
from legalredact.matching.normal import key_of
from legalredact.model.mention import Kind, Role, Tier
from legalredact.model.register import Entity

SAME, FULL, SHORT, PART, FIRST = range(5)
"""How a spelling fits a bearer, the best first: the same words; a fuller or shorter full name; the surname, or a
company's short name or abbreviation; a part of a compound name; a first name."""


@dataclass(slots=True, eq=False)
class Bearer:
    """An entity in the making.

    Arguments:
        entity: as it stood in the register; None if it is new.
        kind: what it is.
        forms: its spellings by key, in the order in which they came.
        roles, titled, tier: what was seen of it.
        misread: keys of those of the forms that a picture was misread as.
    """

    entity: Entity | None
    kind: Kind
    forms: dict[str, str] = field(default_factory=dict, repr=False)
    roles: Counter[Role] = field(default_factory=Counter)
    titled: set[str] = field(default_factory=set)
    tier: Tier = Tier.POSSIBLE
    misread: set[str] = field(default_factory=set, repr=False)

    @property
    def is_person(self) -> bool:
        return self.kind is Kind.PERSON

    @property
    def readable(self) -> list[str]:
        """Its spellings without those that were misread."""
        return [form for key, form in self.forms.items() if key not in self.misread] or list(self.forms.values())

    @property
    def is_judge(self) -> bool:
        """Whether it is a judge, as far as is known."""
        if self.entity is not None:
            return self.entity.role is Role.JUDGE
        return bool(self.roles) and self.roles[Role.JUDGE] * 2 > sum(self.roles.values())

    def take(self, sighting: Sighting, *, agrees: bool = True) -> None:
        """Count a spelling among its own."""
        self.forms.setdefault(sighting.key, sighting.surface)
        if agrees:
            self.roles.update(sighting.roles)
            self.titled |= sighting.titled
        if sighting.tier is Tier.SUGGESTED:
            self.tier = Tier.SUGGESTED


def known(entity: Entity) -> Bearer:
    """A bearer that stands in the register."""
    forms = {key_of(spelling): spelling for spelling in entity.spellings}
    return Bearer(entity, entity.kind, forms, Counter({entity.role: 1}), tier=entity.tier)


def fit(sighting: Sighting, bearer: Bearer) -> int | None:
    """How well the spelling fits the bearer (see above), or None if it is somebody else's."""
    if bearer.is_person:
        return _fit_person(sighting, bearer)
    return _fit_company(company_name(sighting.surface), sighting, bearer)


def _fit_person(sighting: Sighting, bearer: Bearer) -> int | None:
    if len(sighting.titled) == 1 and len(bearer.titled) == 1 and sighting.titled != bearer.titled:
        return None
    forms = [person_name(form) for form in bearer.forms.values()]
    if is_initials(sighting.surface):
        return SHORT if any(sighting.key in initials_of(form) for form in forms) else None
    called = nicknames(forms)
    name = renamed(person_name(sighting.surface), called)
    if any(_conflict(name, renamed(form, called)) for form in forms):
        return None
    ranks = [_fit_name(name, renamed(form, called)) for form in _comparable(name, forms)]
    fitting = [rank for rank in ranks if rank is not None]
    return min(fitting) if fitting else None


def _comparable(name: PersonName, forms: Sequence[PersonName]) -> Sequence[PersonName]:
    """Names that the name may be compared with: "Maggie Birch" is not Jane Alder, although she is called Maggie."""
    if not name.given:
        return forms
    full = any(form.given for form in forms)
    return [form for form in forms if form.given or not full or form.parts != name.given[:1]]


def _conflict(name: PersonName, other: PersonName) -> bool:
    """Whether two names of one surname cannot be one person's: Jr. and Sr., Jane and Mary, Jane Q. and Jane R."""
    if name.surname != other.surname:
        return False
    if name.suffix and other.suffix and name.suffix != other.suffix:
        return True
    return bool(name.given and other.given) and not (_given_fit(name.given, other.given) or _tail(name, other))


def _tail(name: PersonName, other: PersonName) -> bool:
    """Whether one name is the end of the other: "Lopez Garcia" of "Maria Lopez Garcia"."""
    short, full = sorted((name.parts, other.parts), key=len)
    return len(short) < len(full) and full[-len(short) :] == short


def _fit_name(name: PersonName, other: PersonName) -> int | None:
    if name.parts == other.parts:
        return SAME
    if name.given and other.given and _tail(name, other):
        return SHORT
    if name.given and other.given:
        return FULL if name.surname == other.surname and _given_fit(name.given, other.given) else None
    short, full = (name, other) if not name.given else (other, name)
    if not full.given:
        return None
    if short.parts in (full.surname, full.surname[-len(short.parts) :]):
        return SHORT
    if short.parts == full.parts[-len(short.parts) :]:
        return SHORT
    if len(short.parts) == 1 and short.parts[0] in (*full.given[1:], *full.pieces) and len(short.parts[0]) > 2:
        return PART
    return FIRST if short.parts == full.given[:1] and len(short.parts[0]) > 2 else None


def _given_fit(given: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two rows of given names may be one person's; the shorter one may lack middle names, or the first."""
    if len(given) > len(other):
        given, other = other, given
    if _each_fits(given, other):
        return True
    return len(other) > 1 and len(other[0]) == 1 and _each_fits(given, other[1:])


def _each_fits(given: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(other) and all(_one_fits(a, b) for a, b in zip(given, other, strict=False))


def _one_fits(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _fit_company(name: CompanyName, sighting: Sighting, bearer: Bearer) -> int | None:
    best: int | None = None
    for form in bearer.forms.values():
        rank = _fit_core(name, company_name(form), sighting)
        if rank is not None and (best is None or rank < best):
            best = rank
    return best


def _fit_core(name: CompanyName, other: CompanyName, sighting: Sighting) -> int | None:
    if name.core == other.core or name.main == other.main or _abbreviated(name.core, other.core):
        return None if name.form and other.form and name.form != other.form else SAME
    short, full = (name, other) if len(name.core) < len(other.core) else (other, name)
    if short.form:
        return None  # with a form of its own it is a company of its own
    if _is_short_name(short.core, full):
        return SHORT
    if name is short and is_acronym(sighting.surface) and sighting.key in abbreviations(other):
        return SHORT
    single = name is short and len(name.core) == 1 and len(name.core[0]) > 3
    return PART if single and name.core[0] in other.main and not is_ordinary(sighting.surface) else None


def _is_short_name(core: tuple[str, ...], full: CompanyName) -> bool:
    """Whether a company may be called so: the first words of its name."""
    if all(word in GENERIC for word in core) or " ".join(core) in STATES:
        return False
    return core in (full.core[: len(core)], full.main[: len(core)])


def _abbreviated(core: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one row of words is the other with some of them cut short ("Regional Water Dist.")."""
    return len(core) == len(other) > 1 and all(
        a == b or (min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)))
        for a, b in zip(core, other, strict=True)
    )


def abbreviations(name: CompanyName) -> frozenset[str]:
    """Abbreviations that the name yields, folded: with and without its form."""
    letters = name.initials
    every = "".join(word[0] for word in name.core)
    return frozenset(a for a in (letters, every, letters + name.form, letters + name.form[:1]) if len(a) > 1)


class Bearers:
    """All bearers of a matter, to be looked up by the parts of their names."""

    def __init__(self, bearers: Iterable[Bearer] = ()) -> None:
        self.all: list[Bearer] = []
        self.owner: dict[str, Bearer] = {}
        self._by_part: defaultdict[str, list[Bearer]] = defaultdict(list)
        for bearer in bearers:
            self.add(bearer)

    def add(self, bearer: Bearer) -> None:
        """One more."""
        self.all.append(bearer)
        for key, form in bearer.forms.items():
            self._own(bearer, key, form)

    def give(self, sighting: Sighting, bearer: Bearer, *, agrees: bool = True) -> None:
        """The spelling means the bearer."""
        bearer.take(sighting, agrees=agrees)
        self._own(bearer, sighting.key, sighting.surface)

    def fitting(self, sighting: Sighting, kinds: tuple[bool, ...] = (True, False)) -> list[Bearer]:
        """Those whom the spelling fits best; several if nobody can tell.

        Arguments:
            kinds: persons (True), bodies (False), or both, may be meant.
        """
        ranked: defaultdict[int, list[Bearer]] = defaultdict(list)
        for bearer in self.near(sighting):
            rank = fit(sighting, bearer) if bearer.is_person in kinds else None
            if rank is not None:
                ranked[rank].append(bearer)
        return ranked[min(ranked)] if ranked else []

    def near(self, sighting: Sighting) -> Iterator[Bearer]:
        """Bearers that share a part of their name with the spelling."""
        near: dict[int, Bearer] = {}
        for part in {*person_name(sighting.surface).parts, *company_name(sighting.surface).core, sighting.key}:
            near.update((id(bearer), bearer) for bearer in self._by_part[part])
        yield from near.values()

    def _own(self, bearer: Bearer, key: str, form: str) -> None:
        self.owner.setdefault(key, bearer)
        person = person_name(form)
        parts = (
            {*person.parts, *person.pieces, *initials_of(person)} if bearer.is_person else set(company_name(form).core)
        )
        if not bearer.is_person:
            parts |= abbreviations(company_name(form))
        for part in parts:
            if not any(one is bearer for one in self._by_part[part]):
                self._by_part[part].append(bearer)
