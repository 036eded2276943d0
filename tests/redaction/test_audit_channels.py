"""Channels of an audit one by one: that each is looked through, and that one which cannot be read is told of."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import PIL.Image
import pymupdf
import pytest
from pikepdf import Dictionary, Name, Stream

from legalredact.errors import Cancelled, DamagedInput, OversizedInput
from legalredact.model.progress import Cancellation, Progress
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.audit import audit as auditing
from legalredact.redaction.audit import docx_channels as audit_word
from legalredact.redaction.audit import nesting
from legalredact.redaction.audit.audit import Audit, audit_copy
from legalredact.redaction.targets import named_targets
from legalredact.redaction.text_maps.text_map import FoundWord, OcrFunction
from tests.documents.damaged_zips import PACKINGS, damaged_zip

NAME = "Marguerite Oldacre"
TARGETS = named_targets([NAME])


def audited(
    data: bytes, folder: Path, look: OcrFunction | None = None, ending: str = "pdf", **options: object
) -> Audit:
    path = folder / f"file.{ending}"
    path.write_bytes(data)
    return audit_copy(path, TARGETS, look, **options)  # type: ignore[arg-type]


def pdf_of(*pages: str) -> bytes:
    """A PDF with a line of text on each page."""
    document = pymupdf.open()
    for text in pages:
        document.new_page(width=320, height=110).insert_text((20, 40), text)
    return bytes(document.tobytes())


def changed(data: bytes, change: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)  # type: ignore[operator]
        pdf.save(out)
    return out.getvalue()


def attached(inner: bytes, to: str = "nothing") -> bytes:
    """A PDF with a file in it."""

    def attach(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_indirect(Stream(pdf, inner, Type=Name.EmbeddedFile))
        file = pdf.make_indirect(Dictionary(Type=Name.Filespec, EF=Dictionary(F=stream)))
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=pikepdf.Array([pikepdf.String("a"), file])))

    return changed(pdf_of(to), attach)


def archive(**parts: bytes) -> bytes:
    """An archive as Word makes it, with these parts; `__` is a slash and `_` a full stop in their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def found(audit: Audit) -> set[str]:
    return {finding.channel for finding in audit.findings}


def seen(text: str, at: int) -> SeenWord:
    """A word on the only line of a picture."""
    return FoundWord(text, 100.0 * at, 10.0, 100.0 * at + 90, 30.0, 0.9, 1, 1)


def blank(image: PIL.Image.Image, dpi: float) -> list[SeenWord]:
    """Somebody who looks at pictures and sees nothing there."""
    return []


# --- what cannot be read ---


def test_a_page_that_one_engine_cannot_read_leaves_the_file_unproven(tmp_path: Path) -> None:
    def break_second_page(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.make_indirect(Dictionary(Type=Name.Oops)))
        pdf.Root.Pages.Count = 2

    audit = audited(changed(pdf_of("nobody"), break_second_page), tmp_path)

    assert audit.findings == ()
    assert audit.unread == ("text (pdfium): this engine cannot read the file",)
    assert not audit.clean


def test_pages_that_cannot_be_drawn_leave_the_file_unproven(tmp_path: Path) -> None:
    def break_second_page(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.make_indirect(Dictionary(Type=Name.Oops)))
        pdf.Root.Pages.Count = 2

    audit = audited(changed(pdf_of("nobody"), break_second_page), tmp_path, blank)

    assert "look of the page: PDFium cannot draw the page" in audit.unread


def test_an_earlier_revision_that_an_engine_cannot_read_is_no_fault_of_the_file(tmp_path: Path) -> None:
    """What is no whole file at an earlier end was never shown to anybody."""
    data = pdf_of("nobody")

    audit = audited(data.replace(b"%PDF-", b"%PDF-1.7 %%EOF %PDF-", 1), tmp_path)

    assert audit.clean


