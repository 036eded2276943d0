"""Which documents of a payload a summary says nothing about, over every combination."""

import itertools

import pytest

from legalredact.masking.reply.form import ABSTRACT, OVERVIEW, silent_documents
from legalredact.model.document import Place
from legalredact.model.mention import Span
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.review import Citation, Segment

TEXTS = {"full": ("It rained.", ""), "blank": (" ", "\n"), "empty": ()}


def payload(prompt: str) -> Payload:
    documents = tuple(
        PayloadDocument(name, f"Document {name}", tuple(Passage("p", t, Place(page=1), Span(0, 1)) for t in texts))
        for name, texts in TEXTS.items()
    )
    return Payload(prompt, "1", "Summarize.", documents)


@pytest.mark.parametrize(
    ("prompt", "cited", "heading"),
    [*itertools.product((ABSTRACT, OVERVIEW, "chronology"), (*TEXTS, ""), (True, False))],
)
def test_each_document_with_text_needs_a_statement_where_the_prompt_asks_for_one(
    prompt: str, cited: str, heading: bool
) -> None:
    segment = Segment("It rained.", (Citation(cited, "p", "p"),) if cited else (), heading=heading)
    told = [finding.masked_excerpt for finding in silent_documents((segment,), payload(prompt))]
    said = cited == "full" and not heading
    assert told == ([] if said or prompt == "chronology" else ["Document full"])
