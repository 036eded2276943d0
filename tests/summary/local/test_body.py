"""The body of a document: its own lines, sentences, rows and sections, without headers and footers."""

from dataclasses import replace

import pytest

from legalredact.model.document import Place
from legalredact.model.payload import PayloadDocument
from legalredact.summary.local.body import Body, body_of
from legalredact.summary.local.headings import is_heading
from legalredact.summary.local.running_lines import running_passages
from legalredact.summary.local.sentences import Kind, is_sentence
from tests.summary.payloads import document


def paged(*pages: tuple[str, ...]) -> PayloadDocument:
    """A document with those passages on each page."""
    places = [Place(page=n, label=f"page {n}") for n, page in enumerate(pages, 1) for _ in page]
    return document("d1", *(text for page in pages for text in page), places=places)


def told(body: Body, kind: Kind) -> list[str]:
    return [body.words(one.span) for one in body.statements if one.kind is kind]


def test_headers_footers_and_page_numbers_are_left_out() -> None:
    pages = [
        (f"ROE v. DOE, No. 7, page {n} of 3", f"{n}. The crew unloaded crate {'abc'[n]}.", f"Draft {n}", str(n))
        for n in (0, 1, 2)
    ]
    made = paged(*pages)
    left = [p.masked_text for n, p in enumerate(made.passages) if n not in running_passages(made.passages)]
    assert left == [page[1] for page in pages]


def test_the_lines_of_a_ledger_repeat_but_for_their_figures_and_stay() -> None:
    made = document("d1", *(f"{n}/05/2021   Payment   $500.00" for n in (1, 2, 3, 4)))
    assert not running_passages(made.passages)
    assert len(told(body_of(made), Kind.ROW)) == 4


def test_cells_of_a_table_on_a_page_stay_though_they_repeat() -> None:
    cells = [text for day in (1, 2, 3) for text in (f"May {day}, 2021", f"Fan belt {day}", "0.5", f"${day}86.20")]
    assert told(body_of(paged(tuple(cells))), Kind.ROW) == [
        f"May {day}, 2021 Fan belt {day} 0.5 ${day}86.20" for day in (1, 2, 3)
    ]


def test_rows_of_a_word_table_are_their_cells() -> None:
    labels = [f"table 1, row {row}, cell {cell}" for row in (1, 2) for cell in (1, 2)]
    made = document("d1", "Item", "Amount", "Cargo", "$7.50", places=[Place(label=label) for label in labels])
    assert told(body_of(made), Kind.ROW) == ["Item Amount", "Cargo $7.50"]


def test_a_sentence_over_a_page_break_is_whole() -> None:
    made = paged(("The crew of the barge unloaded all of the", "1"), ("2", "tiles on May 4, 2021."))
    first, *_ = made.passages
    passages = (*made.passages[:3], replace(made.passages[3], continues=first.id))
    body = body_of(replace(made, passages=passages))
    assert told(body, Kind.SENTENCE) == ["The crew of the barge unloaded all of the tiles on May 4, 2021."]


def test_headings_and_items_of_a_list_are_no_part_of_a_sentence() -> None:
    body = body_of(document("d1", "FIRST CLAIM\n(Breach – CLIENT_A)\n7. PARTY_B owes\nthe price of the tiles."))
    assert told(body, Kind.LINE) == ["FIRST CLAIM", "(Breach – CLIENT_A)"]
    assert told(body, Kind.SENTENCE) == ["7. PARTY_B owes the price of the tiles."]
    assert body.section(body.statements[-1].span.start) == "FIRST CLAIM"


def test_the_mark_of_an_item_on_a_line_of_its_own_is_no_part_of_a_sentence() -> None:
    text = "PARTY_B shall not sell looms abroad.\nb.\nCLIENT_A may not sue; and\nc.\nPARTY_B must pay for looms."
    body = body_of(document("d1", text))
    assert told(body, Kind.SENTENCE) == [
        "PARTY_B shall not sell looms abroad.",
        "PARTY_B must pay for looms.",
    ]
    assert told(body, Kind.LINE) == ["b.", "CLIENT_A may not sue; and", "c."]


def test_a_title_of_a_section_above_a_paragraph_is_no_part_of_its_sentence() -> None:
    text = (
        "Repairs of the River Bridge\nThe committee has been told that the bridge may be closed for a whole winter.\n"
    )
    body = body_of(document("d1", text + "It will decide in the spring."))
    assert told(body, Kind.LINE) == ["Repairs of the River Bridge"]
    assert body.section(body.sentences[0].span.start) == "Repairs of the River Bridge"


def test_the_stamp_of_a_court_is_left_out_with_its_wide_gaps() -> None:
    stamp = "Case 3:24-cv-90417-OTB   Document 7   Entered on Docket 05/04/2024   Page 1 of 3"
    body = body_of(document("d1", f"PARTY_B answered the complaint on time.\n{stamp}"))
    assert [body.words(one.span) for one in body.statements] == ["PARTY_B answered the complaint on time."]


def test_a_short_sentence_is_told_with_the_next_one() -> None:
    body = body_of(document("d1", "You refused. You said that the trailer had to leave."))
    assert told(body, Kind.SENTENCE) == ["You refused. You said that the trailer had to leave."]


def test_words_that_lead_to_a_quotation_are_one_with_it() -> None:
    body = body_of(document("d1", "Section 8 of the agreement says:", "“Carrier shall keep the load frozen.”"))
    assert told(body, Kind.SENTENCE) == ["Section 8 of the agreement says: “Carrier shall keep the load frozen.”"]


def test_marks_of_quoted_mail_are_no_part_of_a_quotation() -> None:
    body = body_of(document("d1", "On Monday X wrote:\n> The load\n> > was thawed when it came."))
    (one,) = body.sentences
    assert body.quoted(one.span).text.split() == ["The", "load", "was", "thawed", "when", "it", "came."]


def test_comments_in_the_margin_are_no_part_of_the_body() -> None:
    places = [Place(label="page 1"), Place(label="comment on page 1")]
    body = body_of(document("d1", "The roof leaked in May.", "Ask CLIENT_A first.", places=places))
    assert told(body, Kind.SENTENCE) == ["The roof leaked in May."]
    assert [body.words(span) for span in body.comments] == ["Ask CLIENT_A first."]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("PARTY_B never delivered the second shipment.", True),
        ("“Sign it or I find another driver.”", True),
        ("the second shipment never arrived.", False),
        ("The second shipment never arrived", False),
        ("A copy of the opinion and judgment only.", False),
        ("CLIENT_A, Plaintiff, v.", False),
        ("Roofing Tiles And Nails Of Quality.", False),
    ],
)
def test_a_sentence_is_whole_and_has_a_verb(words: str, whole: bool) -> None:
    assert is_sentence(words) is whole


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("THE PARTIES", True),
        ("A. The Agreement of the Parties", True),
        ("Standard of Review", True),
        ("January 12, 2024", False),
        ("Dated: March 15, 2024", False),
        ("The roof leaked in May.", False),
        ("", False),
        ("--- 14 ---", False),
        ("I.", False),
        (f"{'THE TERMS OF THE AGREEMENT ' * 8}ABOUT IT", False),
        ("Dear Mr. PERSON_B:", False),
    ],
)
def test_headings_are_told_from_dates_and_sentences(line: str, heading: bool) -> None:
    assert is_heading(line) is heading