@pytest.mark.parametrize(
    "inner", [b"%PDF-1.7 no more", b"PK\x03\x04 no more", b"%PDF-locked"], ids=["a PDF", "an archive", "a locked PDF"]
)
def test_an_attachment_that_cannot_be_opened_leaves_the_file_unproven(inner: bytes, tmp_path: Path) -> None:
    if inner.endswith(b"locked"):
        locked = pymupdf.open(stream=pdf_of("nobody"))
        inner = locked.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")

    audit = audited(attached(inner), tmp_path)

    assert audit.findings == ()
    assert [line.partition(": ")[2] for line in audit.unread] == [": it cannot be opened"]
    assert not audit.clean


def test_an_attachment_that_is_packed_in_an_unknown_way_leaves_the_file_unproven(tmp_path: Path) -> None:
    def attach(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_indirect(Stream(pdf, b"", Type=Name.EmbeddedFile))
        stream.write(b"%PDF-1.7", filter=Name.NoSuchDecode)
        pdf.Root.Unused = stream

    audit = audited(changed(pdf_of("nobody"), attach), tmp_path)

    assert [line.partition(": ")[2] for line in audit.unread] == [": it cannot be opened"]


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        (b"PK\x03\x04 no more", "an archive in it cannot be opened"),
        (b"%PDF-1.7 no more", "a PDF in it cannot be opened"),
        (b"\x89PNG no more", "the picture cannot be read"),
    ],
)
def test_a_part_of_a_word_file_that_cannot_be_opened_leaves_it_unproven(inner: bytes, why: str, tmp_path: Path) -> None:
    audit = audited(archive(word__document_xml=b"<a/>", word__part_bin=inner), tmp_path, blank, "docx")

    assert audit.findings == ()
    assert [line.partition(": ")[2].removeprefix("picture: ") for line in audit.unread] == [why]
    assert not audit.clean


def test_archives_in_archives_are_looked_through_to_a_depth_beyond_which_the_file_is_unproven(tmp_path: Path) -> None:
    inner = f"<p>{NAME}</p>".encode()
    for _ in range(4):
        inner = archive(x_xml=inner)

    assert "x.xml!x.xml!x.xml!x.xml!x.xml: all text" in found(audited(archive(x_xml=inner), tmp_path))
    deeper = audited(archive(x_xml=archive(x_xml=inner)), tmp_path)
    assert deeper.findings == ()
    (why,) = deeper.unread
    assert why.startswith("x.xml!x.xml!x.xml!x.xml!x.xml: an archive in it is not opened: it lies too deep in others")
    assert not deeper.clean


def test_a_file_that_is_larger_than_an_audit_bears_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auditing, "_LARGEST", 10)

    assert audited(b"0123456789", tmp_path, ending="txt").clean
    with pytest.raises(OversizedInput):
        audited(b"01234567890", tmp_path, ending="txt")


def test_a_file_without_a_byte_is_never_called_clean(tmp_path: Path) -> None:
    with pytest.raises(DamagedInput):
        audited(b"", tmp_path)


def test_a_half_archive_is_never_called_clean(tmp_path: Path) -> None:
    with pytest.raises(DamagedInput):
        audited(archive(a=b"nobody")[:-30], tmp_path, ending="docx")


@pytest.mark.parametrize("packing", PACKINGS)
def test_a_part_whose_packed_bytes_are_damaged_is_never_called_clean(packing: str, tmp_path: Path) -> None:
    damaged = damaged_zip(packing)

    with pytest.raises(DamagedInput):
        audited(damaged, tmp_path, ending="docx")
    assert audited(archive(x_bin=damaged), tmp_path, ending="docx").unread == (
        "x.bin: an archive in it cannot be opened",
    )
    assert [line.partition(": ")[2] for line in audited(attached(damaged), tmp_path).unread] == [
        ": it cannot be opened"
    ]


def test_an_audit_stops_on_request(tmp_path: Path) -> None:
    cancel = Cancellation()
    cancel.cancel()

    with pytest.raises(Cancelled):
        audited(pdf_of("nobody"), tmp_path, cancel=cancel)


