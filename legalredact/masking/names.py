"""Which names and identifiers of a register stand where in a text, for `mask` and `verify` alike."""

import bisect
import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from legalredact.masking.general import printed_at
from legalredact.masking.longer_numbers import LongerNumbers
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
from legalredact.model.pseudonym import TOKEN
from legalredact.model.register import Entity, Register

_TITLES_OF_JUDGES = ("Judge", "Justice", "Hon.", "Honorable", "Magistrate")
_WORD = "\ua66e"
"""A letter of no name, which stands for a token's characters: a word was there before, and one is there now."""


class MaskedNames:
    """A register's masked entities, ready to be found.

    Arguments:
        register: as decided.
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

    @functools.cached_property
    def squeezed(self) -> SqueezedNames:
        """The same spellings for the second look, which shares nothing with the first but this list."""
        return SqueezedNames(self.spellings)

    def names(self, text: str, pictures: Iterable[Span] = ()) -> tuple[Found, ...]:
        """Every spelling of a masked entity in `text`, in order of place; they may overlap.

        A masked surname inside a judge's full name, or after a judge's title, is not one; nor is a telephone number
        without its area code at the end of another number (see `longer_numbers`). A party's whole name inside a judge's
        is: a caption may run into the judge's line ("In the Matter of Rosa Fontaine MOSS, J.").

        Arguments:
            pictures: stretches that were read from pictures, where letters may be mistaken.
        """
        seen = [*self._finder.find(text), *self._handles.find(text), *self._in_pictures(text, pictures)]
        return self._without_parts_of_others(seen, text)

    def cut(self, text: str) -> str:
        """The text with the register's tokens blanked out, so that one neither hides a name nor makes one.

        What stands beside a token of the value that it replaced goes with it.
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
        """Where the full names of judges who stay in clear stand in `text`."""
        return SpanIndex((one.span, one) for one in self._judges.find(text))

    def unsettled(self, text: str) -> tuple[Found, ...]:
        """Derived spellings in `text` that could mean several masked entities, but for what `names` leaves aside."""
        return self._without_parts_of_others([*self._unsettled.find(text), *self._unsettled_handles.find(text)], text)

    def _without_parts_of_others(self, found: Sequence[Found], text: str) -> tuple[Found, ...]:
        """Without what is a part of a judge's name or of another number, in order of place."""
        rest = dict.fromkeys(self._longer.left(found, text))
        judges = [one.span for one in self._judges.longest(text)] if rest else []
        apart = (one for one in rest if self._is_whole_name(one) or not _is_inside(one.span, judges))
        return tuple(sorted(apart, key=lambda one: (one.span.start, -one.span.end)))

    def _is_whole_name(self, found: Found) -> bool:
        """Whether it is more than a word that many may share: several, all of the register, or no person's."""
        entity = self.entities[found.owner]
        several = len(found.spelling.split()) > 1 and found.spelling in entity.spellings
        return several or (entity.kind is not Kind.PERSON and not is_english(key_of(found.spelling)))

    def identifiers(self, text: str) -> Iterator[tuple[Identifier, Entity | None]]:
        """Every identifier in `text` with the entity whose value it is, if the register has it.

        Case numbers and amounts are among them where the register has any of them masked.
        """
        for identifier in (*find_identifiers(text), *find_requested(text, self._requested)):
            same = (identifier.value, key_of(identifier.span.of(text)))
            yield identifier, next((e for v in same if (e := self._identifiers.get((identifier.kind, v)))), None)

    def identified(self, kind: Kind, spelling: str) -> Entity | None:
        """The entity of that kind which the register has under that spelling."""
        return self._identifiers.get((kind, key_of(spelling)))

    def kept(self, text: str, found: Sequence[Found]) -> frozenset[Span]:
        """Which of `found` stay in clear: surnames that are a party's whole name in a reported citation.

        A cited "Alder v. Vale, 780 F.3d 304" is not our client Alder, unless our case has a Vale too.
        """
        surnames = {one.span for one in found if self._is_surname(one, text)}
        surnames -= {one.span for one in found if not self._is_surname(one, text)}
        if not surnames:
            return frozenset()
        places = SpanIndex((one.span, one) for one in found)
        return frozenset(
            span for cited in case_citations(text) for span in _bare_parties(cited, places) if span in surnames
        )

    def _in_pictures(self, text: str, pictures: Iterable[Span]) -> Iterator[Found]:
        for picture in pictures:
            for one in self._finder.find_damaged(picture.of(text)):
                yield replace(one, span=Span(picture.start + one.span.start, picture.start + one.span.end))

    def _is_surname(self, found: Found, text: str) -> bool:
        single = not any(character.isspace() for character in found.span.of(text).strip())
        return single and self.entities[found.owner].kind is Kind.PERSON


def _bare_parties(citation: CaseCitation, found: SpanIndex[Found]) -> Iterator[Span]:
    """Parties of a reported citation whose other party is nobody that was found."""
    if citation.reported and len(citation.parties) == 2:
        for party, other in (citation.parties, citation.parties[::-1]):
            if not found.over(other):
                yield party


def _names_of_judges(entities: Iterable[Entity]) -> Iterator[tuple[str, str, Kind]]:
    """Names of several words of people who are left in clear, and surnames with the title before them."""
    for entity in entities:
        if entity.kind is Kind.PERSON:
            for spelling in entity.spellings:
                whole = " " in spelling.strip()
                for form in (spelling,) if whole else (f"{title} {spelling}" for title in _TITLES_OF_JUDGES):
                    yield entity.id, form, entity.kind


def _is_inside(span: Span, others: Sequence[Span]) -> bool:
    """Whether it is a part of one of `others`, which are in order and do not overlap."""
    at = bisect.bisect_right(others, span.start, key=lambda other: other.start) - 1
    return at >= 0 and others[at].contains(span) and len(others[at]) > len(span)


def _by_value(entities: Iterable[Entity]) -> dict[tuple[Kind, str], Entity]:
    """Identifier entities by kind and value: what is read of their spellings, and these themselves.

    Some values are identifiers only beside a word that says so ("born", "account"), and are not read when alone.
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
    """The names of a register; kept for the documents that follow, as building it takes about a second for 10,000.

    The very same register is known again without a look at its entities.
    """
    global _kept  # noqa: PLW0603 - a pair that is replaced as a whole, so that threads never see half of it
    for known, names in _kept:
        if known is register or known == register:
            return names
    names = MaskedNames(register)
    _kept = ((register, names), *_kept[: _REGISTERS - 1])
    return names


def forget_names() -> None:
    """Keep no register: whoever asked no longer works with one."""
    global _kept  # noqa: PLW0603 - see above
    _kept = ()
