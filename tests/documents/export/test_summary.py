"""An exported summary says what was signed, in three forms, and leaves nothing behind when it cannot be written."""

import dataclasses
import io
import re
import sys
import zipfile
from pathlib import Path

import docx
import pymupdf
import pytest

from legalredact.documents.export.atomic_file import Unwritable, write_atomically
from legalredact.documents.export.summary import markdown, rendered
from legalredact.errors import DiskFull
from legalredact.model.export import NumberedSource, Signature, Statement, SummaryExport, Words

SIGNATURE = Signature(
    preparer="Ida Penhallow",
    reviewer="Marcus Vane",
    when="2026-03-04T15:09:00+00:00",
    payload_digest="ab12" * 16,
    summary_digest="cd34" * 16,
    note="Two quotes shortened.",
)
SUMMARY = SummaryExport(
    title="Deposition digest",
    matter="Quillfeather v. Oakbarrow Mills",
    engine="local extract; nothing was sent",
    statements=(
        Statement("Overview", heading=True),
        Statement("Mr. Tarrow promised forty looms by June 1, 2019.", (1, 2)),
        Statement("I never signed that paper.\nNot on that day.", (2,), quoted=True),
        Statement("דבורה לוי wrote <b>nothing</b> & kept Smith_2019*.txt"),
    ),
    sources=(
        NumberedSource(
            1,
            "Letter of March 3.docx",
            ("paragraph 14",),
            (Words("We agree:", cited=False), Words("forty looms by June 1")),
        ),
        NumberedSource(2, "Tarrow_deposition.pdf", ("12:4", "12:5–12:9"), (Words("I never signed that paper."),)),
    ),
    limits=("1 file cannot be read: exhibit.pdf.",),
    checks=("3 of 3 statements cite a source.",),
    signature=SIGNATURE,
)
DRAFT = dataclasses.replace(SUMMARY, signature=None)
SAID = (
    "Deposition digest",
    "Quillfeather v. Oakbarrow Mills",
    "Overview",
    "Mr. Tarrow promised forty looms by June 1, 2019.",
    "[1][2]",
    "Not on that day.",
    "Letter of March 3.docx, paragraph 14",
    "Tarrow_deposition.pdf, 12:4–9",
    "We agree: forty looms by June 1",
    "1 file cannot be read: exhibit.pdf.",
    "3 of 3 statements cite a source.",
    "Ida Penhallow",
    "Marcus Vane",
    "March 4, 2026, 15:09 UTC",
    "ab12" * 16,
    "cd34" * 16,
    "Two quotes shortened.",
    "Prepared with LegalRedact (local extract; nothing was sent)",
)


def _docx_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    section = document.sections[0]
    foot = [paragraph.text for part in (section.header, section.footer) for paragraph in part.paragraphs]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *foot]).replace("\u00a0", " ")


def _pdf_text(path: Path) -> str:
    with pymupdf.open(path) as document:
        flags = pymupdf.TEXTFLAGS_TEXT & ~pymupdf.TEXT_PRESERVE_LIGATURES
        return "\n".join(page.get_text(flags=flags) for page in document).replace("\u00a0", " ")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_all_forms_say_everything(tmp_path: Path) -> None:
    write_atomically(tmp_path / "s.docx", rendered(SUMMARY, "docx"))
    write_atomically(tmp_path / "s.pdf", rendered(SUMMARY, "pdf"))
    write_atomically(tmp_path / "s.md", rendered(SUMMARY, "md"))
    read = {
        "docx": _docx_text(tmp_path / "s.docx"),
        "pdf": _pdf_text(tmp_path / "s.pdf"),
        "md": (tmp_path / "s.md").read_text(encoding="utf-8"),
    }
    missing = [(form, said) for form, text in read.items() for said in SAID if _squeezed(said) not in _squeezed(text)]
    assert missing == []
    assert not any("DRAFT" in text for text in read.values())


def test_a_draft_says_so_on_its_face(tmp_path: Path) -> None:
    write_atomically(tmp_path / "s.docx", rendered(DRAFT, "docx"))
    write_atomically(tmp_path / "s.pdf", rendered(DRAFT, "pdf"))
    for text in (_docx_text(tmp_path / "s.docx"), _pdf_text(tmp_path / "s.pdf"), markdown(DRAFT)):
        assert "DRAFT" in text
        assert "Record of the signature" not in text


