"""Draws pages for files that have none (e-mail, Word, spreadsheets, slides, text) from the text that was read, and slip
sheets. Laid out by MuPDF; the pages are a PDF, which is redacted like any other."""

import html
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pymupdf

from legalredact.errors import DamagedInput
from legalredact.redaction.pdf.page import BROKEN

_MARGIN = 54.0
_LONGEST_WORD = 60
"""Characters after which a word is broken, so that it does not leave the page."""

_MANY_COLUMNS = 7
"""Columns from which a table needs a page in landscape."""

_STYLE = """
body { font-family: sans-serif; font-size: 10pt; color: #000; }
p { margin: 0 0 7pt 0; }
h2 { font-size: 11pt; margin: 6pt 0 5pt 0; }
table { margin: 0 0 7pt 0; }
td { font-size: 8pt; padding: 1pt 7pt 1pt 0; vertical-align: top; }
.slip { font-size: 20pt; text-align: center; margin-top: 240pt; }
.why { font-size: 12pt; text-align: center; }
"""
_UNDRAWN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of text to draw: lines separated by line breaks, cells of a table by tabs."""

    text: str = field(repr=False)
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Typeset:
    """Pages that were drawn.

    Arguments:
        pdf: the pages.
        undrawn: characters that no font has; their numbers are printed in their place, as in ``[U+1F600]``.
    """

    pdf: bytes = field(repr=False)
    undrawn: int = 0


def typeset(paragraphs: Sequence[Paragraph]) -> Typeset:
    """Draw text on pages in letter size, and prove that every character is on them.

    Errors: DamagedInput if a character is missing from the drawn pages.
    """
    wide = any(line.count("\t") >= _MANY_COLUMNS for one in paragraphs for line in one.text.splitlines())
    pdf = _drawn("".join(map(_as_html, paragraphs)), wide=wide)
    missing = _missing(paragraphs, pdf)
    if not missing:
        return Typeset(pdf)
    spelled = tuple(Paragraph(_spelled_out(one.text, missing), one.heading) for one in paragraphs)
    pdf = _drawn("".join(map(_as_html, spelled)), wide=wide)
    if _missing(spelled, pdf):
        raise DamagedInput(
            "Some text of this file cannot be drawn on pages; no pages were made.",
            "Print it to PDF in another program, and add that.",
        )
    return Typeset(pdf, sum(one.text.count(sign) for one in paragraphs for sign in missing))


def slip_sheet(title: str, lines: Sequence[str] = ()) -> bytes:
    """A page with a few words in its middle, such as "Document withheld", as a PDF."""
    body = f'<p class="slip">{html.escape(title)}</p>'
    return _drawn(body + "".join(f'<p class="why">{html.escape(line)}</p>' for line in lines), wide=False)


def _drawn(body: str, *, wide: bool) -> bytes:
    buffer = io.BytesIO()
    page = pymupdf.paper_rect("letter-l" if wide else "letter")
    area = pymupdf.Rect(_MARGIN, _MARGIN, page.x1 - _MARGIN, page.y1 - _MARGIN)
    try:
        writer = pymupdf.DocumentWriter(buffer)
        story = pymupdf.Story(html=body or "<p></p>", user_css=_STYLE)
        more = 1
        while more:
            device = writer.begin_page(page)
            more, _ = story.place(area)
            story.draw(device)
            writer.end_page()
        writer.close()
        with pymupdf.open("pdf", buffer.getvalue()) as document:
            document.set_metadata({})
            document.subset_fonts()
            written: bytes = document.tobytes(garbage=4, deflate=True)
    except BROKEN:
        raise DamagedInput("Pages of this file cannot be drawn.", "Print it to PDF, and add that.") from None
    return written


def _as_html(one: Paragraph) -> str:
    if "\t" in one.text:
        return f"<table>{''.join(_row(line) for line in one.text.splitlines())}</table>"
    tag = "h2" if one.heading else "p"
    lines = "<br/>".join(map(_words, one.text.splitlines()))
    return f"<{tag}>{lines}</{tag}>"


def _row(line: str) -> str:
    return "<tr>" + "".join(f"<td>{_words(cell)}</td>" for cell in line.split("\t")) + "</tr>"


def _words(line: str) -> str:
    """A line with its indent; words that are wider than the page are broken."""
    shown = "".join(sign if sign.isprintable() else " " for sign in line)
    indent = len(shown) - len(shown.lstrip(" "))
    broken = " ".join(" ".join(_pieces(word)) for word in shown.split())
    return "&#160;" * min(indent, _LONGEST_WORD) + html.escape(broken)


def _pieces(word: str) -> Iterator[str]:
    for at in range(0, len(word), _LONGEST_WORD):
        yield word[at : at + _LONGEST_WORD]


def _missing(paragraphs: Sequence[Paragraph], pdf: bytes) -> frozenset[str]:
    """Characters of the text that the drawn pages have less often, within their edges."""
    wanted = Counter(_signs("".join(one.text for one in paragraphs)))
    there: Counter[str] = Counter()
    with pymupdf.open("pdf", pdf) as document:
        for page in document:
            there.update(_signs(page.get_text(clip=page.rect)))
    return frozenset((wanted - there).keys())


def _signs(text: str) -> str:
    """Visible characters in a form in which ligatures and full-width letters are equal to plain ones."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isprintable() and not c.isspace())


def _spelled_out(text: str, missing: frozenset[str]) -> str:
    return "".join(f"[U+{ord(c):04X}]" if set(_signs(c)) & missing or c == _UNDRAWN else c for c in text)
