"""Everything that somebody proposes as a name in a text, before it is weighed."""

from collections.abc import Iterable, Iterator, Sequence

from legalredact.detection.model import ner
from legalredact.detection.rules import (
    captions,
    cue_phrases,
    foreign,
    formulas,
    governments,
    handles,
    initials,
    legal_forms,
    table_columns,
    titles,
)
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.matching.citations.find import CaseCitation
from legalredact.model.mention import Span, Tier

_SURE, _DOUBTFUL = 0.2, 0.05
"""Chances from which the model's names are suggested, and from which they are possible: the lowest ones at which 99.5
and 99 % of the letters read in generated papers that no training has seen lie in names (evaluate.py --generated)."""


def proposals(text: str, reading: ner.WordScores, citations: Sequence[CaseCitation]) -> Iterator[Candidate]:
    """What the model reads and what the rules find; they may overlap."""
    read = tuple(ner.names(text, reading, _SURE))
    barriers = frozenset(name.span.end for name in read)
    yield from (Candidate(name.span, name.kind, Source.MODEL, chance=name.chance) for name in read)
    yield from _doubtful(text, reading, [name.span for name in read])
    yield from titles.titled(text)
    yield from titles.by_title_alone(text)
    yield from titles.esquires(text)
    yield from formulas.sworn(text)
    yield from formulas.signed(text)
    yield from formulas.addressed(text)
    yield from formulas.speakers(text)
    yield from handles.user_names(text)
    yield from formulas.last_first(text)
    yield from formulas.turned(text)
    yield from formulas.marked(text)
    yield from formulas.stated(text)
    yield from table_columns.in_columns(text)
    yield from formulas.voted(text)
    yield from formulas.movers(text)
    yield from formulas.counsel_lists(text)
    yield from initials.initialled(text)
    yield from initials.dashed(text)
    yield from initials.babies(text)
    yield from cue_phrases.called(text)
    yield from cue_phrases.labelled(text)
    yield from cue_phrases.elders(text)
    yield from cue_phrases.dedicated(text)
    yield from cue_phrases.insurers(text)
    yield from cue_phrases.aliases(text)
    yield from cue_phrases.writers(text)
    yield from cue_phrases.in_fields(text)
    yield from cue_phrases.firms(text)
    yield from cue_phrases.owners_of_papers(text)
    yield from cue_phrases.ships(text)
    yield from cue_phrases.trades(text)
    yield from legal_forms.with_legal_form(text, barriers)
    yield from legal_forms.with_head(text, barriers)
    yield from legal_forms.committees(text)
    yield from governments.governments(text)
    yield from foreign.foreign_bodies(text)
    yield from captions.in_case_names(text, citations, barriers)
    yield from captions.before_roles(text, barriers)
    yield from captions.beside_roles(text, barriers)
    yield from captions.around_versus(text, barriers)
    yield from captions.in_re(text, barriers)
    yield from captions.unknown_parties(text)


def _doubtful(text: str, reading: ner.WordScores, sure: Iterable[Span]) -> Iterator[Candidate]:
    """Names that the model holds possible, where it is sure of none."""
    taken = bytearray(len(text))
    for span in sure:
        taken[span.start : span.end] = b"\1" * len(span)
    for name in ner.names(text, reading, _DOUBTFUL):
        if taken.find(1, name.span.start, name.span.end) < 0:
            yield Candidate(name.span, name.kind, Source.MODEL, Tier.POSSIBLE, chance=name.chance)
