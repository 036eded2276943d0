"""Messages as Outlook saves them (.msg): properties as streams of a compound file ([MS-OXMSG])."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from producing.compound_file import Path, compound_file

_WIDE, _BINARY, _LONG, _TIME = 0x001F, 0x0102, 0x0003, 0x0040
_SENT_AT = 133_500_000_000_000_000
"""Ticks of a hundred nanoseconds since 1601: some day in January 2024."""


@dataclass(frozen=True, slots=True)
class Message:
    """What goes into a .msg file.

    Arguments:
        sender, to, copied: (name, address).
        html: body as HTML, besides `text`.
        attachments: (name, bytes, or another message).
        more: other text properties by number.
    """

    subject: str
    sender: tuple[str, str]
    to: Sequence[tuple[str, str]]
    text: str
    copied: Sequence[tuple[str, str]] = ()
    html: str = ""
    attachments: "Sequence[tuple[str, bytes | Message]]" = ()
    more: Mapping[int, str] = field(default_factory=dict)


def outlook_file(message: Message) -> bytes:
    """The bytes of a .msg file."""
    streams = _streams(message, ())
    streams["__nameid_version1.0", "__substg1.0_00020102"] = b""
    return compound_file(streams)


def _streams(message: Message, at: Path) -> dict[Path, bytes]:
    texts = {
        0x001A: "IPM.Note",
        0x0037: message.subject,
        0x0C1A: message.sender[0],
        0x5D01: message.sender[1],
        0x1000: message.text,
        **message.more,
    }
    streams = {(*at, _name(tag, _WIDE)): text.encode("utf-16-le") for tag, text in texts.items()}
    if message.html:
        streams[(*at, _name(0x1013, _BINARY))] = message.html.encode()
    fixed = [(0x0039, _TIME, _SENT_AT), (0x3FDE, _LONG, 65001), *_sizes(streams, at)]
    head = struct.pack("<8x4I", 0, 0, len(message.to) + len(message.copied), len(message.attachments))
    streams[(*at, "__properties_version1.0")] = (head if at else head.ljust(32, b"\0")) + _properties(fixed)
    people = [*((1, person) for person in message.to), *((2, person) for person in message.copied)]
    for number, (kind, (name, address)) in enumerate(people):
        inside = (*at, f"__recip_version1.0_#{number:08X}")
        streams[(*inside, _name(0x3001, _WIDE))] = name.encode("utf-16-le")
        streams[(*inside, _name(0x39FE, _WIDE))] = address.encode("utf-16-le")
        known = [(0x0C15, _LONG, kind), *_sizes(streams, inside)]
        streams[(*inside, "__properties_version1.0")] = bytes(8) + _properties(known)
    for number, (name, content) in enumerate(message.attachments):
        streams.update(_attachment((*at, f"__attach_version1.0_#{number:08X}"), name, content))
    return streams


def _attachment(at: Path, name: str, content: bytes | Message) -> dict[Path, bytes]:
    streams = {(*at, _name(0x3707, _WIDE)): name.encode("utf-16-le")}
    if isinstance(content, bytes):
        streams[(*at, _name(0x3701, _BINARY))] = content
    else:
        streams.update(_streams(content, (*at, _name(0x3701, 0x000D))))
    method = 1 if isinstance(content, bytes) else 5
    known = [(0x3705, _LONG, method), *_sizes(streams, at)]
    streams[(*at, "__properties_version1.0")] = bytes(8) + _properties(known)
    return streams


def _sizes(streams: Mapping[Path, bytes], at: Path) -> list[tuple[int, int, int]]:
    """What the table of properties says of each stream of a storage: its size, with the zero behind a text."""
    found: list[tuple[int, int, int]] = []
    for path, content in streams.items():
        if path[:-1] == at and path[-1].startswith("__substg1.0_"):
            tag, kind = int(path[-1][12:16], 16), int(path[-1][16:20], 16)
            found.append((tag, kind, len(content) + 2 * (kind == _WIDE)))
    return found


def _name(tag: int, kind: int) -> str:
    return f"__substg1.0_{tag:04X}{kind:04X}"


def _properties(fixed: Sequence[tuple[int, int, int]]) -> bytes:
    return b"".join(struct.pack("<HHIQ", kind, tag, 6, value) for tag, kind, value in fixed)
