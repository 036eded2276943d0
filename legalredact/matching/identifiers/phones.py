"""Telephone and fax numbers.

With area code and the usual punctuation, or with a plus sign, they are known by their shape; written with spaces or as
ten digits they must be possible numbers of the North American plan (phonenumbers) and no number of something else;
numbers without area code, and foreign ones without a plus sign, need a word such as "Tel." before them. Freephone
numbers may have letters.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from legalredact.matching.identifiers.candidate import Certainty, IdentifierMatch, cue, has_cue
from legalredact.model.mention import Kind, Span

if TYPE_CHECKING:
    import phonenumbers

_EXTENSION = r"(?:\s{0,3}(?:,\s?)?(?:extension\b|ext\b|x)\.?\s{0,2}(?P<ext>\d{1,6})(?![\d-]))?"
_END = r"(?![^\W_xX]|[xX](?!\s?\d)|_|[-–]\d|[.,]\d)"
_NOT_ITS_FIRST_GROUP = r"(?:(?<!\d )|(?<=\n\d )|(?<=\n\d\d )|(?=\(|(?:1[-–.])?\d{3}[-–.]\d{3}[-–.]\d{4}))"
"""Not after a number and a blank, which may be of the same long one; but after a line's, and with all punctuation."""
_AMERICAN = re.compile(
    rf"(?<![\w.$/-]){_NOT_ITS_FIRST_GROUP}(?P<number>(?:\+?1(?:[-–.\s]{{1,2}}|(?=\()))?"
    r"(?:\(\s?\d{3}\s?\)[-–.\s]{0,3}|\d{3}(?P<a>\s?[-–.]\s{0,2}|[ \u00a0/]))"
    rf"\d{{3}}(?P<b>\s?[-–.]\s{{0,2}}|[ \u00a0])\d{{4}}){_END}(?! \d){_EXTENSION}",
    re.I,
)
_TEN = re.compile(rf"(?<![\w.$/#-])(?P<number>1?\d{{10}}){_END}{_EXTENSION}", re.I)
_BRACKETED = re.compile(rf"(?<![\w$-])(?P<number>\(\d{{3}}\)\d{{7}}){_END}{_EXTENSION}", re.I)
"""As the boxes of forms are filled in: "(510)5550139"."""
_FOREIGN = re.compile(rf"(?<![\w+])(?P<number>\+\d{{1,3}}(?:[\s().-]{{0,3}}\d){{6,14}}){_END}{_EXTENSION}", re.I)
_LETTERS = re.compile(
    r"(?<![\w-])(?P<number>(?:1[-. ])?8(?:00|33|44|55|66|77|88)[-. ](?=[A-Z0-9-]{0,12}[A-Z]{3})[A-Z0-9]{3,9}"
    r"(?:-[A-Z0-9]{2,9}){0,3})(?![\w-])"
)
_LOCAL = re.compile(
    rf"(?<![\w.$/-])(?P<number>\d{{3}}[-–.]\d{{4}}|\(?\d[\d().\s/–-]{{6,20}}\d){_END}{_EXTENSION}", re.I
)
_AREA = re.compile(
    r"\barea\s+code\s+(?P<number>\(?\d{3}\)?[\s,.-]{1,40}(?:and\s+)?(?:the\s+number\s+(?:is\s+)?)?"
    r"\d{3}[-–.\s]\d{4})(?!\w)",
    re.I,
)
_MISREAD = re.compile(r"(?<![\w.$/-])(?P<number>\(?[\dOolI]{3}\)?[- .]{1,2}[\dOolI]{3}[-–.][\dOolI]{4})(?!\w)")
"""With letters that scanning took for figures ("(9l4) 555-O183")."""
_LOOKALIKES = str.maketrans("OolI", "0011")
_CUE = (
    r"(?:tel|telephone|telefax|phone|cell|cellphone|mobile|fax|facsimile|ph|whatsapp|(?:call|dial|text|reach)(?:ed|ing|s)?|answering"
    r"|messages)"
)
_LABEL = r"(?:(?i:desk|office|home|work|main|direct)|[TFPMCO]):"
_WORD = re.compile(rf"\b(?i:{_CUE})\b|(?<!\w){_LABEL}")
_PHONE_CUE = re.compile(rf"(?:(?<![A-Za-z])(?i:{_CUE})(?![A-Za-z])[^\d;]{{0,25}}|(?<!\w){_LABEL}\s?)\Z")
_STRICT_CUE = re.compile(
    rf"(?:(?<![A-Za-z])(?i:{_CUE}(?:\s{{0,3}}(?:\b(?:nos?|numbers?|at|is|was|on|to|me|us|him|her|them|back)\b|#))*)|(?<!\w){_LABEL})"
    r"[\s.:(]{0,6}\Z"
)
_OTHER_CUE = cue(
    r"nos?|numbers?|receipt|id|document|doc|dkt|case|bates|account|acct|policy|claim|invoice|order|serial|tracking|patent"
    r"|control|barcode|reference|ref|DCN|loan|entry|parcel",
    r"[^\w]{0,4}",
)
_FEWEST, _AREA_AND_NUMBER, _MOST = 7, 10, 15


