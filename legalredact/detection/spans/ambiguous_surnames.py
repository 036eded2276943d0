"""Words for occupations that are a person's surname: "Chang Arlen Foreman", if "Mr. Foreman" occurs too."""

import re
from collections.abc import Sequence

from legalredact.detection.lexicon.gazetteers import ROLES, TITLES
from legalredact.matching.names.titled_names import ROLE_SURNAMES
from legalredact.model.mention import Span

_OFFICIAL = frozenset({"judge", "justice", "sheriff", "nurse", "inspector", "minor", "parent"})
"""Words that follow names without a comma as a person's role, so that only a title decides."""
_NEAR = 20_000
_CALLED = re.compile(r"“\w+”\s+|\"\w+\"\s+|‘\w+’\s+|\(\w+\)\s+")
"""A nickname before the surname."""


def ends_in_surname(text: str, found: Sequence[Span]) -> bool:
    """Whether the last word of a name, which is a role, is a surname.

    It is one if it follows "Mr." or "Ms.", or the person's nickname (“Skip”), or if the words before it never occur
    without it.

    Arguments:
        found: the words of the name.
    """
    word = found[-1].of(text)
    lower = word.casefold()
    if lower not in ROLE_SURNAMES or len(found) < 2 or not word[0].isupper() or not _is_given(found[0].of(text)):
        return False
    if len(found) > 2 and _CALLED.fullmatch(text, found[-2].start - 1, found[-1].start):
        return True
    if "\n" in text[found[-2].end : found[-1].start] or "," in text[found[-2].end : found[-1].start]:
        return False
    near = text[max(0, found[0].start - _NEAR) : found[-1].end + _NEAR]
    if len(found) == len(("given", "surname")) and _is_repeated(near, found[0].of(text), word):
        return True
    if re.search(rf"\b(?:M[rs]s?|MRS?|MS|Miss|Dr)\.?\s+(?i:{word})(?!\w)", near):
        return True
    before, whole = text[found[0].start : found[-2].end], text[found[0].start : found[-1].end]
    return len(found) > 2 and lower not in _OFFICIAL and near.count(before) == near.count(whole)


def _is_repeated(near: str, given: str, surname: str) -> bool:
    """Whether the same name occurs with its initial, or in full, or before the "&" of a firm."""
    initial = rf"{given[0]}\.\s+{surname}" if len(given) > 1 else rf"{given[0]}[a-z]{{2,}}\s+{surname}"
    return re.search(rf"(?<![\w.])(?:{initial}|{surname}\s+&\s+[A-Z]\w+)(?!\w)", near) is not None


def _is_given(word: str) -> bool:
    return word[0].isupper() and word.casefold() not in ROLES | TITLES
