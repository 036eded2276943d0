"""An exported summary as a Word document, with Word's own styles, lists, tables, fields and links."""

import io
import itertools
from collections.abc import Sequence

import docx
import docx.document
import docx.oxml
import docx.oxml.ns
import docx.table
import docx.text.paragraph
from docx.enum.table import WD_TABLE_ALIGNMENT

from legalredact.documents.export import docx_styles, wording
from legalredact.documents.export.arrangement import arranged
from legalredact.documents.export.parts import Contents, Heading, Look, Paragraph, Run, Style, Table
from legalredact.model.export import SummaryExport

_FOREIGN_PARTS = ("/thumbnail", "/customXml", "/stylesWithEffects")
"""Parts that the library's template brings along and that are not needed."""
_STYLES: dict[Style, str] = {
    "body": "Normal",
    "alert": docx_styles.DRAFT_NOTICE,
    "item": "List Number",
    "bullet": "List Bullet",
    "source": docx_styles.SOURCE,
    "quote": "Quote",
    "note": docx_styles.NOTE,
}
_CHARACTERS: dict[Look, str] = {"quiet": docx_styles.QUIET, "digest": docx_styles.DIGEST}
_LINES = "BFC5D2"
_SHADE = "EEF0F5"
_NS = docx.oxml.ns.nsdecls("w")


def docx_bytes(content: SummaryExport) -> bytes:
    """The whole document. Its properties hold the title and the time of signing, but no author."""
    document = docx.Document()
    _clear_foreign(document, content)
    docx_styles.set_styles(document)
    document.add_paragraph(wording.printable(content.title), style="Title")
    bookmarks = itertools.count(1)
    for part in arranged(content):
        if isinstance(part, Heading):
            paragraph = document.add_paragraph(wording.printable(part.text), style="Heading 1")
            _bookmark(paragraph, part.target, bookmarks)
        elif isinstance(part, Contents):
            _contents(document, part)
        elif isinstance(part, Table):
            _table(document, part, bookmarks)
        else:
            _paragraph(document, part, bookmarks)
    _head_and_foot(document, content)
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


def _paragraph(document: docx.document.Document, part: Paragraph, bookmarks: "itertools.count[int]") -> None:
    """A paragraph; the number of an item is Word's own, which counts on across headings."""
    paragraph = document.add_paragraph(style=_STYLES[part.style])
    paragraph.paragraph_format.keep_with_next = part.with_next or None
    _runs(paragraph, part.runs)
    _bookmark(paragraph, part.target, bookmarks)


def _runs(paragraph: docx.text.paragraph.Paragraph, runs: Sequence[Run]) -> None:
    for run in runs:
        made = paragraph.add_run(wording.printable(run.text))
        made.bold = run.look == "strong" or None
        if run.look in _CHARACTERS:
            made.style = _CHARACTERS[run.look]
        if run.link:
            made.style = docx_styles.HYPERLINK
            link = docx.oxml.parse_xml(f'<w:hyperlink {_NS} w:anchor="{run.link}" w:history="1"/>')
            made._r.addprevious(link)  # noqa: SLF001 - python-docx makes no links within a document
            link.append(made._r)  # noqa: SLF001 - the same


def _bookmark(paragraph: docx.text.paragraph.Paragraph, name: str, numbers: "itertools.count[int]") -> None:
    """Make a paragraph the target of links."""
    if name:
        number = next(numbers)
        start = docx.oxml.parse_xml(f'<w:bookmarkStart {_NS} w:id="{number}" w:name="{name}"/>')
        paragraph._p.get_or_add_pPr().addnext(start)  # noqa: SLF001 - python-docx has no bookmarks
        paragraph._p.append(docx.oxml.parse_xml(f'<w:bookmarkEnd {_NS} w:id="{number}"/>'))  # noqa: SLF001 - the same


