"""A copy has the bookmarks whose words it shows, without names, and the language that its original states."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest

from legalredact.model.document import Box
from legalredact.model.redaction import HandBox
from legalredact.redaction.options import Options
from legalredact.redaction.structure.language import is_english
from legalredact.redaction.text_maps.text_map import OcrFunction
from tests.redaction.structure.copying import NAME, Made, brief, copied


def with_bookmarks(rows: list[list[object]]) -> bytes:
    document = brief()
    document.set_toc(rows)
    return bytes(document.tobytes())


def bookmarks(made: Made) -> list[tuple[int, str, int]]:
    """Level, title and page, as MuPDF reads them."""
    with pymupdf.open(made.copy) as document:
        return [(level, title, page) for level, title, page in document.get_toc()]


def test_a_bookmark_whose_words_the_page_shows_stays(tmp_path: Path) -> None:
    made = copied(with_bookmarks([[1, "The first  ITEM of the list", 2]]), tmp_path)

    assert bookmarks(made) == [(1, "The first ITEM of the list", 2)]
    assert not any("bookmark" in one for one in made.result.lacks)


def test_a_name_in_a_bookmark_becomes_the_words_of_its_box(tmp_path: Path) -> None:
    made = copied(with_bookmarks([[1, f"Deposition of {NAME}", 1]]), tmp_path)

    assert bookmarks(made) == [(1, "Deposition of CLIENT_A", 1)]
    assert "names in bookmarks (the words of their boxes are there instead)" in made.result.lacks


@pytest.mark.parametrize(
    "row",
    [
        [1, "Secret note of counsel", 1],
        [1, "Exhibit of CLIENT_A", 1],
        [1, "Deposition of Margaret Oldacre's lawyer", 1],
        [1, "...", 1],
        [1, "Deposition of", -1],
    ],
    ids=["hidden words", "words of another page", "more words", "no words", "no page"],
)
def test_a_bookmark_whose_words_the_page_does_not_show_is_left_out(row: list[object], tmp_path: Path) -> None:
    made = copied(with_bookmarks([row]), tmp_path)

    assert bookmarks(made) == []
    assert "1 bookmark whose words the copy does not show" in made.result.lacks


@pytest.mark.parametrize(("top", "stays"), [(205, False), (600, True)], ids=["covered", "elsewhere"])
def test_a_bookmark_that_repeats_what_a_person_covered_by_hand_is_left_out(
    top: int, stays: bool, tmp_path: Path, look: OcrFunction
) -> None:
    box = HandBox("box", Box(2, 60, top, 560, top + 30))
    content = with_bookmarks([[1, "The first item of the list", 2]])

    made = copied(content, tmp_path, options=Options(keep_text=True, boxes=(box,)), look=look)

    assert [page for page, _ in made.result.as_pictures] == [2]
    assert bool(bookmarks(made)) is stays


def test_bookmarks_below_one_that_is_left_out_move_up(tmp_path: Path) -> None:
    rows: list[list[object]] = [[1, "Secret", 1], [2, "The first item", 1], [3, "The second item", 1]]
    rows += [[1, "In the end", 2], [2, "Secret", 2], [3, "The court found", 2]]

    made = copied(with_bookmarks(rows), tmp_path)

    titles = [(1, "The first item"), (2, "The second item"), (1, "In the end"), (2, "The court found")]
    assert [(level, title) for level, title, _ in bookmarks(made)] == titles
    assert "2 bookmarks whose words the copy does not show" in made.result.lacks


@pytest.mark.parametrize(
    ("stated", "given"),
    [
        ("en-US", "en-US"),
        ("de_at", "de-AT"),
        ("en-ZZ", "en"),
        ("Marguerite", "en"),
        ("x-oldacre", "en"),
        ("en-US-x-hidden", "en"),
    ],
)
def test_only_a_common_language_is_carried_over_else_english_is_recognized(
    stated: str, given: str, tmp_path: Path
) -> None:
    document = brief()
    document.xref_set_key(document.pdf_catalog(), "Lang", f"({stated})")

    with pikepdf.open(copied(document.tobytes(), tmp_path).copy) as pdf:
        assert str(pdf.Root.Lang) == given


def test_a_text_that_is_not_english_gets_no_language_by_itself(tmp_path: Path) -> None:
    words = "Das Gericht hat in der Sache entschieden, dass die Klage abgewiesen wird. " * 8
    document = pymupdf.open()
    document.new_page().insert_htmlbox((72, 72, 500, 700), f"<p>{words}</p>")

    with pikepdf.open(copied(document.tobytes(), tmp_path).copy) as pdf:
        assert "/Lang" not in pdf.Root
    assert not is_english(words)
    assert not is_english("the of and to in")
