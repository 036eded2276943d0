"""A store of Outlook is taken in message by message; damaged ones are refused and endless ones end."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from legalredact.documents.intake.members import read_member
from legalredact.documents.read import read_file
from legalredact.errors import WrongType
from legalredact.model.document import BlockKind, Document
from legalredact.model.production import ProductionMember, StepKind
from legalredact.workflow.production.intake import expanded, members


@pytest.fixture(scope="module")
def store(repository: Path) -> Iterator[bytes]:
    folder = str(repository / "packaging" / "productions")
    sys.path.insert(0, folder)
    outlook: Any = importlib.import_module("producing.outlook_file")
    writer: Any = importlib.import_module("producing.outlook_store_file")
    inner = outlook.Message("Re: Thorne", ("Ida Quill", "iq@x.example"), [("Bo", "bo@x.example")], "Inside: Crane")
    message = outlook.Message(
        "Lease of Oldacre", ("Marguerite Oldacre", "mo@oldacre.example"), [("Tobias Wren", "tw@wren.example")],
        "Dear Tobias,\r\n\r\nplease call Penhallow.\r\n", copied=[("Una Feld", "uf@x.example")],
        html="<p>Dear Tobias,</p><p>Only here: Vane</p>",
        attachments=[("note.txt", b"Note: Linn " * 20), ("Inner", inner), ("short.txt", b"Short note")],
        more={0x0070: "Topic of Hart"},
    )  # fmt: skip
    yield writer.outlook_store({"Inbox": [message, inner], "Sent to Marlow": [inner] * 30})
    sys.path.remove(folder)


@pytest.fixture
def path(store: bytes, tmp_path: Path) -> Path:
    (tmp_path / "mail.pst").write_bytes(store)
    return tmp_path / "mail.pst"


def _said(document: Document, *kinds: BlockKind) -> str:
    return "\n".join(document.text_of(block) for block in document.blocks if not kinds or block.kind in kinds)


def test_each_item_is_a_message_with_its_attachments(path: Path) -> None:
    found = [*members(path, processes=1)]
    heads = [one for one in found if not one.parent]
    assert [one.location.steps[0].kind for one in heads] == [StepKind.STORED] * 32
    inside = [one for one in found if one.parent == heads[0].key]
    assert [one.location.name for one in inside] == ["note.txt", "Inner.eml", "short.txt"]
    document = read_member(heads[0])
    shown = _said(document, BlockKind.BODY)
    for text in ("From: Marguerite Oldacre <mo@oldacre.example>", "To: Tobias Wren", "Cc: Una Feld", "Only here: Vane"):
        assert text in shown, text
    assert "please call Penhallow." in shown
    assert "Topic of Hart" in _said(document, BlockKind.PROPERTY)
    assert "Sent to Marlow" in _said(read_member(heads[-1]), BlockKind.PROPERTY)
    assert "Note: Linn" in _said(read_member(inside[0]))
    message = read_member(inside[1])
    assert "Inside: Crane" in _said(message)
    assert "From: Ida Quill" in _said(message)
    assert [part.detail for part in message.unread] == ["parts of this message where it was attached"]


def test_a_store_is_taken_in_where_it_is_added_and_not_read_as_one_document(path: Path) -> None:
    assert all(isinstance(one, ProductionMember) for one in expanded([path]))
    with pytest.raises(WrongType):
        read_file(path)


def test_every_damaged_store_is_refused_or_its_items_are(store: bytes, tmp_path: Path) -> None:
    for cut in (4, 600, len(store) // 2, len(store) - 700):
        path = tmp_path / f"{cut}.pst"
        path.write_bytes(store[:cut])
        found = [*members(path, processes=0)]
        assert found
        assert any(one.problem for one in found)
