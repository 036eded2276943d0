"""Surnames that occur after titles of both genders: "Mr. Varga" and "Ms. Varga" are two people.

A spelling has one owner, so each of the two is spelled with its title, and only the bare surname stays ambiguous. A
full name without a title may belong to either, and is ambiguous too.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from legalredact.detection.coreference.mention_features import Note, Sighting, gender_of
from legalredact.detection.lexicon.name_parsing import person_name
from legalredact.matching.text.normal import key_of

Noted = tuple[str, Sequence[Note], Iterable[str]]
"""A document's id, its notes, its places (see `mention_features`)."""
_SHORT = frozenset({"Mr", "Mrs", "Ms", "Smt"})
"""Titles that are abbreviations."""


def with_titles_parted(found: Sequence[Noted]) -> Sequence[Noted]:
    """The notes, with the title added to a surname that occurs with titles of two genders in the matter."""
    genders: defaultdict[str, set[str]] = defaultdict(set)
    for _, notes, _ in found:
        for note in notes:
            if note.title and not person_name(note.surface).given:
                genders[note.key].add(gender_of(note.title))
    both = {key for key, said in genders.items() if len(said) > 1}
    if not both:
        return found
    return [
        (document, [_titled(note) if note.title and note.key in both else note for note in notes], places)
        for document, notes, places in found
    ]


def parted_surnames(seen: Iterable[Sighting]) -> frozenset[str]:
    """Keys of the surnames that were separated so."""
    return frozenset("".join(person_name(one.surface).parts) for one in seen if one.divided)


def _titled(note: Note) -> Note:
    surname = note.surface.title() if note.surface.isupper() else note.surface
    surface = f"{note.title}{'.' * (note.title in _SHORT)} {surname}"
    return note._replace(key=key_of(surface), surface=surface, divided=True)
