"""The stages of detection, in order; each takes a state and returns the next one.

The first candidates overlap and are rough: the model, the rules and the tables each propose their own. Then candidates
are trimmed, merged, searched in the complete document, and given a role.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from legalredact.detection.model.ner import WordScores
from legalredact.detection.pipeline import model_candidates
from legalredact.detection.pipeline.cited_again import referred_to
from legalredact.detection.pipeline.confidence import graded
from legalredact.detection.pipeline.coordination import with_numbers
from legalredact.detection.pipeline.document_propagation import propagated
from legalredact.detection.pipeline.legal_form_ends import with_forms
from legalredact.detection.pipeline.low_confidence import doubted
from legalredact.detection.pipeline.merge_overlaps import cut_to_name, joined
from legalredact.detection.pipeline.model_certainty import kept
from legalredact.detection.pipeline.split_candidates import apart
from legalredact.detection.rules.court_paper import is_court_paper
from legalredact.detection.rules.defined_terms import with_terms
from legalredact.detection.rules.role_cues import role_of
from legalredact.detection.rules.rule import Rule, RuleInput
from legalredact.detection.rules.rules_table import RULES, candidates
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.edge_marks import without_marks
from legalredact.detection.spans.fact_shapes import is_fact
from legalredact.detection.spans.longest_name import bounded_candidates
from legalredact.matching.citations.find import CaseCitation, short_names
from legalredact.model.covered import CoveredRanges
from legalredact.model.mention import Role, Span, Tier


@dataclass(frozen=True, slots=True)
class DetectionState:
    """DetectionState of a text between two stages.

    Arguments:
        text: of the reading view.
        reading: the name model's scores of its words.
        citations: cases that the text cites or is named after.
        identifiers: places of identifiers; no name is searched there.
        in_tables: people of tables whose cells are texts of their own.
        candidates: found so far.
    """

    text: str = field(repr=False)
    reading: WordScores = field(repr=False)
    citations: Sequence[CaseCitation] = ()
    identifiers: Sequence[Span] = ()
    in_tables: Sequence[Candidate] = ()
    candidates: tuple[Candidate, ...] = ()

    def plus(self, more: Iterable[Candidate]) -> "DetectionState":
        """With more candidates after those so far."""
        return replace(self, candidates=(*self.candidates, *more))

    def having(self, candidates: Iterable[Candidate]) -> "DetectionState":
        """With these candidates instead of those so far."""
        return replace(self, candidates=tuple(candidates))


@dataclass(frozen=True, slots=True)
class DetectionStage:
    """A step of detection.

    Arguments:
        id: its name in the benchmark.
        run: from the state before it to the state after it.
    """

    id: str
    run: Callable[[DetectionState], DetectionState]


def rule_input(state: DetectionState) -> RuleInput:
    """Input of the rules: the text, its citations, and the ends of names that the model suggests."""
    suggested = (one for one in state.candidates if one.source is Source.MODEL and one.tier is Tier.SUGGESTED)
    return RuleInput(state.text, state.citations, frozenset(one.span.end for one in suggested))


def by_rules(rules: Sequence[Rule]) -> Callable[[DetectionState], DetectionState]:
    """A stage that runs these rules, where they apply to the paper."""

    def run(state: DetectionState) -> DetectionState:
        given, court = rule_input(state), is_court_paper(state.text)
        applied = (rule for rule in rules if court or rule.everywhere)
        return state.plus(one for rule in applied for one in candidates(rule, given))

    return run


def _suggested_by_model(state: DetectionState) -> DetectionState:
    return state.plus(model_candidates.sure(state.text, state.reading))


def _possible_to_model(state: DetectionState) -> DetectionState:
    suggested = [one.span for one in state.candidates]
    return state.plus(model_candidates.doubtful(state.text, state.reading, suggested))


def _in_tables(state: DetectionState) -> DetectionState:
    return state.plus(state.in_tables)


def _outside_precedents(state: DetectionState) -> DetectionState:
    """Without the parties of cited precedents, and without reporters and courts ("266 Wis. 2d 124 (Tex. App.)")."""
    cited = [span for one in state.citations if one.reported for span in (*one.parties, *_authority(state.text, one))]
    taken = CoveredRanges(max((span.end for span in cited), default=0), cited)
    return state.having(one for one in state.candidates if not taken.overlap(one.span))


def _authority(text: str, citation: CaseCitation) -> Iterable[Span]:
    """Volume, page, court and year, up to a page break, where a running line may name somebody."""
    if citation.core is not None:
        rest = Span(citation.core.start, citation.span.end)
        yield Span(rest.start, rest.start + len(rest.of(text).partition("\n\n")[0]))


def _split(state: DetectionState) -> DetectionState:
    short = bounded_candidates(state.text, state.candidates)
    return state.having(part for one in short for part in apart(state.text, one))


def _trimmed(state: DetectionState) -> DetectionState:
    kept = (cut_to_name(state.text, one) for one in state.candidates)
    return state.having(one for one in kept if one is not None)


def _merged(state: DetectionState) -> DetectionState:
    return state.having(bounded_candidates(state.text, joined(state.text, state.candidates)))


def _graded(state: DetectionState) -> DetectionState:
    cited = short_names(state.text, state.citations) | referred_to(state.text, state.citations)
    return state.having(graded(state.text, state.reading, state.candidates, cited))


def _with_numbers(state: DetectionState) -> DetectionState:
    return state.having(with_numbers(state.text, state.candidates))


def _with_defined_terms(state: DetectionState) -> DetectionState:
    return state.having(with_terms(state.text, state.candidates))


def _propagated(state: DetectionState) -> DetectionState:
    return state.having(propagated(state.text, state.candidates))


def _with_second_opinion(state: DetectionState) -> DetectionState:
    claimed = [
        *(one.span for one in state.candidates),
        *(citation.span for citation in state.citations),
        *state.identifiers,
    ]
    second = doubted(state.text, state.reading, claimed)
    return state.having(sorted([*state.candidates, *second], key=lambda one: one.span))


def _without_facts(state: DetectionState) -> DetectionState:
    """Without facts that came with the parts of longer names, with names that were joined, or from a search."""
    cut = (one.at(without_marks(state.text, one.span)) for one in state.candidates)
    return state.having(one for one in cut if len(one.span) > 0 and not is_fact(state.text, one.span))


def _certain_to_model(state: DetectionState) -> DetectionState:
    cited = [span for one in state.citations if one.reported for span in (*one.parties, *_authority(state.text, one))]
    return state.having(kept(state.text, state.reading, state.candidates, [*cited, *state.identifiers]))


def _with_legal_forms(state: DetectionState) -> DetectionState:
    return state.having(with_forms(state.text, state.candidates))


def _with_roles(state: DetectionState) -> DetectionState:
    return state.having(_with_role(state.text, one) for one in state.candidates)


def _with_role(text: str, one: Candidate) -> Candidate:
    role = role_of(text, one.span, one.kind)
    return replace(one, role=Role.JUDGE if role is Role.JUDGE else one.role or role)


STAGES: tuple[DetectionStage, ...] = (
    DetectionStage("model", _suggested_by_model),
    DetectionStage("model, possible", _possible_to_model),
    DetectionStage("rules", by_rules(RULES)),
    DetectionStage("layout tables", _in_tables),
    DetectionStage("precedents", _outside_precedents),
    DetectionStage("split candidates", _split),
    DetectionStage("trim", _trimmed),
    DetectionStage("merge overlaps", _merged),
    DetectionStage("confidence", _graded),
    DetectionStage("numbers", _with_numbers),
    DetectionStage("defined terms", _with_defined_terms),
    DetectionStage("propagation", _propagated),
    DetectionStage("second opinion", _with_second_opinion),
    DetectionStage("certain to model", _certain_to_model),
    DetectionStage("legal form ends", _with_legal_forms),
    DetectionStage("facts", _without_facts),
    DetectionStage("roles", _with_roles),
)
"""All stages, from the first candidates to the names that are shown."""
