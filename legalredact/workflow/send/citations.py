"""Places in the matter's documents that the statements of a summary cite."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from legalredact.model.document import Document, Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload
from legalredact.model.register import Register
from legalredact.model.remark import Designated
from legalredact.model.review import Citation, ReviewedSummary, SignOff
from legalredact.summary.meaning_payload import MeaningCost
from legalredact.workflow.matter.not_covered import not_covered
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.corrections import edited_from
from legalredact.workflow.send.designations import designated
from legalredact.workflow.send.meaning import expected_cost
from legalredact.workflow.send.meaning_verdicts import clear_words
from legalredact.workflow.send.summarize import sent

FEW = 3
"""Most file names for each reason, where a sentence must leave room for the summary."""


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """The target of a citation.

    Arguments:
        span: from the first character of its first passage to the last of its last, in the document's text.
        where: page and printed lines, or the passage's label, in words.
    """

    document_id: str
    name: str = field(repr=False)
    span: Span
    where: str


@dataclass(frozen=True, slots=True)
class Background:
    """What a reviewer compares a summary with: its payload, the register of that time, and its citations' places.

    A citation without a target has no place. `before` is the summary before its last edit; `verdict` is the last one on
    it, or on the summary it was edited from; `not_covered` lists what it does not cover, with up to fifty names for
    each reason, `not_covered_briefly` with a few. `meaning_words` are the words that show each verdict of a second
    reading, with names, by the number of the statement. For another one, `meaning_cost` is an estimate, `decided` says
    that there is a verdict of a person on this very summary, and `designated` is what stops a send.
    """

    payload: Payload
    register: Register
    places: Mapping[Citation, CitedPlace]
    before: ReviewedSummary | None = None
    verdict: SignOff | None = None
    not_covered: tuple[str, ...] = field(default=(), repr=False)
    not_covered_briefly: tuple[str, ...] = field(default=(), repr=False)
    meaning_words: Mapping[int, tuple[str, ...]] = field(default_factory=dict, repr=False)
    meaning_cost: MeaningCost | None = None
    decided: bool = False
    designated: tuple[Designated, ...] = ()


def background(matter: OpenMatter, summary: ReviewedSummary) -> Background:
    """Look up the sources of a summary."""
    payload, register = sent(matter, summary)
    documents = {document.id: document for document in matter.documents}
    cited = {citation for segment in summary.checked.summary.segments for citation in segment.citations}
    found = {citation: _place(payload, citation, documents) for citation in cited}
    places = {citation: place for citation, place in found.items() if place is not None}
    before, verdict = edited_from(matter, summary), _last_verdict(matter, summary)
    whole, briefly = not_covered(matter, payload), not_covered(matter, payload, FEW)
    words = clear_words(summary, register)
    policy, decided = matter.parts.policy, bool(matter.store.sign_offs(summary.id))
    cost = expected_cost(summary, payload, policy)
    stops = designated(matter.documents) if policy.designations.stop else ()
    return Background(
        payload,
        register,
        places,
        before,
        verdict,
        whole,
        briefly,
        words,
        cost,
        decided=decided,
        designated=tuple(stops),
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


def _place(payload: Payload, citation: Citation, documents: Mapping[str, Document]) -> CitedPlace | None:
    passages = passages_of(payload, citation)
    document = documents.get(source_of(passages, citation))
    if document is None or not passages:
        return None
    span = Span(passages[0].clear_span.start, passages[-1].clear_span.end)
    return CitedPlace(document.id, document.name, span, where(passages, document))


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


def where(passages: tuple[Passage, ...], document: Document) -> str:
    """Bates number if there is one, page and printed lines, else the block's label."""
    first = document.place(passages[0].clear_span.start)
    last = document.place(max(passages[-1].clear_span.start, passages[-1].clear_span.end - 1))
    bates = f"{first.bates}, " if first.bates else ""
    return bates + _between(first, last)


def _between(first: Place, last: Place) -> str:
    if first.page and first.line:
        return f"{first.page}:{first.line}" + ("" if first == last else f"–{last.page}:{last.line}")
    if first.page:
        return f"p. {first.page}" if first.page == last.page else f"pp. {first.page}–{last.page}"
    return first.label if first.label == last.label else f"{first.label} to {last.label}"
