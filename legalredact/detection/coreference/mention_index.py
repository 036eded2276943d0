"""Every place of every name of a matter, in every document, with its entity."""

import copy
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from legalredact.detection.coreference.bare_given_names import names_more_fully
from legalredact.detection.coreference.lowercase_mentions import owners_of_words, spoken_of
from legalredact.detection.coreference.mention_features import written
from legalredact.detection.coreference.street_namesakes import streets
from legalredact.detection.lexicon.name_parsing import person_name
from legalredact.detection.spans.candidate import Source
from legalredact.detection.spans.span_shape import is_ordinary
from legalredact.matching.names.finder import Found, NameFinder, without_overlaps
from legalredact.matching.names.name_spellings import spellings_of
from legalredact.matching.text.normal import key_of
from legalredact.model.covered import CoveredRanges
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Span, Tier
from legalredact.model.register import Decision, Entity, Register

Entry = tuple[str, str, Kind]


class Asked(NamedTuple):
    """Spellings and places of one document on which a person may have to decide.

    Arguments:
        words: dictionary words, in lower case, that are names of several people.
        several: derived spellings that follow from several names.
        written_small: places in lower case of words that are somebody's name.
        streets: streets with a masked name.
    """

    words: tuple[tuple[str, str], ...]
    several: tuple[tuple[str, str], ...]
    written_small: tuple[Span, ...]
    streets: tuple[Mention, ...]

    def __repr__(self) -> str:
        """Hide the contents, which are client text."""
        return type(self).__name__


