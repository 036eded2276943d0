"""How many things a text lists: "kilns 2, 5 and 6" are three, "Photos 1 to 36" are 36, "(a) … (b) …" are two."""

import collections
import re
from collections.abc import Iterable
from decimal import Decimal

from legalredact.matching.facts.fact import FactKind, Figure

_ITEM = r"(?:\d{1,4}|[IVX]{1,5})"
_AND = re.compile(rf"\b{_ITEM}(?:,\s{_ITEM})*,?\s(?:and|&)\s{_ITEM}\b(?![.,]\d)")
_RANGE = re.compile(r"\b[A-Za-z]{3,}s\s(?:[Nn]os?\.\s)?(\d{1,4})\s?(?:to|through|[-–])\s?(\d{1,4})\b")
_CODE_RANGE = re.compile(r"\b([A-Z]{1,4}-?)0*(\d{1,4})\s?(?:to|through|[-–])\s?\1?0*(\d{1,4})\b")
_MARK = re.compile(r"(?:(?<=\s)|^)\((?:([a-z])|(\d{1,2}))\)\s")


def listed_counts(text: str, found: Iterable[Figure]) -> frozenset[Decimal]:
    """Every number of things that the text lists.

    Arguments:
        text: a passage or several.
        found: its figures.
    """
    counts = {len(re.findall(_ITEM, match[0])) for match in _AND.finditer(text)}
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
