"""Whether the cited passages speak against a figure that they do not have and that was not derived from them.

They do if they have another value of its kind: another number of the same things, another span, days between which a
span could be computed. A small count or a span about which they say nothing may be right; a reviewer compares it.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from legalredact.masking.reply.given import Given, size_of
from legalredact.masking.reply.operands import Operands, operands_of
from legalredact.masking.reply.sums import OF_WHOLE
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.listed import listed_counts

_SMALL = 12
_GENERAL = frozenset("time thing kind sort way other more case people person item point day".split())
"""Nouns that say too little: other numbers of them are no contradiction."""
_COLON = re.compile(r"\A[^:;.]{0,60}:\s(?P<items>[^:;.]+)")


def speaks_against(given: Given, figure: Figure) -> bool:
    """Whether anything in the cited passages, or in the statement itself, speaks against a figure.

    Arguments:
        given: the statement and its passages.
        figure: of the statement; the passages neither have nor give it.
    """
    number, operands = figure.number or Decimal(0), operands_of(given.known)
    if figure.kind is FactKind.COUNT:
        return number > _SMALL or number % 1 != 0 or _is_other_count(given, figure) or _is_impossible(given, figure)
    if figure.kind is FactKind.ORDINAL:
        return number > _SMALL or _is_other_ordinal(given, figure)
    if figure.kind is FactKind.MEASURE and size_of(figure)[0] in ("time", "months"):
        return number > 2 * _SMALL or _has_spans(operands, size_of(figure)[0])
    return True


def _is_other_count(given: Given, figure: Figure) -> bool:
    """Whether the passages have a small count that the statement does not, or the statement lists another number."""
    nouns = set(figure.unit.split()) - _GENERAL
    said = {f.number for f in given.figures}
    if any(1 < (f.number or 0) <= _SMALL and f.number not in said for f in given.known.numbers(FactKind.COUNT)):
        return True
    others = [f for f in given.known.numbers(FactKind.COUNT, FactKind.MEASURE) if f.number != figure.number]
    if any(nouns & set(f.unit.split()) for f in others):
        return True
    match = _COLON.match(given.text[figure.span.end :])
    listed = listed_counts(f"x: {match['items']}.", ()) if match else frozenset()
    return bool(listed) and figure.number not in listed


def _is_impossible(given: Given, figure: Figure) -> bool:
    """Whether it is a part that is not smaller than its whole ("three of the three")."""
    match = OF_WHOLE.match(given.after(figure))
    whole = next((f for f in given.figures if match and f.span.start == figure.span.end + match.end()), None)
    return whole is not None and whole.number is not None and (figure.number or 0) >= whole.number


def _is_other_ordinal(given: Given, figure: Figure) -> bool:
    """Whether the passages number the same things, and none has that number."""
    nouns = set(figure.unit.split()[:1]) - _GENERAL
    kinds = (FactKind.ORDINAL, FactKind.LABEL)
    return any(nouns & set(f.unit.split()[:1]) for f in given.known.numbers(*kinds) if f.number != figure.number)


def _has_spans(operands: Operands, group: str) -> bool:
    """Whether the passages have a span of that kind, or ends between which one could be computed."""
    groups: Iterable[str] = (one.group for one in operands.numbers)
    ends = len({day.date for day in operands.days}) + len(operands.months) + len(operands.years)
    times = len({one.minutes for one in operands.moments}) if group == "time" else 0
    return group in groups or ends > 1 or times > 1
