"""Writes a parsed message as an Internet message (.eml), for messages of Outlook that have no file of their own."""

import base64
import re
import urllib.parse
from collections.abc import Iterator

from legalredact.documents.mail.parts import Attachment, Body, BodyKind, Mail

UNREAD_HEADER = "X-LegalRedact-Unread"
"""Header that says that the original message had parts that could not be read."""

_NO_HEADER = re.compile(r"[^!-9;-~]+")
_BORDER = "=_part_of_a_message"
"""Boundary that cannot occur in base64."""


def rendered(mail: Mail) -> bytes:
    """The message as an .eml file; the same message always gives the same bytes."""
    lines = [
        *(_header(name, value) for name, value in mail.headers),
        *(_header(f"X-Outlook-{name}", value) for name, value in mail.others),
        *([_header(UNREAD_HEADER, str(len(mail.unread)))] if mail.unread else []),
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{_BORDER}"',
        "",
        *(line for body in mail.bodies for line in _body(body)),
        *(line for attachment in mail.attachments for line in _attachment(attachment)),
        f"--{_BORDER}--",
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


def _body(body: Body) -> Iterator[str]:
    kind = "html" if body.kind is BodyKind.HTML else "plain"
    yield f"--{_BORDER}"
    yield f"Content-Type: text/{kind}; charset=utf-8"
    yield from _encoded(body.text.encode("utf-8", "replace"))


def _attachment(attachment: Attachment) -> Iterator[str]:
    yield f"--{_BORDER}"
    yield f"Content-Type: {'image' if attachment.shown else 'application'}/octet-stream"
    name = urllib.parse.quote(attachment.name, safe="")
    yield f"Content-Disposition: {'inline' if attachment.shown else 'attachment'}; filename*=utf-8''{name}"
    yield from _encoded(attachment.content)


def _encoded(content: bytes) -> Iterator[str]:
    yield "Content-Transfer-Encoding: base64"
    yield ""
    yield base64.encodebytes(content).decode("ascii").replace("\n", "\r\n").rstrip()


def _header(name: str, value: str) -> str:
    return f"{_NO_HEADER.sub('-', name)}: {_word(value)}"


def _word(value: str) -> str:
    """An encoded word (RFC 2047), split to the allowed length; plain ASCII is unchanged."""
    text = " ".join(value.split())
    if text.isascii() and text.isprintable() and "=?" not in text:
        return text
    raw = [text[start : start + 15].encode("utf-8", "replace") for start in range(0, len(text), 15)]
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(piece).decode('ascii')}?=" for piece in raw)
