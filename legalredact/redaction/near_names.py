"""Words near the names of a copy: those that stay although they resemble a name, and those that were covered although
the name is only a part of them, or only beside them. A person reads this list before and after a copy is made.
"""

import enum
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from legalredact.matching.text.misspelled import without_a_letter
from legalredact.redaction.targets import TargetSet

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
_LEAST, _LONG = 4, 5
"""Letters of a word of a name that is searched in other words, and of one that may be misspelled by a letter."""

_MOST_PAGES = 8
"""Pages of a word that are listed."""


class Nearness(enum.IntEnum):
    """What became of a word near a name, in the order of the list."""

    STAYS = 0
    PART = 1
    """It was covered, and the name is only a part of it."""
    UNDER = 2
    """A box covers at least a part of it, and no name is in it."""


_LINES = {
    Nearness.STAYS: "near a name and not covered",
    Nearness.PART: "covered, though a name is only a part of it",
    Nearness.UNDER: "covered at least in part, though not a name in the text",
}
_COUNTS = {
    Nearness.STAYS: "near a name not covered",
    Nearness.PART: "covered of which a name is a part",
    Nearness.UNDER: "covered at least in part, though not a name in the text",
}


@dataclass(frozen=True, slots=True)
class NearWord:
    """A word that is near a name.

    Arguments:
        text: the word; text of the document, so it must never be logged.
        label: of the name.
        pages: on which it stands; empty for a file without pages.
    """

    text: str = field(repr=False)
    label: str
    pages: tuple[int, ...]
    nearness: Nearness


class NearNames:
    """Collects words from the text of a copy's original, page by page; a page that is added again replaces itself."""

    def __init__(self, wanted: TargetSet) -> None:
        self._wanted = wanted
        self._parts: dict[str, int] = {}
        self._misspelled: dict[str, int] = {}
        for number, target in enumerate(wanted.targets):
            for word in {word for spelling in target.spellings for word in _WORD.findall(spelling)}:
                key = word.casefold()
                if len(key) >= _LEAST:
                    self._parts.setdefault(key, number)
                if len(key) >= _LONG:
                    for damaged in without_a_letter(key, 1):
                        self._misspelled.setdefault(damaged, number)
        self._spellings = frozenset(
            word.casefold()
            for target in wanted.targets
            for spelling in (*target.all_spellings, *target.also)
            for word in _WORD.findall(spelling)
            if len(word) >= _LEAST
        )
        self._found: dict[int, dict[tuple[str, bool], int]] = {}
        self._under: dict[int, dict[str, str]] = {}
        self._known: dict[tuple[str, bool], int | None] = {}

    def add(self, page: int, text: str) -> None:
        """Note the words of a page, counted from 1; 0 for a file without pages."""
        found: dict[tuple[str, bool], int] = {}
        covered = [spot.span for spot in self._wanted.find(text)]
        at = 0
        for match in _WORD.finditer(text):
            while at < len(covered) and covered[at].end <= match.start():
                at += 1
            within = at < len(covered) and covered[at].start < match.end()
            word = _POSSESSIVE.sub("", match[0])
            key = word, within
            if key not in self._known:
                self._known[key] = self._inside(word) if within else self._near(word)
            target = self._known[key]
            if target is not None:
                found.setdefault(key, target)
        self._found[page] = found
        self._under.pop(page, None)

    def add_under(self, page: int, words: Iterable[tuple[str, str]]) -> None:
        """Add the words of a page that a box covers in part although they are no names, each with the box's label."""
        self._under[page] = dict(words)

    def words(self) -> tuple[NearWord, ...]:
        """Each word once, those that stay first."""
        pages: dict[tuple[str, Nearness], list[int]] = {}
        labels: dict[tuple[str, Nearness], str] = {}
        for page, word, nearness, label in sorted(self._noted()):
            pages.setdefault((word, nearness), []).append(page)
            labels.setdefault((word, nearness), label)
        return tuple(
            NearWord(word, labels[word, nearness], tuple(filter(None, on)), nearness)
            for (word, nearness), on in sorted(pages.items(), key=lambda item: (item[0][1], item[0][0].casefold()))
        )

    def _noted(self) -> Iterator[tuple[int, str, Nearness, str]]:
        for page, found in self._found.items():
            for (word, covered), target in found.items():
                yield page, word, Nearness.PART if covered else Nearness.STAYS, self._wanted.targets[target].label
        for page, under in self._under.items():
            for word, label in under.items():
                yield page, word, Nearness.UNDER, label

    def _inside(self, word: str) -> int | None:
        """The name that is only a part of a word."""
        key = word.casefold()
        if any(part in self._spellings for part in (key, *re.split(r"['\u2019-]", key))):
            return None
        return next((number for part, number in self._parts.items() if part in key), None)

    def _near(self, word: str) -> int | None:
        """The name that a word resembles: a part of a name alone, with other letters around it, or misspelled."""
        key = word.casefold()
        if len(key) < _LEAST:
            return None
        if key in self._parts:
            return self._parts[key]
        inner = next((number for part, number in self._parts.items() if part in key), None)
        if inner is not None or len(key) < _LONG:
            return inner
        return next(
            (self._misspelled[damaged] for damaged in without_a_letter(key, 1) if damaged in self._misspelled), None
        )


def words_of(near: tuple[NearWord, ...], nearness: Nearness, most: int | None = None) -> str:
    """The words of one kind, with their pages; empty if none. Text of the document.

    Arguments:
        most: words that are listed; the others are counted.
    """
    chosen = [word for word in near if word.nearness is nearness]
    listed = "; ".join(f"\u201c{word.text}\u201d{_on_pages(word.pages)}" for word in chosen[:most])
    left = len(chosen) - len(chosen[:most])
    return f"{listed}; and {left} more" if left else listed


def _on_pages(pages: tuple[int, ...]) -> str:
    if not pages:
        return ""
    shown = ", ".join(map(str, pages[:_MOST_PAGES])) + (" \u2026" if len(pages) > _MOST_PAGES else "")
    return f" (page {shown})" if len(pages) == 1 else f" (pages {shown})"


def near_lines(near: tuple[NearWord, ...], most: int | None = None) -> tuple[str, ...]:
    """What a person should read, a line for each kind, of at most that many words each. Text of the document."""
    lines = ((words, words_of(near, nearness, most)) for nearness, words in _LINES.items())
    return tuple(f"{words}: {found}" for words, found in lines if found)


def near_counts(near: tuple[NearWord, ...]) -> str:
    """How many words near a name there are of each kind; empty if none."""
    said = ((sum(word.nearness is nearness for word in near), what) for nearness, what in _COUNTS.items())
    return "; ".join(f"{count} {'word' if count == 1 else 'words'} {what}" for count, what in said if count)


def counts_by_page(near: tuple[NearWord, ...]) -> Iterator[tuple[int, str, Nearness, int]]:
    """For the log, without the words: page, label of the name, what became of the words, and their number."""
    rows = sorted((page, word.label, word.nearness) for word in near for page in word.pages or (0,))
    for (page, label, nearness), same in itertools.groupby(rows):
        yield page, label, nearness, len(list(same))
