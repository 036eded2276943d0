"""Rebuilds masked texts from a stored payload, so that it can be verified again exactly as it was when it was sent."""

from collections.abc import Iterable, Iterator, Sequence

from legalredact.model.document import Document
from legalredact.model.mention import Span
from legalredact.model.payload import MaskedText, Occurrence, Payload, PayloadDocument
from legalredact.model.token import TOKEN


def as_sent(payload: Payload, documents: Iterable[Document]) -> tuple[MaskedText, ...]:
    """The masked text of each of the documents that the payload has, in their order.

    Text outside the payload's passages (running heads, comments) is left in clear: it was not sent.
    """
    sent = {document.id: document for document in payload.documents}
    return tuple(_masked(document, sent[document.id]) for document in documents if document.id in sent)


def _masked(document: Document, sent: PayloadDocument) -> MaskedText:
    parts: list[str] = []
    occurrences: list[Occurrence] = []
    at = length = 0
    for clear, printed in _replaced(sent):
        kept = document.text[at : clear.start]
        parts += (kept, printed)
        start = length + len(kept)
        at, length = clear.end, start + len(printed)
        token = TOKEN.search(printed)
        occurrences.append(Occurrence(Span(start, length), clear, token[0] if token else "", clear.of(document.text)))
    return MaskedText(document.id, "".join((*parts, document.text[at:])), tuple(occurrences))


def _replaced(sent: PayloadDocument) -> Sequence[tuple[Span, str]]:
    """Each replaced name of the passages by its place in the document, with its replacement; in order."""
    return sorted(dict(_all(sent)).items())


def _all(sent: PayloadDocument) -> Iterator[tuple[Span, str]]:
    for passage in sent.passages:
        for one in passage.replaced:
            yield one.clear, one.masked.of(passage.masked_text)