# --- what is looked through ---


def test_a_name_in_an_attached_pdf_is_found(tmp_path: Path) -> None:
    audit = audited(attached(pdf_of("nobody", f"by {NAME}")), tmp_path)

    assert {name.partition(": ")[2] for name in found(audit)} >= {"text (pdfium)", "text (mupdf)"}
    assert {finding.page for finding in audit.findings} == {0}


def test_a_name_in_an_attached_word_file_is_found(tmp_path: Path) -> None:
    word = archive(word__document_xml=b"<p><t>Marguerite</t> <t>Old</t><t>acre</t></p>")

    assert any(name.endswith("word/document.xml: all text") for name in found(audited(attached(word), tmp_path)))


def test_a_name_in_an_attached_text_is_told_as_one_of_the_attachment(tmp_path: Path) -> None:
    channels = found(audited(attached(f"by {NAME}".encode()), tmp_path))

    assert {name.partition(" ")[0] for name in channels} == {"attachment"}


def test_each_of_several_names_in_a_channel_is_a_find(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text(f"{NAME} and Tobias Fenwright", encoding="utf-8")
    audit = audit_copy(path, named_targets([NAME, "Tobias Fenwright"]), None)

    assert [one.name for one in audit.findings if one.channel == "text"] == [1, 2]


def within(inner: bytes, times: int, wrap: Callable[[bytes], bytes]) -> bytes:
    """A file in a file in a file."""
    for _ in range(times):
        inner = wrap(inner)
    return inner


def in_an_archive(inner: bytes) -> bytes:
    return archive(embedded__inner_pdf=inner)


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "PDFs in PDFs": attached,
    "PDFs in archives in PDFs": lambda inner: attached(in_an_archive(inner)),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_name_in_a_file_that_lies_deep_in_others_is_found(way: str, tmp_path: Path) -> None:
    times = 4 if way == "PDFs in PDFs" else 2
    audit = audited(within(pdf_of(NAME), times, WAYS[way]), tmp_path)

    assert any("text (pdfium)" in channel for channel in found(audit))
    assert audit.unread == ()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("times", [5, 9])
def test_a_file_that_lies_too_deep_in_others_is_left_unread_and_withholds_the_copy(
    way: str, times: int, tmp_path: Path
) -> None:
    audit = audited(within(pdf_of("nobody"), times, WAYS[way]), tmp_path)

    assert audit.findings == ()
    assert any("it lies too deep in others: more than 4 files" in line for line in audit.unread)
    assert not audit.clean


def test_too_many_files_within_a_file_withhold_the_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nesting, "_MOST", 3)
    audit = audited(archive(**{f"embedded__{number}_pdf": pdf_of("nobody") for number in range(5)}), tmp_path)

    assert len([line for line in audit.unread if "more than 3 files lie within this one" in line]) == 2
    assert not audit.clean


def test_an_attachment_is_found_after_others(tmp_path: Path) -> None:
    """One that is searched as a mere stream does not end the look at the rest."""

    def attach(pdf: pikepdf.Pdf) -> None:
        for inner in (b"plain words", pdf_of(f"by {NAME}")):
            pdf.Root[f"/A{len(inner)}"] = pdf.make_indirect(Stream(pdf, inner, Type=Name.EmbeddedFile))

    assert any("text (pdfium)" in name for name in found(audited(changed(pdf_of("x"), attach), tmp_path)))


def test_a_name_in_a_pdf_within_a_word_file_is_found(tmp_path: Path) -> None:
    audit = audited(archive(word__object_bin=pdf_of(f"by {NAME}")), tmp_path, ending="docx")

    assert "word/object.bin!text (pdfium)" in found(audit)


@pytest.mark.parametrize("engine", ["pdfium", "mupdf"])
def test_each_engine_reads_pages_and_over_their_ends(engine: str, tmp_path: Path) -> None:
    audit = audited(pdf_of("nobody", f"by {NAME}", "heard Marguerite", "Oldacre said"), tmp_path)

    assert [f.page for f in audit.findings if f.channel == f"text ({engine})"] == [2]
    assert f"text ({engine}) over page ends" in found(audit)


