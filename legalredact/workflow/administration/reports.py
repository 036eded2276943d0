"""Reports and exports over the trails of one matter or of many."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from legalredact.documents.export.atomic_file import write_atomically
from legalredact.documents.export.report_pdf import write_report_pdf
from legalredact.errors import LegalRedactError, UsageError
from legalredact.governance.audit_trail import stamp
from legalredact.governance.forwarding import row
from legalredact.governance.monthly_report import monthly
from legalredact.governance.report_html import report_html
from legalredact.governance.roles import allow_place
from legalredact.governance.usage import MatterTrail
from legalredact.model.csv_cell import inert
from legalredact.model.report import Report
from legalredact.vault.folder import is_closed, is_matter
from legalredact.vault.keys import KeySource
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Trails:
    """The trails of some matters, and the number of those that could not be read."""

    read: tuple[MatterTrail, ...]
    unread: int = 0


def trail_of(matter: OpenMatter) -> Trails:
    """The trail of one open matter, which must be valid.

    Errors: VaultDamaged.
    """
    matter.trail.check(thorough=False, restored=False)
    return Trails((MatterTrail(matter.info.id, matter.events),))


def trails_in(folder: Path, keys: KeySource, parts: Parts, actor: str) -> Trails:
    """The trails of all matters directly in a folder. One that cannot be opened, or is not valid, is counted.

    Errors: UsageError if the folder cannot be read.
    """
    found: list[MatterTrail] = []
    try:
        places = sorted(folder.iterdir())
    except OSError:
        raise UsageError(f"The folder {folder} cannot be read.", "Check its name and your permissions on it.") from None
    unread = sum(is_closed(place) for place in places)
    for place in filter(is_matter, places):
        try:
            with OpenMatter.read(place, keys, parts, actor) as matter:
                found += trail_of(matter).read
        except LegalRedactError:
            unread += 1
    return Trails(tuple(found), unread)


def month_report(trails: Trails, month: str, parts: Parts, actor: str) -> Report:
    """The report of that month.

    Errors: UsageError if it is no month such as ``2026-11``.
    """
    if not _MONTH.fullmatch(month):
        raise UsageError("That is not a month.", "Write it as 2026-11.")
    count = len(trails.read)
    made = f"Made {stamp(parts.clock)} by {actor} from the verified trails of {count} matters."
    return monthly(trails.read, month, made, trails.unread)


def write_report(report: Report, month: str, parts: Parts, folder: Path) -> tuple[Path, Path]:
    """Write a report as HTML and as PDF; returns both files.

    Errors: Refused for a place outside policy; DiskFull, Unwritable.
    """
    allow_place(parts.policy, folder)
    folder.mkdir(parents=True, exist_ok=True)
    page, paper = (folder / f"legalredact-{month}.{form}" for form in ("html", "pdf"))
    write_atomically(page, report_html(report).encode())
    write_report_pdf(report, paper)
    return page, paper


def write_trails(trails: Sequence[MatterTrail], form: str, parts: Parts, file: Path) -> int:
    """Write every event for a SIEM, with digests and signatures; returns how many.

    Errors: Refused for a place outside policy; DiskFull, Unwritable.
    """
    allow_place(parts.policy, file.parent)
    rows = [row(trail.matter, event) for trail in trails for event in trail.events]
    write_atomically(file, (_as_csv(rows) if form == "csv" else _as_lines(rows)).encode())
    return len(rows)


def _as_lines(rows: Iterable[dict[str, object]]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows)


def _as_csv(rows: Sequence[dict[str, object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["matter", "number", "when", "actor", "action", "details", "before", "digest", "key", "signature"])
    writer.writerows(map(_cells, rows))
    return out.getvalue()


def _cells(one: dict[str, object]) -> Iterator[str]:
    for name in ("matter", "number", "when", "actor", "action", "details", "before", "digest", "key", "signature"):
        value = one[name]
        yield inert(json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value))
