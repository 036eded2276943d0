"""Places in a document, and tokens."""

from itertools import islice

import pytest

from legalredact.model.document import Block, BlockKind, CharBoxes, Document, Page, Place, between
from legalredact.model.mention import Kind, Role, Span
from legalredact.model.review import CheckedSummary, MaskedSummary, ReviewedSummary, Segment, SignOff, Usage, Verdict
from legalredact.model.token import TOKEN, free_tokens, letters

PACKED = b"\x00\x00\x80\x3f\x00\x00\x00\x40\x00\x00\x40\x40\x00\x00\x80\x40" + bytes(16)  # 1, 2, 3, 4 and nothing


@pytest.fixture
def document() -> Document:
    blocks = (
        Block("b1", BlockKind.BODY, Span(0, 2), 1, "page 1", CharBoxes(1, PACKED), ((0, 7), (1, 8))),
        Block("b2", BlockKind.FOOTNOTE, Span(4, 6), 0, "footnote 2"),
    )
    page = Page(1, 612, 792, bates="PF 000001", printed="45")
    return Document("d1", "a.pdf", "ab\n\ncd", blocks, (page,), (), "00")


def test_a_place_names_page_printed_line_and_bates_number(document: Document) -> None:
    assert document.place(1) == Place(1, 8, "page 1", "PF 000001", "45")
    assert str(document.place(1)) == "45:8 (page 1 of the file)"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (Place(3, 4, printed="3"), Place(3, 4, printed="3"), "3:4"),
        (Place(3, 4, printed="3"), Place(3, 9, printed="3"), "3:4–3:9"),
        (Place(3, 4, printed="12"), Place(4, 1, printed="13"), "12:4–13:1 (pages 3–4 of the file)"),
        (Place(3, printed="iv"), Place(3, printed="iv"), "p. iv (page 3 of the file)"),
        (Place(3, printed="3"), Place(4, printed="4"), "pp. 3–4"),
        (Place(3, 4, printed="12"), Place(4, 1), "page 3 of the file, line 4 to page 4, line 1"),
        (Place(3, 4), Place(3, 9), "page 3 of the file, lines 4–9"),
        (Place(3, 4), Place(3), "page 3 of the file"),
        (Place(3), Place(4), "pages 3–4 of the file"),
        (Place(0, 4, "line 4"), Place(0, 4, "line 4"), "line 4"),
        (Place(0, 4, "line 4 of the message"), Place(0, 9, "line 9 of the message"), "lines 4–9 of the message"),
        (Place(0, 4, "line 4"), Place(label="footnote 2"), "line 4 to footnote 2"),
        (Place(label="paragraph 3"), Place(label="paragraph 4"), "paragraph 3 to paragraph 4"),
    ],
)
def test_places_are_named_by_what_is_printed_and_else_by_the_file(first: Place, last: Place, words: str) -> None:
    assert between(first, last) == words


def test_a_place_without_a_page_is_its_label(document: Document) -> None:
    assert str(document.place(5)) == "footnote 2"


def test_between_blocks_there_is_no_place(document: Document) -> None:
    assert document.place(2) == Place()


def test_only_characters_that_stand_on_a_page_have_boxes(document: Document) -> None:
    assert [(box.x0, box.y1) for box in document.boxes(Span(0, 6))] == [(1.0, 4.0)]


def test_letters_count_as_spreadsheets_do() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_letters_are_unique_whatever_the_word_before_them() -> None:
    free = free_tokens(Role.PARTY, Kind.PERSON, ["CLIENT_A", "ORG_C"])
    assert list(islice(free, 2)) == ["PARTY_B", "PARTY_D"]


def test_a_matter_of_more_than_eighteen_thousand_names_has_tokens_for_all() -> None:
    known = [f"PERSON_{letters(n)}" for n in range(18_278)]
    assert len(known[-1]) == len("PERSON_ZZZ")
    assert list(islice(free_tokens(Role.ORGANIZATION, Kind.ORGANIZATION, known), 2)) == ["ORG_AAAA", "ORG_AAAB"]


def test_identifiers_count_within_their_own_word() -> None:
    assert next(free_tokens(Role.IDENTIFIER, Kind.EMAIL, ["SSN_1", "EMAIL_1"])) == "EMAIL_2"


@pytest.mark.parametrize("text", ["CLIENT_A", "CLIENT_A's", "(ORG_AB)", "PERSON_AAAA.", "SSN_12.", "«EMAIL_1»"])
def test_a_token_is_seen_among_punctuation(text: str) -> None:
    assert TOKEN.search(text)


@pytest.mark.parametrize("text", ["client_A", "CLIENT_a", "XCLIENT_A", "CLIENT_AB_", "CLIENT_ABCDE", "SSN_0"])
def test_what_is_not_exactly_a_token_is_none(text: str) -> None:
    assert not TOKEN.search(text)


def summary(text: str) -> ReviewedSummary:
    masked = MaskedSummary("p" * 64, "abstract", "1", (Segment("CLIENT_A"),), Usage("local"))
    return ReviewedSummary("s1", CheckedSummary(masked), (Segment(text),), "ann")


def test_a_signature_binds_one_text_and_is_void_after_any_change() -> None:
    signed = summary("Oldacre signed.")
    sign_off = SignOff("s1", "bea", Verdict.APPROVED, "2026-11-24T10:00:00+00:00", "p" * 64, signed.digest)
    assert sign_off.binds(signed)
    assert not sign_off.binds(summary("Oldacre signed!"))
