"""One small Word file for each channel in which a name can survive. The people are invented.

Each planter changes the parts of a file that says "Before it and after it.", and hides `NAME` in one place.
"""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

import PIL.Image
import PIL.ImageOps

from tests.redaction.planted_pdf import NAME, _picture

OPENING = "Before it and after it."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass
class Parts:
    """A file to be: what stands in its text, its other parts with their types, and its relationships."""

    body: str = ""
    parts: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    outside: list[tuple[str, str, str]] = field(default_factory=list)
    root: list[tuple[str, str, str]] = field(default_factory=list)
    main: str = f"{WORDML}.document.main+xml"
    comment: bytes = b""

    def add(self, name: str, kind: str, content: str | bytes, mime: str = "application/xml") -> str:
        """Another part under word/; returns the id of the relationship to it."""
        data = content.encode() if isinstance(content, str) else content
        self.parts[f"word/{name}"] = (mime, data)
        self.relations.append((f"rId{len(self.relations) + 1}", kind, name))
        return f"rId{len(self.relations)}"


PLANTED: dict[str, Callable[[], bytes]] = {}


def planted(plant: Callable[[Parts], None]) -> Callable[[Parts], None]:
    """Note a planter under its function's name."""
    PLANTED[plant.__name__] = lambda: made(plant)
    return plant


def made(plant: Callable[[Parts], None]) -> bytes:
    """The file with what is planted in it."""
    parts = Parts(paragraph(OPENING))
    plant(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = parts.comment
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{mime}"/>' for name, (mime, _) in parts.parts.items()
        )
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{parts.main}"/>'
            f"{overrides}</Types>",
        )
        archive.writestr("_rels/.rels", _table([("rId1", "officeDocument", "word/document.xml"), *parts.root], []))
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{parts.body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", _table(parts.relations, parts.outside))
        for name, (_, data) in parts.parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _table(inside: list[tuple[str, str, str]], outside: list[tuple[str, str, str]]) -> str:
    rows = [f'<Relationship Id="{i}" Type="{KINDS}/{kind}" Target="{target}"/>' for i, kind, target in inside]
    rows += [
        f'<Relationship Id="{i}" Type="{KINDS}/{kind}" Target="{target}" TargetMode="External"/>'
        for i, kind, target in outside
    ]
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(rows)}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    """A paragraph of runs, or of a plain text."""
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in content)}</w:p>"


# Text


@planted
def plain_text(parts: Parts) -> None:
    parts.body += paragraph(f"We met {NAME} twice.")


@planted
def over_runs(parts: Parts) -> None:
    parts.body += paragraph(run("Mar", "<w:b/>"), run("guerite Old"), run("acre", "<w:i/>"))


@planted
def in_capitals(parts: Parts) -> None:
    parts.body += paragraph(NAME.upper())


@planted
def over_two_cells(parts: Parts) -> None:
    cells = "".join(f"<w:tc><w:tcPr/>{paragraph(word)}</w:tc>" for word in NAME.split())
    parts.body += f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"


@planted
def hidden_text(parts: Parts) -> None:
    parts.body += paragraph(run(NAME, "<w:vanish/>"))


@planted
def letters_with_hidden_ones_between(parts: Parts) -> None:
    parts.body += paragraph(*_with_decoys("<w:vanish/>"))


@planted
def letters_with_white_ones_between(parts: Parts) -> None:
    parts.body += paragraph(*_with_decoys('<w:color w:val="FFFFFF"/>'))


@planted
def letters_with_specks_between(parts: Parts) -> None:
    parts.body += paragraph(*_with_decoys('<w:sz w:val="2"/>'))


@planted
def letters_with_ones_between_that_a_style_hides(parts: Parts) -> None:
    hidden = '<w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr></w:style>'
    above = '<w:style w:type="character" w:styleId="G"><w:name w:val="g"/><w:basedOn w:val="H"/></w:style>'
    styles = f"<w:styles {SPACES}>{hidden}{above}</w:styles>"
    parts.add("styles.xml", "styles", styles, f"{WORDML}.styles+xml")
    parts.body += paragraph(*_with_decoys('<w:rStyle w:val="G"/>'))


