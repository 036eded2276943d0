"""What a page is taken apart into for a copy that keeps its text."""

import gc
from pathlib import Path

import pymupdf

from legalredact.redaction.context import CopySettings
from legalredact.redaction.pdf.page import loaded, shown_on
from legalredact.redaction.pdf_rebuild.compare import blank_like, differ, picture_of
from legalredact.redaction.pdf_rebuild.drawings import without_letters
from legalredact.redaction.pdf_rebuild.read_glyphs import Faces, letters_of
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import TargetSet, named_targets


def page_of(words: str, *, line: bool = False) -> pymupdf.Page:
    page = pymupdf.open().new_page(width=300, height=200)
    page.insert_text((20, 60), words, fontsize=14)
    if line:
        page.draw_line((20, 70), (250, 70))
    return page


def test_a_letter_shows_nothing_of_what_it_says() -> None:
    letters = letters_of(page_of("Quenby"), Faces())
    assert [letter.text for letter in letters] == list("Quenby")
    assert not any("Q" in repr(letter) or "Helvetica" in repr(letter) for letter in letters[:1])


def test_a_page_of_letters_alone_is_told_and_is_blank_without_them() -> None:
    page = page_of("Quenby")
    assert shown_on(page).letters_alone
    assert not shown_on(page_of("Quenby", line=True)).letters_alone
    assert (picture_of(without_letters(page)) == blank_like(picture_of(page))).all()


def test_what_is_drawn_stays_when_letters_are_taken_off() -> None:
    page = page_of("Quenby", line=True)
    bare = without_letters(page)
    only_line = pymupdf.open().new_page(width=300, height=200)
    only_line.draw_line((20, 70), (250, 70))
    assert not differ(picture_of(bare), picture_of(only_line))
    assert picture_of(bare).min() < 128


def test_pages_are_alike_but_for_the_places_that_were_set_anew() -> None:
    one, other = picture_of(page_of("Quenby and others")), picture_of(page_of("Wendel and others"))
    assert differ(one, other)
    assert not differ(one, other, [(-5.0, 40.0, 200.0, 70.0)])
    assert differ(one, other, [(120.0, 40.0, 200.0, 70.0)])


def test_the_collector_runs_again_after_a_copy(tmp_path: Path) -> None:
    source = tmp_path / "letter.pdf"
    page_of("Quenby was here").parent.save(source)
    redact_pdf_text(source, tmp_path / "copy.pdf", CopySettings(TargetSet(named_targets(["Quenby"]))))
    assert gc.isenabled()


def test_a_field_stands_on_its_page_once() -> None:
    page = page_of("Quenby")
    field = pymupdf.Widget()
    field.field_name, field.field_type, field.field_value = "who", pymupdf.PDF_WIDGET_TYPE_TEXT, "Wendel"
    field.rect = pymupdf.Rect(20, 100, 200, 120)
    page.add_widget(field)
    original = picture_of(page)
    file = pymupdf.open("pdf", page.parent.tobytes())
    baked = loaded(file, 0)
    assert baked.get_text().count("Wendel") == 1
    assert not differ(picture_of(baked), original)
