"""Draws pages for files that have none (e-mail, Word, spreadsheets, slides, text) from the text that was read, and slip
sheets. Laid out by MuPDF; the pages are a PDF, which is redacted like any other."""

import html
import io
import unicodedata
from collections import Counter, deque
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

_AT_ONCE = 24
"""Lines or rows that are laid out at once."""

_SLACK = 0.5
_STYLE = """
body { font-family: sans-serif; font-size: 10pt; color: #000; margin: 0; }
p { margin: 0; }
.head { font-size: 11pt; font-weight: bold; }
.end { font-size: 5pt; }
td { font-size: 8pt; padding: 1pt 7pt 1pt 0; vertical-align: top; }
.slip { font-size: 20pt; text-align: center; padding-top: 240pt; }
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
    pdf = _drawn([unit for one in paragraphs for unit in _units(one)], wide=wide)
    missing = _missing(paragraphs, pdf)
    if not missing:
        return Typeset(pdf)
    spelled = tuple(Paragraph(_spelled_out(one.text, missing), one.heading) for one in paragraphs)
    pdf = _drawn([unit for one in spelled for unit in _units(one)], wide=wide)
    if _missing(spelled, pdf):
        raise DamagedInput(
            "Some text of this file cannot be drawn on pages; no pages were made.",
            "Print it to PDF in another program, and add that.",
        )
    return Typeset(pdf, sum(one.text.count(sign) for one in paragraphs for sign in missing))


def slip_sheet(title: str, lines: Sequence[str] = ()) -> bytes:
    """A page with a few words in its middle, such as "Document withheld", as a PDF."""
    units = [_Unit("slip", (title,)), *(_Unit("why", (line,)) for line in lines)]
    return _drawn(units, wide=False)


@dataclass(frozen=True, slots=True)
class _Unit:
    """Text that is laid out at once and never divided by a page break.

    Arguments:
        style: ``line``, ``end`` (of a paragraph), ``head``, ``row`` (cells separated by tabs), ``slip`` or ``why``.
    """

    style: str
    lines: tuple[str, ...] = field(repr=False)

    def html(self) -> str:
        if self.style == "row":
            return f"<table>{''.join(map(_row, self.lines))}</table>"
        return "".join(f'<p class="{self.style}">{_words(line)}</p>' for line in self.lines)

    def halves(self) -> tuple["_Unit", ...]:
        """Two units with the same text; a row that fills more than a page becomes lines."""
        middle = len(self.lines) // 2
        if middle:
            return _Unit(self.style, self.lines[:middle]), _Unit(self.style, self.lines[middle:])
        (line,) = self.lines
        if self.style == "row":
            return tuple(_Unit("line", (cell,)) for cell in line.split("\t"))
        cut = line.rfind(" ", 1, len(line) // 2 + 1)
        cut = cut if cut > 0 else len(line) // 2
        return _Unit("line", (line[:cut],)), _Unit(self.style, (line[cut:],))


def _units(one: Paragraph) -> Iterator[_Unit]:
    lines = one.text.splitlines() or [""]
    style = "row" if "\t" in one.text else "head" if one.heading else "line"
    for at in range(0, len(lines), _AT_ONCE):
        yield _Unit(style, tuple(lines[at : at + _AT_ONCE]))
    yield _Unit("end", ("",))


def _drawn(units: Sequence[_Unit], *, wide: bool) -> bytes:
    """Lay out units one below the other.

    MuPDF 1.26 loses lines of a text that it divides between pages itself (with some style sheets, `Story.place` says
    that all of it fits). So each unit is placed by itself; one that does not fit is divided here, or moves to a new
    page.
    """
    buffer = io.BytesIO()
    page = pymupdf.paper_rect("letter-l" if wide else "letter")
    area = pymupdf.Rect(_MARGIN, _MARGIN, page.x1 - _MARGIN, page.y1 - _MARGIN)
    try:
        writer = pymupdf.DocumentWriter(buffer)
        device, y = writer.begin_page(page), area.y0
        waiting = deque(units)
        while waiting:
            unit = waiting.popleft()
            story = pymupdf.Story(html=unit.html(), user_css=_STYLE)
            more, filled = story.place(pymupdf.Rect(area.x0, y, area.x1, area.y1))
            if not more and filled[3] <= area.y1 + _SLACK:
                story.draw(device)
                y = max(y, filled[3])
            elif len(unit.lines) > 1 or y == area.y0:
                waiting.extendleft(reversed(unit.halves()))
            else:
                writer.end_page()
                device, y = writer.begin_page(page), area.y0
                waiting.appendleft(unit)
        writer.end_page()
        writer.close()
        with pymupdf.open("pdf", buffer.getvalue()) as document:
            document.set_metadata({})
            document.subset_fonts()
            written: bytes = document.tobytes(garbage=4, deflate=True)
    except BROKEN:
        raise DamagedInput("Pages of this file cannot be drawn.", "Print it to PDF, and add that.") from None
    return written


def _row(line: str) -> str:
    return "<tr>" + "".join(f"<td>{_words(cell)}</td>" for cell in line.split("\t")) + "</tr>"


def _words(line: str) -> str:
    """A line with its indent; words that are wider than the page are broken. An empty line has its height."""
    shown = "".join(sign if sign.isprintable() else " " for sign in line)
    indent = len(shown) - len(shown.lstrip(" "))
    broken = " ".join(" ".join(_pieces(word)) for word in shown.split())
    return "&#160;" * min(indent, _LONGEST_WORD) + html.escape(broken) or "&#160;"


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
