r"""Tokenizes rich text: groups, control words, hexadecimal bytes, plain text, and binary data.

Follows the Rich Text Format specification 1.9.1, "Conventions of an RTF reader". Every byte of the file is in a token,
so that nothing is skipped at this level.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\(?P<word>[A-Za-z]{1,64})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<sign>[^A-Za-z])|(?P<end>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|(?P<odd>\\)",
    re.DOTALL,
)


class RtfTokenKind(enum.Enum):
    """Kinds of tokens."""

    OPEN = "open"
    CLOSE = "close"
    WORD = "word"
    SIGN = "sign"
    TEXT = "text"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class RtfToken:
    """One token.

    Arguments:
        data: the control word or symbol; the bytes of text or binary data.
        number: parameter of a control word, None if there is none.
    """

    kind: RtfTokenKind
    data: bytes = field(default=b"", repr=False)
    number: int | None = None


def tokens(content: bytes) -> Iterator[RtfToken]:
    """All tokens in order; line breaks between them have no meaning in rich text and are left out."""
    at = 0
    while at < len(content):
        match = _TOKEN.match(content, at)
        if match is None:  # impossible: the last alternatives match any byte
            return
        at = match.end()
        which = match.lastgroup
        if match["word"] is not None:
            number = int(match["number"]) if match["number"] is not None else None
            if match["word"] == b"bin" and number and number > 0:
                yield RtfToken(RtfTokenKind.BINARY, content[at : at + number])
                at += number
            else:
                yield RtfToken(RtfTokenKind.WORD, match["word"], number)
        elif which == "open":
            yield RtfToken(RtfTokenKind.OPEN)
        elif which == "close":
            yield RtfToken(RtfTokenKind.CLOSE)
        elif which == "hex":
            yield RtfToken(RtfTokenKind.TEXT, bytes.fromhex(match["hex"].decode("ascii")))
        elif which == "sign":
            yield RtfToken(RtfTokenKind.SIGN, match["sign"])
        elif which == "text":
            yield RtfToken(RtfTokenKind.TEXT, match["text"])
