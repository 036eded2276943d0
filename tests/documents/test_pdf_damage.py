"""Broken and hostile PDFs: read as far as they go, refused with a remedy, never obeyed."""

import itertools
import zlib
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from legalredact.documents.limits import STANDARD, Limits
from legalredact.documents.pdf.reader import page_count, read_pdf
from legalredact.errors import Cancelled, DamagedInput, EncryptedInput, OversizedInput
from legalredact.model.document import BlockKind, UnreadReason
from legalredact.model.progress import NEVER, Cancellation, Progress, silent
from tests.documents.pdf_files import NoOcr, one_page, page_with, read, reasons, saved, texts

TEXT = [(72, 100, "Ines Marlow owns the Petrel.")]


def test_a_broken_cross_reference_is_repaired_and_said(tmp_path: Path) -> None:
    path = one_page(tmp_path / "a.pdf", TEXT)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"xref")] + b"startxref\n999999\n%%EOF")

    document = read(path)

    assert "Ines Marlow" in document.text
    assert reasons(document) == [UnreadReason.UNKNOWN_PART]
    assert "repaired" in document.unread[0].detail


def test_a_file_cut_short_is_damaged(tmp_path: Path) -> None:
    path = one_page(tmp_path / "a.pdf", TEXT)
    path.write_bytes(path.read_bytes()[:60])

    with pytest.raises(DamagedInput) as caught:
        read(path)
    assert "new copy" in caught.value.remedy
    assert caught.value.__cause__ is None


def test_a_password_is_asked_for_by_the_file_and_not_by_us(tmp_path: Path) -> None:
    document = pymupdf.open()
    page_with(document, TEXT)
    path = saved(document, tmp_path / "a.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")

    with pytest.raises(EncryptedInput, match="password"):
        read(path)


def test_a_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    page_with(document, TEXT)
    path = saved(
        document, tmp_path / "a.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="y", permissions=0
    )

    assert "Ines Marlow" in read(path).text


def test_more_pages_than_allowed_are_refused_before_any_is_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    for _ in range(4):
        page_with(document, TEXT)
    path = saved(document, tmp_path / "a.pdf")

    with pytest.raises(OversizedInput, match="4 pages; at most 3"):
        read_pdf(path, replace(STANDARD, max_pages=3), NoOcr(), silent, NEVER)
    assert page_count(path, STANDARD) == 4


def test_a_page_that_cannot_be_read_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    for name in ("Ines Marlow", "Otto Brack"):
        page_with(document, [(72, 100, name)])
    page_tree = int(document.xref_get_key(document.pdf_catalog(), "Pages")[1].split()[0])
    kids = document.xref_get_key(page_tree, "Kids")[1].strip("[]")
    document.xref_set_key(page_tree, "Kids", f"[{kids} {page_tree} 0 R]")
    document.xref_set_key(page_tree, "Count", "3")
    path = saved(document, tmp_path / "a.pdf")

    read_back = read(path)

    assert {"Ines Marlow", "Otto Brack"} <= set(texts(read_back))
    assert UnreadReason.UNKNOWN_PART in reasons(read_back)


def test_a_form_that_draws_itself_ends(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = page_with(document, TEXT)
    resources = int(document.xref_get_key(page.xref, "Resources")[1].split()[0])
    fonts = document.xref_get_key(resources, "Font")[1]
    form = document.get_new_xref()
    document.update_object(form, "<</Type /XObject /Subtype /Form /BBox [0 0 612 792]>>")
    document.update_stream(form, b"/Fm Do")
    document.xref_set_key(form, "Resources", f"<</XObject <</Fm {form} 0 R>>>>")
    document.xref_set_key(page.xref, "Resources", f"<</Font {fonts} /XObject <</Fm {form} 0 R>>>>")
    content = page.get_contents()[0]
    document.update_stream(content, document.xref_stream(content) + b"\n/Fm Do")

    assert "Ines Marlow" in read(saved(document, tmp_path / "a.pdf")).text


def test_a_stream_that_unpacks_without_end_does_no_harm(tmp_path: Path) -> None:
    document = pymupdf.open()
    page_with(document, TEXT)
    page = page_with(document, [])
    bomb = document.get_new_xref()
    document.update_object(bomb, "<<>>")
    document.update_stream(bomb, zlib.compress(b" " * (128 << 20), 9), compress=False)
    document.xref_set_key(bomb, "Filter", "/FlateDecode")
    document.xref_set_key(page.xref, "Contents", f"{bomb} 0 R")

    assert "Ines Marlow" in read(saved(document, tmp_path / "a.pdf")).text


def test_a_page_as_large_as_a_house_is_read_without_a_picture_as_large(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=14_400, height=14_400)
    page.draw_circle((7_000, 7_000), 3_000, fill=(0, 0, 0))
    path = saved(document, tmp_path / "a.pdf")
    sizes: list[tuple[int, int]] = []

    class Measuring(NoOcr):
        def recognize(self, image, dpi):  # type: ignore[no-untyped-def]
            sizes.append(image.size)
            return ()

    read_back = read_pdf(path, Limits(max_pixels=1_000_000), Measuring(), silent, NEVER)

    assert sizes
    assert sizes[0][0] * sizes[0][1] <= 1_000_000
    assert reasons(read_back) == [UnreadReason.PICTURE]


def test_reading_says_how_far_it_is_and_stops_on_request(tmp_path: Path) -> None:
    document = pymupdf.open()
    for _ in range(60):
        page_with(document, TEXT)
    path = saved(document, tmp_path / "a.pdf")
    cancel, seen = Cancellation(), list[Progress]()

    def report(progress: Progress) -> None:
        seen.append(progress)
        if progress.done == 10:
            cancel.cancel()

    with pytest.raises(Cancelled):
        read_pdf(path, STANDARD, NoOcr(), report, cancel)

    assert [(each.done, each.total) for each in seen][:2] == [(1, 60), (2, 60)]
    assert 10 <= len(seen) < 20
    assert seen[0].subject.startswith("d")


def test_every_character_with_a_place_has_a_box_on_its_word(tmp_path: Path) -> None:
    document = read(one_page(tmp_path / "a.pdf", TEXT))
    start = document.text.index("Marlow")
    boxes = document.boxes(document.blocks[0].span)

    assert len(document.blocks[0].boxes or ()) == len(document.blocks[0].span)
    assert len(boxes) == sum(not char.isspace() for char in document.text)
    letters = [document.blocks[0].boxes.box(index) for index in range(start, start + 6)]
    assert all(
        a is not None and b is not None and a.x1 == pytest.approx(b.x0, abs=0.01)
        for a, b in itertools.pairwise(letters)
    )
    assert letters[0].x0 == pytest.approx(72 + pymupdf.Font("tiro").text_length("Ines ", 11), abs=0.5)


def test_the_original_is_untouched(tmp_path: Path) -> None:
    path = one_page(tmp_path / "a.pdf", TEXT)
    before = path.read_bytes(), path.stat().st_mtime_ns

    document = read(path)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert document.id == f"d{document.digest[:12]}"
    assert document.blocks[0].kind is BlockKind.BODY
