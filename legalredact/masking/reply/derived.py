"""Whether a figure of a statement follows from figures of the passages that it cites.

Recognized are sums, differences and products (`sums`), percentages and fractions (`percentages`), spans between dates
and times, a date before or after a span (`spans`), other units, rounded numbers, and the number of things that a
passage lists. Operands are figures of the cited passages, and figures of the same statement derived from them.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from legalredact.masking.reply.composed import areas, of_each, same_things, with_another, with_others
from legalredact.masking.reply.computed import computation
from legalredact.masking.reply.given import EACH, Given, is_exactly, is_rounded, near, size_of
from legalredact.masking.reply.percentages import fraction_follows, is_between_shares, percent_follows, ratios
from legalredact.masking.reply.spans import (
    date_follows,
    in_thirties,
    is_age,
    is_same_span,
    same_work,
    span_follows,
    time_follows,
)
from legalredact.masking.reply.sums import OF_WHOLE, amount_follows, counts_listed, of_two
from legalredact.matching.facts.clock import minutes_of
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.listed import listed_counts
from legalredact.matching.facts.numerals import NUMERAL, number_of
from legalredact.matching.facts.units import UNIT, base, unit_of

_TIMES_A_DAY = re.compile(r"\btimes (?:a|per|every|each) day\b", re.I)
_TIMES = re.compile(r"\A\stimes\b", re.I)
_SO_OFTEN = re.compile(rf"{NUMERAL}\stimes\b", re.I)
_ALL_BUT = re.compile(r"\ball\sbut\s(?:about\s|some\s)?\Z", re.I)
_PAPERS = frozenset("letter message email mail document order invoice report entry paper motion filing exhibit".split())
_MONTH_ALONE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b(?!\s\d{1,2}\b)"
)
_FIRST = re.compile(r"\b(?:first|last|past|final|next|previous)\s\Z", re.I)
_HOUR = re.compile(r"\b(?P<way>at|after|before|by|about|around|until|till|from|since)\s\Z", re.I)
_HOUR_END = re.compile(r"\A(?:\s(?:on|that|in|and|the|to|until)\b|[.,;:)]|\Z)")
_MINUS_ONE = re.compile(r"\b(?:all but one|but one|final|last|another|in all|plus one|including)\b", re.I)
_PERIODS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}
_PERIODIC = re.compile(rf"{NUMERAL}\s(?:\w{{2,14}}\s){{0,2}}(?P<period>{'|'.join(_PERIODS)})\s", re.I)
"""So many payments, one in each period: "60 equal monthly installments" take 60 months."""
_OF_THEM = re.compile(r"\sof\s(?:them|these|those|which)\b", re.I)
_ONE_IN = re.compile(r"\b(?:one|1)\s(?:in|out\sof)(?:\severy)?\s\Z", re.I)
_DAY_AFTER = re.compile(r"\sday\s(?:after|following|since)\b", re.I)
_OF_A_UNIT = re.compile(rf"\sof\san?\s(?P<unit>{UNIT})\b", re.I)
_NEXT_OF_LIST = re.compile(r"(?:,|,?\s(?:and|&))\s(?:at\s|again\sat\s)?")
_SHORT = 3
_NUMBERS = (FactKind.COUNT, FactKind.MEASURE)
_FEW_THINGS = 12


class Derivation:
    """The derivation of a statement's figures.

    Arguments:
        given: the statement and the passages that it cites.
    """

    def __init__(self, given: Given) -> None:
        self._given = given

    def unknown(self) -> list[Figure]:
        """The figures of the statement that the cited passages neither have nor give, in order."""
        given = self._given
        unknown = [f for f in given.figures if not given.known.has(f, given.text)]
        for _ in range(2):
            rest = []
            for figure in unknown:
                if self.gives(figure):
                    exact = given.exact.get(figure.span, figure.number)
                    given.proven.append(replace(figure, number=exact))
                else:
                    rest.append(figure)
            if len(rest) in (0, len(unknown)):
                return rest
            unknown = rest
        return unknown

    def gives(self, figure: Figure) -> bool:
        """Whether the figure follows from cited ones."""
        test = _TESTS.get(figure.kind)
        words = computation(self._given, figure)
        follows = bool(words) or (test is not None and test(self._given, figure))
        if follows:
            self._given.computed[figure.span] = words
        return follows


def _count(given: Given, figure: Figure) -> bool:
    number, known = figure.number or Decimal(0), given.known
    if (
        _is_of_passages(given, figure)
        or _is_part_of_measure(given, figure)
        or _is_one_in(given, figure)
        or (figure.unit == "times" and number in _listed_times(given))
    ):
        return True
    if (whole := _all_but(given, figure)) is not None:
        return whole - number in {f.number for f in known.numbers(FactKind.COUNT)}
    if (
        number in given.once(counts_listed)
        or any(number in given.once(read) for read in (with_others, same_things))
        or is_age(given, figure)
    ):
        return True
    if number in _quotients(given) or _is_hour(given, figure) or _is_end_of_number(given, figure):
        return True
    counted = [f.number for f in known.numbers(FactKind.COUNT) if f.number]
    if figure.about and any(near(number, one) or is_rounded(number, one) for one in counted):
        return True
    if figure.unit == "times" or _TIMES.match(given.after(figure)):
        return _is_multiple(given, figure)
    if "point" in figure.unit.split() and is_between_shares(given, number):
        return True
    same = not figure.unit or unit_of(figure.unit) != ""
    operands = [f for f in given.numbers(*_NUMBERS) if f.kind is FactKind.COUNT or same or given.mentions(f)]
    rows = [(f, f.number or Decimal(0)) for f in operands]
    if _MINUS_ONE.search(given.text) and any(
        abs(n - number) == 1 for f, n in rows if given.mentions(f) and f is not figure
    ):
        return True
    if EACH.search(given.clause(figure)) and any(
        a != b and given.mentions(f) and a == b * number for f, b in rows for _, a in rows
    ):
        return True
    return of_two(given, number, rows, figure)


def _all_but(given: Given, figure: Figure) -> Decimal | None:
    """The whole of "all but five of 20"; None if the words are others."""
    if not _ALL_BUT.search(given.before(figure)):
        return None
    match = OF_WHOLE.match(given.after(figure))
    at = figure.span.end + match.end() if match else -1
    return next((f.number for f in given.figures if f.span.start == at), None)


def _is_of_passages(given: Given, figure: Figure) -> bool:
    """Whether it counts the cited passages: each is such a paper, or names the thing ("two late charges")."""
    nouns = [noun for noun in figure.unit.split() if len(noun) > _SHORT]
    if figure.number == given.cited > 1 and not _PAPERS.isdisjoint(nouns):
        return True
    passages = given.known.text.lower().split("\n")
    return any(1 < figure.number == sum(noun in passage for passage in passages) for noun in nouns if figure.number)


def _is_part_of_measure(given: Given, figure: Figure) -> bool:
    """Whether "31 days, nine of them …" takes up a measure that the passages have: nine days."""
    if not _OF_THEM.match(given.after(figure)):
        return False
    before = [f for f in given.figures if f.kind is FactKind.MEASURE and f.span.end <= figure.span.start]
    return any(
        f.unit == before[-1].unit and f.number == figure.number
        for f in (given.known.numbers(FactKind.MEASURE) if before else ())
    )


def _is_one_in(given: Given, figure: Figure) -> bool:
    """Whether "one in four" is a cited share: 25 percent."""
    if not _ONE_IN.search(given.before(figure)) or not figure.number:
        return False
    return any(f.number == 100 / figure.number for f in given.known.numbers(FactKind.PERCENT))


def _listed_times(given: Given) -> set[int]:
    """How many times of day are written in a row ("paged 2210, 2240": twice)."""
    rows, text = [1], given.known.text
    for a, b in itertools.pairwise(given.known.times):
        goes_on = _NEXT_OF_LIST.fullmatch(text[a.span.end : b.span.start])
        rows = [*rows[:-1], rows[-1] + 1] if goes_on else [*rows, 1]
    return {row for row in rows if row > 1}


def _is_hour(given: Given, figure: Figure) -> bool:
    """Whether a number is the hour of a cited time: "shortly after nine" for 9:10."""
    number = int(figure.number or 0)
    match = _HOUR.search(given.before(figure))
    if not match or not 1 <= number <= 12 or not _HOUR_END.match(given.after(figure)):
        return False
    way = match["way"].lower()
    for time in given.known.times:
        apart = (minutes_of(time.value) - 60 * number) % 720
        if apart == 0 or (way in ("after", "about", "around", "since") and apart <= 30):
            return True
        if way in ("before", "about", "around", "by") and apart >= 690:
            return True
    return False


def _is_end_of_number(given: Given, figure: Figure) -> bool:
    """Whether an apostrophe makes it the end of a cited number ("the ’204 patent": 9,817,204)."""
    if given.text[figure.span.start - 1 : figure.span.start] not in ("’", "'", "‘"):
        return False
    return any(
        one.number is not None and one.number >= 10**5 and f"{one.number:f}".endswith(figure.value)
        for one in given.known.found
    )


def _is_multiple(given: Given, figure: Figure) -> bool:
    """Whether it is how many times a cited number is in another, or the times a day of "every 8 hours"."""
    number, known = figure.number or Decimal(0), given.known
    if number == 2 and any(f.number == 2 for f in known.numbers(FactKind.ORDINAL)):
        return True
    if (
        _TIMES_A_DAY.search(given.text)
        and number
        and f"time {24 * 3600 / number:f}" in {f.value for f in known.numbers(FactKind.MEASURE)}
    ):
        return True
    found = ratios(given, figure, few=True, rests=False)
    return any(is_exactly(number, ratio) or (figure.about and number <= ratio < number + 1) for ratio in found)


def _is_composed(given: Given, figure: Figure) -> bool:
    """Whether the passages have it as an area's sides, a measure and another one, or so many of a measure each."""
    if figure.number in _parts_of_unit(given, figure.unit):
        return True
    return any((figure.unit, figure.number) in given.once(read) for read in (with_another, of_each, areas))


