"""Candidates of the name model: names that it is certain of, and names that it holds possible."""

from collections.abc import Iterable, Iterator

from legalredact.detection.model import ner
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Span, Tier

_SURE, _DOUBTFUL = 0.3, 0.05
"""Chances from which the model's names are suggested, and from which they are possible: the lowest ones at which 99.5
and 99 % of the letters read in generated papers that no training has seen lie in names (evaluate.py --generated)."""


def sure(text: str, reading: ner.WordScores) -> Iterator[Candidate]:
    """Names that are suggested."""
    for name in ner.names(text, reading, _SURE):
        yield Candidate(name.span, name.kind, Source.MODEL, chance=name.chance)


def doubtful(text: str, reading: ner.WordScores, suggested: Iterable[Span]) -> Iterator[Candidate]:
    """Names that are possible, where none is suggested."""
    taken = CoveredRanges(len(text), suggested)
    for name in ner.names(text, reading, _DOUBTFUL):
        if not taken.overlap(name.span):
            yield Candidate(name.span, name.kind, Source.MODEL, Tier.POSSIBLE, chance=name.chance)
