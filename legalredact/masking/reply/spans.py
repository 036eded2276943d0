"""Spans between cited dates and times, and dates and times that lie a cited span from others."""

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from legalredact.masking.reply.agreement import UNEVEN_MONTHS, Way, is_beyond, way_of
from legalredact.masking.reply.compare_figures import MONTH
from legalredact.masking.reply.given import Given, has_months, near, size_of
from legalredact.matching.facts.calendar_words import calendar_dates, day_of, parts_of_date
from legalredact.matching.facts.clock import EITHER, minutes_of
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.measures import is_about

_SEVERAL, _FEW_TIMES, _FEW_DAYS, _FEW_BASES = 60, 6, 5, 2
_DAY = Decimal(86400)
_MONTH_IN_DAYS = Decimal("30.437")
_NEAR_MONTHS, _NEAR_YEARS, _NEAR_WEEKS = Decimal("0.3"), Decimal("0.12"), Decimal("0.15")
"""How far a said span may be from the exact one in its unit: "four months" for October 20 to February 12."""
_FEW_WEEKS = 3
_MANY_YEARS = 3
"""From here the years between two dates may be counted without their months."""
_NEAR_HOURS, _HALF, _SMALLEST_BOUND, _SOON = Decimal("0.1"), Decimal("0.5"), 3, 20
_BESIDE_TIME = re.compile(r"\s(?P<way>before|after|past|to)\s", re.I)
_SHORTLY = re.compile(r"\b(?:shortly|just|soon|right|a\slittle|moments|minutes)\s(?P<way>before|after|past)\s\Z", re.I)
_COMPARED = re.compile(r"\s(?:longer|shorter|less|more|faster|slower)\sthan\b", re.I)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_DAY = rf"(?:{_MONTHS})\s\d{{1,2}}(?:,\s\d{{4}})?"
_RANGE = re.compile(rf"\b{_MONTH_DAY}\s?(?:to|through|until|[-–])\s?{_MONTH_DAY}(?!\d)")
_OLD = re.compile(r"[\s-](?:years?[\s-])?old\b", re.I)
_DEADLINE = re.compile(r"\b(?:overdue|late|deadline|early|expired|due|in\stime|to\sspare|extended|postponed)\b", re.I)
_OFFICE = re.compile(r"\b(?:business|working|court)\s(?:days?|hours?)", re.I)


def span_follows(given: Given, figure: Figure) -> bool:
    """Whether a measure of time is the span between two cited dates or times of day."""
    group, size = size_of(figure)
    if not size:  # "0 weeks": two dates or times are never that far apart
        return False
    if group == "time" and any(_is_minutes(given, figure, size, span) for span in _minutes_between(given)):
        return True
    if group == "time" and (time := _time_after(given, figure)) and _is_moved_time(given, figure, time):
        return True
    if any(
        _is_span(given, figure, group, size, a, b)
        for a, b in itertools.chain(_pairs_of_days(given), _pairs_of_deadlines(given))
    ):
        return True
    if group == "time" and _is_rest_of_span(given, figure, size):
        return True
    if group == "time" and _COMPARED.match(given.after(figure)) and _is_of_two_spans(given, figure, size):
        return True
    return group == "months" and size in set(_months_between(given))


def _is_rest_of_span(given: Given, figure: Figure, size: Decimal) -> bool:
    """Whether days go on a number of months before them: "six months and four days" between two cited days."""
    before = next((f for f in given.figures if 0 <= figure.span.start - f.span.end <= len(", and ")), None)
    if before is None or before.kind is not FactKind.MEASURE or size_of(before)[0] != "months":
        return False
    for start, end in _pairs_of_days(given):
        moved = moved_by(start, "months", size_of(before)[1])
        if moved is not None and moved_by(moved, "time", size) == end:
            return True
    return False


def _is_minutes(given: Given, figure: Figure, size: Decimal, span: int) -> bool:
    number = figure.number or Decimal(0)
    exact = 60 * span / (size / (number or 1))
    if is_beyond(number, exact, way_of(given, figure)):
        return False
    near_hours = figure.unit == "hour" and number > 1 and abs(number - exact) <= _NEAR_HOURS
    return size == 60 * span or near_hours or (figure.about and _is_meant(given, figure, exact))


