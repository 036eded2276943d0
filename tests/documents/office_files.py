"""Workbooks and presentations made part by part, so that a test shows exactly what it is about."""

import io
import zipfile
from collections.abc import Mapping, Sequence

OFFICE = "http://schemas.openxmlformats.org"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
_DECLARED = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "r": RELATIONS,
        "a": f"{OFFICE}/drawingml/2006/main",
        "p": f"{OFFICE}/presentationml/2006/main",
        "xdr": f"{OFFICE}/drawingml/2006/spreadsheetDrawing",
    }.items()
)
_SHEETS = f'xmlns="{OFFICE}/spreadsheetml/2006/main"'

Relation = tuple[str, str, str]
"""Id, last word of the type, target."""


def root(name: str, inner: str, attributes: str = "") -> str:
    """A root element with every namespace declared; that of sheets is the default."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{name} {_SHEETS} {_DECLARED} {attributes}>{inner}</{name}>'


def relations(*found: Relation) -> str:
    """The part that says what a part points to."""
    lines = (f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for i, kind, target in found)
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{"".join(lines)}</Relationships>'


def package(kind: str, main: str, parts: Mapping[str, str | bytes]) -> bytes:
    """An Office file.

    Arguments:
        kind: ``spreadsheetml`` or ``presentationml``, for the content types.
        main: name of the main part.
    """
    types = (
        f'<Types xmlns="{OFFICE}/package/2006/content-types"><Default Extension="xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    )
    whole = {"[Content_Types].xml": types, "_rels/.rels": relations(("rId1", "officeDocument", main)), **parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(
    *sheets: str,
    strings: Sequence[str] = (),
    names: str = "",
    hidden: Sequence[int] = (),
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An .xlsx file.

    Arguments:
        sheets: what stands in each sheet's root element.
        strings: shared strings.
        names: XML of the defined names.
        hidden: numbers of hidden sheets, from 1.
        parts: more parts, or others in their place.
    """
    states = {number: "hidden" if number in hidden else "visible" for number in range(1, len(sheets) + 1)}
    listed = "".join(
        f'<sheet name="Tab {n}" sheetId="{n}" state="{state}" r:id="rId{n}"/>' for n, state in states.items()
    )
    book = root("workbook", f"<sheets>{listed}</sheets><definedNames>{names}</definedNames>")
    pointers = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    texts = root("sst", "".join(f"<si><t>{text}</t></si>" for text in strings))
    extra = [("rIdS", "sharedStrings", "sharedStrings.xml"), ("rIdT", "styles", "styles.xml")]
    made: dict[str, str | bytes] = {
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relations(*pointers, *extra),
        "xl/sharedStrings.xml": texts,
        "xl/styles.xml": root("styleSheet", ""),
    }
    made |= {f"xl/worksheets/sheet{n}.xml": root("worksheet", inner) for n, inner in enumerate(sheets, 1)}
    return package("spreadsheetml", "xl/workbook.xml", {**made, **(parts or {})})


def presentation(*slides: str, hidden: Sequence[int] = (), parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A .pptx file.

    Arguments:
        slides: shapes of each slide.
        hidden: numbers of hidden slides, from 1.
        parts: more parts, or others in their place.
    """
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
    made: dict[str, str | bytes] = {
        "ppt/presentation.xml": root("p:presentation", f"<p:sldIdLst>{listed}</p:sldIdLst>"),
        "ppt/_rels/presentation.xml.rels": relations(*((f"rId{n}", "slide", f"slides/slide{n}.xml") for n in numbers)),
    }
    for number, shapes in enumerate(slides, 1):
        tree = f"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>"
        made[f"ppt/slides/slide{number}.xml"] = root("p:sld", tree, 'show="0"' if number in hidden else "")
    return package("presentationml", "ppt/presentation.xml", {**made, **(parts or {})})


def shape(*lines: str, role: str = "", number: int = 2, describing: str = "") -> str:
    """A shape with text, in a placeholder if `role` is given."""
    mark = f'<p:ph type="{role}"/>' if role else ""
    text = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    about = f'<p:cNvPr id="{number}" name="Shape {number}" descr="{describing}"/>'
    return f"<p:sp><p:nvSpPr>{about}<p:cNvSpPr/><p:nvPr>{mark}</p:nvPr></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>"
