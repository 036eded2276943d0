"""Headers, footers, stamps and page numbers are told from text that repeats."""

import pytest

from legalredact.model.document import Place
from legalredact.model.payload import PayloadDocument
from legalredact.summary.local.running_lines import is_stamp, running_passages
from tests.summary.payloads import document

WORDS = "alder birch cedar dogwood elm fir ginkgo hazel".split()


def paged(*pages: tuple[str, ...]) -> PayloadDocument:
    places = [Place(page=n) for n, page in enumerate(pages, 1) for _ in page]
    return document("d1", *(text for page in pages for text in page), places=places)


def running(made: PayloadDocument) -> list[str]:
    return [made.passages[n].masked_text for n in sorted(running_passages(made.passages))]


@pytest.mark.parametrize(("pages", "found"), [(2, False), (3, True)])
def test_a_header_is_on_three_pages_or_more(pages: int, found: bool) -> None:
    header = "ROE v. DOE"
    assert running(paged(*((header, word) for word in WORDS[:pages]))) == [header] * pages * found
    assert running(document("d1", *[header] * pages)) == [header] * pages * found


def test_lines_that_repeat_on_one_page_are_no_headers() -> None:
    assert running(paged(("Yes.", "Yes.", "Yes.", "Yes."))) == []
    assert running(paged(("Yes.", "Yes.", "Yes."), ("Yes.",))) == []


@pytest.mark.parametrize(("at", "found"), [(3, True), (4, False), (5, True)])
def test_headers_and_footers_are_among_four_lines_of_an_edge(at: int, found: bool) -> None:
    pages = []
    for n in range(3):
        lines = [f"{word} {'xyz'[n]}" for word in WORDS]
        lines.insert(at, "ROE v. DOE")
        pages.append(tuple(lines))
    assert running(paged(*pages)) == ["ROE v. DOE"] * 3 * found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("Draft 1", "DRAFT  2", "draft 33"), True),
        (("Draft of May 1, 2021", "Draft of May 2, 2021", "Draft of May 3, 2021"), False),
        (("Draft of May 1, 2021", "Draft of May 1, 2021", "Draft of May 1, 2021"), True),
        (("Paid $5.00", "Paid $6.00", "Paid $5.00"), False),
        (("No. 3:24-cv-90417", "No. 3:24-cv-90418", "No. 3:24-cv-90417"), False),
        (("Q. Yes?",) * 3, False),
        (("A.  Yes.",) * 3, False),
        (("x" * 140,) * 3, True),
        (("x" * 141,) * 3, False),
        ((" ",) * 3, False),
    ],
)
def test_lines_that_repeat_but_for_their_numbers_are_headers_of_pages(lines: tuple[str, ...], found: bool) -> None:
    assert running(paged(*((line,) for line in lines))) == list(lines) * found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("ROE v. DOE", "Roe v.  Doe", "ROE V. DOE"), True),
        (("- 1 -", "- 2 -", "- 3 -"), True),
        (("Exhibit 1", "Exhibit 2", "Exhibit 3"), False),
        (("Lot 1: 5 looms", "Lot 2: 6 looms", "Lot 3: 7 looms"), False),
    ],
)
def test_in_a_file_without_pages_the_numbers_of_a_header_are_the_same(lines: tuple[str, ...], found: bool) -> None:
    assert running(document("d1", *lines)) == list(lines) * found


@pytest.mark.parametrize("label", ["table 1, row {}, cell 2", "rows {} to 9", "sheet Costs, row {}"])
def test_cells_of_a_table_are_no_headers_though_they_repeat(label: str) -> None:
    cells = ("$7.50",) * 4
    assert running(document("d1", *cells, places=[Place(label=label.format(n)) for n in range(4)])) == []
    assert running(document("d1", *cells)) == list(cells)


@pytest.mark.parametrize("number", ["7", "- 12 -", "iv", " 1234 "])
def test_a_number_alone_at_the_edge_of_a_page_is_its_number(number: str) -> None:
    assert running(paged((number, *WORDS))) == [number]
    assert running(paged((*WORDS[:4], number, *WORDS[4:]))) == []
    assert running(document("d1", number, *WORDS)) == []


def test_a_long_number_is_no_page_number() -> None:
    assert running(paged(("12345", *WORDS))) == []


def test_a_stamp_that_was_joined_with_a_sentence_is_text() -> None:
    stamp = "Document 7 Page 1 of 3"
    assert running(paged((*WORDS[:4], stamp, *WORDS[4:]))) == [stamp]
    assert running(paged((*WORDS[:4], f"The roof leaked in May.\n{stamp}", *WORDS[4:]))) == []


@pytest.mark.parametrize(
    ("words", "stamp"),
    [
        ("Page 3 of 7", True),
        ("PAGE 3 OF 7", True),
        ("PageID #7", True),
        ("filed\npage 12\nx", True),
        ("see page 12", False),
        ("Page 3 of 7.", False),
        ("Page 3 of 7.  ", False),
        ("Page 3 of 7" + "x" * 129, True),
        ("Page 3 of 7" + "x" * 130, False),
    ],
)
def test_a_stamp_numbers_a_page_and_is_short(words: str, stamp: bool) -> None:
    assert is_stamp(words) is stamp
