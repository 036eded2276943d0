"""Finds facts, which stay in clear: dates, amounts, case numbers, statutes and the like.

Each has a canonical value, so that "January 5, 2021", "01/05/2021" and "5 January 2021" are the same fact. Used to
check that a reply has no fact that its source lacks, and to keep identifier patterns from matching these numbers.
"""

from collections.abc import Callable, Iterator

from legalredact.matching.facts.dates import dates
from legalredact.matching.facts.dockets import bates_numbers, case_numbers, docket_entries
from legalredact.matching.facts.fact import Fact, FactKind
from legalredact.matching.facts.quantities import numbers, quantities, times
from legalredact.matching.facts.statutes import statutes
from legalredact.model.covered import CoveredRanges

__all__ = ["Fact", "FactKind", "facts"]

_READERS: tuple[Callable[[str], Iterator[Fact]], ...] = (
    case_numbers,
    docket_entries,
    statutes,
    quantities,
    dates,
    times,
    bates_numbers,
    numbers,
)
"""In order of precedence: where two results overlap, the earlier one is kept."""


def facts(text: str) -> tuple[Fact, ...]:
    """Every fact of `text`, in order, not overlapping."""
    taken = CoveredRanges(len(text))
    found: list[Fact] = []
    for reader in _READERS:
        for fact in reader(text):
            if not taken.overlap(fact.span):
                taken.cover(fact.span)
                found.append(fact)
    return tuple(sorted(found, key=lambda fact: fact.span))
