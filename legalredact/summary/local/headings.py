"""Headings of sections, and items of lists."""

import re

from legalredact.matching.facts.find import FactKind, facts
from legalredact.model.token import TOKEN

_LONGEST = 120
_MARKED = re.compile(
    r"(?:(?:[IVXL]{1,5}|[A-Z]|\d{1,2})[.:)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|(?:Article|Section"
    r"|ARTICLE|SECTION)\s[\dIVXL.]{1,6}[.:)]?)\s+\S"
)
_CLOSING = re.compile(r"(?:Dear|Sincerely|Respectfully|Very truly|Yours|Attorneys?\b|Counsel\b|Fed\.|Via\b)", re.I)
_FIGURES = frozenset({FactKind.DATE, FactKind.AMOUNT, FactKind.CASE_NUMBER})
_ENDS = re.compile(r"[.,;?!]$")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("a an and as at by for from in of on or the to v vs with".split())
_ITEM = re.compile(r"^\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")


def is_item(line: str) -> bool:
    """Whether a line begins with the number or letter of an item: "(1)", "b.", "iv)"."""
    return _ITEM.match(line) is not None


def is_heading(line: str) -> bool:
    """Whether a line is a heading: in capitals, or with most words capitalized and no period, or numbered so."""
    plain = TOKEN.sub("", line).strip()
    words = _WORD.findall(plain)
    if not words or len(line) > _LONGEST or len("".join(words)) < 4:
        return False
    if plain.isupper():
        return not any(fact.kind is FactKind.DATE for fact in facts(line)) and len(words) > plain.count("/")
    if TOKEN.search(line) and not _MARKED.match(line):
        return False
    if ":" in line[:-1] or _CLOSING.match(line) or any(fact.kind in _FIGURES for fact in facts(line)):
        return False
    counted = [word for word in words if word.casefold() not in _SMALL]
    named = sum(word[0].isupper() for word in counted) >= 0.8 * len(counted) and bool(counted)
    return named and not _ENDS.search(line) and (len(words) <= 10 or _MARKED.match(line) is not None)
