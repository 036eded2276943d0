"""Finds the names and identifiers of a register in a text, for both `mask` and `verify`."""

import bisect
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from legalredact.masking.general_forms import printed_at
from legalredact.masking.longer_numbers import LongerNumbers
from legalredact.masking.place_decisions import PlaceDecisions, place_decisions
from legalredact.masking.span_index import SpanIndex
from legalredact.masking.squeezed import SqueezedNames
from legalredact.matching.citations.find import CaseCitation, case_citations
from legalredact.matching.identifiers.find import Identifier, find_identifiers, find_requested
from legalredact.matching.names.aliases import aliases
from legalredact.matching.names.concatenated import NamesInHandles
from legalredact.matching.names.finder import Found, NameFinder
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Span
from legalredact.model.register import Entity, Register
from legalredact.model.token import TOKEN

_TITLES_OF_JUDGES = ("Judge", "Justice", "Hon.", "Honorable", "Magistrate")
_WORD = "\ua66e"
"""A letter that occurs in no name and replaces the characters of tokens: token and filler are both words."""


class MaskedNames:
    """A register's masked entities, prepared for searching.

    Arguments:
        register: with its decisions.
    """

    def __init__(self, register: Register) -> None:
        spellings = aliases(register)
        self.entities = {entity.id: entity for entity in register.entities}
        self._finder = NameFinder(spellings.owned)
        self._handles = NamesInHandles(spellings.owned)
        self._unsettled = NameFinder(spellings.unsettled)
        self._unsettled_handles = NamesInHandles(spellings.unsettled)
        self._judges = NameFinder(
            _names_of_judges(entity for entity in register.entities if entity.kept and not entity.masked)
        )
        self._longer = LongerNumbers(register.entities)
        self._identifiers = _by_value(entity for entity in register.entities if not entity.kind.is_name)
        self._requested = frozenset(e.kind for e in register.entities if e.kind.on_request and e.masked)
        self.spellings = (*spellings.owned, *spellings.unsettled)
        self.by_token = register.by_token()
        self.masked = frozenset(entity.id for entity in register.entities if entity.masked)
        self._register = register
        self._local = tuple(entity for entity in register.entities if entity.local)
        self._in_document: tuple[str, MaskedNames] | None = None

    def in_document(self, document_id: str) -> "MaskedNames":
        """The names with the decisions in force in one document; the same object if there are none for it alone."""
        if not any(entity.local_decision(document_id) for entity in self._local):
            return self
        if self._in_document is None or self._in_document[0] != document_id:
            self._in_document = (document_id, MaskedNames(self._register.in_document(document_id)))
        return self._in_document[1]

    def places(self, document_id: str, text: str) -> PlaceDecisions:
        """A person's decisions for single places of a document with that text."""
        return place_decisions(self._local, document_id, text, self._local_spellings)

    @functools.cached_property
    def _local_spellings(self) -> frozenset[tuple[str, str]]:
        """(entity's id, key of a spelling) of entities with decisions for places or documents."""
        owners = {entity.id for entity in self._local}
        registered = ((entity.id, spelling) for entity in self._local for spelling in entity.spellings)
        derived = ((owner, spelling) for owner, spelling, _ in self.spellings if owner in owners)
        return frozenset((owner, key_of(spelling)) for owner, spelling in (*registered, *derived))

    @functools.cached_property
    def squeezed(self) -> SqueezedNames:
        """The same spellings for the second, independent search."""
        return SqueezedNames(self.spellings)

    def names(self, text: str, pictures: Iterable[Span] = ()) -> tuple[Found, ...]:
        """Every spelling of a masked entity in `text`, ordered by position; matches may overlap.

        Not included: a masked surname inside a judge's full name or after a judge's title, and a telephone number
        without area code at the end of another number (see `longer_numbers`). Included: a party's full name inside a
        judge's, since a caption may run into the judge's line ("In the Matter of Rosa Fontaine MOSS, J.").

        Arguments:
            pictures: spans that OCR read, where letters may be wrong.
        """
        seen = [*self._finder.find(text), *self._handles.find(text), *self._in_pictures(text, pictures)]
        return self._without_parts_of_others(seen, text)

    def cut(self, text: str) -> str:
        """The text with the register's tokens blanked, so that a token neither hides a name nor forms one.

        A general form beside a token is blanked with it.
        """
        parts: list[str] = []
        at = 0
        for match in TOKEN.finditer(text):
            entity = self.by_token.get(match.group())
            if entity is not None and match.start() >= at:
                end = match.start() + len(printed_at(entity, text, match.start()))
                parts += (text[at : match.start()], _WORD * (end - match.start()))
                at = end
        return "".join((*parts, text[at:]))

    def judges(self, text: str) -> SpanIndex[Found]:
        """Whether a span of `text` is part of a judge's full name."""
        return SpanIndex((one.span, one) for one in self._judges.find(text))

    def unsettled(self, text: str) -> tuple[Found, ...]:
        """Derived spellings in `text` that could mean several masked entities, without those that `names` excludes."""
        return self._without_parts_of_others([*self._unsettled.find(text), *self._unsettled_handles.find(text)], text)

    def _without_parts_of_others(self, found: Sequence[Found], text: str) -> tuple[Found, ...]:
        """Remove parts of a judge's name or of another number; ordered by position."""
        rest = dict.fromkeys(self._longer.left(found, text))
        judges = [one.span for one in self._judges.longest(text)] if rest else []
        own = (one for one in rest if self._is_whole_name(one) or not _is_inside(one.span, judges))
        return tuple(sorted(own, key=lambda one: (one.span.start, -one.span.end)))

    def _is_whole_name(self, found: Found) -> bool:
        """Whether it is more than a shared word: several words, the only name of the register, or not a person's."""
        entity = self.entities[found.owner]
        several = len(found.spelling.split()) > 1 and found.spelling in entity.spellings
        return several or (entity.kind is not Kind.PERSON and not is_english(key_of(found.spelling)))

    def identifiers(self, text: str) -> Iterator[tuple[Identifier, Entity | None]]:
        """Every identifier in `text`, with its entity if the register has its value.

        Case numbers and amounts are included if the register masks any.
        """
        for identifier in (*find_identifiers(text), *find_requested(text, self._requested)):
            same = (identifier.value, key_of(identifier.span.of(text)))
            yield identifier, next((e for v in same if (e := self._identifiers.get((identifier.kind, v)))), None)

    def identified(self, kind: Kind, spelling: str) -> Entity | None:
        """The entity of that kind with that spelling in the register."""
        return self._identifiers.get((kind, key_of(spelling)))

    def kept(self, text: str, found: Sequence[Found]) -> frozenset[Span]:
        """The elements of `found` that stay in clear: surnames that are a party's whole name in a reported citation.

        In a cited "Alder v. Vale, 780 F.3d 304", Alder is not our client Alder, unless our matter has a Vale too. A
        reporter is nobody either: in "36 Cal.3d 171", Cal is not our client Cal.
        """
        surnames = {one.span for one in found} - {one.span for one in found if not self._is_surname(one, text)}
        if not found:
            return frozenset()
        places = SpanIndex((one.span, one) for one in found)
        cited = case_citations(text)
        parties = {span for one in cited for span in _bare_parties(one, places) if span in surnames}
        cores = SpanIndex((one.core, one) for one in cited if one.core is not None)
        return frozenset(
            parties | {o.span for o in found if any(core.contains(o.span) for core, _ in cores.over(o.span))}
        )

    def _in_pictures(self, text: str, pictures: Iterable[Span]) -> Iterator[Found]:
        for picture in pictures:
            for one in self._finder.find_damaged(picture.of(text)):
                yield replace(one, span=Span(picture.start + one.span.start, picture.start + one.span.end))

    def _is_surname(self, found: Found, text: str) -> bool:
        single = not any(character.isspace() for character in found.span.of(text).strip())
        return single and self.entities[found.owner].kind is Kind.PERSON


