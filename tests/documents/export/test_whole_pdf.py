"""Every word of a long content is in its PDF: MuPDF can lose lines of a text that it divides between pages."""

import dataclasses
import itertools
import re
from collections.abc import Iterator

import pymupdf
import pytest

from legalredact.documents.export.pdf import pdf_bytes
from legalredact.documents.export.report_pdf import report_pdf
from legalredact.model.export import Layout, NumberedSource, Statement, SummaryExport, Words
from legalredact.model.report import Report, Section, Table

_WORD = re.compile(r"[a-z]\d{5}")
PARAGRAPHS = 27
"""Enough for six pages and more."""
SIZES = (9, 61, 23, 140, 4, 37, 210, 18, 1400)
"""Words of the paragraphs in turn, so that page breaks fall at many places."""


def paragraphs() -> Iterator[str]:
    """Paragraphs of words of which none is there twice."""
    numbers = itertools.count(1)
    for _, size in zip(range(PARAGRAPHS), itertools.cycle(SIZES), strict=False):
        yield " ".join(f"w{number:05}" for number in itertools.islice(numbers, size))


def lost(pdf: bytes, texts: tuple[str, ...]) -> tuple[int, list[str]]:
    """The number of pages, and the words that are on none."""
    with pymupdf.open("pdf", pdf) as document:
        there = {word for page in document for word in _WORD.findall(page.get_text(clip=page.rect))}
        return document.page_count, [word for text in texts for word in text.split() if word not in there]


TEXTS = tuple(paragraphs())
STATEMENTS = tuple(Statement(text, (n,), places=(f"p. {n}",), note=f"n{n:05}") for n, text in enumerate(TEXTS, 1))
SOURCES = tuple(
    NumberedSource(n, "letter.pdf", (f"p. {n}",), (Words(text.replace("w", "s")),)) for n, text in enumerate(TEXTS, 1)
)
LIST = SummaryExport("Abstract", "Oldacre", "local extract", STATEMENTS, SOURCES)
ROWS = tuple(dataclasses.replace(one, text=f"Claim | {one.text} | not stated") for one in STATEMENTS)


@pytest.mark.parametrize(
    "content",
    [
        LIST,
        dataclasses.replace(
            LIST,
            statements=tuple(dataclasses.replace(s, date="May 4, 2021") for s in STATEMENTS),
            layout=Layout.CHRONOLOGY,
        ),
        dataclasses.replace(LIST, layout=Layout.PAGE_LINE),
        dataclasses.replace(LIST, statements=ROWS, layout=Layout.TABLE, columns=("Kind", "Claim", "Relief")),
    ],
    ids=lambda content: str(content.layout),
)
def test_an_exported_summary_has_every_word(content: SummaryExport) -> None:
    passages = tuple(text.replace("w", "s") for text in TEXTS)
    pages, missing = lost(pdf_bytes(content), (*TEXTS, *passages, *(s.note for s in STATEMENTS)))
    assert pages >= 6
    assert missing == []


def test_a_report_has_every_word_also_of_a_row_that_is_longer_than_a_page() -> None:
    rows = tuple((text.replace("w", "t"), str(n)) for n, text in enumerate((*TEXTS, " ".join(TEXTS)), 1))
    report = Report("Month", "made", (Section("Uses", TEXTS, (), (Table("All", ("What", "Count"), rows),)),))
    pages, missing = lost(report_pdf(report), (*TEXTS, *(row[0] for row in rows)))
    assert pages >= 6
    assert missing == []
