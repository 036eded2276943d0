"""A large first letter is read with the word that it begins."""

from pathlib import Path

import pymupdf
import pytest

from tests.documents.pdf_files import SIZE, read, saved


def opening(path: Path, letter: str, first: str, size: int = 40) -> str:
    """The text of a page whose first letter stands beside two lines."""
    document = pymupdf.open()
    page = document.new_page(width=612, height=792)
    width = pymupdf.get_text_length(letter, "tiro", size)
    page.insert_text((72, 130), letter, fontsize=size, fontname="tiro")
    for y, line in ((112, first), (126, "light at Elm Street was red.")):
        page.insert_text((74 + width, y), line, fontsize=SIZE, fontname="tiro")
    return " ".join(read(saved(document, path)).text.split())


@pytest.mark.parametrize(
    ("letter", "first", "whole"),
    [
        ("M", "arlow said that the", "Marlow said that the"),
        ("M", "ARLOW said that the", "MARLOW said that the"),
        ("A", "lder said that the", "Alder said that the"),
        ("A", "man said that the", "A man said that the"),
    ],
)
def test_a_large_first_letter_belongs_to_the_first_line(tmp_path: Path, letter: str, first: str, whole: str) -> None:
    read_back = opening(tmp_path / "a.pdf", letter, first)

    assert (whole in read_back) is (whole[1] != " ")
    assert "light at Elm Street was red." in read_back


def test_a_capital_of_usual_size_is_a_word(tmp_path: Path) -> None:
    assert "Marlow" not in opening(tmp_path / "a.pdf", "M", "arlow said that the", size=SIZE)
