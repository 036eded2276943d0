"""Weighs what rules and models propose: where each name begins and ends, what it is, how sure.

The model sees one place at a time. Here all places of a word in the document vote, and the dictionary is asked, so
that "Appellees" is dropped wherever it stands and "Standard" is kept wherever it is the company.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from legalredact.detection.candidate import Candidate
from legalredact.detection.governments import is_court, is_government, is_sovereign
from legalredact.detection.ner import Reading
from legalredact.detection.parties import kind_of
from legalredact.detection.surface import (
    is_acronym,
    is_address,
    is_heading_word,
    is_ordinary,
    names_nobody,
    trimmed,
    words,
)
from legalredact.model.mention import Kind, Role, Span, Tier

_STRONG = frozenset({"legal form", "caption", "title", "sworn", "signature", "defined term", "header", "last first"})
"""Rules that need no consent of the model."""
_WORDS_SURE, _WORD_SURE, _ACRONYM_SURE = 0.6, 0.85, 0.9
"""Mean chance, over all places, from which dictionary words, a single one of them, or an abbreviation are a name."""
_DASHED = re.compile(r"\S(?:(?!\s+[-–—]\s)[\s\S])*")
_PEOPLE = re.compile(r"\S(?:(?!\s+(?:[-–—]|and|AND|&)\s)[\s\S])*")
_STREET = re.compile(
    r"\s{1,3}(?:Street|Avenue|Road|Boulevard|Lane|Drive|Parkway|Highway|Plaza|Turnpike)\b", re.IGNORECASE
)
_OWNED = re.compile(r"\w{2,}['’]s(?=\s+\w)", re.IGNORECASE)
"""A person's name ends at a possessive ("Alder's Employment")."""
_LINES = re.compile(r"[^\n]+")
_LINKS = 0.8
"""Chance from which a longer name speaks for its parts."""


def weigh(
    text: str, reading: Reading, candidates: Iterable[Candidate], cited: frozenset[str] = frozenset()
) -> list[Candidate]:
    """Names that do not overlap, in order, with their kinds and tiers.

    Arguments:
        cited: what precedents are called in short; these alone are nobody in the matter.
    """
    proper = [c for candidate in candidates for one in _apart(text, candidate) if (c := _proper(text, one)) is not None]
    return _graded(text, reading, _joined(text, proper), cited)


