"""The second look of an audit: where on the page a name is hidden, what that means, and the report for people."""

import re
from pathlib import Path

import pymupdf
import pytest

from legalredact.redaction.audit.audit import Audit, Where, audit_copy
from legalredact.redaction.audit.html_report import report_html
from legalredact.redaction.audit.locate import locate_findings
from legalredact.redaction.audit.wording import grouped, wording_of
from legalredact.redaction.targets import named_targets
from legalredact.redaction.text_maps.text_map import OcrFunction
from tests.redaction import planted_pdf
from tests.redaction.planted_pdf import NAME, Planter

TARGETS = named_targets([NAME])


def audited(data: bytes, folder: Path, look: OcrFunction | None = None, *, pictures: bool = False) -> Audit:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return locate_findings(data, audit_copy(path, TARGETS, look), TARGETS, look, pictures=pictures)


def wheres(audit: Audit) -> set[Where]:
    return {finding.where for finding in audit.findings if finding.where is not None}


@pytest.mark.parametrize(
    ("plant", "where"),
    [
        (planted_pdf.plain_text, Where.SEEN),
        (planted_pdf.text_under_a_box, Where.UNDER_BLACK),
        (planted_pdf.white_text, Where.INVISIBLE),
        (planted_pdf.invisible_text, Where.INVISIBLE),
        (planted_pdf.outside_the_page, Where.OUTSIDE),
        (planted_pdf.hidden_layer, Where.UNSHOWN),
    ],
)
def test_how_a_name_on_a_page_is_hidden_is_said(plant: Planter, where: Where, tmp_path: Path) -> None:
    audit = audited(planted_pdf._file(plant), tmp_path)

    assert wheres(audit) == {where}
    assert all(finding.page == 1 for finding in audit.findings if finding.where)


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (planted_pdf.title_of_the_document, "Properties, bookmarks, forms or notes"),
        (planted_pdf.attachment, "A file attached to it"),
        (planted_pdf.text_under_a_box, "Text under a black box"),
    ],
)
def test_a_channel_is_told_in_words_for_people(plant: Planter, words: str, tmp_path: Path) -> None:
    assert words in {wording_of(finding).what for finding in audited(planted_pdf._file(plant), tmp_path).findings}


def test_an_earlier_revision_is_called_so_and_not_shown_on_the_page_of_today(tmp_path: Path) -> None:
    audit = audited(planted_pdf.earlier_revision(), tmp_path, pictures=True)
    assert "An earlier revision inside the file" in {wording_of(finding).what for finding in audit.findings}
    assert audit.views == ()


def test_pages_with_finds_are_drawn_with_a_red_frame_only_where_somebody_asks(tmp_path: Path) -> None:
    data = planted_pdf._file(planted_pdf.text_under_a_box)
    (view,) = audited(data, tmp_path, pictures=True).views

    assert audited(data, tmp_path).views == ()
    pixels = pymupdf.Pixmap(view.png)
    assert (pixels.width, pixels.height) == (view.width, view.height)
    assert (208, 2, 27) in set(zip(*[iter(pixels.samples)] * 3, strict=True))


def test_a_name_that_ocr_read_in_a_picture_is_framed_too(tmp_path: Path, look: OcrFunction) -> None:
    (view,) = audited(planted_pdf._file(planted_pdf.pixels_of_a_picture), tmp_path, look, pictures=True).views
    assert (208, 2, 27) in set(zip(*[iter(pymupdf.Pixmap(view.png).samples)] * 3, strict=True))


def test_the_report_stands_for_itself_and_spells_no_name(tmp_path: Path) -> None:
    audit = audited(planted_pdf._file(planted_pdf.text_under_a_box), tmp_path)
    page = report_html(
        [("<b>.pdf", audit, ""), ("old.doc", None, "Save it as .docx.")], "2026-11-24T12:00", pictures=False
    )

    assert "&lt;b&gt;.pdf" in page
    assert "Text under a black box" in page
    assert "2 of 2 not proven clean" in page
    assert "Save it as .docx." in page
    assert not re.search(r"<script|<link|src=.http|url\(", page)
    assert not any(word.casefold() in page.casefold() for word in NAME.split())


def test_other_names_beside_a_find_are_left_out_of_its_surroundings(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("heard Marguerite Oldacre and Tobias Fenwright today", encoding="utf-8")
    audit = audit_copy(path, named_targets(["Marguerite Oldacre", "Tobias Fenwright"]), None)

    around = {finding.masked_excerpt for finding in audit.findings if finding.channel == "text"}
    assert around == {"heard[…]and[…]today"}


def test_one_line_says_what_several_channels_say_of_a_name_on_a_page(tmp_path: Path) -> None:
    ((words, (find,)),) = grouped(audited(planted_pdf._file(planted_pdf.text_under_a_box), tmp_path).findings).items()

    assert words.what == "Text under a black box"
    assert (find.name, find.page) == (1, 1)
    assert {"text (pdfium)", "text (mupdf)"} < set(find.channels)
    assert find.masked_excerpt.startswith("before")


def test_the_report_counts_names_files_and_what_was_looked_for_as_words(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text("heard Marguerite Oldacre and Ng today", encoding="utf-8")
    both = audit_copy(path, named_targets(["Marguerite Oldacre", "Ng"]), None)
    one = audit_copy(path, named_targets(["Marguerite Oldacre", "Li"]), None)
    clean = audit_copy(path, named_targets(["Fenwright"]), None)

    def page(*audits: Audit) -> str:
        return report_html([("f.txt", audit, "") for audit in audits], "2026-11-24T12:00", pictures=False)

    assert "2 names are left." in page(both)
    assert "<tr><td>2</td><td></td>" in page(both)
    assert "1 name is left." in page(one)
    assert "Too short to be looked for inside other words: name 2." in page(one)
    assert "Too short" not in page(clean)
    assert "No name was found in this file." in page(clean)
    assert "No name was found in 2 files." in page(clean, clean)
    assert "1 of 2 not proven clean." in page(clean, one)


def test_a_channel_that_cannot_be_read_is_in_the_report() -> None:
    page = report_html([("f.pdf", Audit((), 3, (), ("a part: it is packed",)), "")], "2026-11-24T12:00", pictures=True)

    assert "1 of 1 not proven clean." in page
    assert "Could not be looked through: a part: it is packed." in page
    assert "The pictures show the names." in page
    assert "No name found in" not in page
