"""Finds facts, which stay in clear: dates, amounts, case numbers, statutes and the like.

Each has a canonical value, so that "January 5, 2021", "01/05/2021" and "5 January 2021" are the same fact. Used to
check that a reply has no fact that its source lacks, and to keep identifier patterns from matching these numbers.
"""

import functools
from collections.abc import Callable, Iterator

from legalredact.matching.facts.fact import Fact, FactKind
from legalredact.model.covered import CoveredRanges

__all__ = ["Fact", "FactKind", "facts"]


def facts(text: str) -> tuple[Fact, ...]:
    """Every fact of `text`, in order, not overlapping."""
    taken = CoveredRanges(len(text))
    found: list[Fact] = []
    for reader in _readers():
        for fact in reader(text):
            if not taken.overlap(fact.span):
                taken.cover(fact.span)
                found.append(fact)
    return tuple(sorted(found, key=lambda fact: fact.span))


@functools.cache
def _readers() -> tuple[Callable[[str], Iterator[Fact]], ...]:
    """Imported with the first text: compiling their patterns takes a twentieth of a second."""
    from legalredact.matching.facts.readers import READERS

    return READERS
