"""Strings, names and streams of a PDF's objects, read by qpdf."""

import re
from collections.abc import Iterator

import pikepdf

from legalredact.redaction.audit.channel import Channel
from legalredact.redaction.audit.reserved_words import PDF_WORDS
from legalredact.redaction.pdf.archival import is_fixed, without_fixed

BROKEN = (pikepdf.PdfError, RuntimeError, ValueError)
"""What qpdf's binding raises on broken files."""

_LITERAL = re.compile(rb"\(((?:\\.|[^()\\])*)\)|<([0-9A-Fa-f\s]{4,})>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)")
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NAME = re.compile(rb"/([^\s/\[\]<>(){}%]+)")
_HEXED = re.compile(rb"#([0-9A-Fa-f]{2})")
_FONT_KEYS = ("/Length1", "/Length2", "/Length3")
_FONT_KINDS = frozenset({"/Type1C", "/CIDFontType0C", "/OpenType"})
_STREAM_KINDS = {"/EmbeddedFile": "attachment", "/Metadata": "metadata"}
"""How the kinds of streams are called."""

_FONT_NAME_KEYS = frozenset({"/BaseFont", "/FontName", "/FontFamily"})
"""Keys whose values are names of fonts, which are not confidential."""


def object_channels(pdf: pikepdf.Pdf, label: str) -> Iterator[Channel]:
    """Channels of all objects: strings, names, and each decoded stream."""
    strings: list[str] = []
    names: set[str] = set()
    for item in [*pdf.objects, pdf.trailer]:
        _collect(item, strings, names)
        if isinstance(item, pikepdf.Stream):
            yield from _stream_channels(item, label)
    yield Channel(f"{label}strings", " ".join(strings))
    yield Channel(f"{label}strings in a row", "".join(strings), prose=False)
    yield Channel(f"{label}names", " | ".join(sorted(names)))


def without_format_words(data: bytes) -> bytes:
    """A file's bytes without names that the format itself defines, such as /XObject: they identify nobody."""
    data = without_fixed(data)
    return _NAME.sub(lambda match: b"/" if match[1].decode("latin-1").casefold() in PDF_WORDS else match[0], data)


def _stream_channels(item: pikepdf.Stream, label: str) -> Iterator[Channel]:
    """A decoded stream as it is, its strings in a row, and as UTF-16. Fonts, image data and the fixed parts
    of PDF/A are left out."""
    name = f"{label}{_STREAM_KINDS.get(str(item.get('/Type', '')), 'stream')} {item.objgen[0]}"
    try:
        if item.get("/Subtype") == "/Image":
            yield Channel(name, data=bytes(item.read_raw_bytes()))
            return
        if _is_font(item):
            return
        data = bytes(item.read_bytes())
        if is_fixed(data):
            return
    except BROKEN:
        yield from _undecoded(item, name)
        return
    rows, shown = _strings_of(data), _names_of(data)
    plain = _NAME.sub(b"/", data)
    yield Channel(f"{name}: strings", rows, prose=False)
    yield Channel(f"{name}: names", shown)
    yield Channel(f"{name}: text", plain.decode("utf-8", "replace"), prose=_is_prose(plain))
    yield Channel(f"{name}: bytes", plain.decode("latin-1"), prose=False)
    utf16 = plain.decode("utf-16-be", "ignore") + plain[1:].decode("utf-16-be", "ignore")
    yield Channel(f"{name}: utf-16", utf16, prose=False)


def _undecoded(item: pikepdf.Stream, name: str) -> Iterator[Channel]:
    try:
        yield Channel(name, data=bytes(item.read_raw_bytes()))
    except BROKEN:
        yield Channel(name, unread="the stream cannot be read")


def _is_font(item: pikepdf.Stream) -> bool:
    return any(key in item for key in _FONT_KEYS) or str(item.get("/Subtype", "")) in _FONT_KINDS


def _is_prose(data: bytes) -> bool:
    """Whether it may be text (XML, scripts, notes), not drawing operators or binary data."""
    head = data[:2000]
    return bool(head) and sum(byte > 126 or byte < 9 for byte in head) < 0.05 * len(head)


def _collect(item: object, strings: list[str], names: set[str]) -> None:
    """Collect strings and names of an object in their order, however deep they lie, without following references."""
    waiting = [item]
    while waiting:
        item = waiting.pop()
        entries: list[object] = []
        if isinstance(item, pikepdf.String):
            strings.append(_decoded(bytes(item)))
        elif isinstance(item, pikepdf.Name):
            _note(str(item)[1:], names)
        elif isinstance(item, pikepdf.Array):
            entries = list(item)
        elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            names_and_entries = list(item.items())
            for key, _ in names_and_entries:
                _note(key[1:], names)
            entries = [entry for key, entry in names_and_entries if key not in _FONT_NAME_KEYS]
        waiting.extend(
            entry for entry in reversed(entries) if not (isinstance(entry, pikepdf.Object) and entry.is_indirect)
        )


def _note(name: str, names: set[str]) -> None:
    if name.casefold() not in PDF_WORDS:
        names.add(name)


def _names_of(data: bytes) -> str:
    found = {_HEXED.sub(lambda m: bytes([int(m[1], 16)]), match[1]) for match in _NAME.finditer(data)}
    texts = {name.decode("utf-8", "replace") for name in found}
    return " | ".join(sorted(text for text in texts if text.casefold() not in PDF_WORDS))


def _strings_of(data: bytes) -> str:
    """All strings joined, so that the parts of a kerned word are adjacent."""
    return "".join(
        _decoded(_from_hex(hexed) if hexed else _ESCAPE.sub(_unescaped, literal))
        for literal, hexed in _LITERAL.findall(data)
    )


def _from_hex(digits: bytes) -> bytes:
    tight = re.sub(rb"\s", b"", digits)
    return bytes.fromhex((tight + b"0" * (len(tight) % 2)).decode())


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code[:1].isdigit():
        return bytes([int(code, 8) & 255])
    return _PLAIN.get(code, code if code.strip() else b"")


def _decoded(raw: bytes) -> str:
    if raw[:2] == b"\xfe\xff":
        return raw[2:].decode("utf-16-be", "replace")
    if raw[:2] == b"\xff\xfe":
        return raw[2:].decode("utf-16-le", "replace")
    if raw[:3] == b"\xef\xbb\xbf":
        return raw[3:].decode("utf-8", "replace")
    if len(raw) > 3 and raw[0::2].count(0) > len(raw) * 0.45:
        return raw.decode("utf-16-be", "replace")
    return raw.decode("latin-1")
