"""Dates in English legal papers, each with one canonical value.

Canonical is ISO 8601: ``2021-01-05``; partial dates ``2021-01``, ``2021`` and ``--01-05`` (no year); a range of days
``2021-01-05/2021-01-07``. Numeric dates are American (month first) unless the first number cannot be a month.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from legalredact.matching.facts.fact import Fact, FactKind
from legalredact.matching.facts.number_words import NUMBER_WORDS, number_of_words
from legalredact.model.mention import Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d(?!\d)|two\s{1,4}thousand(?:[\s-]{1,4}(?:and\s{1,4})?[a-z]{3,9}){0,2}\b)"
_AND_YEAR = rf"(?:\s{{0,4}},\s{{0,40}}|\s{{1,40}}){_YEAR}"
_ORDINAL = r"(?:st|nd|rd|th)?"
_RANGE = rf"(?:\s?[-–—]\s?(?P<last>{_DAY}){_ORDINAL}(?!\d))?"

_MONTH_DAY = re.compile(rf"\b{_MONTH}\s{{0,40}}(?P<day>{_DAY}){_ORDINAL}(?!\d){_RANGE}(?:{_AND_YEAR})?", re.I)
_DAY_MONTH = re.compile(
    rf"(?<![\d.,/$§:-])(?P<day>{_DAY}){_ORDINAL}{_RANGE}\s{{1,40}}(?:day\s{{1,4}}of\s{{1,40}}|of\s{{1,40}})?{_MONTH}"
    rf"(?:{_AND_YEAR}|(?!\s{{0,40}}{_DAY}(?!\d)))",
    re.I,
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH}(?:\s{{1,4}}of\s{{1,40}}|\s{{0,4}},?\s{{1,40}}){_YEAR}", re.I)
_NUMERIC = re.compile(
    r"(?<![\d./:-])(?:(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d{2})"
    r"|(?P<y2>(?:1[6-9]|20)\d\d)(?P<s2>[/.-])(?P<a2>\d{1,2})(?P=s2)(?P<b2>\d{1,2}))(?![\d]|[/-]\d)"
)
_MONTH_OF_YEAR = re.compile(r"(?<![\d./:-])(?P<a>0?[1-9]|1[0-2])/(?P<y>(?:19|20)\d\d)(?![\d/-])")
_COMPACT = re.compile(r"(?<![\w./:-])(?P<y>(?:19|20)\d\d)(?P<a>0[1-9]|1[0-2])(?P<b>0[1-9]|[12]\d|3[01])(?![\w/:])")
_BARE_YEAR = re.compile(r"(?<![\w$€£.,:/#§-])(?:19|20)\d\d(?![\w%/]|:(?!\s)|[.,-]\d)")


def dates(text: str) -> Iterator[Fact]:
    """Every date of `text`, full forms first; the caller drops a later date that overlaps an earlier one."""
    yield from _readings(_MONTH_DAY.finditer(text))
    yield from _readings(_DAY_MONTH.finditer(text))
    yield from _readings(_NUMERIC.finditer(text))
    yield from _readings(_MONTH_YEAR.finditer(text))
    yield from _readings(_MONTH_OF_YEAR.finditer(text))
    yield from _readings(_COMPACT.finditer(text))
    yield from (Fact(Span(*match.span()), FactKind.DATE, match[0]) for match in _BARE_YEAR.finditer(text))


def short_dates(text: str) -> Iterator[Fact]:
    """Dates such as "6-6-98" and "3.3.70", which may also be other numbers; they count only after a cue word."""
    for match in _NUMERIC.finditer(text):
        if match["y"] and len(match["y"]) == len("98") and match["s"] != "/":
            value = _iso(_year(match["y"]), int(match["a"]), int(match["b"]))
            if value:
                yield Fact(Span(*match.span()), FactKind.DATE, value)


def date_parts(value: str) -> set[str]:
    """Everything that follows from a date: its year, its month, its day without year, and both ends of a range."""
    parts: set[str] = set()
    for end in value.split("/"):
        year, month, day = (*(end.removeprefix("--").split("-")), "", "")[:3]
        if end.startswith("--"):
            parts.add(end)
            continue
        parts.update((end, year, f"{year}-{month}" if month else year))
        if day:
            parts.add(f"--{month}-{day}")
    return parts


def _readings(matches: Iterable[re.Match[str]]) -> Iterator[Fact]:
    """The matches that are valid calendar dates."""
    for match in matches:
        groups = match.groupdict()
        value = _written(match) if "month" in groups else _numeric({k.rstrip("2"): v for k, v in groups.items() if v})
        if value:
            yield Fact(Span(*match.span()), FactKind.DATE, value)


def _written(match: re.Match[str]) -> str:
    """Value of a date with the month as a word; without a year it must be capitalized ("may 5" is not a date)."""
    groups = match.groupdict()
    year = _year(groups["year"])
    if not year and not match["month"][0].isupper():
        return ""
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    days = [groups[name] for name in ("day", "last") if groups.get(name)]
    values = [_iso(year, month, int(day)) for day in days] if days else [_iso(year, month, 0)]
    return "/".join(values) if all(values) else ""


def _numeric(groups: dict[str, str]) -> str:
    """Value of a numeric date; two-digit years only with slashes, and read as in POSIX (69 to 99 are 19xx)."""
    if len(groups["y"]) == 2 and groups["s"] != "/":
        return ""
    first, second = int(groups["a"]), int(groups.get("b", "0"))
    if first > 12 and len(groups["y"]) == 4:
        first, second = second, first
    return _iso(_year(groups["y"]), first, second)


def _year(written: str | None) -> str:
    """The year in four digits, or empty."""
    if not written:
        return ""
    if not written.isdigit():
        return _year_in_words(written)
    if len(written) == 2:
        return f"{'20' if int(written) < 69 else '19'}{written}"
    return written


def _year_in_words(written: str) -> str:
    """A year such as "two thousand and five", or "two thousand" before other words; empty if it is not a year."""
    words = re.match(NUMBER_WORDS, written, re.I)
    number = number_of_words(words[0]) if words else 0
    return str(number) if 2000 <= number < 2100 else ""


def _iso(year: str, month: int, day: int) -> str:
    """Canonical date, or empty if the day does not exist; day 0 means that none was given."""
    try:
        dt.date(int(year or 2000), month, day or 1)
    except ValueError:
        return ""
    head = f"{year}-{month:02}" if year else f"--{month:02}"
    return f"{head}-{day:02}" if day else head