def _with_decoys(properties: str) -> list[str]:
    """The name letter by letter, and between each two a letter that nobody sees."""
    return [part for letter in NAME for part in (run(letter), run("q", properties))]


@planted
def letters_with_their_reading_over_them(parts: Parts) -> None:
    pairs = (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('x')}</w:rt><w:rubyBase>{run(letter)}</w:rubyBase></w:ruby></w:r>"
        for letter in NAME
    )
    parts.body += paragraph(*pairs)


@planted
def letters_down_a_column(parts: Parts) -> None:
    rows = (
        f"<w:tr><w:tc><w:tcPr/>{paragraph(letter)}</w:tc><w:tc><w:tcPr/>{paragraph('words')}</w:tc></w:tr>"
        for letter in NAME
    )
    parts.body += f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


@planted
def codes_of_a_font(parts: Parts) -> None:
    parts.body += paragraph("".join(chr(0xF000 + ord(letter)) for letter in NAME))


@planted
def letters_in_circles(parts: Parts) -> None:
    first = {"upper": 0x24B6, "lower": 0x24D0}
    circled = (chr(first["upper" if c.isupper() else "lower"] + ord(c.upper()) - ord("A")) for c in NAME if c != " ")
    parts.body += paragraph("".join(circled))


@planted
def letters_in_squares(parts: Parts) -> None:
    parts.body += paragraph("".join(c if c == " " else chr(0x1F130 + ord(c) - ord("A")) for c in NAME.upper()))


@planted
def address_with_escapes(parts: Parts) -> None:
    parts.body += paragraph(f"See https://example.org/{NAME.replace(' ', '%20')} for it.")


@planted
def content_control(parts: Parts) -> None:
    parts.body += (
        f'<w:sdt><w:sdtPr><w:alias w:val="{NAME}"/><w:tag w:val="{NAME}"/></w:sdtPr>'
        f"<w:sdtContent>{paragraph(NAME)}</w:sdtContent></w:sdt>"
    )


@planted
def smart_tag(parts: Parts) -> None:
    parts.body += paragraph(
        f'<w:smartTag w:uri="urn:x" w:element="PersonName"><w:smartTagPr><w:attr w:name="who" w:val="{NAME}"/>'
        f"</w:smartTagPr>{run(NAME)}</w:smartTag>"
    )


@planted
def formula(parts: Parts) -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    parts.body += paragraph(f'<m:oMath xmlns:m="{space}"><m:r><m:t>{NAME}</m:t></m:r></m:oMath>')


# Changes and comments


@planted
def insertion(parts: Parts) -> None:
    parts.body += paragraph(f'<w:ins w:id="1" w:author="{NAME}" w:date="2026-01-01T00:00:00Z">{run(NAME)}</w:ins>')


@planted
def deletion(parts: Parts) -> None:
    parts.body += paragraph(f'<w:del w:id="1" w:author="X"><w:r><w:delText>{NAME}</w:delText></w:r></w:del>')


@planted
def move(parts: Parts) -> None:
    parts.body += paragraph(f'<w:moveFrom w:id="1" w:author="X">{run(NAME)}</w:moveFrom>')
    parts.body += paragraph(f'<w:moveTo w:id="2" w:author="X">{run(NAME)}</w:moveTo>')


@planted
def deleted_row(parts: Parts) -> None:
    parts.body += (
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:del w:id='1' w:author='X'/></w:trPr>"
        f"<w:tc><w:tcPr/>{paragraph(NAME)}</w:tc></w:tr></w:tbl>"
    )


@planted
def changed_properties(parts: Parts) -> None:
    change = f'<w:rPrChange w:id="1" w:author="{NAME}"><w:rPr/></w:rPrChange>'
    parts.body += paragraph(run("words", change))


