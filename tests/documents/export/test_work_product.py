"""An export is laid out as work product: styles, tables, links both ways, contents, marks on each page."""

import dataclasses
import io
import re
from collections.abc import Iterator

import docx
import docx.document
import pymupdf
import pytest
from docx.oxml.ns import qn

from legalredact.documents.export.docx import docx_bytes
from legalredact.documents.export.markdown import markdown
from legalredact.documents.export.pdf import pdf_bytes
from legalredact.documents.export.wording import merged_places, place_words, statement_words
from legalredact.model.export import (
    Case,
    CoveredDocument,
    Layout,
    NumberedSource,
    SettledPoint,
    Statement,
    SummaryExport,
    Words,
)
from tests.documents.export.test_summary import SIGNATURE

ADDRESS = "averyveryverylongmailboxname.of.somebody@mail.a-rather-long-domain-name.quillfeather.example"
EVENTS = 90
"""Enough for several pages."""


def _event(number: int) -> Statement:
    day, year = number % 28 + 1, 2019 + number // 40
    text = f"Oakbarrow wrote letter no. {number} to {ADDRESS} about the looms that had not been delivered."
    return Statement(text, (number,), quoted=True, date=f"June {day}, {year}", places=(f"{number}:3–{number}:9",))


CHRONOLOGY = SummaryExport(
    title="Chronology",
    matter="Quillfeather v. Oakbarrow Mills",
    engine="local extract; nothing was sent",
    statements=tuple(_event(number) for number in range(1, EVENTS + 1)),
    sources=tuple(
        NumberedSource(n, "Letters_of_Oakbarrow_Mills_2019-2021.pdf", (f"{n}:3–9",), (Words(f"Letter no. {n}."),))
        for n in range(1, EVENTS + 1)
    ),
    case=Case("Quillfeather v. Oakbarrow Mills, Inc.", "Superior Court of Vermont", "21-cv-00417"),
    preparer="Ida Penhallow",
    privileged=True,
    layout=Layout.CHRONOLOGY,
    documents=(CoveredDocument("Letters_of_Oakbarrow_Mills_2019-2021.pdf", 90, "OAK0001–OAK0090"),),
    limits=("1 file cannot be read: exhibit.pdf.",),
    points=(SettledPoint("Statement 3", "No source is given for this statement.", "It is in the caption."),),
    signature=SIGNATURE,
)
DIGEST = dataclasses.replace(
    CHRONOLOGY,
    title="Deposition digest",
    layout=Layout.PAGE_LINE,
    statements=(
        Statement("The signature", heading=True),
        Statement("Q. Did you sign it?", (1,), quoted=True, places=("4:6",)),
        Statement("A. I did not.", (1,), quoted=True, places=("4:7–4:8",)),
        Statement("He denied the meeting.", (2, 3), places=("5:1 (page 7 of the file)", "9:2")),
    ),
)
LIST = dataclasses.replace(
    CHRONOLOGY,
    title="Abstract",
    layout=Layout.LIST,
    statements=(Statement("Terms", heading=True), *CHRONOLOGY.statements),
)


@pytest.fixture(scope="module")
def word() -> docx.document.Document:
    return docx.Document(io.BytesIO(docx_bytes(CHRONOLOGY)))


@pytest.fixture(scope="module")
def pdf() -> Iterator[pymupdf.Document]:
    with pymupdf.open("pdf", pdf_bytes(CHRONOLOGY)) as document:
        yield document


def _fields(element: object) -> list[str]:
    """Instructions of the fields in a part of a Word file."""
    simple = [one.get(qn("w:instr")) for one in element.iter(qn("w:fldSimple"))]  # type: ignore[attr-defined]
    return simple + [one.text.strip() for one in element.iter(qn("w:instrText"))]  # type: ignore[attr-defined]


