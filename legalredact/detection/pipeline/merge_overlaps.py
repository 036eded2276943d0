"""Merges overlapping candidates of rules and model: decides where each name begins and ends, and its kind.

`confidence` then decides the tier.
"""

import bisect
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from legalredact.detection.lexicon.gazetteers import PROFESSIONS, SUFFIXES
from legalredact.detection.pipeline.confidence import STRONG
from legalredact.detection.pipeline.coordination import in_two_cells
from legalredact.detection.rules.courts import is_court
from legalredact.detection.rules.governments import is_government
from legalredact.detection.rules.initials import is_called_child
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.fact_shapes import is_fact
from legalredact.detection.spans.span_shape import is_acronym, is_district, names_law, names_nobody, trimmed
from legalredact.detection.spans.strip_affixes import heads_statement
from legalredact.matching.names.titled_names import has_title
from legalredact.matching.text.letters import CAPITAL
from legalredact.model.mention import Kind, Span, Tier

_STREET = re.compile(
    r"\s{1,3}(?:Street|Avenue|Road|Boulevard|Lane|Drive|Parkway|Highway|Plaza|Turnpike)\b", re.IGNORECASE
)
_SERIES = re.compile(
    r"(?:(?<=[Tt]rust)|(?<=TRUST)|(?<=[Tt]rust 20\d\d)|(?<=TRUST 20\d\d)),?(?:[ ]Series)?(?:[ ]20\d\d)?-[A-Z\d]{1,6}\b"
)
"""The number of a trust that holds mortgages: "Acme Trust 2007-3"."""
_BEFORE_NAME = re.compile(rf"[ ]{CAPITAL}[\w'’-]+")
_MAGISTRATE, _JUDGE = re.compile(r"Mag(?:is)?|MAG(?:IS)?"), re.compile(r"\.\s+(?i:judge)\b")
"""An abbreviated magistrate judge: "Mag. Judge Roe"."""
_EMBEDDED = re.compile(r"\bcid:[^\s\]>]*\Z")
"""Text before names that programs give to images in a message ("[cid:image001.png@01D8F3]")."""
_TIMED = re.compile(r"\d{1,2}[ap]m\b", re.IGNORECASE)
"""A time of day before a word that is no company ("3:40am CO Tarrow")."""
_FILE_NAME = re.compile(r"\w{2}\.\Z")
"""Text before a file name's ending ("LOG.CSV")."""
_NEXT_CELL = re.compile(r'"?, ?"?(?P<word>[^\W_]+)')
_TIE = re.compile(r",?\s+(?:and|AND|&)\s+")
_WIDEST_TIE = 200
"""Most characters between two joined parties, white space included."""
_BEHIND_AND = re.compile(r",?\s(?:and|AND|&)\s+\Z")
_READ = 0.9
"""Chance from which a name that the model reads on its own line is not part of the words above it."""


def cut_to_name(text: str, candidate: Candidate) -> Candidate | None:
    """The candidate trimmed to the name in it; None if there is none."""
    kept = is_called_child(candidate, text) or in_two_cells(text, candidate)
    whole = kept or candidate.source == Source.FOREIGN or has_title(candidate.span.of(text))
    span = candidate.span if whole else trimmed(text, candidate.span)
    if span is None:
        return None
    surface = span.of(text)
    if (
        candidate.source == Source.MODEL
        and is_acronym(surface)
        and _FILE_NAME.search(text[max(0, span.start - 9) : span.start])
    ):
        return None
    if _is_no_name(text, span, surface):
        return None
    told = candidate.source in (Source.DEFINED_TERM, Source.CAPTION, Source.INITIALS) or in_two_cells(text, candidate)
    if names_nobody(surface) and not told:
        return None
    if candidate.source == Source.MODEL and _STREET.match(text, span.end):
        return None
    if (
        candidate.source in (Source.MODEL, Source.GOVERNMENT)
        and candidate.kind is not Kind.PERSON
        and names_law(text, span)
    ):
        return None
    if candidate.source not in (Source.LEGAL_FORM, Source.FOREIGN) and is_court(surface):
        return None
    series = _SERIES.match(text, span.end)
    return candidate.at(Span(span.start, series.end()) if series else span)


