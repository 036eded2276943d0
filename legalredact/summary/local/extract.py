"""Takes everything out of a document that a lawyer lists: parties, claims, amounts, deadlines, dates and the like."""

from collections.abc import Callable, Iterator

from legalredact.model.payload import PayloadDocument
from legalredact.summary.local.amounts import amounts
from legalredact.summary.local.body import Body, body_of
from legalredact.summary.local.chronology import dated_entries
from legalredact.summary.local.claims import claims_and_defenses, relief
from legalredact.summary.local.contract_terms import contract_terms
from legalredact.summary.local.court_caption import caption_parties, court_and_case, title_and_head
from legalredact.summary.local.deadlines import deadlines
from legalredact.summary.local.deposition import testimony
from legalredact.summary.local.dispositions import dispositions
from legalredact.summary.local.email_requests import requests
from legalredact.summary.local.entries import Entry, StructuredFacts, by_kind
from legalredact.summary.local.exhibits import comments, exhibits, signatures
from legalredact.summary.local.invoice import items
from legalredact.summary.local.key_passages import key_passages
from legalredact.summary.local.parties import roles

EXTRACTORS: tuple[Callable[[Body], Iterator[Entry]], ...] = (
    title_and_head,
    court_and_case,
    caption_parties,
    roles,
    dispositions,
    claims_and_defenses,
    relief,
    contract_terms,
    items,
    amounts,
    requests,
    deadlines,
    dated_entries,
    exhibits,
    signatures,
    comments,
    testimony,
    key_passages,
)
"""Each takes one kind of entries, or a few, out of a document."""


def extract(document: PayloadDocument, between: Callable[[], None] = lambda: None) -> StructuredFacts:
    """Everything that the extractors find in a masked document; the same document always gives the same facts.

    Arguments:
        between: called before each extractor; may raise Cancelled.
    """
    body = body_of(document)
    found: list[Entry] = []
    for extractor in EXTRACTORS:
        between()
        found += extractor(body)
    return StructuredFacts(body, by_kind(found))
