"""Candidates of the name model: names that it is certain of, and names that it holds possible."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from legalredact.detection.model import ner
from legalredact.detection.rules.caption_parties import kind_of
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Kind, Span, Tier

_SURE, _DOUBTFUL = 0.3, 0.05
"""Chances from which the model's names are suggested, and from which they are possible: the lowest ones at which 99.5
and 99 % of the letters read in generated papers that no training has seen lie in names (evaluate.py --generated)."""

_PERHAPS = 0.05
"""Share of a person among the kinds from which a full name may be one's."""


def read_names(text: str, reading: ner.WordScores, threshold: float) -> Iterator[ner.ReadName]:
    """The names that the model reads.

    Two or three words that are no company's name are a person's where the model holds that possible.
    """
    for name in ner.names(text, reading, threshold):
        person = name.kind is Kind.ORGANIZATION and name.person >= _PERHAPS and _may_be_full_name(name.span.of(text))
        yield replace(name, kind=Kind.PERSON) if person else name


def _may_be_full_name(surface: str) -> bool:
    found = surface.split()
    return len(found) in (2, 3) and surface.replace(" ", "").isalpha() and kind_of(surface) is Kind.PERSON


def sure(text: str, reading: ner.WordScores) -> Iterator[Candidate]:
    """Names that are suggested."""
    for name in read_names(text, reading, _SURE):
        yield Candidate(name.span, name.kind, Source.MODEL, chance=name.chance)


def doubtful(text: str, reading: ner.WordScores, suggested: Iterable[Span]) -> Iterator[Candidate]:
    """Names that are possible, where none is suggested."""
    taken = CoveredRanges(len(text), suggested)
    for name in read_names(text, reading, _DOUBTFUL):
        if not taken.overlap(name.span):
            yield Candidate(name.span, name.kind, Source.MODEL, Tier.POSSIBLE, chance=name.chance)