def _parts_of_unit(given: Given, unit: str) -> set[Decimal]:
    """Fractions that the passages have of one such unit ("three quarters of a mile")."""
    text = given.known.text
    return {
        f.number
        for f in given.known.numbers(FactKind.FRACTION)
        if f.number and (match := _OF_A_UNIT.match(text, f.span.end)) and unit_of(match["unit"]) == unit
    }


def _measure(given: Given, figure: Figure) -> bool:
    group, size = size_of(figure)
    known, number = given.known, figure.number or Decimal(0)
    listed = given.once(counts_listed)
    days = listed_counts(_MONTH_ALONE.sub("", known.text), ()) if figure.unit == "day" else frozenset()
    if (
        _is_composed(given, figure)
        or (_is_named(known.text, figure.unit) and number in _quotients(given))
        or number in days
        or _is_periodic(known.text, group, size)
    ):
        return True
    if group in ("time", "months") and (_is_period(given, figure, listed) or span_follows(given, figure)):
        return True
    measures = given.numbers(FactKind.MEASURE)
    if same_work(figure, measures, f"{given.text} {known.text}"):
        return True
    rows = []
    for f in measures:
        its_group, its_size = size_of(f)
        if its_group == group:
            rows.append((f, its_size))
            if figure.about and _is_near(number, its_size * number / (size or 1)):
                return True
        elif {its_group, group} == {"time", "months"} and (
            in_thirties(group, size, its_size, weeks="week" in (f.unit, figure.unit))
            or (figure.about and is_same_span(group, size, its_group, its_size))
        ):
            return True
    if figure.about and given.has_sum_cue_beside(figure) and _is_about_total(number, size, [n for _, n in rows]):
        return True
    unit = size / (number or 1)
    bare = [f for f in known.numbers(FactKind.COUNT) if f.number]
    rows += [(f, (f.number or Decimal(0)) * unit) for f in bare if not f.unit or given.mentions(f)]
    return of_two(given, size, rows, figure)


