"""The numbers, days and times of the cited passages, each with the words that a computation shows."""

import bisect
import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from legalredact.masking.reply.compare_figures import Known
from legalredact.masking.reply.composed import AREA, area_of
from legalredact.masking.reply.given import EACH, size_of
from legalredact.masking.reply.read_figures import figures
from legalredact.matching.facts.calendar_words import day_of
from legalredact.matching.facts.clock import minutes_of
from legalredact.matching.facts.fact import FactKind, Figure

_END = re.compile(r"[.!?]\s|\n")
_TO = re.compile(r"\A\s?(?:to|through|until|[-–])\s?\Z")
_YEARS = re.compile(r"\b((?:19|20)\d\d)\s?(?:to|through|[-–])\s?((?:19|20)\d\d)\b")
_SLASHED = re.compile(r"(?<![\w/.$-])(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])(?![\w/]|\.\d)")
_FULL_SLASHED = re.compile(r"\b\d{1,2}/\d{1,2}/(?:\d\d)?\d\d\b")
_DAY_OF_MONTH = re.compile(r"\bthe\s\Z|\b(?:until|till|by|on)\sthe\s\Z")
_KINDS = {
    FactKind.COUNT: "",
    FactKind.LABEL: "",
    FactKind.AMOUNT: "amount",
    FactKind.PERCENT: "share",
    FactKind.FRACTION: "share",
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the passages.

    Arguments:
        date: the day.
        words: as it is written there.
        at: where it is written, in the passages together.
    """

    date: dt.date
    words: str = field(repr=False)
    at: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the passages.

    Arguments:
        size: of a measure in the smallest unit of its group, of a percentage as a part of one.
        group: numbers of one group may be added: the group of a measure, `amount` and its currency,
            `share`, empty for a count.
        noun: words after a count.
        unit: of a measure.
        words: as it is written there.
        sentence: number of its sentence.
    """

    size: Decimal
    group: str
    noun: str
    unit: str
    words: str = field(repr=False)
    sentence: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day of the passages, in minutes from the beginning of its day, with that day if it is known."""

    minutes: int
    day: dt.date | None
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Operands:
    """All that a computation may start from.

    Arguments:
        days: in the order of the text.
        ranges: first and last day of each span that is written as one ("July 2 to July 30").
        months: months that have no day, counted from the year 0, with their words.
        years: years that have no month.
        moments: times of day, in order.
        numbers: in order.
        year_ranges: first and last year of "2020 through 2024".
        each: numbers of the sentences that say that something is one of several ("48 cartons each").
    """

    days: tuple[Day, ...]
    ranges: tuple[tuple[Day, Day], ...]
    months: tuple[tuple[int, str], ...]
    years: tuple[int, ...]
    moments: tuple[Moment, ...]
    numbers: tuple[Number, ...]
    each: frozenset[int]
    year_ranges: tuple[tuple[int, int], ...]


def operands_of(known: Known) -> Operands:
    """The operands of the cited passages, read once for each."""
    if "operands" not in known.kept:
        known.kept["operands"] = _operands(known)
    operands: Operands = known.kept["operands"]
    return operands


def _operands(known: Known) -> Operands:
    found = figures(known.text)
    days = tuple(sorted(_days(known, found), key=lambda day: day.at))
    ends = _ends(known.text)
    return Operands(
        days,
        tuple(_ranges(known.text, days)),
        tuple((12 * int(f.value[:4]) + int(f.value[5:7]), f.span.of(known.text)) for f in _dates(found, r"\d{4}-\d\d")),
        tuple(dict.fromkeys(int(f.value) for f in _dates(found, r"\d{4}"))),
        tuple(_moments(known, found, days)),
        tuple(_numbers(known.text, found)),
        frozenset(bisect.bisect_right(ends, match.start()) for match in EACH.finditer(known.text)),
        tuple((int(match[1]), int(match[2])) for match in _YEARS.finditer(known.text)),
    )


def listed(known: Known) -> tuple[tuple[str, ...], ...]:
    """The times, and the amounts, of each sentence of the cited passages that has three and more of them."""
    if "listed" not in known.kept:
        known.kept["listed"] = _listed(known)
    rows: tuple[tuple[str, ...], ...] = known.kept["listed"]
    return rows


def _listed(known: Known) -> tuple[tuple[str, ...], ...]:
    ends, rows = _ends(known.text), dict[tuple[int, FactKind], list[str]]()
    for figure in figures(known.text):
        if figure.kind in (FactKind.TIME, FactKind.AMOUNT):
            key = (bisect.bisect_right(ends, figure.span.start), figure.kind)
            rows.setdefault(key, []).append(figure.span.of(known.text))
    return tuple(tuple(words) for words in rows.values() if len(words) > len(("one", "two")))


def number_like(figure: Figure, words: str, sentence: int = 0) -> Number:
    """A figure as an operand; the caller chose one with a number."""
    number = figure.number or Decimal(0)
    if figure.kind is FactKind.MEASURE:
        group, size = size_of(figure)
        return Number(size, group, "", figure.unit, words, sentence)
    group = _KINDS[figure.kind]
    if figure.kind is FactKind.PERCENT:
        number /= 100
    if figure.kind is FactKind.AMOUNT:
        group = f"amount {figure.unit}"
    return Number(number, group, figure.unit if figure.kind is FactKind.COUNT else "", "", words, sentence)


def _ends(text: str) -> list[int]:
    """Where sentences end."""
    return [match.end() for match in _END.finditer(text)]


def _numbers(text: str, found: Sequence[Figure]) -> Iterator[Number]:
    ends = _ends(text)
    for match in AREA.finditer(text):
        yield Number(area_of(match), "area", "", "square foot", match[0], bisect.bisect_right(ends, match.start()))
    for figure in found:
        if figure.number is None or not (figure.kind in _KINDS or figure.kind is FactKind.MEASURE):
            continue
        if figure.kind is not FactKind.LABEL or figure.number % 1:
            yield number_like(figure, figure.span.of(text), bisect.bisect_right(ends, figure.span.start))


def _dates(found: Sequence[Figure], form: str) -> Iterator[Figure]:
    return (f for f in found if f.kind is FactKind.DATE and re.fullmatch(form, f.value))


def _days(known: Known, found: Sequence[Figure]) -> Iterator[Day]:
    """Full dates, dates without a year in the years that the passages mean, "the 5th" of the last month."""
    last, text = day_of(known.before), known.text
    meant = {f"--{day:%m-%d}": day for day in known.days}
    ahead = {
        f.span.end: day_of(g.value)
        for f, g in itertools.pairwise(f for f in found if f.kind is FactKind.DATE)
        if _TO.match(text[f.span.end : g.span.start])
    }
    for figure in found:
        words, at = figure.span.of(text), figure.span.start
        if figure.kind is FactKind.DATE:
            for end in figure.value.split("/"):
                day = day_of(end) or _beside(end, ahead.get(figure.span.end) or last, meant)
                if day is not None:
                    last = day
                    yield Day(day, words, at)
        elif figure.kind is FactKind.ORDINAL and last and figure.number and _DAY_OF_MONTH.search(text[:at][-12:]):
            day = day_of(f"{last:%Y-%m}-{int(figure.number):02}")
            if day is not None:
                yield Day(day, f"{last:%B} {int(figure.number)}", at)
    yield from _slashed(text)


def _beside(value: str, last: dt.date | None, meant: dict[str, dt.date]) -> dt.date | None:
    """A day without its year: in the year of the date before it, if the passages mean that one, or in the one meant."""
    if not re.fullmatch(r"--\d\d-\d\d", value):
        return None
    return (day_of(f"{last.year}{value[1:]}") if last else None) or meant.get(value) or day_of(f"2003{value[1:]}")


def _slashed(text: str) -> Iterator[Day]:
    """ "3/13" in a text that writes its dates so, in the year of the nearest one."""
    full = list(_FULL_SLASHED.finditer(text))
    for match in _SLASHED.finditer(text) if full else ():
        nearest = min(full, key=lambda other: abs(other.start() - match.start()))
        year = int(nearest[0].rpartition("/")[2])
        day = day_of(f"{year if year > 99 else 2000 + year}-{int(match['month']):02}-{int(match['day']):02}")
        if day is not None:
            yield Day(day, match[0], match.start())


def _ranges(text: str, days: Sequence[Day]) -> Iterator[tuple[Day, Day]]:
    for n, day in enumerate(days[:-1]):
        other = days[n + 1]
        if day.date < other.date and _TO.match(text[day.at + len(day.words) : other.at]):
            yield day, other


def _moments(known: Known, found: Sequence[Figure], days: Sequence[Day]) -> Iterator[Moment]:
    """Times with the last day before each of them."""
    places = [day.at for day in days]
    for figure in found:
        if figure.kind is FactKind.TIME:
            at = bisect.bisect_right(places, figure.span.start)
            day = days[at - 1].date if at else day_of(known.before)
            yield Moment(minutes_of(figure.value), day, figure.span.of(known.text))
