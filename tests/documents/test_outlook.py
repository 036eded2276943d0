"""Messages as Outlook saves them: every text property is read, embedded messages become messages of their own."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from legalredact.documents.file_type import FileKind, kind_of
from legalredact.documents.mail.compressed_rtf import NotCompressedRtf, decompressed
from legalredact.documents.mail.reader import parse_mail
from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput, UnreadableInput
from legalredact.model.document import BlockKind, Document, UnreadReason

K = BlockKind
_EXAMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
"""The first example of [MS-OXRTFCP]."""


@pytest.fixture(scope="module")
def outlook(repository: Path) -> Iterator[Any]:
    """The writer of .msg files lies beside the scripts that make productions and is no part of the program."""
    folder = str(repository / "packaging" / "productions")
    sys.path.insert(0, folder)
    yield importlib.import_module("producing.outlook_file")
    sys.path.remove(folder)


@pytest.fixture(scope="module")
def message(outlook: Any) -> bytes:
    inner = outlook.Message(
        "Re: Thorne", ("Ida Quill", "iq@x.example"), [("Bo", "bo@x.example")], "Inside: Crane",
        attachments=[("deep.txt", b"Deep: Bray")],
    )  # fmt: skip
    content: bytes = outlook.outlook_file(
        outlook.Message(
            "Lease of Oldacre",
            ("Marguerite Oldacre", "mo@oldacre.example"),
            [("Tobias Wren", "tw@wren.example")],
            "Dear Tobias,\r\n\r\nplease call Penhallow.\r\n",
            copied=[("Una Feld", "uf@x.example")],
            html="<p>Dear Tobias,</p><p>please call Penhallow.</p><p>Only here: Vane</p>",
            attachments=[("note.txt", b"Note: Linn " * 600), ("Inner", inner)],
            more={0x0070: "Topic of Hart"},
        )
    )
    return content


def _read(content: bytes, *, apart: bool = False) -> Document:
    return read_file(content, name="mail.msg", separate_attachments=apart)


def test_people_subject_and_bodies_are_read(message: bytes) -> None:
    document = _read(message, apart=True)
    people = (
        "From: Marguerite Oldacre <mo@oldacre.example>\nTo: Tobias Wren <tw@wren.example>\nCc: Una Feld <uf@x.example>"
    )
    assert [document.text_of(b) for b in document.blocks if b.kind is K.BODY] == [
        f"{people}\nDate: Wed, 17 Jan 2024 21:20:00 +0000\nSubject: Lease of Oldacre",
        "Attachments: note.txt; Inner.eml",
        "Dear Tobias,",
        "please call Penhallow.",
        "Only here: Vane",
    ]
    assert "Topic of Hart" in document.text
    assert document.unread == ()
    places = {words: str(document.place(document.text.index(words))) for words in ("please call", "Only here")}
    assert places == {"please call": "line 3 of the message", "Only here": "paragraph 3"}


def test_attachments_come_whole_and_an_embedded_message_as_one_of_the_internet(message: bytes) -> None:
    note, inner = parse_mail(message, "d").separate
    assert (note.name, note.content) == ("note.txt", b"Note: Linn " * 600)
    assert kind_of(inner.content, inner.name) is FileKind.MAIL
    document = read_file(inner.content, name=inner.name, separate_attachments=True)
    assert "From: Ida Quill <iq@x.example>" in document.text
    assert "Inside: Crane" in document.text
    assert [one.content for one in parse_mail(inner.content, "d").separate] == [b"Deep: Bray"]
    assert parse_mail(message, "d").separate[1].content == inner.content


def test_read_alone_its_attachments_are_unread(message: bytes) -> None:
    assert [part.reason for part in _read(message).unread] == [UnreadReason.EMBEDDED_FILE] * 2


def test_an_item_that_is_no_message_is_read_and_told(outlook: Any) -> None:
    card = outlook.Message("Wren", ("", ""), [], "", more={0x001A: "IPM.Contact", 0x3A08: "Phone of Wren"})
    document = _read(outlook.outlook_file(card))
    assert "Phone of Wren" in document.text
    assert [part.detail for part in document.unread] == ["fields of an Outlook item that is not a message"]


def test_a_message_that_was_cut_off_is_refused(message: bytes) -> None:
    with pytest.raises(DamagedInput):
        _read(message[:-600])
    with pytest.raises(UnreadableInput):
        _read(message[: len(message) // 2])


def test_compressed_rich_text_is_expanded_within_a_limit() -> None:
    assert decompressed(_EXAMPLE, 1000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    with pytest.raises(NotCompressedRtf):
        decompressed(_EXAMPLE, 10)
    with pytest.raises(NotCompressedRtf):
        decompressed(_EXAMPLE[:30], 1000)
