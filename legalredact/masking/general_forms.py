"""General forms: what may stay in clear beside a token if the firm allows it, such as a year of birth or last four
digits.

The token stays, so the value is restored exactly; the general form only helps a reader, or a model, to reason. Forms
that a filing may show follow FRCP 5.2(a); ZIP code areas follow 45 CFR 164.514(b)(2)(i)(B).
"""

import re
from collections.abc import Callable, Collection
from decimal import ROUND_HALF_EVEN, Decimal

from legalredact.matching.facts.dates import dates
from legalredact.matching.facts.find import FactKind, facts
from legalredact.matching.identifiers.last_four import shown_at_end
from legalredact.model.mention import Kind
from legalredact.model.policy import General
from legalredact.model.register import Entity

_WHOLE_DATE = re.compile(r"(?P<year>\d{4})-\d{2}-\d{2}")
_ZIP = re.compile(r"(?<!\d)(?P<area>\d{3})\d{2}(?:-\d{4})?\W*\Z")
_SMALL_AREAS = frozenset("036 059 063 102 203 556 692 790 821 823 830 831 878 879 884 890 893".split())
"""Areas with at most 20,000 inhabitants, which would identify people too well."""


def general_form(entity: Entity, allowed: Collection[General]) -> str:
    """The general form beside the entity's token; empty if none is allowed or none makes sense.

    Arguments:
        allowed: forms that the firm's policy allows.
    """
    for form, (kinds, make) in _FORMS.items():
        if form in allowed and entity.kind in kinds:
            return make(entity)
    return ""


def printed_at(entity: Entity, text: str, start: int) -> str:
    """The text of an entity at `start`: its token, and its general form if that follows."""
    return entity.printed if text.startswith(entity.printed, start) else entity.token


def _year(entity: Entity) -> str:
    whole = (_WHOLE_DATE.fullmatch(date.value) for date in dates(entity.name))
    years = {match["year"] for match in whole if match}
    return f"year {years.pop()}" if len(years) == 1 else ""


def _last_four(entity: Entity) -> str:
    value = "".join(character for character in entity.name if character.isalnum())
    shown = shown_at_end(len(value))
    return f"last four {value[-shown:]}" if shown else ""


def _zip_area(entity: Entity) -> str:
    match = _ZIP.search(entity.name)
    return f"ZIP area {match['area']}" if match and match["area"] not in _SMALL_AREAS else ""


def _initials(entity: Entity) -> str:
    """Initials of a person whom the documents call a minor; empty if the name consists of initials already."""
    words = [word for word in re.findall(r"\w+", entity.name) if not word.isdigit()]
    long = any(len(word) > 1 for word in words)
    return f"minor {''.join(f'{word[0].upper()}.' for word in words)}" if entity.minor and long else ""


def _rounded(entity: Entity) -> str:
    """Rounded to one digit; empty if the number is that round itself, which would show it."""
    for fact in facts(entity.name):
        if fact.kind is FactKind.AMOUNT:
            currency, _, figure = fact.value.partition(" ")
            amount = Decimal(figure)
            near = amount.quantize(Decimal(1).scaleb(amount.adjusted()), ROUND_HALF_EVEN) if amount else amount
            return f"about {currency} {near:,f}" if near != amount else ""
    return ""


_FORMS: dict[General, tuple[frozenset[Kind], Callable[[Entity], str]]] = {
    General.BIRTH_YEAR: (frozenset({Kind.BIRTH_DATE}), _year),
    General.LAST_FOUR: (frozenset({Kind.SSN, Kind.TAXPAYER, Kind.ACCOUNT, Kind.CARD}), _last_four),
    General.ZIP_AREA: (frozenset({Kind.ADDRESS}), _zip_area),
    General.MINOR_INITIALS: (frozenset({Kind.PERSON}), _initials),
    General.ROUNDED_AMOUNT: (frozenset({Kind.AMOUNT}), _rounded),
}
