"""Invented organizations of all kinds, and the short names that papers give them."""

import re
from collections.abc import Callable

from generator.body import Body, bare_name
from generator.grammar import expanded
from generator.source import Source, words

_TOO_GENERAL = frozenset(
    "Bank First University International National American Friends Mount Holy United Iglesia City Local Law".split()
)


def named(source: Source, written: str) -> Body:
    """The organization `written`, with a short name made of its own."""
    return Body(written, _alias(source, written), "ORG", source)


def company(source: Source) -> Body:
    """A trading company."""
    return named(source, expanded(source, "company"))


def bank(source: Source) -> Body:
    """A bank or a lender."""
    return named(source, expanded(source, "bank"))


def insurer(source: Source) -> Body:
    """An insurance company."""
    return named(source, expanded(source, "insurer"))


def hospital(source: Source) -> Body:
    """A hospital or a practice."""
    return named(source, expanded(source, "hospital"))


def school(source: Source) -> Body:
    """A university, a college or a private school."""
    return named(source, expanded(source, "school"))


def union(source: Source) -> Body:
    """A labour union or its fund."""
    return named(source, expanded(source, "union"))


def association(source: Source) -> Body:
    """A charity, a trade association, a church, a club, a family trust or a news outlet."""
    return named(source, expanded(source, "association"))


def firm(source: Source) -> Body:
    """A law firm."""
    written = expanded(source, "law_firm")
    names = re.split(r",? (?:& |and )?|, ", bare_name(written))
    alias = names[0] if len(names) > 1 and len(names[0]) > 3 and source.chance(0.6) else bare_name(written)
    return Body(written, written if alias in ("The", "Law") else alias, "ORG", source)


def ship(source: Source) -> Body:
    """A vessel, which can be a party itself."""
    name = source.word("ship")
    name = name.upper() if source.chance(0.5) else name
    return Body(f"{expanded(source, 'ship_prefix')} {name}", name, "ORG", source)


INSTITUTIONS: dict[Callable[[Source], Body], float] = {
    bank: 3,
    insurer: 3,
    hospital: 3,
    school: 2,
    union: 1.5,
    association: 3,
    ship: 0.5,
}
"""Organizations that are no trading companies, and how often each is met."""


def institution(source: Source) -> Body:
    """One of INSTITUTIONS."""
    return source.weighted(INSTITUTIONS)(source)


def _alias(source: Source, written: str) -> str:
    """A short name: the first words or the initials."""
    parts = re.sub(r"^The ", "", bare_name(written)).split()
    heads = [" ".join(parts[:count]) for count in (1, 2, 3, len(parts))]
    usable = [head for head in heads if _can_stand_alone(head)] or [bare_name(written)]
    capitals = "".join(part[0] for part in parts if part[0].isupper())
    if 3 <= len(capitals) <= 5 and source.chance(0.25):
        return capitals
    alias = usable[0] if source.chance(0.6) else source.choice(usable)
    return re.sub(r"(?:,| &| and)+$", "", alias).removesuffix("’s").removesuffix("'s")


def _can_stand_alone(head: str) -> bool:
    if head in _TOO_GENERAL or head in words("state") or head in words("city"):
        return False
    return not re.search(r"[.,&(]$| and$| of$| of the$| for$", head) and len(re.sub(r"\W", "", head)) > 3
