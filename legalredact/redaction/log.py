"""The log of a copy: what was covered where, with digests in the place of names of files."""

import csv
import io

from legalredact.redaction.options import Covered, Made

COLUMNS = ("document", "copy", "copy_digest", "page", "place", "x0", "y0", "x1", "y1", "token", "found_by", "reason")
WHO = ("who", "when")


def log_rows(made: Made, digest: str, name: str, copy_digest: str, reason: str, who: str, when: str) -> str:
    """CSV with a row for each place that was covered; boxes in points from the page's upper left corner.

    Arguments:
        digest: of the original, SHA-256; its name may be a client's and stays out.
        name, copy_digest: of the copy.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow((*COLUMNS, *WHO))
    for one in made.covered:
        place = _where(one)
        writer.writerow((digest, name, copy_digest, *place, one.label, one.source, reason, who, when))
    return table.getvalue()


def _where(one: Covered) -> tuple[object, ...]:
    if one.box is None:
        return "", one.place, "", "", "", ""
    box = one.box
    return box.page, "", box.x0, box.y0, box.x1, box.y1
