"""The parts of an exported summary, in order, independent of the file format."""

from dataclasses import dataclass, field
from typing import Literal

Look = Literal["plain", "strong", "quiet", "mark", "digest"]
Style = Literal["body", "alert", "item", "bullet", "source", "quote", "note"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look.

    Arguments:
        link: name of the target that they lead to; empty without a link.
    """

    text: str = field(repr=False)
    look: Look = "plain"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a section.

    Arguments:
        target: its name as the target of links, of letters and digits, as Word asks of bookmarks.
        level: 1, or 2 below the heading of a document.
    """

    text: str = field(repr=False)
    target: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, or an item of a list.

    Arguments:
        number: of a numbered item; 0 elsewhere.
        target: its name as the target of links; empty if no link leads to it.
        with_next: it stays on the page of the next paragraph.
    """

    style: Style
    runs: tuple[Run, ...] = field(repr=False)
    number: int = 0
    target: str = ""
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells, in which a line break begins a new line."""

    cells: tuple[tuple[Run, ...], ...] = field(repr=False)
    target: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Arguments:
        columns: headings; empty for a table of labels and values.
        widths: of the columns, as shares of the page's width.
    """

    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Row, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents of the headings that follow."""

    headings: tuple[Heading, ...]


Part = Heading | Paragraph | Table | Contents
