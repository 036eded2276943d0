"""Fonts without a way back to Unicode: glyphs that can be seen but not read, or read as other letters than are seen."""

import re
import unicodedata
from collections.abc import Sequence

from legalredact.documents.layout.words import Word

_LETTERS = 200
"""Fewer letters say nothing about how often each should come."""

_FREQUENT = frozenset("etaoinshr")
_FREQUENT_SHARE = 0.45
"""In English two letters of three are one of these nine, in other languages of Latin script more than half; where
letters are shifted, a third."""

_UNREADABLE = frozenset({"Co", "Cn", "Cs", "Cc"})
_SUSPECT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\uf8ff\ufff0-\U000104ff\U000e0000-\U0010ffff]")


def is_broken(word: Word) -> bool:
    """Whether it has a sign that means nothing. Lone signs are bullets and ticks of symbol fonts, and do not count."""
    text = word.text
    return not text.isascii() and len(text) > 1 and any(map(_is_unreadable, text))


def _is_unreadable(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in _UNREADABLE


def broken_words(words: Sequence[Word]) -> list[Word]:
    """Words with signs that mean nothing."""
    if not _SUSPECT.search("".join([word.text for word in words])):
        return []
    return [word for word in words if is_broken(word)]


def is_gibberish(words: Sequence[Word]) -> bool:
    """Whether the letters, though letters, cannot be what the page shows: they come in no language's proportions."""
    letters = "".join([word.text for word in words]).casefold()
    if not letters.isascii():
        letters = letters.encode("ascii", errors="ignore").decode()
    count = sum(map(letters.count, "abcdefghijklmnopqrstuvwxyz"))
    if count < max(_LETTERS, len(letters) // 2):
        return False
    return sum(map(letters.count, _FREQUENT)) < _FREQUENT_SHARE * count
