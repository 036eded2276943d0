"""How many things a text lists: "kilns 2, 5 and 6" are three, "Photos 1 to 36" are 36, "(a) … (b) …" are two."""

import collections
import re
from collections.abc import Iterable
from decimal import Decimal

from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.number_words import NUMBER_WORDS, number_of_words

_ITEM = r"(?:\d{1,4}(?:\s?(?:through|to|[-–])\s?\d{1,4})?|[IVX]{1,5})"
_AND = re.compile(rf"\b{_ITEM}(?:,\s{_ITEM}){{0,60}},?\s(?:and|&)\s{_ITEM}\b(?![.,]\d)")
_RANGE = re.compile(r"\b[A-Za-z]{3,}s\s(?:[Nn]os?\.\s)?(\d{1,4})\s?(?:to|through|[-–])\s?(\d{1,4})\b")
_CODE_RANGE = re.compile(r"\b([A-Z]{1,4}-?)0*(\d{1,4})\s?(?:to|through|[-–])\s?\1?0*(\d{1,4})\b")
_MONTH_DAY = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{1,2}(?!\d))?"
    r"(?:,?\s(?:19|20)\d\d)?"
)
_NAMED = r"[A-Z]{3,9}_[A-Z]{1,4}"
_WORDS = r"(?:[a-z][a-z’'-]*\s){0,4}[a-z][a-z’'-]*"
_LISTS = tuple(re.compile(rf"\b{item}(?:,\s{item}){{0,40}},?\s(?:and|or|&)\s{item}\b") for item in (_MONTH_DAY, _NAMED))
_THINGS = re.compile(rf"(?<=\s){_WORDS}(?:,\s{_WORDS}){{1,12}},?\s(?:and|or)\s{_WORDS}(?=[,.;:)]|\Z)", re.I)
_ONE_WORD = r"(?:an?\s|the\s)?[a-z][a-z’'-]+"
_SHORT = re.compile(rf"\b{_ONE_WORD}(?:,\s{_ONE_WORD}){{1,6}},?\s(?:and|or)\s{_ONE_WORD}\b", re.I)
"""A list in a longer sentence: "has no history of lameness, colic or surgery, and …"."""
_SEVERAL = re.compile(NUMBER_WORDS, re.I)
_OF_ONE = rf"(?:\d{{1,3}}|{NUMBER_WORDS}|an?)\s[a-z][a-z’'-]{{2,}}"
_COUNTED = re.compile(
    rf"(?<![\w$.,-])(?:\d{{1,3}}|{NUMBER_WORDS})\s[a-z][a-z’'-]{{2,}}(?:,\s{_OF_ONE}){{0,8}}(?:,?\sand\s|,\s){_OF_ONE}\b",
    re.I,
)
"""Numbers of things that are listed: "3 beds, 2 dressers, 5 nightstands", "two drivers and a helper"."""
_NUMBER = re.compile(rf"\b(?:\d{{1,3}}|{NUMBER_WORDS}|an?)(?=\s)", re.I)
_AFTER_COLON = re.compile(r":\s(?P<items>[^:;.()]{2,40}(?:,\s[^:;.,()]{2,40}){2,12})(?=\.(?:\s|\Z)|;|\Z)", re.M)
_AMOUNTS = re.compile(r"\$\s?\d[\d,.]*\d(?:,\s\$\s?\d[\d,.]{0,20}\d){0,40},?\sand\s\$\s?\d[\d,.]{0,20}\d")
_MARK = re.compile(r"(?:(?<=\s)|^)\((?:([a-z])|(\d{1,2}))\)\s")


def _items(written: str) -> int:
    """How many numbers a list has, with those between the ends of its ranges ("1 through 6, 8 and 11": 8)."""
    ends = [re.findall(r"\d+", item) for item in re.findall(_ITEM, written)]
    return sum(int(pair[1]) - int(pair[0]) + 1 if len(pair) == len(("1", "6")) else 1 for pair in ends)


def _number(written: str) -> int:
    """The number of "3", "three" or "a"."""
    if written.isdigit():
        return int(written)
    return 1 if written.lower() in ("a", "an") else number_of_words(written)


def _with_several(written: str) -> int:
    """How many things a list has with those of which it has several ("two ovens, a proofer and a mixer": 4)."""
    items = re.split(r",\s(?:and\s|or\s)?|\s(?:and|or)\s(?=[^,]*\Z)", written)
    several = (_SEVERAL.search(item) for item in items)
    return sum(number_of_words(match[0]) if match else 1 for match in several)


def listed_counts(text: str, found: Iterable[Figure]) -> frozenset[Decimal]:
    """Every number of things that the text lists.

    Arguments:
        text: a passage or several.
        found: its figures.
    """
    counts = {_items(match[0]) for match in _AND.finditer(text)}
    counts |= {
        len(re.findall(item, match[0]))
        for item, pattern in zip((_MONTH_DAY, _NAMED), _LISTS, strict=True)
        for match in pattern.finditer(text)
    }
    counts |= {
        1 + len(re.split(r",\s(?:and\s|or\s)?|\s(?:and|or)\s(?=[^,]*\Z)", match[0])[1:])
        for match in _THINGS.finditer(text)
    }
    counts |= {sum(map(_number, _NUMBER.findall(match[0]))) for match in _COUNTED.finditer(text)}
    counts |= {_with_several(match[0]) for match in _THINGS.finditer(text)}
    counts |= {1 + len(re.split(r",\s(?:and\s|or\s)?|\s(?:and|or)\s", m[0])[1:]) for m in _SHORT.finditer(text)}
    counts |= {match[0].count("$") for match in _AMOUNTS.finditer(text)}
    counts |= {len(match["items"].split(", ")) for match in _AFTER_COLON.finditer(text)}
    counts |= {int(m[2]) - int(m[1]) + 1 for m in _RANGE.finditer(text) if int(m[2]) > int(m[1])}
    counts |= {int(m[3]) - int(m[2]) + 1 for m in _CODE_RANGE.finditer(text) if int(m[3]) > int(m[2])}
    marks = [match[1] or match[2] for match in _MARK.finditer(text)]
    counts.add(len(marks))
    counts |= {line.count(";") + 1 for line in re.split(r"(?<=[a-z\d)])\.\s|\n", text) if ":" in line and ";" in line}
    labels = collections.defaultdict(set)
    for figure in found:
        if figure.kind is FactKind.LABEL:
            labels[figure.unit].add(figure.number)
    counts |= {len(numbers) for numbers in labels.values()}
    return frozenset(Decimal(count) for count in counts if count > 1)
