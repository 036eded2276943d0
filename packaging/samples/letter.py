"""The demand letter: a Word document with names in every part that Word has."""

import datetime
import io
from collections.abc import Sequence
from typing import Any

import docx
import letter_text as text
import ooxml
import pymupdf
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Inches, Pt
from docx.text.paragraph import Paragraph
from letter_text import Piece
from passage import Passage, Sample
from signature import sign
from word_file import finished

NAME = "demand_letter.docx"
_SECOND_STYLES = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
_MADE = datetime.datetime(2024, 1, 11, 16, 20, tzinfo=datetime.UTC)


def make() -> Sample:
    """The letter as a Word document and the record of its content."""
    document = docx.Document()
    _set_page(document)
    _write_header_and_footer(document)
    _write_letter(document)
    _attach_notes(document)
    _set_properties(document)
    replaced = {"docProps/app.xml": ooxml.application_properties(text.APPLICATION)}
    return Sample(NAME, finished(document, replaced, made=_MADE), tuple(_passages()), text.FACTS)


def _set_page(document: Document) -> None:
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    section = document.sections[0]
    section.left_margin = section.right_margin = Inches(1.1)
    section.page_width, section.page_height = Inches(8.5), Inches(11)


def _write_header_and_footer(document: Document) -> None:
    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    firm, *rest = text.LETTERHEAD
    _append(head, ooxml.run(firm, ooxml.BOLD), *(ooxml.run(f"\n{line}", ooxml.SMALL) for line in rest))
    foot = section.footer.paragraphs[0]
    _append(foot, ooxml.field("FILENAME", text.FILE_NAME), ooxml.run("\tPage "), ooxml.field("PAGE", "1"))


def _write_letter(document: Document) -> None:
    _write(document, text.OPENING)
    subject = document.add_paragraph()
    start, end = ooxml.bookmark(text.BOOKMARK, 60)
    _append(subject, ooxml.text_box(text.TEXT_BOX), start, ooxml.run(text.SUBJECT, ooxml.BOLD), end)
    _write(document, text.BODY)
    _write_table(document)
    document.add_paragraph()
    _write(document, text.CLOSING)


def _write(document: Document, paragraphs: Sequence[text.Paragraph]) -> None:
    for pieces in paragraphs:
        paragraph = document.add_paragraph()
        for piece in pieces:
            _write_piece(document, paragraph, piece)


def _write_piece(document: Document, paragraph: Paragraph, piece: Piece) -> None:
    match piece.kind:
        case "insertion":
            _append(paragraph, ooxml.insertion(piece.text, text.REVISER, _serial(piece)))
        case "deletion":
            _append(paragraph, ooxml.deletion(piece.text, text.REVISER, _serial(piece)))
        case "hidden":
            _append(paragraph, ooxml.hidden(piece.text))
        case "footnote" | "endnote":
            _append(paragraph, ooxml.note_mark(piece.kind, 1 + _of_kind(piece.kind).index(piece)))
        case "comment":
            _comment(document, paragraph, piece)
        case "link":
            relation = document.part.relate_to(piece.more, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            _append(paragraph, ooxml.link(piece.text, relation))
        case "control":
            _append(paragraph, ooxml.control(piece.text, piece.more))
        case "picture":
            _picture(paragraph, piece)
        case _:
            _append(paragraph, ooxml.run(piece.text))


def _append(paragraph: Paragraph, *elements: Any) -> None:
    for element in elements:
        paragraph.paragraph_format.element.append(element)


def _pieces() -> list[Piece]:
    return [piece for paragraph in (*text.OPENING, *text.BODY, *text.CLOSING) for piece in paragraph]


def _of_kind(*kinds: str) -> list[Piece]:
    return [piece for piece in _pieces() if piece.kind in kinds]


def _serial(piece: Piece) -> int:
    """A unique number for every revision."""
    return 101 + _of_kind("insertion", "deletion").index(piece)


def _comment(document: Document, paragraph: Paragraph, piece: Piece) -> None:
    anchor = paragraph.add_run(piece.text)
    document.add_comment(anchor, piece.more, author=text.COMMENTER, initials=text.COMMENTER_INITIALS)


def _picture(paragraph: Paragraph, piece: Piece) -> None:
    shape = paragraph.add_run().add_picture(io.BytesIO(_signature(piece.text)), width=Inches(2.4))
    properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no setter for alternative text
    properties.set("descr", piece.more)
    properties.set("name", "Picture 1")


def _signature(name: str) -> bytes:
    """A signature as a picture."""
    page = pymupdf.open().new_page(width=240, height=52)
    sign(page, (8, 30), name, size=20, ink=(0.05, 0.1, 0.4))
    picture: bytes = page.get_pixmap(dpi=200).tobytes("png")
    return picture


def _write_table(document: Document) -> None:
    """The claims: a title over all columns, a claimant beside three rows, a total over two columns."""
    table = document.add_table(rows=1 + len(text.TABLE), cols=3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 2)).text = text.TABLE_TITLE
    for number, row in enumerate(text.TABLE, 1):
        for column, words in enumerate(row):
            if words:
                table.cell(number, column).text = words
    table.cell(2, 0).merge(table.cell(4, 0))
    table.cell(5, 0).merge(table.cell(7, 0))
    table.cell(8, 0).merge(table.cell(8, 1))


