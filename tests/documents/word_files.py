"""Word files made part by part, so that a test shows exactly what it is about."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
NAMESPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "r": RELATIONS,
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OFFICE}/drawingml/2006/main",
    "pic": f"{OFFICE}/drawingml/2006/picture",
    "c": f"{OFFICE}/drawingml/2006/chart",
    "dgm": f"{OFFICE}/drawingml/2006/diagram",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

Relation = tuple[str, str, str]
"""Id, last word of the type, target; a target that begins with ``!`` is external."""


def root(name: str, inner: str) -> str:
    """A root element with every namespace declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{name} {_DECLARED}>{inner}</{name}>'


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{properties}{run(text)}</w:p>"


def run(text: str, properties: str = "", tag: str = "w:t") -> str:
    """A run of one text."""
    return f'<w:r>{properties}<{tag} xml:space="preserve">{text}</{tag}></w:r>'


def table(*rows: Sequence[str]) -> str:
    """A table of cells that each hold one paragraph, or any XML."""
    cells = lambda row: "".join(f"<w:tc>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row)  # noqa: E731
    return "<w:tbl>" + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in rows) + "</w:tbl>"


def word_file(
    folder: Path,
    body: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    relations: Sequence[Relation] = (),
    package: Sequence[Relation] = (),
    *,
    name: str = "letter.docx",
    main_type: str = _MAIN_TYPE,
    strict: bool = False,
) -> Path:
    """Write a Word file.

    Arguments:
        body: what stands in ``w:body``.
        parts: further parts by name; relations of parts other than the main one are written as parts too.
        relations: of the main part.
        package: of the package, besides the one to the main part.
        strict: in the other edition of OOXML.
    """
    written: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            f'<Types xmlns="{OFFICE}/package/2006/content-types">'
            f'<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main_type}"/></Types>'
        ),
        "_rels/.rels": relations_part([("rId0", "officeDocument", "word/document.xml"), *package]),
        "word/_rels/document.xml.rels": relations_part(relations),
        "word/document.xml": root("w:document", f"<w:body>{body}</w:body>"),
        **(parts or {}),
    }
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in written.items():
            archive.writestr(part, _strict(content) if strict and isinstance(content, str) else content)
    return path


def _strict(xml: str) -> str:
    for last in ("wordprocessingml", "officeDocument", "drawingml"):
        xml = xml.replace(f"{OFFICE}/{last}/2006/", f"http://purl.oclc.org/ooxml/{last}/")
    return xml


def relations_part(relations: Sequence[Relation]) -> str:
    """A part of relations."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target.lstrip("!")}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if target.startswith('!') else ''}/>"
        for key, kind, target in relations
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{rows}</Relationships>'


def drawing(inner: str, described: str = "", name: str = "Picture 1") -> str:
    """A run with a DrawingML drawing."""
    properties = f'<wp:docPr id="1" name="{name}" descr="{described}"/>'
    graphic = f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic>"
    return f"<w:r><w:drawing><wp:inline>{properties}{graphic}</wp:inline></w:drawing></w:r>"


def picture(relation: str) -> str:
    """A DrawingML picture of another part."""
    return f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic>'


def emf(*strings: tuple[int, str]) -> bytes:
    """A Windows metafile that prints strings, given with their heights on the page."""
    header = struct.pack("<II", 1, 88) + bytes(32) + b" EMF" + bytes(44)
    records = b""
    for height, text in strings:
        encoded = text.encode("utf-16-le")
        size = 76 + len(encoded) + len(encoded) % 4
        record = struct.pack("<II", 84, size) + bytes(28) + struct.pack("<iiII", 0, height, len(text), 76)
        records += (record + bytes(76 - len(record)) + encoded).ljust(size, b"\x00")
    return header + records


def wmf(*strings: tuple[int, str]) -> bytes:
    """An old Windows metafile that prints strings, given with their heights on the page."""
    records = b""
    for height, text in strings:
        encoded = text.encode("cp1252") + b"\x00" * (len(text) % 2)
        data = struct.pack("<hhHH", height, 0, len(text), 0) + encoded
        records += struct.pack("<IH", 3 + len(data) // 2, 0x0A32) + data
    return b"\x01\x00\x09\x00\x00\x03" + bytes(12) + records