def test_a_word_file_has_title_block_tables_and_styles(word: docx.document.Document) -> None:
    block, documents, *years, points, record = word.tables
    assert {row.cells[0].text: row.cells[1].text for row in block.rows} == {
        "Caption": "Quillfeather v. Oakbarrow Mills, Inc.",
        "Court": "Superior Court of Vermont",
        "Case No.": "21-cv-00417",
        "Matter": "Quillfeather v. Oakbarrow Mills",
        "Date": "March 4, 2026",
        "Prepared by": "Ida Penhallow",
        "Signed by": "Marcus Vane, March 4, 2026, 15:09 UTC",
    }
    assert [cell.text for cell in documents.rows[1].cells] == [
        "1",
        CHRONOLOGY.documents[0].name,
        "90",
        "OAK0001–OAK0090",
    ]
    assert [[cell.text for cell in table.rows[0].cells] for table in years] == [
        ["Date", "Event", "Source", "Document"]
    ] * 3
    assert sum(len(table.rows) - 1 for table in years) == EVENTS
    first = [cell.text.replace("\u00a0", " ") for cell in years[0].rows[1].cells]
    assert first == ["June 2, 2019", statement_words(_event(1)), "[1] 1:3–9", CHRONOLOGY.sources[0].document]
    assert [cell.text for cell in points.rows[1].cells] == [
        "Statement 3",
        *dataclasses.astuple(CHRONOLOGY.points[0])[1:],
    ]
    assert len(record.rows) == len(("note", "payload", "summary"))
    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert headings[:4] == ["Documents summarized", "2019", "2020", "2021"]
    assert {one.style.name for one in word.paragraphs} >= {"Title", "Heading 1", "Quote", "List Bullet", "toc 1"}
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is not None for row in (table.rows[0] for table in years))


def test_headings_within_a_document_stand_below_its_name_in_every_format() -> None:
    long = "The looms were late. " * 600
    told = (Statement("a.pdf", heading=True), Statement("Claims", heading=True, below=True), Statement(long, (1,)))
    content = dataclasses.replace(CHRONOLOGY, layout=Layout.LIST, statements=told)
    word = docx.Document(io.BytesIO(docx_bytes(content)))
    levels = {one.text: one.style.name for one in word.paragraphs if one.style.name.startswith("Heading")}
    assert (levels["a.pdf"], levels["Claims"]) == ("Heading 1", "Heading 2")
    assert [one.text for one in word.paragraphs if one.style.name == "toc 2"] == ["Claims"]
    with pymupdf.open(stream=pdf_bytes(content), filetype="pdf") as pdf:
        outline = {title: level for level, title, _ in pdf.get_toc()}
    assert (outline["a.pdf"], outline["Claims"]) == (1, 2)
    lines = markdown(content).splitlines()
    assert {"## a.pdf", "### Claims", "- a.pdf", "  - Claims"} <= set(lines)


