"""Compares the figures of a statement with those of the passages that it cites."""

import collections
import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from legalredact.masking.reply.read_figures import PARAGRAPH, reporter_value
from legalredact.masking.whole_words import occurs_in
from legalredact.matching.citations.reporters import CORE
from legalredact.matching.facts.calendar_words import day_of, parts_of_date, weekday_of
from legalredact.matching.facts.clock import EITHER, minutes_of
from legalredact.matching.facts.codes import code_value
from legalredact.matching.facts.dockets import same_case
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.number_words import NUMBER_WORDS, number_of_words
from legalredact.matching.facts.numerals import plain
from legalredact.matching.facts.statutes import within_law
from legalredact.matching.text.lazy_pattern import lazy_pattern

_BY_WORDS = frozenset(
    {FactKind.CASE_NUMBER, FactKind.DOCKET_ENTRY, FactKind.STATUTE, FactKind.BATES, FactKind.CODE, FactKind.REPORTER}
)
"""Kinds that are read by the words around them: the same characters in the source are the same figure."""
_LARGE = 10
_NO_LABEL = 1000
"""From here a number after a capitalized noun may count it: "Platelets 61,000" has 61,000 platelets."""
_NUMBERS = frozenset({FactKind.COUNT, FactKind.LABEL})
_RELATIVE = re.compile(r"\b(?:(?P<before>yesterday|last night)|(?P<after>tomorrow))\b", re.I)
_SPOKEN_HOUR = re.compile(
    rf"\b(?:at|until|till|from|by|about|around|before|after|since)\s(?P<hour>\d{{1,2}}|{NUMBER_WORDS})(?![\w:])", re.I
)
_CITED_PAGES = lazy_pattern(
    rf"(?P<reporter>{CORE})(?P<pins>(?:,\s\d{{1,5}}(?:\s?[-–]\s?\d{{1,5}})?(?!\d|\s[A-Z])){{1,6}})"
)
_FREQUENCIES = tuple(
    (re.compile(rf"\b{word}\b", re.I), value)
    for word, value in (
        ("quarterly", "months 3"),
        ("monthly", "months 1"),
        ("semi-?annual(?:ly)?", "months 6"),
        ("(?:annual(?:ly)?|yearly)", "months 12"),
        ("weekly", "time 604800"),
        ("(?:bi-?weekly|fortnightly)", "time 1209600"),
        ("daily", "time 86400"),
        ("hourly", "time 3600"),
    )
)
"""How often, in one word."""
_EVERY_HOURS = re.compile(r"\bq\s?(?P<number>\d{1,2})\s?h(?:rs?)?\b", re.I)
"""Orders for medicines: "q8h" is every eight hours. It is no operand of a sum."""
_OF_THEM = re.compile(r"\sof\s(?:them|these|those|which|whom)\b")
_OF_NUMBER = re.compile(r"\s(?:out\s)?of\s(?:the\s|those\s)?(?:\d|[a-z]+\b)", re.I)
_QUARTERS = {f"{month:02}": (month + 2) // 3 for month in range(1, 13)}
_HALF_DAY = 720
MONTH = re.compile(r"\d{4}-\d\d")
"""The canonical value of a month that has no day."""


class Known:
    """The figures of a text, to be asked for the figures of another.

    Arguments:
        text: the text, or the cited passages joined.
        found: its figures.
        days: days that the text means without naming them whole ("April 1" in a paper of 1991), canonical.
        before: the last full date of the document before the text, canonical; times of the text may be of that day.
    """

    def __init__(self, text: str, found: Iterable[Figure], days: Iterable[str] = (), before: str = "") -> None:
        self.before = before
        self.read: dict[str, frozenset[Any]] = {}
        self.kept: dict[str, Any] = {}
        self._of_kinds: dict[tuple[FactKind, ...], list[Figure]] = {}
        self.text = text
        self.found = tuple(found)
        self._folded = text.upper().replace("–", "-")
        self._values: dict[FactKind, set[str]] = collections.defaultdict(set)
        self._numbers: dict[FactKind, dict[Decimal, list[Figure]]] = collections.defaultdict(dict)
        for figure in self.found:
            self._values[figure.kind].add(figure.value)
            if figure.number is not None:
                self._numbers[figure.kind].setdefault(figure.number, []).append(figure)
            elif figure.kind is FactKind.CODE and (number := figure.value.partition("(")[0]).isdigit():
                self._numbers[FactKind.LABEL].setdefault(Decimal(number), []).append(figure)
        self._labels = {figure.unit for figure in self.found if figure.kind is FactKind.LABEL}
        given = [*self._values[FactKind.DATE], *days]
        self.dates = frozenset(part for value in given for part in parts_of_date(value))
        self.months = frozenset(value for value in given if MONTH.fullmatch(value))
        """Months that have no day."""
        self.days = sorted({day for value in given for end in value.split("/") if (day := day_of(end)) is not None})
        # A program writes 12/31/9999 for "no end": no span runs to that year, and no calendar goes beyond it.
        self.span_days = [day for day in self.days if day.year < dt.MAXYEAR] or _in_one_year(given)

        self._tests: dict[FactKind, Callable[[Figure], bool]] = {
            FactKind.CASE_NUMBER: self._case,
            FactKind.DOCKET_ENTRY: self._entry,
            FactKind.STATUTE: self._statute,
            FactKind.REPORTER: self._reporter,
            FactKind.BATES: self._code,
            FactKind.CODE: self._code,
            FactKind.LABEL: self._label,
            FactKind.AMOUNT: self._amount,
            FactKind.PERCENT: self._percent,
            FactKind.DATE: self._date,
            FactKind.WEEKDAY: self._weekday,
            FactKind.TIME: self._time,
            FactKind.MEASURE: self._measure,
            FactKind.FRACTION: self._fraction,
            FactKind.ORDINAL: self._ordinal,
            FactKind.COUNT: self._count,
        }

    def has(self, figure: Figure, text: str) -> bool:
        """Whether the text has a figure, in any writing.

        Arguments:
            figure: of another text.
            text: that other text.
        """
        if figure.value in self._values[figure.kind] and figure.kind not in _NUMBERS:
            return True
        if figure.kind in _BY_WORDS and self._is_spelled(figure, text):
            return True
        if figure.kind is FactKind.COUNT and not figure.span.of(text)[:1].isdigit():
            them, part = _OF_THEM.match(text, figure.span.end), _OF_NUMBER.match(text, figure.span.end)
            return self._count(figure, labels=them is not None, measures=part is None)
        return self._tests[figure.kind](figure)

    def numbers(self, *kinds: FactKind) -> Sequence[Figure]:
        """The figures of these kinds that have a number."""
        if kinds not in self._of_kinds:
            self._of_kinds[kinds] = [f for f in self.found if f.kind in kinds and f.number is not None]
        return self._of_kinds[kinds]

    def _is_spelled(self, figure: Figure, text: str) -> bool:
        words = figure.span.of(text)
        return any(c.isdigit() for c in words) and occurs_in(words.upper().replace("–", "-"), self._folded)

    def _case(self, figure: Figure) -> bool:
        return any(same_case(figure.value, value) for value in self._values[FactKind.CASE_NUMBER]) or self._code(figure)

    def _entry(self, figure: Figure) -> bool:
        return self._is_number(Decimal(figure.value.partition(".")[0] or 0))

    def _statute(self, figure: Figure) -> bool:
        """Whether the provision is cited, or is the number of a paragraph ("section 7": "7. Repairs.")."""
        section = figure.value.rpartition(":")[2]
        if any(within_law(figure.value, value) for value in self._values[FactKind.STATUTE]):
            return True
        return section.isdigit() and any(
            label.unit in (PARAGRAPH, "section", "paragraph", "article") or figure.value.startswith(f"{label.unit}:")
            for label in self._numbers[FactKind.LABEL].get(Decimal(section), ())
        )

    def _reporter(self, figure: Figure) -> bool:
        """Whether a short form ("412 U.S. at 227") is a cited page of a cited volume."""
        return figure.value in self._pages

    @functools.cached_property
    def _pages(self) -> frozenset[str]:
        """Volume and reporter with each page that a citation names, as figures have them."""
        found = set()
        for match in _CITED_PAGES.finditer(self.text):
            volume = match["reporter"].rstrip("0123456789")
            pages = re.findall(r"\d+", match["pins"])
            found |= {reporter_value(f"{volume}{page}") for page in pages}
        return frozenset(found)

    def _code(self, figure: Figure) -> bool:
        return _joined(figure.value) in self._codes

    @functools.cached_property
    def _codes(self) -> frozenset[str]:
        kinds = (FactKind.CODE, FactKind.BATES, FactKind.CASE_NUMBER)
        return frozenset(_joined(value) for kind in kinds for value in self._values[kind])

    def _label(self, figure: Figure) -> bool:
        """Whether the same thing has the number; without the noun in the text, any plain number will do."""
        if figure.value in self._values[FactKind.LABEL]:
            return True
        number = figure.number or Decimal(0)
        if f"{figure.unit}:{plain(number)}" in self._values[FactKind.STATUTE]:
            return True
        if figure.unit in self._labels:
            return False
        if figure.number is None:
            return re.search(rf"(?<![\w-]){figure.value.rpartition(' ')[2]}(?![\w-])", self.text) is not None
        return self._is_number(number) or plain(number) in self._values[FactKind.DOCKET_ENTRY]

    def _is_number(self, number: Decimal) -> bool:
        return any(number in self._numbers[kind] for kind in (FactKind.COUNT, FactKind.LABEL, FactKind.ORDINAL))

    def _amount(self, figure: Figure) -> bool:
        """Whether a table has the amount as a plain number."""
        return self._is_bare(figure.number or Decimal(0))

    def _is_bare(self, number: Decimal) -> bool:
        """Whether the text has a plain number, or its millions ("1.45", where others are in millions)."""
        plain_counts = self._numbers[FactKind.COUNT]
        if any(not f.unit for f in plain_counts.get(number, ())):
            return True
        shorter = (number.scaleb(-6), number.scaleb(-3)) if number >= 1000 else ()
        return any(n % 1 and any(not f.unit for f in plain_counts.get(n.normalize(), ())) for n in shorter)

    def _percent(self, figure: Figure) -> bool:
        number = figure.number or Decimal(0)
        part = number / 100
        return any(abs(part - known) < Decimal("0.0051") for known in self._numbers[FactKind.FRACTION]) or any(
            not f.unit for f in self._numbers[FactKind.COUNT].get(number, ())
        )

    def _date(self, figure: Figure) -> bool:
        return all(map(self._is_known_date, figure.value.split("/")))

    def _is_known_date(self, value: str) -> bool:
        """Whether a date or a part of one is in the text, also as "the 13th", "yesterday" or "on Friday"."""
        if value in self.dates or (value.isdigit() and self._is_number(Decimal(value))):
            return True
        if value.startswith("---") and self._is_ordinal(int(value[3:])):
            return True
        day = day_of(value)
        if day is None:
            years = {known.year for known in self.days} if re.fullmatch(r"--\d\d-\d\d", value) else set()
            return any(self._is_meant_day(day) for year in years if (day := day_of(f"{year}{value[1:]}")) is not None)
        return self._is_meant_day(day)

    def _is_meant_day(self, day: dt.date) -> bool:
        """Whether the text means a day by "the 13th", "yesterday" or "on Friday"."""
        bare = any(not f.unit for f in self._numbers[FactKind.ORDINAL].get(Decimal(day.day), ()))
        if bare and f"{day:%Y-%m}" in self.dates:
            return True
        if f"---{day:%d}" in self._values[FactKind.DATE] and f"{day:%Y-%m}" in self.dates:
            return True
        if any((day - known).days in self._relative for known in self.days):
            return True
        named = weekday_of(day) in self._values[FactKind.WEEKDAY]
        return named and any(abs((day - known).days) <= 7 for known in self.days)

    @functools.cached_property
    def _relative(self) -> frozenset[int]:
        """Days from a date of the text to the days that it means by "yesterday" and "tomorrow"."""
        return frozenset(-1 if match["before"] else 1 for match in _RELATIVE.finditer(self.text))

    def _is_ordinal(self, number: int) -> bool:
        return Decimal(number) in self._numbers[FactKind.ORDINAL]

    def _weekday(self, figure: Figure) -> bool:
        return any(weekday_of(day) == figure.value for day in self.days)

    def _time(self, figure: Figure) -> bool:
        """Whether the text has the time; hours of an unknown half of the day match both."""
        wanted = minutes_of(figure.value)
        if not wanted % 60 and (wanted // 60 % 12 or 12) in self._hours:
            return True
        for known in self.times:
            apart = abs(minutes_of(known.value) - wanted)
            if apart == 0 or (EITHER in (known.unit, figure.unit) and apart == _HALF_DAY):
                return True
        return False

    @functools.cached_property
    def _hours(self) -> frozenset[int]:
        """Plain numbers that the words before them make hours ("until 3", "from seven")."""
        counts = self.numbers(FactKind.COUNT)
        spoken = {match["hour"].lower() for match in _SPOKEN_HOUR.finditer(self.text)}
        return frozenset(
            int(f.number or 0) for f in counts if not f.unit and plain(f.number or Decimal(0)) in _as_digits(spoken)
        )

    @functools.cached_property
    def times(self) -> tuple[Figure, ...]:
        """Its times of day."""
        return tuple(figure for figure in self.found if figure.kind is FactKind.TIME)

    def _measure(self, figure: Figure) -> bool:
        """Whether the text says it in one word ("quarterly"), or has the number without any unit ("a child of 9").

        Beside another measure in that unit, any larger count will do ("58 days, 35 stem from …").
        """
        if any(figure.value == value and word.search(self.text) for word, value in _FREQUENCIES):
            return True
        if any(figure.value == f"time {3600 * int(m['number'])}" for m in _EVERY_HOURS.finditer(self.text)):
            return True
        large = (figure.number or 0) >= _LARGE
        has_unit = large and any(f.unit == figure.unit for f in self.numbers(FactKind.MEASURE))
        return any(
            not f.unit or has_unit or figure.unit in f.unit.split()
            for f in self._numbers[FactKind.COUNT].get(figure.number or Decimal(0), ())
        )

    def _fraction(self, figure: Figure) -> bool:
        part = figure.number or Decimal(0)
        return any(abs(part - known / 100) < Decimal("0.0051") for known in self._numbers[FactKind.PERCENT])

    def _ordinal(self, figure: Figure) -> bool:
        """Whether the text has the same thing with that number ("the fourth count": "COUNT IV"), or such a day."""
        number = figure.number or Decimal(0)
        if figure.unit in ("", "day") and f"---{int(number):02}" in self.dates:
            return True
        nouns = figure.unit.split()
        if nouns and any(nouns[0] in f.unit.split()[:1] for f in self.numbers(FactKind.ORDINAL)):
            return False
        if "quarter" in nouns[:1] and any(_QUARTERS.get(value[2:]) == number for value in self.dates):
            return True
        if any(f.unit in nouns[:1] for f in self._numbers[FactKind.MEASURE].get(number, ())):
            return True
        return any(label.unit in figure.unit.split() for label in self._numbers[FactKind.LABEL].get(number, ()))

    def _count(self, figure: Figure, *, labels: bool = True, measures: bool = True) -> bool:
        """Whether the text counts as many; not the number of a measure, nor the label of the thing that is counted.

        Arguments:
            labels: a number without a noun may be a label; not in words ("ten" is not "paragraph 10").
            measures: it may be the number of a measure; not in "two out of ten".
        """
        number = figure.number or Decimal(0)
        noun = figure.unit
        if self._has_other(noun, number):
            return False
        if self._numbers[FactKind.COUNT].get(number) or self._is_bare(number):
            return True
        if any(label.unit in noun.split() for label in self._numbers[FactKind.LABEL].get(number, ())):
            return number >= _NO_LABEL
        if any(f.unit in noun.split() for f in self._numbers[FactKind.MEASURE].get(number, ())):
            return True  # "58 of 105 days" counts what "58 days" measures
        kinds = [FactKind.LABEL] * labels + [FactKind.MEASURE] * measures
        return not noun and any(number in self._numbers[kind] for kind in kinds)

    def _has_other(self, nouns: str, number: Decimal) -> bool:
        """Whether the text counts the same thing, but never that many."""
        same: set[Decimal] = set().union(*(self._by_noun.get(noun, frozenset()) for noun in nouns.split()))
        bare = any(not known.unit for known in self._numbers[FactKind.COUNT].get(number, ()))
        return bool(same) and number not in same and not bare

    @functools.cached_property
    def _by_noun(self) -> dict[str, set[Decimal]]:
        """The numbers that the text counts of each noun."""
        found: dict[str, set[Decimal]] = collections.defaultdict(set)
        for figure in self.numbers(FactKind.COUNT):
            for noun in figure.unit.split():
                found[noun].add(figure.number or Decimal(0))
        return found


def _in_one_year(dates: Iterable[str]) -> list[dt.date]:
    """Days without a year, in any one: spans between them are the same in every year but for leap days."""
    days = {day_of(f"2003{value[1:]}") for value in dates}
    return sorted(day for day in days if day is not None)


def _joined(code: str) -> str:
    """A code without its dashes ("ALDR-000123" and "ALDR 000123" are one)."""
    return code_value(code).replace("-", "")


def _as_digits(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word if word.isdigit() else str(number_of_words(word)) for word in words)


def days_in_years_beside(dates: Sequence[str]) -> list[list[str]]:
    """For each date of a document, in order, the days that it means if it has no year: in the nearest years around it.

    Another year would be a guess: "April 1 … 1991 … May 1994" does not support "April 1, 1994".

    Arguments:
        dates: canonical.
    """
    years = [_year_of(value) for value in dates]
    before, after = _last_known(years), _last_known(years[::-1])[::-1]
    rows = []
    for value, *beside in zip(dates, before, after, strict=True):
        ends = [end for end in value.split("/") if re.fullmatch(r"--\d\d(?:-\d\d)?", end)]
        rows.append([f"{year}{end[1:]}" for end in ends for year in dict.fromkeys(beside) if year])
    return rows


def _year_of(value: str) -> str:
    return "" if value.startswith("--") else value.partition("-")[0]


def _last_known(years: Sequence[str]) -> list[str]:
    """For each position the last year up to it."""
    last = ""
    return [last := year or last for year in years]
