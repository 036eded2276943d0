"""A PDF of thousands of pages."""

from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from legalredact.documents.limits import STANDARD
from legalredact.documents.read import read_file
from legalredact.errors import OversizedInput

PAGES = 2_500


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "book.pdf"
    with pymupdf.open() as document:
        for number in range(1, PAGES + 1):
            page = document.new_page(width=300, height=200)
            if number in (1, PAGES):
                page.insert_text((30, 60), f"Ines Marlow signed page {number}.")
        document.save(path)
    return path


def test_thousands_of_pages_are_read_to_the_last(book: Path) -> None:
    document = read_file(book)
    assert len(document.pages) == PAGES
    assert [line for line in document.text.split("\n") if "Marlow" in line] == [
        "Ines Marlow signed page 1.",
        f"Ines Marlow signed page {PAGES}.",
    ]


def test_more_pages_than_the_limit_are_refused_with_a_remedy(book: Path) -> None:
    with pytest.raises(OversizedInput) as refused:
        read_file(book, replace(STANDARD, max_pages=PAGES - 1))
    assert refused.value.remedy
