"""Arranges an exported summary: title block, contents, statements, sources, limits, checks, signature."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from legalredact.documents.export import wording
from legalredact.documents.export.parts import Contents, Heading, Look, Paragraph, Part, Row, Run, Table
from legalredact.model.export import CoveredDocument, Layout, NumberedSource, Statement, SummaryExport
from legalredact.model.payload import CELLS

FEW_DOCUMENTS = 6
"""Up to so many documents are listed before the summary, more of them after it."""
MOST_DOCUMENTS = 1000
LONG = 9_000
"""Characters from which a summary has a table of contents: about four pages."""
_GROUPED = 15
"""Rows from which a chronology has a table for each year."""
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_QUESTION = re.compile(r"\W{0,2}Q[.:]?\s")
_ANSWER = re.compile(r"(?<=[?.”\"])\s+(?=A[.:]\s)")
_SPEAKER = re.compile(r"\W{0,2}(?:[QA][.:]?\s|(?:THE|MR|MS|MRS|BY)\b)")
_UNDATED = "Undated"
_SEVERAL = ": "
"""In a heading such as "Different dates: May 4 or May 5"."""
_DATE = len("September 27, 2023")
"""Characters of a date that stay in one line."""
_TITLE_WIDTHS = (0.2, 0.8)


def arranged(content: SummaryExport) -> tuple[Part, ...]:
    """The parts below the title, in order."""
    first = (*_alerts(content), _title_block(content))
    rest = tuple(_numbered(_sections(content)))
    headings = tuple(part for part in rest if isinstance(part, Heading))
    contents = (Contents(headings),) if _length(content) >= LONG and len(headings) > 1 else ()
    return (*first, *contents, *rest)


def _length(content: SummaryExport) -> int:
    quoted = sum(len(words.text) for one in content.sources for words in one.passage)
    return quoted + sum(len(one.text) for one in content.statements)


def _numbered(parts: Iterator[Part | str]) -> Iterator[Part]:
    """Headings with their targets; those of level 1 are given as texts."""
    count = itertools.count(1)
    for part in parts:
        heading = Heading(part) if isinstance(part, str) else part
        yield replace(heading, target=f"section{next(count)}") if isinstance(heading, Heading) else heading


def _alerts(content: SummaryExport) -> Iterator[Part]:
    if not content.signature:
        yield Paragraph("alert", (Run(wording.DRAFT),))


def _title_block(content: SummaryExport) -> Table:
    return _labeled(wording.title_rows(content), _TITLE_WIDTHS)


def _labeled(rows: Sequence[tuple[str, str]], widths: tuple[float, ...], digests: Look = "plain") -> Table:
    looks = [digests if label.startswith(wording.DIGEST) else "plain" for label, _ in rows]
    cells = [((Run(label, "quiet"),), (Run(value, look),)) for (label, value), look in zip(rows, looks, strict=True)]
    return Table((), widths, tuple(map(Row, cells)))


def _sections(content: SummaryExport) -> Iterator[Part | str]:
    """Everything below the title block; a text is a heading."""
    few = len(content.documents) <= FEW_DOCUMENTS
    if content.documents and few:
        yield from _documents(content.documents)
    yield from _statements(content)
    if content.sources:
        yield wording.SOURCES
        yield from _sources(content)
    if content.limits:
        yield wording.LIMITS
        yield from _bullets(content.limits)
    if content.documents and not few:
        yield from _documents(content.documents)
    yield wording.CHECKS
    yield from _bullets((wording.how_made(content), *content.checks))
    yield from _points(content)
    if content.signature:
        yield wording.RECORD
        yield _labeled(wording.record_rows(content.signature), (0.28, 0.72), "digest")


def _bullets(texts: Sequence[str]) -> Iterator[Part]:
    yield from (Paragraph("bullet", (Run(text),)) for text in texts)


# Statements


def _statements(content: SummaryExport) -> Iterator[Part | str]:
    statements = list(_counted(content.statements))
    if content.layout is Layout.CHRONOLOGY:
        yield from _chronology(content, [(number, one) for number, one in statements if number])
    elif content.layout is Layout.PAGE_LINE:
        yield from _page_line(content, statements)
    elif content.layout is Layout.TABLE:
        yield from _rows(content, statements)
    else:
        yield from _list(statements)


def _counted(statements: Sequence[Statement]) -> Iterator[tuple[int, Statement]]:
    """Statements with their numbers; headings have 0."""
    numbers = itertools.count(1)
    yield from ((0 if one.heading else next(numbers), one) for one in statements)


def _list(statements: Sequence[tuple[int, Statement]]) -> Iterator[Part | str]:
    for position, (number, one) in enumerate(statements):
        if not number:
            yield _heading(one)
            continue
        if not position:
            yield wording.UNTITLED
        yield Paragraph("item", (Run(wording.statement_words(one)), *_marks(one)), number, f"statement{number}")
        if one.note:
            yield Paragraph("note", (Run(one.note, "quiet"),))


def _heading(statement: Statement) -> Heading:
    return Heading(" ".join(statement.text.split()), level=2 if statement.below else 1)


def _marks(statement: Statement) -> Iterator[Run]:
    for order, number in enumerate(statement.sources):
        yield Run(f"{'' if order else chr(0xA0)}[{number}]", "mark", f"source{number}")


def _chronology(content: SummaryExport, statements: Sequence[tuple[int, Statement]]) -> Iterator[Part | str]:
    years = itertools.groupby(statements, lambda pair: _year(pair[1].date))
    grouped = [(year, list(found)) for year, found in years]
    if len(statements) < _GROUPED or len(grouped) == 1:
        grouped = [(wording.CHRONOLOGY, list(statements))]
    for title, found in grouped:
        yield title
        rows = tuple(_event(content, number, one) for number, one in found)
        yield Table(("Date", "Event", "Source", "Document"), (0.19, 0.41, 0.18, 0.22), rows)


def _year(date: str) -> str:
    """The year under which an event is listed; events with different dates have a heading of their own."""
    if _SEVERAL in date:
        return date
    found = _YEAR.search(date)
    return found[0] if found else _UNDATED


def _event(content: SummaryExport, number: int, one: Statement) -> Row:
    names = dict.fromkeys(content.sources[number - 1].document for number in one.sources)
    places = _lines([(_place(at, place), f"source{at}") for at, place in _places(one)])
    documents = _lines([(name, "") for name in names])
    date = (one.date or _UNDATED).rpartition(_SEVERAL)[2].replace(" ", "\u00a0" if len(one.date) <= _DATE else " ")
    return Row(((Run(date),), _words(one), places, documents), f"statement{number}")


def _page_line(content: SummaryExport, statements: Sequence[tuple[int, Statement]]) -> Iterator[Part | str]:
    """A table for each topic."""
    several = len({source.document for source in content.sources}) > 1
    for heading, found in itertools.groupby(statements, lambda pair: not pair[0]):
        if heading:
            yield from (_heading(one) for _, one in found)
        else:
            rows = tuple(_testimony(content, exchange, several=several) for exchange in _exchanges(list(found)))
            yield Table(("Page:line", "Testimony"), (0.22, 0.78), rows)


def _rows(content: SummaryExport, statements: Sequence[tuple[int, Statement]]) -> Iterator[Part | str]:
    """A table for each heading, with the columns of the summary; a row with too few cells has empty ones."""
    widths = (*[0.8 / len(content.columns)] * len(content.columns), 0.2)
    for heading, found in itertools.groupby(statements, lambda pair: not pair[0]):
        if heading:
            yield from (_heading(one) for _, one in found)
        else:
            rows = tuple(_cells(content, number, one) for number, one in found)
            yield Table((*content.columns, "Source"), widths, rows)


def _cells(content: SummaryExport, number: int, one: Statement) -> Row:
    """A row; more cells than columns are in the last one."""
    texts = one.text.strip().split(CELLS.strip(), len(content.columns) - 1)
    note = (Run(f"\n{one.note}", "quiet"),) if one.note else ()
    cells = [(Run(text.strip()),) for text in (*texts, *[""] * (len(content.columns) - len(texts)))]
    told = [(f"{_place(at, place)}, {content.sources[at - 1].document}", f"source{at}") for at, place in _places(one)]
    return Row((*cells[:-1], (*cells[-1], *note), _lines(told)), f"statement{number}")


def _exchanges(statements: Sequence[tuple[int, Statement]]) -> Iterator[list[tuple[int, Statement]]]:
    """A question with the statements that follow it up to the next question or heading; other statements alone."""
    found: list[tuple[int, Statement]] = []
    for number, one in statements:
        if one.heading:
            if found:
                yield found
            found = []
            continue
        if found and (_QUESTION.match(one.text) or not _QUESTION.match(found[0][1].text)):
            yield found
            found = []
        found.append((number, one))
    if found:
        yield found


def _testimony(content: SummaryExport, exchange: Sequence[tuple[int, Statement]], *, several: bool) -> Row:
    """A row; testimony as it is printed needs no quotation marks."""
    cited: dict[int, list[str]] = {}
    for at, place in (pair for _, one in exchange for pair in _places(one)):
        cited.setdefault(at, []).append(place.partition(" (")[0])
    told = [
        (f"{_place(at, place)}{f', {content.sources[at - 1].document}' if several else ''}", f"source{at}")
        for at, places in cited.items()
        for place in wording.merged_places(places)
    ]
    words = [run for number, (_, one) in enumerate(exchange) for run in _line(one, first=not number)]
    return Row((_lines(told), tuple(words)), f"statement{exchange[0][0]}")


def _line(one: Statement, *, first: bool) -> tuple[Run, ...]:
    is_printed = one.quoted and _SPEAKER.match(one.text)
    runs = (Run(_ANSWER.sub("\n", one.text.strip())), *_words(one)[1:]) if is_printed else _words(one)
    return runs if first else (Run("\n"), *runs)


def _places(one: Statement) -> Iterator[tuple[int, str]]:
    """The number of each source, and the place of the words that the statement cites there."""
    yield from zip(one.sources, one.places or ("",) * len(one.sources), strict=True)


def _words(one: Statement) -> tuple[Run, ...]:
    note = (Run(f"\n{one.note}", "quiet"),) if one.note else ()
    return (Run(wording.statement_words(one)), *note)


def _place(number: int, place: str) -> str:
    """The number of a source, and a place in it; the page of the file is among the sources."""
    return f"[{number}] {wording.place_words(place).partition(' (')[0]}".rstrip()


def _lines(texts: Sequence[tuple[str, str]]) -> tuple[Run, ...]:
    """A line for each text with its link."""
    return tuple(
        Run(f"{chr(10) if order else ''}{text}", "mark" if link else "plain", link)
        for order, (text, link) in enumerate(texts)
    )


# What follows


def _sources(content: SummaryExport) -> Iterator[Part]:
    cited = _cited_by(content)
    for source in content.sources:
        back = [Run("\u00a0↑", "mark", f"statement{number}") for number in cited.get(source.number, ())]
        head = (Run(f"[{source.number}] {wording.source_line(source)}", "strong"), *back)
        yield Paragraph("source", head, target=f"source{source.number}", with_next=bool(source.passage))
        if source.passage:
            yield Paragraph("quote", tuple(_passage(source)))


def _cited_by(content: SummaryExport) -> dict[int, list[int]]:
    """The numbers of the statements that cite a source, by its number; of statements in one row, the first's."""
    found: dict[int, list[int]] = {}
    statements = list(_counted(content.statements))
    rows = _exchanges(statements) if content.layout is Layout.PAGE_LINE else ([one] for one in statements if one[0])
    for row in rows:
        for source in dict.fromkeys(source for _, one in row for source in one.sources):
            found.setdefault(source, []).append(row[0][0])
    return found