def test_one_page_has_no_end_to_look_over(tmp_path: Path) -> None:
    assert found(audited(pdf_of(f"by {NAME}"), tmp_path)).isdisjoint({"text (pdfium) over page ends"})


@pytest.mark.parametrize(
    ("part", "channel"),
    [
        (f"<p><t>by {NAME}</t></p>", "text"),
        ("<w><p><t>Marguerite</t><br/><t>Oldacre</t></p></w>", "text"),
        ("<w><p><t>Marguerite</t><tab/><t>Oldacre</t></p></w>", "text"),
        ("<p><delText>Marguerite Oldacre</delText></p>", "text"),
        ("<p><instrText>Marguerite Oldacre</instrText></p>", "text"),
        ("<p><delInstrText>Marguerite Oldacre</delInstrText></p>", "text"),
        ("<c><v>Marguerite Oldacre</v></c>", "text"),
        (f'<p alt="{NAME}"/>', "attributes"),
        (f"<p><!-- {NAME} --></p>", "source"),
        (f"<p><?x {NAME}?></p>", "source"),
        (f"<p><![CDATA[{NAME}]]></p>", "source"),
        (f"<p>{NAME}</p>", "all text"),
        (f"<p>{NAME}", "without tags"),
    ],
)
def test_text_marks_and_notes_of_a_word_file_are_looked_through(part: str, channel: str, tmp_path: Path) -> None:
    big_endian = b"\xfe\xff" + part.encode("utf-16-be")
    for data in (part.encode(), part.encode("utf-16"), part.encode("utf-16") + b"x", big_endian):
        audit = audited(archive(word__x_xml=data), tmp_path, ending="docx")
        assert f"word/x.xml: {channel}" in found(audit)


