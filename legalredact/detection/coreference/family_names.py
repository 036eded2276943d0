"""Couples who share one surname: "Tom and Ann Roe" are Tom Roe and Ann Roe.

Without this, "Tom" would have no surname, and facts about Mr. Roe would be linked to Ann.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from legalredact.detection.lexicon.name_parsing import surname_of
from legalredact.detection.lexicon.nicknames import is_given
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Mention

_TIE = re.compile(r"\s+(?:and|&|AND)\s+")
_MARRIED = re.compile(
    r"[,;(]?\s*(?:(?:a\s+)?married|husband\s+and\s+wife|wife\s+and\s+husband|his\s+wife|her\s+husband|spouses"
    r"|(?:as\s+)?joint\s+tenants|(?:as\s+)?tenants\s+by|H/W|h/w|as\s+community\s+property)\b",
    re.IGNORECASE,
)


def shared_surnames(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """People named by a given name alone before a spouse with both names, and their full names.

    Arguments:
        mentions: of the text, in order.
    """
    people = [one for one in mentions if one.kind is Kind.PERSON]
    surnames = {surname_of(one.surface).casefold() for one in people}
    for one, other in itertools.pairwise(people):
        surname = surname_of(other.surface)
        if " " in one.surface.strip() or not surname or "," in other.surface or one.surface.casefold() in surnames:
            continue
        tie = _TIE.fullmatch(text, one.span.end, other.span.start)
        if tie is not None and (is_given(one.surface) or _are_spouses(text, tie, other)):
            yield one, f"{one.surface} {surname}"


def _are_spouses(text: str, tie: re.Match[str], other: Mention) -> bool:
    """Whether the place shows a couple: "Vartan & Rob Roe", "Vartan and Ann Roe, husband and wife"."""
    return ("&" in tie.group() and is_given(other.surface.split()[0])) or bool(_MARRIED.match(text, other.span.end))


# Fathers and sons of one name: "Primo Roe; his son Primo Roe Jr." are two people, one of them without a suffix.
#
# Elsewhere a name without a suffix may be a shorter spelling of the name that has one. Only if a document names both
# next to each other, as relatives or in a list, they are two people.

_SUFFIX = r"(?:Jr|JR|Junior|II|III|IV|2d|3d)\b\.?"
_SUFFIXED = re.compile(rf"(?P<name>\S+(?:[ ]\S+)+?),?[ ]{_SUFFIX}")
_KIN = r"(?:grand)?(?:father|son)|dad|nephew|uncle|FATHER|SON"
_BESIDE = (
    r"(?:\s*[,;&]\s*(?:(?:and|AND|&)\s+)?|\s+(?:and|AND|&|as\s+well\s+as)\s+"
    rf"|[^.!?]{{1,60}}?(?<!\w)(?:{_KIN}),?\s+(?:named\s+|of\s+)?)"
)
"""Text between two names of a list, or of relatives."""


def elders_in(text: str, mentions: Iterable[Mention]) -> frozenset[str]:
    """Keys of names without a suffix that the text names beside the same name with one.

    Arguments:
        mentions: of the text.
    """
    spelled = dict.fromkeys(" ".join(one.surface.split()) for one in mentions if one.kind is Kind.PERSON)
    suffixed = [(found["name"].rstrip(","), full) for full in spelled if (found := _SUFFIXED.fullmatch(full))]
    return frozenset(key_of(name) for name, full in suffixed if _are_two(text, name, full))


def _are_two(text: str, name: str, full: str) -> bool:
    """Whether a name is next to the same name with a suffix, in either order."""
    bare, whole = (r"\s+".join(map(re.escape, one.rstrip(".").split())) for one in (name, full))
    pairs = (
        rf"(?<!\w){bare}{_BESIDE}{whole}(?!\w)",
        rf"(?<!\w){whole}\.?{_BESIDE}{bare}(?![\w-]|,?\s+{_SUFFIX})",
    )
    return any(re.search(pair, text) for pair in pairs) or _has_child(text, name)


def _has_child(text: str, name: str) -> bool:
    """Whether somebody's child has the same first name and a suffix ("Moses Roe had three: Moses Jr., …")."""
    bare, first = r"\s+".join(map(re.escape, name.split())), re.escape(name.split(maxsplit=1)[0])
    parent = rf"(?<!\w){bare}(?![\w-]|,?\s+{_SUFFIX})[^.!?]{{1,120}}?\b(?:child(?:ren)?|sons?|kids|issue)\b"
    return re.search(rf"{parent}[^.!?]{{0,120}}?(?<!\w){first}\s+{_SUFFIX}", text) is not None
