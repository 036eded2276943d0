"""Every part of an OpenDocument file is read for what it is, or is named as unread."""

import base64
from collections import defaultdict

import pytest

from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput, EncryptedInput, OversizedInput
from legalredact.model.document import BlockKind, Document, UnreadReason
from tests.documents.opendocument_files import content, package, part

K = BlockKind


def _by_kind(document: Document) -> dict[BlockKind, list[str]]:
    found: dict[BlockKind, list[str]] = defaultdict(list)
    for block in document.blocks:
        found[block.kind].append(document.text_of(block))
    return found


_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"><text>drawn Sepia</text></svg>'
"""A picture whose text is read without OCR."""

_STYLES = (
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="S" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="D" style:family="drawing-page">'
    '<style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
)
_TEXT = (
    "<office:text>"
    "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Una Feld</dc:creator>"
    "</office:change-info><text:p>gone Tobias</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    "<text:h>Lease</text:h>"
    '<text:p>Dear <text:span>Old</text:span>acre,<text:s text:c="2"/>see<text:tab/><text:a xlink:href="http://x.test/q">'
    "here</text:a><text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
    "<text:p>Note on Penhallow</text:p></text:note-body></text:note> end"
    "<office:annotation><dc:creator>Otto Brack</dc:creator><dc:date>2024-01-01</dc:date><text:p>is this Ines?</text:p>"
    '</office:annotation><text:span text:style-name="H">hidden Wren</text:span></text:p>'
    '<text:section text:display="none"><text:p>secret Quenby</text:p></text:section>'
    "<table:table><table:table-row><table:table-cell><text:p>Buyer</text:p></table:table-cell><table:table-cell>"
    "<text:p>Jane</text:p></table:table-cell></table:table-row></table:table>"
    "<text:p><draw:frame draw:name='Ann Roe photo'><draw:text-box><text:p>boxed Crane</text:p></draw:text-box>"
    "<svg:desc>portrait of Marlow</svg:desc></draw:frame>"
    "<draw:frame><draw:image xlink:href='Pictures/1.png'/></draw:frame>"
    "<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame>"
    "<draw:frame><draw:object-ole xlink:href='./Object 2'/></draw:frame></text:p>"
    "<text:list><text:list-item><text:p>listed Vane</text:p></text:list-item></text:list>"
    "<text:p><text:hidden-text text:condition='x' text:string-value='if Teal'/>.</text:p>"
    "</office:text>"
)


def _text_file(**more: bytes) -> bytes:
    master = "<style:master-page><style:header><text:p>head Sable</text:p></style:header>"
    master += "<style:footer-first><text:p>foot Umber</text:p></style:footer-first></style:master-page>"
    title = "<chart:title><text:p>Sums of Ochre</text:p></chart:title>"
    chart = f"<office:chart><chart:chart>{title}</chart:chart></office:chart>"
    return package(
        {
            "content.xml": content(_TEXT, _STYLES),
            "styles.xml": part("document-styles", f"<office:master-styles>{master}</office:master-styles>"),
            "meta.xml": part(
                "document-meta",
                "<office:meta><dc:title>Title Mauve</dc:title><meta:initial-creator>Cyan Roe</meta:initial-creator>"
                "<meta:user-defined meta:name='Client'>Amber Ltd</meta:user-defined></office:meta>",
            ),
            "settings.xml": part(
                "document-settings",
                "<office:settings><config:config-item config:name='PrinterName' config:type='string'>Lilac's printer"
                "</config:config-item></office:settings>",
            ),
            "Pictures/1.png": _PICTURE,
            "Object 1/content.xml": content(chart),
            "Object 2": b"\xd0\xcf\x11\xe0",
            "Basic/Standard/Module1.xml": b"<m>code</m>",
            "strange.bin": b"\0\1",
            **more,
        }
    )


def test_every_part_of_a_text_is_read_for_what_it_is() -> None:
    document = read_file(_text_file(), name="x")
    found = _by_kind(document)
    assert found[K.HEADING] == ["Lease"]
    assert found[K.BODY] == ["Dear Oldacre,  see\there end", "listed Vane", "."]
    assert found[K.FOOTNOTE] == ["Note on Penhallow"]
    assert found[K.COMMENT] == ["is this Ines?"]
    assert found[K.HIDDEN] == ["hidden Wren", "secret Quenby", "if Teal"]
    assert found[K.DELETION] == ["gone Tobias"]
    assert found[K.TABLE_CELL] == ["Buyer", "Jane"]
    assert found[K.TEXT_BOX] == ["boxed Crane", "Sums of Ochre"]
    assert found[K.ALT_TEXT] == ["portrait of Marlow"]
    assert found[K.PICTURE] == ["drawn Sepia"]
    assert found[K.HEADER] == ["head Sable"]
    assert found[K.FOOTER] == ["foot Umber"]
    assert found[K.LINK] == ["http://x.test/q"]
    beside = "\n".join(found[K.PROPERTY])
    for name in (
        "Una Feld",
        "Otto Brack",
        "Ann Roe photo",
        "Title Mauve",
        "Cyan Roe",
        "Client",
        "Amber Ltd",
        "Lilac's",
    ):
        assert name in beside, name
    assert sorted(part.reason for part in document.unread) == [
        UnreadReason.EMBEDDED_FILE,
        UnreadReason.EMBEDDED_FILE,
        UnreadReason.PICTURE,
        UnreadReason.UNKNOWN_PART,
    ]