def test_a_word_file_has_contents_page_numbers_and_the_mark_of_privilege(word: docx.document.Document) -> None:
    section = word.sections[0]
    assert _fields(section.footer.part.element) == ["PAGE", "NUMPAGES"]
    assert _fields(word.element) == ['TOC \\o "1-2" \\h \\z \\u']
    entries = [one.text for one in word.paragraphs if one.style.name == "toc 1"]
    assert entries == [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert section.header.paragraphs[0].text == "PRIVILEGED & CONFIDENTIAL / ATTORNEY WORK PRODUCT"


def test_links_of_a_word_file_lead_to_the_passage_and_back(word: docx.document.Document) -> None:
    targets = {one.get(qn("w:name")) for one in word.element.iter(qn("w:bookmarkStart"))}
    links = [one.get(qn("w:anchor")) for one in word.element.iter(qn("w:hyperlink"))]
    assert set(links) <= targets
    assert {f"source{n}" for n in range(1, EVENTS + 1)} | {f"statement{n}" for n in range(1, EVENTS + 1)} <= set(links)


def test_items_of_a_word_file_are_numbered_by_word() -> None:
    paragraphs = docx.Document(io.BytesIO(docx_bytes(LIST))).paragraphs
    items = [one for one in paragraphs if one.style.name == "List Number"]
    assert len(items) == EVENTS
    assert items[0].text.startswith("“Oakbarrow wrote letter no. 1 ")
    assert items[0].style.element.pPr.numPr is not None


def test_links_of_a_pdf_lead_to_the_passage_and_back(pdf: pymupdf.Document) -> None:
    """Statement 50 has a mark whose link leads to source 50, of which the arrow leads to statement 50."""
    begin, (mark,) = _found(pdf, "letter no. 50 ")
    there = _target_beside(pdf, begin, mark)
    assert "[50]" in _line_at(pdf, *there)
    source_page, (head,) = _found(pdf, "[50] Letters_of")
    assert source_page == there[0]
    back = _target_beside(pdf, source_page, head)
    assert back[0] == begin
    assert abs(back[1].y - mark.y0) < 30


def _found(document: pymupdf.Document, words: str) -> tuple[int, list[pymupdf.Rect]]:
    """The page with these words, from 0, and their places."""
    return next((page.number, found) for page in document if (found := page.search_for(words)))


def _target_beside(document: pymupdf.Document, page: int, place: pymupdf.Rect) -> tuple[int, pymupdf.Point]:
    """Where the last link of the lines at a place leads: to which page, and where on it."""
    links = [one for one in document[page].get_links() if abs(one["from"].y0 - place.y0) < 20]
    return links[-1]["page"], links[-1]["to"]


def _line_at(document: pymupdf.Document, page: int, point: pymupdf.Point) -> str:
    return str(document[page].get_textbox((point.x - 5, point.y - 2, point.x + 200, point.y + 20)))


def test_contents_of_a_pdf_say_the_pages_of_the_headings(pdf: pymupdf.Document) -> None:
    said = dict(re.findall(r"^(.+), page (\d+)$", pdf[0].get_text(), re.MULTILINE))
    assert said == {title: str(page) for _, title, page in pdf.get_toc()}
    for title, page in said.items():
        assert title in pdf[int(page) - 1].get_text()


def test_each_page_of_a_pdf_is_marked_and_numbered_and_no_word_leaves_it(pdf: pymupdf.Document) -> None:
    assert pdf.page_count > 5
    for page in pdf:
        text = page.get_text()
        assert "PRIVILEGED & CONFIDENTIAL / ATTORNEY WORK PRODUCT" in text
        assert f"Page {page.number + 1} of {pdf.page_count}" in text
        assert max(word[2] for word in page.get_text("words")) <= page.rect.x1 - 70


def test_no_heading_of_a_pdf_is_alone_at_the_foot_of_a_page() -> None:
    """The contents are long enough that headings come to lie at all heights of a page."""
    headed = [one for number in range(60) for one in (Statement(f"Topic {number}", heading=True), _event(number + 1))]
    with pymupdf.open("pdf", pdf_bytes(dataclasses.replace(LIST, statements=tuple(headed)))) as document:
        for page in document:
            below = [block[4] for block in page.get_text("blocks") if block[3] < page.rect.y1 - 72]
            assert not re.fullmatch(r"Topic \d+\s*", below[-1])


def test_headings_of_two_levels_stay_with_the_words_below_them_and_no_page_is_left_empty() -> None:
    """A document's name, a list's heading and its first statement are one; the contents begin below the title."""
    headed = [
        statement
        for number in range(1, 60)
        for statement in (
            Statement(f"paper{number}.pdf", heading=True),
            Statement("Claims", heading=True, below=True),
            *[_event(1)] * (1 + number % 7),
        )
    ]
    with pymupdf.open("pdf", pdf_bytes(dataclasses.replace(LIST, statements=tuple(headed)))) as document:
        pages = [
            [block[4].strip() for block in page.get_text("blocks") if block[1] > 60 and block[3] < page.rect.y1 - 72]
            for page in document
        ]
    assert len(pages) > 10
    assert "paper1.pdf, page" in " ".join(pages[0])
    for number, blocks in enumerate(pages, 1):
        assert not re.fullmatch(r"paper\d+\.pdf|Claims", blocks[-1]), number
        assert len(blocks) > 5, number


def test_testimony_is_a_table_of_page_and_line_without_quotation_marks() -> None:
    table = docx.Document(io.BytesIO(docx_bytes(DIGEST))).tables[2]
    rows = [[cell.text.replace("\u00a0", " ") for cell in row.cells] for row in table.rows]
    assert rows == [
        ["Page:line", "Testimony"],
        ["[1] 4:6–8\n[2] 5:1\n[3] 9:2", "Q. Did you sign it?\nA. I did not.\nHe denied the meeting."],
    ]


def test_a_summary_with_columns_is_a_table_of_them_and_the_source() -> None:
    rows = (Statement("Rent | $4,200 | May 1 | or later", (1,), places=("p. 3",)), Statement("Deposit", (2,)))
    content = dataclasses.replace(LIST, layout=Layout.TABLE, columns=("Item", "Amount", "Due"), statements=rows)
    table = docx.Document(io.BytesIO(docx_bytes(content))).tables[2]
    name = CHRONOLOGY.sources[0].document
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Item", "Amount", "Due", "Source"],
        ["Rent", "$4,200", "May 1 | or later", f"[1] p. 3, {name}"],
        ["Deposit", "", "", f"[2], {name}"],
    ]


