"""Joins drop caps to their words: a large first letter beside two or three lines, as in "T" and "arrow"."""

from collections.abc import Sequence

from legalredact.documents.layout.words import Word
from legalredact.matching.text.dictionary import is_english

_LARGE = 1.8
"""Height relative to the word that continues; a capital of small capitals is not that large."""

_BESIDE = 0.5
"""In heights of that word: largest distance from the letter, and largest difference of their tops."""

_WORDS = frozenset("AI")
"""Letters that are words themselves; they are joined only if the rest is not a word."""


def with_drop_caps(words: list[Word]) -> list[Word]:
    """The words of a page, with each drop cap joined to the word that it begins."""
    letters = [word for word in words if len(word.text) == 1 and word.text.isupper()]
    if not letters:
        return words
    lowest = _LARGE * min([word.y1 - word.y0 for word in words])
    letters = [letter for letter in letters if letter.y1 - letter.y0 >= lowest]
    found = {letter: rest for letter in letters if (rest := _rest(letter, words)) is not None}
    if not found:
        return words
    whole = {rest: rest._replace(x0=letter.x0, text=letter.text + rest.text) for letter, rest in found.items()}
    return [whole.get(word, word) for word in words if word not in found]


def _rest(letter: Word, words: Sequence[Word]) -> Word | None:
    beside = [word for word in words if _goes_on(letter, word)]
    rest = min(beside, key=lambda word: word.y0, default=None)
    if rest is None or (letter.text in _WORDS and is_english(rest.text.strip(".,;:!?").lower())):
        return None
    return rest


def _goes_on(letter: Word, word: Word) -> bool:
    """Whether a word in lower case, or the rest of a word in capitals, begins at the letter's upper right."""
    height = word.y1 - word.y0
    return (
        letter.y1 - letter.y0 >= _LARGE * height
        and -_BESIDE * height < word.x0 - letter.x1 < _BESIDE * height
        and word.text[0].isalpha()
        and (word.text[0].islower() or (len(word.text) > 1 and word.text.isupper()))
        and letter.y0 - _BESIDE * height < word.y0
        and word.y1 < (letter.y0 + letter.y1) / 2 + _BESIDE * height
    )
