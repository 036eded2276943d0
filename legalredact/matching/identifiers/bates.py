"""The form of a Bates number: a prefix in capitals and at least four digits."""

import re

_NUMBER = re.compile(r"(?=[A-Z])[A-Z][A-Z0-9&.-]*(?:[ _-][A-Z][A-Z0-9&.-]*){0,3}?[ _-]{0,2}\d{4,10}(?:\.\d{1,4})?")
_LONGEST = 40

EDGE = 0.12
"""Share of a page's height at its top and at its bottom that may hold Bates numbers."""


def is_bates_number(text: str) -> bool:
    """Whether the whole text is a Bates number."""
    return len(text) < _LONGEST and _NUMBER.fullmatch(text) is not None
