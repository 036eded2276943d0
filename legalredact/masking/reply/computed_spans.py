"""Spans between the days and times of the cited passages, and days that lie a span from another."""

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from legalredact.masking.reply.agreement import UNEVEN_MONTHS, agrees, is_beyond, way_of
from legalredact.masking.reply.given import Given, has_months, size_of
from legalredact.masking.reply.operands import Day, Operands
from legalredact.masking.reply.spans import moved_by
from legalredact.matching.facts.calendar_words import parts_of_date
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.units import base

_DAY, _MONTH, _YEAR = Decimal(86400), Decimal("30.437"), Decimal("365.25")
_FEW_DAYS, _FEW_TIMES, _MOST = 9, 8, 60
_SLACK = {
    "minute": Decimal("0.01"),
    "hour": Decimal("0.1"),
    "day": Decimal("0.01"),
    "week": Decimal("0.15"),
    "month": Decimal("0.15"),
    "year": Decimal("0.1"),
}
_FEW_WEEKS = 3
_LARGE_MONTHS = Decimal("0.3")
_COMPARED_AFTER = re.compile(
    r"\A\s(?:(?:longer|shorter|more|less|later|earlier)\sthan|late\b|too\s|overdue|short\sof|beyond|(?:after|before)\sthe\s"
    r"(?:\w+\s){0,3}(?:period|deadline|term|time|limit|due)\b)",
    re.I,
)
_COMPARED_BEFORE = re.compile(r"\b(?:exceed\w*|missed|late|overdue|overran)\b.{0,40}\sby\s(?:\w+\s){0,3}\Z", re.I)
_INCLUSIVE = re.compile(r"\b(?:within|in|over|on)\s\Z", re.I)
_OLD = re.compile(r"\b(?:at\s(?:the\sage\sof\s)?|age[d]?\s|was\s|is\s)\Z|[\s-](?:years?[\s-])?old\b", re.I)


def span_words(given: Given, operands: Operands, figure: Figure) -> str:
    """The two ends whose span the figure is; with a comparison, also a span less a measure of the passages."""
    inclusive = _INCLUSIVE.search(given.before(figure)) is not None
    for seconds, words in itertools.chain(
        _spans_of_days(given, operands, inclusive=inclusive, together=given.has_sum_cue_beside(figure)),
        _spans_of_times(operands),
    ):
        if _is_meant(given, figure, seconds):
            return words
    for months, words in _spans_of_months(operands):
        if _is_months(given, figure, months):
            return words
    if not _COMPARED_AFTER.match(given.after(figure)) and not _COMPARED_BEFORE.search(given.text[: figure.span.start]):
        return ""
    measures = [one for one in operands.numbers if one.group in ("time", "months")][:_FEW_DAYS]
    for (seconds, words), one in itertools.product(_spans_of_days(given, operands, inclusive=False), measures):
        size = one.size if one.group == "time" else one.size * _MONTH * _DAY
        if seconds != size and _is_meant(given, figure, abs(seconds - size)):
            return f"{words}, compared with {one.words}"
    return ""


def _spans_of_days(
    given: Given, operands: Operands, *, inclusive: bool, together: bool = False
) -> Iterator[tuple[Decimal, str]]:
    """Seconds between two days; of many days, neighbors and those of which the statement has one."""
    days = list({day.date: day for day in operands.days}.values())[:_MOST]
    said = {part for f in given.figures if f.kind is FactKind.DATE for part in parts_of_date(f.value)}
    pairs: list[tuple[Day, Day]]
    if len(days) <= _FEW_DAYS:
        pairs = list(itertools.combinations(days, 2))
    else:
        pairs = [*itertools.pairwise(days), (days[0], days[-1])]
        ends = [day for day in days if said & {f"{day.date:%Y-%m-%d}", f"--{day.date:%m-%d}"}]
        pairs += [(one, other) for one in ends for other in days]
    for a, b in pairs:
        first, last = sorted((a, b), key=lambda day: day.date)
        if first.date != last.date:
            yield _DAY * (last.date - first.date).days, f"{first.words} to {last.words}"
    for a, b in pairs if inclusive else ():
        first, last = sorted((a, b), key=lambda day: day.date)
        yield _DAY * ((last.date - first.date).days + 1), f"{first.words} to {last.words}, both included"
    if len(operands.ranges) > 1 and together:
        lengths = [_DAY * (b.date - a.date).days for a, b in operands.ranges]
        words = " and ".join(f"{a.words} to {b.words}" for a, b in operands.ranges)
        yield sum(lengths, Decimal(0)), words
        yield sum(lengths, _DAY * len(lengths)), f"{words}, both days included"


