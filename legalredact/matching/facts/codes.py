"""Codes and labels: "QR-20877", "S52.502A", "14C", "Exhibit 12", "Count II", "section 7 of the lease".

A code has letters and digits, or digits in several parts. A label is a number after a capitalized noun.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.matching.facts.measures import LABEL_NOUNS, NO_NOUNS, OF_SCALE, counted_in_row, singular
from legalredact.matching.facts.number_words import NUMBER_WORDS, number_of_words
from legalredact.model.mention import Span

_CODE = re.compile(r"(?<![\w$€£¥.-])(?=[\w./-]{0,40}\d)[A-Za-z0-9]{1,20}(?:[-./–][A-Za-z0-9]{1,20}){0,6}(?![\w])")
_PARTED = re.compile(r"(?<![\w.§(/-])\d{1,3}(?:\([A-Za-z]{1,2}\)(?:\(\d{1,2}\))?)(?!\w)")
"""A number with a letter in parentheses: "exclusion 3(b)"."""
_MIXED = re.compile(r"(?=.*[A-Za-z])(?=.*\d)")
_PLAIN_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:[-–]\d+)?|\d+/\d+")
_NUMBER_CODE = re.compile(r"(?!(?:1[89]|20)\d\d[-–](?:1[89]|20)\d\d\Z)0?\d{1,4}[-–]\d{3,8}")
"""Two numbers of a code ("Note 40-2217"); not two years."""
_NO_CODE = re.compile(
    r"(?i)\d{1,3}(?:st|nd|rd|th|d)|(?:19|20)?\d0s|\d+(?:\.\d+)?[-–]?[a-z]{1,3}|\d+[-–][a-z]{2,}(?:[-–][a-z]+)*"
    r"|mid[-–]\d+|[a-z]+[-–]\d{1,2}[-–][a-z]+|\d{1,2}(?:[ap]m|/\d\d?(?:/\d{2,4})?)|[a-z]{4,}[-–]\d{1,2}"
)
_UNIT_AFTER = re.compile(
    r"(?i)\d+(?:\.\d+)?(?:mg|g|kg|mm|cm|m|km|ml|mph|kph|ft|lb|lbs|oz|hr|hrs|min|am|pm"
    r"|k|bn|mm|x|st|nd|rd|th|d|s)"
)
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_LABEL = re.compile(
    rf"\b(?P<noun>[A-Z][A-Za-z]{{1,20}})\.?\s(?:[Nn]os?\.\s?|#\s?)?(?P<number>{_ROMAN}"
    rf"|\d{{1,6}})(?!\w|[.,/]\d|-\w|:\d|%)"
)
_MORE = re.compile(
    rf"(?:,\s|,?\s(?:and|or|to|through)\s|\s?[-–]\s?)(?P<number>{_ROMAN}|\d{{1,6}})(?!\w"
    rf"|[.,]\d|:\d|%|-\w)(?!\s(?:percent|days|weeks|months|years|hours)\b)"
)
_WORD_LABEL = re.compile(rf"\b(?P<noun>[A-Z][a-z]{{2,20}})\s(?P<words>{NUMBER_WORDS})(?=[\s.,;:)])", re.I)
_ROMANS = {"I": 1, "V": 5, "X": 10}
_NO_LABEL = NO_NOUNS | frozenset(
    "january february march april may june july august september october november december jan feb mar apr"
    " jun jul aug sep"
    " sept oct nov dec monday tuesday wednesday thursday friday saturday sunday about nearly some only fewer roughly"
    " approximately over exactly date dated total balance amount totals subtotal paid age aged".split()
)


_LETTER = re.compile(
    r"\b(?P<noun>Exhibit|Ex|Wing|Schedule|Annex|Appendix|Attachment|Building|Class|Tab|Addendum|Gate|Hall|Section|Part)s?"
    r"\.?\s(?P<letter>[A-Z])(?![\w’'.-]\w|\w)"
)
_SHORT_NOUNS = {"ex": "exhibit"}


def codes(text: str) -> Iterator[Figure]:
    """Every code; canonical is upper case with one kind of dash."""
    for match in _PARTED.finditer(text):
        yield Figure(Span(*match.span()), FactKind.CODE, code_value(match[0]))
    for match in _CODE.finditer(text):
        written = match[0].rstrip("-./–")
        is_number = _PLAIN_NUMBER.fullmatch(written) and not _is_number_code(written)
        if len(written) < 2 or is_number or _UNIT_AFTER.fullmatch(written):
            continue
        if (_MIXED.match(written) and (not _NO_CODE.fullmatch(written) or re.fullmatch(r"\d{1,4}[A-Z]", written))) or (
            not _MIXED.match(written) and re.search(r"\d{2,}[-–]\d{3,}|\d+[-–]\d+[-–]\d+|\d+\.\d+\.\d+", written)
        ):
            yield Figure(Span(match.start(), match.start() + len(written)), FactKind.CODE, code_value(written))


def _is_number_code(written: str) -> bool:
    """Whether two numbers with a dash between them are one code: the second is not a later number of a range."""
    if not _NUMBER_CODE.fullmatch(written):
        return False
    first, second = re.split("[-–]", written)
    return written[0] == "0" or (len(second) >= 3 and len(second) - len(first) >= 2) or int(second) < int(first)


def code_value(written: str) -> str:
    """Canonical writing of a code."""
    return written.upper().replace("–", "-")


def labels(text: str) -> Iterator[Figure]:
    """Every label, also those of a list ("Counts II and III"); canonical is "count 2"."""
    for match in _LABEL.finditer(text):
        noun = singular(match["noun"].lower())
        roman = not match["number"].isdigit()
        of_scale = noun not in LABEL_NOUNS and OF_SCALE.match(text, match.end())
        in_row = noun not in LABEL_NOUNS and counted_in_row(text, *match.span("number"))
        if (
            noun in _NO_LABEL
            or of_scale
            or in_row
            or (roman and noun not in LABEL_NOUNS and match["number"] in ("I", "V", "X"))
        ):
            continue
        at: re.Match[str] | None = match
        while at is not None:
            yield _label(Span(at.start("number"), at.end("number")), noun, at["number"])
            at = _MORE.match(text, at.end()) if match["noun"].endswith("s") or noun in LABEL_NOUNS else None
            if at is not None and roman == at["number"].isdigit():
                at = None
    for match in _LETTER.finditer(text):
        noun = match["noun"].lower()
        noun = _SHORT_NOUNS.get(noun, noun)
        if match["letter"] not in "IVX":
            yield Figure(Span(*match.span("letter")), FactKind.LABEL, f"{noun} {match['letter']}", None, noun)
    for match in _WORD_LABEL.finditer(text):
        noun = match["noun"].lower()
        if noun in LABEL_NOUNS and match["noun"][0].isupper():
            number = Decimal(number_of_words(match["words"]))
            yield Figure(Span(*match.span("words")), FactKind.LABEL, f"{noun} {number}", number, noun)


def _label(span: Span, noun: str, written: str) -> Figure:
    number = Decimal(written) if written.isdigit() else Decimal(_roman(written))
    return Figure(span, FactKind.LABEL, f"{noun} {number}", number, noun)


def _roman(written: str) -> int:
    values = [_ROMANS[letter] for letter in written]
    return sum(-v if n + 1 < len(values) and v < values[n + 1] else v for n, v in enumerate(values))
