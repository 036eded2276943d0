"""Whether a figure of a statement follows from figures of the passages that it cites.

Recognized are sums, differences and shares, spans between dates and times, a date before or after a span, other units,
and the number of things that a passage lists. Operands are figures of the cited passages only. Of small numbers nearly
every number is the sum of two others; so a count follows from two others only if words say so ("together", "fewer") and
the statement has one of the two.
"""

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from legalredact.masking.reply.facts import Known
from legalredact.matching.facts.calendar_words import parts_of_date
from legalredact.matching.facts.clock import minutes_of
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.listed import listed_counts
from legalredact.matching.facts.numerals import NUMERAL, number_of
from legalredact.matching.facts.units import base

_CUE = re.compile(
    r"\b(?:together|in all|altogether|totals?|totall?ing|combined|sum|adds? up|make|makes|comes? to|came to"
    r"|difference|less|fewer"
    r"|more|above|below|left|leav\w+|remain\w*|others?|rest|not|no|none|without|all but|of (?:which|whom"
    r"|them)|another|older"
    r"|younger|faster|slower|longer|shorter|later|earlier|higher|lower|beyond|exceed\w*|further|additional"
    r"|minus|plus|missed|except"
    r"|too|ahead|behind|gap|apart|net|(?:rose|risen|grew|grown|fell|fallen|dropped|declined|went (?:up"
    r"|down)|increase[sd]?|decrease[sd]?|rais(?:ed|es)|rise|drop|cut|reduce[sd]|including) (?:by|of)"
    r"|owes?|owed|balance|open|due|that is|i\.e\.|so)\b",
    re.I,
)
_CLAUSE = re.compile(r"(?<!\d),(?!\d)|,\s|[;:]|\.\s|\s[-–—]\s")
_EACH = re.compile(r"\b(?:each|apiece|per|every|an? (?:hour|day|week|month|year|mile|unit)|at \$)", re.I)
_TIMES_A_DAY = re.compile(r"\btimes (?:a|per|every|each) day\b", re.I)
_REST = re.compile(r"\b(?:rest|remainder|remaining|balance|other)\b", re.I)
_PERIODS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}
_PERIODIC = re.compile(rf"{NUMERAL}\s(?:\w{{2,14}}\s){{0,2}}(?P<period>{'|'.join(_PERIODS)})\s", re.I)
"""So many payments, one in each period: "60 equal monthly installments" take 60 months."""
_FEW, _MOST = 12, 400
"""Operands of which all sums are tried, and operands of which pairs are tried."""
_SEVERAL, _FEW_TIMES = 60, 4
_SIZES = (2, 3, 4, 5)
_NUMBERS = (FactKind.COUNT, FactKind.MEASURE)
_DAY, _WEEK = Decimal(86400), 7
_MONTH_IN_DAYS = Decimal("30.437")


@dataclass(frozen=True, slots=True)
class Derivation:
    """A statement and the passages that it cites.

    Arguments:
        text: of the statement.
        figures: of the statement.
        known: of the cited passages.
        cited: number of cited passages.
    """

    text: str = field(repr=False)
    figures: tuple[Figure, ...] = field(repr=False)
    known: Known = field(repr=False)
    cited: int

    def gives(self, figure: Figure) -> bool:
        """Whether the figure follows from cited ones."""
        test = _TESTS.get(figure.kind)
        return test is not None and test(self, figure)

    @property
    def has_cue(self) -> bool:
        """Whether words say that something was added, taken away or left."""
        return _CUE.search(self.text) is not None

    def has_cue_beside(self, figure: Figure) -> bool:
        """Whether such words are in the figure's clause."""
        ends = [0, *(match.end() for match in _CLAUSE.finditer(self.text)), len(self.text)]
        start = max(end for end in ends if end <= figure.span.start)
        end = min(end for end in ends if end >= figure.span.end)
        return _CUE.search(self.text, start, end) is not None

    def mentions(self, figure: Figure) -> bool:
        """Whether the statement has the same number."""
        return any(one.number == figure.number for one in self.figures)


