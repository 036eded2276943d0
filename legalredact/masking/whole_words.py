"""Whether words occur in a text as whole words."""

import re

_ALIKE = {'"': '["“”]', "'": "['‘’]"}
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def folded(text: str) -> str:
    """With straight quotation marks and single spaces, as the check of quotations compares."""
    return " ".join(text.translate(_QUOTES).split())


def as_written(words: str, text: str) -> str | None:
    """The characters of `text` that these words stand for, whole words; None if they do not occur.

    White space and forms of quotation marks make no difference, see `folded`.
    """
    parts = folded(words).split()
    if not parts or not occurs_in(" ".join(parts), folded(text)):
        return None
    letters = (("".join(_ALIKE.get(letter, re.escape(letter)) for letter in part)) for part in parts)
    pattern = re.compile(r"\s+".join(letters))
    at = pattern.search(text)
    while at is not None and not _alone(text, at.start(), at.end()):
        at = pattern.search(text, at.start() + 1)
    return at[0] if at is not None else None


def occurs_in(words: str, text: str) -> bool:
    """Whether `words` occur in `text` without an adjacent letter, digit or underscore, and not in a longer number.

    Each occurrence is checked by itself: a pattern would search the whole text again for each of many words.
    """
    at = text.find(words)
    while at >= 0:
        if _alone(text, at, at + len(words)):
            return True
        at = text.find(words, at + 1)
    return False


def _alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if _is_word(before[-1:]) or _is_word(after[:1]):
        return False
    begun = len(before) > 1 and before[0].isdecimal() and before[1] in ".,-"
    goes_on = len(after) > 1 and after[0] in ".,-" and after[1].isdecimal()
    return not (begun or goes_on)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