def _passage(source: NumberedSource) -> Iterator[Run]:
    """The passage in quotation marks; in Word and PDF its words that no statement cites are gray."""
    yield Run("“", "quiet")
    for order, words in enumerate(source.passage):
        yield Run(f"{' ' if order else ''}{wording.single_quotes(words.text)}", "plain" if words.cited else "quiet")
    yield Run("”", "quiet")


def _documents(documents: Sequence[CoveredDocument]) -> Iterator[Part | str]:
    yield wording.DOCUMENTS
    listed = documents[:MOST_DOCUMENTS]
    rows = tuple(
        Row(((Run(str(number)),), (Run(one.name),), (Run(str(one.pages or "–")),), (Run(one.bates or "none"),)))
        for number, one in enumerate(listed, 1)
    )
    yield Table(("No.", "Document", "Pages", "Bates range"), (0.08, 0.5, 0.1, 0.32), rows)
    if more := len(documents) - len(listed):
        yield Paragraph("body", (Run(f"And {more:,} more documents."),))


def _points(content: SummaryExport) -> Iterator[Part]:
    if not content.points:
        return
    yield Paragraph("body", (Run(wording.POINTS),), with_next=True)
    rows = tuple(Row(((Run(one.where),), (Run(one.point),), (Run(one.answer or "–"),))) for one in content.points)
    yield Table(("Where", "Point", "Reviewer’s answer"), (0.28, 0.42, 0.3), rows)
