"""What hangs on a PDF beside its text is searched for names too, and nothing in it is ever run or opened."""

from pathlib import Path

import pymupdf
import pytest

from legalredact.model.document import BESIDE_THE_PAGE, BlockKind, UnreadReason
from tests.documents.pdf_files import page_with, read, reasons, saved, texts


@pytest.fixture
def document() -> pymupdf.Document:
    """A page that says that Ines Marlow owns the Petrel."""
    made = pymupdf.open()
    page_with(made, [(72, 100, "Ines Marlow owns the Petrel.")])
    return made


def set_catalog(document: pymupdf.Document, key: str, value: str) -> None:
    document.xref_set_key(document.pdf_catalog(), key, value)


def new_object(document: pymupdf.Document, source: str, data: bytes | None = None) -> int:
    number = document.get_new_xref()
    document.update_object(number, source)
    if data is not None:
        document.update_stream(number, data)
    return int(number)


def test_comments_come_with_their_authors_and_replies(document: pymupdf.Document, tmp_path: Path) -> None:
    note = document[0].add_text_annot((200, 200), "Ask Otto Brack about the key.")
    note.set_info(title="Una Feld", subject="Key")
    reply = document[0].add_text_annot((200, 220), "He lent it to Mr. Hale.")
    reply.set_info(title="Tobias Wendelin")
    document.xref_set_key(reply.xref, "IRT", f"{note.xref} 0 R")

    assert texts(read(saved(document, tmp_path / "a.pdf")), BlockKind.ANNOTATION) == [
        "Una Feld\nAsk Otto Brack about the key.\nKey",
        "Tobias Wendelin\nHe lent it to Mr. Hale.",
    ]


def test_stamps_that_the_screen_does_not_show_are_told(document: pymupdf.Document, tmp_path: Path) -> None:
    document[0].add_stamp_annot((72, 300, 300, 340)).set_flags(
        pymupdf.PDF_ANNOT_IS_NO_VIEW | pymupdf.PDF_ANNOT_IS_PRINT
    )

    assert reasons(read(saved(document, tmp_path / "a.pdf"))) == [UnreadReason.UNKNOWN_PART]


def test_words_of_a_redaction_that_was_not_applied_are_read(document: pymupdf.Document, tmp_path: Path) -> None:
    note = document[0].add_redact_annot((72, 300, 300, 340))
    document.xref_set_key(note.xref, "OverlayText", "(Una Feld)")

    assert "Una Feld" in texts(read(saved(document, tmp_path / "a.pdf")), BlockKind.ANNOTATION)


def test_pages_that_only_scripts_bring_in_are_told(document: pymupdf.Document, tmp_path: Path) -> None:
    template = new_object(document, "<</Type/Template/MediaBox[0 0 9 9]>>")
    set_catalog(document, "Names", f"<</Templates<</Names[(a){template} 0 R]>>>>")

    assert reasons(read(saved(document, tmp_path / "a.pdf"))) == [UnreadReason.UNKNOWN_PART]


def test_comments_printed_on_the_page_are_not_read_twice(document: pymupdf.Document, tmp_path: Path) -> None:
    document[0].add_freetext_annot((72, 300, 300, 340), "Ask Otto Brack about the key.")

    assert read(saved(document, tmp_path / "a.pdf")).text.count("Otto Brack") == 1


def test_links_are_read_as_written_and_as_meant(document: pymupdf.Document, tmp_path: Path) -> None:
    document[0].insert_link(
        {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 90, 200, 105), "uri": "mailto:ines%20marlow@piers.example"}
    )

    assert texts(read(saved(document, tmp_path / "a.pdf")), BlockKind.LINK) == [
        "mailto:ines%20marlow@piers.example\nmailto:ines marlow@piers.example"
    ]


def field(document: pymupdf.Document, name: str, value: str) -> None:
    widget = pymupdf.Widget()
    widget.field_name, widget.field_value = name, value
    widget.field_type, widget.rect = pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.Rect(72, 400, 300, 420)
    document[0].add_widget(widget)


def test_a_field_that_is_shown_is_text_of_the_page(document: pymupdf.Document, tmp_path: Path) -> None:
    field(document, "owner", "Otto Brack")

    read_back = read(saved(document, tmp_path / "a.pdf"))

    assert read_back.text.count("Otto Brack") == 1
    assert texts(read_back, BlockKind.FORM_FIELD) == []


def test_a_field_that_is_hidden_is_read_from_the_form(document: pymupdf.Document, tmp_path: Path) -> None:
    field(document, "witness_of_Hale", "Otto Brack")
    number = document[0].first_widget.xref
    document.xref_set_key(number, "F", "2")
    document.xref_set_key(number, "TU", "(Name as Una Feld wrote it)")

    read_back = read(saved(document, tmp_path / "a.pdf"))

    assert texts(read_back, BlockKind.FORM_FIELD) == ["Otto Brack"]
    assert "witness_of_Hale\nName as Una Feld wrote it" in texts(read_back, BlockKind.PROPERTY)


def test_the_words_of_an_xfa_form_are_read(document: pymupdf.Document, tmp_path: Path) -> None:
    data = b"<xdp><data><owner>Otto Brack</owner></data></xdp>"
    packet = new_object(document, "<<>>", data)
    set_catalog(document, "AcroForm", f"<</Fields [] /XFA [(datasets) {packet} 0 R]>>")

    assert texts(read(saved(document, tmp_path / "a.pdf")), BlockKind.FORM_FIELD) == ["Otto Brack"]


