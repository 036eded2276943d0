"""In a copy that keeps text, the words around a covered name do not show which of many names it was.

Each page of one file holds another name, in lines set in every common way; the copies of all pages have to be the same.
"""

import itertools

import pymupdf
import pytest

from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult
from legalredact.redaction.pdf_rebuild.redact import redact_pdf_text
from legalredact.redaction.targets import Target, TargetSet

FIRST = (
    *("Bo", "Ada", "Emil", "Petra", "Jasper", "Winona", "Leopold", "Rosalind", "Cornelia", "Bartholomew"),
    *("Ib", "Uma", "Noel", "Tilda", "Hector", "Sidonie", "Clement", "Philippa", "Maximilian", "Wilhelmina"),
)
LAST = ("Ox", "Lum", "Fenwick", "Oldacre", "Thistlewood", "Ravenscroft", "Montgomery", "Iyer", "Quill", "Ashdown")
NAMES = sorted(
    {f"{first} {last}" for first, last in (*itertools.product(FIRST, LAST[::4]), *zip(FIRST, LAST * 2, strict=True))}
)
"""Every given name with a short, a long and a usual family name, and every family name with two given ones."""
SIZE, LEFT, RIGHT = 11.0, 72.0, 540.0
FONT = pymupdf.Font("tiro")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> tuple[pymupdf.Document, CopyResult]:
    """The copy of a file with a page for each name, and what was done to it."""
    folder = tmp_path_factory.mktemp("gap")
    document = pymupdf.open()
    for name in NAMES:
        _typeset(document, name)
    document.save(folder / "original.pdf")
    wanted = TargetSet([Target((name,), "CLIENT_A") for name in NAMES])
    made = redact_pdf_text(folder / "original.pdf", folder / "copy.pdf", CopySettings(wanted))
    return pymupdf.open(folder / "copy.pdf"), made


def test_every_page_keeps_its_text(copied: tuple[pymupdf.Document, CopyResult]) -> None:
    document, made = copied

    assert made.as_pictures == ()
    assert "met CLIENT_A at the mill and left before noon" in " ".join(document[17].get_text().split())


def test_no_place_of_a_letter_tells_the_name(copied: tuple[pymupdf.Document, CopyResult]) -> None:
    looks = {_letters(page) for page in copied[0]}

    assert len(looks) == 1


def test_no_line_or_box_tells_the_name(copied: tuple[pymupdf.Document, CopyResult]) -> None:
    looks = {tuple(tuple(round(v, 1) for v in path["rect"]) for path in page.get_drawings()) for page in copied[0]}

    assert len(looks) == 1


def _letters(page: pymupdf.Page) -> tuple[tuple[str, float, float], ...]:
    """All letters of a page with their places."""
    spans = (span for block in page.get_text("rawdict")["blocks"] for line in block["lines"] for span in line["spans"])
    return tuple(
        (char["c"], round(char["origin"][0], 1), round(char["origin"][1], 1))
        for span in spans
        for char in span["chars"]
    )


def _typeset(document: pymupdf.Document, name: str) -> None:
    """A page with lines set in every way, some of which hold the name."""
    page = document.new_page(width=612, height=792)
    heights = itertools.count(90, 18)
    _justified(page, next(heights), "The witness was sworn and said that nothing of it was true, and that nobody had")
    _justified(page, next(heights), "ever asked anybody about it, as far as could be remembered now, nor told the")
    _justified(page, next(heights), f"clerk at all whether {name} met anybody at the old mill there on that day or")
    _justified(page, next(heights), "on any other day of the week before the trial was to begin in the town")
    _at(page, LEFT, next(heights), f"They met {name} at the mill and left before noon.")
    _at(page, LEFT, next(heights), "A short line.")
    for centred in ("IN THE DISTRICT COURT", f"{name.upper()}, Plaintiff", "against", "THE MILL COMPANY"):
        _at(page, (LEFT + RIGHT - _width(centred)) / 2, next(heights), centred)
    for right in ("Filed on Monday", f"for {name}", "by counsel"):
        _at(page, RIGHT - _width(right), next(heights), right)
    for cell, beside in (("Party", "Role"), (name, "plaintiff"), ("Others", "defendant")):
        height = next(heights)
        _at(page, LEFT, height, cell)
        _at(page, 330, height, beside)
    for party in ("In re", f"{name},", "deceased", "and others"):
        height = next(heights)
        _at(page, LEFT, height, party)
        _at(page, 206, height, ")")
    height = next(heights)
    _at(page, LEFT, height, f"See {name} and others")
    start = LEFT + _width("See ")
    page.draw_line((start, height + 2), (start + _width(name), height + 2), width=0.7)
    for leader, number in (("Opening", "1"), (f"{name} testifies", "12"), ("Closing", "31")):
        _leaders(page, next(heights), leader, number)


def _width(text: str) -> float:
    return float(FONT.text_length(text, SIZE))


def _at(page: pymupdf.Page, x: float, y: float, text: str) -> None:
    page.insert_text((x, y), text, fontsize=SIZE, fontname="tiro")


def _justified(page: pymupdf.Page, y: float, text: str) -> None:
    """From margin to margin, the words parted by what is left."""
    words = text.split()
    gap = (RIGHT - LEFT - sum(map(_width, words))) / (len(words) - 1)
    x = LEFT
    for word in words:
        _at(page, x, y, word)
        x += _width(word) + gap


def _leaders(page: pymupdf.Page, y: float, text: str, number: str) -> None:
    """As a table of contents: dots up to a number at the right edge."""
    end = RIGHT - 30
    count = int((end - LEFT - _width(text) - 4) / _width("."))
    _at(page, LEFT, y, text)
    _at(page, end - count * _width("."), y, "." * count)
    _at(page, RIGHT - _width(number), y, number)