def test_a_flat_file_is_read_with_the_pictures_in_it() -> None:
    image = base64.b64encode(_PICTURE).decode()
    frame = f"<draw:image><office:binary-data>{image}</office:binary-data></draw:image>"
    said = f"<text:p>Dear Oldacre<draw:frame>{frame}</draw:frame></text:p>"
    body = f"<office:body><office:text>{said}</office:text></office:body>"
    meta = "<office:meta><dc:title>Title Mauve</dc:title></office:meta>"
    document = read_file(part("document", meta + body), name="x.fodt")
    assert _by_kind(document) == {K.BODY: ["Dear Oldacre"], K.PICTURE: ["drawn Sepia"], K.PROPERTY: ["Title Mauve"]}
    assert [part.reason for part in document.unread] == [UnreadReason.PICTURE]


def test_sheets_are_rows_of_cells_and_hidden_ones_are_apart() -> None:
    def row(*cells: str, extra: str = "") -> str:
        return f"<table:table-row {extra}>{''.join(cells)}</table:table-row>"

    def cell(text: str, extra: str = "") -> str:
        return f"<table:table-cell {extra}>{f'<text:p>{text}</text:p>' if text else ''}</table:table-cell>"

    first = (
        '<table:table table:name="Payees"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        + row(cell("Last"), cell("First"), cell("Code"))
        + row(cell("Roe"), cell("Jane", 'table:formula="of:=IF(A1;&quot;Ann Wren&quot;)"'), cell("secret Vane"))
        + row(cell("Doe", 'table:number-columns-repeated="2"'), extra='table:number-rows-repeated="2"')
        + row(cell("Brack"), cell("Otto"), extra='table:visibility="collapse"')
        + row(
            "<table:table-cell><office:annotation><dc:creator>Una</dc:creator><text:p>why Feld</text:p>"
            "</office:annotation><text:p>x</text:p></table:table-cell>"
        )
        + row(cell("", 'table:number-columns-repeated="16384"'), extra='table:number-rows-repeated="1048000"')
        + "</table:table>"
    )
    second = f'<table:table table:name="Kept back" table:style-name="S">{row(cell("Penhallow"))}</table:table>'
    body = f"<office:spreadsheet>{first}{second}</office:spreadsheet>"
    document = read_file(package({"content.xml": content(body, _STYLES)}, "spreadsheet"), name="x")
    found = _by_kind(document)
    assert found[K.TABLE_CELL] == ["Last\tFirst", "Roe\tJane", "Doe\tDoe\nDoe\tDoe", "x"]
    assert found[K.HIDDEN] == ["Code", "secret Vane", "Brack\tOtto", "Kept back", "Penhallow"]
    assert found[K.COMMENT] == ["why Feld"]
    assert any("Ann Wren" in text for text in found[K.PROPERTY])


def test_slides_are_read_with_notes_and_hidden_ones_are_apart() -> None:
    shape = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    notes = f"<presentation:notes>{shape.format('say Penhallow')}</presentation:notes>"
    body = (
        f"<office:presentation><draw:page>{shape.format('Welcome Oldacre')}{notes}</draw:page>"
        f'<draw:page draw:style-name="D">{shape.format("kept Wren")}'
        f"<draw:custom-shape><text:p>drawn Vane</text:p></draw:custom-shape></draw:page></office:presentation>"
    )
    found = _by_kind(read_file(package({"content.xml": content(body, _STYLES)}, "presentation"), name="x"))
    assert found[K.BODY] == ["Welcome Oldacre"]
    assert found[K.FOOTNOTE] == ["say Penhallow"]
    assert found[K.HIDDEN] == ["kept Wren", "drawn Vane"]


def test_a_file_with_a_password_is_refused() -> None:
    manifest = part("x", "<manifest:encryption-data/>")
    with pytest.raises(EncryptedInput):
        read_file(_text_file(**{"META-INF/manifest.xml": manifest}), name="x")


_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">&b;'
    b"</office:document-content>"
)


@pytest.mark.parametrize(
    "damaged", [b"<office:document-content", _LAUGHS, content("<text:p>" * 500 + "</text:p>" * 500)]
)
def test_damaged_endless_and_nested_content_is_refused(damaged: bytes) -> None:
    with pytest.raises(DamagedInput):
        read_file(package({"content.xml": damaged}), name="x")


@pytest.mark.parametrize(
    "bomb",
    [
        package({"content.xml": content("<office:text/>"), "Pictures/1.png": bytes(70 << 20)}),
        package(
            {
                "content.xml": content(
                    "<office:spreadsheet><table:table><table:table-row table:number-rows-repeated='1048576'>"
                    "<table:table-cell table:number-columns-repeated='16384'><text:p>x</text:p></table:table-cell>"
                    "</table:table-row></table:table></office:spreadsheet>"
                )
            },
            "spreadsheet",
        ),
    ],
    ids=["zip", "cells"],
)
def test_bombs_are_refused(bomb: bytes) -> None:
    with pytest.raises(OversizedInput):
        read_file(bomb, name="x")


def test_an_object_inside_itself_is_read_once() -> None:
    frame = "<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame>"
    inside = f"<office:text><text:p>Marlow{frame}</text:p></office:text>"
    parts = {"content.xml": content(inside), "Object 1/content.xml": content(inside)}
    document = read_file(package(parts), name="x")
    assert document.text.count("Marlow") == 2
