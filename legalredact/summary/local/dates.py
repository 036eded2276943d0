"""Finds dates of events in a text, writes them in words, and gives their order."""

import re
from dataclasses import dataclass

from legalredact.matching.citations.find import case_citations
from legalredact.matching.facts.find import Fact, FactKind, facts
from legalredact.model.mention import Span

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_OF_A_BARE_YEAR = re.compile(
    r"\b(?:in|since|by|during|of|from|until|till|through|and|between|before|after|year|to)\s$", re.I
)


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A date in a text: its canonical value (see `matching.facts.dates`), and its span."""

    value: str
    span: Span


def dates_of(text: str) -> tuple[Dated, ...]:
    """Dates that may be of events, in the order of the text; without years and days of cited cases."""
    cited = [citation.span for citation in case_citations(text)]
    found = (Dated(fact.value.partition("/")[0], fact.span) for fact in facts(text) if fact.kind is FactKind.DATE)
    return tuple(d for d in found if not any(d.span.overlaps(span) for span in cited) and is_of_an_event(d, text))


def in_words(value: str) -> str:
    """A canonical date as a heading: "March 4, 2019", "March 2019", "2019", "March 4"."""
    year, month, day = (*value.removeprefix("--").split("-"), "", "")[:3]
    if value.startswith("--"):
        year, month, day = "", year, month
    words = (_month(month), f"{int(day)}" if day else "")
    named = " ".join(filter(None, words))
    return f"{named}, {year}" if day and year else " ".join(filter(None, (named, year)))


def order(value: str) -> tuple[bool, str]:
    """A sort key for canonical dates: by time, those without a year last."""
    return value.startswith("--"), value


def is_of_an_event(date: Dated | Fact, text: str) -> bool:
    """Whether it may be the date of an event; a bare year only after a cue word, since it may be any number."""
    is_bare = len(date.value) == len("2019") and len(date.span) == len("2019")
    return not is_bare or _OF_A_BARE_YEAR.search(text[: date.span.start]) is not None


def _month(number: str) -> str:
    return MONTHS[int(number) - 1] if number else ""
