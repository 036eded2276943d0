"""E-mails, as files of the internet and of Outlook, with their attachments."""

import base64
import email.header
import email.utils
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.marks import plain
from generator.person import Person

from producing.outlook_file import Message, outlook_file

_TYPES = {"eml": "message/rfc822", "txt": "text/plain"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says.

    Arguments:
        when: seconds since 1970.
        attachments: (file name, bytes).
    """

    number: int
    sender: Person
    to: Person
    copied: Person
    subject: str
    text: str
    when: int
    attachments: Sequence[tuple[str, bytes]] = ()


def eml(letter: Letter) -> bytes:
    """An .eml file."""
    border = f"=_{letter.number:08d}"
    return "\r\n".join((*_headers(letter, border), *_parts(letter, border))).encode("ascii")


def msg(letter: Letter) -> bytes:
    """A .msg file."""
    to, copied = ([(who.written, _address(who))] for who in (letter.to, letter.copied))
    sender = letter.sender.written, _address(letter.sender)
    attachments = tuple(letter.attachments)
    return outlook_file(Message(letter.subject, sender, to, letter.text, copied, attachments=attachments))


def _headers(letter: Letter, border: str) -> Iterator[str]:
    yield f"Message-ID: <{letter.number:08d}@mail.example>"
    yield f"Date: {email.utils.formatdate(letter.when)}"
    for name, who in (("From", letter.sender), ("To", letter.to), ("Cc", letter.copied)):
        yield f"{name}: {_word(who.written)} <{_address(who)}>"
    yield f"Subject: {_word(letter.subject)}"
    yield "MIME-Version: 1.0"
    yield f'Content-Type: multipart/mixed; boundary="{border}"'
    yield ""


def _parts(letter: Letter, border: str) -> Iterator[str]:
    yield f"--{border}"
    yield "Content-Type: text/plain; charset=utf-8"
    yield from _encoded(letter.text.replace("\n", "\r\n").encode())
    for name, content in letter.attachments:
        kind = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
        yield f"--{border}"
        yield f"Content-Type: {kind if kind != 'message/rfc822' else 'application/octet-stream'}"
        yield f'Content-Disposition: attachment; filename="{name}"'
        yield from _encoded(content)
    yield f"--{border}--"
    yield ""


def _encoded(content: bytes) -> Iterator[str]:
    yield "Content-Transfer-Encoding: base64"
    yield ""
    yield base64.encodebytes(content).decode("ascii").replace("\n", "\r\n").rstrip("\r\n")


def _word(text: str) -> str:
    text = " ".join(text.split())
    return text if text.isascii() else email.header.Header(text, "utf-8").encode(linesep="\r\n")


def _address(who: Person) -> str:
    """An address of the person; letters that addresses do not have are left out."""
    name = re.sub(r"[^a-z]", "", who.given.lower())[:1] + re.sub(r"[^a-z]", "", plain(who.family).lower())
    return f"{name or 'someone'}@mail.example"