@planted
def comments(parts: Parts) -> None:
    said = f'<w:comment w:id="0" w:author="{NAME}" w:initials="MO">{paragraph(f"Ask {NAME}")}</w:comment>'
    parts.add("comments.xml", "comments", f"<w:comments {SPACES}>{said}</w:comments>", f"{WORDML}.comments+xml")
    parts.add("people.xml", "people", f'<w15:people {SPACES}><w15:person w15:author="{NAME}"/></w15:people>')
    parts.body += paragraph('<w:commentRangeStart w:id="0"/>', "words", '<w:commentRangeEnd w:id="0"/>')


# Other stories


def _story(parts: Parts, name: str, kind: str, tag: str, content: str) -> str:
    return parts.add(f"{name}.xml", kind, f"<w:{tag} {SPACES}>{content}</w:{tag}>", f"{WORDML}.{kind}+xml")


@planted
def header_and_footer(parts: Parts) -> None:
    head = _story(parts, "header1", "header", "hdr", paragraph(NAME))
    foot = _story(parts, "footer1", "footer", "ftr", paragraph(NAME))
    parts.body += (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{head}"/>'
        f'<w:footerReference w:type="default" r:id="{foot}"/></w:sectPr>'
    )


@planted
def footnote_and_endnote(parts: Parts) -> None:
    for kind in ("footnote", "endnote"):
        content = f'<w:{kind} w:id="2">{paragraph(NAME)}</w:{kind}>'
        _story(parts, f"{kind}s", f"{kind}s", f"{kind}s", content)
        parts.body += paragraph(f'<w:r><w:{kind}Reference w:id="2"/></w:r>')


@planted
def building_blocks(parts: Parts) -> None:
    content = f"<w:glossaryDocument {SPACES}><w:docParts>{paragraph(NAME)}</w:docParts></w:glossaryDocument>"
    parts.add("glossary/document.xml", "glossaryDocument", content)


@planted
def text_box_in_both_forms(parts: Parts) -> None:
    box = f"<w:txbxContent>{paragraph(NAME)}</w:txbxContent>"
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="900000" cy="300000"/><wp:docPr id="1" name="Box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f"<wps:cNvSpPr/><wps:spPr/><wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing>"
    )
    fallback = f'<w:pict><v:shape alt="{NAME}"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
    parts.body += paragraph(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


# Fields, links and marks


def _complex_field(code: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    text = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark("begin") + text + mark("separate") + run(result) + mark("end")


@planted
def code_of_a_field(parts: Parts) -> None:
    parts.body += paragraph(_complex_field(f"HYPERLINK &quot;mailto:x@example.org?subject={NAME}&quot;", "write"))


@planted
def simple_field(parts: Parts) -> None:
    parts.body += paragraph(f'<w:fldSimple w:instr=" DOCPROPERTY {NAME} ">{run(NAME)}</w:fldSimple>')


@planted
def form_field(parts: Parts) -> None:
    data = f'<w:ffData><w:name w:val="{NAME}"/><w:textInput><w:default w:val="{NAME}"/></w:textInput></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    parts.body += paragraph(begin, "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>", end)


@planted
def link_and_its_tooltip(parts: Parts) -> None:
    parts.outside.append(("rId90", "hyperlink", "mailto:marguerite.oldacre@example.org?subject=Marguerite%20Oldacre"))
    parts.body += paragraph(f'<w:hyperlink r:id="rId90" w:tooltip="{NAME}">{run("write")}</w:hyperlink>')


@planted
def bookmark(parts: Parts) -> None:
    parts.body += paragraph('<w:bookmarkStart w:id="0" w:name="MargueriteOldacre"/>', "x", '<w:bookmarkEnd w:id="0"/>')


@planted
def caption_of_a_table(parts: Parts) -> None:
    said = f'<w:tblPr><w:tblCaption w:val="{NAME}"/><w:tblDescription w:val="{NAME}"/></w:tblPr>'
    parts.body += f"<w:tbl>{said}<w:tblGrid/><w:tr><w:tc><w:tcPr/>{paragraph('x')}</w:tc></w:tr></w:tbl>"


@planted
def name_of_a_style(parts: Parts) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="MargueriteOldacre"><w:name w:val="Marguerite Oldacre"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
    )
    parts.add("styles.xml", "styles", f"<w:styles {SPACES}>{style}</w:styles>", f"{WORDML}.styles+xml")
    parts.body += f'<w:p><w:pPr><w:pStyle w:val="MargueriteOldacre"/></w:pPr>{run("centred")}</w:p>'


@planted
def text_of_a_numbering(parts: Parts) -> None:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{NAME} %1"/></w:lvl>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:name w:val="{NAME}"/>{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    parts.add(
        "numbering.xml", "numbering", f"<w:numbering {SPACES}>{numbering}</w:numbering>", f"{WORDML}.numbering+xml"
    )