def test_markup_in_a_name_stays_text(tmp_path: Path) -> None:
    write_atomically(tmp_path / "s.pdf", rendered(SUMMARY, "pdf"))
    assert "<b>nothing</b>" in _pdf_text(tmp_path / "s.pdf")
    assert r"\<b>nothing\</b> & kept Smith_2019\*.txt" in markdown(SUMMARY)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# 4 was late", r"\# 4 was late"),
        ("12. March", r"12\. March"),
        ("- a dash", r"\- a dash"),
        ("[a](http://b.example)", r"[a]\(http://b.example)"),
        ("CLIENT_A met PARTY_B", "CLIENT_A met PARTY_B"),
        ("_seen_ and `so`", r"\_seen\_ and \`so\`"),
        ("one\n\ntwo", "one  \ntwo"),
    ],
)
def test_markdown_shows_what_was_written(text: str, written: str) -> None:
    assert f"\n1. {written}\n" in markdown(dataclasses.replace(SUMMARY, statements=(Statement(text),)))


def test_word_properties_say_the_title_and_the_moment_of_signing_only(tmp_path: Path) -> None:
    write_atomically(tmp_path / "s.docx", rendered(SUMMARY, "docx"))
    properties = docx.Document(str(tmp_path / "s.docx")).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("Deposition digest", "", "")
    assert (properties.comments, str(properties.created)) == ("", "2026-03-04 15:09:00+00:00")
    with zipfile.ZipFile(tmp_path / "s.docx") as parts:
        assert not [name for name in parts.namelist() if "thumbnail" in name or name.startswith("customXml")]


def test_pdf_properties_say_the_title_only_and_pages_are_numbered(tmp_path: Path) -> None:
    long = dataclasses.replace(SUMMARY, statements=SUMMARY.statements * 20)
    write_atomically(tmp_path / "s.pdf", rendered(long, "pdf"))
    with pymupdf.open(tmp_path / "s.pdf") as document:
        said = {key: value for key, value in document.metadata.items() if value and key != "format"}
        assert said == {"title": "Deposition digest", "producer": "LegalRedact"}
        assert document.xref_xml_metadata() == 0
        assert document.page_count > 1
        assert f"Page 2 of {document.page_count}" in document[1].get_text()


def test_characters_that_no_form_can_hold_are_left_out(tmp_path: Path) -> None:
    odd = dataclasses.replace(SUMMARY, statements=(Statement("a\x00b\x0cc\ud800d"),), matter="x\x01y")
    write_atomically(tmp_path / "s.docx", rendered(odd, "docx"))
    write_atomically(tmp_path / "s.pdf", rendered(odd, "pdf"))
    write_atomically(tmp_path / "s.md", rendered(odd, "md"))
    assert "abcd" in _docx_text(tmp_path / "s.docx")


def test_an_existing_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "s.md"
    target.write_text("before")
    write_atomically(target, rendered(SUMMARY, "md"))
    assert target.read_text(encoding="utf-8").startswith("# Deposition digest")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are set differently there")
def test_a_disk_that_takes_no_more_leaves_what_was_there(tmp_path: Path) -> None:
    import resource

    target = tmp_path / "Quillfeather.bin"
    target.write_bytes(b"before")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(DiskFull) as refusal:
            write_atomically(target, bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]
    assert "Quillfeather" not in str(refusal.value)


def test_a_missing_folder_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="Choose a folder"):
        write_atomically(tmp_path / "absent" / "Quillfeather.md", b"text")


def test_the_word_document_opens_again_as_whole_xml(tmp_path: Path) -> None:
    write_atomically(tmp_path / "s.docx", rendered(SUMMARY, "docx"))
    with zipfile.ZipFile(io.BytesIO((tmp_path / "s.docx").read_bytes())) as parts:
        assert parts.testzip() is None
        assert "python-docx" not in "".join(
            parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if name.endswith(".xml")
        )


def test_what_a_second_reading_says_stands_under_the_statement_in_each_form(tmp_path: Path) -> None:
    noted = dataclasses.replace(SUMMARY.statements[1], note="Second reading: supported by “forty * looms <b>”")
    content = dataclasses.replace(SUMMARY, statements=(SUMMARY.statements[0], noted, *SUMMARY.statements[2:]))
    write_atomically(tmp_path / "s.docx", rendered(content, "docx"))
    write_atomically(tmp_path / "s.pdf", rendered(content, "pdf"))
    paragraphs = [paragraph.text for paragraph in docx.Document(str(tmp_path / "s.docx")).paragraphs]
    at = next(n for n, text in enumerate(paragraphs) if text.startswith("Mr. Tarrow promised"))
    assert paragraphs[at + 1] == noted.note
    with pymupdf.open(tmp_path / "s.pdf") as document:
        page = " ".join(document[0].get_text().split())
    assert f"[1] [2] {noted.note}" in page.replace("][", "] [")
    assert "*Second reading: supported by “forty \\* looms \\<b>”*" in markdown(content)
