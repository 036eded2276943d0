"""An exported summary as a PDF, laid out by MuPDF from HTML, with links, bookmarks and page numbers."""

import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pymupdf

from legalredact.documents.export import wording
from legalredact.documents.export.arrangement import arranged
from legalredact.documents.export.parts import Contents, Heading, Paragraph, Part, Row, Run, Table
from legalredact.documents.export.story_pages import Block, Rows, StoryPages, WithNext
from legalredact.model.export import SummaryExport

_PAGE = pymupdf.paper_rect("letter")
_MARGIN = 72.0
_AREA = pymupdf.Rect(_MARGIN, _MARGIN, _PAGE.x1 - _MARGIN, _PAGE.y1 - _MARGIN)
_HEAD, _FOOT = 36.0, 40.0
_STYLE = """
body { margin: 0; font-family: serif; font-size: 11.5pt; line-height: 1.3; color: #000; }
h1 { font-size: 22pt; font-weight: normal; color: #1f2a44; margin: 0 0 8pt 0; border-bottom: 1pt solid #1f2a44; }
h2 { font-size: 14pt; color: #1f2a44; margin: 16pt 0 6pt 0; }
h3 { font-size: 12pt; color: #1f2a44; margin: 10pt 0 3pt 0; }
p { margin: 0 0 6pt 0; }
a { color: #1f2a44; text-decoration: none; }
.alert { color: #a01c1c; font-weight: bold; font-size: 11pt; }
.item { margin-left: 20pt; text-indent: -20pt; }
.bullet { font-size: 10.5pt; margin: 0 0 3pt 14pt; text-indent: -10pt; }
.source { font-size: 10.5pt; margin: 4pt 0 2pt 0; }
.quote { font-size: 10.5pt; margin: 0 14pt 8pt 20pt; border-left: 1pt solid #9aa5bd; padding-left: 8pt; }
.note { font-size: 9.5pt; margin-left: 26pt; }
.quiet { color: #595959; }
.digest { font-family: monospace; font-size: 7.5pt; }
.entry { font-size: 10.5pt; margin: 0 0 2pt 0; }
.below { margin-left: 16pt; }
table { margin: 0 0 8pt 0; }
td, th { font-size: 9.5pt; padding: 2.5pt 5pt; vertical-align: top; text-align: left; }
.grid td, .grid th { border: 0.5pt solid #bfc5d2; }
.grid th { color: #1f2a44; }
.plain td { padding: 1.5pt 8pt 1.5pt 0; font-size: 10pt; }
"""
_SHORT = 14
"""Characters of a link that stays in one line."""
_CELL = '<td><p style="margin:0">'
_LONG_WORD = re.compile(r"[^\s\u00a0]{20}(?=[^\s\u00a0]{5})")
"""Where a word of a table's cell may break."""
_Pages = Mapping[str, int]
"""The page of each target, from 1."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A layout: the pages as PDF, and the positions of all targets and links."""

    pdf: io.BytesIO
    positions: Sequence[Any]

    @property
    def pages(self) -> _Pages:
        """The page of each target."""
        return {one.id: one.page_num for one in reversed(self.positions) if one.id and one.open_close & 1}


def pdf_bytes(content: SummaryExport) -> bytes:
    """The whole document in letter size; its properties hold only the title."""
    parts = arranged(content)
    laid = _lay_out(content, parts, {})
    pages = laid.pages
    if any(isinstance(part, Contents) for part in parts):
        laid = _lay_out(content, parts, pages)
    document: pymupdf.Document = pymupdf.Story.add_pdf_links(laid.pdf, laid.positions)
    headings = [part for part in parts if isinstance(part, Heading)]
    document.set_toc([[heading.level, _one_line(heading.text), pages[heading.target]] for heading in headings])
    for number, page in enumerate(document, 1):
        _head_and_foot(page, content, f"Page {number} of {document.page_count}")
    document.set_metadata({"title": wording.printable(content.title), "producer": wording.APPLICATION})
    document.del_xml_metadata()
    document.subset_fonts()
    written: bytes = document.tobytes(garbage=4, deflate=True, clean=True)
    document.close()
    return written