@planted
def variables_in_the_settings(parts: Parts) -> None:
    said = f'<w:docVars><w:docVar w:name="client" w:val="{NAME}"/></w:docVars><w:rsids/>'
    parts.add("settings.xml", "settings", f"<w:settings {SPACES}>{said}</w:settings>", f"{WORDML}.settings+xml")


# Pictures and what is embedded


def _drawing(identifier: str, description: str) -> str:
    return paragraph(
        '<w:r><w:drawing><wp:inline><wp:extent cx="1905000" cy="254000"/>'
        f'<wp:docPr id="1" name="{description}" descr="{description}" title="{description}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="{description}.png" descr="{description}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identifier}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _png(image: PIL.Image.Image, note: str = "") -> bytes:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    if note:
        info.add_text("Author", note)
    file = io.BytesIO()
    image.save(file, "PNG", pnginfo=info)
    return file.getvalue()


@planted
def alternative_text_of_a_picture(parts: Parts) -> None:
    parts.body += _drawing(parts.add("media/image1.png", "image", _png(_picture("A tree")), "image/png"), NAME)


@planted
def note_in_a_picture(parts: Parts) -> None:
    parts.body += _drawing(parts.add("media/image1.png", "image", _png(_picture("A tree"), NAME), "image/png"), "x")


@planted
def pixels_of_a_picture(parts: Parts) -> None:
    parts.body += _drawing(parts.add("media/image1.png", "image", _png(_picture(NAME)), "image/png"), "x")


@planted
def picture_that_is_shown_as_in_a_mirror(parts: Parts) -> None:
    show(parts, PIL.ImageOps.mirror(_picture(NAME)), 'flipH="1"')


@planted
def picture_that_is_shown_turned(parts: Parts) -> None:
    show(parts, _picture(NAME).rotate(90, expand=True), 'rot="5400000"')


@planted
def picture_that_is_shown_leaning(parts: Parts) -> None:
    show(parts, _picture(NAME).rotate(30, expand=True, fillcolor=255), 'rot="1800000"')


@planted
def picture_upside_down(parts: Parts) -> None:
    show(parts, _picture(NAME).rotate(180), "")


@planted
def pale_picture(parts: Parts) -> None:
    show(parts, _picture(NAME).point(lambda level: 235 + level * 20 // 255), "")


@planted
def white_letters_in_a_transparent_picture(parts: Parts) -> None:
    letters = _picture(NAME)
    image = PIL.Image.new("RGBA", letters.size, "white")
    image.putalpha(PIL.ImageOps.invert(letters))
    show(parts, image, "")


@planted
def colours_of_a_transparent_picture(parts: Parts) -> None:
    image = _picture(NAME).convert("RGBA")
    image.putalpha(0)
    show(parts, image, "")


def show(parts: Parts, image: PIL.Image.Image, form: str) -> None:
    """A picture in the text, in a frame of that form."""
    drawing = _drawing(parts.add("media/image1.png", "image", _png(image), "image/png"), "x")
    parts.body += drawing.replace("<pic:spPr/>", f"<pic:spPr><a:xfrm {form}/></pic:spPr>")


@planted
def lettering(parts: Parts) -> None:
    shape = f'<v:shape style="width:90pt;height:20pt"><v:textpath string="{NAME}"/></v:shape>'
    parts.body += paragraph(f"<w:r><w:pict>{shape}</w:pict></w:r>")


@planted
def name_of_a_part(parts: Parts) -> None:
    parts.body += _drawing(parts.add("media/MargueriteOldacre.png", "image", _png(_picture("x")), "image/png"), "x")


@planted
def picture_that_is_elsewhere(parts: Parts) -> None:
    parts.outside.append(("rId91", "image", "file:///home/marguerite%20oldacre/MargueriteOldacre.png"))
    parts.body += _drawing("rId91", "x").replace("r:embed", "r:link")


@planted
def chart(parts: Parts) -> None:
    said = f"<c:chartSpace {SPACES}><a:t>{NAME}</a:t></c:chartSpace>"
    identifier = parts.add("charts/chart1.xml", "chart", said)
    parts.body += paragraph(
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData '
        f'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="{identifier}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


@planted
def diagram(parts: Parts) -> None:
    said = f"<dgm:dataModel {SPACES}><a:t>{NAME}</a:t></dgm:dataModel>"
    identifier = parts.add("diagrams/data1.xml", "diagramData", said)
    parts.body += paragraph(
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri='
        f'"http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="{identifier}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


@planted
def embedded_file(parts: Parts) -> None:
    inner = made(plain_text)
    identifier = parts.add("embeddings/file.docx", "package", inner, "application/octet-stream")
    parts.body += paragraph(f'<w:r><w:object><o:OLEObject Type="Embed" r:id="{identifier}"/></w:object></w:r>')


@planted
def macros(parts: Parts) -> None:
    parts.main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    parts.add(
        "vbaProject.bin", "vbaProject", b"\xd0\xcf" + NAME.encode("utf-16-le"), "application/vnd.ms-office.vbaProject"
    )


# Around the text


@planted
def document_properties(parts: Parts) -> None:
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    said = f'<c:coreProperties xmlns:c="{core}"><c:lastModifiedBy>{NAME}</c:lastModifiedBy></c:coreProperties>'
    parts.parts["docProps/core.xml"] = ("application/vnd.openxmlformats-package.core-properties+xml", said.encode())
    parts.parts["docProps/app.xml"] = (
        "application/xml",
        f"<Properties><Manager>{NAME}</Manager></Properties>".encode(),
    )
    parts.root += [
        ("rId2", "core-properties", "docProps/core.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"),
    ]


@planted
def custom_xml(parts: Parts) -> None:
    parts.parts["customXml/item1.xml"] = ("application/xml", f"<matter>{NAME}</matter>".encode())
    parts.relations.append(("rId80", "customXml", "../customXml/item1.xml"))


@planted
def thumbnail(parts: Parts) -> None:
    parts.parts["docProps/thumbnail.png"] = ("image/png", _png(_picture(NAME), NAME))
    parts.root.append(("rId2", "thumbnail", "docProps/thumbnail.png"))


@planted
def comment_in_the_xml(parts: Parts) -> None:
    parts.body += f"<!-- {NAME} --><?who {NAME}?>"


@planted
def words_between_elements(parts: Parts) -> None:
    parts.body += f'<w:p>{NAME}<w:r xmlns:x="urn:x" x:by="{NAME}"><x:who>{NAME}</x:who></w:r></w:p>'


@planted
def comment_of_the_archive(parts: Parts) -> None:
    parts.comment = NAME.encode()


@planted
def part_that_nothing_names(parts: Parts) -> None:
    parts.parts["word/left.xml"] = ("application/xml", f"<left>{NAME}</left>".encode())


def template(parts: Parts) -> None:
    """A template of macros' kind."""
    parts.main = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    parts.body += paragraph(NAME)


def strict() -> bytes:
    """The file in the strict kind of the format."""
    data = PLANTED["plain_text"]()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            content = source.read(name).decode()
            for part in ("wordprocessingml", "officeDocument", "drawingml"):
                content = content.replace(
                    f"http://schemas.openxmlformats.org/{part}/2006/", f"http://purl.oclc.org/ooxml/{part}/"
                )
            archive.writestr(name, content)
    return out.getvalue()


planted(template)
PLANTED["strict"] = strict
