"""The log of a copy: places, reasons, who and when, Bates numbers; as CSV and as PDF."""

import csv
from pathlib import Path

import pymupdf
import pytest

from legalredact.model.document import Box
from legalredact.redaction.log.redaction_log import Logged, LogHead, log_csv
from legalredact.redaction.log.redaction_log_pdf import log_pdf
from legalredact.redaction.near_names import Nearness, NearWord
from legalredact.redaction.options import CopyResult, Covered
from legalredact.redaction.pdf.bates import bates_numbers
from legalredact.redaction.targets import Target, TargetSet

HEAD = LogHead("a" * 64, "redacted-0123.pdf", "b" * 64, "Clerk", "2026-11-24T12:00:00+00:00")
NAME = Covered(Box(2, 10, 20, 60.5, 32), "CLIENT_A", reason="PRIV")
DRAWN = Covered(
    Box(1, 5, 5, 50, 50), "", source="hand", reason="CONF", who="Paralegal", when="2026-11-23T09:30:00+00:00"
)
MADE = CopyResult((NAME, DRAWN), 2, bates=("ALD000001", "ALD000002"))


def rows(made: CopyResult) -> list[dict[str, str]]:
    return list(csv.DictReader(log_csv([Logged(made, HEAD)]).decode().splitlines()))


def test_each_row_has_page_bates_box_token_reason_and_digests() -> None:
    row = rows(MADE)[0]
    assert (row["page"], row["bates"], row["token"], row["reason"]) == ("2", "ALD000002", "CLIENT_A", "PRIV")
    assert [row[c] for c in ("x0", "y0", "x1", "y1")] == ["10", "20", "60.5", "32"]
    assert (row["document"], row["copy_digest"], row["who"]) == ("a" * 64, "b" * 64, "Clerk")


def test_who_drew_a_box_by_hand_and_when_stands_in_its_row() -> None:
    row = rows(MADE)[1]
    assert (row["who"], row["when"], row["found_by"]) == ("Paralegal", "2026-11-23T09:30:00+00:00", "hand")


def test_no_cell_is_a_formula() -> None:
    (row,) = rows(CopyResult((Covered(None, "", "line 1", reason="=HYPERLINK(1)"),)))
    assert row["reason"] == "'=HYPERLINK(1)"


def test_the_pdf_says_the_same_with_headings_on_every_page() -> None:
    made = CopyResult(tuple(Covered(Box(1, 1, 2, 3, 4), f"CLIENT_{n}") for n in range(60)), 1, bates=("ALD000001",))
    document = pymupdf.open("pdf", log_pdf([Logged(made, HEAD)]))
    texts = [page.get_text() for page in document]
    assert len(texts) == 3
    assert all("Found by" in text and f"page {n} of 3" in text for n, text in enumerate(texts, 1))
    assert all(f"CLIENT_{n}\n" in "".join(texts) for n in range(60))
    assert "b" * 64 in texts[0]
    assert document.metadata["title"] == "Redaction log"
    assert not document.metadata["creationDate"]


