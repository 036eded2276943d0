"""The date of each event of a chronology, for the first column of its table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from legalredact.matching.facts.dates import dates
from legalredact.model.export import Statement

_YEAR_ALONE = re.compile(r"\d{4}|undated", re.IGNORECASE)
_FIRST = 40
"""Characters within which a date that begins a statement ends."""
_BEGINS = re.compile(r"(?:On|In|By|At|About)\s+", re.IGNORECASE)
_PART = re.compile(r"\s*(?:[:–—]|-(?=\s))\s*")


def event_dates(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements of a chronology with their dates; headings stay.

    A heading with a whole date is the date of its events. Under a heading with a year alone, the date that begins a
    statement is its date; it is removed from the statement if a colon or a dash parts it from the event.
    """
    return tuple(_dated(statements))


def _dated(statements: Sequence[Statement]) -> Iterator[Statement]:
    heading = ""
    for one in statements:
        if one.heading:
            heading = " ".join(one.text.split())
            yield one
        elif heading and not _YEAR_ALONE.fullmatch(heading):
            yield replace(one, date=heading)
        else:
            yield _by_own_date(one, heading)


def _by_own_date(one: Statement, heading: str) -> Statement:
    text = one.text.lstrip()
    begins = _BEGINS.match(text)
    start = begins.end() if begins else 0
    ends = [fact.span.end for fact in dates(text[: start + _FIRST]) if fact.span.start == start]
    if not ends:
        return replace(one, date=heading)
    end = max(ends)
    parted = _PART.match(text, end) if not begins and not one.quoted else None
    rest = text[parted.end() :] if parted else ""
    return replace(one, date=text[start:end], text=f"{rest[:1].upper()}{rest[1:]}" if rest else one.text)
