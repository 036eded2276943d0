"""The audit sees through naive redactions, and says where a name is without repeating it."""

from pathlib import Path

import pymupdf
import pytest

from legalredact.errors import DamagedInput, EncryptedInput
from legalredact.redaction.audit.audit import audit_copy
from legalredact.redaction.targets import Target, named_targets

TARGETS = named_targets(["Marguerite Oldacre"])


def page_with(text: str, path: Path) -> pymupdf.Document:
    """A PDF of one page with a line of text."""
    document = pymupdf.open()
    document.new_page(width=320, height=110).insert_text((20, 40), text)
    document.save(path)
    return document


def channels(path: Path, targets: tuple[Target, ...] = TARGETS) -> set[str]:
    """Where something was found."""
    return {finding.channel for finding in audit_copy(path, targets, None).findings}


def test_a_black_box_over_living_text_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "boxed.pdf"
    document = page_with("Marguerite Oldacre", path)
    document[0].draw_rect(pymupdf.Rect(15, 25, 200, 45), fill=(0, 0, 0))
    document.save(path)

    assert {"text (pdfium)", "text (mupdf)"} <= channels(path)


def test_a_removal_that_was_saved_after_the_text_leaves_the_earlier_revision(tmp_path: Path) -> None:
    path = tmp_path / "revised.pdf"
    page_with("Marguerite Oldacre", path)
    document = pymupdf.open(path)
    page = document[0]
    page.add_redact_annot(pymupdf.Rect(15, 25, 200, 45))
    page.apply_redactions()
    document.save(path, incremental=True, encryption=pymupdf.PDF_ENCRYPT_KEEP)

    assert {"revision 1: text (pdfium)", "revision 1: text (mupdf)"} <= channels(path)
    assert any(channel.startswith("revision 1: stream") for channel in channels(path))
    assert "text (pdfium)" not in channels(path)


def test_a_title_is_found_after_the_pages_were_cleaned(tmp_path: Path) -> None:
    path = tmp_path / "titled.pdf"
    document = page_with("Nobody", path)
    document.set_metadata({"title": "Deposition of Marguerite Oldacre"})
    document.save(path)

    assert "strings" in channels(path)


def test_a_name_over_a_page_end_is_found(tmp_path: Path) -> None:
    path = tmp_path / "pages.pdf"
    document = page_with("we heard Marguerite", path)
    document.new_page().insert_text((20, 40), "Oldacre say so")
    document.save(path)

    assert "text (pdfium) over page ends" in channels(path)


def test_the_file_name_counts(tmp_path: Path) -> None:
    path = tmp_path / "Oldacre_Marguerite.txt"
    path.write_text("nothing", encoding="utf-8")

    assert channels(path) == set()
    assert channels(path, named_targets(["Oldacre"])) == {"file name"}


def test_a_finding_does_not_repeat_the_name(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("on Monday Marguerite Oldacre said", encoding="utf-8")

    (finding,) = {f.channel: f for f in audit_copy(path, TARGETS, None).findings if f.channel == "text"}.values()

    assert finding.masked_excerpt == "onmonday[…]said"
    assert "monday" not in repr(finding)


def test_a_short_name_is_looked_for_as_a_word_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("Ms. Ng sang", encoding="utf-8")

    audit = audit_copy(path, named_targets(["Ng", "Oldacre"]), None)

    assert audit.words_only == (1,)
    assert [finding.name for finding in audit.findings] == [1]


def test_a_short_name_inside_words_is_no_finding(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("singing along", encoding="utf-8")

    assert audit_copy(path, named_targets(["Ng"]), None).clean


def test_utf_16_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("Marguerite Oldacre", encoding="utf-16")

    assert "text" in channels(path)


@pytest.mark.parametrize("written", [r"Marguerite Old\u0061cre", "Marguerite&#32;Old&#x61;cre", "Marguerite%20Oldacre"])
def test_signs_that_are_written_by_their_numbers_are_read(written: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f'{{"by": "{written}"}}', encoding="utf-8")

    assert audit_copy(tmp_path / "a.txt", named_targets(["Marguerite Oldacre"]), None).findings


def test_what_asks_for_a_password_is_said_to(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    document = page_with("x", path)
    document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")

    with pytest.raises(EncryptedInput):
        audit_copy(path, TARGETS, None)


def test_what_is_broken_is_never_called_clean(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing more")

    with pytest.raises(DamagedInput):
        audit_copy(path, TARGETS, None)


def test_a_word_of_the_format_itself_is_no_finding(tmp_path: Path) -> None:
    path = tmp_path / "file.pdf"
    page_with("nobody", path)

    assert channels(path, named_targets(["Catalog", "MediaBox"])) == set()
