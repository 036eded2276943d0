"""A Word file as parts and relationships, and a new file of the parts that are kept."""

import io
import posixpath
import re
import urllib.parse
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from lxml import etree

from legalredact.errors import DamagedInput, OversizedInput
from legalredact.model.zip_file import BROKEN_ZIP
from legalredact.redaction.docx.allowlist import MAIN, PACKAGE, PARTS, R

_STRICT = re.compile(r"http://purl\.oclc\.org/ooxml/(\w+)/")
_TRANSITIONAL = r"http://schemas.openxmlformats.org/\1/2006/"
_TIME = (1980, 1, 1, 0, 0, 0)
_PICTURES = {"png": "image/png", "jpeg": "image/jpeg"}
_MOST_PARTS = 20_000


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: a kind such as ``"header"``, and the name of a part or an external address."""

    id: str
    kind: str
    target: str = field(repr=False)
    outside: bool


@dataclass(frozen=True, slots=True)
class CopiedPart:
    """A part of the copy.

    Arguments:
        name: chosen by this program, such as ``"word/header2.xml"``.
        kind: a key of `PARTS`, ``"document"`` or ``"image"``.
        data: its bytes.
        relations: id, kind and target part of each relationship.
    """

    name: str
    kind: str
    data: bytes = field(repr=False)
    relations: tuple[tuple[str, str, str], ...] = ()
    """Id, kind, name of the part."""


class WordPackage:
    """A Word file that was opened.

    Errors:
        DamagedInput: it is not a complete archive, or has no text.
        OversizedInput: it expands to more than `most` bytes.
    """

    def __init__(self, data: bytes, most: int) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP:
            raise damaged() from None
        items = self._archive.infolist()
        if len(items) > _MOST_PARTS or sum(item.file_size for item in items) > most:
            raise OversizedInput("This file unpacks to more than it should.", "Ask for a new copy.")
        self._names = {item.filename.replace("\\", "/").lstrip("/").casefold(): item.filename for item in items}

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts."""
        return tuple(self._names.values())

    def read(self, name: str) -> bytes:
        """Bytes of a part; DamagedInput if it is not there."""
        try:
            return self._archive.read(self._names[name.casefold()])
        except BROKEN_ZIP:
            raise damaged() from None

    def tree(self, name: str) -> etree._Element:
        """Root of a part; DamagedInput if it is not XML."""
        return parsed(self.read(name))

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name.casefold() in self._names

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Relationships of a part; of the package itself for an empty name."""
        folder, base = posixpath.split(name)
        table = posixpath.join(folder, "_rels", f"{base}.rels")
        return tuple(_relations(self.tree(table), folder)) if self.has(table) else ()

    def main(self) -> str:
        """Name of the main document part."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and self.has(relation.target):
                return relation.target
        raise damaged()


def parsed(data: bytes) -> etree._Element:
    """XML as a tree with transitional namespaces, even if it was strict; entities are not resolved."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        if b"purl.oclc.org" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = _usual(data)
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, UnicodeError):
        raise damaged() from None
    if b"<!DOCTYPE" in data:
        raise DamagedInput("This file holds an XML document type, which Word files never do.", "Ask for a new copy.")
    return root


def serialized(root: etree._Element) -> bytes:
    """The tree as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def structure(parts: Sequence[CopiedPart]) -> str:
    """All text of the package outside its parts (names, content types, kinds), to search it for names."""
    tables = (_table(part.relations) for part in parts)
    return " ".join((*(part.name for part in parts), *(data.decode() for data in (_content_types(parts), *tables))))


def write(stream: BinaryIO, parts: Sequence[CopiedPart]) -> None:
    """Write a new file of those parts; the first one is the main document."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "[Content_Types].xml", _content_types(parts))
        _put(archive, "_rels/.rels", _table([("rId1", "officeDocument", parts[0].name)]))
        for part in parts:
            _put(archive, part.name, part.data)
            if part.relations:
                folder, base = posixpath.split(part.name)
                _put(archive, f"{folder}/_rels/{base}.rels", _table(part.relations))


def damaged() -> DamagedInput:
    """The error for a file that is not a complete Word file."""
    return DamagedInput(
        "This Word file is not complete.", "Ask for a new copy, or open it in Word, let Word repair it and save it."
    )


def _usual(data: bytes) -> bytes:
    """Strict Office Open XML with the transitional namespaces, in UTF-8."""
    text = data.decode("utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-8-sig")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    return _STRICT.sub(_TRANSITIONAL, text).encode()


def _relations(root: etree._Element, folder: str) -> Iterator[Relation]:
    for item in root:
        kind = item.get("Type", "").rsplit("/", 1)[-1]
        outside = item.get("TargetMode") == "External"
        target = item.get("Target", "")
        if not outside:
            path = urllib.parse.unquote(target)
            target = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
        yield Relation(item.get("Id", ""), kind, target, outside)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    item = zipfile.ZipInfo(name, _TIME)
    item.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(item, data)


def _content_types(parts: Sequence[CopiedPart]) -> bytes:
    types: Mapping[str, str] = {**PARTS, "document": MAIN}
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
    defaults |= {_extension(part): _PICTURES[_extension(part)] for part in parts if part.kind == "image"}
    rows = [f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in defaults.items()]
    rows += [
        f'<Override PartName="/{part.name}" ContentType="{types[part.kind]}"/>'
        for part in parts
        if part.kind != "image"
    ]
    return _wrapped("Types", f"{PACKAGE}/content-types", rows)


def _extension(part: CopiedPart) -> str:
    return part.name.rsplit(".", 1)[-1]


def _table(relations: Sequence[tuple[str, str, str]]) -> bytes:
    rows = [
        f'<Relationship Id={quoteattr(identifier)} Type="{R}/{kind}" Target="/{name}"/>'
        for identifier, kind, name in relations
    ]
    return _wrapped("Relationships", f"{PACKAGE}/relationships", rows)


def _wrapped(tag: str, namespace: str, rows: Sequence[str]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<{tag} xmlns="{namespace}">{"".join(rows)}</{tag}>'.encode()
