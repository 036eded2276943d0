"""An exported summary as a Word document, with Word's own styles, lists, tables, fields and links."""

import io
import itertools
from collections.abc import Sequence

import docx
import docx.document
import docx.oxml
import docx.oxml.ns
import docx.shared
import docx.table
import docx.text.paragraph
from docx.enum.table import WD_TABLE_ALIGNMENT

from legalredact.documents.export import docx_styles, wording
from legalredact.documents.export.arrangement import arranged
from legalredact.documents.export.parts import Contents, Heading, Look, Part, Row, Run, Style, Table
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
_TOC = '<w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText>'
_LINES = "BFC5D2"
_SHADE = "EEF0F5"
_NS = docx.oxml.ns.nsdecls("w")


def docx_bytes(content: SummaryExport) -> bytes:
    """The whole document. Its properties hold the title and the time of signing, but no author."""
    document = docx.Document()
    _clear_foreign(document, content)
    docx_styles.set_styles(document)
    writer = _Writer(document)
    writer.paragraph("Title", (Run(content.title),))
    for part in arranged(content):
        writer.write(part)
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


class _Writer:
    """Appends parts to a document.

    Styles are set by their ids: python-docx would search all styles anew for each paragraph.
    """

    def __init__(self, document: docx.document.Document) -> None:
        self._document = document
        self._ids = {style.name: style.style_id for style in document.styles}
        self._bookmarks = itertools.count(1)

    def write(self, part: Part) -> None:
        """Append a part."""
        if isinstance(part, Heading):
            self.paragraph(f"Heading {part.level}", (Run(part.text),), part.target)
        elif isinstance(part, Contents):
            self._contents(part)
        elif isinstance(part, Table):
            self._table(part)
        else:  # the number of an item is Word's own, which counts on across headings
            paragraph = self.paragraph(_STYLES[part.style], part.runs, part.target)
            paragraph.paragraph_format.keep_with_next = part.with_next or None

    def paragraph(self, style: str, runs: Sequence[Run] = (), target: str = "") -> docx.text.paragraph.Paragraph:
        """Append a paragraph."""
        return self._fill(self._document.add_paragraph(), style, runs, target)

    def _fill(
        self, paragraph: docx.text.paragraph.Paragraph, style: str, runs: Sequence[Run], target: str = ""
    ) -> docx.text.paragraph.Paragraph:
        paragraph._p.style = self._ids[style]  # noqa: SLF001 - see the class
        for run in runs:
            self._run(paragraph, run)
        if target:
            self._bookmark(paragraph, target)
        return paragraph

    def _run(self, paragraph: docx.text.paragraph.Paragraph, run: Run) -> None:
        made = paragraph.add_run(wording.printable(run.text))
        made.bold = run.look == "strong" or None
        style = docx_styles.HYPERLINK if run.link else _CHARACTERS.get(run.look)
        if style:
            made._r.style = self._ids[style]  # noqa: SLF001 - see the class
        if run.link:
            link = docx.oxml.parse_xml(f'<w:hyperlink {_NS} w:anchor="{run.link}" w:history="1"/>')
            made._r.addprevious(link)  # noqa: SLF001 - python-docx makes no links within a document
            link.append(made._r)  # noqa: SLF001 - the same

    def _bookmark(self, paragraph: docx.text.paragraph.Paragraph, name: str) -> None:
        """Make a paragraph the target of links."""
        number = next(self._bookmarks)
        start = docx.oxml.parse_xml(f'<w:bookmarkStart {_NS} w:id="{number}" w:name="{name}"/>')
        paragraph._p.get_or_add_pPr().addnext(start)  # noqa: SLF001 - python-docx has no bookmarks
        paragraph._p.append(docx.oxml.parse_xml(f'<w:bookmarkEnd {_NS} w:id="{number}"/>'))  # noqa: SLF001 - the same

    def _contents(self, part: Contents) -> None:
        """Word's table of contents, with its entries as links.

        They have no page numbers until Word updates the table, since only Word knows how it breaks pages.
        """
        self.paragraph("TOC Heading", (Run(wording.CONTENTS),))
        entries = [
            self.paragraph(docx_styles.TOC[one.level - 1], (Run(one.text, link=one.target),)) for one in part.headings
        ]
        for child in reversed(('<w:fldChar w:fldCharType="begin"/>', _TOC, '<w:fldChar w:fldCharType="separate"/>')):
            run = docx.oxml.parse_xml(f"<w:r {_NS}>{child}</w:r>")
            entries[0]._p.get_or_add_pPr().addnext(run)  # noqa: SLF001 - python-docx has no fields
        end = docx.oxml.parse_xml(f'<w:r {_NS}><w:fldChar w:fldCharType="end"/></w:r>')
        entries[-1]._p.append(end)  # noqa: SLF001 - the same

    def _table(self, part: Table) -> None:
        """A table whose rows stay whole and whose headings repeat on each page."""
        table = self._document.add_table(rows=0, cols=len(part.widths))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        for column, share in zip(table.columns, part.widths, strict=True):
            column.width = int(docx_styles.TABLE_WIDTH * share)
        if part.columns:
            _set_lines(table)
            cells = tuple((Run(text),) for text in part.columns)
            for cell in self._row(table, Row(cells), part.widths, docx_styles.TABLE_HEADING, "tblHeader"):
                shade = docx.oxml.parse_xml(f'<w:shd {_NS} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>')
                cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no shading
        for row in part.rows:
            self._row(table, row, part.widths, docx_styles.TABLE_TEXT, "cantSplit")
        self.paragraph(docx_styles.TABLE_END)  # two tables without text between them would be one

    def _row(
        self, table: docx.table.Table, row: Row, widths: Sequence[float], style: str, rule: str
    ) -> "tuple[docx.table._Cell, ...]":
        made: docx.table._Row = table.add_row()  # type: ignore[no-untyped-call]  # python-docx leaves it without types
        made._tr.get_or_add_trPr().append(docx.oxml.parse_xml(f"<w:{rule} {_NS}/>"))  # noqa: SLF001 - not in python-docx
        cells = made.cells
        for order, (cell, runs, share) in enumerate(zip(cells, row.cells, widths, strict=True)):
            cell.width = docx.shared.Emu(round(docx_styles.TABLE_WIDTH * share))
            self._fill(cell.paragraphs[0], style, runs, "" if order else row.target)
        return cells


def _set_lines(table: docx.table.Table) -> None:
    """Thin grey lines in place of the style's black ones; they begin where text begins."""
    table.style = "Table Grid"
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINES}"/>' for side in sides)
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has neither indents nor borders of tables
    indent = docx.oxml.parse_xml(f'<w:tblInd {_NS} w:w="108" w:type="dxa"/>')
    borders = docx.oxml.parse_xml(f"<w:tblBorders {_NS}>{rules}</w:tblBorders>")
    layout = next(properties.iterchildren(docx.oxml.ns.qn("w:tblLayout")))
    for element in (indent, borders):  # the order of the schema
        layout.addprevious(element)


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
