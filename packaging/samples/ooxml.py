"""The pieces of WordprocessingML that python-docx does not write: revisions, notes, controls, text boxes, fields."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml

DATED = "2024-01-11T16:20:00Z"
BOLD, SMALL = "<w:b/>", '<w:sz w:val="16"/>'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_NAMESPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_HIGH = '<w:vertAlign w:val="superscript"/>'


def run(text: str, properties: str = "") -> Any:
    """A run with its line breaks and tabs."""
    return parse_xml(_declared(_run(text, properties)))


def insertion(text: str, author: str, number: int) -> Any:
    """A tracked insertion."""
    return _element("ins", _run(text), id=number, author=author, date=DATED)


def deletion(text: str, author: str, number: int) -> Any:
    """A tracked deletion."""
    gone = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return _element("del", gone, id=number, author=author, date=DATED)


def hidden(text: str) -> Any:
    """A hidden run."""
    return run(text, "<w:vanish/>")


def note_mark(kind: str, number: int) -> Any:
    """A footnote's or endnote's reference mark."""
    return parse_xml(_declared(f'<w:r><w:rPr>{_HIGH}</w:rPr><w:{kind}Reference w:id="{number}"/></w:r>'))


def link(text: str, relation: str) -> Any:
    """A hyperlink to the target of a relationship."""
    shown = _run(text, '<w:color w:val="0563C1"/><w:u w:val="single"/>')
    return parse_xml(_declared(f'<w:hyperlink r:id="{relation}" w:history="1">{shown}</w:hyperlink>'))


def control(text: str, title: str) -> Any:
    """A content control in a line."""
    name = quoteattr(title)
    properties = f"<w:sdtPr><w:alias w:val={name}/><w:tag w:val={name}/><w:text/></w:sdtPr>"
    return _element("sdt", f"{properties}<w:sdtContent>{_run(text)}</w:sdtContent>")


def field(code: str, result: str) -> Any:
    """A simple field with its last result."""
    return _element("fldSimple", _run(result, SMALL), instr=f" {code} ")


def bookmark(name: str, number: int) -> tuple[Any, Any]:
    """The start and the end of a bookmark."""
    return _element("bookmarkStart", "", id=number, name=name), _element("bookmarkEnd", "", id=number)


def text_box(lines: Iterable[str]) -> Any:
    """A box beside the text, as Word writes it: a drawing, and the older form for programs that know no drawings."""
    centred = '<w:pPr><w:spacing w:after="0"/><w:jc w:val="center"/></w:pPr>'
    inside = "".join(f"<w:p>{centred}{_run(line, BOLD + SMALL)}</w:p>" for line in lines)
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return parse_xml(_declared(_BOX.format(content=content)))


def notes(kind: str, texts: Iterable[str]) -> bytes:
    """The part of a document's footnotes or endnotes, with the two separators that Word asks for."""
    separators = "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for number, name in ((-1, "separator"), (0, "continuationSeparator"))
    )
    mark = f"<w:r><w:rPr>{_HIGH}</w:rPr><w:{kind}Ref/></w:r>"
    runs = (_run(f" {text}", SMALL) for text in texts)
    written = "".join(
        f'<w:{kind} w:id="{number}"><w:p>{mark}{words}</w:p></w:{kind}>' for number, words in enumerate(runs, 1)
    )
    return f'{_DECLARATION}<w:{kind}s xmlns:w="{_MAIN}">{separators}{written}</w:{kind}s>'.encode()


def application_properties(values: Mapping[str, str]) -> bytes:
    """docProps/app.xml."""
    inside = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())
    return f'{_DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">{inside}</Properties>'.encode()


def custom_properties(values: Mapping[str, str]) -> bytes:
    """docProps/custom.xml."""
    inside = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    spaces = f'xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes"'
    return f"{_DECLARATION}<Properties {spaces}>{inside}</Properties>".encode()


def _run(text: str, properties: str = "") -> str:
    pieces = re.split(r"([\n\t])", text)
    made = "".join(_BREAKS.get(piece, f'<w:t xml:space="preserve">{escape(piece)}</w:t>') for piece in pieces if piece)
    return f"<w:r><w:rPr>{properties}</w:rPr>{made}</w:r>"


def _element(tag: str, inner: str, **attributes: object) -> Any:
    given = "".join(f" w:{name}={quoteattr(str(value))}" for name, value in attributes.items())
    return parse_xml(_declared(f"<w:{tag}{given}>{inner}</w:{tag}>"))


def _declared(xml: str) -> str:
    """The same with the namespaces declared on its outermost element."""
    return re.sub(r"^<[\w:]+", lambda found: f"{found[0]} {_NAMESPACES}", xml)


_BOX = """<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:posOffset>3900000</wp:posOffset></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="2040000" cy="640000"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/>
<wp:docPr id="40" name="Text Box 40"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2040000" cy="640000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>
<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape type="#_x0000_t202" style="position:absolute;margin-left:307pt;width:160pt;height:50pt">
<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
