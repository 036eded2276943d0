"""Bodies of other countries, and bodies that only dockets know, as templates bring them in by name."""

import functools
from collections.abc import Callable

from generator.body import Body
from generator.company import named
from generator.grammar import expanded
from generator.person import Person, person
from generator.source import Source

_ORGANIZATIONS = {
    "indian_co": "indian_company",
    "foreign_co": "foreign_company",
    "solicitors": "solicitors",
    "movement": "movement",
    "campaign": "campaign",
    "clinic": "foreign_hospital",
    "startup": "startup",
    "committee": "committee",
}
_GOVERNMENTS = {
    "indian_gov": "indian_sovereign",
    "indian_body": "indian_body",
    "official": "indian_official",
    "foreign_gov": "foreign_government",
    "foreign_body": "foreign_body",
    "us_trustee": "trustee_office",
}
"""Slots of templates, and the sections of templates/grammar.txt that fill them."""


def _organization(section: str, source: Source) -> Body:
    """A body that is a party like a company."""
    return named(source, expanded(source, section))


def _government(section: str, source: Source) -> Body:
    """A body of a state; an official who is sued as such counts as his office. Both have no short name."""
    name = expanded(source, section)
    return Body(name, name, "GOV", source)


def _indian(source: Source) -> Person:
    return person(source, source.pick("indian", "en_IN"))


OVERSEAS: dict[str, Callable[[Source], Person | Body]] = {
    **{slot: functools.partial(_organization, section) for slot, section in _ORGANIZATIONS.items()},
    **{slot: functools.partial(_government, section) for slot, section in _GOVERNMENTS.items()},
    "indian": _indian,
}
"""What fills each slot, new at each use."""
