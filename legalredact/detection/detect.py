"""Finds in a document who is named where, and how certain that is."""

import bisect
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from legalredact.detection.model.ner import NameModel, WordScores
from legalredact.detection.model.second_model import SecondModel
from legalredact.detection.pipeline.stages import STAGES, DetectionStage, DetectionState
from legalredact.detection.rules.layout_tables import grids, in_grids
from legalredact.detection.rules.rules_table import COLUMNS, candidate
from legalredact.detection.rules.table_columns import in_rows
from legalredact.detection.spans.candidate import Candidate, Source
from legalredact.detection.spans.file_names import in_file_names
from legalredact.detection.spans.reading_view import ReadingView, view_of
from legalredact.matching.citations.find import case_citations
from legalredact.matching.identifiers.find import find_identifiers
from legalredact.matching.names.in_identifiers import is_in_identifier
from legalredact.model.covered import CoveredRanges
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.progress import Report, silent
from legalredact.model.second_model import SecondModelSettings

Reader = Callable[[str, Report], WordScores]
"""Computes what a name model thinks of a text's words."""


class Detector:
    """Finds names and identifiers; holds the models, which are loaded at first use.

    Arguments:
        second: the firm's own model, if there is one; its finds are added where nothing else was found.
        threads: number of threads of the name model.
        stages: the steps of detection.
        read: of a name model; our own by default.
    """

    def __init__(
        self,
        threads: int = 1,
        *,
        second: SecondModelSettings | None = None,
        stages: Sequence[DetectionStage] = STAGES,
        read: Reader | None = None,
    ) -> None:
        self._stages = stages
        self._second = SecondModel(second, threads) if second is not None else None
        self._read = read or NameModel(threads).read

    def detect(self, document: Document, report: Report = silent) -> tuple[Mention, ...]:
        """All names and identifiers in `document`, in text order.

        Names do not overlap each other, nor do identifiers. Entities are not set yet: `resolve` links them.

        Arguments:
            report: called with the number of characters that the name model has read.
        """
        view = view_of(document)
        identifiers = _identifiers(document)
        tables = [one for one in _in_grids(document, view) if one.span.of(view.text).strip()]
        reading = self._read(view.text, report)
        state = DetectionState(
            view.text, reading, tuple(case_citations(view.text)), _in_view(view, identifiers), tables
        )
        names = tuple(_in_document(document, view, in_file_names(view.text, self._names(state))))
        addresses = [m.span for m in identifiers if m.kind in (Kind.EMAIL, Kind.URL)]
        if self._second is not None:
            names = (*names, *self._second_finds(self._second, document, view, (*names, *identifiers)))
        named = [m for m in _outside(names, addresses) if not _is_part_of_identifier(document.text, m)]
        return tuple(sorted([*named, *identifiers], key=lambda m: (m.span, m.kind)))

    def second_model(self) -> SecondModel | None:
        """The firm's own model."""
        return self._second

    def _second_finds(
        self, second: SecondModel, document: Document, view: ReadingView, known: Sequence[Mention]
    ) -> Iterator[Mention]:
        """Finds of the firm's own model that overlap no other find."""
        taken = CoveredRanges(len(document.text), (mention.span for mention in known))
        tier = second.settings.tier
        for one in second.names(view.text):
            for span in view.origin(one.span):
                if not taken.overlap(span):
                    role = None if one.kind.is_name else Role.IDENTIFIER
                    yield Mention(span, span.of(document.text), one.kind, tier, Source.SECOND_MODEL, role)

    def _names(self, state: DetectionState) -> Sequence[Candidate]:
        for stage in self._stages:
            state = stage.run(state)
        return state.candidates


def _is_part_of_identifier(text: str, mention: Mention) -> bool:
    """Whether an abbreviation is a part of a longer identifier; a person is named there too."""
    return mention.kind is not Kind.PERSON and is_in_identifier(text, mention.span.start, mention.span.end)


def _in_document(document: Document, view: ReadingView, names: Sequence[Candidate]) -> Iterator[Mention]:
    for one in names:
        for span in view.origin(one.span):
            yield Mention(span, span.of(document.text), one.kind, one.tier, one.source.value, one.role)


def _outside(names: Iterable[Mention], addresses: Sequence[Span]) -> Iterator[Mention]:
    """Without parts of e-mail and web addresses; `resolve` links those."""
    ends = [span.end for span in addresses]
    for name in names:
        at = bisect.bisect_right(ends, name.span.start)
        if at == len(addresses) or not addresses[at].overlaps(name.span):
            yield name


def _identifiers(document: Document) -> list[Mention]:
    found = [(one.span, one.kind, one.tier) for one in find_identifiers(document.text)]
    in_columns = [(one.span, one.kind, Tier.SUGGESTED) for one in in_grids(document)]
    known = sorted(span for span, _, tier in found if tier is Tier.SUGGESTED)
    wanted = [one for one in in_columns if all(one[0].contains(span) for span in _overlapping(one[0], known))]
    told = {(span, kind) for span, kind, _ in found}  # of a court's number the heading says nothing new
    wanted = [one for one in wanted if one[0] not in known and one[:2] not in told]
    kept = [one for one in found if not any(one[0].overlaps(span) for span, _, _ in wanted)]
    return [
        Mention(span, span.of(document.text), kind, tier, Source.PATTERN, Role.IDENTIFIER)
        for span, kind, tier in sorted({*kept, *wanted})
    ]


def _overlapping(span: Span, known: Sequence[Span]) -> Sequence[Span]:
    """Spans that share a character with it; they are in order and do not overlap."""
    at = bisect.bisect_left(known, span.start, key=lambda one: one.end - 1)
    return [one for one in known[at:] if one.start < span.end] if at < len(known) and known[at].overlaps(span) else []


def _in_grids(document: Document, view: ReadingView) -> Iterator[Candidate]:
    """People from tables whose cells are texts of their own, with their places in the view."""
    for headings, rows in grids(document):
        for one in in_rows(document.text, headings, rows):
            places = list(view.places(one.span))
            if len(places) == 1 and one.span.of(document.text).count("\n") <= len("\n\n"):
                yield replace(candidate(COLUMNS, document.text, one), span=places[0])


def _in_view(view: ReadingView, identifiers: Sequence[Mention]) -> list[Span]:
    """Places of the identifiers in the view, as exactly as needed."""
    return [span for mention in identifiers for span in view.places(mention.span)]