def _bare_parties(citation: CaseCitation, found: SpanIndex[Found]) -> Iterator[Span]:
    """Parties of a reported citation whose other party was not found as a name."""
    if citation.reported and len(citation.parties) > 1:
        for party in citation.parties:
            if not any(found.over(other) for other in citation.parties if other != party):
                yield party


def _names_of_judges(entities: Iterable[Entity]) -> Iterator[tuple[str, str, Kind]]:
    """Full names of people who stay in clear, and their surnames with the title before them."""
    for entity in entities:
        if entity.kind is Kind.PERSON:
            for spelling in entity.spellings:
                whole = " " in spelling.strip()
                for form in (spelling,) if whole else (f"{title} {spelling}" for title in _TITLES_OF_JUDGES):
                    yield entity.id, form, entity.kind


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    """Whether it is inside one of `others`, which are in order and do not overlap."""
    at = bisect.bisect_right(others, span.start, key=lambda other: other.start) - 1
    return at >= 0 and others[at].contains(span) and len(others[at]) > len(span)


def _by_value(entities: Iterable[Entity]) -> dict[tuple[Kind, str], Entity]:
    """Identifier entities by kind and value: values parsed from their spellings, and the spellings themselves.

    Some values are identifiers only beside a cue word ("born", "account"), and cannot be parsed alone.
    """
    found: dict[tuple[Kind, str], Entity] = {}
    for entity in entities:
        for spelling in entity.spellings:
            found.setdefault((entity.kind, key_of(spelling)), entity)
            for identifier in (*find_identifiers(spelling), *find_requested(spelling, frozenset({entity.kind}))):
                found.setdefault((identifier.kind, identifier.value), entity)
    return found


_kept: tuple[tuple[Register, MaskedNames], ...] = ()
_REGISTERS = 2


def masked_names(register: Register) -> MaskedNames:
    """The names of a register; cached for later documents, since building takes about a second for 10,000 names.

    The cache compares the identity of the register, not its entities.
    """
    global _kept  # noqa: PLW0603 - a pair that is replaced as a whole, so that threads never see a mixed state
    for known, names in _kept:
        if known is register or known == register:
            return names
    names = MaskedNames(register)
    _kept = ((register, names), *_kept[: _REGISTERS - 1])
    return names


def forget_names() -> None:
    """Clear the cache."""
    global _kept  # noqa: PLW0603 - see above
    _kept = ()
