"""Names joined with other letters in user names, tags and Bates prefixes: "@thadfontaine", "JFONTAINE_0001"."""

import re
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from legalredact.matching.names.finder import Found
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Span

_WORD = re.compile(r"[@#]?\w+")
_IN_HANDLES = re.compile(r"[@#\d_]")
"""A mark that tells a handle from a word. It is looked for within each word: one pattern for both would begin again at
each letter of a long word."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST = 6


class NamesInHandles:
    """Finds long single-word names that are not English words inside user names, tags and Bates prefixes.

    Arguments:
        entries: (owner's id, spelling, kind).
    """

    def __init__(self, entries: Iterable[tuple[str, str, Kind]]) -> None:
        self._owners: dict[str, dict[str, str]] = {}
        for owner, spelling, kind in entries:
            key = key_of(spelling)
            if kind.is_name and _LETTERS.fullmatch(spelling) and len(key) >= _SHORTEST and not is_english(key):
                self._owners.setdefault(key, {}).setdefault(owner, spelling)
        self._keys = tuple(self._owners)
        self._automaton = ahocorasick_rs.AhoCorasick(self._keys)

    def find(self, text: str) -> Iterator[Found]:
        """Every word in a single case that contains such a name, as a whole ("thad" is part of a name too)."""
        if not self._keys:
            return
        for handle in _WORD.finditer(text):
            if not _IN_HANDLES.search(handle[0]):
                continue
            for word in _LETTERS.finditer(text, *handle.span()):
                if word[0].isupper() or word[0][1:].islower():
                    yield from self._in(word)

    def _in(self, word: re.Match[str]) -> Iterator[Found]:
        for pattern, *_ in self._automaton.find_matches_as_indexes(key_of(word[0]), overlapping=True):
            for owner, spelling in self._owners[self._keys[pattern]].items():
                yield Found(Span(*word.span()), owner, spelling)
