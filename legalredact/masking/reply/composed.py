"""Numbers that a passage has in parts beside each other: so many at a price, a part of a whole, an area's sides."""

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal

from legalredact.masking.reply.compare_figures import Known
from legalredact.matching.facts.fact import FactKind
from legalredact.matching.facts.measures import LABEL_NOUNS, counts, measures
from legalredact.matching.facts.number_words import NUMBER_WORDS, number_of_words
from legalredact.matching.facts.numerals import NUMERAL, number_of
from legalredact.matching.facts.units import base, unit_of

_MONEY = r"\$\s?(?P<amount>\d[\d,]*(?:\.\d\d)?)"
_PRICED = (
    re.compile(rf"{_MONEY}\s(?:to|for)\seach\sof\s(?:[a-z]{{2,5}}\s)?{NUMERAL}", re.I),
    re.compile(rf"{NUMERAL}(?:\s[a-z][a-z’'-]{{0,24}}){{0,3}}\sat\s{_MONEY}(?!\d|,\d)", re.I),
    re.compile(rf"{NUMERAL}(?:\s[a-z][a-z’'-]{{0,24}}){{1,3}},?\s{_MONEY}\s(?:each|apiece)\b", re.I),
)
_AMOUNTS = re.compile(r"\$\s?\d[\d,.]*\d(?:,\s\$\s?\d[\d,.]{0,20}\d){0,40},?\sand\s\$\s?\d[\d,.]*\d")
_ANOTHER = re.compile(r"\b(?:another|further|additional)\s\Z", re.I)
_EACH = re.compile(r"\s(?:each|apiece)\b", re.I)
_FEW, _BESIDE, _FEW_AMOUNTS, _VERY_FEW, _FEW_COUNTS = 4, 60, 8, 3, 12
_OTHERS = re.compile(rf"\b(?:with|and)\s{NUMERAL}\sother\b", re.I)
AREA = re.compile(
    rf"{NUMERAL}\s?(?:feet|foot|ft|yards|meters)?\s?(?:by|x|×)\s?(?P<second>\d[\d,]{{0,9}}(?:\.\d+)?)[\s-](?P<unit>feet|foot|ft)\b",
    re.I,
)


def _named(group: str) -> str:
    """Pattern of a whole number in digits or words, in a group of that name."""
    return rf"(?P<{group}>(?<![\w.,$])\d{{1,4}}(?![\w.,]\d)|{NUMBER_WORDS})"


_THEM = re.compile(r"\bof\s(?:them|which|whom|these)\b", re.I)
_OF_THEM = re.compile(
    rf"{_named('whole')}\b[^.;]{{0,60}}?[,(]\s?(?:of\s(?:which|whom|them)\s)?{_named('part')}(?:\sof\s(?:them|which|whom|these))?",
    re.I,
)
_PARTS = (
    re.compile(rf"{_named('part')}\s(?:[a-z]{{3,15}}\s)?(?:out\s)?of\s(?:the\s|its\s|our\s)?{_named('whole')}\b", re.I),
    re.compile(rf"{_named('whole')}(?:\s[a-z’'-]+){{1,3}},\s(?:among\sthem|including)\s{_named('part')}\b", re.I),
    re.compile(rf"{_named('whole')}(?:\s[a-z’'-]+){{1,2}},\s{_named('part')}\s(?:were\s|was\s)?[a-z]{{2,}}ed\b", re.I),
)


def lots(known: Known) -> Iterator[Decimal]:
    """Amounts for several together ("$10,000 to each of my four nephews": 40,000; "two ovens at $300": 600)."""
    for pattern in _PRICED:
        for match in pattern.finditer(known.text):
            yield Decimal(match["amount"].replace(",", "")) * number_of(match.groupdict())


def listed_totals(known: Known) -> Iterator[Decimal]:
    """Sums of amounts in one list ("$14,900 and $6,200")."""
    for match in _AMOUNTS.finditer(known.text):
        row = re.findall(r"\d[\d,]*(?:\.\d+)?", match[0])
        yield sum((Decimal(one.replace(",", "").rstrip(".")) for one in row), Decimal(0))


