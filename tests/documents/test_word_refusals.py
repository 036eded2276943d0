"""A Word file that cannot be read whole is refused in words that say what to do and nothing of its content."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from legalredact.documents.limits import Limits
from legalredact.documents.ooxml.reader import read_word
from legalredact.errors import (
    DamagedInput,
    EmptyInput,
    EncryptedInput,
    OversizedInput,
    UnreadableInput,
    WrongType,
)
from tests.documents.damaged_zips import PACKINGS, damaged_zip
from tests.documents.word_files import paragraph, root, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "Quillfeather.docx"
    path.write_bytes(content)
    return path


def _refused(path: Path, kind: type[UnreadableInput], limits: Limits | None = None) -> UnreadableInput:
    with pytest.raises(kind) as refusal:
        read_word(path, limits or Limits())
    assert "Quillfeather" not in str(refusal.value)
    assert refusal.value.remedy
    assert refusal.value.__cause__ is None
    return refusal.value


def test_an_empty_file(tmp_path: Path) -> None:
    _refused(_file(tmp_path, b""), EmptyInput)


def test_a_file_of_the_old_format(tmp_path: Path) -> None:
    content = OLE + bytes(600) + "WordDocument".encode("utf-16-le")
    assert ".doc" in _refused(_file(tmp_path, content), WrongType).what


def test_a_file_with_a_password(tmp_path: Path) -> None:
    _refused(_file(tmp_path, OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), EncryptedInput)


def test_an_archive_whose_parts_ask_for_a_password(tmp_path: Path) -> None:
    content = bytearray(word_file(tmp_path, paragraph("a")).read_bytes())
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 8, 1)
    _refused(_file(tmp_path, bytes(content)), EncryptedInput)


@pytest.mark.parametrize("content", [b"plain words", b"{\\rtf1 }", b"%PDF-1.7", b"PKnothing"])
def test_another_kind_of_file(tmp_path: Path, content: bytes) -> None:
    _refused(_file(tmp_path, content), UnreadableInput)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_off(tmp_path: Path, share: float) -> None:
    whole = word_file(tmp_path, "".join(paragraph(f"Quillfeather {i}") for i in range(200))).read_bytes()
    _refused(_file(tmp_path, whole[: int(len(whole) * share)]), DamagedInput)


def test_a_part_whose_bytes_were_changed(tmp_path: Path) -> None:
    content = bytearray(word_file(tmp_path, paragraph("Quillfeather" * 50)).read_bytes())
    at = content.find(b"word/document.xml") + len("word/document.xml") + 5
    content[at] ^= 0xFF
    _refused(_file(tmp_path, bytes(content)), DamagedInput)


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_part_whose_packed_bytes_are_damaged(packing: str, tmp_path: Path) -> None:
    _refused(_file(tmp_path, damaged_zip(packing)), DamagedInput)


def test_a_workbook_and_a_presentation(tmp_path: Path) -> None:
    for word in ("spreadsheetml", "presentationml"):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            types = f'<Types><Override PartName="/a.xml" ContentType="application/{word}.main+xml"/></Types>'
            archive.writestr("[Content_Types].xml", types)
            archive.writestr("a.xml", "<a/>")
        _refused(_file(tmp_path, buffer.getvalue()), WrongType)


def test_a_container_without_a_document(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("notes.txt", "Quillfeather")
    _refused(_file(tmp_path, buffer.getvalue()), DamagedInput)


def test_a_document_part_that_is_no_xml(tmp_path: Path) -> None:
    _refused(word_file(tmp_path, "", {"word/document.xml": "<w:document>Quillfeather"}), DamagedInput)


def test_missing_relations_and_types_are_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", root("w:document", f"<w:body>{paragraph('text')}</w:body>"))
    assert read_word(path, Limits()).text == "text"


def test_a_bomb_of_zeros(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("a"), {"word/media/image1.bin": bytes(80 << 20)})
    assert path.stat().st_size < 1 << 20
    _refused(path, OversizedInput)


def test_more_bytes_or_parts_than_the_limits(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph("a"), {f"word/x{i}.xml": "<a/>" for i in range(30)})
    _refused(path, OversizedInput, Limits(max_parts=20))
    _refused(path, OversizedInput, Limits(max_unpacked=500))
    _refused(path, OversizedInput, Limits(max_bytes=500))


def test_a_bomb_of_entities(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "Quillfeather"}">' for i in range(9))
    bomb = f"<!DOCTYPE x [{entities}]><w:document>&e8;</w:document>"
    _refused(word_file(tmp_path, "", {"word/document.xml": bomb}), DamagedInput)


def test_an_entity_that_would_fetch_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Quillfeather")
    fetch = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document>&e;</w:document>'
    _refused(word_file(tmp_path, "", {"word/document.xml": fetch}), DamagedInput)


@pytest.mark.parametrize("depth", [250, 5000])
def test_elements_nested_beyond_reason(tmp_path: Path, depth: int) -> None:
    inner = "<w:sdt><w:sdtContent>" * (depth // 2) + paragraph("deep") + "</w:sdtContent></w:sdt>" * (depth // 2)
    path = word_file(tmp_path, inner)
    try:
        assert read_word(path, Limits()).text == "deep"
    except DamagedInput:
        assert depth > 200
