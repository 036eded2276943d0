"""Verified payloads for tests: what `masking.verify` would give, built by hand."""

from collections.abc import Sequence

from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Hit, Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.token import TOKEN
from legalredact.summary.prompts import prompt_of


def document(document_id: str, *texts: str, title: str = "", places: Sequence[Place] = ()) -> PayloadDocument:
    """A document with those passages, `p1`, `p2`, …"""
    at = [*places, *[Place(label=f"paragraph {n}") for n in range(len(places) + 1, len(texts) + 1)]]
    passages = (Passage(f"p{n}", text, at[n - 1], Span(0, len(text))) for n, text in enumerate(texts, 1))
    return PayloadDocument(document_id, title or f"Document {document_id} (PDF, 2 pages)", tuple(passages))


def verified(*documents: PayloadDocument, prompt: str = "document-abstract") -> VerifiedText:
    """A payload for that prompt of the registry, as if it had been verified."""
    asked = prompt_of(prompt)
    return as_verified(Payload(asked.id, asked.version, asked.instructions, documents))


def as_verified(payload: Payload) -> VerifiedText:
    """As `masking.verify` would say of a payload without names."""
    tokens = frozenset(token for part in payload.parts() for token in TOKEN.findall(part))
    return VerifiedText(payload, payload.digest, tokens)


def trusting(payload: Payload) -> VerifiedText | tuple[Hit, ...]:
    """A reverify that finds nothing."""
    return as_verified(payload)


def complaint() -> VerifiedText:
    """Two short documents about invented parties."""
    return verified(
        document(
            "d1",
            "CLIENT_A brings this action against PARTY_B for breach of a supply agreement.",
            "On March 4, 2019, CLIENT_A and PARTY_B signed the agreement.",
            "PARTY_B never delivered the second shipment.",
        ),
        document("d2", "COUNSEL_C writes to PARTY_B.", "Payment of $12,500 is due."),
    )
