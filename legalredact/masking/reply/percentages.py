"""Whether a percentage or a fraction of a statement follows from figures of the passages that it cites."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from legalredact.masking.reply.agreement import is_beyond, way_of
from legalredact.masking.reply.composed import plain_ratios
from legalredact.masking.reply.given import Given, is_exactly, near
from legalredact.masking.reply.sums import OF_WHOLE
from legalredact.matching.facts.fact import FactKind, Figure

_EQUALLY = re.compile(r"\b(?:equal(?:ly)?|evenly|fifty-fifty|50/50)\b", re.I)
_REST = re.compile(r"\b(?:rest|remainder|remaining|balance|other)\b", re.I)
_MORE_THAN = re.compile(r"\b(?:more\sthan|over|exceed\w*|well\sover)\s\Z", re.I)
_MORE_SHARE, _SLACK = Decimal("0.1"), Decimal("0.001")
_LARGE = 100
_MOST, _FEW_OF_KIND, _JUST = 400, 6, 28
_NUMBERS = (FactKind.COUNT, FactKind.MEASURE)


def is_between_shares(given: Given, number: Decimal) -> bool:
    """Whether it is the difference of two cited percentages."""
    shares = [f.number for f in given.numbers(FactKind.PERCENT) if f.number is not None][:60]
    return any(abs(a - b) == number for a, b in itertools.combinations(shares, 2))


def percent_follows(given: Given, figure: Figure) -> bool:
    """Whether it is a cited percentage's rest, sum, difference or rounding, or the ratio of two cited numbers."""
    number = figure.number or Decimal(0)
    shares = [f.number for f in given.known.numbers(FactKind.PERCENT) if f.number is not None]
    said = {f.number for f in given.figures if f is not figure}
    if given.has_cue_beside(figure) and 100 - number in shares:
        return True
    if any(
        number in (a + b, abs(a - b)) and (number % 1 or (given.has_cue_beside(figure) and {a, b} & said))
        for a, b in itertools.combinations(shares[:60], 2)
    ):
        return True
    if figure.about and any(near(number, share) for share in shares):
        return True
    if number == 50 and _EQUALLY.search(given.known.text):
        return True
    derived = any(f.kind is FactKind.AMOUNT and f.span < figure.span for f in given.proven)
    rests = given.has_cue_beside(figure)
    found = itertools.chain(ratios(given, figure, few=figure.about or derived, rests=rests), plain_ratios(given.known))
    return any(is_exactly(number, 100 * ratio) for ratio in found)


def fraction_follows(given: Given, figure: Figure) -> bool:
    """Whether it is a cited share, what a cited share leaves, or the ratio of two cited numbers."""
    part, known = figure.number or Decimal(0), given.known
    shares = [f.number for f in known.numbers(FactKind.FRACTION) if f.number is not None]
    hundredths = [f.number / 100 for f in known.numbers(FactKind.PERCENT) if f.number is not None]
    if any(a + b == part for a, b in itertools.pairwise(hundredths)):
        return True
    rests = (
        [1 - share for share in (*shares, *hundredths)]
        if given.has_cue or given.has_by_before(figure) or _REST.search(known.text)
        else []
    )
    if any(abs(rest - part) < _SLACK for rest in rests):
        return True
    if part == Decimal("0.5") and _EQUALLY.search(known.text):
        return True
    if any(f.number == part for f in known.numbers(*_NUMBERS)):
        return True
    every = itertools.chain(
        ratios(given, figure, few=True, rests=given.has_cue_beside(figure)), plain_ratios(given.known)
    )
    way = way_of(given, figure)
    found = [ratio for ratio in every if not is_beyond(part, ratio, way, slack=_SLACK)]
    if _MORE_THAN.search(given.before(figure)) and any(part < ratio <= part + _MORE_SHARE for ratio in found):
        return True
    step = Decimal("0.03") if figure.about else _SLACK
    return any(abs(ratio - part) <= step for ratio in found)


def ratios(given: Given, figure: Figure, *, few: bool, rests: bool) -> Iterator[Decimal]:
    """Ratios of two cited numbers of one kind that the statement has too.

    Arguments:
        few: of few numbers of one kind, also those of which the statement has only one.
        rests: also what is left of the whole, or what was added.
    """
    if (said_ratio := _just_said(given, figure)) is not None:
        yield said_ratio
        return
    rows = [
        f
        for f in given.numbers(FactKind.COUNT, FactKind.MEASURE, FactKind.AMOUNT)
        if f.number and (f not in given.proven or f.span < figure.span or figure.kind is FactKind.COUNT)
    ][:_MOST]
    said = {id(f) for f in rows if given.mentions(f)}
    kinds = [(f.kind, "" if f.kind is FactKind.COUNT else f.unit) for f in rows]
    for n, m in itertools.permutations(range(min(len(rows), 60)), 2):
        a, b = rows[n], rows[m]
        both = id(a) in said and id(b) in said
        both_large = min(a.number or 0, b.number or 0) >= _LARGE
        mixed = FactKind.AMOUNT not in (a.kind, b.kind) and a.kind is not b.kind
        same = kinds[n] == kinds[m] or (mixed and (both or both_large))
        if not same or not (id(a) in said or id(b) in said):
            continue
        if both or (few and max(kinds.count(kinds[n]), kinds.count(kinds[m])) <= _FEW_OF_KIND):
            top, bottom = a.number or Decimal(0), b.number or Decimal(1)
            yield top / bottom
            if rests:
                yield abs(bottom - top) / bottom


def _just_said(given: Given, figure: Figure) -> Decimal | None:
    """The ratio of "77 of the 105 days, nearly three quarters": the two numbers just before the figure."""
    for whole in given.figures:
        if not 0 <= figure.span.start - whole.span.end <= _JUST or not whole.number:
            continue
        for part in given.figures:
            match = OF_WHOLE.match(given.after(part)) if part.number is not None else None
            if match and part.span.end + match.end() == whole.span.start:
                return (part.number or Decimal(0)) / whole.number
    return None