def _amount(given: Derivation, figure: Figure) -> bool:
    known = given.known
    target = figure.number or Decimal(0)
    money = [f.number for f in known.numbers(FactKind.AMOUNT) if f.unit == figure.unit and f.number]
    money += [f.number for f in known.numbers(FactKind.COUNT) if f.number and not f.unit and f.number % 1]
    if not money and known.numbers(FactKind.AMOUNT):
        return False
    money += [
        f.number
        for f in known.numbers(FactKind.COUNT)
        if f.number and not f.unit and not f.number % 1 and f.number >= 100
    ]
    if _EACH.search(known.text):
        counts = [
            f.number for f in known.numbers(FactKind.COUNT) if f.number and 1 < f.number < 1000 and not f.number % 1
        ]
        money += [amount * number for amount in money[:8] for number in counts[:8]]
    return (
        (given.has_cue and _adds_up(target, money))
        or _is_share(target, money, known)
        or _is_multiple(target, money, known)
    )


def _adds_up(target: Decimal, numbers: Sequence[Decimal]) -> bool:
    """Whether two to five numbers are the target together, or one of them less the others."""
    some = list(numbers[:_MOST])
    if len(some) > _FEW:
        once = set(some)
        if any(a - target in once or (target - a in once and (target != 2 * a or some.count(a) > 1)) for a in once):
            return True
        sums = set(itertools.accumulate(some))
        return any(total - target in sums or total == target for total in sums)
    for size in _SIZES:
        for chosen in itertools.combinations(some, size):
            total = sum(chosen)
            if total == target or any(2 * one - total == target for one in chosen):
                return True
    return False


def _is_share(target: Decimal, money: Iterable[Decimal], known: Known) -> bool:
    """Whether the target is a cited share of a cited amount, or what is left of it, to the cent."""
    shares = [f.number / 100 for f in known.numbers(FactKind.PERCENT) if f.number]
    shares += [f.number for f in known.numbers(FactKind.FRACTION) if f.number]
    return any(
        abs(amount * part - target) < Decimal("0.011")
        for amount in itertools.islice(money, _MOST)
        for share in shares[:40]
        for part in (share, 1 - share, 1 + share)
    )


def _is_multiple(target: Decimal, money: Iterable[Decimal], known: Known) -> bool:
    """Whether the target is a cited amount, so many times or divided by so many."""
    some = {f.number for f in known.numbers(FactKind.COUNT, FactKind.MEASURE) if f.number and f.number > 1}
    several = sorted(some)[:60] if _EACH.search(known.text) or len(some) < _FEW else []
    return any(
        amount * number == target or abs(amount / number - target) < Decimal("0.0051")
        for amount in itertools.islice(money, _MOST)
        for number in several
    )


def _count(given: Derivation, figure: Figure) -> bool:
    number = figure.number or Decimal(0)
    if number in listed_counts(given.known.text, given.known.found) or number == given.cited > 1:
        return True
    if number in _quotients(given):
        return True
    if figure.about and any(near(number, f.number or Decimal(0)) for f in given.known.numbers(FactKind.COUNT)):
        return True
    if (
        _TIMES_A_DAY.search(given.text)
        and number
        and f"time {24 * 3600 / number:f}" in {f"{f.value}" for f in given.known.numbers(FactKind.MEASURE)}
    ):
        return True
    operands = [f for f in given.known.numbers(*_NUMBERS) if not f.value.startswith(("time ", "months "))]
    return _of_two(given, number, [(f, f.number or Decimal(0)) for f in operands], figure)


def _of_two(given: Derivation, target: Decimal, rows: Sequence[tuple[Figure, Decimal]], figure: Figure) -> bool:
    """Whether the target is the sum or difference of two cited numbers, one of them in the statement."""
    cue = given.has_cue_beside(figure)
    each = _EACH.search(given.known.text) is not None
    rows = rows[:_MOST]
    held = [(f, n) for f, n in rows if given.mentions(f)]
    if not (cue or each):
        return False
    for _, first in held:
        for _, second in rows:
            if cue and target in (first + second, abs(first - second)) and second != target:
                return True
            if each and first * second == target and 1 not in (first, second):
                return True
    several = [n for _, n in held]
    return (
        cue
        and len(several) <= _FEW
        and any(sum(chosen) == target for size in (3, 4) for chosen in itertools.combinations(several, size))
    )


