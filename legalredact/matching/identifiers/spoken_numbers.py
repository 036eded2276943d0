"""Numbers spoken digit by digit, as in transcripts of voicemail and depositions: "six one five, five five five …"."""

import re
from collections.abc import Iterator

from legalredact.matching.identifiers.candidate import Certainty, IdentifierMatch
from legalredact.model.mention import Kind, Span

_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGITS = {name: str(digit) for digit, name in enumerate(_NAMES)} | {"oh": "0", "o": "0"}
_DIGIT = rf"(?:{'|'.join(_DIGITS)})"
_SPOKEN = re.compile(rf"(?<![\w-]){_DIGIT}(?:[,.–—-]?\s{{1,3}}{_DIGIT}|-{_DIGIT}){{6,18}}(?![\w-])", re.IGNORECASE)
_SOCIAL_SECURITY, _AREA_AND_NUMBER = 9, 10
_TELEPHONES = (7, _AREA_AND_NUMBER, 11)


def spoken_numbers(text: str) -> Iterator[IdentifierMatch]:
    """Seven or more digits in words: telephone numbers by length, Social Security numbers, accounts."""
    for match in _SPOKEN.finditer(text):
        digits = "".join(_DIGITS[word.lower()] for word in re.findall(r"[^\W\d_]+", match[0]))
        if digits in "0123456789":
            continue  # somebody is counting
        if len(digits) in _TELEPHONES:
            value = f"+1{digits}" if len(digits) == _AREA_AND_NUMBER else f"+{digits}"
            yield IdentifierMatch(Span(*match.span()), Kind.PHONE, value, Certainty.CONTEXT)
        else:
            kind = Kind.SSN if len(digits) == _SOCIAL_SECURITY else Kind.ACCOUNT
            yield IdentifierMatch(Span(*match.span()), kind, digits, Certainty.CONTEXT)
