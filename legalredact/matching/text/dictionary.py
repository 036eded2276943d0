"""English words, to distinguish "baker" from "Baker"."""

import functools

from legalredact.resources import resource


@functools.cache
def _words(name: str) -> frozenset[str]:
    """A word list (see resources/words), loaded on first use."""
    return frozenset(resource("words", f"{name}.txt").read_text(encoding="ascii").split())


def is_english(word: str) -> bool:
    """Whether `word` (lower case, letters a to z) is an English word and not only a name.

    Inflected forms count. Proper names do not ("jackson"), but words that are also names do ("baker", "mark").
    """
    return word in _words("english")


def is_function_word(word: str) -> bool:
    """Whether `word` often begins sentences ("an", "will"), so that its capital means nothing there."""
    return word in _words("function")
