"""Spellings to search for, for each entity: those of the register, and derived ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from legalredact.matching.names.name_spellings import spellings_of
from legalredact.matching.names.person_spellings import surnames
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import key_of
from legalredact.matching.text.states import STATE_NAMES
from legalredact.model.mention import Kind
from legalredact.model.register import Decision, Entity, Register

Entry = tuple[str, str, Kind]
"""Owner's id, spelling, kind: the input of `NameFinder`."""

_STATES = frozenset(map(key_of, STATE_NAMES.split("|")))
_SHORTEST_SURNAME = 4


@dataclass(frozen=True, slots=True)
class Aliases:
    """Spellings of a register's masked entities.

    Arguments:
        owned: each belongs to one entity.
        unsettled: derived spellings that may mean two entities ("J. Smith" for John and for Jane).
    """

    owned: tuple[Entry, ...] = field(repr=False)
    unsettled: tuple[Entry, ...] = field(repr=False)


def aliases(register: Register) -> Aliases:
    """Spellings of every masked entity.

    A spelling in the register belongs to its entity, even if it could also be derived from another's name. A spelling
    that a person dismissed, or that is a judge's, is not derived for anybody.
    """
    masked = [entity for entity in register.entities if entity.masked]
    explicit = tuple((e.id, spelling, e.kind) for e in masked for spelling in e.spellings)
    settled = {key_of(spelling) for _, spelling, _ in explicit} | set(_left_in_clear(register))
    asked = {key_of(spelling) for _, spelling, _ in explicit}
    derived = (
        *(entry for entry in _derived(masked) if key_of(entry[1]) not in settled),
        *(entry for entry in _lone_surnames(masked) if key_of(entry[1]) not in asked),
    )
    owners: dict[str, set[str]] = {}
    for owner, spelling, _ in derived:
        owners.setdefault(key_of(spelling), set()).add(owner)
    single = tuple(entry for entry in derived if len(owners[key_of(entry[1])]) == 1)
    several = tuple(entry for entry in derived if len(owners[key_of(entry[1])]) > 1)
    return Aliases((*explicit, *single), several)


def _lone_surnames(masked: Iterable[Entity]) -> Iterator[Entry]:
    """Surnames of people whom a person entered, even if detection has not seen them alone: they must not stay unmasked.

    All people who share a surname are owners, so that none is guessed. Surnames that are words or states are left out,
    since only detection can distinguish them.
    """
    entries = [(e, surname) for e in masked if e.kind is Kind.PERSON and not e.among for surname in surnames(e.name)]
    typed = {key_of(surname) for entity, surname in entries if entity.typed}
    for entity, surname in entries:
        key = key_of(surname)
        if key in typed and len(key) >= _SHORTEST_SURNAME and not is_english(key) and key not in _STATES:
            yield entity.id, surname, entity.kind


def _left_in_clear(register: Register) -> Iterator[str]:
    """Keys of spellings that a person decided to leave in clear, or that are a judge's."""
    for entity in register.entities:
        if not entity.masked and (entity.kept or entity.decision is Decision.DISMISSED):
            yield from map(key_of, entity.spellings)


def _derived(entities: Iterable[Entity]) -> Iterator[Entry]:
    for entity in entities:
        for spelling in entity.spellings:
            for other in spellings_of(spelling, entity.kind):
                yield entity.id, other, entity.kind
