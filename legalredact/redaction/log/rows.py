"""The log of a copy, or of all copies of a run: what was covered where and why, with digests in the place of names of
files, and which pages lost their text."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from legalredact.redaction.options import CopyResult, Covered

COLUMNS = (
    *("document", "copy", "copy_digest", "page", "bates", "place", "x0", "y0", "x1", "y1"),
    *("token", "reason", "found_by", "who", "when", "remark"),
)
WHOLE_PAGE = "whole page"


@dataclass(frozen=True, slots=True)
class LogHead:
    """What all rows of a log share.

    Arguments:
        digest: of the original, SHA-256; its name may be a client's and stays out.
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
    """A copy that was handed over, as a log has it."""

    made: CopyResult
    head: LogHead


@dataclass(frozen=True, slots=True)
class LogRow:
    """One place that was covered, as people read it.

    Arguments:
        page: 0 in a file without pages.
        box: x0, y0, x1, y1 in points from the page's upper left corner; empty in a file without pages.
        remark: why a page that was to keep its text became a picture; empty where something was covered.
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
    """A row for each place, in order; who drew a box by hand, and when, stands in its row."""
    for one in made.covered:
        page = one.box.page if one.box is not None else 0
        who, when = one.who or head.who, one.when or head.when
        yield LogRow(page, _bates(made, page), one.place, _corners(one), one.label, one.reason, one.source, who, when)


def log_csv(copies: Sequence[Logged]) -> bytes:
    """CSV in UTF-8: for each copy a row for each place that was covered, then one for each page that lost its text.

    Boxes are in points from the page's upper left corner.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in copies:
        head = one.head
        for row in (*log_rows(one.made, head), *_picture_rows(one.made, head)):
            where = (row.page or "", row.bates, row.place, *(row.box or ("", "", "", "")))
            why = (row.token, row.reason, row.found_by, row.who, row.when, row.remark)
            writer.writerow((head.digest, head.name, head.copy_digest, *map(_inert, where), *map(_inert, why)))
    return table.getvalue().encode()


def _picture_rows(made: CopyResult, head: LogHead) -> Iterator[LogRow]:
    for page, why in made.as_pictures:
        remark = f"became a picture, since {why}"
        yield LogRow(page, _bates(made, page), WHOLE_PAGE, (), "", "", "", head.who, head.when, remark)


def _bates(made: CopyResult, page: int) -> str:
    return made.bates[page - 1] if 0 < page <= len(made.bates) else ""


def _corners(one: Covered) -> tuple[float, ...]:
    return () if one.box is None else (one.box.x0, one.box.y0, one.box.x1, one.box.y1)


def _inert(value: object) -> object:
    """A text that a spreadsheet would take for a formula is quoted."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
