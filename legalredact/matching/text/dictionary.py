"""English words, to tell "baker" from "Baker"."""

import functools

from legalredact.resources import resource


@functools.cache
def _words(name: str) -> frozenset[str]:
    """A shipped list (see resources/words); read when first asked."""
    return frozenset(resource("words", f"{name}.txt").read_text(encoding="ascii").split())


def is_english(word: str) -> bool:
    """Whether `word`, in lower case and of letters a to z, is an English word and not only a name.

    Inflected forms count. Proper names do not ("jackson"), but words that are also names do ("baker", "mark").
    """
    return word in _words("english")


def is_function_word(word: str) -> bool:
    """Whether `word` begins sentences all the time ("an", "will"), so that a capital says nothing about it there."""
    return word in _words("function")
