"""A summary for export, which `documents.export` writes as DOCX, PDF and Markdown."""

import enum
from dataclasses import dataclass, field

FORMS = ("docx", "pdf", "md")
"""Formats in which a summary can be exported."""


class Layout(enum.StrEnum):
    """The form in which statements are printed: a numbered list, or a table.

    `CHRONOLOGY` has the columns Date, Event, Source, Document; `PAGE_LINE`, for testimony, Page:line and Testimony;
    `TABLE` those of the summary, and Source.
    """

    LIST = "list"
    CHRONOLOGY = "chronology"
    PAGE_LINE = "page_line"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Words:
    """A part of a passage, in one line; only the cited parts are what a statement relies on."""

    text: str = field(repr=False)
    cited: bool = True


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """One numbered source: a full passage, of which one or more statements cite words.

    Arguments:
        number: printed in brackets, from 1.
        document: the document's name.
        places: of the cited words: ``"p. 3, lines 4–9"``, ``"paragraph 14"``.
        passage: in order.
    """

    number: int
    document: str = field(repr=False)
    places: tuple[str, ...]
    passage: tuple[Words, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph or heading of the summary, with the numbers of its sources.

    Arguments:
        places: of the cited words, one for each of `sources`.
        below: a heading below the one of its document.
        note: what a second reading says of it; empty if there was none.
        date: of the event, as a chronology prints it; empty elsewhere.
    """

    text: str = field(repr=False)
    sources: tuple[int, ...] = ()
    heading: bool = False
    quoted: bool = False
    note: str = field(default="", repr=False)
    date: str = field(default="", repr=False)
    places: tuple[str, ...] = ()
    below: bool = False


@dataclass(frozen=True, slots=True)
class CoveredDocument:
    """A document that was summarized.

    Arguments:
        name: the file's name.
        pages: 0 for a file without pages.
        bates: ``"GQFS000204–GQFS000205"``; empty if no Bates number is printed on it.
    """

    name: str = field(repr=False)
    pages: int = 0
    bates: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Case:
    """The case that a summary belongs to; each part may be empty.

    Arguments:
        caption: ``"Jane Roe v. Acme, Inc."``.
        court: ``"United States District Court, Northern District of California"``.
        number: ``"3:24-cv-90417-OTB"``.
    """

    caption: str = field(default="", repr=False)
    court: str = field(default="", repr=False)
    number: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SettledPoint:
    """A point that the check raised.

    Arguments:
        where: ``"Statement 4"``, ``"Whole summary"``, with the statement's first words.
        point: the question, in words for a reader who does not know the program.
        answer: why the reviewer accepts it; empty while nobody has answered.
    """

    where: str = field(repr=False)
    point: str = field(repr=False)
    answer: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Signature:
    """Preparer, signer and time (UTC, ISO 8601), and the digests that the signature covers."""

    preparer: str
    reviewer: str
    when: str
    payload_digest: str
    summary_digest: str
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SummaryExport:
    """The contents of an exported summary.

    Arguments:
        title: the prompt's title.
        matter: the matter's name, may be empty.
        engine: how it was made, in words (``"local extract; nothing was sent"``).
        statements: in order.
        sources: in order of their numbers.
        case: for the title block.
        preparer: who had it made.
        made: when, in UTC, ISO 8601; empty if it was not recorded.
        privileged: whether each page is marked as privileged work product.
        layout: see `Layout`.
        columns: of the layout `TABLE`, in which each statement is a row with `payload.CELLS` between its cells.
        documents: that were summarized, in order.
        limits: a sentence for each thing that the summary does not cover.
        checks: a sentence for each thing that was checked, or was not.
        points: that the check raised.
        signature: None for a draft, which is marked as such.
    """

    title: str
    matter: str = field(repr=False)
    engine: str
    statements: tuple[Statement, ...] = field(repr=False)
    sources: tuple[NumberedSource, ...] = field(repr=False)
    case: Case = field(default_factory=Case)
    preparer: str = ""
    made: str = ""
    privileged: bool = False
    layout: Layout = Layout.LIST
    columns: tuple[str, ...] = ()
    documents: tuple[CoveredDocument, ...] = ()
    limits: tuple[str, ...] = field(default=(), repr=False)
    checks: tuple[str, ...] = field(default=(), repr=False)
    points: tuple[SettledPoint, ...] = ()
    signature: Signature | None = None