def _apart(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """The names that the model took for one: "Jane Roe and John Roe", "Jane Roe ⏎ Alder Birch" of an address."""
    person = candidate.kind is Kind.PERSON and candidate.source == "model"
    for part in (_PEOPLE if person else _DASHED).finditer(text, candidate.span.start, candidate.span.end):
        lines = list(_LINES.finditer(text, part.start(), part.end()))
        if person and len(lines) == 2 and min(len(words(line.group())) for line in lines) > 1:
            yield from (replace(candidate, span=Span(*m.span()), kind=kind_of(m.group().strip())) for m in lines)
        else:
            yield replace(candidate, span=Span(*part.span()))


def _proper(text: str, candidate: Candidate) -> Candidate | None:
    """The candidate cut to the name in it; None if there is none."""
    owned = _OWNED.search(text, candidate.span.start, candidate.span.end) if candidate.kind is Kind.PERSON else None
    span = trimmed(text, Span(candidate.span.start, owned.end()) if owned else candidate.span)
    if span is None:
        return None
    surface = span.of(text)
    if names_nobody(surface) and candidate.source not in ("defined term", "caption"):
        return None
    if candidate.source == "model" and _STREET.match(text, span.end):
        return None
    if is_court(surface) and candidate.source != "legal form":
        return None
    return replace(candidate, span=span)


def _joined(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for each group of overlapping ones."""
    ordered = sorted(candidates, key=lambda c: (c.span.start, -c.span.end))
    return [one for group in _touching(ordered) for one in _settled(text, group)]


def _touching(ordered: Iterable[Candidate]) -> list[list[Candidate]]:
    """Groups of candidates that overlap one another."""
    groups: list[list[Candidate]] = []
    end = -1
    for one in ordered:
        if not groups or one.span.start >= end:
            groups.append([])
            end = one.span.end
        groups[-1].append(one)
        end = max(end, one.span.end)
    return groups


def _settled(text: str, group: Sequence[Candidate]) -> list[Candidate]:
    """What a group of overlapping candidates comes to, one name or two beside each other."""
    if len(group) == 1:
        return list(group)
    group = _unlinked(text, group)
    parts = _touching(group)
    if len(parts) > 1:
        return [one for part in parts for one in _settled(text, part)]
    person = _person_before(text, group)
    if person is not None:
        rest = [c for c in group if c.span.end > person.span.end]
        rest = [replace(c, span=Span(max(c.span.start, person.span.end), c.span.end)) for c in rest]
        rest = [c for c in (_proper(text, c) for c in rest) if c is not None]
        return [person, *(_settled(text, rest) if rest else [])]
    return [_united(group)]


def _unlinked(text: str, group: Sequence[Candidate]) -> list[Candidate]:
    """Without what a rule added to a body's name: "Committee of Creditors" of "Acme Holdings, Inc." are two names."""
    read = [c for c in group if c.source in ("model", "legal form")]
    cut = (_without_linked(text, one, read) if one.source in ("head", "government") else one for one in group)
    proper = [c for c in (_proper(text, c) for c in cut) if c is not None]
    return sorted(proper, key=lambda c: (c.span.start, -c.span.end))


def _without_linked(text: str, body: Candidate, read: Sequence[Candidate]) -> Candidate:
    """The body's name up to where another one begins, unless the model has read both as one."""
    first = min((c.span.start for c in read if _linked_to(text, body.span, c.span)), default=body.span.end)
    if any(c.span.start <= body.span.start + 4 and c.span.end > first for c in read):
        return body
    return replace(body, span=Span(body.span.start, first))


def _linked_to(text: str, body: Span, name: Span) -> bool:
    """Whether a name begins inside a body's name, after "of" or "for"."""
    return (
        body.start < name.start < body.end
        and re.search(r"\b(?:of|for)\s+(?:the\s+)?\Z", text[body.start : name.start]) is not None
    )


def _person_before(text: str, group: Sequence[Candidate]) -> Candidate | None:
    """A person on one line whose name a rule took for the beginning of the organization on the next line."""
    for one in group:
        if one.kind is Kind.PERSON and one.source in ("model", "title"):
            longer = [c for c in group if c.kind is not Kind.PERSON and c.span.end > one.span.end]
            between = text[one.span.end : one.span.end + 3]
            if longer and ("\n" in between or all(c.source in ("head", "government") for c in longer)):
                return one
    return None


def _united(group: Sequence[Candidate]) -> Candidate:
    span = Span(min(c.span.start for c in group), max(c.span.end for c in group))
    best = max(
        group, key=lambda c: (c.source == "legal form", c.source in _STRONG, c.tier is Tier.SUGGESTED, len(c.span))
    )
    government = [c for c in group if c.kind is Kind.GOVERNMENT and len(c.span) * 10 >= len(span) * 8]
    kind = Kind.GOVERNMENT if government and best.source not in _STRONG else best.kind
    tier = Tier.SUGGESTED if any(c.tier is Tier.SUGGESTED for c in group) else Tier.POSSIBLE
    role = next((c.role for c in group if c.role is not None), None)
    chance = max((c.chance for c in group if c.source == "model"), default=best.chance)
    return Candidate(span, kind, best.source, tier, role, chance)


def _graded(text: str, reading: Reading, candidates: Sequence[Candidate], cited: frozenset[str]) -> list[Candidate]:
    """Each with the tier that the whole document speaks for."""
    linked = _links(text, candidates)
    tiers: dict[str, Tier] = {}
    graded = []
    for one in candidates:
        surface = one.span.of(text)
        if one.source in _STRONG or one.kind is Kind.GOVERNMENT or one.tier is Tier.POSSIBLE:
            graded.append(_as_government(surface, one))
            continue
        if surface not in tiers:
            tiers[surface] = _tier(text, reading, surface, linked, cited)
        tier = Tier.POSSIBLE if _is_heading(text, one.span) else tiers[surface]
        graded.append(_as_government(surface, replace(one, tier=tier)))
    return graded


def _tier(text: str, reading: Reading, surface: str, linked: Container[tuple[str, ...]], cited: frozenset[str]) -> Tier:
    """How sure a surface is that only the model, or a weak rule, has seen."""
    parts = tuple(words(surface))
    if surface.islower() and any(c.isupper() for c in text):
        return Tier.POSSIBLE
    if parts in linked:
        return Tier.SUGGESTED
    if " ".join(surface.split()) in cited or is_heading_word(surface) or is_address(surface):
        return Tier.POSSIBLE
    if is_acronym(surface):
        return _from(_ACRONYM_SURE, text, reading, surface)
    if is_ordinary(surface):
        if len(parts) == 1 and re.search(rf"(?<!\w){re.escape(parts[0])}(?!\w)", text):
            return Tier.POSSIBLE  # it stands there in lower case too
        return _from(_WORD_SURE if len(parts) == 1 else _WORDS_SURE, text, reading, surface)
    return Tier.SUGGESTED


def _from(least: float, text: str, reading: Reading, surface: str) -> Tier:
    return Tier.SUGGESTED if _mean_chance(text, reading, surface) >= least else Tier.POSSIBLE


def _is_heading(text: str, span: Span) -> bool:
    """Whether a letter and a dictionary word are a heading of their own line ("D. Gambling")."""
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    rest = text[span.end : span.end + 40].split("\n", maxsplit=1)[0]
    return (
        not line.strip()
        and not rest.strip()
        and re.match(r"[A-Z]\.\s+\w+\Z", span.of(text)) is not None
        and is_ordinary(span.of(text)[2:])
    )


def _links(text: str, candidates: Iterable[Candidate]) -> frozenset[tuple[str, ...]]:
    """Words that belong to a longer name of the document: surnames, first words of companies."""
    found: set[tuple[str, ...]] = set()
    for one in candidates:
        parts = tuple(words(one.span.of(text)))
        if one.tier is Tier.POSSIBLE or (one.source not in _STRONG and one.chance < _LINKS):
            continue
        if len(parts) > 1 and one.kind is Kind.PERSON:
            found.add(parts[-1:])
        elif len(parts) > 1:
            found.update(parts[:n] for n in range(1, len(parts)))
        elif one.source in _STRONG:
            found.add(parts)
    return frozenset(found)


def _mean_chance(text: str, reading: Reading, surface: str) -> float:
    """The model's opinion of a surface over all its places in the document."""
    places = [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text)]
    return sum(map(reading.chance, places)) / len(places) if places else 0.0


def _as_government(surface: str, one: Candidate) -> Candidate:
    """Government bodies are *possible* and kept, a body that is a party is *suggested*, a sovereign never is."""
    if one.kind is Kind.PERSON or not (one.kind is Kind.GOVERNMENT or is_government(surface)):
        return one
    party = one.role is Role.PARTY and not is_sovereign(surface)
    return replace(one, kind=Kind.GOVERNMENT, tier=Tier.SUGGESTED if party else Tier.POSSIBLE)