def _measure(given: Derivation, figure: Figure) -> bool:
    group, size = base(figure.number or Decimal(0), figure.unit)
    known = given.known
    if figure.number in _quotients(given):
        return True
    if figure.unit == "day" and figure.number in listed_counts(known.text, known.found):
        return True
    if any(
        base(number_of(match.groupdict()), _PERIODS[match["period"].lower()]) == (group, size)
        for match in _PERIODIC.finditer(known.text)
    ):
        return True
    if group in ("time", "months") and _spans(given, figure, group, size):
        return True
    rows = []
    for f in known.numbers(FactKind.MEASURE):
        its_group, its_size = base(f.number or Decimal(0), f.unit)
        if its_group == group:
            rows.append((f, its_size))
            if figure.about and near(
                figure.number or Decimal(0), its_size * (figure.number or Decimal(0)) / (size or 1)
            ):
                return True
        elif {its_group, group} == {"time", "months"} and (
            _in_thirties(group, size, its_size) or (figure.about and _same_span(group, size, its_group, its_size))
        ):
            return True
    unit = size / (figure.number or 1)
    rows += [
        (f, (f.number or Decimal(0)) * unit) for f in known.numbers(FactKind.COUNT) if not f.unit and given.mentions(f)
    ]
    return _of_two(given, size, rows, figure)


def _in_thirties(group: str, size: Decimal, its_size: Decimal) -> bool:
    """Whether a whole number of months is said as so many times thirty days, or the other way round."""
    months, seconds = (size, its_size) if group == "months" else (its_size, size)
    return seconds == months * 30 * _DAY


def _quotients(given: Derivation) -> set[Decimal]:
    """How many times one cited amount of the statement is in another ("$350 a day, at most $21,000": 60)."""
    money = [f.number for f in given.known.numbers(FactKind.AMOUNT) if f.number and given.mentions(f)][:20]
    return {a / b for a in money for b in money if a > b and not a % b}


def _same_span(group: str, size: Decimal, its_group: str, its_size: Decimal) -> bool:
    """Whether months and days are about the same time."""
    months, seconds = (size, its_size) if group == "months" else (its_size, size)
    return its_group != group and near(months, seconds / _DAY / _MONTH_IN_DAYS)


def _spans(given: Derivation, figure: Figure, group: str, size: Decimal) -> bool:
    """Whether a measure of time is the span between two cited dates or times of day."""
    if group == "time" and any(
        size == 60 * span
        or (figure.about and near(figure.number or Decimal(0), 60 * span * (figure.number or 0) / size))
        for span in _minutes_between(given)
    ):
        return True
    days = given.known.days[:_SEVERAL]
    mentioned = {part for f in given.figures if f.kind is FactKind.DATE for part in parts_of_date(f.value)}
    ends = [day for day in days if len(days) <= 4 or f"{day:%Y-%m-%d}" in mentioned or f"--{day:%m-%d}" in mentioned]
    return any(_is_span(figure, group, size, min(a, b), max(a, b)) for a in ends for b in days if a != b)


def _minutes_between(given: Derivation) -> set[int]:
    """Minutes between two cited times: neighbors, or of few times any two, or one that the statement has."""
    minutes = [minutes_of(time.value) for time in given.known.times[:_SEVERAL]]
    said = {minutes_of(f.value) % 720 for f in given.figures if f.kind is FactKind.TIME}
    spans = {(b - a) % 1440 for a, b in itertools.pairwise(minutes)}
    few = len(set(minutes)) <= _FEW_TIMES
    return spans | {b - a for a in minutes for b in minutes if a < b and (few or {a % 720, b % 720} & said)}


def _is_span(figure: Figure, group: str, size: Decimal, start: dt.date, end: dt.date) -> bool:
    days = Decimal((end - start).days)
    if group == "time":
        unit = size / (figure.number or 1)
        return size == days * _DAY or (figure.about and near(figure.number or Decimal(0), days * _DAY / unit))
    months = Decimal(12 * (end.year - start.year) + end.month - start.month)
    after = end + dt.timedelta(1)
    inclusive = Decimal(12 * (after.year - start.year) + after.month - start.month)
    if (size == months and end.day == start.day) or (size == inclusive and after.day == start.day):
        return True
    unit = size / (figure.number or 1)
    return figure.about and near(figure.number or Decimal(0), days / _MONTH_IN_DAYS / unit)


