"""The body of a document: its own lines, sentences, rows and sections, without headers and footers."""

from dataclasses import replace

import pytest

from legalredact.model.document import Place
from legalredact.model.payload import PayloadDocument
from legalredact.summary.local.body import Body, body_of
from legalredact.summary.local.headings import is_heading, is_item
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


def test_a_place_has_its_passage_and_its_page() -> None:
    body = body_of(paged(("The roof leaked in May.",), ("It was mended.", "It leaked again.")))
    texts = ["The roof leaked in May.", "It was mended.", "It leaked again."]
    assert [body.passage(n).of(body.plain) for n in range(3)] == texts
    for number, span in enumerate(map(body.passage, range(3))):
        for place in (span.start, span.end - 1):
            assert (body.passage_at(place), body.page(place)) == (number, 1 + (number > 0))


@pytest.mark.parametrize(
    ("passages", "words"), [(0, ""), (1, "one"), (2, "one two"), (3, "one two three"), (9, "one two three")]
)
def test_the_head_of_a_document_is_its_first_passages(passages: int, words: str) -> None:
    body = body_of(document("d1", "one", "two", "three"))
    assert body.words(body.head(passages)) == words
    assert len(body_of(document("d1", " ")).head(passages)) == 0


def test_the_section_is_the_nearest_heading_above() -> None:
    body = body_of(document("d1", "Tiles were sold.", "SHIPMENTS", "Nails were sold.", "THE HARBOR", "Felt was sold."))
    sections = [body.section(body.passage(n).start) for n in range(5)]
    assert sections == ["", "SHIPMENTS", "SHIPMENTS", "THE HARBOR", "THE HARBOR"]


def test_a_row_in_capitals_is_no_heading() -> None:
    body = body_of(document("d1", "SHIPMENTS\tTILES\tNAILS", "Nails were sold."))
    assert told(body, Kind.ROW)
    assert body.section(body.passage(1).start) == ""


@pytest.mark.parametrize(
    "label", ["Header 1", "page 2, footer", "PICTURE on page 3", "field code 4", "Comment by CLIENT_A"]
)
def test_what_is_beside_the_text_of_a_file_is_no_part_of_its_body(label: str) -> None:
    made = document("d1", "The roof leaked in May.", "It was red.", places=[Place(label="page 1"), Place(label=label)])
    body = body_of(made)
    assert [body.words(one.span) for one in body.statements] == ["The roof leaked in May."]
    assert len(body.comments) == label.startswith("Comment")


def test_blank_comments_are_left_out() -> None:
    places = [Place(label="page 1"), Place(label="comment 1"), Place(label="comment 2")]
    body = body_of(document("d1", "The roof leaked in May.", " ", "Why?", places=places))
    assert [body.words(span) for span in body.comments] == ["Why?"]
    assert body.plain[: body.end] == "The roof leaked in May."


def test_questions_in_a_comment_are_no_testimony() -> None:
    lines = ("Q. And then?", "A. We left.", "Q. Who drove?", "A. I did.", "Q. When?", "A. At noon.")
    places = [*(Place(label="page 1") for _ in lines), Place(label="comment 1"), Place(label="comment 2")]
    body = body_of(document("d1", *lines, "Q. Why?", "A. Who knows.", places=places))
    assert [body.words(one.span) for one in body.exchanges][-1] == "Q. When? A. At noon."


def test_in_a_transcript_statements_and_exchanges_are_in_order_and_none_twice() -> None:
    lines = ("The caption of it was long.", "Q. And then?", "A. We left.", "Q. Who drove?", "A. I did.", "Q. When?")
    body = body_of(document("d1", *lines, "A. At noon.", "EXAMINATION", "BY MS. COUNSEL_F:"))
    assert [(one.kind.name, body.words(one.span)) for one in body.units] == [
        ("SENTENCE", "The caption of it was long."),
        ("EXCHANGE", "Q. And then? A. We left."),
        ("EXCHANGE", "Q. Who drove? A. I did."),
        ("EXCHANGE", "Q. When? A. At noon."),
        ("LINE", "EXAMINATION"),
        ("LINE", "BY MS. COUNSEL_F:"),
    ]
    assert [body.words(one.span) for one in body.sentences] == ["The caption of it was long."]


def test_dates_of_cited_cases_are_no_facts_of_a_document() -> None:
    text = (
        "On May 4, 2021 he cited Harrow v. Millstone, 2018 WL 123456 (S.D.N.Y. Mar. 4, 2018), and left on May 5, 2021."
    )
    body = body_of(document("d1", text))
    assert [fact.value for fact in body.facts] == ["2021-05-04", "2021-05-05"]


def test_facts_of_a_place_begin_in_it() -> None:
    body = body_of(
        document("d1", "On May 4, 2021 it rained.", "It was dry on May 5, 2021.", "It rained on May 6, 2021.")
    )
    assert [[fact.value for fact in body.facts_in(body.passage(n))] for n in range(3)] == [
        ["2021-05-04"],
        ["2021-05-05"],
        ["2021-05-06"],
    ]


QUOTED = "“Carrier shall keep the load frozen.”"


