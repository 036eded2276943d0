"""Joins summaries so that they can be summarized again: of a family, a custodian, a production.

The statements of each are a document of the new payload, every one with its citation. So a statement on ten thousand
documents still cites the page, by its Bates number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from legalredact.masking.legend import with_legend
from legalredact.masking.source_places import SourcePlaces, TextOf
from legalredact.masking.verify import verify
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, Replaced, VerifiedText
from legalredact.model.register import Register
from legalredact.model.review import MaskedSummary, Segment
from legalredact.summary.prompts import Prompt
from legalredact.workflow.sign_off.citations import passages_of

_LOOKS = 3


@dataclass(frozen=True, slots=True)
class JoinedStatement:
    """One statement of a summary, and the place in the matter's documents that it cites.

    Arguments:
        replaced: names that it quotes from its source.
    """

    masked_text: str = field(repr=False)
    place: Place
    clear_span: Span
    source: str
    replaced: tuple[Replaced, ...] = ()


@dataclass(frozen=True, slots=True)
class Child:
    """A summary that is part of another one.

    Arguments:
        masked_title: neutral.
        payload: digest of the payload it was made from.
        documents: number of the matter's documents it covers.
    """

    masked_title: str
    payload: str
    statements: tuple[JoinedStatement, ...] = field(repr=False)
    documents: int = 1


def child(masked_title: str, payload: Payload, masked: MaskedSummary, text_of: TextOf, documents: int = 1) -> Child:
    """The usable part of a summary: its statements with a citation, and with a source for each name that they quote.

    Arguments:
        text_of: of the matter's documents.
    """
    places = SourcePlaces(payload, text_of)
    found = (_statement(segment, payload, places) for segment in masked.segments if not segment.heading)
    return Child(masked_title, payload.digest, tuple(one for one in found if one is not None), documents)


def _statement(segment: Segment, payload: Payload, places: SourcePlaces) -> JoinedStatement | None:
    for citation in segment.citations:
        passages = passages_of(payload, citation)
        if passages:
            first = passages[0]
            source = first.source or citation.document_id
            quoted = [one for _, one in sorted(places.of(segment).items())]
            if any(one is None or one.document_id not in ("", source) for one in quoted):
                return None
            replaced = tuple(Replaced(one.span, one.clear) for one in quoted if one is not None and one.document_id)
            return JoinedStatement(segment.text, first.place, first.clear_span, source, replaced)
    return None


def joined(prompt: Prompt, children: Sequence[Child]) -> Payload:
    """The payload of a summary of summaries; empty ones are left out."""
    telling = [one for one in children if one.statements]
    documents = tuple(
        PayloadDocument(f"part-{number}", one.masked_title, tuple(_passages(one)))
        for number, one in enumerate(telling, 1)
    )
    made_of = tuple(one.payload for one in telling)
    return Payload(prompt.id, prompt.version, prompt.instructions, documents, made_of=made_of)


def _passages(one: Child) -> Iterator[Passage]:
    for number, statement in enumerate(one.statements, 1):
        source = (statement.place, statement.clear_span, statement.source)
        yield Passage(f"s{number}", statement.masked_text, *source, replaced=statement.replaced)


def verified(payload: Payload, register: Register) -> tuple[VerifiedText | None, int]:
    """The payload as it may be summarized, and the number of statements withheld from it.

    A statement in which the check finds something is removed, since it lacks the surrounding text that the check of its
    document could use.

    Returns: None instead if nothing is left, or the rest does not pass.
    """
    withheld = 0
    for _ in range(_LOOKS):
        if not payload.documents:
            return None, withheld
        payload = with_legend(payload, register)
        verdict = verify(payload, register, (), ())
        if isinstance(verdict, VerifiedText):
            return verdict, withheld
        hit = {one.part for one in verdict}
        smaller = _without(payload, hit)
        gone = _size(payload) - _size(smaller)
        if not gone:
            return None, withheld
        withheld, payload = withheld + gone, smaller
    return None, withheld


def _without(payload: Payload, parts: set[str]) -> Payload:
    documents = (
        replace(one, passages=tuple(p for p in one.passages if f"{one.id}/{p.id}" not in parts))
        for one in payload.documents
    )
    return replace(payload, documents=tuple(one for one in documents if one.passages))


def _size(payload: Payload) -> int:
    return sum(len(document.passages) for document in payload.documents)