def test_hidden_letters_hide_a_name_neither_as_its_own_nor_between_its_own(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>"
    for letters, channels in (
        ("Oldacre", {"text"}),
        ("xx", {"text that is seen"}),
        ("", {"text", "text that is seen"}),
    ):
        shown = "" if letters == "Oldacre" else "<w:r><w:t>Oldacre</w:t></w:r>"
        runs = f"<w:r><w:t>by Marguerite </w:t></w:r>{hidden.format(letters)}{shown}"
        part = f'<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{runs}</w:p>'
        told = found(audited(archive(word__x_xml=part.encode()), tmp_path, ending="docx"))

        assert {name.partition(": ")[2] for name in told} & {"text", "text that is seen"} == channels


def test_a_paragraphs_end_parts_words(tmp_path: Path) -> None:
    part = b"<w><p><t>Margue</t></p><p><t>rite! Oldacre</t></p></w>"

    assert "word/x.xml: text" in found(audited(archive(word__x_xml=part.replace(b"!", b"")), tmp_path, ending="docx"))
    assert audited(archive(word__x_xml=part), tmp_path, ending="docx").clean


def test_names_and_notes_of_an_archive_are_looked_through(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.comment = b"by Marguerite Oldacre"
        entry = zipfile.ZipInfo("marguerite-oldacre.bin")
        entry.comment = b"Marguerite Oldacre"
        made.writestr(entry, b"nobody")

    assert found(audited(out.getvalue(), tmp_path, ending="docx")) == {"archive comment", "part name", "archive entry"}


@pytest.mark.parametrize("lead", [b"", b"\x01"], ids=["even", "odd"])
def test_wide_letters_in_a_part_are_read_wherever_they_begin(lead: bytes, tmp_path: Path) -> None:
    part = b"\x01\x02" + lead + NAME.encode("utf-16-le")

    assert "word/x.bin: utf-16" in found(audited(archive(word__x_bin=part), tmp_path, ending="docx"))


def test_bytes_of_a_part_are_looked_through(tmp_path: Path) -> None:
    part = b"\x01\x02" + NAME.encode()

    assert "word/x.bin: bytes" in found(audited(archive(word__x_bin=part), tmp_path, ending="docx"))


def test_pictures_are_read_only_where_somebody_looks_and_are_as_large_as_a_word(tmp_path: Path) -> None:
    sizes: list[tuple[int, int]] = []

    def look(image: PIL.Image.Image, dpi: float) -> list[SeenWord]:
        sizes.append(image.size)
        return []

    def add_pictures(pdf: pikepdf.Pdf) -> None:
        for width, height in ((24, 12), (23, 12), (24, 11), (300, 20)):
            image = Stream(pdf, bytes(width * height), Type=Name.XObject, Subtype=Name.Image, Width=width)
            image.update(Dictionary(Height=height, ColorSpace=Name.DeviceGray, BitsPerComponent=8))
            pdf.Root[f"/I{width}x{height}"] = pdf.make_indirect(image)

    data = changed(pdf_of("nobody"), add_pictures)
    assert audited(data, tmp_path).clean
    assert audited(data, tmp_path, look, pictures=False).clean
    assert sizes == [(889, 306)]  # the page itself, 320 by 110 points at 200 dots per inch
    assert audited(data, tmp_path, look).clean
    assert sorted(sizes[1:])[:2] == [(24, 12), (300, 20)]
    assert len(sizes) == 4


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "big-endian TIFF", "GIF", "BMP"])
def test_each_form_of_picture_in_an_archive_is_read(form: str, tmp_path: Path) -> None:
    stored = io.BytesIO()
    picture = PIL.Image.new("L", (60, 20), 255)
    if form == "big-endian TIFF":
        stored.write(big_endian_tiff(bytes(picture.tobytes()), 60, 20))
    else:
        picture.save(stored, form)
    looked: list[tuple[tuple[int, int], float]] = []

    def look(image: PIL.Image.Image, dpi: float) -> list[SeenWord]:
        looked.append((image.size, dpi))
        return []

    audit = audited(archive(word__media__x_bin=stored.getvalue()), tmp_path, look, "docx")

    assert looked == [((60, 20), 150)]  # as if it were drawn in that many dots per inch
    assert audit.clean


def big_endian_tiff(levels: bytes, width: int, height: int) -> bytes:
    """The least that the TIFF 6.0 specification asks of a picture in shades of gray."""
    fields = ((256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 110), (277, 1), (279, len(levels)))
    entries = b"".join(struct.pack(">HHII", tag, 4, 1, value) for tag, value in fields)
    directory = struct.pack(">H", len(fields)) + entries
    return (b"MM\0*" + struct.pack(">I", 8) + directory).ljust(110, b"\0") + levels


def test_progress_is_told_page_by_page(tmp_path: Path) -> None:
    told: list[Progress] = []
    audited(pdf_of("a", "b"), tmp_path, blank, report=told.append)

    assert [(one.done, one.total) for one in told] == [(0, 2), (1, 2), (2, 2)]


def test_a_name_that_stands_in_a_channel_twice_is_one_find_and_channels_are_counted(tmp_path: Path) -> None:
    audit = audited(f"{NAME} and {NAME}".encode(), tmp_path, ending="txt")

    assert [finding.channel for finding in audit.findings] == ["text", "bytes"]
    assert audit.channels == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")

    assert "text" in found(audited(mark + f"Margu\u00e9rite {NAME}".encode(encoding), tmp_path, ending="txt"))


def test_the_name_under_which_a_file_is_handed_on_counts_in_place_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "Marguerite Oldacre.txt"
    path.write_text("nobody", encoding="utf-8")

    assert audit_copy(path, TARGETS, None, name="copy.txt").clean
    assert found(audit_copy(path, TARGETS, None)) == {"file name"}


# --- what spells a name, and what does not ---


