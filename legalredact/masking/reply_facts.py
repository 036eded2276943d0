"""Facts in a reply that its source lacks."""

import collections
import re
from collections.abc import Iterator, Sequence

from legalredact.masking.wording import occurs_in
from legalredact.matching.facts.dates import date_parts
from legalredact.matching.facts.dockets import same_case
from legalredact.matching.facts.find import Fact, FactKind, facts
from legalredact.matching.facts.statutes import within_law
from legalredact.model.mention import Span

_CHECKED = frozenset(
    {FactKind.DATE, FactKind.AMOUNT, FactKind.PERCENT, FactKind.CASE_NUMBER, FactKind.STATUTE, FactKind.BATES}
)
_READ_BY_CONTEXT = frozenset({FactKind.CASE_NUMBER, FactKind.STATUTE, FactKind.BATES})
_AFTER_COUNT = re.compile(r"[.)]\s")


class KnownFacts:
    """The facts of a payload.

    Arguments:
        source: its text.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._values: dict[FactKind, set[str]] = collections.defaultdict(set)
        found = tuple(facts(source))
        for fact in found:
            self._values[fact.kind].add(fact.value)
        self._dates = {part for value in self._values[FactKind.DATE] for part in date_parts(value)}
        self._dates |= set(_in_nearest_years([fact for fact in found if fact.kind is FactKind.DATE], source))

    def unknown(self, text: str) -> Iterator[Span]:
        """Dates, amounts, percentages, case numbers, statutes and Bates numbers of `text` that the source lacks.

        Compared by their canonical values. A year or month of a known date is known, and so is a day that stands in the
        source without its year, in the year that the source names next before or after it; a general provision of which
        the source cites a part; a case number without its division; an amount that stands in the source as a mere
        number, as in tables.
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
        return fact.kind in _READ_BY_CONTEXT and occurs_in(fact.span.of(text), self._source)

    def _is_known_date(self, date: str) -> bool:
        """Whether a date stands in the source; a bare year may be any number there."""
        return date in self._dates or date in self._values[FactKind.NUMBER]


def _in_nearest_years(dates: Sequence[Fact], source: str) -> Iterator[str]:
    """Days and months that `source` writes without a year, each in the years that stand next to it on either side.

    Another year would be a guess: of "April 1 … 1991 … May 1994" nobody may make "April 1, 1994".
    """
    years = [_year_of(fact, source) for fact in dates]
    before, after = _last_known(years), _last_known(years[::-1])[::-1]
    for fact, *beside in zip(dates, before, after, strict=True):
        for part in fact.value.split("/"):
            if part.startswith("--"):
                yield from (f"{year}{part.removeprefix('-')}" for year in beside if year)


def _year_of(fact: Fact, source: str) -> str:
    """The year of a date; empty if it has none, or is a number that counts paragraphs at the beginning of a line."""
    begins = source.rfind("\n", 0, fact.span.start) + 1
    counts = fact.value.isdigit() and not source[begins : fact.span.start].strip()
    if fact.value.startswith("--") or (counts and _AFTER_COUNT.match(source, fact.span.end)):
        return ""
    return fact.value.partition("-")[0]


def _last_known(years: Sequence[str]) -> list[str]:
    """For each place the last year up to it."""
    last = ""
    return [last := year or last for year in years]
