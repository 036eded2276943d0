"""Files embedded in Office files and PDFs are documents of their family, and objects of programs are named."""

import importlib
import struct
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pymupdf
import pytest

from legalredact.documents.intake.members import read_member
from legalredact.documents.read import read_file
from legalredact.errors import EmptyInput, WrongType
from legalredact.model.document import BlockKind, UnreadReason
from legalredact.model.production import ProductionMember
from legalredact.workflow.production.intake import expanded, members
from tests.documents.office_files import workbook
from tests.documents.opendocument_files import content, package

Compound = Callable[[Mapping[tuple[str, ...], bytes]], bytes]


@pytest.fixture(scope="module")
def compound(repository: Path) -> Iterator[Compound]:
    folder = str(repository / "packaging" / "productions")
    sys.path.insert(0, folder)
    yield importlib.import_module("producing.compound_file").compound_file
    sys.path.remove(folder)


def _native(name: bytes, inside: bytes) -> bytes:
    """The stream in which the Packager of Windows keeps a file ([MS-OLEDS], 2.3.6)."""
    path = b"C:\\tmp\\" + name + b"\0"
    body = struct.pack("<H", 2) + name + b"\0" + path + struct.pack("<II", 3, len(path)) + path
    body += struct.pack("<I", len(inside)) + inside
    return struct.pack("<I", len(body)) + body


def _read(found: ProductionMember) -> str:
    return read_member(found).text


def test_files_in_a_workbook_are_its_family(compound: Compound, tmp_path: Path) -> None:
    parts = {
        "xl/embeddings/oleObject1.bin": compound({("\x01Ole10Native",): _native(b"note.txt", b"Note on Penhallow")}),
        "xl/embeddings/oleObject2.bin": compound({("CONTENTS",): b"Text of Wren"}),
        "xl/embeddings/oleObject3.bin": compound({("Equation Native",): b"x" * 100}),
        "xl/embeddings/oleObject4.bin": compound({("WordDocument",): b"x" * 100}),
        "xl/embeddings/inner.xlsx": workbook('<row><c t="inlineStr"><is><t>Inner Vane</t></is></c></row>'),
        "xl/embeddings/empty.xlsx": b"",
        "xl/media/film.mp4": b"x",
    }
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook('<row><c t="inlineStr"><is><t>Outer Roe</t></is></c></row>', parts=parts))
    found = [*members(path, processes=0)]
    head, *inside = found
    assert {one.parent for one in inside} == {head.key}
    assert {one.family for one in found} == {head.key}
    names = [one.location.name for one in inside]
    assert names == ["note.txt", "oleObject2.bin", "oleObject4.bin", "inner.xlsx", "empty.xlsx"]
    assert [_read(one) for one in inside[:2]] == ["Note on Penhallow", "Text of Wren"]
    assert "Inner Vane" in _read(inside[3])
    for one, problem in ((inside[2], WrongType), (inside[4], EmptyInput)):
        with pytest.raises(problem):
            read_member(one)
    own = read_member(head)
    assert [part.detail for part in own.unread if part.reason is UnreadReason.EMBEDDED_FILE] == [
        "embedded file 1 (bin) in the file"
    ]
    alone = [part for part in read_file(path).unread if part.reason is UnreadReason.EMBEDDED_FILE]
    assert len(alone) == 6
    assert [*expanded([path])][1:] == found[1:]


def test_files_attached_to_a_pdf_and_to_its_pages_are_its_family(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "Outer Roe")
        document[0].add_file_annot((100, 100), b"On the page: Wren", "page.txt")
        document.embfile_add("key", b"Attached: Penhallow", filename="attached.txt", desc="from Una Feld")
        document.save(tmp_path / "a.pdf")
    head, *inside = members(tmp_path / "a.pdf", processes=0)
    assert [one.location.name for one in inside] == ["attached.txt", "page.txt"]
    assert [_read(one) for one in inside] == ["Attached: Penhallow", "On the page: Wren"]
    own = read_member(head)
    assert not [part for part in own.unread if part.reason is UnreadReason.EMBEDDED_FILE]
    beside = [own.text_of(block) for block in own.blocks if block.kind is BlockKind.PROPERTY]
    assert any("from Una Feld" in text for text in beside)
    assert len(read_file(tmp_path / "a.pdf").unread) == 2
    assert len([*expanded([tmp_path / "a.pdf"])]) == 3


def test_files_in_an_opendocument_text_are_its_family(compound: Compound, tmp_path: Path) -> None:
    frame = "<draw:frame><draw:object-ole xlink:href='./Object 1'/></draw:frame>"
    text = content(f"<office:text><text:p>Outer Roe{frame}</text:p></office:text>")
    inner = compound({("\x01Ole10Native",): _native(b"note.txt", b"Note on Penhallow")})
    (tmp_path / "a.odt").write_bytes(package({"content.xml": text, "Object 1": inner}))
    head, inside = members(tmp_path / "a.odt", processes=0)
    assert _read(inside) == "Note on Penhallow"
    assert read_member(head).unread == ()