class Names:
    """The names of a register, ready for search.

    Arguments:
        register: with all spellings that were seen.
        derived: the result of `derived` for it, or for a register that lacks only ambiguous entities.
    """

    def __init__(self, register: Register, derived: Mapping[str, list[Entry]]) -> None:
        self.entities = {entity.id: entity for entity in register.entities}
        names = [entity for entity in register.entities if entity.kind.is_name]
        explicit = [(e.id, spelling, e.kind) for e in names for spelling in e.spellings]
        self.owners = {key_of(spelling): owner for owner, spelling, _ in reversed(explicit)}
        words = {e.id for e in names if _is_a_mere_word(e)}
        explicit = [row for row in explicit if row[0] not in words]
        unowned = {key: rows for key, rows in derived.items() if key not in self.owners}
        self._finder = NameFinder([*explicit, *(rows[0] for rows in unowned.values() if len(rows) == 1)])
        self._unsettled = {key: rows for key, rows in unowned.items() if len(rows) > 1}
        self._unsettled_finder = NameFinder((key, rows[0][1], rows[0][2]) for key, rows in self._unsettled.items())
        self._words = owners_of_words(names)

    def among(self, register: Register) -> "Names":
        """The same names with a register that has more identifiers, and no other name."""
        other = copy.copy(self)
        other.entities = {entity.id: entity for entity in register.entities}
        return other

    def find(self, text: str, anchors: Iterable[Mention] = ()) -> tuple[Found, ...]:
        """Places of names in `text`, not overlapping, in order.

        Arguments:
            anchors: names that detection found there. A derived spelling that only overlaps one of them is dropped: in
                "Jane Roe, John Roe" nobody is called "Roe, John".
        """
        read = [Found(m.span, owner, m.surface) for m in anchors if (owner := self._owner(m)) is not None]
        covered = _Covered(text, read)
        found = [one for one in self._finder.find(text) if not covered.cuts(one.span)]
        return without_overlaps(sorted([*read, *found], key=lambda one: (one.span.start, -one.span.end)))

    def find_written_small(self, text: str, places: Iterable[Span]) -> Iterator[Found]:
        """Names that are dictionary words, in lower case, at places that show a person.

        Arguments:
            places: see `Asked`.
        """
        for span in places:
            word = key_of(span.of(text))
            among = self._words[word]
            owner = self.owners.get(word) or (among[0] if len(among) == 1 else None)
            if owner is not None:
                yield Found(span, owner, span.of(text))

    def _written_small(self, text: str) -> Iterator[Span]:
        """Places in lower case of words that name somebody; texts without any of the words, the most, are skipped."""
        if any(word in text for word in self._words):
            yield from (span for span in spoken_of(text) if key_of(span.of(text)) in self._words)

    def _owner(self, mention: Mention) -> str | None:
        """The entity of a name of several words."""
        surface = written(mention.surface)
        return self.owners.get(key_of(surface)) if mention.kind.is_name and " " in surface else None

    def look(self, document: Document, mentions: Sequence[Mention], _: None) -> "Asked":
        """Questions for a person about one document (see `document_passes`)."""
        text = document.text
        places = tuple(self._written_small(text))
        words = {key_of(span.of(text)): span.of(text).capitalize() for span in places}
        open_words = tuple((w, form) for w, form in words.items() if w not in self.owners and self._is_asked(w, text))
        return Asked(open_words, tuple(self._several(text)), places, tuple(streets(document, mentions, self._masked)))

    def _is_asked(self, word: str, text: str) -> bool:
        """Whether a word is the name of several, or a given name of one in a text that names them in no other way."""
        among = [self.entities[one] for one in self._words[word]]
        if len(among) > 1:
            return True
        names = [person_name(spelling) for spelling in among[0].spellings]
        given = not any(word in name.surname for name in names if name.given)
        return given and not names_more_fully(among[0].spellings, text)

    def _masked(self, text: str) -> Iterator[Span]:
        """Places of masked names."""
        return (found.span for found in self.find(text) if self.entities[found.owner].masked)

    def _several(self, text: str) -> Iterator[tuple[str, str]]:
        """Derived spellings in a text that follow from several names: key, and how it is written."""
        unsettled = list(self._unsettled_finder.longest(text)) if self._unsettled else []
        taken = CoveredRanges(len(text), (known.span for known in self.find(text)) if unsettled else ())
        for found in unsettled:
            if not taken.overlap(found.span):
                yield found.owner, written(found.span.of(text))

    def questions(self, asked: Sequence["Asked"]) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Spellings that follow from several names: key → (spelling, ids of the entities that it could mean).

        Arguments:
            asked: for all documents, in order.
        """
        words = ((word, form, self._words[word]) for one in asked for word, form in one.words)
        rows = ((key, form, self._unsettled[key]) for one in asked for key, form in one.several)
        found = {word: (form, among) for word, form, among in words}
        return found | {key: (form, tuple(owner for owner, _, _ in among)) for key, form, among in rows}


def _is_a_mere_word(entity: Entity) -> bool:
    """Whether it may not be a name: a dictionary word that is only *possible* is not searched elsewhere."""
    undecided = entity.tier is Tier.POSSIBLE and not entity.typed and entity.decision is Decision.OPEN
    return undecided and not entity.aliases and " " not in entity.name and is_ordinary(entity.name)


class _Covered:
    """Ranges that names already cover, by number.

    Arguments:
        read: names, in any order.
    """

    def __init__(self, text: str, read: Sequence[Found]) -> None:
        self._at = np.zeros(len(text) + 1, dtype=np.int32)
        self._spans = [one.span for one in read]
        for number, span in enumerate(self._spans, 1):
            self._at[span.start : span.end] = number

    def cuts(self, span: Span) -> bool:
        """Whether it overlaps a range, and neither contains the other."""
        numbers = {int(self._at[span.start]), int(self._at[span.end - 1])} - {0}
        return any(not span.contains(self._spans[n - 1]) and not self._spans[n - 1].contains(span) for n in numbers)


def derived(register: Register) -> dict[str, list[Entry]]:
    """Spellings derived from the names of suggested entities, by key, one row for each owner."""
    found: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for entity in register.entities:
        if entity.kind.is_name and entity.tier is Tier.SUGGESTED and not entity.among:
            for spelling in entity.spellings:
                for other in spellings_of(spelling, entity.kind):
                    found[key_of(other)].setdefault(entity.id, (entity.id, other, entity.kind))
    return {key: list(rows.values()) for key, rows in found.items()}


def placed(
    document: Document, mentions: Sequence[Mention], names: Names, written_small: Iterable[Span]
) -> list[Mention]:
    """Mentions of the document's names, in order: places of known names, and names that only detection saw.

    Arguments:
        written_small: see `Asked`.
    """
    sources = {mention.span: mention.source for mention in mentions}
    taken = CoveredRanges(len(document.text))
    out: list[Mention] = []
    for found in names.find(document.text, mentions):
        taken.cover(found.span)
        source = sources.get(found.span) or (
            Source.REGISTER if names.entities[found.owner].typed else Source.PROPAGATED
        )
        out.append(_mention(found, names, source, document.text))
    out.extend(_others(mentions, names, taken))
    for found in names.find_written_small(document.text, written_small):
        if not taken.overlap(found.span):
            taken.cover(found.span)
            out.append(_mention(found, names, Source.PROPAGATED, document.text))
    return sorted(out, key=lambda mention: mention.span)


def _mention(found: Found, names: Names, source: str, text: str) -> Mention:
    entity = names.entities[found.owner]
    return Mention(found.span, found.span.of(text), entity.kind, entity.tier, source, entity.role, entity.id)


def _others(mentions: Iterable[Mention], names: Names, taken: CoveredRanges) -> Iterator[Mention]:
    """Mentions from detection at places where the search finds nothing."""
    for mention in sorted(mentions, key=lambda m: -len(m.span)):
        if not mention.kind.is_name or taken.overlap(mention.span):
            continue
        owner = names.owners.get(key_of(written(mention.surface)))
        if owner is not None:
            entity = names.entities[owner]
            taken.cover(mention.span)
            yield replace(mention, kind=entity.kind, tier=entity.tier, role=entity.role, entity=entity.id)
