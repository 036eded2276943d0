"""A second, simpler search for names, independent of the finder's normal form and gap rules.

White space, hyphens and invisible characters are removed from both sides, and the rest is compared. It finds only names
of some length, but a fault in the finder cannot hide a name from it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from legalredact.matching.text.dictionary import is_english
from legalredact.model.mention import Kind, Span

_BLANKS = re.compile(r"[\s\-\u2010-\u2015\u2800\x00-\x1f\x7f-\x9f]")
"""White space, the Braille blank, hyphens, and control characters."""
_UNSEEN = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Categories of marks on other characters and of characters without a shape."""
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Hangul letters without a shape."""
_LETTERS = re.compile(r"[^\W\d_]+")
_INITIAL = re.compile(r"\W*[^\W\d_](?![\w'’‘])")
_LONG = 6


class _Squeezed(dict[int, str | None]):
    """Translation table for `str.translate`, filled on demand."""

    def __missing__(self, code: int) -> str | None:
        self[code] = _squeezed(chr(code)) or None
        return self[code]


def _squeezed(character: str) -> str:
    if _BLANKS.match(character):
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(filter(_is_seen, plain)).replace("’", "'").replace("‘", "'")


_TABLE = _Squeezed()


class SqueezedNames:
    """Spellings of at least six letters, compared letter by letter.

    Left out are single English words, also with accents removed (only a capital distinguishes "Bégins" from "begins"),
    and spellings that begin with an initial ("V. Vale" would match in "Alder v. Vale"); the "O" of "O'Hara" is not an
    initial.

    Arguments:
        entries: (owner's id, spelling, kind).
    """

    def __init__(self, entries: Iterable[tuple[str, str, Kind]]) -> None:
        self._owners: dict[str, tuple[str, bool]] = {}
        for owner, spelling, _ in entries:
            squeezed = spelling.translate(_TABLE)
            if _LETTERS.search(spelling) and not _INITIAL.match(spelling) and len(squeezed) >= _LONG:
                single = len(spelling.split()) == 1
                if not (single and is_english(squeezed)):
                    self._owners.setdefault(squeezed, (owner, single))
        self._keys = tuple(self._owners)
        self._automaton = ahocorasick_rs.AhoCorasick(self._keys) if self._keys else None

    def find(self, text: str) -> Iterator[tuple[Span, str]]:
        """Every spelling in `text` that is not part of a longer word: its span and its owner."""
        squeezed = text.translate(_TABLE)
        if self._automaton is None or not self._automaton.find_matches_as_indexes(squeezed):
            return
        offsets = [offset for offset, character in enumerate(text) for _ in _TABLE[ord(character)] or ""]
        for pattern, first, last in self._automaton.find_matches_as_indexes(squeezed, overlapping=True):
            owner, single = self._owners[self._keys[pattern]]
            span = Span(offsets[first], offsets[last - 1] + 1)
            if _is_whole_word(text, span) and not (single and _is_phrase(span.of(text))):
                yield span, owner


def _is_whole_word(text: str, span: Span) -> bool:
    """Whether no letter or digit is adjacent, ignoring invisible characters."""
    before = next((text[at] for at in range(span.start - 1, -1, -1) if _is_seen(text[at])), "")
    after = next((text[at] for at in range(span.end, len(text)) if _is_seen(text[at])), "")
    return not (before.isalnum() or after.isalnum())


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN and character not in _FILLERS


def _is_phrase(surface: str) -> bool:
    """Whether English words happen to spell a single-word name ("good man"), ignoring invisible characters."""
    pieces = _LETTERS.findall("".join(filter(_is_seen, surface.casefold())))
    words = [piece for piece in pieces if len(piece) > 1]
    return bool(words) and all(map(is_english, words))
