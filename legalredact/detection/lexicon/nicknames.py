"""Given names and their nicknames and abbreviations: Robert, Bob, Robt.; common English ones only."""

import functools
from collections import defaultdict

from legalredact.detection.lexicon.word_lists import rows


@functools.cache
def _full_names() -> dict[str, frozenset[str]]:
    """Each name → the names that it may stand for, including itself if it is a full one."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for full, *others in rows("nicknames"):
        for name in (full, *others):
            found[name].add(full)
    return {name: frozenset(full) for name, full in found.items()}


def is_given(word: str) -> bool:
    """Whether a word is one of these given names, or a nickname of one."""
    return word.casefold() in _full_names()


def full_names(word: str) -> frozenset[str]:
    """The full names for which a word may stand: Bob stands for Robert, Robert for itself. Empty for an unknown word.

    Arguments:
        word: a given name or nickname, in lower case.
    """
    return _full_names().get(word, frozenset())


def same_given(one: str, other: str) -> bool:
    """Whether two given names, folded, may be one person's: Robert and Bob, William and Wm, Bob and Bobby."""
    full = _full_names()
    return one == other or bool(full.get(one, frozenset()) & full.get(other, frozenset()))
