"""All who bear a name in a matter, to be looked up by its parts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

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
        names = (person_name(sighting.surface), *spelled_out(sighting.surface))
        parts = {part for name in names for part in name.parts}
        for part in {*parts, *company_name(sighting.surface).core, sighting.key}:
            near.update((id(bearer), bearer) for bearer in self._by_part[part])
        yield from near.values()

    def _own(self, bearer: Bearer, key: str, form: str) -> None:
        self.owner.setdefault(key, bearer)
        for part in _parts(form) if bearer.is_person else _parts_of_company(form):
            if not any(one is bearer for one in self._by_part[part]):
                self._by_part[part].append(bearer)


def _parts(form: str) -> set[str]:
    """By what a person's spelling is looked up."""
    ways = (person_name(form), *spelled_out(form))
    return {*initials_of(ways[0]), *(part for way in ways for part in (*way.parts, *way.pieces))}


def _parts_of_company(form: str) -> set[str]:
    name = company_name(form)
    return {*name.core, *abbreviations(name)}
