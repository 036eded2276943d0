"""What the name model is certain of stays a suggested name with the model's boundaries, whatever rules say.

Rules were written at the sight of particular papers. A rule may add a name, split one, or ask; where the model is
certain, it may not drop a name, cut it short or make it merely possible. Only words of closed lists stay what they are:
after whom a sign or a law is called, abbreviations ("DOB"), words for nobody, and abbreviations that the text itself
defines for a phrase in lower case.
"""

import bisect
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from legalredact.detection.lexicon.gazetteers import ABBREVIATIONS
from legalredact.detection.model import ner
from legalredact.detection.pipeline.confidence import PAYMENTS
from legalredact.detection.pipeline.model_candidates import read_names
from legalredact.detection.rules.defined_terms import phrase_abbreviations
from legalredact.detection.rules.eponyms import eponyms
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.span_shape import names_nobody
from legalredact.matching.text.normal import key_of
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Kind, Span, Tier

CERTAIN = 0.6
"""Least probability, of each word of a name, from which the model is certain."""
_TIE = re.compile(r"(?<!\w)(?:and|AND)(?!\w)")
_JOINT = re.compile(r"(?<!\w)(?:and|AND|of|OF|the|THE)(?!\w)")
_OWNED = re.compile(r"['’]s\Z")
_NAME = 0.5
"""Least probability of a word from which it belongs to a name at all."""


def kept(
    text: str, reading: ner.WordScores, candidates: Sequence[Candidate], elsewhere: Iterable[Span]
) -> list[Candidate]:
    """The candidates with all names that the model is certain of, in order, not overlapping.

    Arguments:
        candidates: in order, not overlapping.
        elsewhere: places where a name is nothing to mask: cited precedents, identifiers.
    """
    taken = CoveredRanges(len(text), elsewhere)
    called = frozenset(map(key_of, (*eponyms(text), *phrase_abbreviations(text))))
    certain = [
        name
        for name in read_names(text, reading, _NAME)
        if name.chance >= CERTAIN
        and name.kind is not Kind.GOVERNMENT
        and not taken.overlap(name.span)
        and not _names_nobody(name.span.of(text), called)
    ]
    out = list(candidates)
    for name in certain:
        out = _with(text, out, replace(name, span=_untied(text, name.span)))
    return out


def _names_nobody(surface: str, called: Container[str]) -> bool:
    surface = _OWNED.sub("", surface)
    abbreviation = surface.isupper() and key_of(surface) in ABBREVIATIONS
    return abbreviation or key_of(surface) in called or key_of(surface) in PAYMENTS or names_nobody(surface)


def _untied(text: str, span: Span) -> Span:
    """Without an "and" at its beginning or end."""
    ties = [Span(*tie.span()) for tie in _TIE.finditer(text, span.start, span.end)]
    start = next((tie.end + 1 for tie in ties if tie.start == span.start), span.start)
    end = next((tie.start - 1 for tie in ties if tie.end == span.end), span.end)
    return Span(start, end) if start < end else span


def _with(text: str, candidates: list[Candidate], name: ner.ReadName) -> list[Candidate]:
    first = bisect.bisect_right(candidates, name.span.start, key=lambda one: one.span.end)
    last = first
    while last < len(candidates) and candidates[last].span.start < name.span.end:
        last += 1
    there = candidates[first:last]
    if any(one.span.contains(name.span) for one in there):
        promoted = [replace(one, tier=Tier.SUGGESTED) if one.kind is not Kind.GOVERNMENT else one for one in there]
        return [*candidates[:first], *promoted, *candidates[last:]]
    if len(there) > 1 and all(one.tier is Tier.SUGGESTED for one in there) and _cover(text, there, name.span):
        return candidates
    best = max(there, key=lambda one: len(one.span), default=None)
    role = best.role if best is not None else None
    start = min((one.span.start for one in there), default=name.span.start)
    end = max((one.span.end for one in there), default=name.span.end)
    before = [replace(there[0], span=Span(start, name.span.start))] if start < name.span.start else []
    behind = [replace(there[-1], span=Span(name.span.end, end))] if end > name.span.end else []
    middle = Candidate(name.span, name.kind, Source.MODEL, role=role, chance=name.chance)
    rest = [one for one in (*before, middle, *behind) if any(c.isalnum() for c in one.span.of(text))]
    return [*candidates[:first], *rest, *candidates[last:]]


def _cover(text: str, there: Sequence[Candidate], span: Span) -> bool:
    """Whether together they hold the span's letters, apart from an "and" or an "of the" between two of them."""
    ranges = CoveredRanges(len(text), [one.span for one in there])
    ties = CoveredRanges(len(text), [Span(*tie.span()) for tie in _JOINT.finditer(text, span.start, span.end)])
    return all(i in ranges or i in ties for i in range(span.start, span.end) if text[i].isalnum())
