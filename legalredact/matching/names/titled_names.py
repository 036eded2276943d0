"""Surnames that are also common words (roles, months, days, words of headings) and are names only after a title.

"Mr. May", "Ms. Ward", "Mr. Price" and "Mrs. Her" are masked with their title, since not every "May" and every "ward"
of a document may be masked.
"""

import re
from collections.abc import Iterator

from legalredact.matching.text.dictionary import is_function_word
from legalredact.model.mention import Span

ROLE_SURNAMES = frozenset(
    "bailiff buyer collector constable foreman inspector judge justice lawyer maker mayor minor nurse parent sheriff"
    " shipper".split()
)
"""Occupations and roles that are also surnames."""
_ADDRESSED = frozenset({"mayor", "sheriff", "constable", "inspector"})
"""Offices that are used after "Mr." to address their holder."""
_ROLES = frozenset("ward child clerk marshal master major guardian husband doctor tenant driver lord".split())
_TIMES = frozenset(
    """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
_TITLED = (ROLE_SURNAMES - _ADDRESSED) | _ROLES | _TIMES
_HEADINGS = frozenset(
    """
    abstract answer article bank banks bates bill board bond brief case cause chapter charge church city clause club
    code count court cover cross crown day deed docket duty east exchange fee field figure file force form fund ground
    group house hall issue item joint law laws leave letter line list matter north note order page panel part
    plan point policy prayer price proof question reason record relief rule rules schedule school second service sheet
    south southern stamp standard state store street summary table team term town trial trust village volume warrant
    west western
    """.split()
)
"""Words of headings and names of bodies: capitalization does not make them names, a title does."""
_TYPED = re.compile(r"(?<![\w.])(?:mrs?|miss)\.?[ ](?P<word>[a-z]{3,})(?![\w-])")
"""In lower case, as in messages: "give it to mr price"."""
_PROGRAMS = frozenset({"MS", "DR"})
"""Capitals without a period that may also be a state, a program or a road ("MS State", "MS Project")."""
_ROAD = re.compile(r"\d[\w ]{0,30}[ ]\Z")
"""Text before the "Dr." of an address ("12 Larch Dr. West")."""
_NO_SURNAMES = frozenset(
    "and or the of a i as if is it at by for from to with that this then than but his when no".split()
)
_WITH_TITLE = re.compile(
    r"(?<![\w.])(?:Mrs?|Ms|Miss|Mx|Dr|Mister|MRS?|MS|MISS|DR)\.?[ \u00a0]{1,2}"
    r"(?P<word>[A-Z][a-z]+|[A-Z]{2,})(?![\w-])(?!['’][a-rt-z])(?![ ]{1,2}(?:[A-Z]\.[ ])?[A-Z][a-z])"
    r"(?<!Justice(?=\s{1,3}[A-Z]))(?<!Judge(?=\s{1,3}[A-Z]))"
)


def with_titles(text: str) -> Iterator[Span]:
    """Names with their title whose surname alone is a common word ("Mr. May", "Ms. Ward", "Mrs. Her")."""
    for match in _WITH_TITLE.finditer(text):
        word = match["word"].casefold()
        small = match["word"].istitle() and is_function_word(word) and word not in _NO_SURNAMES
        if word in _TITLED or small or (word in _HEADINGS and _is_title(text, match)):
            yield Span(*match.span())
    yield from (Span(*m.span()) for m in _TYPED.finditer(text) if m["word"] in _HEADINGS | _ROLES | ROLE_SURNAMES)


def _is_title(text: str, match: re.Match[str]) -> bool:
    """Whether the text before a word of a heading is a title, not a program, state or road."""
    title = match.group().split()[0]
    road = title.casefold().startswith("dr") and _ROAD.search(text, max(0, match.start() - 40), match.start())
    return title not in _PROGRAMS and not road


def has_title(surface: str) -> bool:
    """Whether a surface is such a name with its title."""
    return next((len(span) == len(surface) for span in with_titles(surface)), False)


def titled_spellings(surname: str) -> tuple[str, ...]:
    """The spellings with a title for a surname that is a common word; empty for other surnames."""
    if surname.casefold() not in ROLE_SURNAMES | _TITLED:
        return ()
    return tuple(f"{title} {surname}" for title in ("Mr.", "Ms.", "Mrs.", "Miss", "Dr."))
