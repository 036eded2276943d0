"""An exported summary as a PDF, laid out by MuPDF from HTML."""

import html
import io
from collections.abc import Iterator

import pymupdf

from legalredact.documents.export import wording
from legalredact.model.export import NumberedSource, Signature, Statement, SummaryExport

_PAGE = pymupdf.paper_rect("letter")
_MARGIN = 79.0
_FOOT = 40.0
_STYLE = """
body { font-family: serif; font-size: 11.5pt; line-height: 1.35; color: #000; }
h1 { font-size: 22pt; font-weight: normal; color: #1f2a44; margin: 0 0 4pt 0; }
h2 { font-size: 14pt; color: #1f2a44; margin: 14pt 0 5pt 0; }
p { margin: 0 0 7pt 0; }
.matter { font-size: 11pt; color: #595959; border-top: 1pt solid #1f2a44; padding-top: 6pt; margin-bottom: 12pt; }
.matter b { color: #000; }
.draft { color: #a01c1c; font-weight: bold; font-size: 11pt; }
.quote { margin: 0 26pt 7pt 26pt; border-left: 1.5pt solid #9aa5bd; padding-left: 9pt; }
.marks { color: #1f2a44; font-size: 9pt; white-space: nowrap; }
.small { font-size: 10.5pt; }
.source { font-size: 10.5pt; margin: 0 0 4pt 32pt; text-indent: -32pt; }
.excerpt, .label { color: #595959; }
.note { color: #595959; font-size: 9.5pt; margin: 0 0 7pt 26pt; }
ul { margin: 0; padding-left: 16pt; }
td { font-size: 10.5pt; padding: 0 14pt 3pt 0; vertical-align: top; }
td.digest { font-family: monospace; font-size: 7.5pt; }
"""


def pdf_bytes(content: SummaryExport) -> bytes:
    """The whole document in letter size, with page numbers; its properties hold only the title."""
    document = _set_in_pages("".join(_body(content)))
    for number, page in enumerate(document, 1):
        _foot(page, f"Page {number} of {document.page_count}\n{wording.how_made(content)}")
    document.set_metadata({"title": wording.printable(content.title), "producer": wording.APPLICATION})
    document.del_xml_metadata()
    document.subset_fonts()
    written: bytes = document.tobytes(garbage=4, deflate=True, clean=True)
    document.close()
    return written


def _set_in_pages(body: str) -> pymupdf.Document:
    """Lay out the body text over as many pages as it needs."""
    buffer = io.BytesIO()
    writer = pymupdf.DocumentWriter(buffer)
    story = pymupdf.Story(html=body, user_css=_STYLE)
    area = pymupdf.Rect(_MARGIN, _MARGIN - 7, _PAGE.x1 - _MARGIN, _PAGE.y1 - _MARGIN)
    more = 1
    while more:
        device = writer.begin_page(_PAGE)
        more, _ = story.place(area)
        story.draw(device)
        writer.end_page()
    writer.close()
    return pymupdf.open("pdf", buffer.getvalue())


def _foot(page: pymupdf.Page, text: str) -> None:
    area = pymupdf.Rect(_MARGIN, _PAGE.y1 - _FOOT - 14, _PAGE.x1 - _MARGIN, _PAGE.y1 - _FOOT + 14)
    style = "* { font-family: serif; font-size: 8.5pt; color: #595959; text-align: center; }"
    page.insert_htmlbox(area, f"<p>{_plain(text)}</p>", css=style)


def _body(content: SummaryExport) -> Iterator[str]:
    yield f"<h1>{_plain(content.title)}</h1>"
    matter = f"Matter&nbsp; <b>{_plain(content.matter)}</b>" if content.matter else "&nbsp;"
    yield f'<p class="matter">{matter}</p>'
    if not content.signature:
        yield f'<p class="draft">{wording.DRAFT}</p>'
    yield from (_statement(statement) for statement in content.statements)
    if content.sources:
        yield f"<h2>{wording.SOURCES}</h2>"
        yield from (_source(source) for source in content.sources)
    if content.remarks:
        yield f"<h2>{wording.REMARKS}</h2><ul>"
        yield from (f'<li class="small">{_plain(remark)}</li>' for remark in content.remarks)
        yield "</ul>"
    if content.signature:
        yield f"<h2>{wording.SIGN_OFF}</h2>"
        yield from _sign_off(content.signature)


def _statement(statement: Statement) -> str:
    if statement.heading:
        return f"<h2>{_plain(' '.join(statement.text.split()))}</h2>"
    marks = f'&nbsp;<span class="marks">{wording.marks(statement.sources)}</span>' if statement.sources else ""
    kind = ' class="quote"' if statement.quoted else ""
    note = f'<p class="note">{_plain(statement.note)}</p>' if statement.note else ""
    return f"<p{kind}>{_plain(statement.text.strip())}{marks}</p>{note}"


def _source(source: NumberedSource) -> str:
    excerpt = " ".join(source.excerpt.split())
    quoted = f' <span class="excerpt">“{_plain(excerpt)}”</span>' if excerpt else ""
    mark = f'<span class="marks">[{source.number}]</span>'
    return f'<p class="source">{mark}&nbsp; <b>{_plain(wording.source_line(source))}</b>{quoted}</p>'


def _sign_off(signature: Signature) -> Iterator[str]:
    yield "<table>"
    for label, value in wording.sign_off_rows(signature):
        kind = "digest" if label.endswith("digest") else "value"
        yield f'<tr><td class="label">{label}</td><td class="{kind}">{_plain(value)}</td></tr>'
    yield "</table>"


def _plain(text: str) -> str:
    """Text escaped for HTML; line breaks stay."""
    return html.escape(wording.printable(text)).replace("\n", "<br>")
