"""Court and case number in the caption of a court paper."""

import re
from dataclasses import dataclass, field

from legalredact.matching.facts.dockets import case_numbers

_COURT = re.compile(r"\bCOURTS?\b", re.IGNORECASE)
_TRIBUNAL = re.compile(
    r"(?:IN\s+THE\s+)?(?:UNITED\s+STATES|U\.\s?S\.|SUPREME|SUPERIOR|DISTRICT|CIRCUIT|COUNTY|MUNICIPAL|PROBATE|FAMILY"
    r"|COURT\s+OF|COMMONWEALTH|STATE|BANKRUPTCY|CHANCERY|APPELLATE|LAND|TAX|JUSTICE|CITY|CIVIL)\b[^a-z]*",
)
"""A line in capitals that names a court: the caption of the Federal Rules of Civil Procedure, Rule 10(a)."""
_GOES_ON = re.compile(
    r"(?:FOR\s+THE\s+|IN\s+AND\s+FOR\s+|OF\s+THE\s+)?[A-Z,.’'&\s-]*"
    r"\b(?:DISTRICT|DIVISION|COUNTY|STATE|CIRCUIT|DEPARTMENT|COMMONWEALTH|BRANCH|TERM|PARISH)\b[A-Z,.’'&\s-]*"
)
_SMALL = frozenset({"of", "the", "for", "and", "in"})
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class CourtCaption:
    """Court and case number of a caption; each is empty if it was not found."""

    court: str = field(repr=False)
    number: str = field(repr=False)


def court_caption(text: str) -> CourtCaption:
    """The first court that is named in a line of its own in capitals, and the first case number.

    Without a court there is no caption, and no number is searched for: letters and invoices have numbers of other
    kinds.

    Arguments:
        text: the beginning of a document.
    """
    court = _court(text)
    numbers = sorted(case_numbers(text) if court else (), key=lambda fact: (fact.span.start, -len(fact.span)))
    return CourtCaption(court, numbers[0].span.of(text) if numbers else "")


def _court(text: str) -> str:
    lines = [" ".join(line.split()).strip(" ,)") for line in text.splitlines()]
    lines = [line for line in lines if line]
    for number, line in enumerate(lines):
        if _COURT.search(line) and _TRIBUNAL.fullmatch(line):
            return ", ".join(map(_capitalized, _lines_from(lines, number)))
    return ""


def _lines_from(lines: list[str], first: int) -> list[str]:
    """The line and the lines after it that name its district, county or division."""
    found = [lines[first]]
    for line in lines[first + 1 : first + _MOST_LINES]:
        if not _GOES_ON.fullmatch(line):
            break
        found.append(line)
    return found


def _capitalized(line: str) -> str:
    """``UNITED STATES DISTRICT COURT`` as ``United States District Court``."""
    words = line.split()
    return " ".join(
        word.lower() if at and word.lower() in _SMALL else word.capitalize() for at, word in enumerate(words)
    )
