"""Files of every kind around a text: small and whole, as their programs write them, and quickly made.

The same text gives the same bytes.
"""

import io
import re
import textwrap
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

_OFFICE = "http://schemas.openxmlformats.org"
_TYPE = "application/vnd.openxmlformats-officedocument"
_COLUMNS, _LINES = 92, 54
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pdf(text: str) -> bytes:
    """Pages of letter size in Helvetica; `ValueError` where it lacks a letter, see `fits_pdf`."""
    pages = _pages(text)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"
               b"/Encoding/WinAnsiEncoding>>"]  # fmt: skip
    kids = []
    for lines in pages:
        shown = b"\n".join(b"(%s) '" % _in_parentheses(line) for line in lines)
        content = zlib.compress(b"BT /F1 10 Tf 12.5 TL 60 745 Td\n" + shown + b"\nET", 6)
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content))
        resources = b"/Resources<</Font<</F1 3 0 R>>>>/MediaBox[0 0 612 792]"
        objects.append(b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R>>" % (resources, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(out),
    )
    return bytes(out)


def fits_pdf(text: str) -> bool:
    """Whether Helvetica has all its letters."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def page_count(text: str) -> int:
    """Pages of the text as a PDF."""
    return len(_pages(text))


def _pages(text: str) -> list[list[str]]:
    lines: list[str] = []
    for line in text.replace("\f", "\n").expandtabs(4).split("\n"):
        lines.extend(textwrap.wrap(line, _COLUMNS, break_on_hyphens=False, drop_whitespace=False) or [""])
    return [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)] or [[""]]


def _in_parentheses(line: str) -> bytes:
    return re.sub(rb"([()\\])", rb"\\\1", line.rstrip().encode("cp1252"))


def word(text: str) -> bytes:
    """A .docx file: a paragraph for each of the text's, its lines with breaks."""
    paragraphs = "".join(f"<w:p>{_runs(paragraph)}</w:p>" for paragraph in _paragraphs(text))
    body = f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>'
    return _package("word/document.xml", "wordprocessingml.document", {"word/document.xml": body})


def _runs(paragraph: str) -> str:
    lines = (f'<w:t xml:space="preserve">{_xml(line)}</w:t>' for line in paragraph.split("\n"))
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def sheet(text: str) -> bytes:
    """An .xlsx file: a row for each line, cells between its tabs; the second half of long ones on another sheet."""
    rows = [line.split("\t") for line in text.split("\n") if line.strip()]
    half = len(rows) if len(rows) < 40 else len(rows) // 2
    parts = {"xl/worksheets/sheet1.xml": _rows(rows[:half]), "xl/worksheets/sheet2.xml": _rows(rows[half:])}
    sheets = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in (1, 2))
    names = f'xmlns="{_OFFICE}/spreadsheetml/2006/main" xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
    parts["xl/workbook.xml"] = f"<workbook {names}><sheets>{sheets}</sheets></workbook>"
    parts["xl/_rels/workbook.xml.rels"] = _relations([("worksheet", f"worksheets/sheet{n}.xml") for n in (1, 2)])
    return _package("xl/workbook.xml", "spreadsheetml.sheet", parts)


def _rows(rows: Sequence[Sequence[str]]) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = (f'<c t="inlineStr"><is><t xml:space="preserve">{_xml(cell)}</t></is></c>' for cell in row)
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    name = f'xmlns="{_OFFICE}/spreadsheetml/2006/main"'
    return f"<worksheet {name}><sheetData>{''.join(lines)}</sheetData></worksheet>"


def slides(text: str) -> bytes:
    """A .pptx file: some paragraphs a slide, the first of each as its title."""
    paragraphs = _paragraphs(text)
    decks = [paragraphs[start : start + 4] for start in range(0, len(paragraphs), 4)]
    parts = {f"ppt/slides/slide{number}.xml": _slide(deck) for number, deck in enumerate(decks, 1)}
    pointers = [("slide", f"slides/slide{number}.xml") for number in range(1, len(decks) + 1)]
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(decks) + 1))
    parts["ppt/presentation.xml"] = f"<p:presentation {_SLIDES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
    parts["ppt/_rels/presentation.xml.rels"] = _relations(pointers)
    return _package("ppt/presentation.xml", "presentationml.presentation", parts)


_SLIDES = (
    f'xmlns:p="{_OFFICE}/presentationml/2006/main" xmlns:a="{_OFFICE}/drawingml/2006/main" '
    f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
)


def _slide(paragraphs: Sequence[str]) -> str:
    shapes = []
    for number, paragraph in enumerate(paragraphs):
        lines = "<a:br/>".join(f"<a:r><a:t>{_xml(line)}</a:t></a:r>" for line in paragraph.split("\n"))
        role = '<p:ph type="title"/>' if number == 0 else ""
        about = f'<p:cNvPr id="{number + 2}" name="Shape {number + 2}"/><p:cNvSpPr/><p:nvPr>{role}</p:nvPr>'
        body = f"<p:txBody><a:bodyPr/><a:p>{lines}</a:p></p:txBody>"
        shapes.append(f"<p:sp><p:nvSpPr>{about}</p:nvSpPr><p:spPr/>{body}</p:sp>")
    return f"<p:sld {_SLIDES}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


def rich_text(text: str) -> bytes:
    r"""An .rtf file; letters beyond ASCII as ``\u``."""
    written = re.sub(r"[\\{}]", r"\\\g<0>", text)
    written = re.sub(r"\n[ \t]*\n\s*", lambda _: "\\par\n", written).replace("\f", "\\page\n")
    lines = re.sub(r"(?<!par)(?<!page)\n", lambda _: "\\line\n", written).replace("\t", "\\tab ")
    coded = "".join(sign if ord(sign) < 128 else _coded(sign) for sign in lines)
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}}\f0\fs20 "
    return f"{head}{coded}\\par}}".encode("ascii")


def _coded(sign: str) -> str:
    units = sign.encode("utf-16-le")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number}?" for number in numbers)


def plain(text: str) -> bytes:
    """A .txt file."""
    return text.encode("utf-8")


WRITERS: dict[str, Callable[[str], bytes]] = {
    "pdf": pdf,
    "docx": word,
    "xlsx": sheet,
    "pptx": slides,
    "rtf": rich_text,
    "txt": plain,
}


def _package(main: str, kind: str, parts: Mapping[str, str]) -> bytes:
    types = (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{_TYPE}.{kind}.main+xml"/></Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "[Content_Types].xml": types,
            "_rels/.rels": _relations([("officeDocument", main)]),
        }.items():
            archive.writestr(_entry(name), content)
        for name, content in parts.items():
            archive.writestr(_entry(name), content)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without a time of its own, so that the same text gives the same bytes."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _relations(found: Sequence[tuple[str, str]]) -> str:
    base = f"{_OFFICE}/officeDocument/2006/relationships"
    lines = (
        f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(found, 1)
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{"".join(lines)}</Relationships>'


def _paragraphs(text: str) -> list[str]:
    return [piece.strip("\n\f") for piece in re.split(r"\n[ \t]*\n\s*|\f", text) if piece.strip()]


def _xml(text: str) -> str:
    return escape(_NO_XML.sub(" ", text))
