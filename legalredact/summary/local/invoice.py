"""Invoices, bills and ledgers: items with their amounts, numbers and dates."""

import re
from collections.abc import Iterator

from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.summary.local.amounts import has_figure
from legalredact.summary.local.body import Body
from legalredact.summary.local.contract_terms import is_contract
from legalredact.summary.local.entries import Entry
from legalredact.summary.local.sentences import Kind, Statement

_LABEL = re.compile(
    r"^(?:tax\s)?(?:invoice|bill|account|statement|order|p\.?o\.?|customer|client"
    r"|matter)\s?(?:no\.?|number|#|date|to|id)\b|^(?:due\sdate|terms|bill\sto"
    r"|ship\sto|remit\sto|payment\sterms|balance|previous\sbalance)\b",
    re.I,
)
_TOTAL = re.compile(r"\b(?:sub)?total\b|\bbalance\b|\bamount\sdue\b|\btax\b", re.I)
_FEWEST = 2
_BARE_FIGURE = re.compile(r"[$€£]?\s?\d{1,3}(?:[.,]?\d{3})*[.,]\d\d")
_FEWEST_BARE, _SHARE_BARE = 3, 0.1
_LONGEST_BLOCK = 400
_DIGIT = re.compile(r"\d")


def items(body: Body) -> Iterator[Entry]:
    """Rows and lines with an amount, and the lines that number, date and address a bill; if there are two such rows."""
    if is_contract(body):
        return
    if is_cell_by_line(body):
        yield from (Entry(EntryKind.ITEMS, block) for block in _blocks(body) if _DIGIT.search(body.words(block)))
        return
    rows = [one for one in body.statements if one.kind is not Kind.SENTENCE]
    priced = [one for one in rows if has_figure(body, one) and _is_whole(body, one)]
    if len(priced) < _FEWEST:
        return
    for one in priced:
        words = body.words(one.span)
        yield Entry(EntryKind.ITEMS, one.span, 2.0 + bool(_TOTAL.search(words)))
    for one in rows:
        if _LABEL.match(body.words(one.span)) and len(one.span) < 120:
            yield Entry(EntryKind.ITEMS, one.span, 4)


def is_cell_by_line(body: Body) -> bool:
    """Whether a reader put each cell of a bill on a line of its own, so that figures are alone on their lines."""
    lines = [one for one in body.statements if one.kind is Kind.LINE]
    bare = sum(_BARE_FIGURE.fullmatch(body.words(one.span)) is not None for one in lines)
    return bare >= _FEWEST_BARE and bare >= _SHARE_BARE * len(lines) and 2 * len(lines) > len(body.statements)


def _blocks(body: Body) -> Iterator[Span]:
    """Lines that follow each other, as blocks: which label belongs to which value is left to the reader."""
    block: Span | None = None
    for one in body.statements:
        if block is not None and one.kind is Kind.LINE and one.span.end - block.start <= _LONGEST_BLOCK:
            block = Span(block.start, one.span.end)
            continue
        if block is not None:
            yield block
        block = one.span if one.kind is Kind.LINE else None
    if block is not None:
        yield block


def _is_whole(body: Body, one: Statement) -> bool:
    """Whether a row or line is more than a figure, and no part of a sentence that a page break divided."""
    words = body.words(one.span)
    return len(words.split()) > 1 and (one.kind is Kind.ROW or not words[0].islower())
