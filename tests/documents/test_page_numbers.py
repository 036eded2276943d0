"""Printed page numbers: read at the edges of pages, and believed only where pages confirm each other."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pymupdf
import pytest

from tests.documents.pdf_files import page_with, paragraph, read, saved

PROSE = "\n".join(["The harbor office was closed on that day, and the clerk had gone home early."] * 30)
Spot = tuple[float, float]
FOOT, TOP = (300.0, 760.0), (500.0, 40.0)


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., list[str]]:
    """Writes pages with texts at spots, and reads their numbers."""

    def made(*pages: Iterable[tuple[Spot, str]], numbered: bool = False) -> list[str]:
        document = pymupdf.open()
        for marks in pages:
            lines = [(60.0, 80.0 + 26 * at, str(at + 1)) for at in range(25)] if numbered else []
            page_with(document, [*paragraph(100, 80, PROSE, 20), *lines, *((*spot, text) for spot, text in marks)])
        return [page.printed for page in read(saved(document, tmp_path / "a.pdf")).pages]

    return made


Printed = Callable[..., list[str]]


@pytest.mark.parametrize(
    "form", ["{}", "- {} -", "[{}]", "({})", "Page {}", "page {} of 90", "{}/90", "Roe Direct, Page {}"]
)
def test_numbers_that_count_the_pages_are_read_in_every_form(printed: Printed, form: str) -> None:
    assert printed(*([(FOOT, form.format(number))] for number in (11, 12, 13))) == ["11", "12", "13"]


def test_roman_and_arabic_numbers_follow_each_other(printed: Printed) -> None:
    pages = [[(FOOT, number)] for number in ("ii", "iii", "iv", "1", "2")]
    assert printed(*pages) == ["ii", "iii", "iv", "1", "2"]


def test_a_page_between_without_a_number_has_none(printed: Printed) -> None:
    assert printed([(FOOT, "11")], [], [(FOOT, "13")]) == ["11", "", "13"]


def test_left_and_right_pages_may_have_it_at_other_sides(printed: Printed) -> None:
    assert printed([((80.0, 760.0), "8")], [((520.0, 760.0), "9")]) == ["8", "9"]


@pytest.mark.parametrize("numbers", [("45", "12", "7"), ("45", "52", "97"), ("7", "7", "7")])
def test_numbers_of_something_else_are_not_page_numbers(printed: Printed, numbers: tuple[str, ...]) -> None:
    assert printed(*([(FOOT, number)] for number in numbers)) == ["", "", ""]


def test_a_single_page_has_nothing_that_confirms_its_number(printed: Printed) -> None:
    assert printed([(FOOT, "12")]) == [""]


def test_an_excerpt_of_a_transcript_has_its_own_numbers(printed: Printed) -> None:
    assert printed([(TOP, "45")], [(TOP, "52")], [(TOP, "97")], numbered=True) == ["45", "52", "97"]
    assert printed([(TOP, "Page 45")], numbered=True) == ["45"]
    assert printed([(TOP, "97")], [(TOP, "52")], numbered=True) == ["", ""]


def test_the_stamp_of_a_court_and_the_count_of_the_file_give_way_to_the_papers_own_number(printed: Printed) -> None:
    stamp = "Case 1:23-cv-00142 Document 9 Filed 05/04/21 Page {} of 40"
    assert printed(*([(FOOT, str(5 + n)), ((60.0, 40.0), stamp.format(n))] for n in (1, 2))) == ["6", "7"]
    assert printed(*([(FOOT, str(5 + n)), (TOP, f"{n} of 2")] for n in (1, 2))) == ["6", "7"]
    assert printed(*([(TOP, f"{n} of 2")] for n in (1, 2))) == ["1", "2"]


def test_where_two_counts_are_printed_neither_is_chosen(printed: Printed) -> None:
    assert printed(*([(FOOT, str(5 + n)), (TOP, str(80 + n))] for n in (1, 2))) == ["", ""]


def test_a_sheet_with_several_pages_has_no_number(printed: Printed) -> None:
    sheets = [[((80.0, 40.0), f"Page {n}"), ((400.0, 40.0), f"Page {n + 1}")] for n in (2, 4, 6)]
    assert printed(*sheets) == ["", "", ""]
