"""Finds each known name, its surname and its company's short name, at all other places of the document."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from legalredact.detection.lexicon.gazetteers import ABBREVIATIONS, GENERIC, INSTITUTIONS, TRADES
from legalredact.detection.lexicon.name_parsing import surname_of
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.span_shape import (
    has_form,
    is_heading_word,
    is_ordinary,
    names_law,
    names_nobody,
    words,
)
from legalredact.matching.names.company_spellings import without_form
from legalredact.matching.names.finder import NameFinder
from legalredact.matching.text.letters import CAPITAL
from legalredact.matching.text.normal import key_of
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Kind, Span, Tier

_FOUND_AGAIN = frozenset({Source.PROPAGATED, Source.NAMESAKE})
_GIVEN = re.compile(rf"(?<![\w.'’-])(?P<name>{CAPITAL}[^\W\d_]+(?:[ ]+[^\W\d_]\.)?)[ ]+\Z")


def propagated(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, and all other places of their names; in order, not overlapping.

    A longer place replaces a shorter one. All places of one surface get the strongest of their tiers.
    """
    owners = _owners(text, candidates)
    finder = NameFinder((str(i), spelling, owner.kind) for i, (spelling, owner) in enumerate(owners.items()))
    table = list(owners.values())
    places = (_place(text, one.span, table[int(one.owner)]) for one in finder.longest(text))
    found = [one for one in places if one.tier is Tier.SUGGESTED or not names_law(text, one.span)]
    return _agreed(text, _together(text, _merged(text, candidates, found)))


def _agreed(text: str, names: Sequence[Candidate]) -> list[Candidate]:
    """All places of a name, with the strongest of their tiers."""
    suggested = {key_of(one.span.of(text)) for one in names if one.tier is Tier.SUGGESTED}
    return [replace(one, tier=Tier.SUGGESTED) if key_of(one.span.of(text)) in suggested else one for one in names]


def _together(text: str, names: Sequence[Candidate]) -> list[Candidate]:
    """A first name and a surname that were found separately, next to each other, are one name."""
    surnames = {words(one.span.of(text))[-1] for one in names if one.kind is Kind.PERSON and _is_whole(text, one)}
    out: list[Candidate] = []
    for one in names:
        before = out[-1] if out else None
        if (
            before is not None
            and text[before.span.end : one.span.start] == " "
            and _are_one(text, before, one, surnames)
        ):
            tier = Tier.SUGGESTED if Tier.SUGGESTED in (before.tier, one.tier) else Tier.POSSIBLE
            span = Span(before.span.start, one.span.end)
            out[-1] = replace(before, span=span, kind=Kind.PERSON, tier=tier, role=before.role or one.role)
        else:
            out.append(one)
    return out


def _is_whole(text: str, one: Candidate) -> bool:
    return len(words(one.span.of(text))) > 1


def _are_one(text: str, before: Candidate, one: Candidate, surnames: Container[str]) -> bool:
    """Whether two people are one: a name before a surname that was found again, of whatever kind the name is; or a
    name of several words before a single word that is somebody's surname ("EARLINE ROE GAINES").
    """
    people = before.kind is Kind.PERSON or (before.kind is Kind.ORGANIZATION and before.tier is Tier.POSSIBLE)
    if text[before.span.end : one.span.start] != " " or one.kind is not Kind.PERSON or not people:
        return False
    found_again, surname = _FOUND_AGAIN & {before.source, one.source}, words(one.span.of(text))
    if found_again:
        again = one.source in _FOUND_AGAIN and one.tier is Tier.SUGGESTED and len(surname) == 1
        first = not _is_whole(text, before) and key_of(before.span.of(text)) not in ABBREVIATIONS
        return (before.tier is one.tier and before.kind is Kind.PERSON) or (again and first)
    alone = before.source == one.source == Source.MODEL and _is_whole(text, before) and len(surname) == 1
    return alone and before.tier is one.tier and surname[0] in surnames


def _place(text: str, span: Span, owner: Candidate) -> Candidate:
    """A place of a known name; a surname after another given name belongs to a relative or a namesake."""
    if owner.kind is Kind.PERSON and len(words(span.of(text))) == 1 and len(words(owner.span.of(text))) > 1:
        given = _GIVEN.search(text, max(0, span.start - 40), span.start)
        if given and not is_ordinary(given.group("name")) and not names_nobody(given.group("name")):
            return Candidate(Span(given.start("name"), span.end), Kind.PERSON, Source.NAMESAKE, owner.tier)
    return Candidate(span, owner.kind, Source.PROPAGATED, owner.tier, owner.role)


def _owners(text: str, candidates: Iterable[Candidate]) -> dict[str, Candidate]:
    """Spelling → the candidate it comes from."""
    best: dict[str, Candidate] = {}
    singles = {c.span.of(text) for c in candidates if c.tier is Tier.SUGGESTED and " " not in c.span.of(text)}
    for one in sorted(candidates, key=lambda c: c.tier is Tier.POSSIBLE):
        surface = one.span.of(text)
        if len(surface) > 1 and not (one.tier is Tier.POSSIBLE and is_heading_word(surface)):
            best.setdefault(surface, one)
    for surface, one in list(best.items()):
        for short in _short(surface, one, singles):
            best.setdefault(short, one)
    return best


def _short(surface: str, one: Candidate, singles: Iterable[str]) -> Iterator[str]:
    if one.tier is Tier.POSSIBLE or len(words(surface)) < 2:
        return
    if one.kind is Kind.PERSON:
        short = surname_of(surface)
        if short and (not is_ordinary(short) or short in singles):
            yield short
        if short and not is_ordinary(short) and not is_ordinary(f"{short}s"):
            yield f"{short}s"  # "the Okonjos"
    elif has_form(surface):
        core = without_form(surface)
        if len(words(core)) > 1 or not is_ordinary(core):
            yield core
        distinct = core.split()
        while len(distinct) > 1 and words(distinct[-1]) and words(distinct[-1])[0] in GENERIC | INSTITUTIONS | TRADES:
            distinct = distinct[:-1]  # "Bright Quay" of "Bright Quay Capital Partners, LP"
        short = " ".join(distinct).rstrip(",")
        if len(distinct) > 1 and short != core and not names_nobody(short):
            yield short


def _merged(text: str, candidates: Sequence[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """All candidates without overlaps: the longest stay, and those found directly come before propagated ones."""
    taken = CoveredRanges(len(text))
    kept: list[Candidate] = []
    for one in sorted([*candidates, *found], key=lambda c: (-len(c.span), c.source in _FOUND_AGAIN, c.span.start)):
        if not taken.overlap(one.span):
            kept.append(one)
            taken.cover(one.span)
    return sorted(kept, key=lambda c: c.span)
