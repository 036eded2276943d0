"""The e-mail thread as a saved file: the newest message with its headers, the older ones quoted below it."""

import textwrap

import identifiers as ids
from email_text import FACTS, MESSAGES, Message
from passage import Passage, Sample

NAME = "email_thread.txt"
_WIDTH = 72


def make() -> Sample:
    """The thread as text and the record of its content."""
    lines = _original(MESSAGES[0])
    for message, older in zip(MESSAGES[1:], MESSAGES, strict=False):
        below = lines if older is MESSAGES[0] else _quoted(older, lines)
        lines = [*_body(message), "", *below]
    content = "\n".join((*_headers(MESSAGES[-1]), "", *lines)) + "\n"
    return Sample(NAME, content.encode(), tuple(_passages()), FACTS)


def _headers(message: Message) -> list[str]:
    headers = [
        f"Received: from laptop ([{ids.SENDER_IP}]) by {ids.SORREL_MAILER}; {message.sent}",
        f"Message-ID: <20231106181455.7F21@{ids.SORREL_MAILER}>",
        f"Date: {message.sent}",
        f"From: {message.sender}",
        f"To: {message.to}",
        f"Cc: {message.copied}",
        f"Subject: {message.subject}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
    ]
    return [*headers, *(f"X-Attachment: {name}" for name in message.files)]


def _body(message: Message) -> list[str]:
    lines: list[str] = []
    for paragraph in message.text:
        for line in paragraph.split("\n"):
            lines += textwrap.wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False)
        lines.append("")
    return lines[:-1]


def _quoted(message: Message, lines: list[str]) -> list[str]:
    """A message quoted with its sender's line above it, every line marked, as by most mail programs."""
    above = textwrap.wrap(_said(message), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return [*above, *(f"> {line}".rstrip() for line in (*_attached(message), *lines))]


def _original(message: Message) -> list[str]:
    """A forwarded message under a block of its headers, as by the office's mail program."""
    return ["-----Original Message-----", *_forwarded(message), "", *_body(message)]


def _said(message: Message) -> str:
    return f"On {message.quoted_as}, {message.sender} wrote:"


def _attached(message: Message) -> list[str]:
    return [f"[attachment: {name}]" for name in message.files]


def _forwarded(message: Message) -> list[str]:
    return [
        f"From: {message.sender}",
        f"Sent: {message.quoted_as}",
        f"To: {message.to}",
        f"Cc: {message.copied}",
        f"Subject: {message.subject}",
    ]


def _passages() -> list[Passage]:
    """Headers and paragraphs of every message; a text file has one channel."""
    written = [*_headers(MESSAGES[-1]), *MESSAGES[-1].text]
    for message in reversed(MESSAGES[1:-1]):
        written += [_said(message), *_attached(message), *message.text]
    written += [*_forwarded(MESSAGES[0]), *MESSAGES[0].text]
    return [Passage("body", words) for words in written]
