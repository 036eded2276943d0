"""Finds names that OCR misread: confusable letters, or one wrong letter.

The search is bounded, so that it stays fast and does not turn one surname into another: confusable letters in names of
at least six letters ("W1lson", "Hamrnond"), and one letter lost, added or changed in names of at least eight.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import ahocorasick_rs

from legalredact.matching.names.pattern import Spelled
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import SEEN, Gap, Normal

_LOOK_ALIKE = str.maketrans(
    {"1": "l", "i": "l", "0": "o", "5": "s", "8": "b", "2": "z", "m": "rn", "w": "vv", "d": "cl"}
)
_FOR_LOOK_ALIKES, _FOR_AN_EDIT, _EDITED_WORD = 6, 8, 6
_BOUNDARY = int(SEEN | Gap.TURN)
_SEEN = int(SEEN)
_INSIDE = int(Gap.SPACE | Gap.LINE | Gap.BREAK | Gap.HYPHEN | Gap.POINT | Gap.APOSTROPHE)


@dataclass(frozen=True, slots=True)
class Damaged:
    """A misread name: characters `first` to `last` of the text's key, and its spelling."""

    first: int
    last: int
    spelled: Spelled = field(repr=False)


class DamagedNames:
    """Searches for misread spellings of names.

    Arguments:
        spellings: of names only; an identifier with another digit is another identifier.
    """

    def __init__(self, spellings: Iterable[Spelled]) -> None:
        fit = [one for one in spellings if len(one.key) >= _FOR_LOOK_ALIKES and not one.key.isdigit()]
        self._known = frozenset(one.key for one in fit)
        self._alike = _Patterns((one.key.translate(_LOOK_ALIKE), one) for one in fit)
        long = [one for one in fit if len(one.key) >= _FOR_AN_EDIT and not (one.single and is_english(one.key))]
        self._heads = _Patterns((one.key[: len(one.key) // 2], one) for one in long)
        self._tails = _Patterns((one.key[len(one.key) // 2 :], one) for one in long)

    def find(self, normal: Normal) -> Iterator[Damaged]:
        """Every misread name of the text, without correctly spelled ones."""
        seen: set[tuple[int, int, str]] = set()
        for one in (*self._alikes(normal), *self._edited(normal)):
            if (one.first, one.last, one.spelled.owner) not in seen and self._may_be(one, normal):
                seen.add((one.first, one.last, one.spelled.owner))
                yield one

    def _alikes(self, normal: Normal) -> Iterator[Damaged]:
        """Names whose letters are confusable with those of the text."""
        places = [place for place, letter in enumerate(normal.key) for _ in letter.translate(_LOOK_ALIKE)]
        places.append(len(normal.key))
        for spelled, first, last in self._alike.find(normal.key.translate(_LOOK_ALIKE)):
            whole_first = first == 0 or places[first - 1] != places[first]
            if whole_first and places[last - 1] != places[last]:
                yield Damaged(places[first], places[last], spelled)

    def _edited(self, normal: Normal) -> Iterator[Damaged]:
        """Names of which one half matches exactly and the other except for one letter."""
        for spelled, first, last in self._heads.find(normal.key):
            rest = spelled.key[last - first :]
            for end in range(last + len(rest) - 1, min(last + len(rest) + 1, len(normal.key)) + 1):
                if _bounded(normal, first, end) and (at := _edit(rest, normal.key[last:end])) is not None:
                    yield from _if_long(spelled, last - first + at, Damaged(first, end, spelled))
        for spelled, first, last in self._tails.find(normal.key):
            rest = spelled.key[: first - last]
            for start in range(max(0, first - len(rest) - 1), first - len(rest) + 2):
                if _bounded(normal, start, last) and (at := _edit(rest, normal.key[start:first])) is not None:
                    yield from _if_long(spelled, at, Damaged(start, last, spelled))

    def _may_be(self, one: Damaged, normal: Normal) -> bool:
        """Whether it is not already correct, not an English word, not another name, and has acceptable gaps."""
        key = normal.key[one.first : one.last]
        gaps = [gap & _SEEN for gap in normal.gaps[one.first + 1 : one.last].tolist()]
        if key in self._known or any(gap & ~_INSIDE for gap in gaps) or not _bounded(normal, one.first, one.last):
            return False
        surface = normal.text[normal.starts[one.first] : normal.starts[one.last - 1] + 1]
        extra = sum(map(bool, gaps)) - sum(map(bool, one.spelled.gaps))
        return abs(extra) <= 1 and not surface.islower() and not _english(key, gaps)


class _Patterns:
    """Strings to search for, each with the spelling from which it is made."""

    def __init__(self, patterns: Iterable[tuple[str, Spelled]]) -> None:
        by_string: dict[str, list[Spelled]] = {}
        for string, spelled in patterns:
            by_string.setdefault(string, []).append(spelled)
        self._spelled = tuple(by_string.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_string)) if by_string else None

    def find(self, text: str) -> Iterator[tuple[Spelled, int, int]]:
        if self._automaton is not None:
            for pattern, first, last in self._automaton.find_matches_as_indexes(text, overlapping=True):
                for spelled in self._spelled[pattern]:
                    yield spelled, first, last


def _bounded(normal: Normal, first: int, last: int) -> bool:
    return first < last and bool(int(normal.gaps[first]) & _BOUNDARY and int(normal.gaps[last]) & _BOUNDARY)


def _edit(right: str, read: str) -> int | None:
    """Position in `right` of the one letter that `read` lost, added or changed; None if the difference is another."""
    at = next((i for i, (a, b) in enumerate(zip(right, read, strict=False)) if a != b), min(len(right), len(read)))
    tails = {0: (at + 1, at + 1), 1: (at + 1, at), -1: (at, at + 1)}.get(len(right) - len(read))
    if right == read or tails is None:
        return None
    return at if right[tails[0] :] == read[tails[1] :] else None


def _if_long(spelled: Spelled, at: int, damaged: Damaged) -> Iterator[Damaged]:
    """The match, if the word with the wrong letter is long enough to be recognizable ("Joan" is not "John")."""
    start = max((place for place in range(min(at, len(spelled.gaps)), 0, -1) if spelled.gaps[place - 1]), default=0)
    end = next((place for place in range(at + 1, len(spelled.key)) if spelled.gaps[place - 1]), len(spelled.key))
    if end - start >= _EDITED_WORD:
        yield damaged


def _english(key: str, gaps: Sequence[int]) -> bool:
    """Whether all of its words are English."""
    words, start = [], 0
    for place, gap in enumerate(gaps, start=1):
        if gap:
            words.append(key[start:place])
            start = place
    return all(is_english(word) for word in (*words, key[start:]))