@pytest.mark.parametrize("size", [30, 2500])
def test_the_pdf_has_every_word_of_long_reasons(size: int) -> None:
    reasons = [" ".join(f"w{row}x{n}" for n in range(size)) for row in range(150 * 30 // size + 1)]
    made = CopyResult(tuple(Covered(Box(1, 1, 2, 3, 4), "CLIENT_A", reason=reason) for reason in reasons), 1)
    document = pymupdf.open("pdf", log_pdf([Logged(made, HEAD)]))
    there = {word for page in document for word in page.get_text(clip=page.rect).split()}
    assert document.page_count >= 6
    assert [word for reason in reasons for word in reason.split() if word not in there] == []


def test_the_pdf_says_which_pages_lost_their_text_and_why() -> None:
    made = CopyResult((), 9, as_pictures=((2, "it is damaged"), (3, "it is a picture"), (7, "it is damaged")))
    words = " ".join(pymupdf.open("pdf", log_pdf([Logged(made, HEAD)]))[0].get_text().split())

    assert "pages 2, 7 became pictures, since it is damaged; page 3 became a picture, since it is a picture" in words


def test_both_logs_count_the_words_that_a_box_covers_beside_a_name_without_showing_them() -> None:
    words = tuple(NearWord(text, "CLIENT_A", (2,), Nearness.UNDER) for text in ("orchard", "other"))
    made = CopyResult((NAME,), 2, near=words)

    (remark,) = [row["remark"] for row in rows(made) if row["remark"]]
    assert remark == "2 words covered at least in part, though not a name in the text"
    text = " ".join(pymupdf.open("pdf", log_pdf([Logged(made, HEAD)]))[0].get_text().split())
    assert "Not a name in the text, covered at least in part: 2 words" in text
    assert "orchard" not in text


def test_the_csv_has_a_row_for_each_page_that_lost_its_text() -> None:
    made = CopyResult((NAME,), 3, bates=("ALD000001", "ALD000002", "ALD000003"), as_pictures=((3, "it is damaged"),))
    covered, page = rows(made)
    assert covered["remark"] == ""
    assert (page["page"], page["bates"], page["place"], page["x0"]) == ("3", "ALD000003", "whole page", "")
    assert page["remark"] == "became a picture, since it is damaged"


def test_one_log_holds_more_than_one_copy() -> None:
    other = LogHead("c" * 64, "redacted-4567.pdf", "d" * 64, "Clerk", "2026-11-24T12:01:00+00:00")
    copies = [Logged(MADE, HEAD), Logged(CopyResult((NAME,), 2), other)]
    found = list(csv.DictReader(log_csv(copies).decode().splitlines()))
    assert [row["copy"] for row in found] == [HEAD.name, HEAD.name, other.name]
    texts = [page.get_text() for page in pymupdf.open("pdf", log_pdf(copies))]
    assert len(texts) == 2
    assert HEAD.name in texts[0]
    assert other.name in texts[1]
    assert all("Redaction log of 2 copies" in text for text in texts)


def test_a_copy_without_any_box_has_a_log_that_says_so() -> None:
    assert "Nothing was covered" in pymupdf.open("pdf", log_pdf([Logged(CopyResult(()), HEAD)]))[0].get_text()


def stamped(folder: Path, *stamps: str, rotation: int = 0) -> Path:
    document = pymupdf.open()
    for stamp in stamps:
        page = document.new_page(width=612, height=792)
        page.insert_text((72, 300), "ORDER 12345 stands in the middle")
        page.insert_text((430, 770), stamp)
        page.set_rotation(rotation)
    document.save(folder / "stamped.pdf")
    return folder / "stamped.pdf"


@pytest.mark.parametrize("stamp", ["ALD000123", "GRANITE-0000042", "SEC 004711"])
def test_the_bates_number_at_the_foot_of_each_page_is_found(tmp_path: Path, stamp: str) -> None:
    source = stamped(tmp_path, stamp, "")
    assert bates_numbers(source, source, TargetSet(())) == (stamp, "")


def test_a_prefix_that_spells_a_name_stays_out_of_the_log(tmp_path: Path) -> None:
    source = stamped(tmp_path, "OLDACRE000123")
    assert bates_numbers(source, source, TargetSet([Target(("Oldacre",))])) == ("000123",)


def test_a_page_without_text_has_the_number_that_ocr_read_for_the_copy(tmp_path: Path) -> None:
    copy = stamped(tmp_path, "ALD000007", "ALD000008")
    document = pymupdf.open()
    document.new_page()
    document.new_page()
    document.save(tmp_path / "scan.pdf")
    assert bates_numbers(tmp_path / "scan.pdf", copy, TargetSet(())) == ("ALD000007", "ALD000008")
    assert bates_numbers(None, copy, TargetSet(())) == ("ALD000007", "ALD000008")
