"""The kinds of facts, each with a module of its own; `find` imports them with the first text."""

from collections.abc import Callable, Iterator

from legalredact.matching.facts.dates import dates
from legalredact.matching.facts.dockets import bates_numbers, case_numbers, docket_entries
from legalredact.matching.facts.fact import Fact
from legalredact.matching.facts.quantities import numbers, quantities, times
from legalredact.matching.facts.statutes import statutes

READERS: tuple[Callable[[str], Iterator[Fact]], ...] = (
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