@pytest.mark.parametrize(
    ("texts", "told_of"),
    [
        (("Section 8 says:", QUOTED), [f"S Section 8 says: {QUOTED}"]),
        (
            ("Section 8 says:", '"Carrier shall keep the load frozen."'),
            ['S Section 8 says: "Carrier shall keep the load frozen."'],
        ),
        (("Section 8:", QUOTED), ["L Section 8:", f"S {QUOTED}"]),
        (("Section 8 says", QUOTED), ["L Section 8 says", f"S {QUOTED}"]),
        (("Section 8 says:", QUOTED[1:]), ["L Section 8 says:", f"S {QUOTED[1:]}"]),
        (
            ("Section 8 says:", "“The long frozen load”", QUOTED),
            ["L Section 8 says:", "L “The long frozen load”", f"S {QUOTED}"],
        ),
        (("Section 8 says:", QUOTED, QUOTED), [f"S Section 8 says: {QUOTED}", f"S {QUOTED}"]),
        (("Section 8 says:", "Section 9 says:", QUOTED), ["L Section 8 says:", f"S Section 9 says: {QUOTED}"]),
        (("The carrier was told of all this.", QUOTED), ["S The carrier was told of all this.", f"S {QUOTED}"]),
        (("Load\t|\tPrice paid\t|\tAmount due:", QUOTED), ["R Load | Price paid | Amount due:", f"S {QUOTED}"]),
        (("Section 8 says:",), ["L Section 8 says:"]),
    ],
)
def test_words_that_lead_to_a_quotation_end_with_a_colon(texts: tuple[str, ...], told_of: list[str]) -> None:
    body = body_of(document("d1", *texts))
    assert [f"{one.kind.name[0]} {body.words(one.span)}" for one in body.statements] == told_of


@pytest.mark.parametrize(("letters", "joined"), [(699, True), (700, False)])
def test_a_quotation_that_is_very_long_is_told_alone(letters: int, joined: bool) -> None:
    quotation = f"“Carrier shall keep the load {'x' * (letters - 38)} frozen.”"
    assert len(quotation) == letters
    assert len(body_of(document("d1", "Section 8 says:", quotation)).statements) == 2 - joined


def test_a_passage_that_continues_a_paragraph_is_behind_it_before_what_is_at_the_page_break() -> None:
    made = paged(
        ("The crew of the barge unloaded the", "A note on", "Another note"), ("tiles on", "May 4, 2021.", "The end")
    )
    ids = [one.id for one in made.passages]
    continues = {3: ids[0], 4: ids[3]}
    passages = (replace(p, continues=continues.get(n, "")) for n, p in enumerate(made.passages))
    body = body_of(replace(made, passages=tuple(passages)))
    assert [number for number, _ in body.unit.passages] == [0, 3, 4, 1, 2, 5]
    assert told(body, Kind.SENTENCE) == ["The crew of the barge unloaded the tiles on May 4, 2021."]


def test_a_passage_that_continues_one_below_or_one_that_is_left_out_stays_where_it_is() -> None:
    made = paged(("The crew", "unloaded the tiles", "of the barge"))
    ids = [one.id for one in made.passages]
    for continues in ({0: ids[2]}, {2: "p99"}, {1: ids[1]}):
        passages = (replace(p, continues=continues.get(n, "")) for n, p in enumerate(made.passages))
        body = body_of(replace(made, passages=tuple(passages)))
        assert [number for number, _ in body.unit.passages] == [0, 1, 2]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("ROE", False),
        ("ROES", True),
        ("A. B. CD", True),
        ("THE ROOF / THE WALL / AND/OR", True),
        ("12/A/BCDE", False),
        ("MAY 4, 2021", False),
        ("FINDINGS OF PARTY_B", True),
        ("Findings of PARTY_B", False),
        ("A. Findings of PARTY_B", True),
        ("Findings: the Roof", False),
        ("Findings of the Roof:", True),
        ("SINCERELY yours Truly Roof", False),
        ("COUNSEL Of The Roof", False),
        ("Counsel Of The Roofs", False),
        ("Price Of $500.00", False),
        ("Order In 19-CV-1042", False),
        ("Order Of May 2021", False),
        ("The Roof In The Yard", True),
        ("Roofs Tiles Nails Felt leaked", True),  # four of five words
        ("Roofs Tiles Nails Felt leaked today", False),
        ("of the", False),
        ("The Roof Of It,", False),
        ("The Roof Of It?", False),
        ("One Two Three Four Five Six Seven Eight Nine Ten", True),
        ("One Two Three Four Five Six Seven Eight Nine Ten Eleven", False),
        ("A. Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve", True),
        (f"R{'OO' * 58}FSX", True),  # 120 letters
        (f"R{'OO' * 59}FS", False),
    ],
)
def test_a_heading_is_in_capitals_or_mostly_capitalized_or_numbered(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


@pytest.mark.parametrize("small", "a an and as at by for from in of on or the to v vs with".split())
def test_small_words_of_a_heading_need_no_capital(small: str) -> None:
    assert is_heading(f"Roofs {small} Tiles")
    assert not is_heading("Roofs leak Tiles")


@pytest.mark.parametrize(
    ("line", "item"),
    [("(1) x", True), ("b. x", True), ("iv) x", True), ("1x", False), ("B. x", False), ("x (1) y", False)],
)
def test_an_item_begins_with_its_number_or_letter(line: str, item: bool) -> None:
    assert is_item(line) is item
