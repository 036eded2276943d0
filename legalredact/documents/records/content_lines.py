"""The syntax that calendars and contacts share: folded content lines (RFC 5545, section 3.1; RFC 6350, section 3.2)."""

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_FOLD = re.compile(r"\r?\n[ \t]")
_PARAMETER = re.compile(r';([^=:;"\r\n]*)(?:=((?:"[^"\r\n]*"|[^":;\r\n])*))?')
_NAME = re.compile(r"(?:([\w-]+)\.)?([\w-]+)")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property.

    Arguments:
        name: in capitals, such as ``SUMMARY``; empty if the line is not a property.
        parameters: (name in capitals, value).
        value: decoded; line breaks are line feeds.
        binary: bytes of an embedded file, if the value is one.
    """

    name: str
    parameters: tuple[tuple[str, str], ...] = field(repr=False)
    value: str = field(repr=False)
    binary: bytes | None = field(default=None, repr=False)

    def parameter(self, name: str) -> str:
        """Value of a parameter; empty if there is none."""
        return next((value for key, value in self.parameters if key == name), "")


def content_lines(text: str) -> Iterator[ContentLine]:
    """All lines, unfolded and decoded; a line that is not a property has an empty name."""
    for line in re.split(r"\r\n|\n|\r", _FOLD.sub("", _joined_soft_breaks(text))):
        if line.strip():
            yield _parsed(line)


def _joined_soft_breaks(text: str) -> str:
    """Join lines that quoted-printable text continues (vCard 2.1 folds them in its own way)."""
    if "QUOTED-PRINTABLE" not in text.upper():
        return text
    joined: list[str] = []
    goes_on = False
    for line in text.splitlines():
        if goes_on:
            joined[-1] = joined[-1].removesuffix("=")
            joined.append(line.lstrip(" \t"))
        else:
            joined += ["\n" * bool(joined), line]
        goes_on = joined[-1].endswith("=") and (goes_on or "QUOTED-PRINTABLE" in line.upper())
    return "".join(joined)


def _parsed(line: str) -> ContentLine:
    head = _NAME.match(line)
    if head is None:
        return ContentLine("", (), line)
    at, parameters = head.end(), list[tuple[str, str]]()
    while (found := _PARAMETER.match(line, at)) is not None:
        key, value = found[1].upper(), (found[2] or "").replace('"', "")
        parameters.append((key, value) if found[2] is not None else ("TYPE", found[1]))
        at = found.end()
    if line[at : at + 1] != ":":
        return ContentLine("", (), line)
    value = line[at + 1 :]
    encodings = {word.upper() for key, word in parameters if key in {"ENCODING", "TYPE"}}
    if encodings & {"B", "BASE64"}:
        return ContentLine(head[2].upper(), tuple(parameters), "", _bytes(value))
    if value.lower().startswith("data:") and ";base64," in value[:100].lower():
        return ContentLine(head[2].upper(), tuple(parameters), "", _bytes(value.partition(",")[2]))
    if "QUOTED-PRINTABLE" in encodings:
        charset = next((word for key, word in parameters if key == "CHARSET"), "utf-8")
        return ContentLine(head[2].upper(), tuple(parameters), _unquoted(value, charset))
    return ContentLine(head[2].upper(), tuple(parameters), _unescaped(value))


def _bytes(value: str) -> bytes:
    """The bytes of base64; of a damaged one, the bytes of its text, which no reader takes for a file."""
    try:
        return base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return value.encode("utf-8", "replace")


def _unquoted(value: str, charset: str) -> str:
    raw = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    try:
        return _unescaped(raw.decode(charset))
    except (LookupError, UnicodeDecodeError):
        return _unescaped(raw.decode("cp1252", "replace"))


def _unescaped(value: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
