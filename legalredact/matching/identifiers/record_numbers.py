"""Numbers under which a hospital keeps a patient's records, also those shaped like a Social Security number or a date.

After "hospital no.", "HOSP #", "MR #", "medical record no.", "encounter #", "accession no." and the like; after "MRN"
also without a word for a number; after "unit no." in the groups of such numbers only ("044-81-72").
"""

import re
from collections.abc import Iterator

from legalredact.matching.identifiers.candidate import (
    CODE,
    NUMBER_WORD,
    Certainty,
    IdentifierMatch,
    bare,
    cue,
    matches_at,
)
from legalredact.model.mention import Kind, Span

_NUMBERED = r"(?:\s{0,3}(?:nos?\b\.?|numbers?\b|num\b\.?|ids?\b|\#))[\s:.#=-]{0,6}"
_WORDS = (
    r"hosp(?:ital)?\.?|MR|med(?:ical)?\.?\s{1,3}rec(?:ord)?s?\.?|chart|patient|pt\.?|encounter|visit|accession|specimen"
)
RECORD_CUE = cue(rf"(?:{_WORDS}|unit){_NUMBERED}|MRN", r"[\s:.#=-]{0,6}")
"""Directly before a number shaped like a Social Security number: it is the hospital's."""
_RECORD = re.compile(
    rf"(?<![A-Za-z])(?i:(?:hosp(?:ital)?\.?|encounter|accession|specimen){_NUMBERED})(?P<code>{CODE})"
    rf"|(?<![A-Za-z])(?:(?i:(?:{_WORDS}|unit){_NUMBERED})|MRN(?:{NUMBER_WORD})*\s{{0,4}})(?P<groups>\d{{2,3}}-\d\d-\d{{2,4}}(?![\w-]))"
)
_BEGINNINGS = ("hosp", "mr", "med", "chart", "patient", "pt", "encounter", "visit", "accession", "specimen", "unit")
_LEAST = 4
_DATE_LIKE = re.compile(
    r"(?:19|20)\d\d[-./]?\d\d[-./]?\d\d|(?:0?\d|1[0-2])[-./](?:[0-2]?\d|3[01])[-./](?:\d{2}|(?:19|20)\d\d)"
)
_PUBLIC = re.compile(r"\d{10}-\d\d-\d{6}")
"""The accession number of a filing with the Securities and Exchange Commission."""


def record_numbers(text: str) -> Iterator[IdentifierMatch]:
    """Numbers of a patient's records."""
    for match in matches_at(_RECORD, text, _BEGINNINGS):
        group = match.lastgroup or "code"
        code = match[group]
        if sum(map(str.isdigit, code)) < _LEAST or len(bare(code)) <= _LEAST or _PUBLIC.fullmatch(code):
            continue
        if not _DATE_LIKE.fullmatch(code):
            yield IdentifierMatch(Span(*match.span(group)), Kind.ACCOUNT, bare(code), Certainty.CONTEXT)