def test_bookmarks_named_places_and_page_labels_are_read(document: pymupdf.Document, tmp_path: Path) -> None:
    document.set_toc([[1, "Letters of Otto Brack", 1], [2, "Reply", 1]])
    document.set_page_labels([{"startpage": 0, "prefix": "FELD-", "style": "D", "firstpagenum": 1}])
    set_catalog(document, "Dests", "<</Marlow_deposition [0 /Fit]>>")

    read_back = read(saved(document, tmp_path / "a.pdf"))

    assert texts(read_back, BlockKind.BOOKMARK) == ["Letters of Otto Brack", "Reply", "Marlow_deposition"]
    assert "FELD-" in texts(read_back, BlockKind.PROPERTY)


def test_properties_and_metadata_are_read_each_once(document: pymupdf.Document, tmp_path: Path) -> None:
    document.set_metadata({"author": "Una Feld", "title": "Marlow v. Brack (draft of Hale)"})
    document.set_xml_metadata(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><by>Una Feld</by><for>Tobias Wendelin</for></x:xmpmeta>"
    )
    path = saved(document, tmp_path / "a.pdf")
    with pymupdf.open(path) as again:
        info = int(again.xref_get_key(-1, "Info")[1].split()[0])
        again.xref_set_key(info, "Client", "(Ines Marlow)")
        again.saveIncr()

    properties = texts(read(path), BlockKind.PROPERTY)

    assert {"Una Feld", "Marlow v. Brack (draft of Hale)", "Ines Marlow", "Tobias Wendelin"} <= set(
        "\n".join(properties).splitlines()
    )
    assert "\n".join(properties).count("Una Feld") == 1


def test_attached_files_are_named_and_reported_but_not_opened(document: pymupdf.Document, tmp_path: Path) -> None:
    document.embfile_add("letter", b"Dear Mr. Hale", filename="letter to Brack.txt", desc="from Una Feld")
    document[0].add_file_annot((300, 300), b"secret", "notes of Wendelin.txt")

    read_back = read(saved(document, tmp_path / "a.pdf"))

    assert {"letter to Brack.txt", "from Una Feld", "notes of Wendelin.txt"} <= set(read_back.text.splitlines())
    assert reasons(read_back) == [UnreadReason.EMBEDDED_FILE] * 2
    assert "Hale" not in read_back.text
    assert all("Brack" not in part.detail and "Wendelin" not in part.detail for part in read_back.unread)


def test_scripts_are_searched_and_never_run(document: pymupdf.Document, tmp_path: Path) -> None:
    set_catalog(document, "OpenAction", "<</S /JavaScript /JS (app.alert\\('Otto Brack'\\); while\\(true\\){})>>")

    read_back = read(saved(document, tmp_path / "a.pdf"))

    assert "app.alert('Otto Brack'); while(true){}" in texts(read_back, BlockKind.PROPERTY)


@pytest.mark.parametrize("packed", [0, 1])
def test_texts_for_screen_readers_are_read(document: pymupdf.Document, tmp_path: Path, packed: int) -> None:
    figure = new_object(document, "<</Type /StructElem /S /Figure /Alt (Signature of Otto Brack)>>")
    root = new_object(document, f"<</Type /StructTreeRoot /K [{figure} 0 R]>>")
    set_catalog(document, "StructTreeRoot", f"{root} 0 R")
    path = saved(document, tmp_path / "a.pdf", use_objstms=packed, deflate=True)

    assert texts(read(path), BlockKind.ALT_TEXT) == ["Signature of Otto Brack"]


def test_what_no_printed_page_shows_is_of_kinds_that_are_not_sent(document: pymupdf.Document, tmp_path: Path) -> None:
    document.set_metadata({"author": "Otto Brack"})
    document.set_toc([[1, "Otto Brack", 1]])

    read_back = read(saved(document, tmp_path / "a.pdf"))

    assert all(block.kind in BESIDE_THE_PAGE for block in read_back.blocks if "Brack" in read_back.text_of(block))


def test_trees_that_go_in_circles_are_walked_once(document: pymupdf.Document, tmp_path: Path) -> None:
    first = new_object(document, "<</Title (Otto Brack)>>")
    document.xref_set_key(first, "Next", f"{first} 0 R")
    document.xref_set_key(first, "First", f"{first} 0 R")
    outline = new_object(document, f"<</First {first} 0 R>>")
    set_catalog(document, "Outlines", f"{outline} 0 R")
    names = new_object(document, "<<>>")
    document.xref_set_key(names, "Kids", f"[{names} 0 R]")
    set_catalog(document, "Names", f"<</Dests {names} 0 R /EmbeddedFiles {names} 0 R /JavaScript {names} 0 R>>")
    parent = new_object(document, "<</T (owner)>>")
    document.xref_set_key(parent, "Kids", f"[{parent} 0 R {parent} 0 R]")
    set_catalog(document, "AcroForm", f"<</Fields [{parent} 0 R]>>")
    action = new_object(document, "<</S /JavaScript /JS (Hale)>>")
    document.xref_set_key(action, "Next", f"{action} 0 R")
    set_catalog(document, "OpenAction", f"{action} 0 R")

    assert texts(read(saved(document, tmp_path / "a.pdf")), BlockKind.BOOKMARK) == ["Otto Brack"]


def test_dates_and_serial_numbers_are_no_text(document: pymupdf.Document, tmp_path: Path) -> None:
    document.set_metadata({"author": "Una Feld", "creationDate": "D:20240704120000Z"})
    document.set_xml_metadata("<x><a>2024-07-04T12:00:00Z</a><b>uuid:0123-abcd</b><c>0123456789abcdef0123</c></x>")

    assert texts(read(saved(document, tmp_path / "a.pdf")), BlockKind.PROPERTY) == ["Una Feld"]
