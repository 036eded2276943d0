"""Names of several parts joined by particles: "Juan Etxebarria y Montalbán", "Tarek Abd El-Fattah"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from legalredact.detection.lexicon.word_lists import word_list
from legalredact.detection.spans.candidate import Candidate
from legalredact.detection.spans.span_shape import names_nobody
from legalredact.matching.text.dictionary import is_english
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.mention import Kind, Span, Tier

_GAP = r"(?:[ \t\u00a0]{1,2}|[ \t]*\n[ \t]*)"
_SMALL = (
    r"(?:(?i:de|del|dela|la|las|los|da|das|dos|di|della|bin|ibn|bint|ben|abu|abd|abdul|abdel|van|von|vom|zu|der|den|af|av"
    r"|al|el|ul|ur|as(?=-)|ash|ar|bat)|d['’])"
)
_CAP = rf"{CAPITAL}[\w'’-]+"
_SMALL_BETWEEN = re.compile(rf"(?:{_GAP}{_SMALL})+(?:{_GAP}|-)|[ ]y[ ]")
_MORE = re.compile(rf"(?:{_GAP}{_SMALL})+(?:{_GAP}|-)(?P<word>{_CAP})|[ ]y[ ](?P<surname>{_CAP})(?![ ]{CAPITAL})")
_ENDS_SMALL = re.compile(rf"{_GAP}{_SMALL}\Z")
_WORD = re.compile(rf"{_GAP}(?P<word>{_CAP})")
_BEFORE = re.compile(rf"(?<![\w'’.-])(?:(?:Abu|Umm|Ibn|Bin|Abd|Abdul)[ -]{_CAP}{_GAP}|(?:[A-Z]\.){{1,3}})\Z")


CUT_SHORT = word_list("given_names_cut_short")
"""Given names, abbreviated as clerks do: "Thos. Birdsong"."""


def compounded(text: str, names: Sequence[Candidate]) -> list[Candidate]:
    """The names, in order; names of people are extended over particles."""
    out: list[Candidate] = []
    for one in names:
        grown = _grown(text, one) if one.kind is Kind.PERSON else one
        before = out[-1] if out else None
        if before is not None and before.kind is one.kind is Kind.PERSON and _is_held(text, before.span, grown.span):
            span = Span(before.span.start, max(before.span.end, grown.span.end))
            tier = one.tier if before.tier is Tier.POSSIBLE else before.tier
            out[-1] = replace(before, span=span, role=before.role or one.role, tier=tier)
        elif before is None or grown.span.start >= before.span.end:
            out.append(grown)
    return out


def _is_held(text: str, before: Span, after: Span) -> bool:
    """Whether two names are one: they overlap now, or only particles are between them."""
    if after.start < before.end:
        return True
    between = text[before.end : after.start]
    if between.strip(" ") == "." and before.of(text).casefold() in CUT_SHORT:
        return True
    if between == " y " and len(after.of(text).split()) > 1:
        return False  # two people in Spanish
    return _SMALL_BETWEEN.fullmatch(between) is not None


def _grown(text: str, one: Candidate) -> Candidate:
    """The name with the words after a particle, and with "Abu Bakr" or initials before it."""
    start, end = one.span.start, one.span.end
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before is not None:
        start = before.start()
    if _ENDS_SMALL.search(text[start:end]):
        end = _with_words(text, end)
    while (more := _MORE.match(text, end)) is not None and _is_name(more["word"] or more["surname"]):
        end = _with_words(text, more.end())
    return replace(one, span=Span(start, end))


def _with_words(text: str, end: int) -> int:
    """End of the capitalized words that continue on the same line."""
    for _ in range(2):
        word = _WORD.match(text, end)
        if word is None or "\n" in word.group() or not _is_name(word["word"]):
            break
        end = word.end()
    return end


def _is_name(word: str) -> bool:
    return not (names_nobody(word) or is_english(word.casefold()))