def clean_of(name: str, data: bytes, folder: Path, ending: str = "pdf", look: OcrFunction | None = None) -> bool:
    path = folder / f"file.{ending}"
    path.write_bytes(data)
    return audit_copy(path, named_targets([name]), look).clean


def with_stream(data: bytes, **entries: object) -> bytes:
    """A PDF with a stream that no page draws."""

    def add(pdf: pikepdf.Pdf) -> None:
        stream = Stream(pdf, data)
        for key, value in entries.items():
            stream[f"/{key}"] = value
        pdf.Root.Unused = pdf.make_indirect(stream)

    return changed(pdf_of("nothing"), add)


def test_a_name_in_a_comment_between_objects_is_found(tmp_path: Path) -> None:
    assert found(audited(pdf_of("nothing") + b"\n% by Marguerite Oldacre\n", tmp_path)) == {"bytes"}


def test_a_name_written_as_a_name_of_the_format_is_found_with_its_signs_by_number(tmp_path: Path) -> None:
    channels = found(audited(with_stream(b"/Marguerite#20Old#61cre BMC EMC"), tmp_path))

    assert any(channel.endswith(": names") for channel in channels)


def test_a_short_name_is_looked_for_in_streams_of_text_and_not_of_data(tmp_path: Path) -> None:
    assert not clean_of("Ng", with_stream(b"Then Ms. Ng said so."), tmp_path)
    assert clean_of("Ng", with_stream(bytes(range(127, 256)) * 2 + b" Ng "), tmp_path)
    assert clean_of("Ng", with_stream(b""), tmp_path)


def test_pixels_and_the_shapes_of_letters_spell_nothing(tmp_path: Path) -> None:
    pixels = {"Subtype": Name.Image, "Width": 18, "Height": 1, "ColorSpace": Name.DeviceGray, "BitsPerComponent": 8}
    for entries in (pixels, {"Length1": 18}, {"Length2": 1}, {"Length3": 1}, {"Subtype": Name.Type1C}):
        assert clean_of(NAME, with_stream(NAME.encode(), **entries), tmp_path)
    for subtype in (Name.CIDFontType0C, Name.OpenType):
        assert clean_of(NAME, with_stream(NAME.encode(), Subtype=subtype), tmp_path)
    assert not clean_of(NAME, with_stream(NAME.encode()), tmp_path)


@pytest.mark.parametrize("key", ["BaseFont", "FontName", "FontFamily"])
def test_a_font_that_is_called_like_somebody_is_no_string_of_the_file(key: str, tmp_path: Path) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Unused = pdf.make_indirect(Dictionary({f"/{key}": pikepdf.String(NAME)}))

    assert found(audited(changed(pdf_of("nothing"), add), tmp_path)) == {"bytes"}  # not among its strings


def test_strings_are_found_in_arrays_and_dictionaries_within_each_other(tmp_path: Path) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Unused = pikepdf.Array([Dictionary(Deep=pikepdf.Array([pikepdf.String(NAME)]))])

    assert found(audited(changed(pdf_of("nothing"), add), tmp_path)) >= {"strings"}


def test_strings_are_found_however_deep_they_lie_and_put_together_in_their_order(tmp_path: Path) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pieces = [pikepdf.String(piece.encode("utf-16")) for piece in ("Margue", "rite Old")]  # in no other channel
        deep: pikepdf.Object = Dictionary(One=pikepdf.Array(pieces), Two=pikepdf.String("acre".encode("utf-16")))
        for _ in range(200):
            deep = pikepdf.Array([deep])
        pdf.Root.Unused = deep

    assert found(audited(changed(pdf_of("nothing"), add), tmp_path)) == {"strings", "strings in a row"}


def test_wide_strings_beyond_ascii_are_read(tmp_path: Path) -> None:
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")):

        def add(pdf: pikepdf.Pdf, written: bytes = mark + "Жуковский".encode(encoding)) -> None:
            pdf.Root.Unused = pikepdf.String(written)

        path = tmp_path / "file.pdf"
        path.write_bytes(changed(pdf_of("nothing"), add))
        assert "strings" in found(audit_copy(path, named_targets(["Жуковский"]), None))


