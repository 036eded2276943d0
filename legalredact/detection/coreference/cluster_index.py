"""Index of all clusters of a matter by the parts of their names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from legalredact.detection.coreference.cluster import Bearer
from legalredact.detection.coreference.mention_features import Sighting
from legalredact.detection.coreference.name_match import abbreviations, fit
from legalredact.detection.lexicon.name_parsing import CompanyName, PersonName, company_name, person_name, spelled_out
from legalredact.detection.rules.initials import initials_of
from legalredact.detection.spans.span_shape import is_initials

Numbered = dict[int, Bearer]
"""Sort clusters in the order in which they were added."""


class Bearers:
    """All clusters of a matter, to be looked up by the parts of their names."""

    def __init__(self, bearers: Iterable[Bearer] = ()) -> None:
        self.all: list[Bearer] = []
        self.owner: dict[str, Bearer] = {}
        self._numbers: dict[int, int] = {}
        self._people: defaultdict[str, Numbered] = defaultdict(dict)
        self._last: defaultdict[str, Numbered] = defaultdict(dict)
        self._single: defaultdict[str, Numbered] = defaultdict(dict)
        self._bodies: defaultdict[str, Numbered] = defaultdict(dict)
        self._begun: defaultdict[str, Numbered] = defaultdict(dict)
        self._parts: defaultdict[int, set[str]] = defaultdict(set)
        for bearer in bearers:
            self.add(bearer)

    def add(self, bearer: Bearer) -> None:
        """Add a cluster."""
        self.all.append(bearer)
        for key, form in bearer.forms.items():
            self._own(bearer, key, form)

    def give(self, sighting: Sighting, bearer: Bearer, *, agrees: bool = True) -> None:
        """Record that the spelling means the cluster."""
        bearer.take(sighting, agrees=agrees)
        self._own(bearer, sighting.key, sighting.surface)

    def fitting(self, sighting: Sighting, kinds: tuple[bool, ...] = (True, False)) -> list[Bearer]:
        """The clusters that the spelling fits best; several if the names do not decide.

        Arguments:
            kinds: persons (True), bodies (False), or both, may be meant.
        """
        ranked: defaultdict[int, list[Bearer]] = defaultdict(list)
        for bearer in self.near(sighting, kinds):
            rank = fit(sighting, bearer)
            if rank is not None:
                ranked[rank].append(bearer)
        return ranked[min(ranked)] if ranked else []

    def near(self, sighting: Sighting, kinds: tuple[bool, ...] = (True, False)) -> Sequence[Bearer]:
        """Clusters that share a part of their name with the spelling and may be meant, in the order of their addition.

        Arguments:
            kinds: see `fitting`.
        """
        surface = sighting.surface
        names = (person_name(surface), *spelled_out(surface))
        parts = {sighting.key, *(part for name in names for part in name.parts), *company_name(surface).core}
        near: Numbered = {}
        if True in kinds:
            near |= self._near_people(surface, names, parts)
        if False in kinds:
            near |= self._near_bodies(sighting.key, company_name(surface), parts)
        return [near[number] for number in sorted(near)]

    def _near_people(self, surface: str, names: Sequence[PersonName], parts: set[str]) -> Numbered:
        """For a full name, only namesakes and people known by a single name: many may share "John"."""
        if is_initials(surface) or not all(name.given for name in names):
            return _sharing(self._people, parts)
        pieces = {piece for name in names for piece in name.pieces}
        likely = _sharing(self._last, _last(names)) | _sharing(self._single, parts | pieces)
        return {number: bearer for number, bearer in likely.items() if not parts.isdisjoint(self._parts[number])}

    def _near_bodies(self, key: str, name: CompanyName, parts: set[str]) -> Numbered:
        """For names of several words, only those that begin alike: nearly every other one may share "Services"."""
        if len(name.core) < 2:
            return _sharing(self._bodies, parts)
        begun = _sharing(self._begun, _starts(name)).items()
        near = {number: bearer for number, bearer in begun if not parts.isdisjoint(self._parts[number])}
        return near | self._bodies.get(key, {})

    def _own(self, bearer: Bearer, key: str, form: str) -> None:
        self.owner.setdefault(key, bearer)
        number = self._numbers.setdefault(id(bearer), len(self._numbers))
        if bearer.is_person:
            names = (person_name(form), *spelled_out(form))
            parts = {*initials_of(names[0]), *(part for name in names for part in (*name.parts, *name.pieces))}
            _add(self._people, number, bearer, parts)
            _add(self._last, number, bearer, _last(names))
            if not all(name.given for name in names):
                _add(self._single, number, bearer, parts)
        else:
            body = company_name(form)
            parts = {*body.core, *abbreviations(body)}
            _add(self._bodies, number, bearer, parts)
            _add(self._begun, number, bearer, _starts(body))
        self._parts[number] |= parts


def _add(index: defaultdict[str, Numbered], number: int, bearer: Bearer, parts: Iterable[str]) -> None:
    for part in parts:
        index[part][number] = bearer


def _sharing(index: Mapping[str, Numbered], parts: Iterable[str]) -> Numbered:
    """Clusters with one of the parts."""
    found: Numbered = {}
    for part in parts:
        found |= index.get(part, {})
    return found


def _last(names: Iterable[PersonName]) -> set[str]:
    """Last words of surnames."""
    return {name.parts[-1] for name in names if name.parts}


def _starts(name: CompanyName) -> set[str]:
    """How a body's name may begin: the fewest letters that an abbreviated word keeps."""
    return {words[0][:3] for words in (name.core, name.main) if words}


class Newcomers:
    """Clusters added since the register was loaded, to be looked up by a spelling that may mean them."""

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
        """Clusters that may be meant, in their order.

        They share a part of their name with the spelling, or are bodies whose name begins with the same letters: one
        may be the other with each word abbreviated.
        """
        found = {id(bearer): bearer for bearer in self._known.near(sighting)}
        found.update(self._begun.get(_start(sighting.surface), {}))
        return sorted(found.values(), key=lambda bearer: self._order[id(bearer)])


def _start(form: str) -> str:
    """The first letters of a body's name: the fewest that an abbreviated word keeps."""
    return company_name(form).core[0][:3] if company_name(form).core else ""
