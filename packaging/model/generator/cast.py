"""The parties of one invented case, and the values for the slots of templates."""

from collections.abc import Callable
from dataclasses import dataclass

from generator import cited
from generator.body import Body
from generator.company import bank, company, firm, hospital, institution, insurer, school, ship
from generator.facts import FACTS, docket_number
from generator.fictitious import does
from generator.government import agency, body, sovereign
from generator.overseas import OVERSEAS
from generator.person import Person, person
from generator.source import Source, templates

Party = Person | Body
Filling = Person | Body | str
"""A value for a slot of a template."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and bodies of one case.

    Arguments:
        left, right: the parties, at least one on each side.
        roles: what each side is called.
        number: of the case.
        source: the random generator.
    """

    left: tuple[Party, ...]
    right: tuple[Party, ...]
    roles: tuple[str, str]
    number: str
    source: Source
    people: dict[str, Filling]

    def fill(self, template: str) -> str:
        """`template` with its slots filled: people and bodies of the case, and made-up facts."""
        return template.format_map(Slots(self))

    def piece(self, name: str) -> str:
        """One of the passages `name` in templates/pieces.txt, with its slots filled."""
        return self.fill(self.source.choice(templates("pieces")[name]))

    def lines(self, choices: tuple[str, ...], count: int) -> list[str]:
        """`count` of `choices`, filled; none is repeated before all were used."""
        whole, rest = divmod(count, len(choices))
        chosen = [*choices] * whole + self.source.sample(choices, rest)
        self.source.shuffle(chosen)
        return [self.fill(template) for template in chosen]


class Slots(dict[str, Filling]):
    """Fills slots: parties keep their names throughout, facts are new each time."""

    def __init__(self, cast: Cast) -> None:
        super().__init__(cast.people)
        self._source = cast.source

    def __missing__(self, key: str) -> Filling:
        if key in FACTS:
            return FACTS[key](self._source)
        return _NEWCOMERS[key](self._source)


_NEWCOMERS: dict[str, Callable[[Source], Filling]] = {
    "P": person,
    "C": lambda s: institution(s) if s.chance(0.3) else company(s),
    "F": firm,
    "A": agency,
    "B": body,
    "ship": ship,
    "does": does,
    "cite": cited.citation,
    "short_cite": cited.short_citation,
    "case": cited.case_name,
    "case_sentence": cited.sentence,
    **OVERSEAS,
}
"""Names that are new at each use in a template."""


def cast(source: Source) -> Cast:
    """A new case."""
    criminal = source.chance(0.15)
    left = (sovereign(source),) if criminal else _side(source)
    right = tuple(person(source) for _ in range(source.pick(1, 1, 2, 3))) if criminal else _side(source)
    roles = tuple(source.word("role_pair").split("/"))
    people: dict[str, Filling] = {
        "p": left[0], "p2": left[-1], "d": right[0], "d2": right[-1],
        "pr": roles[0], "dr": roles[1],
        "cp": person(source), "cp2": person(source), "cd": person(source), "cd2": person(source),
        "fp": firm(source), "fd": firm(source),
        "j": person(source), "mag": person(source), "clerk": person(source), "rep": person(source),
        "w": person(source), "w2": person(source), "w3": person(source),
        "x": person(source), "o": person(source), "kid": person(source),
        "c": institution(source), "c2": company(source), "c3": company(source),
        "bank": bank(source), "ins": insurer(source), "hosp": hospital(source), "sch": school(source),
        "g": body(source), "a": agency(source),
        "caseno": docket_number(source),
    }  # fmt: skip
    return Cast(left, right, (roles[0], roles[1]), str(people["caseno"]), source, people)


def _side(source: Source) -> tuple[Party, ...]:
    count = source.weighted({1: 10.0, 2: 3, 3: 2, 5: 1})
    return tuple(_party(source) for _ in range(count))


def _party(source: Source) -> Party:
    kinds: dict[Callable[[Source], Party], float] = {
        person: 9,
        company: 8,
        institution: 4,
        body: 1.5,
        agency: 0.7,
        sovereign: 0.5,
    }
    return source.weighted(kinds)(source)
