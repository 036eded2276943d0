"""Names of courts, benches and tribunals, which are not masked."""

import re

from legalredact.matching.text.states import STATE_NAMES

_COURT = re.compile(
    r"\b(?:courts?|tribunals?|bench(?!\s+(?!of\b|at\b|for\b|in\b|and\b)\w)|chancery|judiciary|judicial panel"
    r"|grand chamber"
    rf"|(?!district\s+of\s+columbia)district\s+of\s+(?:{STATE_NAMES}))\b",
    re.IGNORECASE,
)


def is_court(name: str) -> bool:
    """Whether it names a court, a bench or a tribunal."""
    return _COURT.search(name) is not None
