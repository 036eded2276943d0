"""Dates in words and in parts: "the thirteenth of February 2023", "Friday the 13th", a month, a weekday.

Canonical as in `dates`; besides, ``--02`` is a month and ``---13`` a day of an unnamed month.
"""

import datetime as dt
import re
from collections.abc import Iterator

from legalredact.matching.facts.dates import date_parts, dates
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.parts_of import ORDINAL, ordinal_of
from legalredact.model.mention import Span

_MONTHS = "January February March April May June July August September October November December".split()
_SHORT = {month[:3]: n for n, month in enumerate(_MONTHS, 1)} | {"Sept": 9}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_ORDINAL_OF_MONTH = re.compile(
    rf"\b(?P<day>(?i:{ORDINAL}))\s(?:day\s)?(?:of\s)?{_MONTH}(?:,?\s(?:of\s)?(?P<year>(?:1[89]|20)\d\d)\b)?"
)
_MONTH_ORDINAL = re.compile(
    rf"\b{_MONTH}\s(?:the\s)?(?P<day>(?i:{ORDINAL}))(?:,?\s(?:of\s)?(?P<year>"
    rf"(?:1[89]|20)\d\d)\b)?"
)
_DAYS = re.compile(
    rf"\b{_MONTH}\s(?P<days>\d{{1,2}}(?:(?:,\s|,?\s(?:and|or)\s)\d{{1,2}}(?!\d|,\d|:"
    rf"|\s[ap]\.m)){{1,12}})"
)
_OF_THE_MONTH = re.compile(rf"\b(?P<day>(?i:{ORDINAL}))(?=\s(?:day\s)?of\s(?:the|each|every|that|this)\smonth)", re.I)
_THE_DAY = re.compile(rf"(?:{'|'.join(_WEEKDAYS)}),?\s(?:the\s)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)|(?i:{ORDINAL}))(?!\w)")
_ALONE = re.compile(rf"(?<![\w.])(?:[Mm]id-)?{_MONTH}(?!\w)(?!\s(?:[A-Z]\.|v\.))")
_SLASHED = re.compile(r"(?<![\w/.$-])(?P<month>0[1-9])/(?P<day>0[1-9]|[12]\d|3[01])(?![\w/]|\.\d)")
"""A day without a year in numbers; only with a zero in front: "4/10" is a part or a score."""
_NO_PART = r"(?!\s(?:of|interest|share|stake|acres?|miles?|inch(?:es)?|cups?|hours?|the|an?)\b)"
"""Behind a day in numbers: "1/2 interest", "1/2 acre" and "1/3 of it" are parts."""
_TIME_WORD = r"(?:due|on|until|till|before|after|since|through|effective|dated)"
_SLASHED_AFTER = re.compile(
    rf"\b{_TIME_WORD}\s(?:on\s|by\s)?(?P<all>(?P<month>[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01]))(?![\w/]|\.\d){_NO_PART}",
    re.I,
)
"""A day without a year and without a zero, behind a word of time: "due 10/29"."""
_LINE_DATE = re.compile(
    rf"(?:^|[\n;])\s?(?P<all>(?P<month>[1-9]|1[0-2])/(?P<day>[1-9]|[12]\d|3[01]))(?=[\s:]){_NO_PART}"
)
"""A day at the beginning of an entry of a log, or of a part of it behind a semicolon."""
_MAY = re.compile(
    r"(?:\b(?:in|of|since|until|by|from|to|through|and|or|early|late|mid|last|next|during|for"
    r"|before|after|on)\s|[Mm]id-|\|[\w\s]{0,20})\Z"
)
_WEEKDAY = re.compile(rf"\b(?P<day>{'|'.join(_WEEKDAYS)}|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b)s?\b")


def calendar_dates(text: str) -> Iterator[Figure]:
    """Dates in all writings, full forms first; the caller drops a later one that overlaps an earlier one."""
    for match in (*_ORDINAL_OF_MONTH.finditer(text), *_MONTH_ORDINAL.finditer(text)):
        value = _value(match["year"], _month(match["month"]), ordinal_of(match["day"]))
        if value:
            yield _date(match.span(), value)
    yield from _lists_of_days(text)
    for fact in dates(text):
        yield _date((fact.span.start, fact.span.end), fact.value)
    for match in _SLASHED.finditer(text):
        yield _date(match.span(), f"--{match['month']}-{match['day']}")
    for match in (*_SLASHED_AFTER.finditer(text), *_LINE_DATE.finditer(text)):
        yield _date(match.span("all"), f"--{int(match['month']):02}-{int(match['day']):02}")
    for match in (*_OF_THE_MONTH.finditer(text), *_THE_DAY.finditer(text)):
        day = ordinal_of(match["day"])
        if 1 <= day <= 31:
            yield _date(match.span("day"), f"---{day:02}")
    for match in _ALONE.finditer(text):
        if match["month"] != "May" or _MAY.search(
            text[max(0, match.start() - 24) : match.start()] + match[0].partition("May")[0]
        ):
            yield _date(match.span(), f"--{_month(match['month']):02}")


def weekdays(text: str) -> Iterator[Figure]:
    """Names of weekdays; canonical is the full name in lower case."""
    for match in _WEEKDAY.finditer(text):
        name = next(day for day in _WEEKDAYS if day.startswith(match["day"][:3]))
        yield Figure(Span(*match.span()), FactKind.WEEKDAY, name.lower())


def parts_of_date(value: str) -> set[str]:
    """Everything that follows from a date: as `date_parts`, and its month alone."""
    parts = date_parts(value)
    for end in value.split("/"):
        if (day := day_of(end)) is not None:
            parts |= {f"--{day:%m}", f"---{day:%d}"}
        elif not end.startswith("---") and (month := re.fullmatch(r"-{0,2}(?:\d{4}-)?(\d\d)(?:-\d\d)?", end)):
            parts.add(f"--{month[1]}")
    return parts


def day_of(value: str) -> dt.date | None:
    """The day of a full date; None for parts."""
    try:
        return dt.date.fromisoformat(value) if len(value) == len("2021-01-05") else None
    except ValueError:
        return None


def weekday_of(day: dt.date) -> str:
    """The canonical weekday of a day."""
    return _WEEKDAYS[day.weekday()].lower()


def _lists_of_days(text: str) -> Iterator[Figure]:
    """ "June 5, 6, 13, 20 and 27": each day is a date."""
    for match in _DAYS.finditer(text):
        month, start = _month(match["month"]), match.start("days")
        first = True
        for day in re.finditer(r"\d{1,2}", match["days"]):
            value = _value("", month, int(day[0]))
            if value:
                begin = match.start() if first else start + day.start()
                yield _date((begin, start + day.end()), value)
            first = False


def _month(name: str) -> int:
    return _SHORT[name.rstrip(".")[:3]]


def _value(year: str | None, month: int, day: int) -> str:
    try:
        dt.date(int(year or 2000), month, day)
    except ValueError:
        return ""
    return f"{year}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _date(span: tuple[int, int], value: str) -> Figure:
    return Figure(Span(*span), FactKind.DATE, value)
