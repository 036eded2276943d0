"""The log of a copy: what was covered where and why, with digests in the place of names of files."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from legalredact.redaction.options import Covered, Made

COLUMNS = (
    *("document", "copy", "copy_digest", "page", "bates", "place", "x0", "y0", "x1", "y1"),
    *("token", "reason", "found_by", "who", "when"),
)


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
class LogRow:
    """One place that was covered, as people read it.

    Arguments:
        page: 0 in a file without pages.
        box: x0, y0, x1, y1 in points from the page's upper left corner; empty in a file without pages.
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


def log_rows(made: Made, head: LogHead) -> Iterator[LogRow]:
    """A row for each place, in order; who drew a box by hand, and when, stands in its row."""
    for one in made.covered:
        page = one.box.page if one.box is not None else 0
        bates = made.bates[page - 1] if 0 < page <= len(made.bates) else ""
        who, when = one.who or head.who, one.when or head.when
        yield LogRow(page, bates, one.place, _corners(one), one.label, one.reason, one.source, who, when)


def log_csv(made: Made, head: LogHead) -> bytes:
    """CSV in UTF-8 with a row for each place that was covered; boxes in points from the page's upper left corner."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in log_rows(made, head):
        where = (row.page or "", row.bates, row.place, *(row.box or ("", "", "", "")))
        why = (row.token, row.reason, row.found_by, row.who, row.when)
        writer.writerow((head.digest, head.name, head.copy_digest, *map(_inert, where), *map(_inert, why)))
    return table.getvalue().encode()


def _corners(one: Covered) -> tuple[float, ...]:
    return () if one.box is None else (one.box.x0, one.box.y0, one.box.x1, one.box.y1)


def _inert(value: object) -> object:
    """A text that a spreadsheet would take for a formula is quoted."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