def _is_named(text: str, unit: str) -> bool:
    """Whether a text has a unit ("$350 a day"), also as how often ("daily")."""
    return any(word in text.lower() for word in (unit, *(often for often, one in _PERIODS.items() if one == unit)))


def _is_periodic(text: str, group: str, size: Decimal) -> bool:
    """Whether a span is that of so many payments, one in each period ("in 60 equal monthly installments")."""
    return any(
        base(number_of(match.groupdict()), _PERIODS[match["period"].lower()]) == (group, size)
        for match in _PERIODIC.finditer(text)
    )


def _is_about_total(number: Decimal, size: Decimal, sizes: Sequence[Decimal]) -> bool:
    """Whether it is all cited measures of the kind together, rounded."""
    totals = itertools.islice(itertools.accumulate(sizes), 1, None)
    return any(_is_near(number, total * number / (size or 1)) for total in totals)


def _ordinal(given: Given, figure: Figure) -> bool:
    """Whether it numbers things that the passages count or list ("the third visit" of three)."""
    known = given.known
    if _DAY_AFTER.match(given.after(figure)) and len(known.span_days) <= _FEW_THINGS:
        pairs = itertools.combinations(known.span_days, 2)
        return any((b - a).days == figure.number for a, b in pairs)
    words = figure.unit.split()[:1]
    most = [f.number for f in known.numbers(FactKind.COUNT) if words and f.unit.split()[:1] == words]
    most += [number_of(match.groupdict()) for match in _SO_OFTEN.finditer(known.text)]
    listed = given.once(counts_listed) if not words else frozenset()
    return any(1 < (figure.number or 0) <= (number or 0) <= _FEW_THINGS for number in (*most, *listed))


