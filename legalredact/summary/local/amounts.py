"""Amounts of money, with the words that say what each is for; totals first."""

import re
from collections.abc import Iterator
from decimal import Decimal

from legalredact.matching.facts.find import Fact, FactKind
from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local.body import Body
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.sentences import Kind, Statement

_TOTAL = re.compile(
    r"\b(?:grand\s)?total\b|\bin\s(?:all|total|sum)\b|\baggregate\b|\bsum\sof\b|\b(?:balance"
    r"|amount|sum)\s(?:due|owed|owing|payable)\b"
    r"|\baltogether\b|\bdue\s(?:on|by|within)\b",
    re.I,
)
_SECTION = re.compile(
    r"\b(?:section|article|sec\.|rule|exhibit|schedule|appendix|annex|chapter|form|version)\s\d|§", re.I
)
_LONGEST_LINE = 200
_FIGURE = re.compile(r"(?<![\w.,$])\d{1,3}(?:,\d{3})*\.\d\d(?![\d.%])")
"""An amount of a ledger or an invoice without a sign."""


def amounts(body: Body) -> Iterator[Entry]:
    """Sentences, lines and rows with amounts; those with a total weigh most, then those with larger amounts."""
    for one in body.units:
        found, words = _figures(body, one), body.words(one.span)
        if found and (one.kind is not Kind.LINE or len(words.split()) > 1):
            total = _TOTAL.search(words) is not None
            yield Entry(EntryKind.AMOUNTS, one.span, 100 * total + _magnitude(max(found)))


def has_figure(body: Body, one: Statement) -> bool:
    """Whether a statement has an amount."""
    return bool(_figures(body, one))


def _figures(body: Body, one: Statement) -> list[Decimal]:
    """Amounts; in lines and rows also figures with two decimals and no sign."""
    found = [_number(fact) for fact in body.facts_in(one.span) if fact.kind is FactKind.AMOUNT]
    words = body.words(one.span)
    if found or one.kind is Kind.SENTENCE or len(words) > _LONGEST_LINE or _SECTION.search(words):
        return found
    return [Decimal(figure.replace(",", "")) for figure in _FIGURE.findall(words)]


def _number(fact: Fact) -> Decimal:
    return Decimal(fact.value.rpartition(" ")[2])


def _magnitude(number: Decimal) -> float:
    return min(50.0, float(number.adjusted())) if number else 0.0
