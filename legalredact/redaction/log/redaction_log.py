"""Rows of the redaction log of one or all copies of a run: what was covered, where and why, and which pages lost their
text. Digests replace the names of files."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalredact.model.csv_cell import inert
from legalredact.redaction.near_names import Nearness, counts_by_page
from legalredact.redaction.options import CopyResult, Covered

COLUMNS = (
    *("document", "copy", "copy_digest", "page", "bates", "place", "x0", "y0", "x1", "y1"),
    *("token", "reason", "found_by", "who", "when", "remark"),
)
WHOLE_PAGE = "whole page"
WHOLE_FILE = "whole file"
DIFFERS = "looks different in a second program, or cannot be drawn by it: compare with the original"

_NEAR = {
    Nearness.STAYS: "near this name not covered",
    Nearness.PART: "covered of which the name is a part",
    Nearness.UNDER: "covered at least in part, though not a name in the text",
}


@dataclass(frozen=True, slots=True)
class LogHead:
    """Data that all rows of a log share.

    Arguments:
        digest: SHA-256 of the original, whose name is left out since it may name a client.
        name, copy_digest: of the copy.
        who, when: who had the copy made, and when (UTC, ISO 8601).
    """

    digest: str
    name: str
    copy_digest: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A copy that was handed over, with its log data."""

    made: CopyResult
    head: LogHead


@dataclass(frozen=True, slots=True)
class LogRow:
    """One covered place, as people read it.

    Arguments:
        page: 0 in a file without pages.
        box: x0, y0, x1, y1 in points from the page's upper left corner; empty in a file without pages.
        remark: why a page that should have kept its text became an image, or what was left out; empty for a covered
            place.
    """

    page: int
    bates: str
    place: str
    box: tuple[float, ...]
    token: str
    reason: str
    found_by: str
    who: str
    when: str
    remark: str = ""


def log_rows(made: CopyResult, head: LogHead) -> Iterator[LogRow]:
    """A row for each place, in order. A box by hand names who drew it and when."""
    for one in made.covered:
        page = one.box.page if one.box is not None else 0
        who, when = one.who or head.who, one.when or head.when
        yield LogRow(page, _bates(made, page), one.place, _corners(one), one.label, one.reason, one.source, who, when)


def log_csv(copies: Sequence[Logged]) -> bytes:
    """CSV in UTF-8: for each copy a row for each covered place, for each page that lost its text or looks different,
    for words near a name (only their number), and for what the copy lacks.

    Boxes are in points from the page's upper left corner.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in copies:
        head = one.head
        for row in (*log_rows(one.made, head), *_picture_rows(one.made, head), *_remark_rows(one.made, head)):
            where = (row.page or "", row.bates, row.place, *(row.box or ("", "", "", "")))
            why = (row.token, row.reason, row.found_by, row.who, row.when, row.remark)
            writer.writerow((head.digest, head.name, head.copy_digest, *map(_inert, where), *map(_inert, why)))
    return table.getvalue().encode()


def _picture_rows(made: CopyResult, head: LogHead) -> Iterator[LogRow]:
    for page, why in made.as_pictures:
        remark = f"became a picture, since {why}"
        yield LogRow(page, _bates(made, page), WHOLE_PAGE, (), "", "", "", head.who, head.when, remark)


def _remark_rows(made: CopyResult, head: LogHead) -> Iterator[LogRow]:
    """What the copy lacks, which pages to compare, and how many words near a name there are, without the words."""
    for page in made.differs:
        yield LogRow(page, _bates(made, page), WHOLE_PAGE, (), "", "", "", head.who, head.when, DIFFERS)
    for page, label, nearness, count in counts_by_page(made.near):
        remark = f"{'1 word' if count == 1 else f'{count} words'} {_NEAR[nearness]}"
        where = WHOLE_PAGE if page else WHOLE_FILE
        yield LogRow(page, _bates(made, page), where, (), label, "", "", head.who, head.when, remark)
    if made.lacks:
        yield LogRow(0, "", WHOLE_FILE, (), "", "", "", head.who, head.when, made.lack_words())


def _bates(made: CopyResult, page: int) -> str:
    return made.bates[page - 1] if 0 < page <= len(made.bates) else ""


def _corners(one: Covered) -> tuple[float, ...]:
    return () if one.box is None else (one.box.x0, one.box.y0, one.box.x1, one.box.y1)


def _inert(value: object) -> object:
    """Quote a text that a spreadsheet would read as a formula."""
    return inert(value) if isinstance(value, str) else value