def phone_numbers(text: str) -> Iterator[IdentifierMatch]:
    """Telephone and fax numbers; their values as E.164 prints them (``+14045550123``), extensions after an "x"."""
    for match in _AMERICAN.finditer(text):
        yield from _american(text, match)
    for match in _TEN.finditer(text):
        if _is_valid(match["number"]) and not has_cue(text, match.start(), _OTHER_CUE):
            yield _candidate(match, _certainty(text, match))
    for match in _BRACKETED.finditer(text):
        yield _candidate(match, _certainty(text, match))
    for match in _FOREIGN.finditer(text):
        if len(re.sub(r"\D", "", match["number"])) > _FEWEST:
            yield _candidate(match, Certainty.CONTEXT)
    for match in _LETTERS.finditer(text):
        yield _candidate(match, Certainty.CONTEXT)
    yield from _spoken_and_misread(text)
    for word in _WORD.finditer(text):
        yield from _announced_number(text, word.end())


def _spoken_and_misread(text: str) -> Iterator[IdentifierMatch]:
    """Numbers with words between their parts, and such as scanning damaged."""
    for match in _AREA.finditer(text):
        digits = re.sub(r"\D", "", match["number"])
        yield IdentifierMatch(Span(*match.span("number")), Kind.PHONE, e164(digits), Certainty.CONTEXT)
    for match in _MISREAD.finditer(text):
        if _FEWEST <= sum(map(str.isdigit, match["number"])) < _AREA_AND_NUMBER:
            value = e164(match["number"].translate(_LOOKALIKES))
            yield IdentifierMatch(Span(*match.span()), Kind.PHONE, value, _certainty(text, match))


def _american(text: str, match: re.Match[str]) -> Iterator[IdentifierMatch]:
    """A number in three groups: surely with punctuation; with spaces alone only if it is valid or announced."""
    certainty = _certainty(text, match)
    punctuated = "(" in match["number"] or bool(
        re.search(r"[-–.]", match["b"]) and re.search(r"[-–.]", match["a"] or "-")
    )
    if punctuated or certainty or _is_valid(match["number"]):
        yield _candidate(match, certainty)


def _announced_number(text: str, start: int) -> Iterator[IdentifierMatch]:
    """A number of any country or without area code, a few characters after a word for telephones."""
    match = _LOCAL.search(text, start, start + 60)
    if match is None or not has_cue(text, match.start(), _STRICT_CUE):
        return
    digits = re.sub(r"\D", "", match["number"])
    if _FEWEST <= len(digits) <= _MOST and "\n" not in match["number"]:
        yield _candidate(match, Certainty.SHAPE)


def _certainty(text: str, match: re.Match[str]) -> Certainty:
    """Whether a word for telephones stands before the number."""
    return Certainty.CONTEXT if has_cue(text, match.start(), _PHONE_CUE) else Certainty.SHAPE


def _candidate(match: re.Match[str], certainty: Certainty) -> IdentifierMatch:
    """The candidate of a number and its extension."""
    value = e164(match["number"])
    if match.groupdict().get("ext"):
        value += f"x{match['ext']}"
    return IdentifierMatch(Span(*match.span()), Kind.PHONE, value, certainty)


def _is_valid(number: str) -> bool:
    """Whether somebody can have this number in the North American plan."""
    import phonenumbers

    parsed = _parsed(number)
    return parsed is not None and phonenumbers.is_valid_number(parsed)


def e164(number: str) -> str:
    """International form of a number, or the digits alone where there is none."""
    import phonenumbers

    parsed = _parsed(number)
    if parsed is None:
        return re.sub(r"\D", "", number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _parsed(number: str) -> "phonenumbers.PhoneNumber | None":
    """The number as phonenumbers reads it, line breaks left aside; None if it is none."""
    import phonenumbers

    try:
        return phonenumbers.parse(" ".join(number.split()), "US")
    except phonenumbers.NumberParseException:
        return None
