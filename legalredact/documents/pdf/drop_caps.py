"""A large first letter stands beside two or three lines and belongs to the first: "T" and "arrow" are a name."""

from collections.abc import Sequence

from legalredact.documents.layout.words import Word
from legalredact.matching.text.dictionary import is_english

_LARGE = 1.8
"""Times as high as the word that goes on: a capital in small capitals is not."""

_BESIDE = 0.5
"""Heights of that word by which it may stand off its letter, and by which their tops may differ."""

_WORDS = frozenset("AI")
"""Letters that are words themselves: they are one word with the next if that is none by itself."""


def with_drop_caps(words: list[Word]) -> list[Word]:
    """The words of a page, each large first letter with what it begins, where that stands."""
    letters = [word for word in words if len(word.text) == 1 and word.text.isupper()]
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
    """Whether a word in small letters, or the rest of one in capitals, begins at the letter's upper right."""
    height = word.y1 - word.y0
    return (
        word.text[0].isalpha()
        and (word.text[0].islower() or (len(word.text) > 1 and word.text.isupper()))
        and letter.y1 - letter.y0 >= _LARGE * height
        and -_BESIDE * height < word.x0 - letter.x1 < _BESIDE * height
        and letter.y0 - _BESIDE * height < word.y0
        and word.y1 < (letter.y0 + letter.y1) / 2 + _BESIDE * height
    )