def test_a_question_with_its_answer_has_two_lines_and_events_with_two_dates_a_heading() -> None:
    both = Statement("Q. Did you sign it? A. I did not, A. Tarrow did.", (1,), quoted=True, places=("4:6–4:8",))
    digest = dataclasses.replace(DIGEST, statements=(both,))
    assert "| Q. Did you sign it?<br>A. I did not, A. Tarrow did. |" in markdown(digest)
    differ = [dataclasses.replace(_event(n), date="Different dates: May 4, 2021 or May 5, 2021") for n in (1, 2)]
    told = markdown(dataclasses.replace(CHRONOLOGY, statements=(*CHRONOLOGY.statements, *differ)))
    assert told.count("## Different dates: May 4, 2021 or May 5, 2021") == 1
    assert told.count("| May 4, 2021 or May 5, 2021 |") == len(differ)


def test_a_draft_is_marked_on_each_page_and_names_no_signer() -> None:
    draft = dataclasses.replace(CHRONOLOGY, signature=None)
    with pymupdf.open("pdf", pdf_bytes(draft)) as document:
        assert all("DRAFT – NOT SIGNED" in page.get_text() for page in document)
        assert "Not signed: this is a draft" in document[0].get_text()
    assert "**DRAFT – NOT SIGNED**" in markdown(draft)


def test_markdown_has_the_tables() -> None:
    lines = markdown(CHRONOLOGY).splitlines()
    assert lines.count("| Date | Event | Source | Document |") == 3
    assert f"| Signed by | {SIGNATURE.reviewer}, March 4, 2026, 15:09 UTC |" in lines


@pytest.mark.parametrize(
    ("places", "merged"),
    [
        (("4:6", "4:7–4:8"), ("4:6–8",)),
        (("4:25", "5:1–5:2"), ("4:25–5:2",)),
        (("4:6", "4:9"), ("4:6", "4:9")),
        (("4:25", "5:9"), ("4:25", "5:9")),
        (("4:6", "4:6"), ("4:6",)),
        (("p. 3", "paragraph 9"), ("p. 3", "paragraph 9")),
    ],
)
def test_neighboring_lines_are_one_place(places: tuple[str, ...], merged: tuple[str, ...]) -> None:
    assert merged_places(places) == merged


def test_lines_of_one_page_name_it_once() -> None:
    assert place_words("3:5–3:6") == "3:5–6"
    assert place_words("45:6–46:1 (pages 4–5 of the file)") == "45:6–46:1 (pages 4–5 of the file)"


def test_a_quotation_has_single_quotation_marks_inside() -> None:
    assert statement_words(Statement('He said “no” and "never".', quoted=True)) == "“He said ‘no’ and 'never'.”"
    assert statement_words(Statement("He said “no”.")) == "He said “no”."