def _is_near(said: Decimal, exact: Decimal) -> bool:
    return near(said, exact) or is_rounded(said, exact)


def _is_period(given: Given, figure: Figure, listed: Iterable[Decimal]) -> bool:
    """Whether it is the first or last so many of listed years or months ("in the first two years")."""
    if not _FIRST.search(given.before(figure)):
        return False
    years = {value for value in given.known.dates if re.fullmatch(r"\d{4}", value)}
    of_unit = (
        {Decimal(n) for n in range(2, len(years) + 1)}
        if figure.unit == "year"
        else set(listed if figure.unit == "month" else ())
    )
    return figure.number in of_unit


def _quotients(given: Given) -> set[Decimal]:
    """How many times one cited amount of the statement is in another ("$350 a day, at most $21,000": 60)."""
    money = [f.number for f in given.known.numbers(FactKind.AMOUNT) if f.number and given.mentions(f)][:20]
    every = list(dict.fromkeys(f.number for f in given.known.numbers(FactKind.AMOUNT) if f.number))
    if len(every) == len(("part", "whole")):
        money = every
    return {a / b for a in money for b in money if a > b and not a % b}


_TESTS: dict[FactKind, Callable[[Given, Figure], bool]] = {
    FactKind.AMOUNT: amount_follows,
    FactKind.COUNT: _count,
    FactKind.ORDINAL: _ordinal,
    FactKind.MEASURE: _measure,
    FactKind.DATE: date_follows,
    FactKind.TIME: time_follows,
    FactKind.PERCENT: percent_follows,
    FactKind.FRACTION: fraction_follows,
}
