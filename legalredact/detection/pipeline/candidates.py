"""Everything that somebody proposes as a name in a text, before it is weighed."""

from collections.abc import Iterable, Iterator, Sequence

from legalredact.detection.model import ner
from legalredact.detection.rules import captions, foreign, governments, initials, titles
from legalredact.detection.rules import cue_phrases as spoken_of
from legalredact.detection.rules import formulas as people
from legalredact.detection.rules import handles as user_names
from legalredact.detection.rules import legal_forms as organizations
from legalredact.detection.rules import table_columns as columns
from legalredact.detection.spans.candidate import Candidate
from legalredact.matching.citations.find import CaseCitation
from legalredact.model.mention import Span, Tier

_SURE, _DOUBTFUL = 0.2, 0.05
"""Chances from which the model's names are suggested, and from which they are possible: the lowest ones at which 99.5
and 99 % of the letters read in generated papers that no training has seen lie in names (evaluate.py --generated)."""


def proposals(text: str, reading: ner.Reading, citations: Sequence[CaseCitation]) -> Iterator[Candidate]:
    """What the model reads and what the rules find; they may overlap."""
    read = tuple(ner.names(text, reading, _SURE))
    barriers = frozenset(name.span.end for name in read)
    yield from (Candidate(name.span, name.kind, "model", chance=name.chance) for name in read)
    yield from _doubtful(text, reading, [name.span for name in read])
    yield from titles.titled(text)
    yield from titles.by_title_alone(text)
    yield from titles.esquires(text)
    yield from people.sworn(text)
    yield from people.signed(text)
    yield from people.addressed(text)
    yield from people.speakers(text)
    yield from user_names.user_names(text)
    yield from people.last_first(text)
    yield from people.turned(text)
    yield from people.marked(text)
    yield from people.stated(text)
    yield from columns.in_columns(text)
    yield from people.voted(text)
    yield from people.movers(text)
    yield from people.counsel_lists(text)
    yield from initials.initialled(text)
    yield from initials.dashed(text)
    yield from initials.babies(text)
    yield from spoken_of.called(text)
    yield from spoken_of.labelled(text)
    yield from spoken_of.elders(text)
    yield from spoken_of.dedicated(text)
    yield from spoken_of.insurers(text)
    yield from spoken_of.aliases(text)
    yield from spoken_of.writers(text)
    yield from spoken_of.in_fields(text)
    yield from spoken_of.firms(text)
    yield from spoken_of.owners_of_papers(text)
    yield from spoken_of.ships(text)
    yield from spoken_of.trades(text)
    yield from organizations.with_legal_form(text, barriers)
    yield from organizations.with_head(text, barriers)
    yield from organizations.committees(text)
    yield from governments.governments(text)
    yield from foreign.foreign_bodies(text)
    yield from captions.in_case_names(text, citations, barriers)
    yield from captions.before_roles(text, barriers)
    yield from captions.beside_roles(text, barriers)
    yield from captions.around_versus(text, barriers)
    yield from captions.in_re(text, barriers)
    yield from captions.unknown_parties(text)


def _doubtful(text: str, reading: ner.Reading, sure: Iterable[Span]) -> Iterator[Candidate]:
    """Names that the model holds possible, where it is sure of none."""
    taken = bytearray(len(text))
    for span in sure:
        taken[span.start : span.end] = b"\1" * len(span)
    for name in ner.names(text, reading, _DOUBTFUL):
        if taken.find(1, name.span.start, name.span.end) < 0:
            yield Candidate(name.span, name.kind, "model", Tier.POSSIBLE, chance=name.chance)
