"""The last check of a payload; the only maker of `VerifiedText`."""

from collections.abc import Iterator, Sequence

from legalredact.masking.names import MaskedNames, masked_names
from legalredact.masking.original import Original
from legalredact.masking.scan import Scan
from legalredact.model.document import Document
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, MaskedText, Payload, VerifiedText
from legalredact.model.register import Register


def verify(
    payload: Payload, register: Register, masked_texts: Sequence[MaskedText], documents: Sequence[Document]
) -> VerifiedText | tuple[Hit, ...]:
    """Search everything that would be sent for names and identifiers, and prove that it can be unmasked.

    All of `payload.parts()` is searched with tokens cut out. The passages of a document are joined, so that a name
    across two passages is found. A second, simpler search checks the first (see `squeezed`).

    Arguments:
        payload: as it would be sent.
        register: with which it was masked.
        masked_texts, documents: of the payload, for the proof. A document of the payload that is not among `documents`
            is text that an engine derived from verified text, and has no clear text to compare with.

    Returns: the verified text, or all hits as values.
    """
    names = masked_names(register)
    scan = Scan(names)
    texts = {masked.document_id: masked for masked in masked_texts}
    originals = {d.id: Original(d, texts[d.id], names.in_document(d.id)) for d in documents if d.id in texts}
    hits = tuple(dict.fromkeys((*_found(payload, scan, names, originals), *_unproven(payload, documents, originals))))
    return hits or VerifiedText(payload, payload.digest, scan.tokens(payload))


def _found(payload: Payload, scan: Scan, names: MaskedNames, originals: dict[str, Original]) -> Iterator[Hit]:
    """Everything that must not be sent, part by part."""
    instructions = scan.typed if payload.is_of_firm else scan.fixed
    yield from instructions("instructions", payload.instructions)
    yield from scan.question(payload.question)
    yield from scan.legend(payload.legend)
    for document in payload.documents:
        yield from scan.fixed(f"title {document.id}", document.masked_title)
        here = names.in_document(document.id)
        yield from (scan if here is names else Scan(here)).document(document, originals.get(document.id))


def _unproven(payload: Payload, documents: Sequence[Document], originals: dict[str, Original]) -> Iterator[Hit]:
    """Documents for which unmasking is impossible, or does not give the clear text."""
    known = {document.id for document in documents}
    for document in payload.documents:
        if document.id in originals:
            yield from originals[document.id].unproven(document)
        elif document.id in known:
            yield Hit(document.id, "unmask", document.id, Span(0, 0))