def _date(given: Derivation, figure: Figure) -> bool:
    """Whether a date is a cited one with a cited span before or after it; of several, one that the statement has."""
    spans = list(given.known.numbers(FactKind.MEASURE))[:60]
    targets = set(figure.value.split("/"))
    said = {
        part for f in given.figures if f.kind is FactKind.DATE and f is not figure for part in parts_of_date(f.value)
    }
    days = given.known.days[:60]
    for day in days:
        if len(days) > 2 and not {f"{day:%Y-%m-%d}", f"--{day:%m-%d}"} & said:
            continue
        for f in spans:
            group, size = base(f.number or Decimal(0), f.unit)
            for sign in (1, -1):
                moved = _moved(day, group, sign * size)
                if moved is not None and targets & parts_of_date(f"{moved:%Y-%m-%d}") - {
                    f"{moved:%Y}",
                    f"---{moved:%d}",
                }:
                    return True
    return False


def _moved(day: dt.date, group: str, size: Decimal) -> dt.date | None:
    """A day moved by a span of whole days or months; None for other measures."""
    if group == "time" and not size % _DAY and abs(size) < 40000 * _DAY:
        return day + dt.timedelta(days=int(size / _DAY))
    if group != "months" or size % 1 or abs(size) > 1200:
        return None
    year, month = divmod(12 * day.year + day.month - 1 + int(size), 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _time(given: Derivation, figure: Figure) -> bool:
    """Whether a time is a cited one with a cited span before or after it."""
    target = minutes_of(figure.value)
    spans = [base(f.number or Decimal(0), f.unit) for f in given.known.numbers(FactKind.MEASURE)][:60]
    return any(
        (minutes_of(time.value) + sign * int(size / 60) - target) % 720 == 0
        for time in given.known.times[:60]
        for group, size in spans
        for sign in (1, -1)
        if group == "time"
    )


def _percent(given: Derivation, figure: Figure) -> bool:
    number = figure.number or Decimal(0)
    shares = [f.number for f in given.known.numbers(FactKind.PERCENT) if f.number is not None]
    if given.has_cue and (
        100 - number in shares
        or any(abs(a - b) == number or a + b == number for a, b in itertools.combinations(shares[:60], 2))
    ):
        return True
    if figure.about and any(near(number, share) for share in shares):
        return True
    step = Decimal("0.5") if number == int(number) else Decimal("0.05")
    return any(abs(100 * ratio - number) <= step for ratio in _ratios(given))


def _fraction(given: Derivation, figure: Figure) -> bool:
    part = figure.number or Decimal(0)
    shares = [f.number for f in given.known.numbers(FactKind.FRACTION) if f.number is not None]
    if (given.has_cue or _REST.search(given.known.text)) and any(
        abs(1 - share - part) < Decimal("0.001") for share in shares
    ):
        return True
    step = Decimal("0.03") if figure.about else Decimal("0.001")
    return any(abs(ratio - part) <= step for ratio in _ratios(given))


def _ratios(given: Derivation) -> Iterator[Decimal]:
    """Ratios of two cited numbers of one kind that the statement has too."""
    rows = [
        f
        for f in given.known.numbers(FactKind.COUNT, FactKind.MEASURE, FactKind.AMOUNT)
        if given.mentions(f) and f.number
    ]
    for a, b in itertools.permutations(rows[:40], 2):
        if a.kind is b.kind and (a.kind is FactKind.COUNT or a.unit == b.unit):
            top, bottom = a.number or Decimal(0), b.number or Decimal(1)
            yield top / bottom
            yield abs(bottom - top) / bottom


def near(said: Decimal, exact: Decimal) -> bool:
    """Whether a number that is said to be inexact may stand for an exact one: rounded to two digits.

    Small whole numbers stand for themselves alone: "almost ten" is not nine.
    """
    if said <= 0:
        return False
    if said < 10:
        return exact != int(exact) and abs(said - exact) <= Decimal("0.3")
    step = Decimal(10) ** max(0, len(str(int(said))) - 2)
    return abs(said - exact) <= step / 2


_TESTS: dict[FactKind, Callable[[Derivation, Figure], bool]] = {
    FactKind.AMOUNT: _amount,
    FactKind.COUNT: _count,
    FactKind.MEASURE: _measure,
    FactKind.DATE: _date,
    FactKind.TIME: _time,
    FactKind.PERCENT: _percent,
    FactKind.FRACTION: _fraction,
}
