"""Finds numbers and addresses that identify somebody, in text from files and OCR.

Each kind has its own module, which documents its shape, cue words and check digits. Case numbers, citations, statutes,
dates and Bates numbers are not identifiers, unless a cue word or a check digit shows otherwise.
"""

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.matching.citations.find import case_citations
from legalredact.matching.facts.find import FactKind, facts
from legalredact.matching.identifiers.candidate import Certainty, IdentifierMatch
from legalredact.matching.identifiers.public_contacts import Owner, owner_of
from legalredact.matching.text.line_numbers import margin_numbers
from legalredact.matching.text.quote_marks import Unquoted
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Kind, Span, Tier

__all__ = ["Identifier", "Owner", "find_identifiers", "find_requested"]

KEPT_OWNERS = frozenset({Owner.COURT, Owner.PUBLIC, Owner.COUNSEL})
"""Owners whose numbers and addresses are only possible identifiers: they are published or on the public docket."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or address that identifies somebody.

    Arguments:
        span: in the text.
        kind: which.
        value: canonical, equal for all spellings (``+14045550123``, ``219099999``, ``1971-04-09``).
        owner: whose it is, if the text says so.
    """

    span: Span
    kind: Kind
    value: str = field(repr=False)
    owner: Owner = Owner.PRIVATE

    @property
    def tier(self) -> Tier:
        """Suggested; only possible if the owner is one of `KEPT_OWNERS`."""
        return Tier.POSSIBLE if self.owner in KEPT_OWNERS else Tier.SUGGESTED


_REQUESTED = {Kind.CASE_NUMBER: FactKind.CASE_NUMBER, Kind.AMOUNT: FactKind.AMOUNT}
_STAYING = frozenset(FactKind) - {FactKind.NUMBER, FactKind.DURATION, FactKind.PERCENT}


def find_identifiers(text: str) -> tuple[Identifier, ...]:
    """Every identifier in `text`, in order, not overlapping.

    Arguments:
        text: preferably the whole document, since a letterhead may name the owner; what one place says about a value
            holds for all places in the text.
    """
    unquoted = Unquoted(text)
    plain = _blanked(unquoted.text, margin_numbers(unquoted.text), " ")
    first = _chosen(plain)
    chosen = _without_overlaps((*first, *_chosen(_without(plain, first)))) if first else first
    owners = _owners(plain, chosen)
    return tuple(
        Identifier(unquoted.original(c.span), c.kind, c.value, owners.get((c.kind, c.value), Owner.PRIVATE))
        for c in chosen
    )


@functools.cache
def _readers() -> "tuple[Callable[[str], Iterator[IdentifierMatch]], ...]":
    """Imported with the first text: compiling their patterns takes a tenth of a second."""
    from legalredact.matching.identifiers.readers import READERS

    return READERS


def _chosen(text: str) -> tuple[IdentifierMatch, ...]:
    candidates = [candidate for reader in _readers() for candidate in reader(text)]
    return _without_overlaps(_not_staying(text, candidates))


def _without(text: str, found: Iterable[IdentifierMatch]) -> str:
    """`text` with matches replaced by words: a telephone number beside a ZIP code would hide it, a word does not."""
    return _blanked(text, (candidate.span for candidate in found), "X")


def _blanked(text: str, spans: Iterable[Span], filler: str) -> str:
    """`text` with `filler` in place of each character of the spans; unchanged if there are none."""
    characters: list[str] = []
    for span in spans:
        characters = characters or list(text)
        characters[span.start : span.end] = filler * len(span)
    return "".join(characters) or text


def find_requested(text: str, kinds: Collection[Kind]) -> tuple[Identifier, ...]:
    """Facts that are masked only if a matter or the firm requests it: case numbers, amounts of money.

    They are not part of `find_identifiers`, so that nothing has to be decided where they stay. Case numbers of cited
    precedents are not included.

    Arguments:
        kinds: the `on_request` kinds to find; others are ignored.
    """
    wanted = {_REQUESTED[kind]: kind for kind in kinds if kind.on_request}
    found = [fact for fact in facts(text) if fact.kind in wanted] if wanted else []
    cases = any(fact.kind is FactKind.CASE_NUMBER for fact in found)
    cited = [citation.span for citation in case_citations(text) if citation.reported] if cases else []
    return tuple(
        Identifier(fact.span, wanted[fact.kind], fact.value, Owner.PUBLIC)
        for fact in found
        if not (fact.kind is FactKind.CASE_NUMBER and any(span.overlaps(fact.span) for span in cited))
    )


def _not_staying(text: str, candidates: Sequence[IdentifierMatch]) -> Iterator[IdentifierMatch]:
    """Matches without those that are known only by shape and are part of what stays in clear.

    A telephone number is never part of a party's name: it is in a column before the next case.
    """
    shapes = [candidate for candidate in candidates if candidate.certainty is Certainty.SHAPE]
    staying = kept_characters(text) if shapes else bytearray()
    yield from (candidate for candidate in candidates if candidate.certainty is not Certainty.SHAPE)
    for candidate in shapes:
        places = staying[candidate.span.start : candidate.span.end]
        if not (_FACT in places if candidate.kind is Kind.PHONE else any(places)):
            yield candidate


_FACT, _PARTY = 1, 2


def kept_characters(text: str) -> bytearray:
    """For each character 1 if it is part of a fact, a citation or the name of a cited party, else 0.

    A bare year does not count, since it may be a house number.
    """
    places = bytearray(len(text))
    for citation in case_citations(text):
        if citation.reported:
            for party in citation.parties:
                places[party.start : party.end] = bytes((_PARTY,)) * len(party)
            rest = Span(citation.parties[-1].end if citation.parties else citation.span.start, citation.span.end)
            places[rest.start : rest.end] = bytes((_FACT,)) * len(rest)
    for fact in facts(text):
        if fact.kind in _STAYING and len(fact.span) > len("2021"):
            places[fact.span.start : fact.span.end] = bytes((_FACT,)) * len(fact.span)
    return places


def _without_overlaps(candidates: Iterable[IdentifierMatch]) -> tuple[IdentifierMatch, ...]:
    """Remove overlaps: longer matches win, and of equal length the more certain ones; in order."""
    chosen: list[IdentifierMatch] = []
    ordered = sorted(candidates, key=lambda c: (-len(c.span), -c.certainty, c.span.start))
    taken = CoveredRanges(max((candidate.span.end for candidate in ordered), default=0))
    for candidate in ordered:
        if not taken.overlap(candidate.span):
            taken.cover(candidate.span)
            chosen.append(candidate)
    return tuple(sorted(chosen, key=lambda c: c.span))


def _owners(text: str, candidates: Iterable[IdentifierMatch]) -> dict[tuple[Kind, str], Owner]:
    """Owners other than private ones, by kind and value; one place decides for all."""
    found = ((c.kind, c.value, owner_of(text, c)) for c in candidates)
    return {(kind, value): owner for kind, value, owner in found if owner is not Owner.PRIVATE}
