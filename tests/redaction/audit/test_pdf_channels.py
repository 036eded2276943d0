"""What only the file itself holds: packed streams, stored pictures, and letters beyond a page."""

import io
import struct
from collections.abc import Callable
from pathlib import Path

import pikepdf
import PIL.Image
import PIL.ImageDraw
import PIL.TiffImagePlugin
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from legalredact.errors import DamagedInput
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.audit import pdf_channels as auditing
from legalredact.redaction.audit.audit import Audit, audit_copy
from legalredact.redaction.targets import named_targets
from legalredact.redaction.text_maps.text_map import FoundWord, OcrFunction

NAME = "Marguerite Oldacre"
DATA = bytes(range(127, 256)) * 20
"""Bytes that are no text."""


def audited(data: bytes, folder: Path, look: OcrFunction | None = None, name: str = NAME) -> Audit:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return audit_copy(path, named_targets([name]), look)


def found(audit: Audit) -> set[str]:
    """Channels with a find, without the numbers of their objects."""
    return {" ".join(word for word in one.channel.split() if not word[0].isdigit()) for one in audit.findings}


def file_with(make: Callable[[pikepdf.Pdf], pikepdf.Object]) -> bytes:
    """A PDF of a blank page, with something that no page draws."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(320, 110))
    pdf.Root.Unused = pdf.make_indirect(make(pdf))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def with_stream(data: bytes, packing: str = "") -> bytes:
    """As `file_with`, a stream; `packing` is how it claims to be packed."""

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = Stream(pdf, b"")
        stream.write(data, filter=Name(f"/{packing}") if packing else None)
        return stream

    return file_with(make)


# --- streams ---


@pytest.mark.parametrize("packing", ["NoSuchDecode", "DCTDecode", "FlateDecode", "LZWDecode"])
def test_a_stream_that_cannot_be_unpacked_is_searched_as_it_is_packed(packing: str, tmp_path: Path) -> None:
    assert any(len(channel.split()) == 1 for channel in found(audited(with_stream(NAME.encode(), packing), tmp_path)))
    assert audited(with_stream(b"nobody", packing), tmp_path).clean


@pytest.mark.parametrize("fault", [pikepdf.PdfError, RuntimeError, ValueError])
def test_a_file_that_the_engine_fails_on_in_any_way_is_never_called_clean(
    fault: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    data = with_stream(b"nobody")
    monkeypatch.setattr(pikepdf, "open", fail)
    with pytest.raises(DamagedInput):
        audited(data, tmp_path)


def test_a_stream_that_cannot_even_be_read_as_it_is_packed_leaves_the_file_unproven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise pikepdf.PdfError

    monkeypatch.setattr(pikepdf.Object, "read_raw_bytes", fail)
    audit = audited(with_stream(b"nobody", "NoSuchDecode"), tmp_path)

    assert [line.partition(": ")[2] for line in audit.unread] == ["the stream cannot be read"]
    assert not audit.clean


@pytest.mark.parametrize("fault", auditing._FAULTS)
def test_an_engine_that_fails_in_any_way_leaves_the_file_unproven(
    fault: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(auditing, "_by_pdfium", fail)
    audit = audited(with_stream(b"nobody"), tmp_path)

    assert audit.unread == ("text (pdfium): this engine cannot read the file",)
    assert not audit.clean


@pytest.mark.parametrize(
    "data",
    [DATA + b"(So) Tj ( Ng ) Tj (said) Tj", DATA + b" Ng ", DATA + " Ng ".encode("utf-16-be")],
    ids=["strings", "letters", "wide letters"],
)
def test_a_short_name_in_data_is_chance(data: bytes, tmp_path: Path) -> None:
    assert audited(with_stream(data), tmp_path, name="Ng").clean


def test_letters_of_the_west_in_one_byte_each_are_read(tmp_path: Path) -> None:
    name = "Hélène Oldacré"

    assert "stream bytes" in found(audited(with_stream(f"by {name}".encode("cp1252")), tmp_path, name=name))


@pytest.mark.parametrize("escape", [b"\\n", b"\\r", b"\\t", b"\\f", b"\\040", b"\\\n", b"\\\r\n"])
def test_signs_that_a_string_writes_by_other_signs_are_read(escape: bytes, tmp_path: Path) -> None:
    written = b"BT (Marguerite" + escape + b"Oldacre) Tj ET"

    assert any(channel.endswith("strings") for channel in found(audited(with_stream(written), tmp_path)))


def test_brackets_and_a_backslash_in_a_string_end_nothing(tmp_path: Path) -> None:
    written = b"BT (Marguerite \\(Maggie\\) O\\\\Hara) Tj ET"
    audit = audited(with_stream(written), tmp_path, name="Marguerite (Maggie) O\\Hara")

    assert any(channel.endswith("strings") for channel in found(audit))


# --- pages ---


@pytest.mark.parametrize("at", [(20, -40), (20, 400), (-300, 40), (700, 40)])
def test_letters_beyond_any_edge_of_a_page_are_read_by_both_engines(at: tuple[float, float], tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page(width=320, height=110).insert_text(at, NAME)

    assert {"text (pdfium)", "text (mupdf)"} <= found(audited(bytes(document.tobytes()), tmp_path))


def test_a_file_that_begins_with_other_bytes_is_read_by_both_engines(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page(width=320, height=110).insert_text((20, 40), NAME)
    data = b"sent by somebody\n" * 20 + bytes(document.tobytes())

    assert {"text (pdfium)", "text (mupdf)"} <= found(audited(data, tmp_path))


def test_a_name_that_a_page_shows_in_columns_is_read(tmp_path: Path) -> None:
    """Its words lie under each other, beside words of other columns."""
    document = pymupdf.open()
    page = document.new_page(width=320, height=110)
    for x, words in ((20, ("heard", "Marguerite", "Oldacre")), (160, ("on", "Tuesday", "morning"))):
        for row, word in enumerate(words):
            page.insert_text((x, 30 + 16 * row), word)

    assert "text (mupdf)" in found(audited(bytes(document.tobytes()), tmp_path))


def test_a_name_beside_the_number_of_a_note_is_read(tmp_path: Path) -> None:
    """A raised number parts it in the engine's own order of the text."""
    document = pymupdf.open()
    page = document.new_page(width=320, height=110)
    page.insert_htmlbox((20, 20, 300, 90), "<p>heard Marguer<sup>12</sup>ite Oldacre</p>")

    assert found(audited(bytes(document.tobytes()), tmp_path)) == {"text (mupdf)"}


