"""Statements that name documents by their neutral titles, as the instructions ask: such a title is no figure."""

from dataclasses import replace

import pytest

from legalredact.masking.reply.check import check
from legalredact.masking.reply.named_documents import NamedDocuments
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, PayloadDocument, VerifiedText
from legalredact.model.review import Citation, FindingKind, MaskedSummary, Segment, Usage
from tests.masking.reply.test_check import REGISTER, VERIFIED

TITLES = ("Document 1 (PDF, 31 pages)", "Document 2 (e-mail, 6 messages)", "Document 3")
DOCUMENTS = tuple(
    PayloadDocument(f"d{n}", title, (Passage("p1", "The lease was signed by PARTY_B.", Place(), Span(0, 0)),))
    for n, title in enumerate(TITLES)
)


@pytest.mark.parametrize(
    ("text", "cited", "left"),
    [
        ("Document 1 (PDF, 31 pages) is a lease.", {0}, " is a lease."),
        ("It is Document 1 of 7 pages.", {0}, "It is  of 7 pages."),
        ("Documents 1, 2 and 3 deal with it.", {0, 1, 2}, ", and  deal with it."),
        ("Documents 1, 2 and 3 deal with it.", {0, 1}, ",  and 3 deal with it."),
        ("Document 1, 2 trucks.", {0, 1}, ", 2 trucks."),
        ("Document 2 (PDF, 31 pages)", {0, 1}, " (PDF, 31 pages)"),
        ("Document 2 says so.", {0}, "Document 2 says so."),
        ("Document 1.5 and Document 31", {0, 1, 2}, "Document 1.5 and Document 31"),
        ("Document 9", {0}, "Document 9"),
    ],
)
def test_titles_of_cited_documents_are_hidden(text: str, cited: set[int], left: str) -> None:
    hidden = NamedDocuments(DOCUMENTS).hidden(text, cited)
    assert len(hidden) == len(text)
    assert hidden.replace("\ufffc", "").replace(" ", "") == left.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Document 1 (PDF, 31 pages) | The lease was signed by PARTY_B.", []),
        ("Document 1 (PDF, 32 pages) | The lease was signed by PARTY_B.", ["32"]),
        ("Document 2 says that the lease was signed by PARTY_B.", ["Document 2"]),
    ],
)
def test_a_named_document_is_flagged_only_if_it_is_not_cited(text: str, flagged: list[str]) -> None:
    payload = replace(VERIFIED.payload, documents=DOCUMENTS, prompt_id="damages")
    sent = VerifiedText(payload, payload.digest, VERIFIED.tokens)
    said = Segment(text, (Citation("d0", "p1", "p1"),))
    found = check(MaskedSummary(sent.digest, "damages", "1", (said,), Usage("claude")), sent, REGISTER).findings
    figures = (FindingKind.UNKNOWN_FACT, FindingKind.FACT_ELSEWHERE)
    assert [one.masked_excerpt for one in found if one.kind in figures] == flagged
