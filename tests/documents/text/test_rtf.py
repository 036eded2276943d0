"""Every group of a rich text file is read for what it is, or is named as unread."""

import io

import PIL.Image
import pytest

from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput
from legalredact.model.document import BlockKind, Document, UnreadReason

K = BlockKind
_HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Font of Nobody;}{\f1\fcharset204 Cyr;}}"
    rb"{\colortbl;\red0\green0\blue0;}{\*\generator Program;}"
)


def _read(body: bytes) -> Document:
    return read_file(_HEAD + body + b"}", name="letter.rtf")


def _blocks(document: Document) -> list[tuple[BlockKind, str]]:
    return [(b.kind, document.text_of(b)) for b in document.blocks]


def test_paragraphs_letters_and_signs_are_read() -> None:
    document = _read(
        rb"\pard Dear Marguerite {\b Old}acre,\par "
        rb"Caf\'e9 \u8220?quoted\u8221? \uc2\u1055??\uc1 {\f1 \'f0\'e8}\~\emdash\par"
    )
    assert _blocks(document) == [(K.BODY, "Dear Marguerite Oldacre,"), (K.BODY, "Café “quoted” При\u00a0—")]


def test_a_name_around_hidden_text_or_a_note_stays_whole() -> None:
    document = _read(rb"Old{\v hidden Penhallow}acre{\footnote See Tobias Wren.} and {\deleted gone Crane }so on\par")
    assert _blocks(document) == [
        (K.FOOTNOTE, "See Tobias Wren."),
        (K.BODY, "Oldacre and so on"),
        (K.HIDDEN, "hidden Penhallow"),
        (K.DELETION, "gone Crane "),
    ]


def test_tables_fields_comments_boxes_and_properties_are_read() -> None:
    document = _read(
        rb"{\info{\title Title Oldacre}{\author Ida Quill}}{\header Head Vane\par}"
        rb"\trowd\intbl one\cell two\cell\row\pard "
        rb'{\field{\*\fldinst{HYPERLINK "mailto:x@oldacre.example"}}{\fldrslt link}}\par'
        rb"{\*\atnauthor Thorne A}{\*\annotation by Thorne}{\*\bkmkstart Mark_Wren}{\*\bkmkend Mark_Wren}"
        rb"{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv Picture of Bray}}{\sp{\sn shapeType}{\sv 202}}"
        rb"{\shptxt Boxed\par}}}"
        rb"{\*\revtbl {Unknown;}{Bo Linn;}}{\*\strange Strange Words}"
    )
    assert _blocks(document) == [
        (K.PROPERTY, "Title Oldacre"),
        (K.PROPERTY, "Ida Quill"),
        (K.HEADER, "Head Vane"),
        (K.TABLE_CELL, "one\ttwo\t"),
        (K.PROPERTY, 'HYPERLINK "mailto:x@oldacre.example"'),
        (K.BODY, "link"),
        (K.PROPERTY, "Thorne A"),
        (K.COMMENT, "by Thorne"),
        (K.BOOKMARK, "Mark_Wren"),
        (K.ALT_TEXT, "Picture of Bray"),
        (K.TEXT_BOX, "Boxed"),
        (K.PROPERTY, "Unknown;Bo Linn;"),
        (K.PROPERTY, "Strange Words"),
    ]


def test_embedded_files_are_unread_and_their_visible_result_is_read() -> None:
    document = _read(rb"{\object{\*\objdata 0102}{\result shown result}}\par")
    assert _blocks(document) == [(K.BODY, "shown result")]
    assert [part.reason for part in document.unread] == [UnreadReason.EMBEDDED_FILE]


def test_pictures_are_looked_at_in_hexadecimal_and_in_binary() -> None:
    data = io.BytesIO()
    half_gray = PIL.Image.new("L", (256, 256), "white")  # in a gradient the embedded models see letters
    half_gray.paste(120, (0, 128, 256, 256))
    half_gray.save(data, "PNG")
    picture = data.getvalue()
    binary = rb"{\pict\pngblip\bin" + str(len(picture)).encode() + b" " + picture + b"}"
    for body in (rb"{\pict\pngblip " + picture.hex().encode() + b"}", binary):
        document = _read(body + rb"after\par")
        assert [part.detail for part in document.unread] == [
            "picture 1, of 256 × 256 pixels without text that OCR could read"
        ]
        assert document.text == "after"


def test_a_file_that_was_cut_off_is_told() -> None:
    document = read_file(_HEAD + rb"Marguerite {\b Oldacre", name="a.rtf")
    assert document.text == "Marguerite Oldacre"
    assert [part.detail for part in document.unread] == ["end of the file, which was cut off"]


def test_nesting_deeper_than_any_real_file_is_refused_quickly() -> None:
    with pytest.raises(DamagedInput, match="nested too deeply"):
        read_file(rb"{\rtf1 " + b"{" * 200_000, name="a.rtf")
