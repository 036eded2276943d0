"""An exported summary as a Word document."""

import io

import docx
import docx.document
import docx.oxml
import docx.oxml.ns
import docx.table
import docx.text.paragraph
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Inches, Pt, RGBColor

from legalredact.documents.export import wording
from legalredact.model.export import NumberedSource, Signature, Statement, SummaryExport

_SERIF = "Times New Roman"
_MONOSPACED = "Courier New"
_INK = RGBColor(0x1F, 0x2A, 0x44)
_GREY = RGBColor(0x59, 0x59, 0x59)
_RED = RGBColor(0xA0, 0x1C, 0x1C)
_SIGN_OFF_WIDTHS = (Inches(1.8), Inches(4.5))
_FOREIGN_PARTS = ("/thumbnail", "/customXml", "/stylesWithEffects")
"""Parts that the library's template brings along and that are not needed."""


def docx_bytes(content: SummaryExport) -> bytes:
    """The whole document. Its properties hold the title and the time of signing, but no author."""
    document = docx.Document()
    _clear_foreign(document, content)
    _set_styles(document)
    _head(document, content)
    for statement in content.statements:
        _statement(document, statement)
    _sources(document, content.sources)
    _remarks(document, content.remarks)
    if content.signature:
        _sign_off(document, content.signature)
    _foot(document, content)
    return _saved(document)


def _saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _clear_foreign(document: docx.document.Document, content: SummaryExport) -> None:
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_FOREIGN_PARTS)]:
            del relations[key]
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.title = wording.printable(content.title)
    moment = wording.signed_at(content.signature.when) if content.signature else None
    for date in ("created", "modified"):
        element = properties._element.find(docx.oxml.ns.qn(f"dcterms:{date}"))  # noqa: SLF001 - no public way to drop it
        if moment is None and element is not None:
            properties._element.remove(element)  # noqa: SLF001 - the same
        elif moment is not None:
            setattr(properties, date, moment.replace(tzinfo=None))


def _set_styles(document: docx.document.Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1.1)
    section.top_margin = section.bottom_margin = Inches(1)
    for name, size, bold, before, after in (
        ("Normal", 11.5, False, 0, 7),
        ("Title", 22, False, 0, 2),
        ("Heading 1", 14, True, 14, 5),
        ("Quote", 11.5, False, 0, 7),
        ("List Bullet", 10.5, False, 0, 3),
    ):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.bold = _SERIF, Pt(size), bold
        style.font.color.rgb = RGBColor(0, 0, 0) if name in {"Normal", "Quote", "List Bullet"} else _INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(docx.oxml.ns.qn(script), _SERIF)
    document.styles["Quote"].paragraph_format.left_indent = Inches(0.35)
    document.styles["Quote"].paragraph_format.right_indent = Inches(0.35)
    document.styles["Quote"].font.italic = False
    document.styles["Normal"].paragraph_format.line_spacing = 1.12


def _head(document: docx.document.Document, content: SummaryExport) -> None:
    title = document.add_paragraph(wording.printable(content.title), style="Title")
    _border(title, "bottom", "1F2A44")
    if content.matter:
        line = document.add_paragraph()
        line.paragraph_format.space_before = Pt(6)
        _run(line, "Matter  ", size=11, color=_GREY)
        _run(line, content.matter, size=11, bold=True)
    if not content.signature:
        _run(document.add_paragraph(), wording.DRAFT, size=11, bold=True, color=_RED)


def _statement(document: docx.document.Document, statement: Statement) -> None:
    if statement.heading:
        document.add_paragraph(" ".join(wording.printable(statement.text).split()), style="Heading 1")
        return
    paragraph = document.add_paragraph(style="Quote" if statement.quoted else None)
    if statement.quoted:
        _border(paragraph, "left", "9AA5BD")
    _run(paragraph, statement.text.strip())
    if statement.sources:
        _run(paragraph, "\u00a0" + wording.marks(statement.sources), size=9, color=_INK)
    if statement.note:
        note = document.add_paragraph()
        note.paragraph_format.left_indent = Inches(0.35)
        _run(note, statement.note, size=9.5, color=_GREY)


def _sources(document: docx.document.Document, sources: tuple[NumberedSource, ...]) -> None:
    if not sources:
        return
    document.add_paragraph(wording.SOURCES, style="Heading 1")
    for source in sources:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Inches(0.45)
        paragraph.paragraph_format.first_line_indent = Inches(-0.45)
        paragraph.paragraph_format.space_after = Pt(4)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(0.45))
        _run(paragraph, f"[{source.number}]\t", size=10.5, color=_INK)
        _run(paragraph, wording.source_line(source), size=10.5, bold=True)
        if source.excerpt:
            _run(paragraph, f"  “{' '.join(source.excerpt.split())}”", size=10.5, color=_GREY)


def _remarks(document: docx.document.Document, remarks: tuple[str, ...]) -> None:
    if not remarks:
        return
    document.add_paragraph(wording.REMARKS, style="Heading 1")
    for remark in remarks:
        document.add_paragraph(wording.printable(remark), style="List Bullet")


def _sign_off(document: docx.document.Document, signature: Signature) -> None:
    document.add_paragraph(wording.SIGN_OFF, style="Heading 1").paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    table.columns[0].width, table.columns[1].width = _SIGN_OFF_WIDTHS
    for label, value in wording.sign_off_rows(signature):
        row = table.add_row()
        digest = label.endswith("digest")
        _cell(row.cells[0], label, color=_GREY)
        _cell(row.cells[1], value, font=_MONOSPACED if digest else None, size=8 if digest else 10.5)


def _cell(
    cell: "docx.table._Cell", text: str, *, size: float = 10.5, font: str | None = None, color: RGBColor | None = None
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.keep_with_next = True
    _run(paragraph, text, size=size, font=font, color=color)


def _foot(document: docx.document.Document, content: SummaryExport) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "Page ", size=8.5, color=_GREY)
    _field(paragraph, "PAGE")
    _run(paragraph, " of ", size=8.5, color=_GREY)
    _field(paragraph, "NUMPAGES")
    _run(paragraph, f"\n{wording.how_made(content)}", size=8.5, color=_GREY)


def _run(
    paragraph: docx.text.paragraph.Paragraph,
    text: str,
    *,
    size: float | None = None,
    bold: bool | None = None,
    font: str | None = None,
    color: RGBColor | None = None,
) -> None:
    run = paragraph.add_run(wording.printable(text))
    run.bold = bold
    if size is not None:
        run.font.size = Pt(size)
    if font is not None:
        run.font.name = font
    if color is not None:
        run.font.color.rgb = color


def _field(paragraph: docx.text.paragraph.Paragraph, instruction: str) -> None:
    """A field whose value Word computes."""
    run = '<w:r><w:rPr><w:color w:val="595959"/><w:sz w:val="17"/></w:rPr><w:t>1</w:t></w:r>'
    field = f'<w:fldSimple {docx.oxml.ns.nsdecls("w")} w:instr="{instruction}">{run}</w:fldSimple>'
    paragraph._p.append(docx.oxml.parse_xml(field))  # noqa: SLF001 - python-docx has no fields


def _border(paragraph: docx.text.paragraph.Paragraph, side: str, color: str) -> None:
    """A border line at one side of a paragraph."""
    rule = f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="{color}"/>'
    border = docx.oxml.parse_xml(f"<w:pBdr {docx.oxml.ns.nsdecls('w')}>{rule}</w:pBdr>")
    paragraph._p.get_or_add_pPr().append(border)  # noqa: SLF001 - python-docx has no borders