def _lay_out(content: SummaryExport, parts: Sequence[Part], known: _Pages) -> _Laid:
    """Lay the parts out over as many pages as they need.

    Arguments:
        known: pages for the table of contents, from an earlier layout; its length does not depend on them.
    """
    positions = list[Any]()

    def placed(element: Any) -> None:  # PyMuPDF refuses a method here
        positions.append(element)

    pages = StoryPages(_PAGE, _AREA, _STYLE, placing=placed)
    pages.add((f"<h1>{_plain(content.title)}</h1>", *_body(parts, known)))
    return _Laid(io.BytesIO(pages.finished()), positions)


def _head_and_foot(page: pymupdf.Page, content: SummaryExport, number: str) -> None:
    style = "* { font-family: serif; font-size: 8.5pt; color: #595959; } .right { text-align: right; }"
    marks = "<br>".join(_plain(mark) for mark in wording.page_marks(content))
    if marks:
        bold = "* { font-family: serif; font-size: 9pt; color: #1f2a44; font-weight: bold; text-align: center; }"
        page.insert_htmlbox(
            pymupdf.Rect(_MARGIN, _HEAD - 6, _PAGE.x1 - _MARGIN, _MARGIN - 6), f"<p>{marks}</p>", css=bold
        )
    foot = pymupdf.Rect(_MARGIN, _PAGE.y1 - _FOOT - 12, _PAGE.x1 - _MARGIN - 70, _PAGE.y1 - _FOOT + 12)
    page.insert_htmlbox(foot, f"<p>{_plain(wording.running_head(content))}</p>", css=style)
    right = pymupdf.Rect(_PAGE.x1 - _MARGIN - 70, foot.y0, _PAGE.x1 - _MARGIN, foot.y1)
    page.insert_htmlbox(right, f'<p class="right">{number}</p>', css=style)


def _body(parts: Sequence[Part], pages: _Pages) -> Iterator[Block]:
    """The HTML of each part."""
    for part in parts:
        if isinstance(part, Heading):
            tag = f"h{part.level + 1}"
            yield WithNext(f'<{tag} id="{part.target}">{_plain(part.text)}</{tag}>')
        elif isinstance(part, Contents):
            yield from _contents(part, pages)
        elif isinstance(part, Table):
            yield _table(part)
        elif part.with_next:
            yield WithNext(_paragraph(part))
        else:
            yield _paragraph(part)


def _paragraph(part: Paragraph) -> str:
    mark = {"item": f"{part.number}.&nbsp;&nbsp;", "bullet": "•&nbsp; "}.get(part.style, "")
    return f'<p class="{part.style}"{_id(part.target)}>{mark}{_runs(part.runs)}</p>'


def _contents(part: Contents, pages: _Pages) -> Iterator[Block]:
    """The table of contents, which may run over several pages."""
    yield WithNext(f"<h3>{wording.CONTENTS}</h3>")
    for one in part.headings:
        yield (
            f'<p class="entry{" below" * (one.level - 1)}"><a href="#{one.target}">{_plain(one.text)}</a>'
            f'<span class="quiet">, page {pages.get(one.target, 99)}</span></p>'
        )


def _table(part: Table) -> Rows:
    heads = "".join(f"<th>{_plain(column)}</th>" for column in part.columns)
    rows = tuple(_row(row) for row in part.rows)
    return Rows(f"<tr>{heads}</tr>" if heads else "", rows, "grid" if part.columns else "plain")


def _row(row: Row) -> str:
    cells = [f"{_runs(map(_narrow, cell))}</p></td>" for cell in row.cells]
    return f'<tr><td><p style="margin:0"{_id(row.target)}>{_CELL.join(cells)}</tr>'


def _narrow(run: Run) -> Run:
    """Words for a cell: MuPDF makes a table as wide as its longest words, also wider than the page.

    Long words, such as addresses, may break; a short place stays in one line.
    """
    if run.look == "digest":
        return run
    text = run.text.replace(" ", "\u00a0") if run.link and len(run.text.strip()) <= _SHORT else run.text
    return replace(run, text=_LONG_WORD.sub(lambda found: f"{found[0]}\u200b", text))


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = _plain(run.text)
    if run.link:
        words = f'<a href="#{run.link}">{words}</a>'
    if run.look == "strong":
        return f"<b>{words}</b>"
    return words if run.look in ("plain", "mark") else f'<span class="{run.look}">{words}</span>'


def _id(target: str) -> str:
    return f' id="{target}"' if target else ""


def _one_line(text: str) -> str:
    return " ".join(wording.printable(text).split())


def _plain(text: str) -> str:
    """Text escaped for HTML; line breaks stay."""
    return html.escape(wording.printable(text)).replace("\n", "<br>")
