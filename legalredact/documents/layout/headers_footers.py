"""Running heads and feet, page numbers, filing stamps and Bates numbers at the edges of pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legalredact.documents.layout.rows import Row
from legalredact.matching.identifiers.bates import EDGE, is_bates_number

_DEEPEST = 5
"""Rows from the edge of the page that are looked at."""

_REACH = 0.2
"""Share of the page's height that heads and feet may cover, each."""

_STAMP = re.compile(
    r"(?:(?:USCA\d*|Appellate|Bankr\.?)\s+)?Case:?\s+\S*\d\S*.*\b(?:Doc(?:ument)?|DktEntry|Page|Filed)\b.*"
    r"|.*\bPage(?:ID)?\s*:?#?\s*\d+ of \d+|.*\bFiled:?\s+\d\d?[-/]\d\d?[-/]\d{2,4}\b.*"
    r"|NYSCEF DOC\. NO\. \d+.*|FILED: .* CLERK .*|RECEIVED NYSCEF: .*",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?\d{1,5}(?:\s*(?:of|/)\s*\d{1,5})?|[ivxl]{1,7}|[-–—]\s?(?:\d{1,5}|[ivxl]{1,7})\s?[-–—]|\[\d{1,5}\]|\(\d{1,5}\)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\d+")


Edge = tuple[str, float]
"""A row's text with its figures made alike, and its top."""


@dataclass(frozen=True, slots=True)
class PageEdges:
    """A page's first and last rows, to be compared between pages.

    Arguments:
        top, bottom: from the edge inwards.
    """

    top: tuple[Edge, ...]
    bottom: tuple[Edge, ...]


def edges_of(rows: Sequence[Row], height: float) -> PageEdges:
    """The rows near the page's upper and lower edge."""
    top = [_edge(row) for row in rows[:_DEEPEST] if row[0].y0 < _REACH * height]
    bottom = [_edge(row) for row in rows[: -_DEEPEST - 1 : -1] if row[0].y1 > (1 - _REACH) * height]
    return PageEdges(tuple(top), tuple(bottom))


def _edge(row: Row) -> Edge:
    return _NUMBERS.sub("#", " ".join([piece.text for piece in row])).casefold(), row[0].y0


def header_and_footer_rows(rows: Sequence[Row], own: PageEdges, others: Sequence[PageEdges]) -> tuple[int, int]:
    """How many rows from the top are running heads, and how many from the bottom are running feet.

    Arguments:
        own: of this page.
        others: of the pages before and after.
    """
    heads = _margin_rows(rows, own.top, [edges.top for edges in others])
    feet = _margin_rows(rows[::-1], own.bottom, [edges.bottom for edges in others])
    return heads, min(feet, len(rows) - heads)


def _margin_rows(rows: Sequence[Row], own: Sequence[Edge], others: Sequence[Sequence[Edge]]) -> int:
    """Rows from the edge that other pages have at the same height, or that look like a stamp or page number."""
    count = 0
    for depth, (edge, row) in enumerate(zip(own, rows, strict=False), start=1):
        if not _is_repeated(edge, others) and not _is_stamp(row):
            break
        count = depth
    return count


def _is_repeated(edge: Edge, others: Sequence[Sequence[Edge]]) -> bool:
    text, place = edge
    return any(text == other and abs(place - at) < 9 for page in others for other, at in page)


def _is_stamp(row: Row) -> bool:
    text = " ".join([piece.text for piece in row])
    return any(pattern.fullmatch(text) for pattern in (_PAGE_NUMBER, _STAMP)) or is_bates_number(text)


def bates_number(rows: Sequence[Row], height: float) -> str:
    """The Bates number at the lower edge of the page, or else at the upper, or empty.

    A Bates number is a prefix in capitals and at least four digits, and nothing else stands beside it.
    """
    for row in [*rows[:-_DEEPEST:-1], *rows[:3]]:
        if EDGE * height < row[0].middle < (1 - EDGE) * height:
            continue
        for piece in row[::-1]:
            if is_bates_number(piece.text):
                return piece.text
    return ""
