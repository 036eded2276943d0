"""Files are taken for what they are, and what cannot be read is refused with its remedy."""

import io
import os
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import PIL.Image
import pytest

from legalredact.documents.file_type import FileKind, kind_of
from legalredact.documents.limits import STANDARD
from legalredact.documents.read import read_file
from legalredact.errors import (
    DamagedInput,
    EmptyInput,
    EncryptedInput,
    OldFormat,
    OversizedInput,
    UnreadableInput,
    WrongType,
)
from tests.documents.pdf_files import one_page

WORD_XML = b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n%s<w:t>Mar</w:t><w:t>low</w:t>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def zipped(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return path


def test_a_pdf_is_read_whatever_its_name_says(tmp_path: Path) -> None:
    path = one_page(tmp_path / "letter.txt", [(72, 100, "Ines Marlow owns the Petrel.")])

    document = read_file(path)

    assert document.text == "Ines Marlow owns the Petrel."
    assert document.name == "letter.txt"
    assert len(document.pages) == 1


def test_a_pdf_may_begin_after_some_bytes(tmp_path: Path) -> None:
    inner = one_page(tmp_path / "a.pdf", [(72, 100, "Ines Marlow owns the Petrel.")]).read_bytes()

    assert "Ines Marlow" in read_file(written(tmp_path / "b.pdf", b"\r\nmail header\r\n" + inner)).text


def test_a_word_file_and_a_text_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Otto Brack has the key.")
    document.save(str(tmp_path / "a.docx"))

    assert "Otto Brack has the key." in read_file(tmp_path / "a.docx").text
    assert read_file(written(tmp_path / "a", b"Una Feld was asked.")).text == "Una Feld was asked."


def test_pictures_are_known_by_their_first_bytes(tmp_path: Path) -> None:
    for format_name in ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"):
        data = io.BytesIO()
        PIL.Image.new("L", (40, 40), 255).save(data, format_name)
        assert kind_of(written(tmp_path / "a.dat", data.getvalue())) is FileKind.PICTURE


@pytest.mark.parametrize(
    ("data", "error", "remedy"),
    [
        (b"", EmptyInput, "new copy"),
        (OLE + "WordDocument".encode("utf-16-le"), OldFormat, "save it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedInput, "without one"),
        (OLE, WrongType, "Print it to PDF"),
        (b"\xffWPC Ines Marlow", OldFormat, "save it as .docx"),
        (b"PK\x03\x04 cut short", DamagedInput, "new copy"),
        (b"7z\xbc\xaf\x27\x1c", WrongType, "Unpack it"),
        (b"\x7fELF\x02\x01", WrongType, "documents only"),
        (b"\x00\x01\x02\x03", WrongType, "Save it as PDF"),
        (
            WORD_XML % b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">',
            WrongType,
            ".docx",
        ),
        (WORD_XML % b'<w:wordDocument xmlns:w="http://x/word/2003/wordml">', WrongType, "save it as .docx"),
        ((WORD_XML % b"<w:p>").decode().encode("utf-16"), WrongType, "save it as .docx"),
        (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">Marlow', WrongType, "save it as .xlsx"),
        (b'<!-- Marlow -->\n<o:document xmlns:o="urn:oasis:names:tc:opendocument:x">', WrongType, "Save the whole"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><text>Mar<tspan>low</tspan>', WrongType, "Save it as PNG"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_remedy(
    tmp_path: Path, data: bytes, error: type[UnreadableInput], remedy: str
) -> None:
    with pytest.raises(error) as caught:
        read_file(written(tmp_path / "Marlow.doc", data))

    assert type(caught.value) is error
    assert remedy in caught.value.remedy
    assert "Marlow" not in str(caught.value)


def test_xml_of_data_is_text(tmp_path: Path) -> None:
    data = b'<?xml version="1.0"?>\n<claims xmlns="urn:claims"><claim by="Una Feld"/></claims>'

    assert "Una Feld" in read_file(written(tmp_path / "claims.xml", data)).text


@pytest.mark.parametrize(
    ("names", "remedy"),
    [(["mimetype", "a.xhtml"], "Unpack it"), (["a.txt"], "Unpack it")],
    ids=["epub", "zip"],
)
def test_archives_that_are_no_office_files_are_refused(tmp_path: Path, names: list[str], remedy: str) -> None:
    with pytest.raises(WrongType, match=remedy):
        read_file(zipped(tmp_path / "a.docx", *names))


def test_missing_files_and_folders_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        read_file(tmp_path / "missing.pdf")
    with pytest.raises(WrongType, match="folder"):
        read_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_files_that_may_not_be_opened_are_said_to_be_so(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", b"Una Feld")
    path.chmod(0)

    with pytest.raises(UnreadableInput, match="may not be opened"):
        read_file(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_devices_and_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(WrongType, match="not a file"):
        read_file(tmp_path / "pipe")


def test_files_larger_than_the_limit_are_refused_before_they_are_read(tmp_path: Path) -> None:
    with pytest.raises(OversizedInput, match="at most 1 MB"):
        read_file(written(tmp_path / "a.txt", b"a" * (2 << 20)), replace(STANDARD, max_bytes=1 << 20))


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = one_page(tmp_path / "a.pdf", [(72, 100, "Ines Marlow owns the Petrel.")])

    def change(_: object) -> None:
        with path.open("ab") as file:
            file.write(b"%")

    with pytest.raises(DamagedInput, match="changed"):
        read_file(path, report=change)


def test_the_id_comes_from_the_bytes_and_not_from_the_name(tmp_path: Path) -> None:
    one, other = written(tmp_path / "Marlow.txt", b"Una Feld"), written(tmp_path / "Brack.txt", b"Una Feld")

    assert read_file(one).id == read_file(other).id
    assert "Marlow" not in repr(read_file(one))
