"""Couples who are named with one surname: "Tom and Ann Roe" are Tom Roe and Ann Roe.

Without the surname that the first of them has too, everything said of Mr. Roe would be told of Ann.
"""

import itertools
import re
from collections.abc import Iterator, Sequence

from legalredact.detection.lexicon.name_parsing import surname_of
from legalredact.detection.lexicon.nicknames import is_given
from legalredact.model.mention import Kind, Mention

_TIE = re.compile(r"\s+(?:and|&|AND)\s+")
_MARRIED = re.compile(
    r"[,;(]?\s*(?:(?:a\s+)?married|husband\s+and\s+wife|wife\s+and\s+husband|his\s+wife|her\s+husband|spouses"
    r"|(?:as\s+)?joint\s+tenants|(?:as\s+)?tenants\s+by|H/W|h/w|as\s+community\s+property)\b",
    re.IGNORECASE,
)


def shared_surnames(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Who is named by a given name alone before a spouse with both, and their whole name.

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
    """Whether the place says it: "Vartan & Rob Roe", "Vartan and Ann Roe, husband and wife"."""
    return ("&" in tie.group() and is_given(other.surface.split()[0])) or bool(_MARRIED.match(text, other.span.end))