def test_a_page_that_is_too_large_is_read_with_fewer_dots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "_MOST_PIXELS", 100_000)
    looked: list[tuple[tuple[int, int], int]] = []

    def look(image: PIL.Image.Image, dpi: float) -> list[SeenWord]:
        looked.append((image.size, round(dpi)))
        return []

    audited(file_with(lambda pdf: Dictionary()), tmp_path, look)

    assert looked == [((540, 186), 121)]  # of 320 by 110 points


# --- pictures ---


def words_of(image: PIL.Image.Image) -> list[SeenWord]:
    """Somebody who reads the name where the left half is black and the right half is white, and nothing else."""
    left, right = image.getpixel((10, 10)), image.getpixel((image.width - 10, 10))
    read = NAME.split() if (left, right) == ((0, 0, 0), (255, 255, 255)) else []
    return [FoundWord(word, 100.0 * at, 10.0, 100.0 * at + 90, 30.0, 0.9, 1, 1) for at, word in enumerate(read)]


def halves(size: tuple[int, int] = (200, 40)) -> PIL.Image.Image:
    picture = PIL.Image.new("L", size, 255)
    PIL.ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1]), fill=0)
    return picture


def jbig2(picture: PIL.Image.Image) -> bytes:
    """Black and white as scanners pack it: one region of MMR, which is CCITT group 4 (ITU-T T.88, 7.4.6 and 6.2.6)."""
    packed = io.BytesIO()
    picture.point(lambda level: 255 - level).convert("1").save(packed, "TIFF", compression="group4")
    packed.seek(0)
    with PIL.TiffImagePlugin.TiffImageFile(packed) as tiff:
        places = zip(tiff.tag_v2[273], tiff.tag_v2[279], strict=True)
        rows = b"".join(packed.getvalue()[start : start + length] for start, length in places)
    page = struct.pack(">IIIIBH", *picture.size, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", *picture.size, 0, 0, 0, 1) + rows
    segments = ((0, 48, page), (1, 38, region))
    return b"".join(struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data for number, kind, data in segments)


def with_picture(data: bytes, packing: str, color: object, bits: int, size: tuple[int, int] = (200, 40)) -> bytes:
    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = Stream(pdf, b"")
        stream.write(data, filter=Name(f"/{packing}") if packing else None)
        entries = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=size[0], Height=size[1], ColorSpace=color)
        stream.update(entries)
        stream.BitsPerComponent = bits
        return stream

    return file_with(make)


def look(image: PIL.Image.Image, dpi: float) -> list[SeenWord]:
    return words_of(image)


def a_spot_color() -> Array:
    """One ink of its own, black where it is full, as printers' files have them."""
    ink = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)
    return Array([Name.Separation, Name.Spot, Name.DeviceCMYK, ink])


def test_a_scan_that_is_packed_as_jbig2_is_read_without_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "jbig2dec"
    program.write_text(f"#!/bin/sh\n: > {tmp_path}/started\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(program.parent))
    data = with_picture(jbig2(halves()), "JBIG2Decode", Name.DeviceGray, 1)

    assert found(audited(data, tmp_path, look)) == {"picture"}
    assert not (tmp_path / "started").exists()
    assert audited(with_picture(b"no more", "JBIG2Decode", Name.DeviceGray, 1), tmp_path, look).clean


def test_a_picture_in_a_spot_color_is_read(tmp_path: Path) -> None:
    inked = bytes(halves().point(lambda level: 255 - level).tobytes())

    audit = audited(with_picture(inked, "", a_spot_color(), 8), tmp_path, lambda image, dpi: [*dark(image)])

    assert found(audit) == {"picture"}


def dark(image: PIL.Image.Image) -> list[SeenWord]:
    """As `words_of`, for a black that is not quite one."""
    return words_of(image.point(lambda level: 0 if level < 90 else 255))


def test_a_picture_that_is_too_large_to_be_read_leaves_the_file_unproven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = with_picture(bytes(halves().tobytes()), "", Name.DeviceGray, 8)
    monkeypatch.setattr(auditing, "_MOST_PIXELS", 200 * 40)
    audit = audited(data, tmp_path, look)

    assert [line.partition(": ")[2] for line in audit.unread] == ["the picture is too large to be read"]
    monkeypatch.setattr(auditing, "_MOST_PIXELS", 200 * 40 + 1)
    assert found(audited(data, tmp_path, look)) == {"picture"}
    assert audited(data, tmp_path, look).unread == ()


def test_a_picture_in_an_attached_pdf_is_read(tmp_path: Path) -> None:
    inner = with_picture(bytes(halves().tobytes()), "", Name.DeviceGray, 8)

    def attach(pdf: pikepdf.Pdf) -> pikepdf.Object:
        return Stream(pdf, inner, Type=Name.EmbeddedFile)

    assert found(audited(file_with(attach), tmp_path, look)) == {"attachment picture"}