@pytest.mark.parametrize(
    "written",
    [
        b"\xfe\xff" + NAME.encode("utf-16-be"),
        b"\xff\xfe" + NAME.encode("utf-16-le"),
        b"\xfe\xff" + NAME.encode("utf-16-be") + b"x",
        b"\xff\xfe" + NAME.encode("utf-16-le") + b"x",
        b"\xef\xbb\xbf" + NAME.encode(),
        NAME.encode("utf-16-be"),
    ],
)
def test_strings_are_read_in_each_encoding_that_they_may_have(written: bytes, tmp_path: Path) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Unused = pikepdf.String(written)

    assert found(audited(changed(pdf_of("nothing"), add), tmp_path)) >= {"strings"}


def test_a_marked_string_in_utf_8_is_read_as_such_also_where_it_is_torn(tmp_path: Path) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Unused = pikepdf.String(b"\xef\xbb\xbf" + "H\u00e9l\u00e8ne Oldacr\u00e9 ".encode() + b"\xc3")

    path = tmp_path / "file.pdf"
    path.write_bytes(changed(pdf_of("nothing"), add))
    assert "strings" in found(audit_copy(path, named_targets(["H\u00e9l\u00e8ne Oldacr\u00e9"]), None))


@pytest.mark.parametrize(
    "drawn",
    [
        b"[(Margue)-20(rite Old)30(acre)] TJ",
        b"(Marguerite \\117ldacre) Tj",
        b"(Marguerite Old\\\nacre) Tj",
        b"<4D617267756572697465204F6C6461637265> Tj",
        b"<4D61 7267 7565 7269 7465 204F 6C64 6163 7265> Tj",
    ],
)
def test_strings_of_a_stream_are_put_together_as_they_are_drawn(drawn: bytes, tmp_path: Path) -> None:
    channels = found(audited(with_stream(b"BT " + drawn + b" ET"), tmp_path))

    assert any(channel.startswith("stream") and channel.endswith(": strings") for channel in channels)


@pytest.mark.parametrize("lead", [b"", b"\x01"], ids=["even", "odd"])
def test_wide_letters_of_a_stream_are_read_wherever_they_begin(lead: bytes, tmp_path: Path) -> None:
    channels = found(audited(with_stream(lead + NAME.encode("utf-16-be")), tmp_path))

    assert any(channel.endswith(": utf-16") for channel in channels)


def test_a_stream_that_cannot_be_unpacked_is_searched_as_it_is(tmp_path: Path) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_indirect(Stream(pdf, b""))
        stream.write(NAME.encode(), filter=Name.Crypt)
        pdf.Root.Unused = stream

    assert not audited(changed(pdf_of("nothing"), add), tmp_path).clean


def test_paragraphs_and_cells_part_words(tmp_path: Path) -> None:
    for end in ("p", "tr", "tc"):
        part = f"<w><{end}><t>So</t></{end}><{end}><t/><t>Ng</t></{end}></w>"
        path = tmp_path / "file.docx"
        path.write_bytes(archive(word__x_xml=part.encode()))
        assert "word/x.xml: text" in found(audit_copy(path, named_targets(["Ng"]), None))


def test_pieces_of_a_word_are_put_together(tmp_path: Path) -> None:
    part = b"<p><r><t>Margue</t></r><r><t>rite Oldacre</t></r></p>"

    assert "word/x.xml: text" in found(audited(archive(word__x_xml=part), tmp_path, ending="docx"))


