"""Takes numbers, years and footnote marks off the edges of a name; they are facts, and stay in clear.

A number may be part of a name ("3M", "84 Lumber", "2100 Birch Street LLC"). So a number other than a year is taken off
only if the text around it shows that it does not belong to the name.
"""

import re

from legalredact.detection.lexicon.gazetteers import COMPANY_FORMS, SUFFIXES
from legalredact.detection.lexicon.nicknames import is_given
from legalredact.matching.text.dictionary import is_english, is_function_word
from legalredact.matching.text.states import STATE_CODES
from legalredact.model.mention import Span

FOOTNOTE_DIGITS = "¹²³⁰-⁹₀-₉"
_SIGNS = rf"{FOOTNOTE_DIGITS}*†‡§¶#®™•·"
_BEFORE = re.compile(rf"[{_SIGNS}\s]*[{_SIGNS}]\s*(?=\S)")
_AFTER = re.compile(rf"\s*[{_SIGNS}][{_SIGNS}\s]*\Z")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d,?\s+(?=[^\W\d_])")
_ITS_YEAR = re.compile(r",?\s+(?:1[5-9]|20)\d\d\Z")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\s+(?=\S)")
_NUMBER = re.compile(r"\d{1,6}[.,]?\s+(?=\S)")
_GLUED = re.compile(r"\d{1,4}(?=(?P<word>[^\W\d_]+))")
_GLUED_AFTER = re.compile(r"(?P<word>[^\W\d_]{2,})\d{1,3}\Z")
_PARAGRAPH = re.compile(r"(?:¶|§|\d[.,]|[$€£])\s*\Z")
_STREET = re.compile(
    r"\b(?:Street|Avenue|Boulevard|Drive|Road|Lane|Plaza|Square|Place|Tower|Highway|Parkway|Terrace|Way|Broadway|Main)\b",
    re.IGNORECASE,
)
_STATE = re.compile(rf"(?:{STATE_CODES})(?:\s+\d{{5}}(?:-\d{{4}})?,?|\.)\s+(?=[^\W\d_])")
_ADDRESS = re.compile(rf".*,\s+(?:{STATE_CODES})(?:\s+\d{{5}}(?:-\d{{4}})?,?|\.)\s+(?=[^\W\d_])", re.DOTALL)
_BEGUN, _GOES_ON = re.compile(r",?\s+\d{1,4}\Z"), re.compile(r"[/-]\d")
"""The beginning of a date or of a file's number ("Tampa, 2" of "Tampa, 2/7/64"), and its rest."""
_LONG_NUMBER = re.compile(r"\d{5,}\s+(?=[^\W\d_])")
_ESCAPED = re.compile(r"(?:09|20|01|0A|0D)\s*(?=\S)")
"""The rest of a tab or a blank that a mail program wrote as "=09"."""
_INNER = re.compile(r"(?<=[^\W\d_]{3})[.,;]\d{1,3}(?=\s)")
"""A footnote's mark behind the end of a sentence within a span ("State Parks.6 The")."""
_ACRONYM = 4
_NEAR = 20_000
"""Characters on either side in which a name is searched again."""


def without_marks(text: str, span: Span) -> Span:
    """The span without footnote marks, years and numbers at its edges that are not part of the name.

    "8The", "¹Three", "*649Jane Roe" (the page of a reporter), "2011 Kestrel LLC", "¶ 1 Kestrel", "Kestrel Plan 2024".
    A street with a legal form keeps its number, also one that looks like a year ("2011 Birch Street LLC").
    """
    start, end = span.start, span.end
    if inner := _INNER.search(text, start, end):
        end = inner.start()
    if sign := _AFTER.search(text, start + 1, end):
        end = sign.start()
    if glued := _GLUED_AFTER.search(text, start, end):
        mark = Span(glued.start(), end)
        end = glued.end("word") if _is_note(text, mark, glued["word"], several=mark.start > start) else end
    if (number := _BEGUN.search(text, start + 1, end)) and _GOES_ON.match(text, end):
        end = number.start()
    if year := _ITS_YEAR.search(text, start + 1, end):
        end = year.start()
    for before in (_sign, _address, _page, _year, _number):
        start = before(text, Span(start, end))
    return Span(start, end)


def _sign(text: str, span: Span) -> int:
    match = _BEFORE.match(text, span.start, span.end)
    return match.end() if match else span.start


def _address(text: str, span: Span) -> int:
    """Start of the name after an address ("Reno, NV 89501, Kestrel LLP", "Reno, NV. Kestrel LLP")."""
    match = _ADDRESS.match(text, span.start, span.end)
    if match is None and text[max(0, span.start - len(",  ")) : span.start].rstrip().endswith(","):
        match = _STATE.match(text, span.start, span.end)
    return match.end() if match else span.start


def _page(text: str, span: Span) -> int:
    """Start of the name after digits without a space: a reporter's page ("*649Jane Roe") or a footnote's number."""
    escaped = _ESCAPED.match(text, span.start, span.end)
    if escaped and text[span.start - 1 : span.start] == "=":
        return escaped.end()
    glued = _GLUED.match(text, span.start, span.end)
    if glued is None:
        return span.start
    starred, mark = text[span.start - 1 : span.start] == "*", Span(span.start, glued.end("word"))
    marked = starred or _is_note(text, mark, glued["word"], several=mark.end < span.end)
    return glued.end() if marked else span.start


def _year(text: str, span: Span) -> int:
    match = _YEAR.match(text, span.start, span.end)
    return match.end() if match and not _STREET.search(text, match.end(), span.end) else span.start


def _number(text: str, span: Span) -> int:
    """Start of the name after the rest of an amount or the number of a paragraph ("1.00 Kestrel", "¶ 1 Kestrel")."""
    long = _LONG_NUMBER.match(text, span.start, span.end)
    if long and not _STREET.search(text, long.end(), span.end):
        return long.end()
    if amount := _AMOUNT.match(text, span.start, span.end):
        return amount.end()
    match = _NUMBER.match(text, span.start, span.end)
    before = text[max(0, span.start - len("00. ")) : span.start]
    return match.end() if match and _PARAGRAPH.search(before) else span.start


def _is_note(text: str, glued: Span, word: str, *, several: bool) -> bool:
    """Whether digits without a space beside a word are a footnote's mark.

    The word without them occurs elsewhere ("Okonski2"), or begins a sentence ("8The"), or it is no plain word, or
    one of several, and occurs once with these digits; "3Com" and "Motel6" occur with them again.

    Arguments:
        several: whether the name has more words.
    """
    if len(word) == 1 or word[0].islower():
        return False
    lower, surface = word.casefold(), glued.of(text)
    if lower in COMPANY_FORMS | SUFFIXES:
        return True
    if word.isupper() and len(word) <= _ACRONYM:
        return False  # "TC39" is a body
    if is_function_word(lower) or is_given(word):
        return True
    near = text[max(0, glued.start - _NEAR) : glued.end + _NEAR]
    if re.search(rf"(?<!\w){re.escape(word)}(?![^\W{_SIGNS}])", near):
        return True
    return (several or not is_english(lower)) and len(word) > 2 and near.count(surface) == 1
