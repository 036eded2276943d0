"""What a reader is told of the check of a reply."""

from dataclasses import replace

from legalredact.masking.reply.finding_words import finding_words, note_words, what_was_checked, where_words
from legalredact.model.mention import Span
from legalredact.model.review import CheckedSummary, Citation, Finding, FindingKind, MaskedSummary, Note, Segment, Usage

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


def test_a_finding_is_told_with_its_words_and_its_place() -> None:
    finding = Finding(FindingKind.FACT_ELSEWHERE, 1, Span(0, 6), "$4,300", place="Document 1, page 2")
    assert finding_words(finding) == ("“$4,300” was not found in the cited passages. It is in Document 1, page 2.")
    assert finding_words(Finding(FindingKind.UNCITED, 1, Span(0, 6), "x")) == "No source is given for this statement."


def test_long_words_are_shortened_and_are_on_one_line() -> None:
    finding = Finding(FindingKind.HEADING, 1, Span(0, 6), f"one\n two {'a' * 120}")
    assert finding_words(finding).startswith(f"“one two {'a' * 112}…”")
    whole = replace(finding, masked_excerpt=f"one\n two {'a' * 112}")
    assert finding_words(whole).startswith(f"“one two {'a' * 112}”")


def test_every_kind_of_finding_has_words() -> None:
    assert all(finding_words(Finding(kind, 0, Span(0, 1), "x")).endswith(".") for kind in FindingKind)


def test_a_computed_value_is_told_with_its_operands() -> None:
    assert note_words(Note(1, Span(0, 2), "$7", "$3 + $4")) == (
        "“$7” is not written in the cited passages. It was computed: $3 + $4."
    )
    assert note_words(Note(1, Span(0, 2), "$7", "")).endswith("It was derived from their figures.")


def test_a_finding_is_told_with_the_number_of_its_statement_or_heading() -> None:
    segments = checked().summary.segments

    def where(segment: int, kind: FindingKind = FindingKind.UNCITED) -> str:
        return where_words(Finding(kind, segment, Span(0, 1), "x"), segments)

    assert [where(segment) for segment in range(5)] == [
        "Heading 1",
        "Statement 1",
        "Statement 2",
        "Statement 3",
        "Whole summary",
    ]
    assert where(2, FindingKind.SILENT_DOCUMENT) == "Whole summary"
    assert where_words(Note(2, Span(0, 1), "$7", ""), segments) == "Statement 2"


def test_of_quotations_nothing_is_said_where_there_are_none() -> None:
    alone = MaskedSummary("0" * 64, "p", "1", (Segment("She signed.", CITED),), Usage("local"))
    assert "word for word" not in what_was_checked(CheckedSummary(alone, ()))
