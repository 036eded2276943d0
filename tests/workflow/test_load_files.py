"""Productions with load files: records become documents of their natives or pages, whatever wrote the tables."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import PIL.Image
import pytest

from legalredact.documents.intake.members import read_member
from legalredact.errors import OversizedInput
from legalredact.model.document import BlockKind, UnreadReason
from legalredact.model.production import Form, IntakeKind, ProductionMember
from legalredact.workflow.production.intake import look, members

_FIELDS = ("BEGBATES", "ENDBATES", "BEGATTACH", "CUSTODIAN", "DATE SENT", "NATIVE LINK", "TEXT PATH")
_Row = tuple[str, ...]


def _concordance(rows: Sequence[_Row], delimiter: str = "\x14", quote: str = "þ") -> str:
    return "".join(delimiter.join(f"{quote}{value}{quote}" for value in row) + "\r\n" for row in rows)


def _tiff(path: Path, shade: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    PIL.Image.new("L", (120, 160), shade).save(path, "TIFF", dpi=(100, 100))


Production = Callable[[bytes], Path]


@pytest.fixture
def production(tmp_path: Path) -> Production:
    """A volume with a message and its attachment, a document of page pictures, and one of text alone."""
    (tmp_path / "NATIVES").mkdir()
    (tmp_path / "TEXT").mkdir()
    (tmp_path / "NATIVES" / "ABC000001.txt").write_bytes(b"Dear Tobias Wren")
    (tmp_path / "NATIVES" / "ABC000002.txt").write_bytes(b"Attached by Oldacre")
    (tmp_path / "TEXT" / "ABC000001.txt").write_bytes(b"Dear Tobias Wren and Penhallow")
    (tmp_path / "TEXT" / "ABC000005.txt").write_bytes(b"Text of Ida Quill")
    for number, shade in ((3, 255), (4, 250)):
        _tiff(tmp_path / "IMAGES" / "001" / f"ABC00000{number}.tif", shade)
    lines = ["ABC000003,VOL1,.\\IMAGES\\001\\ABC000003.tif,Y,,,2", "ABC000004,VOL1,.\\IMAGES\\001\\ABC000004.tif,,,,"]
    (tmp_path / "VOL1.opt").write_text("\r\n".join(lines), encoding="ascii")

    def write(table: bytes) -> Path:
        (tmp_path / "VOL1.dat").write_bytes(table)
        return tmp_path

    return write


_N = "VOL1\\NATIVES\\ABC00000"
_ROWS: list[_Row] = [
    _FIELDS,
    ("ABC000001", "ABC000001", "ABC000001", "Oldacre®Marguerite", "01/04/2024", f"{_N}1.txt", "TEXT\\ABC000001.txt"),
    ("ABC000002", "ABC000002", "ABC000001", "Vane, Una", "", f"{_N}2.txt", ""),
    ("ABC000003", "ABC000004", "", "Vane, Una", "", "", ""),
    ("ABC000005", "ABC000005", "", "Bräu, Ida", "", "", ""),
]  # fmt: skip


def _by_number(path: Path) -> dict[str, ProductionMember]:
    return {member.bates.first or member.location.name: member for member in members(path, processes=0)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_records_are_natives_pages_or_text_in_every_usual_encoding(production: Production, encoding: str) -> None:
    folder = production(_concordance(_ROWS).encode(encoding))
    found = _by_number(folder)
    assert (look(folder).kind, look(folder).records) == (IntakeKind.LOAD_FILE, 4)
    assert {number: (member.form, member.bates.last) for number, member in found.items()} == {
        "ABC000001": (Form.FILE, "ABC000001"),
        "ABC000002": (Form.FILE, "ABC000002"),
        "ABC000003": (Form.PAGES, "ABC000004"),
        "ABC000005": (Form.TEXT, "ABC000005"),
    }
    assert found["ABC000001"].custodian == "Oldacre\nMarguerite"
    assert found["ABC000005"].custodian == "Bräu, Ida"
    assert found["ABC000001"].dates == (("DATE SENT", "01/04/2024"),)
    assert found["ABC000002"].family == found["ABC000001"].family == found["ABC000001"].key
    assert found["ABC000003"].family == found["ABC000003"].key


@pytest.mark.parametrize(("delimiter", "quote"), [(",", '"'), ("|", "^"), ("\t", '"')], ids=["comma", "caret", "tab"])
def test_other_delimiters_are_told_by_the_head(production: Production, delimiter: str, quote: str) -> None:
    found = _by_number(production(_concordance(_ROWS, delimiter, quote).encode()))
    assert [member.form for member in found.values()] == [Form.FILE, Form.FILE, Form.PAGES, Form.TEXT]


def test_what_only_the_extracted_text_says_is_searched_and_told(production: Production) -> None:
    member = _by_number(production(_concordance(_ROWS).encode()))["ABC000001"]
    document = read_member(member)
    assert [document.text_of(b) for b in document.blocks if b.kind is BlockKind.HIDDEN] == [
        "Dear Tobias Wren and Penhallow"
    ]
    assert [part.reason for part in document.unread] == [UnreadReason.ENGINES_DIFFER]
    assert document.digest == member.digest


def test_every_unread_part_of_a_record_is_accepted_by_itself(production: Production) -> None:
    """Two parts of one id would be accepted by one click."""
    folder = production(_concordance(_ROWS).encode())
    (folder / "NATIVES" / "ABC000001.txt").write_text("Dear \u202eTobias Wren", encoding="utf-8")
    document = read_member(_by_number(folder)["ABC000001"])
    assert [part.reason for part in document.unread] == [UnreadReason.NO_UNICODE, UnreadReason.ENGINES_DIFFER]
    assert len({part.id for part in document.unread}) == 2


def test_page_pictures_are_one_document_with_a_number_on_each_page(production: Production) -> None:
    member = _by_number(production(_concordance(_ROWS).encode()))["ABC000003"]
    document = read_member(member)
    assert [(page.number, page.bates) for page in document.pages] == [(1, "ABC000003"), (2, "ABC000004")]
    assert (document.name, document.digest) == ("ABC000003.pdf", member.digest)


def test_values_over_lines_are_read_and_a_damaged_record_ends_at_the_next(production: Production) -> None:
    rows = _concordance(_ROWS).split("\r\n")
    rows[1] = rows[1].replace("Oldacre®Marguerite", "Oldacre,\r\nMarguerite")
    rows[2] = rows[2].replace("þ\x14þ", "\x14", 1)
    found = [*members(production("\r\n".join(rows).encode()), processes=0)]
    assert found[0].custodian == "Oldacre,\r\nMarguerite"
    assert str(found[1].problem) == (
        "Record of line 4 of the load file is damaged. Ask for the load file again, or correct the line."
    )
    assert [member.bates.first for member in found[2:4]] == ["ABC000003", "ABC000005"]
    assert found[4].location.name == "ABC000002.txt"  # whose record is damaged


def test_missing_files_missing_pages_and_empty_records_are_refused_one_by_one(production: Production) -> None:
    rows = [
        _FIELDS,
        ("ABC000001", "", "", "", "", "NATIVES\\GONE.txt", ""),
        ("ABC000003", "", "", "", "", "", ""),
        ("ABC000009", "", "", "", "", "", "whole text of the document"),
    ]
    folder = production(_concordance(rows).encode())
    (folder / "IMAGES" / "001" / "ABC000004.tif").unlink()
    found = _by_number(folder)
    assert [str(found[number].problem).partition(".")[0] for number in ("ABC000001", "ABC000003", "ABC000009")] == [
        "The load file names a file that is not there",
        "The load file names a file that is not there",
        "The record's text is in the load file itself; nothing can be read of it",
    ]


def test_a_native_that_is_of_no_kind_that_is_read_gives_way_to_its_pages(production: Production) -> None:
    rows = [_FIELDS, ("ABC000003", "ABC000004", "", "", "", "NATIVES\\ABC000003.dwg", "")]
    folder = production(_concordance(rows).encode())
    (folder / "NATIVES" / "ABC000003.dwg").write_bytes(b"\x00\x01\x02")
    member = _by_number(folder)["ABC000003"]
    assert member.form is Form.PAGES
    (part,) = [part for part in read_member(member).unread if part.reason is UnreadReason.NATIVE_FILE]
    assert part.detail == (
        "native file, in whose place the page images were read. The type of the file is not supported."
    )


def test_a_native_that_is_missing_is_told_where_its_pages_are_read(production: Production) -> None:
    """A page that says "produced natively" is not the document, so that a person has to look before a send."""
    rows = [_FIELDS, ("ABC000003", "ABC000004", "", "", "", "NATIVES\\GONE.xlsx", "")]
    member = _by_number(production(_concordance(rows).encode()))["ABC000003"]
    assert member.form is Form.PAGES
    (part,) = [part for part in read_member(member).unread if part.reason is UnreadReason.NATIVE_FILE]
    assert part.detail == (
        "native file, in whose place the page images were read. The load file names a file that is not there."
    )


def test_pages_of_a_record_that_names_no_native_are_all_there_is(production: Production) -> None:
    document = read_member(_by_number(production(_concordance(_ROWS).encode()))["ABC000003"])
    assert UnreadReason.NATIVE_FILE not in [part.reason for part in document.unread]


def test_files_and_pages_that_no_record_lists_are_taken_in_too(production: Production) -> None:
    folder = production(_concordance(_ROWS[:2]).encode())
    (folder / "stray.txt").write_bytes(b"stray")
    found = [*members(folder, processes=0)]
    assert [(m.bates.first, m.form, m.location.name) for m in found[1:]] == [
        ("ABC000003", Form.PAGES, "ABC000003"),
        ("", Form.FILE, "stray.txt"),
        ("", Form.FILE, "ABC000002.txt"),
        ("", Form.FILE, "ABC000005.txt"),
    ]


def test_a_number_that_comes_twice_loses_neither(production: Production) -> None:
    rows = [_FIELDS, *(("ABC000001", "", "", "", "", f"NATIVES\\ABC00000{n}.txt", "") for n in (1, 2))]
    found = [m for m in members(production(_concordance(rows).encode()), processes=0) if m.bates.first == "ABC000001"]
    assert len({member.key for member in found}) == 2


def test_no_path_of_a_load_file_leads_out_of_the_production(production: Production, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.txt"
    outside.write_bytes(b"Marguerite Oldacre")
    rows = [_FIELDS, *((f"X{n}", "", "", "", "", path, "") for n, path in enumerate(("..\\outside.txt", str(outside))))]
    found = _by_number(production(_concordance(rows).encode()))
    assert all(found[number].form is Form.NOTHING for number in ("X0", "X1"))


def test_a_production_in_an_archive_is_read_without_unpacking_it(production: Production, tmp_path: Path) -> None:
    folder = production(_concordance(_ROWS).encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file in sorted(folder.rglob("*.*")):
            archive.write(file, f"VOL1/{file.relative_to(folder).as_posix()}")
    (tmp_path / "whole.zip").write_bytes(out.getvalue())
    before = set(tmp_path.rglob("*"))
    found = _by_number(tmp_path / "whole.zip")
    assert [member.form for member in found.values()] == [Form.FILE, Form.FILE, Form.PAGES, Form.TEXT]
    assert read_member(found["ABC000002"]).text == "Attached by Oldacre"
    assert set(tmp_path.rglob("*")) == before


def test_a_table_of_pages_alone_is_a_production(production: Production) -> None:
    folder = production(b"")
    (folder / "VOL1.dat").unlink()
    found = [*members(folder, processes=0)]
    assert (found[0].form, found[0].bates.first, found[0].bates.last) == (Form.PAGES, "ABC000003", "ABC000004")


def test_a_record_without_end_ends_the_table_and_not_the_production(
    production: Production, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("legalredact.documents.intake.load_file._LONGEST", 400)
    text = _concordance(_ROWS[:2]) + "þABC000002" + "\r\nand on" * 100
    found = [*members(production(text.encode()), processes=0)]
    assert found[0].bates.first == "ABC000001"
    assert isinstance(found[1].problem, OversizedInput)
    assert "ABC000002.txt" in [member.location.name for member in found[2:]]