def _is_no_name(text: str, span: Span, surface: str) -> bool:
    """Whether its place shows an image name, a time of day, a word of a bank statement, a post, or a court's seat."""
    if _EMBEDDED.search(text, max(0, span.start - 80), span.start) or _TIMED.match(surface) or is_fact(text, span):
        return True
    if heads_statement(text, span) or (surface in PROFESSIONS and _BEFORE_NAME.match(text, span.end)):
        return True
    magistrate = _MAGISTRATE.fullmatch(surface) is not None and _JUDGE.match(text, span.end) is not None
    return magistrate or is_district(text, span)


def joined(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """One candidate for each group of overlapping ones."""
    ordered = sorted(candidates, key=lambda c: (c.span.start, -c.span.end))
    return [one for group in _touching(ordered) for one in _settled(text, group)]


def _touching(ordered: Iterable[Candidate]) -> list[list[Candidate]]:
    """Groups of candidates that overlap each other."""
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
    """The result for a group of overlapping candidates: one name, or two next to each other."""
    foreign = any(one.source == Source.FOREIGN for one in group)
    if foreign and any(_outweighs(text, one, group) for one in group):
        group = [one for one in group if one.source != Source.FOREIGN]
    if len(group) == 1:
        return list(group)
    children = [one for one in group if is_called_child(one, text)]
    if children:
        return children  # the letter and the next sentence's first word are no name
    rows = [one for one in group if one.source == Source.LAST_FIRST]
    if len(rows) > 1 and len(_touching(rows)) == len(rows):
        return rows  # of a list; what reaches over two of them is none
    if len(rows) == 1 and _goes_on_to_next_cell(text, rows[0], group):
        return rows
    group = _unlinked(text, _untied(text, group))
    parts = _touching(group)
    if len(parts) > 1:
        return [one for part in parts for one in _settled(text, part)]
    return [_united(group)]


def _untied(text: str, group: Sequence[Candidate]) -> Sequence[Candidate]:
    """Without candidates that extend over an "and" that separates two parties ("ALDER SUPPLY AND KAPOOR")."""
    parties = [one.span for one in group if one.source == Source.CAPTION]
    starts = sorted(parties, key=lambda party: party.start)
    tied = {
        Span(one.start, other.end)
        for one in parties
        for other in _begun_in(starts, one.end + 1, one.end + _WIDEST_TIE)
        if _TIE.fullmatch(text, one.end, other.start)
    }
    return [one for one in group if one.source != Source.MODEL or not any(one.span.contains(pair) for pair in tied)]


def _begun_in(spans: Sequence[Span], first: int, last: int) -> Sequence[Span]:
    """Candidates that begin at or after `first` and before `last`; they are sorted by their beginnings."""
    return spans[_first_from(spans, first) : _first_from(spans, last)]


def _first_from(spans: Sequence[Span], place: int) -> int:
    return bisect.bisect_left(spans, place, key=lambda span: span.start)


def _goes_on_to_next_cell(text: str, row: Candidate, group: Sequence[Candidate]) -> bool:
    """Whether the model continued after the two cells of a name in an export ("Roe,Jane,Reno")."""
    following = _NEXT_CELL.match(text, row.span.end) if "," in row.span.of(text) else None
    if following is None or following["word"].casefold() in SUFFIXES:
        return False
    return all(one.source == Source.MODEL and one.span.start == row.span.start for one in group if one is not row)


def _outweighs(text: str, one: Candidate, group: Sequence[Candidate]) -> bool:
    """Whether it is more certain than a court or office abroad, and not part of its name."""
    if one.source == Source.FOREIGN or one.tier is not Tier.SUGGESTED:
        return False
    around = [
        c.span.of(text)
        for c in group
        if c.source == Source.FOREIGN and c.span.contains(one.span) and c.span != one.span
    ]
    surface = one.span.of(text)
    body = one.kind is Kind.GOVERNMENT or is_government(surface)
    cut = [f"{surface} {head}" for head in ("court", "tribunal", "army", "garrison", "branch", "authorities")]
    return not any(body or name in cut or f"({surface}" in name or f"{surface})" in name for name in around)


def _unlinked(text: str, group: Sequence[Candidate]) -> list[Candidate]:
    """Without what a rule added to a body's name: "Committee of Creditors" of "Acme Holdings, Inc." are two names."""
    read = sorted((c for c in group if c.source in (Source.MODEL, Source.LEGAL_FORM)), key=lambda c: c.span.start)
    starts = [c.span for c in read]
    reach = list(itertools.accumulate((c.span.end for c in read), max))
    cut = [
        _without_linked(text, one, read[slice(*_inside(starts, one.span))], _reached(starts, reach, one.span.start + 4))
        if one.source == Source.GOVERNMENT
        else one
        for one in group
    ]
    weighed = (c if c is one else cut_to_name(text, c) for one, c in zip(group, cut, strict=True))
    proper = [c for c in weighed if c is not None]
    return sorted(proper, key=lambda c: (c.span.start, -c.span.end))


def _inside(starts: Sequence[Span], span: Span) -> tuple[int, int]:
    """The first and the last + 1 of the candidates that begin within a span, not at its beginning."""
    return _first_from(starts, span.start + 1), _first_from(starts, span.end)


def _reached(starts: Sequence[Span], reach: Sequence[int], place: int) -> int:
    """The farthest end of the candidates that begin at a place or before it."""
    count = _first_from(starts, place + 1)
    return reach[count - 1] if count else 0


def _without_linked(text: str, body: Candidate, inside: Sequence[Candidate], reached: int) -> Candidate:
    """The body's name up to the place where another one begins, unless the model has read both as one.

    Arguments:
        inside: candidates of the model that begin within it.
        reached: farthest end of the candidates of the model that begin with it.
    """
    first = next((c.span.start for c in inside if _linked_to(text, body, c)), body.span.end)
    if first == body.span.end or reached > first:
        return body
    return replace(body, span=Span(body.span.start, first))


def _linked_to(text: str, body: Candidate, name: Candidate) -> bool:
    """Whether a name begins inside a body's name: after "of", or a person after "and" ("Ashlow County and Roe")."""
    before = text[body.span.start : name.span.start]
    if not body.span.start < name.span.start < body.span.end:
        return False
    person = name.source == Source.MODEL and name.kind is Kind.PERSON and name.chance >= _READ
    tied = _BEHIND_AND.search(before) if person else None
    return tied is not None or re.search(r"\b(?:of|for)\s+(?:the\s+)?\Z", before) is not None


def _united(group: Sequence[Candidate]) -> Candidate:
    span = Span(min(c.span.start for c in group), max(c.span.end for c in group))
    best = max(
        group, key=lambda c: (c.source == Source.LEGAL_FORM, c.source in STRONG, c.tier is Tier.SUGGESTED, len(c.span))
    )
    government = [c for c in group if c.kind is Kind.GOVERNMENT and len(c.span) * 10 >= len(span) * 8]
    kind = Kind.GOVERNMENT if government and best.source not in STRONG else best.kind
    tier = Tier.SUGGESTED if any(c.tier is Tier.SUGGESTED for c in group) else Tier.POSSIBLE
    role = next((c.role for c in group if c.role is not None), None)
    chance = max((c.chance for c in group if c.source == Source.MODEL), default=best.chance)
    return Candidate(span, kind, best.source, tier, role, chance)
