"""The language of a copy: what the original states, if it is a plain language tag, else English if its text is."""

import re

import pymupdf

from legalredact.redaction.pdf.page import BROKEN

_TAG = re.compile(r"([A-Za-z]{2})(?:[-_]([A-Za-z]{2}))?")
_LANGUAGES = frozenset("de en es fr it nl pl pt ru uk zh ja ko ar hi vi tl".split())
_COUNTRIES = frozenset("US GB CA AU NZ IE IN DE AT CH FR BE ES MX IT NL PL PT BR RU UA CN TW JP KR PH VN".split())

_ENGLISH = frozenset("the of and to in that is for by with as was be this not are or".split())
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST, _SHARE = 40, 0.2
"""Words from which a text is judged, and the share of the commonest English words from which it is English."""


def language_of(document: pymupdf.Document) -> str:
    """The language that a PDF states, such as ``en-US``; empty if none, or anything that is no common language.

    Only tags made of these parts are carried over, since the entry may hold any text.
    """
    try:
        _, stated = document.xref_get_key(document.pdf_catalog(), "Lang")
    except BROKEN:
        return ""
    found = _TAG.fullmatch(str(stated))
    if found is None or found[1].lower() not in _LANGUAGES:
        return ""
    country = (found[2] or "").upper()
    return f"{found[1].lower()}-{country}" if country in _COUNTRIES else found[1].lower()


def is_english(text: str) -> bool:
    """Whether enough of a text's words are the commonest English ones."""
    words = _WORD.findall(text.casefold())
    return len(words) >= _FEWEST and sum(word in _ENGLISH for word in words) >= _SHARE * len(words)
