"""Invoices, bills and ledgers: items with their amounts, numbers and dates."""

import re
from collections.abc import Iterator

from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local.amounts import has_figure
from legalredact.summary.local.body import Body
from legalredact.summary.local.contract_terms import is_contract
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.sentences import Kind

_LABEL = re.compile(
    r"^(?:tax\s)?(?:invoice|bill|account|statement|order|p\.?o\.?|customer|client"
    r"|matter)\s?(?:no\.?|number|#|date|to|id)\b|^(?:due\sdate|terms|bill\sto"
    r"|ship\sto|remit\sto|payment\sterms|balance|previous\sbalance)\b",
    re.I,
)
_TOTAL = re.compile(r"\b(?:sub)?total\b|\bbalance\b|\bamount\sdue\b|\btax\b", re.I)
_FEWEST = 2


def items(body: Body) -> Iterator[Entry]:
    """Rows and lines with an amount, and the lines that number, date and address a bill; if there are two such rows."""
    if is_contract(body):
        return
    rows = [one for one in body.statements if one.kind is not Kind.SENTENCE]
    priced = [one for one in rows if has_figure(body, one) and len(body.words(one.span).split()) > 1]
    if len(priced) < _FEWEST:
        return
    for one in priced:
        words = body.words(one.span)
        yield Entry(EntryKind.ITEMS, one.span, 2.0 + bool(_TOTAL.search(words)))
    for one in rows:
        if _LABEL.match(body.words(one.span)) and len(one.span) < 120:
            yield Entry(EntryKind.ITEMS, one.span, 4)
