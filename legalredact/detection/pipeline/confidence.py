"""Confidence of each name, judged over the complete document.

The model sees one place at a time. Here all places of a word vote, together with the dictionary. So "Appellees" is
dropped everywhere, and "Standard" is kept everywhere if it is the company.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from legalredact.detection.lexicon.gazetteers import ABBREVIATIONS, JOBS, WORDS_AND_GIVEN_NAMES
from legalredact.detection.lexicon.nicknames import is_given
from legalredact.detection.model.ner import WordScores
from legalredact.detection.pipeline.lowercase_names import is_typed_small
from legalredact.detection.rules.eponyms import eponyms
from legalredact.detection.rules.foreign import is_abroad, names_country
from legalredact.detection.rules.governments import is_government, is_sovereign
from legalredact.detection.rules.titles import title_before
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.span_shape import (
    is_acronym,
    is_heading_word,
    is_ordinary,
    places_of,
    words,
)
from legalredact.matching.names.agent_context import is_acting
from legalredact.matching.names.titled_names import has_title
from legalredact.matching.text.normal import key_of
from legalredact.model.mention import Kind, Role, Span, Tier

STRONG = frozenset(
    {
        Source.LEGAL_FORM,
        Source.CAPTION,
        Source.TITLE,
        Source.SIGNATURE,
        Source.DEFINED_TERM,
        Source.HEADER,
        Source.LAST_FIRST,
        Source.INITIALS,
    }
)
"""Rules whose candidates count even if the model disagrees."""
_WORDS_SURE, _WORD_SURE, _ACRONYM_SURE = 0.5, 0.5, 0.4
"""Mean chance, over all places, from which dictionary words, a single one of them, or an abbreviation are a name."""
_SHOUTED = 3
"""Longest word that is an abbreviation where everything is in capitals."""
_TYPED_SURE = 0.95
"""The same if it also occurs in lower case, but seldom, as people type who use no capitals."""
_GIVEN_SURE = 0.5
"""The same if it is a given name too ("Sally", "Ken")."""
_ADDRESS = re.compile(r"[\w.+-]*@\w")
_CELL_SURE = 0.98
"""The same for a dictionary word that is alone on each of its lines."""
_SENTENCE = 5
"""Fewest words of a line that may be a sentence."""
_PART = re.compile(
    r"\b(?:Defendant|DEFENDANT|Plaintiff|PLAINTIFF|Respondent|RESPONDENT|Petitioner|PETITIONER|Claimant|CLAIMANT),?\s+\Z"
)
_LINKS = 0.8
"""Chance from which a longer name is evidence for its parts."""
PAYMENTS = frozenset({"zelle", "venmo"})
"""Names of payment services, in any case of letters."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})


def graded(text: str, reading: WordScores, candidates: Sequence[Candidate], cited: frozenset[str]) -> list[Candidate]:
    """The candidates, each with the tier that the complete document supports.

    Arguments:
        candidates: in order, not overlapping.
        cited: short names of precedents.
    """
    linked, abroad = _links(text, candidates), is_abroad(text)
    nobody = frozenset(map(key_of, (*cited, *eponyms(text))))
    tiers: dict[str, Tier] = {}
    graded = []
    for read in candidates:
        surface = read.span.of(text)
        one = _as_party(text, read)
        if one.source in STRONG or one.kind is Kind.GOVERNMENT or one.tier is Tier.POSSIBLE:
            graded.append(_as_government(surface, one, abroad=abroad))
            continue
        if surface not in tiers:
            tiers[surface] = _tier(text, reading, surface, linked, nobody)
        country = one.kind is Kind.ORGANIZATION and names_country(surface)
        tier = Tier.POSSIBLE if country else tiers[surface]
        graded.append(_as_government(surface, replace(one, tier=tier), abroad=abroad))
    return graded


def _tier(
    text: str, reading: WordScores, surface: str, linked: Container[tuple[str, ...]], nobody: Container[str]
) -> Tier:
    """Tier of a surface that only the model, or a weak rule, has found.

    Arguments:
        linked: words of longer names.
        nobody: keys of short names of precedents, and of people after whom signs and diseases are named.
    """
    parts = tuple(words(surface))
    if surface.islower() and any(c.isupper() for c in text):
        return _tier_of_small(text, reading, surface, nobody)
    if parts in linked:
        return Tier.SUGGESTED
    if key_of(surface) in nobody or is_heading_word(surface):
        return Tier.POSSIBLE
    if (surface.isupper() and key_of(surface) in ABBREVIATIONS) or key_of(surface) in PAYMENTS:
        return Tier.POSSIBLE
    if is_acronym(surface) and not (len(surface) > _SHOUTED and text.isupper()):
        return _from(_ACRONYM_SURE, text, reading, surface)
    if not all(is_ordinary(word) or (word.upper() in surface and word in ABBREVIATIONS) for word in _uncounted(parts)):
        return Tier.SUGGESTED
    if len(parts) == 1:
        return _tier_of_word(text, reading, surface)
    if parts[-1] in JOBS:
        return Tier.POSSIBLE
    return _from(_WORDS_SURE, text, reading, surface)


