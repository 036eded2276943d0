"""Places in the matter's documents that the statements of a summary cite."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.model.document import Document, between
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, shown_spans
from legalredact.model.register import Register
from legalredact.model.remark import Designated
from legalredact.model.review import Citation, ReviewedSummary, Segment, SignOff
from legalredact.summary.meaning_payload import MeaningCost
from legalredact.workflow.matter.not_covered import not_covered
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.designations import designated
from legalredact.workflow.send.meaning import expected_cost
from legalredact.workflow.send.meaning_verdicts import clear_words
from legalredact.workflow.send.summarize import sent
from legalredact.workflow.sign_off.corrections import edited_from
from legalredact.workflow.sign_off.quotations import quoted_parts

FEW = 3
"""Most file names for each reason, where a sentence must leave room for the summary."""


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A source of a statement.

    Arguments:
        span: from its first character to its last, in the document's text.
        where: page and lines, or the passage's label, in words.
        parts: the spans of its passages; between them may be a footer and a header.
    """

    document_id: str
    name: str = field(repr=False)
    span: Span
    where: str
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Background:
    """What a reviewer compares a summary with: its payload, the register of that time, and its statements' places.

    A citation without a target has no place. `places` are by citation, `quotations` by the number of the statement: a
    quotation has one place, its own. `before` is the summary before its last edit; `verdict` is the last one on it, or
    on the summary it was edited from; `not_covered` lists what it does not cover, with up to fifty names for each
    reason, `not_covered_briefly` with a few. `meaning_words` show each verdict of a second reading,
    with names, by the number of the statement. For another one, `meaning_cost` is an estimate, `decided` says there
    is a verdict of a person on this very summary, and `designated` is what stops a send.
    """

    payload: Payload
    register: Register
    places: Mapping[Citation, CitedPlace]
    quotations: Mapping[int, CitedPlace] = field(default_factory=dict)
    before: ReviewedSummary | None = None
    verdict: SignOff | None = None
    not_covered: tuple[str, ...] = field(default=(), repr=False)
    not_covered_briefly: tuple[str, ...] = field(default=(), repr=False)
    meaning_words: Mapping[int, tuple[str, ...]] = field(default_factory=dict, repr=False)
    meaning_cost: MeaningCost | None = None
    decided: bool = False
    designated: tuple[Designated, ...] = ()

    def places_of(self, number: int, citations: Sequence[Citation]) -> tuple[CitedPlace, ...]:
        """The places of statement `number`, from 0, which has these citations."""
        if number in self.quotations:
            return (self.quotations[number],)
        return tuple(self.places[citation] for citation in citations if citation in self.places)


def background(matter: OpenMatter, summary: ReviewedSummary) -> Background:
    """Look up the sources of a summary."""
    payload, register = sent(matter, summary)
    documents = {document.id: document for document in matter.documents}
    cited = {citation for segment in summary.checked.summary.segments for citation in segment.citations}
    found = {citation: _place(payload, citation, documents) for citation in cited}
    places = {citation: place for citation, place in found.items() if place is not None}
    looked_up = {n: _quoted(segment, payload, documents) for n, segment in enumerate(summary.clear_segments)}
    quotations = {number: place for number, place in looked_up.items() if place is not None}
    before, verdict = edited_from(matter, summary), _last_verdict(matter, summary)
    whole, briefly = not_covered(matter, payload), not_covered(matter, payload, FEW)
    policy = matter.parts.policy
    return Background(
        payload,
        register,
        places,
        quotations,
        before,
        verdict,
        whole,
        briefly,
        clear_words(matter, summary, payload, register),
        expected_cost(summary, payload, policy),
        decided=bool(matter.store.sign_offs(summary.id)),
        designated=tuple(designated(matter.documents)) if policy.designations.stop else (),
    )


def _last_verdict(matter: OpenMatter, summary: ReviewedSummary) -> SignOff | None:
    """The last verdict, also on an earlier wording: its comments are the reason for the edit."""
    wording: ReviewedSummary | None = summary
    while wording is not None:
        verdicts = matter.store.sign_offs(wording.id)
        if verdicts:
            return verdicts[-1]
        wording = edited_from(matter, wording)
    return None


def places_of(segment: Segment, payload: Payload, documents: Mapping[str, Document]) -> tuple[CitedPlace, ...]:
    """The sources of a statement with names: of a quotation its own place, else the cited passages.

    Arguments:
        documents: of the matter, by id.
    """
    quoted = _quoted(segment, payload, documents)
    if quoted is not None:
        return (quoted,)
    found = (_place(payload, citation, documents) for citation in segment.citations)
    return tuple(place for place in found if place is not None)


def words_at(place: CitedPlace, document: Document) -> str:
    """The words of the document there, without what is between its passages; a line for each passage."""
    return "\n".join(part.of(document.text) for part in place.parts)


def _place(payload: Payload, citation: Citation, documents: Mapping[str, Document]) -> CitedPlace | None:
    passages = passages_of(payload, citation)
    document = documents.get(source_of(passages, citation))
    if document is None or not passages:
        return None
    return _cited(document, shown_spans(passages))


def _quoted(segment: Segment, payload: Payload, documents: Mapping[str, Document]) -> CitedPlace | None:
    """The place of a quotation in the passages that it cites; None if it is not there in these words, or twice."""
    if not segment.quoted:
        return None
    found = [(passage, citation) for citation in segment.citations for passage in passages_of(payload, citation)]
    sources = {source_of((passage,), citation) for passage, citation in found}
    document = documents.get(next(iter(sources))) if len(sources) == 1 else None
    if document is None:
        return None
    parts = quoted_parts(segment.text, document.text, shown_spans(passage for passage, _ in found))
    return _cited(document, parts) if parts else None


def _cited(document: Document, parts: tuple[Span, ...]) -> CitedPlace:
    span = Span(parts[0].start, parts[-1].end)
    return CitedPlace(document.id, document.name, span, _where(parts, document), parts)


def source_of(passages: tuple[Passage, ...], citation: Citation) -> str:
    """Id of the matter's document with those passages; a summary of summaries cites the passages of its parts."""
    return passages[0].source or citation.document_id if passages else citation.document_id


def passages_of(payload: Payload, citation: Citation) -> tuple[Passage, ...]:
    """Passages that a citation spans, in order; nothing if it has no target.

    For statements on several documents, only those on the first count.
    """
    passages = next((d.passages for d in payload.documents if d.id == citation.document_id), ())
    ids = [passage.id for passage in passages]
    if citation.first not in ids or citation.last not in ids:
        return ()
    spanned = passages[ids.index(citation.first) : ids.index(citation.last) + 1]
    return tuple(passage for passage in spanned if passage.source == spanned[0].source)


def _where(parts: tuple[Span, ...], document: Document) -> str:
    """Bates number if there is one, then page and lines, else the block's label."""
    first = document.place(parts[0].start)
    last = document.place(max(parts[-1].start, parts[-1].end - 1))
    bates = f"{first.bates}, " if first.bates else ""
    return bates + between(first, last)
