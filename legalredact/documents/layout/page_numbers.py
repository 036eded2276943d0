"""Page numbers printed at the upper or lower edge of pages.

A number counts only if its neighbors confirm it: other pages have one of the same form at the same edge, and these
count the pages. So a figure that happens to be at the edge of a page is not taken for its number.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from legalredact.documents.layout.rows import Row
from legalredact.model.document import Page

_DEEPEST = 5
"""Rows from the edge of the page that are examined."""

_REACH = 0.2
"""Share of the page's height in which they are, at each edge."""

_NEAR = 3
"""Number of pages before and after a page; one of them must confirm its number."""

_NUMBER = re.compile(
    r"""(?P<before> (?:page|pg\.?|p\.)\s* | [-–—]\s? | [(\[] )? (?P<value> \d{1,5} | [ivxl]{1,7})
    (?P<after> \s*(?:of|/)\s*(?P<total>\d{1,5}) | \s?[-–—] | [)\]] )?""",
    re.IGNORECASE | re.VERBOSE,
)
_AT_END = re.compile(r".*\W(?P<number>page\s+\d{1,5}(?:\s+of\s+\d{1,5})?)", re.IGNORECASE)
_FILED = re.compile(r"\bCase:?\s+\S*\d|\bNYSCEF\b|\bPageID\b|\bDktEntry\b|\bFiled:?\s+\d", re.IGNORECASE)
"""A stamp of a court's system, which counts the pages of a filing and not those of the paper."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A number that may be the page's.

    Arguments:
        text: as printed, without what surrounds it.
        value: as a whole number.
        form: edge of the page, and how it is written; the numbers of one text have the same form.
        total: number of pages that is printed beside it, 0 if none.
    """

    text: str
    value: int
    form: str
    total: int = 0


@dataclass(frozen=True, slots=True)
class EdgeNumbers:
    """The numbers at the edges of one page.

    Arguments:
        index: of the page, from 0.
        numbered: whether the page has line numbers, as transcripts have.
    """

    index: int
    numbers: tuple[PrintedNumber, ...]
    numbered: bool = False


def edge_numbers(rows: Sequence[Row], height: float) -> tuple[PrintedNumber, ...]:
    """Numbers that stand alone in a part of the first or last rows; two of the same form exclude each other."""
    top = [row for row in rows[:_DEEPEST] if row[0].y0 < _REACH * height]
    bottom = [row for row in rows[-_DEEPEST:] if row[0].y1 > (1 - _REACH) * height and row not in top]
    found = [*_numbers(top, "top"), *_numbers(bottom, "bottom")]
    forms = [number.form for number in found]
    return tuple(number for number in found if forms.count(number.form) == 1)


def _numbers(rows: Sequence[Row], edge: str) -> Iterator[PrintedNumber]:
    for row in rows:
        if _FILED.search(" ".join(piece.text for piece in row)):
            continue
        for piece in row:
            at_end = _AT_END.fullmatch(piece.text)
            found = _NUMBER.fullmatch(at_end["number"] if at_end else piece.text)
            if found:
                yield _printed(found, edge)


def _printed(found: re.Match[str], edge: str) -> PrintedNumber:
    text = found["value"]
    kind = "#" if text.isdigit() else "roman"
    around = "".join((found["before"] or "", kind, re.sub(r"\d+", "#", found["after"] or "")))
    form = f"{edge} {''.join(around.casefold().split())}"
    return PrintedNumber(text, int(text) if text.isdigit() else _roman(text), form, int(found["total"] or 0))


def _roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def with_printed_numbers(pages: Sequence[tuple[Page, EdgeNumbers]], count: int) -> list[Page]:
    """Pages, in order, with their printed numbers; see `confirmed_numbers`."""
    printed = confirmed_numbers([found for _, found in pages], count)
    return [replace(page, printed=number) for (page, _), number in zip(pages, printed, strict=True)]


def confirmed_numbers(pages: Sequence[EdgeNumbers], count: int) -> list[str]:
    """The printed number of each page; empty if there is none, or it is not certain.

    Arguments:
        pages: in order.
        count: number of pages of the file. A number beside this total counts the file's pages ("3 of 10"), so that
            another one has precedence.
    """
    return [_number(at, pages, count) for at in range(len(pages))]


def _number(at: int, pages: Sequence[EdgeNumbers], count: int) -> str:
    page = pages[at]
    near = [other for other in pages[max(0, at - _NEAR) : at + _NEAR + 1] if other is not page]
    found = [number for number in page.numbers if _is_confirmed(number, page, near)]
    own = [number for number in found if number.total != count] or found
    return own[0].text if len({number.value for number in own}) == 1 else ""


def _is_confirmed(number: PrintedNumber, page: EdgeNumbers, near: Sequence[EdgeNumbers]) -> bool:
    """Whether a near page has the number that follows from this one.

    Excerpts of transcripts leave pages out, so there it is enough that numbers rise; a single page has no neighbor.
    At the foot of such a page a lone number may be that of its last line.
    """
    steps = [
        (other.index - page.index, same.value - number.value)
        for other in near
        for same in other.numbers
        if same.form == number.form
    ]
    if any(step == rise for step, rise in steps):
        return True
    rising = all(rise * step > 0 and abs(rise) >= abs(step) for step, rise in steps)
    is_clear = number.form.startswith("top") or "page" in number.form
    return page.numbered and rising and is_clear and len(page.numbers) == 1
