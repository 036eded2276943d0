"""Facts in a reply that its source lacks."""

import collections
from collections.abc import Iterator

from legalredact.masking.wording import stands_in
from legalredact.matching.dates import date_parts
from legalredact.matching.dockets import same_case
from legalredact.matching.facts import Fact, FactKind, facts
from legalredact.matching.statutes import within_law
from legalredact.model.mention import Span

_CHECKED = frozenset(
    {FactKind.DATE, FactKind.AMOUNT, FactKind.PERCENT, FactKind.CASE_NUMBER, FactKind.STATUTE, FactKind.BATES}
)
_READ_BY_CONTEXT = frozenset({FactKind.CASE_NUMBER, FactKind.STATUTE, FactKind.BATES})


class KnownFacts:
    """The facts of a payload.

    Arguments:
        source: its text.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._values: dict[FactKind, set[str]] = collections.defaultdict(set)
        for fact in facts(source):
            self._values[fact.kind].add(fact.value)
        self._dates = {part for value in self._values[FactKind.DATE] for part in date_parts(value)}

    def unknown(self, text: str) -> Iterator[Span]:
        """Dates, amounts, percentages, case numbers, statutes and Bates numbers of `text` that the source lacks.

        Compared by their canonical values. A year or month of a known date is known, and so is a date whose day stands
        in the source without its year; a general provision of which the source cites a part; a case number without its
        division; an amount that stands in the source as a mere number, as in tables.
        """
        for fact in facts(text):
            if fact.kind in _CHECKED and not self._is_known(fact) and not self._is_spelled(fact, text):
                yield fact.span

    def _is_known(self, fact: Fact) -> bool:
        known = self._values[fact.kind]
        if fact.value in known:
            return True
        if fact.kind is FactKind.DATE:
            return all(map(self._is_known_date, fact.value.split("/")))
        if fact.kind is FactKind.AMOUNT:
            return fact.value.partition(" ")[2] in self._values[FactKind.NUMBER]
        if fact.kind is FactKind.CASE_NUMBER:
            return any(same_case(fact.value, value) for value in known)
        if fact.kind is FactKind.STATUTE:
            return any(within_law(fact.value, value) for value in known)
        return False

    def _is_spelled(self, fact: Fact, text: str) -> bool:
        """Whether a number that is read for what it is by the words around it stands in the source as it is."""
        return fact.kind in _READ_BY_CONTEXT and stands_in(fact.span.of(text), self._source)

    def _is_known_date(self, date: str) -> bool:
        """Whether a date, or its day and its year apart, stand in the source; a bare year may be any number there."""
        year, _, day = date.partition("-")
        apart = f"--{day}" in self._dates and year in self._dates
        return date in self._dates or apart or date in self._values[FactKind.NUMBER]
