"""The labels of the name model, and sets of them for gold that does not say everything.

A set is a bit mask: bit 0 is O, bits 1 and 2 are B-PER and I-PER, and so on in the order of LABELS.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-GOV", "I-GOV")
Sets = npt.NDArray[np.uint8]

OUTSIDE = 1
ANYTHING = (1 << len(LABELS)) - 1
_BEGIN = {"PER": 1, "ORG": 3, "GOV": 5}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Allowed labels of the characters ``[start, end)``: one of `kinds`, or none if `outside`."""

    start: int
    end: int
    kinds: tuple[str, ...]
    outside: bool = False

    def first(self) -> int:
        """The set of the first word."""
        return sum(1 << _BEGIN[kind] for kind in self.kinds) | self.outside

    def later(self) -> int:
        """The set of each further word."""
        return sum(2 << _BEGIN[kind] for kind in self.kinds) | self.outside


ANY_KIND = ("PER", "ORG", "GOV")


def anything(start: int, end: int) -> Allowed:
    """A span without a label for training; see `word_sets`."""
    return Allowed(start, end, ())


def word_sets(starts: Sequence[int], ends: Sequence[int], stretches: Iterable[Allowed]) -> Sets:
    """The set of each word ``[starts, ends)``; words in no stretch are O."""
    sets = np.full(len(starts), OUTSIDE, dtype=np.uint8)
    first_words = np.asarray(ends)
    last_words = np.asarray(starts)
    for one in stretches:
        first = int(np.searchsorted(first_words, one.start, side="right"))
        last = int(np.searchsorted(last_words, one.end, side="left"))
        if last <= first:
            continue
        if not one.kinds:
            sets[first:last] = ANYTHING
            continue
        sets[first:last] = one.later()
        sets[first] = one.first()
    return sets
