"""Texts that are no language: their time grows with their length; with the square of it, tests would take hours."""

import itertools
import re
from collections.abc import Sequence

import pytest

from legalredact.masking.mask import assign_tokens, mask
from legalredact.masking.reply.check import check
from legalredact.masking.reply.sources import uncited
from legalredact.masking.span_index import SpanIndex
from legalredact.masking.whole_words import occurs_in
from legalredact.matching.names.concatenated import NamesInHandles
from legalredact.model.mention import Kind, Span
from legalredact.model.payload import Passage, Payload, PayloadDocument, VerifiedText
from legalredact.model.review import FindingKind, MaskedSummary, Segment, Usage
from tests.masking.made import document, entity, register

LONG = 200_000
FONTAINE = entity("e1", "Thaddeus Fontaine", "Fontaine")


@pytest.mark.parametrize("unit", ["a", "A", "Aa", "é"])
def test_one_word_of_many_letters_is_looked_through_for_names(unit: str) -> None:
    finder = NamesInHandles([("e1", "Fontaine", Kind.PERSON)])
    assert list(finder.find(unit * LONG)) == []
    assert [one.owner for one in finder.find(f"{unit * LONG} @thadfontaine")] == ["e1"]


def test_a_name_that_stands_in_a_text_thousands_of_times_is_masked() -> None:
    read = document("Fontaine " * 4_000)
    assert mask(read, assign_tokens(register(FONTAINE), [read]), ()).text == "PARTY_A " * 4_000


def replied(text: str, source: str) -> Sequence[FindingKind]:
    """What the check finds in a reply to a payload with that text."""
    payload = Payload("p", "1", "Summarize.", (PayloadDocument("d1", "Document 1", (passage(source),)),))
    verified = VerifiedText(payload, payload.digest, frozenset())
    summary = MaskedSummary(payload.digest, "p", "1", (Segment(text),), Usage("local"))
    return [finding.kind for finding in check(summary, verified, register(FONTAINE)).findings]


def test_a_reply_of_one_number_of_many_digits_is_checked() -> None:
    assert list(uncited([Segment("1" * LONG)])) == []
    assert [number for number, _ in uncited([Segment(f"{'1' * LONG}a was not paid.")])] == [0]


def test_a_name_in_a_reply_thousands_of_times_is_found_each_time() -> None:
    found = replied("Fontaine " * 3_000, "nobody " * 3_000)
    assert found.count(FindingKind.CLEAR_NAME) == 3_000
    assert FindingKind.CLEAR_NAME not in replied("Fontaine " * 3_000, "nobody, Fontaine")


def passage(text: str) -> Passage:
    source = document(text)
    return Passage("b0", text, source.place(0), Span(0, len(text)))


@pytest.mark.parametrize(
    "text", ["Ann sat.", "an Ann", "Anna Ann", "1.Ann", "1-Ann", "a.Ann", "Ann_", "Ann,1", "Ann, 1", "éAnn", ""]
)
@pytest.mark.parametrize("words", ["Ann", "1"])
def test_words_stand_in_a_text_as_a_pattern_would_find_them(words: str, text: str) -> None:
    pattern = rf"(?<!\w)(?<!\d[.,-]){re.escape(words)}(?!\w|[.,-]\d)"
    assert occurs_in(words, text) == (re.search(pattern, text) is not None)


def test_an_index_tells_the_stretches_that_a_look_at_all_of_them_would() -> None:
    spans = [Span(start, start + length) for start, length in itertools.product(range(8), (1, 2, 5))]
    index = SpanIndex((span, number) for number, span in enumerate(spans))
    for start, end in itertools.combinations(range(12), 2):
        asked = Span(start, end)
        assert {span for span, _ in index.over(asked)} == {span for span in spans if span.overlaps(asked)}
