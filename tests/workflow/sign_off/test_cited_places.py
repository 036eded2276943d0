"""Where the sources of a summary's statements are: the line, the printed page, the whole statement."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pymupdf
import pytest

from legalredact.documents.limits import STANDARD
from legalredact.documents.read import read_file
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document
from legalredact.model.export import SummaryExport
from legalredact.model.mention import Tier
from legalredact.model.progress import Cancellation, Report
from legalredact.summary import prompts
from legalredact.workflow.export.export import contents
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.citations import background
from tests.documents.pdf_files import PITCH, page_with, saved
from tests.documents.word_files import paragraph as word_paragraph
from tests.documents.word_files import word_file
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey

Summarize = Callable[..., SummaryExport]
FILLER = "The harbor office was closed on that day, and the clerk had gone home early as usual."
SOLD = "Marguerite Oldacre sold forty looms to Penhallow Freight, Inc. for $12,500 on May 4, 2021."


def read_any(
    paths: Sequence[Path], report: Report, cancel: Cancellation
) -> Iterator[tuple[Path, Document | UnreadableInput]]:
    """Files of every kind, in this process."""
    for path in paths:
        yield path, read_file(path, STANDARD, report, cancel)


@pytest.fixture
def matters(tmp_path: Path) -> Iterator[Callable[[Path], OpenMatter]]:
    """Makes a matter with one file, whose names are confirmed."""
    opened: list[OpenMatter] = []

    def made(file: Path) -> OpenMatter:
        parts = replace(light_parts(), read=read_any)
        matter = OpenMatter.create(tmp_path / f"matter{len(opened)}", SharedKey(), parts, "ann")
        opened.append(matter)
        matter.add([file])
        matter.accept(Tier.SUGGESTED)
        return matter

    yield made
    for matter in opened:
        matter.close()


@pytest.fixture
def summarized(matters: Callable[[Path], OpenMatter]) -> Summarize:
    def made(file: Path, prompt: str = "chronology") -> SummaryExport:
        matter = matters(file)
        return contents(matter, summarize(matter, prompts.load()[prompt]), None)

    return made


def places(content: SummaryExport, words: str) -> list[str]:
    """The places of the one statement with these words."""
    (statement,) = [one for one in content.statements if words in one.text and not one.heading]
    assert all(set(statement.places) & set(content.sources[number - 1].places) for number in statement.sources)
    return list(statement.places)


def told(content: SummaryExport) -> list[str]:
    return [statement.text for statement in content.statements if not statement.heading]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("line", [1, 12, 33])
def test_a_statement_of_a_text_is_cited_by_its_own_line(
    summarized: Summarize, tmp_path: Path, line: int, end: str
) -> None:
    lines = [FILLER] * 40
    lines[line - 1] = SOLD
    file = tmp_path / "note.txt"
    file.write_bytes(end.join(lines).encode())
    assert places(summarized(file), "forty looms") == [f"line {line}"]


def test_blank_lines_count(summarized: Summarize, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(f"\n\n{FILLER}\n{FILLER}\n\n \n\n{FILLER}\n{SOLD}\n", encoding="utf-8")
    assert places(summarized(file), "forty looms") == ["line 9"]


def test_a_statement_on_two_lines_is_cited_by_both(summarized: Summarize, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text(f"{FILLER}\n{SOLD.replace(' looms', chr(10) + 'looms')}\n{FILLER}\n", encoding="utf-8")
    assert places(summarized(file), "forty looms") == ["lines 2–3"]


def test_two_statements_of_one_paragraph_have_their_own_places(summarized: Summarize, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    paid = "Penhallow Freight, Inc. paid the first half of the price on June 1, 2021."
    file.write_text(f"{FILLER}\n{SOLD}\n{FILLER}\n{paid}\n", encoding="utf-8")
    content = summarized(file)
    assert (places(content, "forty looms"), places(content, "first half")) == (["line 2"], ["line 4"])
    (source,) = content.sources  # one paragraph, in full, with both statements marked
    assert source.places == ("line 2", "line 4")
    assert [words.text for words in source.passage if words.cited] == [SOLD, paid]
    assert " ".join(words.text for words in source.passage) == f"{FILLER} {SOLD} {FILLER} {paid}"


def test_a_statement_that_stands_twice_in_a_paragraph_is_cited_by_the_whole_paragraph(
    summarized: Summarize, tmp_path: Path
) -> None:
    file = tmp_path / "note.txt"
    file.write_text(f"{FILLER}\n{SOLD}\n{FILLER}\n{SOLD}\n", encoding="utf-8")
    assert places(summarized(file), "forty looms") == ["lines 1–4"]


def test_a_row_of_a_table_in_text_is_cited_by_its_number(summarized: Summarize, tmp_path: Path) -> None:
    file = tmp_path / "ledger.csv"
    rows = [f"{number}00,2021-03-{number + 9},The clerk entered an ordinary payment." for number in range(1, 20)]
    rows.insert(6, "12500,2021-05-04,Marguerite Oldacre paid for the forty looms.")
    file.write_text("\n".join(["amount,date,what", *rows]), encoding="utf-8")
    assert places(summarized(file), "forty looms") == ["row 8"]


def test_a_statement_of_a_message_is_cited_by_the_line_of_its_text(summarized: Summarize, tmp_path: Path) -> None:
    headers = [f"X-Trace-{number}: {number}" for number in range(11)]
    body = [f"{FILLER}", "", f"{FILLER}", f"{SOLD}", "", "On Monday the clerk wrote:", "", f"> {SOLD[:-5]}2."]
    file = tmp_path / "message.eml"
    head = ["From: the clerk", "To: the office", "Subject: Looms", *headers]
    file.write_bytes("\r\n".join([*head, "", *body]).encode())
    content = summarized(file)
    assert places(content, "2021") == ["line 4 of the message"]
    assert places(content, "May 4, 2.") == ["line 8 of the message"]


def test_the_lines_of_a_second_text_of_a_message_are_not_those_of_the_first(
    summarized: Summarize, tmp_path: Path
) -> None:
    file = tmp_path / "message.eml"
    parts = [f"Content-Type: text/plain\r\n\r\n{FILLER}\r\n", f"Content-Type: text/plain\r\n\r\n\r\n{SOLD}\r\n"]
    body = "".join(f"--b\r\n{part}" for part in parts)
    head = 'From: the clerk\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
    file.write_bytes(f"{head}{body}--b--\r\n".encode())
    assert places(summarized(file), "forty looms") == ["line 2 of text 2 of the message"]


def test_a_statement_of_a_word_file_is_cited_by_its_paragraph(summarized: Summarize, tmp_path: Path) -> None:
    file = word_file(tmp_path, "".join(map(word_paragraph, [FILLER, FILLER, SOLD, FILLER])))
    assert places(summarized(file), "forty looms") == ["paragraph 3"]


def transcript(path: Path, pages: dict[str, list[str]], header: str = "{}") -> Path:
    """A transcript with 25 numbered lines a page, and the printed page number above them at the right."""
    document = pymupdf.open()
    for number, lines in pages.items():
        filled = [*lines, *itertools.repeat("", 25 - len(lines))]
        page = [(72.0, 100.0 + 24 * at, str(at + 1)) for at in range(25)]
        page += [(110.0, 100.0 + 24 * at, line) for at, line in enumerate(filled) if line]
        page_with(document, [*([(500.0, 60.0, header.format(number))] if number else []), *page])
    return saved(document, path)


ASKED = ["Q. Did you see the looms?", "A. I did see them.", "Q. Were they new at all?", "A. They were not new."]
SALE = ["Q. When did you sell the looms?", "A. We sold the forty looms to the freight company", "on May 4, 2021."]


@pytest.mark.parametrize("header", ["{}", "Page {}", "Page {} of 310"])
def test_a_transcript_is_cited_by_the_page_printed_on_it(summarized: Summarize, tmp_path: Path, header: str) -> None:
    pages = {"44": ASKED, "45": [*ASKED, *SALE], "46": ASKED}
    content = summarized(transcript(tmp_path / "transcript.pdf", pages, header), "deposition-digest")
    assert places(content, "We sold") == ["45:5–45:7 (page 2 of the file)"]


def test_a_page_without_a_printed_number_is_cited_as_a_page_of_the_file(summarized: Summarize, tmp_path: Path) -> None:
    pages = {" ": ASKED, "  ": [*ASKED, *SALE], "   ": ASKED}
    content = summarized(transcript(tmp_path / "transcript.pdf", pages), "deposition-digest")
    assert places(content, "We sold") == ["page 2 of the file, lines 5–7"]


def test_numbers_at_the_edge_that_do_not_count_the_pages_are_not_page_numbers(
    summarized: Summarize, tmp_path: Path
) -> None:
    pages = {"45": ASKED, "12": [*ASKED, *SALE], "7": ASKED}
    content = summarized(transcript(tmp_path / "transcript.pdf", pages), "deposition-digest")
    assert places(content, "We sold") == ["page 2 of the file, lines 5–7"]


@pytest.mark.parametrize(
    ("numbers", "place"),
    [
        ((44, 45, 46), "45:5–45:7 (page 2 of the file)"),
        ((44, 12, 46), "page 2 of the file, lines 5–7"),
        (("", "", ""), "page 2 of the file, lines 5–7"),
    ],
)
@pytest.mark.parametrize("title", ["{:>60}", "Oldacre - Direct {:>40}", "Page {}"])
def test_a_transcript_in_plain_text_is_cited_by_what_is_printed_on_it(
    summarized: Summarize, tmp_path: Path, title: str, numbers: Sequence[object], place: str
) -> None:
    pages = [
        "\n".join(
            [title.format(number) if number else "", "", *(f"{at:>4}    {line}" for at, line in enumerate(lines, 1))]
        )
        for number, lines in zip(numbers, (ASKED, [*ASKED, *SALE, *ASKED], ASKED), strict=True)
    ]
    file = tmp_path / "transcript.txt"
    file.write_text("\f".join(pages), encoding="utf-8")
    assert places(summarized(file, "deposition-digest"), "We sold") == [place]


def test_an_answer_that_goes_on_over_the_page_is_whole(summarized: Summarize, tmp_path: Path) -> None:
    first, second = [*ASKED, *ASKED, *SALE[:2]], [SALE[2], *ASKED]
    pages = {"44": ASKED, "45": first, "46": second}
    content = summarized(transcript(tmp_path / "transcript.pdf", pages), "deposition-digest")
    assert " ".join(SALE) in told(content)
    assert places(content, "We sold") == ["45:9–46:1 (pages 2–3 of the file)"]


def brief(path: Path, pages: Sequence[str], *, first: int = 1) -> Path:
    """Pages of prose with a running title, and their number at the foot."""
    document = pymupdf.open()
    for number, text in enumerate(pages, first):
        lines = [(72.0, 100.0 + PITCH * at, line) for at, line in enumerate(text.splitlines())]
        page_with(document, [(72.0, 50.0, "Oldacre v. Penhallow"), *lines, (300.0, 750.0, str(number))])
    return saved(document, path)


def filled(last: str) -> str:
    return "\n".join([*[FILLER] * 20, last])


def test_a_statement_that_runs_over_a_page_break_is_whole(summarized: Summarize, tmp_path: Path) -> None:
    head, tail = SOLD.split(" for ")
    file = brief(tmp_path / "brief.pdf", [filled(head), f"for {tail}\n{filled(FILLER)}"], first=12)
    content = summarized(file)
    assert SOLD in told(content)
    assert places(content, "forty looms") == ["pp. 12–13 (pages 1–2 of the file)"]
    assert content.points == ()


def test_a_statement_that_ends_with_its_page_stays_there(summarized: Summarize, tmp_path: Path) -> None:
    file = brief(tmp_path / "brief.pdf", [filled(SOLD), filled(FILLER)])
    assert places(summarized(file), "forty looms") == ["p. 1"]


@pytest.mark.parametrize(
    ("written", "shown"), [("agree-\nment", "agreement"), ("long-\nterm lease", "long-term lease")]
)
def test_a_word_that_is_divided_at_the_end_of_a_line_is_whole(
    summarized: Summarize, tmp_path: Path, written: str, shown: str
) -> None:
    file = tmp_path / "note.txt"
    file.write_text(f"{FILLER}\nMarguerite Oldacre signed the {written} in that office on May 4, 2021.\n", "utf-8")
    content = summarized(file)
    assert [one for one in told(content) if f"signed the {shown} in that office" in one]
    assert places(content, "that office") == ["lines 2–3"]


def test_a_word_that_is_divided_at_the_end_of_a_page_is_whole(summarized: Summarize, tmp_path: Path) -> None:
    head = "Marguerite Oldacre signed the agree-"
    file = brief(tmp_path / "brief.pdf", [filled(head), f"ment with the mill on May 4, 2021.\n{filled(FILLER)}"])
    content = summarized(file)
    assert "Marguerite Oldacre signed the agreement with the mill on May 4, 2021." in told(content)


def test_the_window_shows_the_place_of_the_statement_alone(
    matters: Callable[[Path], OpenMatter], tmp_path: Path
) -> None:
    file = tmp_path / "note.txt"
    file.write_text("\n".join([*[FILLER] * 8, SOLD, FILLER]), encoding="utf-8")
    matter = matters(file)
    summary = summarize(matter, prompts.load()["chronology"])
    looked = background(matter, summary)
    (number,) = [n for n, one in enumerate(summary.clear_segments) if "forty looms" in one.text]
    (place,) = looked.places_of(number, summary.clear_segments[number].citations)
    assert (place.where, place.span.of(matter.documents[0].text)) == ("line 9", SOLD)
