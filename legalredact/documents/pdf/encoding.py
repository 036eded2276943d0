"""Detects fonts without a correct mapping to Unicode: their glyphs are readable, but their text is missing or wrong."""

import re
import unicodedata
from collections.abc import Sequence

from legalredact.documents.layout.words import Word

_LETTERS = 200
"""With fewer letters, letter frequencies mean nothing."""

_FREQUENT = frozenset("etaoinshr")
_FREQUENT_SHARE = 0.45
"""Share of the nine most frequent letters. In English it is two thirds, in other languages of Latin script more than
half; if letters are shifted, a third."""

_UNREADABLE = frozenset({"Co", "Cn", "Cs", "Cc"})
_SUSPECT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\uf8ff\ufff0-\U000104ff\U000e0000-\U0010ffff]")


def is_broken(word: Word) -> bool:
    """Whether it has an invalid character. A single one is a bullet or check mark of a symbol font: not counted."""
    text = word.text
    return not text.isascii() and len(text) > 1 and any(map(_is_unreadable, text))


def _is_unreadable(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in _UNREADABLE


def broken_words(words: Sequence[Word]) -> list[Word]:
    """Words with invalid characters."""
    if not _SUSPECT.search("".join([word.text for word in words])):
        return []
    return [word for word in words if is_broken(word)]


def is_gibberish(words: Sequence[Word]) -> bool:
    """Whether the letters cannot be what the page shows: their frequencies fit no language."""
    letters = "".join([word.text for word in words]).casefold()
    if not letters.isascii():
        letters = letters.encode("ascii", errors="ignore").decode()
    count = sum(map(letters.count, "abcdefghijklmnopqrstuvwxyz"))
    if count < max(_LETTERS, len(letters) // 2):
        return False
    return sum(map(letters.count, _FREQUENT)) < _FREQUENT_SHARE * count
