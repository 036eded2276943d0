"""Dates of birth: a full date near "born", "DOB", "date of birth", "birthday", "bday" or "b.", also in Spanish, or
beside a Social Security number with its label ("SS# 219-09-9999, 4/9/71").

All other dates stay in clear, and so does a year alone ("born in 1971"), as FRCP 5.2 allows.
"""

import itertools
import re
from collections.abc import Iterator

from legalredact.matching.facts.dates import dates, short_dates
from legalredact.matching.identifiers.candidate import Certainty, IdentifierMatch
from legalredact.model.mention import Kind, Span

_WORD = re.compile(
    r"\bborn\b|\bbirth|(?<![\w/])(?:[MF]/[A-Z]|[A-Z]/[MF])\b|\bD\.?\s?O\.?\s?B\b|\bD/O/B\b|\bb[-/]?day\b|(?<![\w.])b\.\s|\bnac(?:id[oa]|imiento)\b"
    r"|\bSS(?:N|\s?\#|\s?no\b)|\bsocial\s+security",
    re.I,
)
_BEFORE = re.compile(
    r"(?:(?-i:(?<![\w/])(?:[MF]/[ABHIOUWL]|[ABHIOUWL]/[MF]))[\s,]{1,3}|\bborn\b(?:(?!XX)[^.;\d]){0,60}|\bbirth\s?[:–-]?\s{0,9}|(?<![\w.])(?-i:b)\.\s{0,3}|\bnacid[oa]\b(?:(?!XX)[^.;\d]){0,60}"
    r"|\b(?:date\s+of\s+birth|fecha\s+de\s+nacimiento|birth\s?-?date|birthday|b[-/]?day|D\.?\s?O\.?\s?B|D/O/B)(?![A-Za-z])[.:]?(?:(?!XX)[^.;\d]){0,25})\Z",
    re.I,
)
_AFTER = re.compile(
    r"[\s,]{0,3}[(\[]?\s?(?:DOB|D\.O\.B\.|date\s+of\s+birth|birth\s?date)\b(?![\s.:#]{0,9}(?:\d|XX))", re.I
)
"""A cue word after a date that belongs to something else: "Adm: 1/2/2021  DOB 8/3/34"."""
_SSN = (
    r"(?<![\w.])(?:SSN|SS|social\s{1,3}security)(?:\s?(?:\#|no\b\.?|number\b))?(?:\s?(?:/|&|and\b)\s?(?:DOB|date\s{1,3}of\s{1,3}birth))?"
    r"[\s:#.]{0,6}\d{3}[- ]?\d{2}[- ]?\d{4}"
)
_AFTER_SSN = re.compile(rf"{_SSN}(?:\s{{0,3}}(?P<mark>[/,;]|and\b)\s{{0,3}}|[ \t]{{1,12}})\Z", re.I)
_BEFORE_SSN = re.compile(rf"[\s,;/]{{1,6}}{_SSN}", re.I)
_PERSONAL = re.compile(r"[\s,;/]{0,12}(?:[MF]\b(?!\.)|male\b|female\b|age\b|\d{2}\s?y/?o\b|\n|\Z)", re.I)
"""What may follow a date of birth that only white space parts from the number: the sex, the age, the line's end."""
_DATED = re.compile(
    r"(?<![A-Za-z])(?:on|dated?|effective|filed|since|by|until|through|from|of|to|before|after|as\s+of|sent|issued"
    r"|received|hired?|entered|adm(?:itted)?|disch(?:arged)?|due|exp(?:ires)?)[\s.:]{1,4}\Z",
    re.I,
)
"""A word before another date."""
_FORM_DATE = re.compile(
    r"(?<![\w./-])(?P<month>\d{2})(?P<s>[ ]?[/.-][ ]?|)(?P<day>\d{2})(?P=s)(?P<year>(?:19|20)\d\d)(?![\w/-])"
)
"""As in fields of forms: "12 / 04 / 1979", "06141997"."""
_SIX = re.compile(
    r"(?<![A-Za-z])D\.?O\.?B\.?[\s:]{1,3}(?P<date>(?P<month>\d\d)(?P<day>\d\d)(?P<year>\d\d))(?!\w|[/-]\d)"
)
"""As in dispatch logs: "DOB 041488"."""
_TYPED = re.compile(
    r"\b(?i:birthday|b-?day|born|dob)\b[^.;\d\n]{0,25}?(?<!\w)(?P<date>(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]{0,6}\.?[ ](?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?:,?[ ](?P<year>(?:19|20)\d\d))?)(?!\w)"
)
"""With the month in lower case, as in messages."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def birth_dates(text: str) -> Iterator[IdentifierMatch]:
    """Dates near a cue word for a birth."""
    if _WORD.search(text) is None:
        return
    for match in _FORM_DATE.finditer(text):
        if _BEFORE.search(text[max(0, match.start() - 90) : match.start()]) and _is_day(match):
            value = f"{match['year']}-{match['month']}-{match['day']}"
            yield IdentifierMatch(Span(*match.span()), Kind.BIRTH_DATE, value, Certainty.CONTEXT)
    yield from _typed(text)
    for date in itertools.chain(dates(text), short_dates(text)):
        start, end = date.span.start, date.span.end
        whole = len(date.value) == len("2000-01-31") or date.value.startswith("--")
        before = text[max(0, start - 90) : start]
        if whole and (_BEFORE.search(before) or _AFTER.match(text, end) or _is_beside_ssn(text, before, end)):
            yield IdentifierMatch(date.span, Kind.BIRTH_DATE, date.value, Certainty.CONTEXT)


def _is_beside_ssn(text: str, before: str, end: int) -> bool:
    """Whether a date directly follows a Social Security number with its label, or directly precedes one.

    Arguments:
        before: text before the date.
        end: of the date in `text`.
    """
    follows = _AFTER_SSN.search(before)
    if follows is not None:
        return follows["mark"] is not None or _PERSONAL.match(text, end) is not None
    return _BEFORE_SSN.match(text, end) is not None and _DATED.search(before) is None


def _typed(text: str) -> Iterator[IdentifierMatch]:
    """Informally typed dates directly after a cue word for a birth."""
    for match in _SIX.finditer(text):
        if _is_day(match):
            value = f"{match['year']}-{match['month']}-{match['day']}"
            yield IdentifierMatch(Span(*match.span("date")), Kind.BIRTH_DATE, value, Certainty.CONTEXT)
    for match in _TYPED.finditer(text):
        value = f"{match['year'] or '-'}-{_MONTHS.index(match['month']) + 1:02}-{int(match['day']):02}"
        yield IdentifierMatch(Span(*match.span("date")), Kind.BIRTH_DATE, value, Certainty.CONTEXT)


def _is_day(match: re.Match[str]) -> bool:
    return 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31