def _attach_notes(document: Document) -> None:
    for kind, content_type, relation in (
        ("footnote", CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
        ("endnote", CONTENT_TYPE.WML_ENDNOTES, RELATIONSHIP_TYPE.ENDNOTES),
    ):
        package = document.part.package
        content = ooxml.notes(kind, [piece.text for piece in _of_kind(kind)])
        document.part.relate_to(Part(PackURI(f"/word/{kind}s.xml"), content_type, content, package), relation)


def _set_properties(document: Document) -> None:
    core = document.core_properties
    for name, value in text.CORE.items():
        setattr(core, name, value)
    core.created = core.modified = _MADE
    core.revision = 3
    package: Any = document.part.package
    custom = ooxml.custom_properties(text.CUSTOM)
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, custom, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    _drop(package.rels, RELATIONSHIP_TYPE.THUMBNAIL)
    _drop(document.part.rels, _SECOND_STYLES)


def _drop(relationships: Any, kind: str) -> None:
    """Leave out a part that python-docx's template brings along: the picture of an empty page, a second style sheet."""
    for number, relation in list(relationships.items()):
        if relation.reltype == kind:
            del relationships[number]


def _passages() -> list[Passage]:
    """Everything in every part of the document."""
    properties = (*text.CORE.values(), *text.APPLICATION.values(), *text.CUSTOM.values(), text.REVISER, text.COMMENTER)
    return [
        *(Passage("header", line) for line in text.LETTERHEAD),
        *(passage for piece in _pieces() for passage in _of_piece(piece)),
        Passage("body", text.SUBJECT),
        *(Passage("table_cell", cell) for row in text.TABLE for cell in row if cell),
        Passage("table_cell", text.TABLE_TITLE),
        *(Passage("text_box", line) for line in text.TEXT_BOX),
        Passage("field", text.FILE_NAME),
        Passage("bookmark", text.BOOKMARK),
        *(Passage("property", words) for words in properties),
    ]


def _of_piece(piece: Piece) -> list[Passage]:
    match piece.kind:
        case "comment":
            return [Passage("body", piece.text), Passage("comment", piece.more)]
        case "link":
            return [Passage("body", piece.text), Passage("link", piece.more)]
        case "control":
            return [Passage("body", piece.text)]
        case "picture":
            return [Passage("picture", piece.text), Passage("alt_text", piece.more)]
        case "endnote":
            return [Passage("footnote", piece.text)]
        case kind:
            return [Passage(kind, piece.text)]
