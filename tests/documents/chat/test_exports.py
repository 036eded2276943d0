"""Chat exports are read as conversations: who wrote what, with names in place of ids, and nothing left out."""

import json
import zipfile
from pathlib import Path

import pytest

from legalredact.documents.intake.members import read_member
from legalredact.documents.read import read_file
from legalredact.errors import DamagedInput
from legalredact.model.document import BlockKind, Document
from legalredact.model.production import StepKind
from legalredact.workflow.production.intake import members

_PEOPLE = [
    {"id": "U0123ABCD", "name": "priya", "profile": {"real_name": "Priya Raman", "email": "priya@raman.test"}},
    {"id": "U0999ABCD", "name": "otto", "profile": {"real_name": "Otto Brack"}},
    {"id": "U0777ABCD", "name": "una", "profile": {"real_name": "Una Féld"}},
]
_DAY = [
    {
        "type": "message",
        "user": "U0123ABCD",
        "ts": "1710252333.0001",
        "text": "Ask <@U0999ABCD> &amp; <http://x.test|the site>",
        "reactions": [{"name": "ok", "users": ["U0999ABCD"]}],
        "files": [{"title": "Marlow lease.pdf", "plain_text": "between Ines Marlow"}],
        "edited": {"user": "U0777ABCD"},
    },
    {
        "type": "message",
        "ts": "1710252400.0",
        "username": "bot",
        "blocks": [{"text": {"text": "Call Tobias Wendelin"}}],
    },
]


def _slack(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("users.json", json.dumps(_PEOPLE))
        archive.writestr("channels.json", json.dumps([{"id": "C1", "name": "boat", "purpose": {"value": "Quenby"}}]))
        archive.writestr("boat/2024-03-12.json", json.dumps(_DAY))
    return path


def _said(document: Document, *kinds: BlockKind) -> str:
    return "\n".join(document.text_of(block) for block in document.blocks if not kinds or block.kind in kinds)


def test_each_day_of_a_slack_channel_is_a_conversation_with_the_names_of_its_people(tmp_path: Path) -> None:
    found = [*members(_slack(tmp_path / "export.zip"), processes=0)]
    kinds = [member.location.steps[-1].kind for member in found]
    assert kinds == [StepKind.CONVERSATION] * 3
    day = read_member(found[2])
    shown = _said(day, BlockKind.BODY, BlockKind.HEADING)
    assert "[2024-03-12 14:05] Priya Raman: Ask @Otto Brack & the site (http://x.test)" in shown
    assert "File: Marlow lease.pdf" in shown
    assert "Reaction ok: Otto Brack" in shown
    assert "bot: Call Tobias Wendelin" in shown
    assert "Conversation: boat, 2024-03-12" in shown
    assert {"between Ines Marlow", "Una Féld", "priya@raman.test"} <= set(_said(day, BlockKind.PROPERTY).split("\n"))
    people = read_member(found[0])
    assert "Una Féld" in _said(people)
    assert people.unread == ()
    assert "Quenby" in _said(read_member(found[1]))


def test_messages_of_teams_are_read_from_both_of_its_exports() -> None:
    graph = {
        "value": [
            {
                "createdDateTime": "2024-03-12T14:05:00Z",
                "from": {"user": {"displayName": "Priya Raman"}},
                "body": {"contentType": "html", "content": '<p>Hi <b>Ot</b>to<img alt="Una Feld"></p>'},
                "mentions": [{"mentionText": "Ines Marlow"}],
            }
        ]
    }
    document = read_file(json.dumps(graph).encode(), name="teams.json")
    assert "[2024-03-12T14:05:00Z] Priya Raman: Hi Otto" in _said(document, BlockKind.BODY)
    assert {"Una Feld", "Ines Marlow"} <= set(_said(document, BlockKind.PROPERTY).split("\n"))
    message = {"displayName": "Priya Raman", "originalarrivaltime": "2024-03-12", "content": "5 &lt; 6", "from": "8:pr"}
    own = {"userId": "8:otto.brack", "conversations": [{"displayName": "Board", "MessageList": [message]}]}
    document = read_file(json.dumps(own).encode(), name="messages.json")
    assert "[2024-03-12] Priya Raman: 5 < 6" in _said(document, BlockKind.BODY)
    assert {"8:otto.brack", "8:pr"} <= set(_said(document, BlockKind.PROPERTY).split("\n"))


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            "[12/03/2024, 14:05:33] Priya Raman: hi\nsecond line\n\u200e[12/03/2024, 14:06:33] Otto: ok\n",
            ["[12/03/2024, 14:05:33] Priya Raman: hi\nsecond line", "\u200e[12/03/2024, 14:06:33] Otto: ok"],
        ),
        (
            "12/03/2024, 14:05 - Priya Raman: hi\n12/03/2024, 14:06 - Otto left\n",
            ["12/03/2024, 14:05 - Priya Raman: hi", "12/03/2024, 14:06 - Otto left"],
        ),
        (
            "May 17, 2022  5:29:42 PM (Read by you after 1 hour)\n+15555550100\nHello\n\n\
May 17, 2022  5:30:42 PM\nOtto Brack\nHi\n",
            [
                "May 17, 2022  5:29:42 PM (Read by you after 1 hour)\n+15555550100\nHello",
                "May 17, 2022  5:30:42 PM\nOtto Brack\nHi",
            ],
        ),
    ],
)
def test_each_message_of_a_chat_in_plain_text_is_a_block_and_the_text_is_the_file(
    text: str, messages: list[str]
) -> None:
    document = read_file(text.encode(), name="_chat.txt")
    assert document.text == text
    assert [document.text_of(block) for block in document.blocks] == messages


def test_a_table_of_messages_is_read_as_a_conversation() -> None:
    table = (
        b"Chat Session,Message Date,Sender Name,Sender ID,Text,Attachment\r\n"
        b'Una Feld,2024-01-02 10:00,Priya Raman,+1 555 010 0199,"hello, you",a.jpg\r\n'
    )
    document = read_file(table, name="messages.csv")
    assert _said(document, BlockKind.BODY) == "[2024-01-02 10:00] Priya Raman: hello, you\nAttachment: a.jpg"
    assert "+1 555 010 0199" in _said(document, BlockKind.PROPERTY)


def test_json_without_messages_is_plain_text() -> None:
    document = read_file(b'{"MessageList": "Ines Marlow", "note": "Otto Brack"}', name="x.json")
    assert document.text == '{"MessageList": "Ines Marlow", "note": "Otto Brack"}'


@pytest.mark.parametrize(
    "content",
    [
        b'[{"type":"message","ts":"1.0","text":"cut of',
        b'[{"type":"message","ts":"1.0","text":' + b'[{"a":' * 5_000 + b"1" + b"}]" * 5_000 + b"}]",
    ],
)
def test_a_damaged_or_endlessly_nested_conversation_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedInput):
        read_file(content, name="day.json")


def test_values_of_unexpected_types_and_lone_surrogates_lose_nothing() -> None:
    strange = (
        '[{"type":"message","ts":"1.0","text":["Ines Marlow"],"user":{"x":"Otto Brack"},"files":"Una Feld"},'
        '"Ann Roe \\ud800"]'
    )
    said = _said(read_file(strange.encode(), name="day.json"))
    for name in ("Ines Marlow", "Otto Brack", "Una Feld", "Ann Roe"):
        assert name in said, name
