"""A report as a PDF, laid out by MuPDF; charts become images in print resolution."""

import html
from collections.abc import Iterator
from pathlib import Path

import pymupdf

from legalredact.documents.export.atomic_file import write_atomically
from legalredact.documents.export.story_pages import Block, Rows, StoryPages, WithNext
from legalredact.documents.export.wording import APPLICATION, printable
from legalredact.model.report import Chart, Report, Section, Table

_PAGE = pymupdf.paper_rect("letter-l")
_MARGIN, _FOOT = 48.0, 26.0
_SHARP = 3.0
"""Pixels per point of a chart."""
_STYLE = """
body { font-family: sans-serif; font-size: 9pt; color: #000; }
h1 { font-size: 20pt; font-weight: normal; color: #1f2a44; margin: 0 0 3pt 0; }
h2 { font-size: 13pt; color: #1f2a44; margin: 13pt 0 4pt 0; }
h3 { font-size: 9.5pt; margin: 8pt 0 3pt 0; }
p { margin: 0 0 4pt 0; }
.made { color: #595959; }
td, th { font-size: 7.5pt; padding: 2pt 8pt 2pt 0; vertical-align: top; text-align: left; }
th { color: #595959; border-bottom: 0.5pt solid #9aa5bd; }
"""


def write_report_pdf(report: Report, path: Path) -> None:
    """Write the report; errors as `atomic_file.write_atomically`."""
    write_atomically(path, report_pdf(report))


def report_pdf(report: Report) -> bytes:
    """The whole document in letter size, landscape, with page numbers."""
    pictures = pymupdf.Archive()
    area = pymupdf.Rect(_MARGIN, _MARGIN, _PAGE.x1 - _MARGIN, _PAGE.y1 - _MARGIN)
    pages = StoryPages(_PAGE, area, _STYLE, pictures)
    pages.add(_body(report, pictures))
    document = pymupdf.open("pdf", pages.finished())
    for number, page in enumerate(document, 1):
        area = pymupdf.Rect(_MARGIN, _PAGE.y1 - _FOOT - 10, _PAGE.x1 - _MARGIN, _PAGE.y1 - _FOOT + 8)
        style = "* { font-family: sans-serif; font-size: 8pt; color: #595959; text-align: center; }"
        page.insert_htmlbox(area, f"<p>Page {number} of {document.page_count}</p>", css=style)
    document.set_metadata({"title": printable(report.title), "producer": APPLICATION})
    document.del_xml_metadata()
    document.subset_fonts()
    written: bytes = document.tobytes(garbage=4, deflate=True, clean=True)
    document.close()
    return written


def _body(report: Report, pictures: pymupdf.Archive) -> Iterator[Block]:
    yield f'<h1>{_plain(report.title)}</h1><p class="made">{_plain(report.made)}</p>'
    for order, section in enumerate(report.sections):
        yield from _section(section, order, pictures)


def _section(section: Section, order: int, pictures: pymupdf.Archive) -> Iterator[Block]:
    yield WithNext(f"<h2>{_plain(section.title)}</h2>")
    yield from (f"<p>{_plain(words)}</p>" for words in section.words)
    for number, chart in enumerate(section.charts):
        name = f"chart-{order}-{number}.png"
        content, width = _picture(chart)
        pictures.add(content, name)
        yield f'<h3>{_plain(chart.title)}</h3><img src="{name}" width="{width}">'
    for table in section.tables:
        yield from _table(table)


def _picture(chart: Chart) -> tuple[bytes, int]:
    """The chart as PNG, and its width in points."""
    with pymupdf.open("svg", chart.svg().encode()) as drawn:
        page = drawn[0]
        picture = page.get_pixmap(matrix=pymupdf.Matrix(_SHARP, _SHARP))
        return bytes(picture.tobytes("png")), int(page.rect.width)


def _table(table: Table) -> Iterator[Block]:
    heads = "".join(f"<th>{_plain(column)}</th>" for column in table.columns)
    rows = tuple(f"<tr>{''.join(f'<td>{_plain(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    if table.title:
        yield WithNext(f"<h3>{_plain(table.title)}</h3>")
    yield Rows(f"<tr>{heads}</tr>", rows)


def _plain(text: str) -> str:
    return html.escape(printable(text))
