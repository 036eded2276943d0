"""Surnames that are words for roles, months, days, or small words, and name nobody without a title.

"Mr. May", "Ms. Ward" and "Mrs. Her" are spelled with their title, since nobody may mask every May and every ward of a
document for their sake.
"""

import re
from collections.abc import Iterator

from legalredact.matching.words import is_function_word
from legalredact.model.mention import Span

ROLE_SURNAMES = frozenset(
    "bailiff buyer collector constable foreman inspector judge justice lawyer mayor minor nurse parent sheriff"
    " shipper".split()
)
"""Words for what people do that are somebody's surname."""
_ADDRESSED = frozenset({"mayor", "sheriff", "constable", "inspector"})
"""What is said behind "Mr." to who holds the office."""
_ROLES = frozenset("ward child clerk marshal master major guardian husband doctor tenant driver lord".split())
_TIMES = frozenset(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
_TITLED = (ROLE_SURNAMES - _ADDRESSED) | _ROLES | _TIMES
_NO_SURNAMES = frozenset(
    "and or the of a i as if is it at by for from to with that this then than but his when no".split()
)
_WITH_TITLE = re.compile(
    r"(?<![\w.])(?:Mrs?|Ms|Miss|Mx|Dr|Mister|MRS?|MS|MISS|DR)\.?[ \u00a0]{1,2}"
    r"(?P<word>[A-Z][a-z]+|[A-Z]{2,})(?![\w-])(?!['’][a-rt-z])(?![ ]{1,2}(?:[A-Z]\.[ ])?[A-Z][a-z])"
    r"(?<!Justice(?=\s{1,3}[A-Z]))(?<!Judge(?=\s{1,3}[A-Z]))"
)


def with_titles(text: str) -> Iterator[Span]:
    """Names with their title before them whose surname names nobody by itself ("Mr. May", "Ms. Ward", "Mrs. Her")."""
    for match in _WITH_TITLE.finditer(text):
        word = match["word"].casefold()
        small = match["word"].istitle() and is_function_word(word) and word not in _NO_SURNAMES
        if word in _TITLED or small:
            yield Span(*match.span())


def has_title(surface: str) -> bool:
    """Whether a surface is spelled so."""
    return next((len(span) == len(surface) for span in with_titles(surface)), False)


def titled_spellings(surname: str) -> tuple[str, ...]:
    """How somebody is spelled whose surname names nobody by itself; none for other surnames."""
    if surname.casefold() not in ROLE_SURNAMES | _TITLED:
        return ()
    return tuple(f"{title} {surname}" for title in ("Mr.", "Ms.", "Mrs.", "Miss", "Dr."))
