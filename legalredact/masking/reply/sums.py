"""Sums, differences, products and shares of cited numbers.

Of small numbers nearly every number is the sum of two others, so a small one follows only where words say so and the
statement has one of the operands. A number of several digits ("$640,795") is hardly ever a sum of others by chance, so
it follows if it is one.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from legalredact.masking.reply.compare_figures import Known
from legalredact.masking.reply.composed import listed_totals, lots, rests
from legalredact.masking.reply.given import EACH, Given, digits_of, half_step, is_exactly, is_rounded, pairs_of
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.listed import listed_counts
from legalredact.matching.facts.units import base

_FEW, _SEVERAL, _MANY, _MOST = 12, 60, 100, 400
"""Operands of which all sums are tried, and operands of which pairs are tried."""
_LARGE, _VERY_FEW = 10, 3
"""Of a smaller whole nearly every part is the whole less another number."""
_PRECISE, _VERY_PRECISE = 3, 4
"""Digits from which two, and from which several operands need no word that says so."""
_YEARLY = re.compile(r"\b(?:an?\syear|annual\w*|yearly|per\s(?:year|annum)|monthly|an?\smonth|per\smonth)\b", re.I)
_REST = re.compile(r"\b(?:the\s(?:rest|remainder|balance))\b", re.I)
_TWICE = re.compile(r"\b(?:doubl\w+|twice|equal\samount|both)\b", re.I)
_CHANGED = re.compile(
    r"\b(?:lost|gained|losing|gaining|shrank|shrunk|grew|grown|overtime|heavier|lighter|taller)\b", re.I
)
_SCALE = re.compile(r"(?:illion|housand|\d[kKmM])\b")


def counts_listed(known: Known) -> frozenset[Decimal]:
    """Every number of things that the passages list, and of the shares into which they part something."""
    shares = len(known.numbers(FactKind.FRACTION))
    parts = {Decimal(shares + 1)} if shares and _REST.search(known.text) else set()
    return listed_counts(known.text, known.found) | parts


def amount_follows(given: Given, figure: Figure) -> bool:
    """Whether an amount of money follows from cited amounts and numbers."""
    known, target = given.known, figure.number or Decimal(0)
    money = [f.number for f in given.numbers(FactKind.AMOUNT) if f.unit == figure.unit and f.number]
    plain = [f.number for f in known.numbers(FactKind.COUNT) if f.number and not f.unit]
    money += [number for number in plain if number % 1]
    if not money and known.numbers(FactKind.AMOUNT):
        return False
    if _is_of_few(target, set(money)) or (given.has_cue_beside(figure) and _is_beyond_share(given, target, money)):
        return True
    money += [number for number in plain if not number % 1 and number >= 100]
    priced = list(given.once(lots))
    if target in priced:
        return True
    money += priced
    loose = figure.about or _SCALE.search(figure.span.of(given.text)) is not None
    rounded = (*(money if loose else ()), *(_runs(money) if figure.about else ()))
    if exact := next((one for one in rounded if is_rounded(target, one)), None):
        given.exact[figure.span] = exact
        return True
    cue, digits = given.has_cue_beside(figure), digits_of(target)
    return (
        (cue and adds_up(target, money))
        or (digits >= _PRECISE and _adds_up_with_said(given, target, money))
        or (digits >= _PRECISE and target in given.once(listed_totals))
        or (digits >= _VERY_PRECISE and any(total == target for total in _runs(money)))
        or (figure.about and cue and any(is_rounded(target, abs(a - b)) for a, b in pairs_of(money[:_FEW])))
        or _is_share(target, money, known.found)
        or _is_product(given, target, money)
    )


def _is_of_few(target: Decimal, money: set[Decimal]) -> bool:
    """Whether the target is the sum or difference of two amounts, of which the passages have no others."""
    if len(money) > _VERY_FEW or digits_of(target) < _PRECISE - 1:
        return False
    return any(target in (a + b, abs(a - b)) for a, b in itertools.combinations(money, 2))


def _is_beyond_share(given: Given, target: Decimal, money: Sequence[Decimal]) -> bool:
    """Whether the target is how far an amount is from a share of another ("$672 more" than 110 % of the estimate)."""
    shares = [f.number / 100 for f in given.known.numbers(FactKind.PERCENT) if f.number][:_VERY_FEW]
    some = list(dict.fromkeys(money))[:_VERY_FEW]
    return digits_of(target) >= _PRECISE and any(
        is_exactly(target, abs(a - b * share)) for a, b in itertools.permutations(some, 2) for share in shares
    )


def _adds_up_with_said(given: Given, target: Decimal, money: Sequence[Decimal]) -> bool:
    """Whether the target is the sum or difference of two amounts, one of them in the statement."""
    said = {f.number for f in given.figures if f.number is not None}
    return any(target in (a + b, abs(a - b)) and ({a, b} & said) for a, b in pairs_of(money[:_SEVERAL]))


def _runs(numbers: Sequence[Decimal]) -> Iterator[Decimal]:
    """Sums of two and more numbers that stand one after the other."""
    some = numbers[:60]
    for start in range(len(some)):
        yield from itertools.islice(itertools.accumulate(some[start:]), 1, None)


def adds_up(target: Decimal, numbers: Sequence[Decimal]) -> bool:
    """Whether two numbers, or a run of them, are the target together, or one of them less another."""
    some = list(numbers[:_MOST])
    once = set(some)
    if any(a - target in once or (target - a in once and (target != 2 * a or some.count(a) > 1)) for a in once):
        return True
    if any(total == target for total in _runs(some)):
        return True
    sums = set(itertools.accumulate(some)) if len(some) > _FEW else ()
    return any(total - target in sums for total in sums)


def _is_share(target: Decimal, money: Iterable[Decimal], found: Iterable[Figure]) -> bool:
    """Whether the target is a cited share of a cited amount, or what is left of it."""
    kinds = {FactKind.PERCENT: Decimal(100), FactKind.FRACTION: Decimal(1)}
    shares = [f.number / kinds[f.kind] for f in found if f.kind in kinds and f.number]
    return any(
        is_exactly(target, amount * part)
        for amount in itertools.islice(money, _MOST)
        for share in shares[:40]
        for part in (share, 1 - share, 1 + share)
    )


def _is_product(given: Given, target: Decimal, money: Sequence[Decimal]) -> bool:
    """Whether the target is a cited amount so many times or divided by so many, or so many times so many."""
    factors, half = _factors(given, target), half_step(target)
    amounts = set(money[:_MANY])
    if any(
        abs(amount * number - target) <= half or abs(amount / number - target) <= half
        for amount in amounts
        for number in factors
    ):
        return True
    said = {f.number for f in given.figures if f.number}
    numbers = sorted(number for number in factors if number in said)[:_FEW]
    return any(
        abs(amount * a * b - target) <= half for amount in amounts & said for a, b in itertools.combinations(numbers, 2)
    )


def _factors(given: Given, target: Decimal) -> set[Decimal]:
    """Numbers by which an amount may be multiplied."""
    figures = given.numbers(FactKind.COUNT, FactKind.MEASURE)
    said = {one.number for one in given.figures if one.kind in (FactKind.COUNT, FactKind.MEASURE) and one.number}
    precise = digits_of(target) >= _PRECISE
    each = EACH.search(given.known.text) is not None
    precise = precise or EACH.search(given.text) is not None
    spans = {one.value for one in given.figures if one.kind is FactKind.MEASURE}
    numbers = [
        f
        for f in figures
        if f.number in said
        or (f.kind is FactKind.MEASURE and f.value in spans)
        or (precise and (each or len(figures) < _FEW))
    ][:_SEVERAL]
    found = {f.number for f in numbers if f.number}
    for f in numbers:
        if f.kind is FactKind.MEASURE and f.number:
            others = set(_in_other_units(f))
            found |= others if f.number in said else others & said
    if each:
        found |= given.once(counts_listed)
    if _YEARLY.search(given.text) or (_YEARLY.search(given.known.text) and precise):
        found.add(Decimal(12))
    if _TWICE.search(given.text):
        found.add(Decimal(2))
    return {number for number in found if number > 1 or number % 1}


def _in_other_units(figure: Figure) -> Iterator[Decimal]:
    """A span of time in other units: an amount a day, three weeks long."""
    group, size = base(figure.number or Decimal(0), figure.unit)
    worth = (3600, 86400, 604800) if group == "time" else (1, 12) if group == "months" else ()
    yield from (size / one for one in worth if not size % one)


def of_two(given: Given, target: Decimal, rows: Sequence[tuple[Figure, Decimal]], figure: Figure) -> bool:
    """Whether a count or measure is the sum or difference of cited ones.

    Arguments:
        target: its number, or its size in the unit of `rows`.
        rows: cited figures with their sizes.
    """
    cue = given.has_cue_beside(figure)
    each = EACH.search(given.known.text) is not None
    rows = [(f, n) for f, n in rows[:_MOST] if n > 1 or n % 1]
    held = [(f, n) for f, n in rows if given.mentions(f)][:_SEVERAL]
    several = [n for f, n in held if f not in given.proven]
    if _is_precise_sum(figure, target, [n for _, n in rows], [n for _, n in held], cue=cue):
        return True
    if any(target == a + b for a, b in itertools.combinations(dict.fromkeys(several), 2)):
        return True
    if target in given.once(rests):
        return True
    if _is_part(given, figure, target, rows):
        return True
    if (
        (given.has_by_before(figure) or _CHANGED.search(given.clause(figure)))
        and len(rows) <= _FEW
        and _is_change(target, rows)
    ):
        return True
    return _is_of_said(given, figure, target, rows, held, cue=cue, each=each) or (
        cue
        and len(several) <= _FEW
        and any(sum(chosen) == target for size in (3, 4) for chosen in itertools.combinations(several, size))
    )


def _is_of_said(
    given: Given,
    figure: Figure,
    target: Decimal,
    rows: Sequence[tuple[Figure, Decimal]],
    held: Sequence[tuple[Figure, Decimal]],
    *,
    cue: bool,
    each: bool,
) -> bool:
    """Whether the target is a number of the statement with another one added, taken away, or so many times.

    Arguments:
        rows, held: cited figures with their sizes, and those of them that the statement has.
        cue, each: what the words around say of it.
    """
    less = cue and not given.has_sum_cue_beside(figure)
    for first_figure, first in held if less or each else ():
        for second_figure, second in rows:
            if less and target == abs(first - second) and second != target:
                return True
            if each and first * second == target and first_figure is not second_figure:
                return True
    return False


OF_WHOLE = re.compile(r"\A\s(?:[a-z]{3,15}\s)?(?:of|out\sof)\s(?:the\s|those\s|these\s|all\s)?", re.I)


def _is_precise_sum(
    figure: Figure, target: Decimal, sizes: Sequence[Decimal], held: Sequence[Decimal], *, cue: bool
) -> bool:
    """Whether a number of several digits is a sum of cited ones; of three digits a run of them, or of one said."""
    digits = digits_of(figure.number or Decimal(0))
    if digits >= _VERY_PRECISE or (cue and digits >= _PRECISE):
        return adds_up(target, sizes)
    if digits < _PRECISE:
        return False
    return any(total == target for total in _runs(sizes)) or any(
        target in (a + b, abs(a - b)) for a in held for b in sizes if a != target
    )


def _is_change(target: Decimal, rows: Sequence[tuple[Figure, Decimal]]) -> bool:
    """Whether "by 55 minutes" is the difference of two cited measures, one of them with its unit."""
    return any(
        abs(a - b) == target
        and (
            ((f.kind, g.kind).count(FactKind.MEASURE) > 0 and all(_is_measure(x) for x in (f, g)))
            or (f.kind is g.kind is FactKind.COUNT and set(f.unit.split()[:1]) & set(g.unit.split()[:1]))
        )
        for (f, a), (g, b) in itertools.combinations(rows, 2)
    )


def _is_measure(figure: Figure) -> bool:
    """Whether a figure has a unit, or may have one that is left out."""
    return figure.kind is FactKind.MEASURE or not figure.unit


def _is_part(given: Given, figure: Figure, target: Decimal, rows: Sequence[tuple[Figure, Decimal]]) -> bool:
    """Whether "77 of the 105 days" is two cited parts of the whole, or the whole without one or two."""
    match = OF_WHOLE.match(given.after(figure))
    if not match:
        return False
    at = figure.span.end + match.end()
    whole = next((f for f in given.figures if f.span.start == at), None)
    if whole is None or not given.known.numbers(FactKind.COUNT, FactKind.MEASURE):
        return False
    total = next((n for f, n in rows if f.number == whole.number), None)
    if total is None or (whole.number or 0) < _LARGE:
        return False
    parts = [n for _, n in rows if 0 < n < total][:_FEW]
    return any(target in (a + b, total - a - b) for a, b in pairs_of(parts)) or any(target == total - a for a in parts)
