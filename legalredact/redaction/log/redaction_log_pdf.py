"""The redaction log of one or all copies of a run as a PDF, laid out by MuPDF from HTML."""

import io
from collections.abc import Sequence

import pymupdf

from legalredact.redaction.escapes import as_html
from legalredact.redaction.log.redaction_log import Logged, LogRow, log_rows
from legalredact.redaction.near_names import Nearness
from legalredact.redaction.options import CopyResult

_PAGE = pymupdf.paper_rect("letter-l")
_MARGIN = 48.0
_AREA = pymupdf.Rect(_MARGIN, _MARGIN, _PAGE.x1 - _MARGIN, _PAGE.y1 - _MARGIN)
_SLACK = 0.5
_FIRST, _ROWS_A_PAGE = 22, 27
"""Rows on a copy's first page, below its facts, and on each further page, if none is longer than a line."""

_HEADINGS = ("No.", "Page", "Bates", "Place on the page, in points", "Token", "Reason", "Found by", "Who", "When (UTC)")
_FOUND_BY = {"text": "its text", "picture": "OCR", "hand": "drawn by hand"}
_STYLE = """
body { font-family: sans-serif; font-size: 8.5pt; color: #000; }
h1 { font-size: 17pt; font-weight: normal; color: #1f2a44; margin: 0 0 4pt 0; }
p { margin: 0 0 3pt 0; }
.label { color: #595959; }
.digest { font-family: monospace; font-size: 7.5pt; }
.facts { border-top: 1pt solid #1f2a44; padding-top: 5pt; margin-bottom: 9pt; }
td, th { padding: 2pt 9pt 2pt 0; vertical-align: top; text-align: left; }
th { color: #595959; font-weight: normal; border-bottom: 0.5pt solid #9aa5bd; }
td.token { font-family: monospace; }
"""
_NO_PADDING = "td, th, .facts { padding: 0; border: none; }"


def log_pdf(copies: Sequence[Logged]) -> bytes:
    """The log in letter size, landscape. Each copy begins a new page, and each page repeats the headings.

    The document properties hold only the title.
    """
    buffer = io.BytesIO()
    writer = pymupdf.DocumentWriter(buffer)
    for one in copies:
        _write(writer, one)
    writer.close()
    title = copies[0].head.name if len(copies) == 1 else f"{len(copies)} copies"
    return _finished(buffer.getvalue(), title)


def _write(writer: pymupdf.DocumentWriter, one: Logged) -> None:
    logged = log_rows(one.made, one.head)
    rows = [_row(row, number) for number, row in enumerate(logged, 1)]
    sheets = [rows[:_FIRST], *(rows[at : at + _ROWS_A_PAGE] for at in range(_FIRST, len(rows), _ROWS_A_PAGE))]
    for order, sheet in enumerate(sheets):
        _set(writer, _facts(one, len(rows)) if order == 0 else "", sheet)


def _set(writer: pymupdf.DocumentWriter, top: str, rows: Sequence[str]) -> None:
    """Lay out facts and rows on one page, or halves of them on pages of their own.

    MuPDF 1.26 loses rows of a table that it divides between pages itself, if their cells have padding. So it divides
    only a single row that is longer than a page, and facts that are, and these as paragraphs without padding.
    """
    story = pymupdf.Story(html=top + _table(rows), user_css=_STYLE)
    more, filled = story.place(_AREA)
    if not more and filled[3] <= _AREA.y1 + _SLACK:
        story.draw(writer.begin_page(_PAGE))
        writer.end_page()
    elif len(rows) > 1:
        middle = len(rows) // 2
        _set(writer, top, rows[:middle])
        _set(writer, "", rows[middle:])
    else:
        _divided(writer, top + "".join(map(_as_text, rows)))


def _as_text(row: str) -> str:
    """A row that is longer than a page, as paragraphs: a table with it does not end."""
    cells = row.removeprefix("<tr>").removesuffix("</tr>")
    return cells.replace("<td", "<div").replace("</td>", "</div>")


def _divided(writer: pymupdf.DocumentWriter, body: str) -> None:
    story, more = pymupdf.Story(html=body, user_css=f"{_STYLE}{_NO_PADDING}"), 1
    while more:
        device = writer.begin_page(_PAGE)
        more, _ = story.place(_AREA)
        story.draw(device)
        writer.end_page()


def _finished(content: bytes, title: str) -> bytes:
    """Add page numbers and remove properties of the tool that made it."""
    document = pymupdf.open("pdf", content)
    for number, page in enumerate(document, 1):
        area = pymupdf.Rect(_MARGIN, _PAGE.y1 - 34, _PAGE.x1 - _MARGIN, _PAGE.y1 - 14)
        words = as_html(f"Redaction log of {title}, page {number} of {document.page_count}")
        style = "* { font-family: sans-serif; font-size: 7.5pt; color: #595959; text-align: center; }"
        page.insert_htmlbox(area, f"<p>{words}</p>", css=style)
    document.set_metadata({"title": "Redaction log", "producer": "LegalRedact"})
    document.del_xml_metadata()
    document.subset_fonts()
    written: bytes = document.tobytes(garbage=4, deflate=True, clean=True)
    document.close()
    return written


def _facts(one: Logged, count: int) -> str:
    made, head = one.made, one.head
    stamped = [number for number in made.bates if number]
    span = f"{stamped[0]} to {stamped[-1]}" if len(stamped) > 1 else "".join(stamped)
    facts = [
        ("Copy", head.name, "value"),
        ("SHA-256 of the copy", head.copy_digest, "digest"),
        ("SHA-256 of the original", head.digest, "digest"),
        ("Bates numbers", span, "value"),
        ("Without text", "; ".join(made.image_words()), "value"),
        ("Lacks", "; ".join(made.lacks), "value"),
        ("To compare", made.differs_words(), "value"),
        ("Near a name, not covered", _counted(made, Nearness.STAYS), "value"),
        ("Name is a part of it, covered", _counted(made, Nearness.PART), "value"),
        ("Not a name in the text, covered at least in part", _counted(made, Nearness.UNDER), "value"),
        ("Covered", "1 place" if count == 1 else f"{count} places", "value"),
        ("Made by", f"{head.who}, {_moment(head.when)} UTC", "value"),
    ]
    lines = "".join(
        f'<p><span class="label">{label}:</span> <span class="{kind}">{as_html(value)}</span></p>'
        for label, value, kind in facts
        if value
    )
    return f'<h1>Redaction log</h1><div class="facts">{lines}</div>'


def _counted(made: CopyResult, nearness: Nearness) -> str:
    """How many words near a name there are; the log holds none of them."""
    count = sum(word.nearness is nearness for word in made.near)
    return "" if not count else "1 word" if count == 1 else f"{count} words"


def _table(rows: Sequence[str]) -> str:
    if not rows:
        return "<p>Nothing was covered in this copy.</p>"
    head = "".join(f"<th>{words}</th>" for words in _HEADINGS)
    return f"<table><tr>{head}</tr>{''.join(rows)}</table>"


def _row(row: LogRow, number: int) -> str:
    place = row.place or ", ".join(f"{value:g}" for value in row.box)
    where = (str(number), str(row.page or ""), row.bates, place, row.token, row.reason or "–")
    cells = (*where, _FOUND_BY.get(row.found_by, row.found_by), row.who, _moment(row.when))
    kinds = ("", "", "", "", ' class="token"', "", "", "", "")
    return "<tr>" + "".join(f"<td{k}>{as_html(c)}</td>" for c, k in zip(cells, kinds, strict=True)) + "</tr>"


def _moment(when: str) -> str:
    return when[:16].replace("T", " ")