def parts(text: str) -> Iterator[tuple[Decimal, Decimal]]:
    """Parts with their whole: "12 of 18 heads", "134 guests, among them 11 children", "18 heads, 12 operated"."""
    for pattern in _PARTS:
        for match in pattern.finditer(text):
            part, whole = _whole_number(match["part"]), _whole_number(match["whole"])
            before = text[max(0, match.start() - 24) : match.start()].lower().split()
            if 0 < part < whole and not (before and before[-1] in LABEL_NOUNS):
                yield part, whole


def plain_ratios(known: Known) -> Iterator[Decimal]:
    """Ratios of a part and its whole in the passages, and of few amounts to the largest of them."""
    yield from (part / whole for part, whole in parts(known.text))
    money = sorted({f.number for f in known.numbers(FactKind.AMOUNT) if f.number})
    if 1 < len(money) <= _FEW_AMOUNTS:
        yield from (amount / money[-1] for amount in money[:-1])
        yield from (1 - amount / money[-1] for amount in money[:-1] if len(money) <= _VERY_FEW)
    counts = [f for f in known.numbers(FactKind.COUNT) if f.number and f.unit]
    for f, g in itertools.combinations(counts[:_FEW_COUNTS], 2):
        if f.unit.split()[:1] == g.unit.split()[:1] and f.number and g.number:
            yield min(f.number, g.number) / max(f.number, g.number)


def rests(known: Known) -> Iterator[Decimal]:
    """What is left of a cited whole without a part ("nine were filed, two of them late": seven)."""
    for match in _OF_THEM.finditer(known.text):
        if _THEM.search(match[0]):
            yield _whole_number(match["whole"]) - _whole_number(match["part"])
    yield from (whole - part for part, whole in parts(known.text))


def with_others(known: Known) -> Iterator[Decimal]:
    """How many things there are with the others: "your event, along with 7 other weddings" are eight."""
    return (number_of(match.groupdict()) + 1 for match in _OTHERS.finditer(known.text))


def same_things(known: Known) -> Iterator[Decimal]:
    """Sums of a few counts of the same things ("3 extra services", "6 extra services": nine)."""
    counted: dict[str, list[Decimal]] = {}
    for figure in known.numbers(FactKind.COUNT):
        if figure.unit and figure.number is not None:
            counted.setdefault(figure.unit, []).append(figure.number)
    yield from (sum(numbers, Decimal(0)) for numbers in counted.values() if 1 < len(numbers) <= _FEW)


def with_another(known: Known) -> Iterator[tuple[str, Decimal]]:
    """Sums of a measure and another one, with their unit ("10 days, then 60 % for another 20 days": 30 days)."""
    measured = list(measures(known.text))
    for first, second in itertools.pairwise(measured):
        before = known.text[max(0, second.span.start - 16) : second.span.start]
        if first.unit == second.unit and _ANOTHER.search(before):
            yield first.unit, (first.number or Decimal(0)) + (second.number or Decimal(0))


def of_each(known: Known) -> Iterator[tuple[str, Decimal]]:
    """So many of a measure each, with its unit ("eight services a week, of two and a half hours each": 20 hours)."""
    several = [measure for measure in measures(known.text) if _EACH.match(known.text, measure.span.end)]
    for count, measure in itertools.product(counts(known.text) if several else (), several):
        if 0 < measure.span.start - count.span.end <= _BESIDE:
            yield measure.unit, (count.number or Decimal(0)) * (measure.number or Decimal(0))


def areas(known: Known) -> Iterator[tuple[str, Decimal]]:
    """Areas of which the text has the sides ("30 by 40 feet"), in square feet."""
    for match in AREA.finditer(known.text):
        yield "square foot", area_of(match)


def area_of(match: re.Match[str]) -> Decimal:
    """Square feet of a match of `AREA`."""
    inches = base(Decimal(1), unit_of(match["unit"]))[1] / 12
    return number_of(match.groupdict()) * Decimal(match["second"].replace(",", "")) * inches * inches


def _whole_number(written: str) -> Decimal:
    return Decimal(written if written.isdigit() else number_of_words(written))
