"""Fractions and ordinals ("a third", "two thirds", "one-half"; "fourth", "2d", "twenty-third")."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.measures import NO_NOUNS, is_about, singular
from legalredact.matching.facts.number_words import NUMBER_WORDS, number_of_words
from legalredact.matching.text.lazy_pattern import lazy_pattern
from legalredact.model.mention import Span

_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = {
    name: 10 * number
    for number, name in enumerate(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(), 2
    )
}
_TEN_NAMES = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_ORDINALS = {name: n for n, name in enumerate(_UNITS, 1)} | _TENS
_NAMES = "|".join(sorted(_ORDINALS, key=len, reverse=True))
ORDINAL = rf"(?:(?:{'|'.join(_TEN_NAMES)})[\s-](?:{'|'.join(_UNITS[:9])})|{_NAMES}|\d{{1,3}}(?:st|nd|rd|th|d))"
"""Pattern, to be used ignoring case, for an ordinal in digits or words."""
_ORDINAL = re.compile(rf"(?<![\w-]){ORDINAL}(?![\w’'])(?!-\w)", re.I)
_WORD, _WORDS = re.compile(r"[\s-]([A-Za-z]{2,20})"), re.compile(r"[A-Za-z]{3,20}")
_DENOMINATORS = {"half": 2, "halve": 2, "quarter": 4, **{name: n for name, n in _ORDINALS.items() if 3 <= n <= 20}}
_DENOMINATOR = "|".join(sorted(_DENOMINATORS, key=len, reverse=True))
_FRACTION = lazy_pattern(
    rf"(?<![\w-])(?:(?P<many>{NUMBER_WORDS})[\s-]{{1,3}}(?P<of_many>{_DENOMINATOR})s?\b(?!\s(?:to|past|of\san?\s(?:hour"
    rf"|year|century))\b)|(?<!and\s)(?P<one>an?|one)[\s-](?P<of_one>{_DENOMINATOR})\b(?!\sof\san?\s(?:hour|year"
    rf"|century))(?=\s(?:of|the|at|when|and|in|for|more|less|higher|lower|above|below|psi|inch|mile|cup|acre|point|percent)\b|[\s]?[.,;:)]|\Z)"
    r"|(?P<half>half)(?!\s(?:past|an?\s(?:hour|year|day|century|minute|mile|dozen))\b)(?![\w-])|"
    r"(?P<top>\d{1,2})/(?P<bottom>\d{1,2})(?=\s(?:of|interest)\b))",
    re.I,
)
_NUMBER_AND = re.compile(rf"{NUMBER_WORDS}\sand\s\Z", re.I)
"""Before a part of the same number: "one and one-half times"."""
_RATE_BEFORE = re.compile(
    r"(?:[$€£¥]\s?\d(?:[\d,.]*\d)?(?:\s(?:thousand|million|billion))?|\d%?|\b(?:percent|dollars|euros|pounds|cents|times|once|twice"
    r"|thrice|hours|days))\s\Z",
    re.I,
)
"""What an "a quarter" directly after it makes a rate: "$7,035 a quarter"."""
_NO_HALF = re.compile(rf"(?:{_NAMES}|other|latter|former|and\sa|and\sone)[\s-]\Z", re.I)


def ordinal_of(written: str) -> int:
    """The number of a match of `ORDINAL`."""
    plain = written.lower()
    if digits := re.match(r"\d+", plain):
        return int(digits[0])
    tens, _, unit = plain.replace(" ", "-").rpartition("-")
    return _TEN_NAMES.get(tens, 0) + _ORDINALS[unit]


def ordinals(text: str) -> Iterator[Figure]:
    """Every ordinal; canonical is its number, its unit are the nouns that it may belong to.

    These are the word after it, and without a noun there every word before it ("four counts; the fourth seeks").
    """
    for match in _ORDINAL.finditer(text):
        number = ordinal_of(match[0])
        after = _WORD.match(text, match.end())
        noun = singular(after[1].lower()) if after else ""
        nouns = " ".join(
            singular(word.lower()) for word in _WORDS.findall(text[max(0, match.start() - 60) : match.start()])
        )
        is_noun = noun and noun not in NO_NOUNS
        unit = (
            f"{noun} {nouns}".strip()
            if is_noun and text[: match.start()].lower().endswith("the ")
            else noun
            if is_noun
            else ""
        )
        yield Figure(Span(*match.span()), FactKind.ORDINAL, str(number), Decimal(number), unit)


def fractions(text: str) -> Iterator[Figure]:
    """Every fraction smaller than one; canonical is "1/3"."""
    for match in _FRACTION.finditer(text):
        value = _fraction(match)
        if (
            value is None
            or value >= 1
            or (match["many"] and _NUMBER_AND.search(text[max(0, match.start() - 40) : match.start()]))
            or (match["one"] and _is_period(match, text))
            or (match["half"] and _NO_HALF.search(text[max(0, match.start() - 16) : match.start()]))
        ):
            continue
        number = Decimal(value.numerator) / Decimal(value.denominator)
        about = is_about(text, *match.span())
        yield Figure(
            Span(*match.span()), FactKind.FRACTION, f"{value.numerator}/{value.denominator}", number, "", about
        )


def _is_period(match: re.Match[str], text: str) -> bool:
    """Whether "a quarter" is three months."""
    if match["one"].lower() != "a" or match["of_one"].lower() != "quarter":
        return False
    return _RATE_BEFORE.search(text[max(0, match.start() - 40) : match.start()]) is not None


def _fraction(match: re.Match[str]) -> Fraction | None:
    if match["half"]:
        return Fraction(1, 2)
    if match["top"]:
        return Fraction(int(match["top"]), int(match["bottom"])) if int(match["bottom"]) else None
    if match["one"]:
        return Fraction(1, _DENOMINATORS[match["of_one"].lower()])
    return Fraction(number_of_words(match["many"]), _DENOMINATORS[match["of_many"].lower()])