def _is_meant(given: Given, figure: Figure, exact: Decimal) -> bool:
    """Whether an inexact span is the exact one: rounded, or up to a half beyond ("just under eight weeks": 7.6).

    What is "over" a number is never smaller, and what is "under" it never larger.
    """
    number, way = figure.number or Decimal(0), way_of(given, figure)
    if is_beyond(number, exact, way):
        return False
    if near(number, exact):
        return True
    return number >= _SMALLEST_BOUND and way not in (Way.EXACT, Way.ABOUT) and abs(number - exact) <= _HALF


def _is_of_two_spans(given: Given, figure: Figure, size: Decimal) -> bool:
    """Whether a time is how much longer or shorter a span between cited times is than one that the statement has."""
    said = [size_of(f) for f in given.proven if f.kind is FactKind.MEASURE and f is not figure]
    return any(
        group == "time" and abs(60 * span - one) == size for span in _minutes_between(given) for group, one in said
    )


def _time_after(given: Given, figure: Figure) -> tuple[Figure, int] | None:
    """The time of "ten minutes before midnight", and whether it is before (-1) or after (1) it."""
    match = _BESIDE_TIME.match(given.text, figure.span.end)
    time = next((f for f in given.figures if match and f.span.start == match.end()), None)
    return (time, -1 if match["way"].lower() in ("before", "to") else 1) if match and time else None


def _is_moved_time(given: Given, figure: Figure, time: tuple[Figure, int]) -> bool:
    """Whether a span before or after a time of the statement is a cited time."""
    if time[0].kind is not FactKind.TIME:
        return False
    wanted = minutes_of(time[0].value) + time[1] * int(size_of(figure)[1] / 60)
    return any(
        (minutes_of(known.value) - wanted) % (720 if EITHER in (known.unit, time[0].unit) else 1440) == 0
        for known in given.known.times
    )


def is_age(given: Given, figure: Figure) -> bool:
    """Whether "eight years old" is the whole years between two cited days."""
    if "old" not in figure.span.of(given.text).lower() and not _OLD.match(given.text, figure.span.end):
        return False
    return any(
        b.year - a.year - ((b.month, b.day) < (a.month, a.day)) == figure.number for a, b in _pairs_of_days(given)
    )


def _pairs_of_deadlines(given: Given) -> Iterator[tuple[dt.date, dt.date]]:
    """Cited days with the end of a cited span after another one, where the statement speaks of a deadline."""
    days = given.known.span_days
    if not _DEADLINE.search(given.text) or len(days) > _FEW_DAYS:
        return
    for f in given.known.numbers(FactKind.MEASURE)[:_SEVERAL]:
        for start in days:
            end = moved_by(start, *size_of(f))
            if end is not None and end != start:
                yield from ((min(end, day), max(end, day)) for day in days if day not in (start, end))


def same_work(figure: Figure, known: Iterable[Figure], text: str) -> bool:
    """Whether weeks are said as their hours or days of work: ten business days for two weeks, 80 hours for two."""
    if size_of(figure)[0] != "time":
        return False
    week = {"hour": Decimal(40), "day": Decimal(5)}
    for other in known:
        weeks, rest = (figure, other) if figure.unit == "week" else (other, figure)
        said = rest.unit == "hour" or _OFFICE.search(text)
        if said and weeks.unit == "week" and rest.unit in week and rest.number == (weeks.number or 0) * week[rest.unit]:
            return True
    return False


def _pairs_of_days(given: Given) -> Iterator[tuple[dt.date, dt.date]]:
    """Cited days, the earlier first: of few days any two, else neighbors, first and last, or one that is mentioned."""
    days = given.known.span_days[:_SEVERAL]
    for start, end in _ranges(given):
        yield start, end + dt.timedelta(1)
    if len(days) <= _FEW_DAYS:
        yield from itertools.combinations(days, 2)
        return
    yield from itertools.pairwise(days)
    yield days[0], days[-1]
    mentioned = {part for f in given.figures if f.kind is FactKind.DATE for part in parts_of_date(f.value)}
    ends = [d for d in days if mentioned & {f"{d:%Y-%m-%d}", f"--{d:%m-%d}"}]
    for day in ends:
        yield from ((min(day, other), max(day, other)) for other in days if other != day)


