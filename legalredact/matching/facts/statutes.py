"""Statutes, rules and articles of law, each with one canonical value such as ``28usc:1332(a)`` or ``rule:12(b)(6)``."""

import re
from collections.abc import Iterator

from legalredact.matching.facts.fact import Fact, FactKind
from legalredact.model.mention import Span

_SECTION = (
    r"\d{1,5}[A-Za-z]{0,2}(?:[.:–‑-]\d{1,5}[A-Za-z]{0,3}){0,3}(?!\w)"
    r"(?:\s?\((?!(?:19|20)\d\d\))[A-Za-z0-9]{1,5}\)){0,6}"
)
_LIST = rf"(?P<sections>{_SECTION}(?:(?:,|,?\sand|\s&|–)\s{{0,40}}{_SECTION}(?!\s[A-Z])){{0,8}})"

_CODED = re.compile(
    r"(?<![\w.])(?P<title>\d{1,3})\s{1,40}(?P<code>U\.?\s?S\.?\s?C\.?\s?(?:A\.?|S\.?)?|C\.?\s?F\.?\s?R\.?|Fed\.\sReg\.)"
    rf"\s{{0,40}}(?:§{{1,2}}|[Ss]ec(?:tion|\.)s?|Part|pt\.)?\s{{0,40}}{_LIST}"
)
_SIGNED = re.compile(rf"§{{1,2}}\s{{0,40}}{_LIST}")
_NAMED = re.compile(
    r"\b(?P<word>Sections?|SECTIONS?|Secs?\.|Rules?|RULES?|Articles?|ARTICLES?|Arts?\.|Amendments?|Chapters?|CHAPTERS?|Ch\."
    rf"|Title|Part|section|L\.\s?A\.\s?R\.|LAR|FRCP|FRE|FRAP)\s{{1,40}}(?:{_LIST}|(?P<roman>[IVXL]{{1,7}})\b)"
)
_RULES = re.compile(
    r"\bFed(?:eral|\.)\s?R(?:ules?|\.)\s?(?:of\s)?(?:Civ(?:il|\.)|Crim(?:inal|\.)|App(?:ellate|\.)|Bankr(?:uptcy|\.)"
    rf"|Evid(?:ence|\.))\s?(?:P(?:rocedure|\.))?\s{{0,40}}{_LIST}"
)


def statutes(text: str) -> Iterator[Fact]:
    """Every provision of law that `text` cites, full forms first; a list of sections has one value per section."""
    for match in _CODED.finditer(text):
        code = match["title"] + re.sub(r"[^a-z]", "", match["code"].lower())[:3]
        yield from _sections(match, code)
    for match in _RULES.finditer(text):
        yield from _sections(match, "rule")
    for match in _SIGNED.finditer(text):
        yield from _sections(match, "")
    for match in _NAMED.finditer(text):
        yield from _sections(match, _word(match["word"]))


def within_law(value: str, other: str) -> bool:
    """Whether provision `other` is `value` or a part of it, as far as both name their code.

    Arguments:
        value, other: canonical, as returned by `statutes`.
    """
    code, _, section = value.rpartition(":")
    other_code, _, other_section = other.rpartition(":")
    same_code = not code or not other_code or code == other_code
    return same_code and (other_section == section or other_section.startswith(f"{section}("))


def _word(word: str) -> str:
    """Canonical word before a number; empty for sections, which are the default."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain.startswith(("rule", "lar", "frcp", "fre", "frap")):
        return "rule"
    if plain.startswith("art"):
        return "article"
    return "" if plain.startswith("sec") else plain.removesuffix("s")


def _sections(match: re.Match[str], code: str) -> Iterator[Fact]:
    """One result per section; the first includes the words before it in its span."""
    if match.groupdict().get("roman"):
        yield Fact(Span(*match.span()), FactKind.STATUTE, f"{code}:{match['roman'].lower()}")
        return
    start, offset = match.start(), match.start("sections")
    for section in re.finditer(_SECTION, match["sections"]):
        value = re.sub(r"[–‑]", "-", re.sub(r"\s", "", section[0])).lower()
        yield Fact(Span(start, offset + section.end()), FactKind.STATUTE, f"{code}:{value}" if code else value)
        start = offset + section.end() + 1