def test_what_follows_a_text_box_in_its_paragraph_is_parted_from_its_words(tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(archive(word__x_xml=b"<p><t>So</t><box><p><t>So</t></p></box><t>Ng</t></p>"))

    assert "word/x.xml: text" in found(audit_copy(path, named_targets(["Ng"]), None))


def test_signs_of_a_symbol_font_are_read_as_letters(tmp_path: Path) -> None:
    signs = "".join(chr(0xF000 + ord(letter)) for letter in NAME)

    channels = found(audited(archive(word__x_xml=f"<p><t>{signs}</t></p>".encode()), tmp_path, ending="docx"))

    assert "word/x.xml: text" in channels


def test_short_names_are_not_looked_for_in_data_of_an_archive(tmp_path: Path) -> None:
    for data in (b"\x01\x02 Ng ", b"\x01\x02" + " Ng ".encode("utf-16-le")):
        assert clean_of("Ng", archive(word__x_bin=data), tmp_path, "docx")


def test_half_a_letter_at_the_end_of_a_text_is_no_fault(tmp_path: Path) -> None:
    assert "text" in found(audited(b"\xff\xfe" + NAME.encode("utf-16-le") + b"x", tmp_path, ending="txt"))


def test_an_attachment_that_speaks_of_pdf_is_none(tmp_path: Path) -> None:
    assert audited(attached(b"a note " * 200 + b"on %PDF-1.7"), tmp_path).clean


def test_a_pdf_without_pages_is_unproven(tmp_path: Path) -> None:
    empty = io.BytesIO()
    pikepdf.new().save(empty)

    audit = audited(empty.getvalue(), tmp_path, blank)

    assert "look of the pages: PDFium cannot draw the file" in audit.unread
    assert not audit.clean


def test_the_page_that_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    def break_second_page(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids.append(pdf.make_indirect(Dictionary(Type=Name.Oops)))
        pdf.Root.Pages.Count = 2

    path = tmp_path / "file.pdf"
    path.write_bytes(changed(pdf_of("nobody"), break_second_page))

    assert [one.page for one in auditing.channels(path, blank) if one.unread and one.name == "look of the page"] == [2]


def test_words_of_the_format_in_a_stream_are_nobodys_name(tmp_path: Path) -> None:
    assert clean_of("Catalog", with_stream(b"/Catalog BMC /MediaBox EMC"), tmp_path)


def test_a_part_that_only_begins_like_a_markup_is_searched_as_it_is(tmp_path: Path) -> None:
    assert audited(archive(word__x_xml=b"<"), tmp_path, ending="docx").clean
    assert "word/x.xml: without tags" in found(
        audited(archive(word__x_xml=f"< {NAME}".encode()), tmp_path, ending="docx")
    )


def test_a_name_that_is_seen_on_a_page_is_told_with_its_page(tmp_path: Path) -> None:
    pages: list[int] = []

    def look(image: PIL.Image.Image, dpi: float) -> list[SeenWord]:
        pages.append(len(pages) + 1)
        words = NAME.split() if pages[-1] == 2 else []
        return [seen(word, at) for at, word in enumerate(words)]

    audit = audited(pdf_of("one", "two", "three"), tmp_path, look)

    assert [(f.channel, f.page) for f in audit.findings] == [("look of the page", 2)]


@pytest.mark.parametrize("part", ["br", "tab", "cr"])
def test_breaks_in_a_paragraph_part_words(part: str, tmp_path: Path) -> None:
    path = tmp_path / "file.docx"
    path.write_bytes(archive(word__x_xml=f"<p><t>So</t><{part}/><t>Ng</t><!-- note --><t> said</t></p>".encode()))

    assert "word/x.xml: text" in found(audit_copy(path, named_targets(["Ng"]), None))


def test_a_name_that_is_the_value_of_a_key_is_found(tmp_path: Path) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Unused = Dictionary(Layer=Name("/Marguerite Oldacre"))

    assert "names" in found(audited(changed(pdf_of("nothing"), add), tmp_path))


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_word, "_MOST_UNPACKED", 1000)

    assert audited(archive(word__x_bin=b"\0" * 1000), tmp_path, ending="docx").clean
    with pytest.raises(DamagedInput, match="unpacks to more"):
        audited(archive(word__x_bin=b"\0" * 1001), tmp_path, ending="docx")