def _spans_of_times(operands: Operands) -> Iterator[tuple[Decimal, str]]:
    """Seconds between two times of one day or night, and between two pairs of neighbors together."""
    times = operands.moments[:_MOST]
    some = itertools.combinations(times, 2) if len(times) <= _FEW_TIMES else itertools.pairwise(times)
    for a, b in some:
        if span := (b.minutes - a.minutes) % 1440:
            yield Decimal(60 * span), f"{a.words} to {b.words}"
    if len(times) > _FEW_TIMES:
        yield Decimal(60 * ((times[-1].minutes - times[0].minutes) % 1440)), f"{times[0].words} to {times[-1].words}"
    for n in range(len(times) - 3):
        a, b, c, d = times[n : n + 4]
        total = (b.minutes - a.minutes) % 1440 + (d.minutes - c.minutes) % 1440
        if not total % 30:
            yield Decimal(60 * total), f"{a.words} to {b.words} and {c.words} to {d.words}"


def _spans_of_months(operands: Operands) -> Iterator[tuple[Decimal, str]]:
    """Months between months or years that have no day, or one of them and a day."""
    months = [*operands.months, *((12 * d.date.year + d.date.month, d.words) for d in operands.days)]
    plain = {number for number, _ in operands.months}
    for (a, first), (b, last) in itertools.combinations(months[:12], 2):
        if a != b and (a in plain or b in plain):
            (low, start), (high, end) = sorted(((a, first), (b, last)))
            yield Decimal(high - low), f"{start} to {end}"
            yield Decimal(high - low + 1), f"{start} to {end}, both included"
    ends = [*((Decimal(year), str(year)) for year in operands.years)]
    ends += [(Decimal(day.date.year), day.words) for day in operands.days]
    plain = set(operands.years)
    for (one, start), (other, end) in itertools.combinations(ends[:12], 2):
        if one != other and (one in plain or other in plain):
            yield 12 * abs(one - other), f"{start} to {end}"
    for first_year, last_year in operands.year_ranges:
        yield Decimal(12 * (last_year - first_year + 1)), f"{first_year} to {last_year}, both included"


def _is_meant(given: Given, figure: Figure, seconds: Decimal) -> bool:
    """Whether a measure of time is so many seconds."""
    said, way = figure.number or Decimal(0), way_of(given, figure)
    group = size_of(figure)[0]
    if not said:
        return False
    if group == "time":
        unit = base(Decimal(1), figure.unit)[1]
        whole = (
            said == 1 or figure.unit in ("day", "minute", "second") or (figure.unit == "week" and said <= _FEW_WEEKS)
        )
        slack = Decimal("0.01") if whole else _SLACK.get(figure.unit, Decimal("0.01"))
        return not is_beyond(said, seconds / unit, way) and agrees(said, seconds / unit, way, slack=slack)
    return _is_months(given, figure, seconds / _DAY / _MONTH)


def _is_months(given: Given, figure: Figure, months: Decimal) -> bool:
    """Whether a measure is so many months; spans of months and years are seldom whole."""
    group, size = size_of(figure)
    if group != "months":
        return False
    said, way = figure.number or Decimal(0), way_of(given, figure)
    if is_beyond(size, months, way, slack=UNEVEN_MONTHS):
        return False
    if has_months(given, figure) and size > 1:
        return agrees(size, months, way, slack=_LARGE_MONTHS)
    return agrees(said, months * said / (size or 1), way, slack=_SLACK.get(figure.unit, Decimal("0.1")))


def age_words(given: Given, operands: Operands, figure: Figure) -> str:
    """The birth or beginning and the day from which "eight years old" is counted, or two ages that are so far apart."""
    if not _OLD.search(given.before(figure)) and not _OLD.match(given.after(figure)):
        return ""
    for a, b in itertools.combinations(operands.days[:_FEW_DAYS], 2):
        first, last = sorted((a.date, b.date))
        if last.year - first.year - ((last.month, last.day) < (first.month, first.day)) == figure.number:
            return f"{a.words} to {b.words}"
    return ""


def night_words(operands: Operands, figure: Figure) -> str:
    """The two days of "two nights"."""
    if "night" not in figure.unit.split()[:1]:
        return ""
    for a, b in itertools.combinations(operands.days[:_FEW_DAYS], 2):
        if abs((b.date - a.date).days) == figure.number:
            return f"{a.words} to {b.words}"
    return ""


def date_words(_: Given, operands: Operands, figure: Figure) -> str:
    """The day and the span from which a date follows; a month only of few days."""
    days = list({day.date: day for day in operands.days}.values())[:_FEW_DAYS]
    measures = [one for one in operands.numbers if one.group in ("time", "months") and one.size][:_FEW_DAYS]
    targets = set(figure.value.split("/"))
    for day, one in itertools.product(days, measures):
        moved = moved_by(day.date, one.group, one.size)
        few = len(days) * len(measures) <= _FEW_DAYS
        if moved is not None and targets & (_names(moved, few=few) | _months(moved - dt.timedelta(1), few=few)):
            return f"{day.words} + {one.words}"
    return ""


def _names(day: dt.date, *, few: bool) -> set[str]:
    """How a statement may name a day; without its day only where few others are possible."""
    return {f"{day:%Y-%m-%d}", f"--{day:%m-%d}"} | _months(day, few=few)


def _months(day: dt.date, *, few: bool) -> set[str]:
    return {f"{day:%Y-%m}", f"--{day:%m}"} if few else set()
