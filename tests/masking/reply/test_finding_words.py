"""What a reader is told of the check of a reply."""

from legalredact.masking.reply.finding_words import what_was_checked
from legalredact.model.mention import Span
from legalredact.model.review import CheckedSummary, Citation, Finding, FindingKind, MaskedSummary, Segment, Usage

CITED = (Citation("d1", "b1", "b1"),)
QUOTED = Segment("PERSON_A signed.", CITED, quoted=True)


def checked(*findings: Finding) -> CheckedSummary:
    segments = (Segment("Document 1", heading=True), QUOTED, QUOTED, Segment("She signed."))
    return CheckedSummary(MaskedSummary("0" * 64, "p", "1", segments, Usage("local")), findings)


def test_statements_sources_and_quotations_are_counted() -> None:
    words = what_was_checked(checked())
    assert words.startswith("3 statements checked; 2 have a source.")
    assert "2 are quoted whole, word for word." in words
    assert "those of statements without a source with all documents together" in words


def test_a_quotation_that_differs_from_its_source_is_not_counted_as_word_for_word() -> None:
    flagged = Finding(FindingKind.NOT_WORD_FOR_WORD, 1, Span(0, 5), "PERSON_A")
    assert "1 is quoted whole, word for word." in what_was_checked(checked(flagged))