def _tier_of_small(text: str, reading: WordScores, surface: str, nobody: Container[str]) -> Tier:
    """Tier of a name in lower case."""
    places, chance = places_of(text, surface), _mean_chance(text, reading, surface)
    typed = key_of(surface) not in nobody and is_typed_small(text, places, surface, chance)
    return Tier.SUGGESTED if typed or _has_title(text, surface) else Tier.POSSIBLE


def _uncounted(parts: Sequence[str]) -> Sequence[str]:
    """Without a number before dictionary words: "792 Boards of Oak" is a quantity."""
    return parts[1:] if len(parts) > 1 and parts[0].isdigit() else parts


def _has_title(text: str, surface: str) -> bool:
    """Whether writers without capitals put "mr." before it ("mr. pablo colunga never showed up")."""
    return any(title_before(text, place) in _TITLES for place in places_of(text, surface))


def _tier_of_word(text: str, reading: WordScores, word: str) -> Tier:
    """Tier of a dictionary word: a capital within a sentence is stronger evidence than one at the start of a cell."""
    places = _places(text, word)
    small = [place for place in places_of(text, word.casefold()) if not _in_address(text, place)]
    if len(small) * 2 > len(places) or (small and _mean_chance(text, reading, word) < _TYPED_SURE):
        return Tier.POSSIBLE  # it occurs there in lower case too
    if not all(_heads_cell(text, place) for place in places):
        acts = any(is_acting(text, place) for place in places)
        given = is_given(word) or (acts and word.casefold() in WORDS_AND_GIVEN_NAMES)
        return _from(_GIVEN_SURE if given else _WORD_SURE, text, reading, word)
    alone = all(words(_line(text, place).of(text)) == words(word) for place in places)
    return _from(_CELL_SURE, text, reading, word) if alone else Tier.POSSIBLE


def _in_address(text: str, place: Span) -> bool:
    """Whether it is part of an e-mail address, which has no capitals."""
    return _ADDRESS.match(text, place.end) is not None or text[place.start - 1 : place.start] == "@"


def _heads_cell(text: str, place: Span) -> bool:
    """Whether a word begins a line of few words."""
    line = _line(text, place)
    return not text[line.start : place.start].strip() and len(line.of(text).split()) < _SENTENCE


def _line(text: str, place: Span) -> Span:
    end = text.find("\n", place.end)
    return Span(text.rfind("\n", 0, place.start) + 1, end if end >= 0 else len(text))


def _from(least: float, text: str, reading: WordScores, surface: str) -> Tier:
    return Tier.SUGGESTED if _mean_chance(text, reading, surface) >= least else Tier.POSSIBLE


def _links(text: str, candidates: Iterable[Candidate]) -> frozenset[tuple[str, ...]]:
    """Words that are part of a longer name in the document: surnames, first words of companies."""
    found: set[tuple[str, ...]] = set()
    for one in candidates:
        parts = tuple(words(one.span.of(text)))
        if one.tier is Tier.POSSIBLE or (one.source not in STRONG and one.chance < _LINKS):
            continue
        if has_title(one.span.of(text)):
            continue  # the word alone stays a word
        if len(parts) > 1 and one.kind is Kind.PERSON:
            found.add(parts[-1:])
        elif len(parts) > 1:
            found.update(parts[:n] for n in range(1, len(parts)))
        elif one.source in STRONG:
            found.add(parts)
    return frozenset(found)


def _mean_chance(text: str, reading: WordScores, surface: str) -> float:
    """The model's opinion of a surface over all its places in the document."""
    places = _places(text, surface)
    return sum(map(reading.chance, places)) / len(places) if places else 0.0


def _places(text: str, surface: str) -> list[Span]:
    """Places as complete words; only if there is none, those beside a footnote's mark ("8Kestrel")."""
    glued = (Span(at, at + len(surface)) for at in _starts(text, surface))
    return places_of(text, surface) or list(glued)


def _starts(text: str, surface: str) -> Iterator[int]:
    at = text.find(surface)
    while at >= 0:
        yield at
        at = text.find(surface, at + 1)


def _as_party(text: str, one: Candidate) -> Candidate:
    """A public body is a party if a party's role comes before it: "Defendant Alder Water District"."""
    if one.kind is not Kind.GOVERNMENT or one.role is not None:
        return one
    before = text[max(0, one.span.start - len("respondent, ")) : one.span.start]
    return replace(one, role=Role.PARTY) if _PART.search(before) else one


def _as_government(surface: str, one: Candidate, *, abroad: bool) -> Candidate:
    """Government bodies are *possible* and kept; parties, and named bodies abroad, are *suggested*.

    Sovereigns are never suggested.
    """
    if one.kind is Kind.PERSON or not (one.kind is Kind.GOVERNMENT or is_government(surface)):
        return one
    sure = (one.role is Role.PARTY or (abroad and _is_named(surface))) and not is_sovereign(surface)
    return replace(one, kind=Kind.GOVERNMENT, tier=Tier.SUGGESTED if sure else Tier.POSSIBLE)


def _is_named(surface: str) -> bool:
    """Whether the name of a body abroad has more than a country, or than one dictionary word ("Council")."""
    word = len(words(surface)) == 1 and is_ordinary(surface) and not surface.isupper()
    return not (word or names_country(surface) or is_heading_word(surface))
