"""Word lists that are data: `resources/words/NAME.txt`, one word, phrase or row a line, read when first needed.

A file begins with comments (``#``): its contents, its source, and ``# Entries: N``. The number is compared with what
was read. So a file that was cut short stops detection, and does not silently change what is found.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator

from legalredact.resources import ResourceMissing, resource

_COUNT = re.compile(r"# Entries: (?P<count>\d+)")


@functools.cache
def entries(name: str) -> tuple[str, ...]:
    """The lines of a list in their order, without comments.

    Arguments:
        name: of the file below resources/words, without ".txt".

    Errors:
        ResourceMissing: the file is absent, or is not what was shipped.
    """
    try:
        lines = resource("words", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(name) from error
    kept = tuple(line for line in lines if line and not line.startswith("#"))
    counts = [int(match["count"]) for match in map(_COUNT.fullmatch, lines) if match]
    if counts != [len(kept)] or not kept or len(set(kept)) != len(kept):
        raise _damaged(name)
    return kept


@functools.cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of each line of a list.

    Errors:
        ResourceMissing: see `entries`.
    """
    return tuple(tuple(line.split()) for line in entries(name))


class WordList:
    """A set of words that is read at first use; unions and differences of such sets wait as well."""

    __slots__ = ("_make", "_words")

    def __init__(self, make: Callable[[], Iterable[str]]) -> None:
        self._make = make
        self._words: frozenset[str] | None = None

    @property
    def words(self) -> frozenset[str]:
        """All of them.

        Errors:
            ResourceMissing: see `entries`.
        """
        if self._words is None:
            self._words = frozenset(self._make())
        return self._words

    def __contains__(self, word: object) -> bool:
        return word in (self._words or self.words)

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    def __or__(self, other: Iterable[str]) -> "WordList":
        return WordList(lambda: self.words.union(other))

    def __sub__(self, other: Iterable[str]) -> "WordList":
        return WordList(lambda: self.words.difference(other))

    def __and__(self, other: Iterable[str]) -> frozenset[str]:
        return self.words.intersection(other)

    intersection = __and__

    def issuperset(self, other: Iterable[str]) -> bool:
        """Whether all words of `other` are in the list."""
        return self.words.issuperset(other)

    def isdisjoint(self, other: Iterable[str]) -> bool:
        """Whether no word of `other` is in the list."""
        return self.words.isdisjoint(other)


def word_list(name: str) -> WordList:
    """The words or phrases of a list, as a set."""
    return WordList(lambda: entries(name))


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first, so that none hides a longer one that begins with it."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _damaged(name: str) -> ResourceMissing:
    return ResourceMissing(
        f"The word list words/{name}.txt is damaged or not the one of this version.", "Install LegalRedact again."
    )
