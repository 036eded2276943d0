"""Amounts, percentages, times, durations and plain numbers, each with one canonical value."""

import re
from collections.abc import Iterator
from decimal import Decimal

from legalredact.matching.facts.fact import Fact, FactKind
from legalredact.matching.facts.number_words import NUMBER_WORDS, number_of_words
from legalredact.model.mention import Span

_FIGURE = r"(?:\d{1,3}(?:,\d{3})++(?:\.\d+)?|\d++(?:\.\d+)?|\.\d+)"
_SCALE = r"(?:(?:[\s-]{1,3}(?=[tmb][hir])|(?=[a-z]))(?P<scale>thousand|million|billion|trillion|mm|bn|[kmb])\b)?"
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "mm": 6, "billion": 9, "b": 9, "bn": 9, "trillion": 12}
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "C$": "CAD", "A$": "AUD", "¥": "JPY", "₹": "INR"}
_PARTS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667"}
_NAMES = {"dollar": "USD", "cent": "USD", "euro": "EUR", "pound": "GBP", "rupee": "INR"}
_CODES = "USD|EUR|GBP|CAD|AUD|CHF|JPY|CNY|INR|MXN|BRL"
_SIGN = rf"(?:\b(?:US|C|A)\$|[$€£¥₹]|\b(?:{_CODES})(?=[\s\d$]))"
_AGAIN = rf"(?:\s?\(\s?[$€£]?\s?(?:{_FIGURE}|{NUMBER_WORDS})%?\s?\))?"
"""The same number repeated in parentheses, as in contracts: "thirty (30) days"."""

_SIGNED = re.compile(rf"(?P<sign>{_SIGN})\s{{0,3}}\$?(?P<figure>{_FIGURE})(?!\d)(?i:{_SCALE})")
_MEASURED = re.compile(
    rf"(?:(?<![\w.,])(?P<figure>{_FIGURE})(?P<sign>[½¼¾⅓⅔]?)|(?P<words>{NUMBER_WORDS})){_SCALE}{_AGAIN}(?:"
    r"\s?(?P<percent>%|per\s?cent(?:age\spoints?)?\b|(?P<basis>basis\spoints?\b))"
    r"|\s{1,40}(?:U\.?S\.?\s|United\sStates\s)?(?P<currency>dollar|cent|euro|rupee|pound(?=s?\ssterling))s?\b"
    rf"|\s{{1,3}}(?P<code>(?-i:{_CODES}))\b"
    r"|[\s-]{1,40}(?:(?:calendar|business|court|working|full|consecutive)[\s-]{1,3})?"
    r"(?P<unit>minute|hour|day|week|month|year)s?\b)",
    re.I,
)
_TIME = re.compile(
    r"(?<![\d:.])(?:(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap])\.?\s?m\b"
    r"|(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d):[0-5]\d(?![\d:]))",
    re.I,
)
_PLAIN = re.compile(rf"(?<![\w.,-]){_FIGURE}(?!\w|,\d)")


def quantities(text: str) -> Iterator[Fact]:
    """Amounts, percentages and durations.

    Canonical are ``USD 2500000`` for "$2.5 million" and "2,500,000 dollars", ``7.5`` for "7.5 percent",
    ``30 day`` for "thirty (30) days" and "30-day".
    """
    for match in _SIGNED.finditer(text):
        currency = _SIGNS.get(match["sign"], match["sign"])
        yield Fact(Span(*match.span()), FactKind.AMOUNT, f"{currency} {_plain(_number(match))}")
    for match in _MEASURED.finditer(text):
        yield _measured(match)


def times(text: str) -> Iterator[Fact]:
    """Times of day as ``HH:MM`` of 24 hours; without a.m. or p.m. only with seconds, since page:line looks the same."""
    for match in _TIME.finditer(text):
        hour, minute = int(match["hour"] or match["hour24"]), match["minute"] or match["minute24"] or "00"
        if match["half"]:
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if match["half"] in "pP" else 0)
        yield Fact(Span(*match.span()), FactKind.TIME, f"{hour:02}:{minute}")


def numbers(text: str) -> Iterator[Fact]:
    """Plain numbers in digits; canonical without separators."""
    for match in _PLAIN.finditer(text):
        yield Fact(Span(*match.span()), FactKind.NUMBER, _plain(Decimal(match[0].replace(",", ""))))


def _measured(match: re.Match[str]) -> Fact:
    """The fact for a number and the unit after it."""
    number, span = _number(match), Span(*match.span())
    if match["percent"]:
        return Fact(span, FactKind.PERCENT, _plain(number / 100 if match["basis"] else number))
    if match["unit"]:
        return Fact(span, FactKind.DURATION, f"{_plain(number)} {match['unit'].lower()}")
    name = (match["currency"] or "").lower()
    currency = _NAMES.get(name) or match["code"]
    return Fact(span, FactKind.AMOUNT, f"{currency} {_plain(number / 100 if name == 'cent' else number)}")


def _number(match: re.Match[str]) -> Decimal:
    """The value of a number in digits or words, with its scale."""
    groups = match.groupdict()
    written = groups["figure"]
    number = Decimal(written.replace(",", "")) if written else Decimal(number_of_words(groups["words"] or ""))
    if (sign := groups.get("sign")) and sign in _PARTS:
        number += Decimal(_PARTS[sign])
    return number.scaleb(_SCALES.get((groups["scale"] or "").lower(), 0))


def _plain(number: Decimal) -> str:
    """Digits without exponent and without trailing zeros after the decimal point."""
    written = f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
