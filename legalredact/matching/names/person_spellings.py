"""Variants of a person's name: "Jonathan Q. Smith" as "J. Q. Smith", "Smith, Jonathan", "Jonathan Smith"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.matching.names.titled_names import has_title

_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|mx|dr|prof|professor|hon|honorable|judge|justice|sir|dame|rev|reverend|sgt|sergeant|det"
    r"|detective|officer|lt|lieutenant|capt|captain|col|gen|sen|senator|rep|gov|governor|sheriff|the)\b\.?\s+)+",
    re.IGNORECASE,
)
_SUFFIX = r"(?:jr|sr|ii|iii|iv|esq|esquire|m\.?\s?d|ph\.?\s?d|j\.?\s?d|cpa|c\.p\.a|r\.?n|dds|d\.d\.s|dvm|p\.?\s?e)\.?"
_SUFFIXES = re.compile(rf"(?:\s*,\s*{_SUFFIX}|\s+{_SUFFIX})+$", re.IGNORECASE)
_PARTICLES = frozenset(
    {"de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "van", "von", "der", "den", "ter", "st", "ste"}
    | {"saint", "san", "santa", "bin", "ben", "al", "el", "abu", "y", "mac", "mc", "o"}
)
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s(?:No\.?\s*|#\s*)?\d{1,4}\Z")
_SAINT = re.compile(r"\b(?:St|Ste)\.?\s+(?=\w)")


@dataclass(frozen=True, slots=True)
class _Person:
    """The parts of a name."""

    given: tuple[str, ...] = field(repr=False)
    surname: str = field(repr=False)


def person_spellings(name: str) -> Iterator[str]:
    """Spellings derived from a person's name; see `name_variants.spellings_of`."""
    bare = _bare(name)
    if not bare or has_title(name):
        return
    yield bare
    if _NUMBERED.search(bare):
        return  # "Jane Doe 2" is no "Doe 2, Jane", and no "Jane Doe"
    if _SAINT.search(bare):
        yield _SAINT.sub("Saint ", bare)
    person = _parsed_name(bare)
    if person is None:
        yield from _plural(bare)
        return
    for given in _given_forms(person.given):
        yield f"{given} {person.surname}"
        if given != "J.":  # "Smith, J." may be Justice Smith
            yield f"{person.surname}, {given}"
    yield from _two_surnames(person)


def surnames(name: str) -> Iterator[str]:
    """The surname of a full name, and its part after particles ("van der Berg", "Berg"); none for a single word."""
    person = _parsed_name(_bare(name))
    if person is not None:
        yield from dict.fromkeys((person.surname, *person.surname.split()[-1:]))


def _bare(name: str) -> str:
    """Without titles and suffixes."""
    return _SUFFIXES.sub("", _TITLES.sub("", name)).strip(" ,")


def _parsed_name(bare: str) -> _Person | None:
    """Given names and surname, of "First Last" or "Last, First"; None for a single word."""
    surname, comma, rest = bare.partition(",")
    if comma:
        given = tuple(rest.replace(",", " ").split())
        return _Person(given, surname.strip()) if given else None
    words = bare.split()
    start = _surname_start(words)
    return _Person(tuple(words[:start]), " ".join(words[start:])) if start else None


def _surname_start(words: Sequence[str]) -> int:
    """Index of the surname: the last word, with the particles before it."""
    start = len(words) - 1
    while start > 1 and words[start - 1].strip(".").casefold() in _PARTICLES:
        start -= 1
    return start


def _given_forms(given: Sequence[str]) -> Iterator[str]:
    """ "Jonathan Quincy" as itself, "Jonathan Q.", "Jonathan", "J. Q.", "J. Quincy", "J."."""
    first, middle = given[0], given[1:]
    yield " ".join(given)
    if middle:
        initials = " ".join(map(_initial, middle))
        yield f"{first} {initials}"
        yield first
        yield f"{_initial(first)} {initials}"
        yield f"{_initial(first)} {' '.join(middle)}"
    yield _initial(first)


def _initial(word: str) -> str:
    """ "J." for "Jonathan"; an initial is unchanged."""
    letter = next((character for character in word if character.isalnum()), "")
    return f"{letter.upper()}."


def _two_surnames(person: _Person) -> Iterator[str]:
    """ "Maria Lopez Garcia" as "Lopez Garcia, Maria" and "Maria Lopez"."""
    *front, middle = person.given
    if front and len(middle.strip(".")) > 1:
        first = " ".join(front)
        yield f"{middle} {person.surname}, {first}"
        yield f"{first} {middle}"


def _plural(word: str) -> Iterator[str]:
    """The family: "the Smiths", "the Joneses"; also a possessive whose apostrophe was lost."""
    if word.isalpha() and len(word) > 2:
        ending = "es" if _SIBILANT.search(word) else "s"
        yield word + (ending.upper() if word.isupper() else ending)