def _contents(document: docx.document.Document, part: Contents) -> None:
    """Word's table of contents, with its entries as links.

    They have no page numbers until Word updates the table, since only Word knows how it breaks pages.
    """
    document.add_paragraph(wording.CONTENTS, style="TOC Heading")
    paragraphs = [document.add_paragraph(style=docx_styles.TOC) for _ in part.headings]
    for paragraph, heading in zip(paragraphs, part.headings, strict=True):
        _runs(paragraph, (Run(heading.text, link=heading.target),))
    begin = (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText>',
    )
    for child in reversed((*begin, '<w:fldChar w:fldCharType="separate"/>')):
        run = docx.oxml.parse_xml(f"<w:r {_NS}>{child}</w:r>")
        paragraphs[0]._p.get_or_add_pPr().addnext(run)  # noqa: SLF001 - python-docx has no fields
    end = docx.oxml.parse_xml(f'<w:r {_NS}><w:fldChar w:fldCharType="end"/></w:r>')
    paragraphs[-1]._p.append(end)  # noqa: SLF001 - the same


def _table(document: docx.document.Document, part: Table, bookmarks: "itertools.count[int]") -> None:
    """A table whose rows stay whole and whose headings repeat on each page."""
    table = document.add_table(rows=0, cols=len(part.widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    if part.columns:
        table.style = "Table Grid"
        indent = docx.oxml.parse_xml(f'<w:tblInd {_NS} w:w="108" w:type="dxa"/>')
        table._tbl.tblPr.append(indent)  # noqa: SLF001 - python-docx has no indents of tables
        _lines_of(table)
        row = table.add_row()
        row._tr.get_or_add_trPr().append(docx.oxml.parse_xml(f"<w:tblHeader {_NS}/>"))  # noqa: SLF001 - not in python-docx
        for cell, text in zip(row.cells, part.columns, strict=True):
            _fill(cell, (Run(text),), docx_styles.TABLE_HEADING)
            shade = docx.oxml.parse_xml(f'<w:shd {_NS} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>')
            cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - the same
    for one in part.rows:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(docx.oxml.parse_xml(f"<w:cantSplit {_NS}/>"))  # noqa: SLF001 - the same
        for cell, runs in zip(row.cells, one.cells, strict=True):
            _fill(cell, runs, docx_styles.TABLE_TEXT)
        _bookmark(row.cells[0].paragraphs[0], one.target, bookmarks)
    for column, share in zip(table.columns, part.widths, strict=True):
        column.width = int(docx_styles.TABLE_WIDTH * share)
        for cell in column.cells:
            cell.width = int(docx_styles.TABLE_WIDTH * share)
    document.add_paragraph(style=docx_styles.TABLE_END)  # two tables without text between them would be one


def _lines_of(table: docx.table.Table) -> None:
    """Thin grey lines in place of the style's black ones."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINES}"/>' for side in sides)
    borders = docx.oxml.parse_xml(f"<w:tblBorders {_NS}>{rules}</w:tblBorders>")
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - python-docx has no borders


def _fill(cell: "docx.table._Cell", runs: Sequence[Run], style: str) -> None:
    cell.paragraphs[0].style = style
    _runs(cell.paragraphs[0], runs)


def _head_and_foot(document: docx.document.Document, content: SummaryExport) -> None:
    """The mark of privilege and of a draft above each page; matter, title and page number below it."""
    section = document.sections[0]
    marks = wording.page_marks(content)
    section.header.paragraphs[0].text = marks[0] if marks else ""
    for mark in marks[1:]:
        section.header.add_paragraph(mark, style="Header")
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{wording.printable(wording.running_head(content))}\tPage ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: docx.text.paragraph.Paragraph, instruction: str) -> None:
    """A field whose value Word computes."""
    field = f'<w:fldSimple {_NS} w:instr="{instruction}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(docx.oxml.parse_xml(field))  # noqa: SLF001 - python-docx has no fields
