"""All who bear a name in a matter, to be looked up by its parts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from legalredact.detection.bearer import Bearer
from legalredact.detection.fitting import abbreviations, fit
from legalredact.detection.initials import initials_of
from legalredact.detection.names import company_name, person_name, spelled_out
from legalredact.detection.sightings import Sighting


class Bearers:
    """All bearers of a matter, to be looked up by the parts of their names."""

    def __init__(self, bearers: Iterable[Bearer] = ()) -> None:
        self.all: list[Bearer] = []
        self.owner: dict[str, Bearer] = {}
        self._by_part: defaultdict[str, dict[int, Bearer]] = defaultdict(dict)
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
        names = (person_name(sighting.surface), *spelled_out(sighting.surface))
        parts = {part for name in names for part in name.parts}
        for part in {*parts, *company_name(sighting.surface).core, sighting.key}:
            near.update(self._by_part.get(part, {}))
        yield from near.values()

    def _own(self, bearer: Bearer, key: str, form: str) -> None:
        self.owner.setdefault(key, bearer)
        for part in _parts(form) if bearer.is_person else _parts_of_company(form):
            self._by_part[part].setdefault(id(bearer), bearer)


class Newcomers:
    """Bearers who came since the register was made, to be looked up by a spelling that may mean them."""

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        new = tuple(bearers)
        self._order = {id(bearer): number for number, bearer in enumerate(new)}
        self._known = Bearers(new)
        self._begun: defaultdict[str, dict[int, Bearer]] = defaultdict(dict)
        for bearer in new:
            if not bearer.is_person:
                for form in bearer.forms.values():
                    self._begun[_start(form)][id(bearer)] = bearer

    def __bool__(self) -> bool:
        return bool(self._order)

    def near(self, sighting: Sighting) -> Sequence[Bearer]:
        """Those who may be meant, in their order.

        They share a part of their name with the spelling, or are bodies whose name begins with the same letters: one
        may be the other with every word cut short.
        """
        found = {id(bearer): bearer for bearer in self._known.near(sighting)}
        found.update(self._begun.get(_start(sighting.surface), {}))
        return sorted(found.values(), key=lambda bearer: self._order[id(bearer)])


def _start(form: str) -> str:
    """The first letters of a body's name: as many as an abbreviated word keeps at least."""
    return company_name(form).core[0][:3] if company_name(form).core else ""


def _parts(form: str) -> set[str]:
    """By what a person's spelling is looked up."""
    ways = (person_name(form), *spelled_out(form))
    return {*initials_of(ways[0]), *(part for way in ways for part in (*way.parts, *way.pieces))}


def _parts_of_company(form: str) -> set[str]:
    name = company_name(form)
    return {*name.core, *abbreviations(name)}