def _ranges(given: Given) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of cited ranges ("January 14 to February 3, 2024"), which take in both."""
    for match in _RANGE.finditer(given.known.text):
        named = {figure.value[-5:] for figure in calendar_dates(match[0])}
        ends = [day for day in given.known.span_days if f"{day:%m-%d}" in named]
        if len(ends) >= len(("first", "last")):
            yield ends[-2], ends[-1]


def _is_span(given: Given, figure: Figure, group: str, size: Decimal, start: dt.date, end: dt.date) -> bool:
    """Whether a said span is the one between two days."""
    days, number, way = Decimal((end - start).days), figure.number or Decimal(0), way_of(given, figure)
    if group == "time":
        unit = size / (number or 1)
        exact = days * _DAY / unit
        if is_beyond(number, exact, way):
            return False
        near_weeks = figure.unit == "week" and number > _FEW_WEEKS and abs(number - exact) <= _NEAR_WEEKS
        return size == days * _DAY or near_weeks or (figure.about and _is_meant(given, figure, exact))
    if group != "months":
        return False
    exact = days / _MONTH_IN_DAYS
    if is_beyond(size, exact, way, slack=UNEVEN_MONTHS):
        return False
    if size >= 1 and abs(size - exact) <= (_NEAR_MONTHS if size > 1 else _NEAR_YEARS):
        return True
    if figure.unit == "year" and not has_months(given, figure) and abs(number - exact / 12) <= _NEAR_YEARS:
        return True
    return figure.about and near(number, exact * number / (size or 1))


def _months_between(given: Given) -> Iterator[Decimal]:
    """Months between two dates, counted with and without the last month; years between two years.

    Months count only if one of the dates has no day, or if the statement names months alone: two full dates give the
    exact days.
    """
    without_day = {_month_number(value) for value in given.known.months}
    said = {_month_number(f.value) for f in given.figures if f.kind is FactKind.DATE and MONTH.fullmatch(f.value)}
    years = {int(end) for f in given.known.found for end in f.value.split("/") if _is_year(f, end)}
    months = sorted(_month_number(value) for value in given.known.dates if MONTH.fullmatch(value))[:_SEVERAL]
    few = len(months) <= _FEW_DAYS
    pairs = itertools.combinations(months, 2) if few else itertools.pairwise(months)
    whole = [*pairs] if few else [*pairs, (months[0], months[-1])]
    for a, b in whole:
        if not without_day.isdisjoint((a, b)) or {a, b} <= said:
            yield Decimal(b - a)
            if few or (a, b) == (months[0], months[-1]):
                yield Decimal(b - a + 1)
    every = {int(value) for value in given.known.dates if re.fullmatch(r"\d{4}", value)}
    if len(every) <= _FEW_DAYS:
        yield from (
            Decimal(12 * (b - a))
            for a, b in itertools.combinations(sorted(every), 2)
            if b - a >= _MANY_YEARS or not years.isdisjoint((a, b))
        )


def _is_year(figure: Figure, end: str) -> bool:
    return figure.kind is FactKind.DATE and re.fullmatch(r"\d{4}", end) is not None


def _month_number(value: str) -> int:
    year, _, month = value.partition("-")
    return 12 * int(year) + int(month)


def _minutes_between(given: Given) -> set[int]:
    """Minutes between two cited times: neighbors, or of few times any two, or one that the statement has."""
    times = given.known.times[:_SEVERAL]
    minutes = [minutes_of(time.value) for time in times]
    said = {minutes_of(f.value) % 720 for f in given.figures if f.kind is FactKind.TIME}
    spans = {(b - a) % 1440 for a, b in itertools.pairwise(minutes)}
    few = len(set(minutes)) <= _FEW_TIMES
    spans |= {b - a for a in minutes for b in minutes if a < b and (few or {a % 720, b % 720} & said)}
    moments = _moments(given)
    few = len(moments) <= _FEW_TIMES
    return spans | {abs(b - a) for a, b in itertools.combinations(moments, 2) if few or {a % 720, b % 720} & said}


def _moments(given: Given) -> list[int]:
    """Cited times with the last date before each of them, in minutes."""
    day = day_of(given.known.before)
    found: list[int] = []
    for figure in given.known.found:
        if figure.kind is FactKind.DATE:
            day = day_of(figure.value.split("/")[-1]) or day
        elif figure.kind is FactKind.TIME and day is not None:
            found.append(day.toordinal() * 1440 + minutes_of(figure.value))
    return sorted(set(found))[:_SEVERAL]


def date_follows(given: Given, figure: Figure) -> bool:
    """Whether a date is a cited one with a cited span before or after it; of several, one that the statement has."""
    spans = [size_of(f) for f in given.numbers(FactKind.MEASURE)][:_SEVERAL]
    targets, about = set(figure.value.split("/")), is_about(given.text, figure.span.start)
    said = {
        part for f in given.figures if f.kind is FactKind.DATE and f is not figure for part in parts_of_date(f.value)
    }
    days = given.known.span_days[:_SEVERAL]
    bases = _FEW_DAYS if about else _FEW_BASES + bool(_DEADLINE.search(given.text))
    for day in days:
        if len(days) > bases and not {f"{day:%Y-%m-%d}", f"--{day:%m-%d}", f"{day:%Y-%m}"} & said:
            continue
        for group, size in spans:
            for sign in (1, -1):
                moved = moved_by(day, group, sign * size)
                if moved is not None and targets & parts_of_date(f"{moved:%Y-%m-%d}") - {
                    f"{moved:%Y}",
                    f"---{moved:%d}",
                }:
                    return True
    return about and _month_follows(given, targets, spans)


def _month_follows(given: Given, targets: set[str], spans: Iterable[tuple[str, Decimal]]) -> bool:
    """Whether a month is a cited month with a cited number of months before or after it."""
    named = {int(value[2:]) for value in given.known.dates if re.fullmatch(r"--\d\d", value)}
    wanted = {int(value[2:]) for value in targets if re.fullmatch(r"--\d\d", value)}
    steps = {int(size) for group, size in spans if group == "months" and not size % 1 and size < 24}
    return any(
        (month + sign * step - one) % 12 == 0 for month in named for step in steps for sign in (1, -1) for one in wanted
    )


def moved_by(day: dt.date, group: str, size: Decimal) -> dt.date | None:
    """A day moved by a span of whole days or months; None for other measures, and if no calendar has that day."""
    if group == "time" and not size % _DAY and abs(size) < 40000 * _DAY:
        ordinal = day.toordinal() + int(size / _DAY)
        return dt.date.fromordinal(ordinal) if 1 <= ordinal <= dt.date.max.toordinal() else None
    if group != "months" or size % 1 or abs(size) > 1200:
        return None
    year, month = divmod(12 * day.year + day.month - 1 + int(size), 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def time_follows(given: Given, figure: Figure) -> bool:
    """Whether a time is a cited one with a cited span before or after it."""
    target = minutes_of(figure.value)
    if any(
        f.kind is FactKind.MEASURE
        and (time := _time_after(given, f))
        and time[0] is figure
        and size_of(f)[0] == "time"
        and _is_moved_time(given, f, time)
        for f in given.figures
    ):
        return True
    if shortly := _SHORTLY.search(given.before(figure)):
        sign = -1 if shortly["way"].lower() == "before" else 1
        cycle = 720 if figure.unit == EITHER else 1440
        if any(0 < sign * (minutes_of(time.value) - target) % cycle <= _SOON for time in given.known.times):
            return True
    spans = [size_of(f) for f in given.numbers(FactKind.MEASURE)][:_SEVERAL]
    return any(
        (minutes_of(time.value) + sign * int(size / 60) - target)
        % (720 if EITHER in (time.unit, figure.unit) else 1440)
        == 0
        for time in given.known.times[:_SEVERAL]
        for group, size in spans
        for sign in (1, -1)
        if group == "time"
    )


def in_thirties(group: str, size: Decimal, its_size: Decimal, *, weeks: bool) -> bool:
    """Whether a whole number of months is said as so many times thirty days, or four weeks, or the other way round."""
    months, seconds = (size, its_size) if group == "months" else (its_size, size)
    return seconds == months * 30 * _DAY or (weeks and seconds == months * 28 * _DAY)


def is_same_span(group: str, size: Decimal, its_group: str, its_size: Decimal) -> bool:
    """Whether months and days are about the same time."""
    months, seconds = (size, its_size) if group == "months" else (its_size, size)
    return its_group != group and near(months, seconds / _DAY / _MONTH_IN_DAYS)
