"""The plan of a production set as a CSV file that people edit: treatment, codes, legend and fields of the log.

The file names documents and people, so it is internal. Fields that a person does not change stay as they were read.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from legalredact.errors import UsageError
from legalredact.model.csv_cell import FORMULA, inert
from legalredact.model.production_set import (
    LogFields,
    PlannedDocument,
    ProductionPlan,
    Treatment,
    codes_in,
    codes_text,
)
from legalredact.redaction.targets import targets_of
from legalredact.workflow.copies.reason_codes import refuse_codes_with_names, refuse_unlisted_codes
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.metadata import Metadata, metadata_of
from legalredact.workflow.production_set.order import DocumentPlace, places
from legalredact.workflow.production_set.prepare import decisions

COLUMNS = (
    *("key", "document", "name", "family", "treatment", "codes", "confidentiality"),
    *("date", "author", "recipients", "type", "description"),
)
DEFAULT_LEGEND = "(as the set)"
"""Stands for the legend of the whole set."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One document of the plan, as people see it.

    Arguments:
        known: fields as they were read.
    """

    place: DocumentPlace
    decision: PlannedDocument
    known: Metadata = field(repr=False)

    def fields(self) -> tuple[str, ...]:
        """Date, author, recipients, type and description as the privilege log will have them, unmasked."""
        edited, known = self.decision.log, self.known
        read = (known.date, known.sender or known.author, known.recipients, known.kind, "")
        changed = (edited.date, edited.author, edited.recipients, edited.kind, edited.description)
        return tuple(as_read if own is None else own for own, as_read in zip(changed, read, strict=True))


def plan_rows(matter: OpenMatter) -> tuple[PlanRow, ...]:
    """All documents that may be produced, in order, with what was decided for each."""
    found = places(matter)
    plan = decisions(matter, found)
    rows = []
    for place in found:
        document = matter.document(place.document_id) if place.document_id else None
        rows.append(PlanRow(place, plan[place.key], metadata_of(document, place)))
    return tuple(rows)


def plan_csv(rows: Sequence[PlanRow]) -> bytes:
    """The plan as CSV, UTF-8 with a byte order mark."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        own, place = row.decision, row.place
        legend = DEFAULT_LEGEND if own.confidentiality is None else own.confidentiality
        head = (place.key, place.document_id, place.name, place.family, own.treatment, codes_text(own.codes), legend)
        writer.writerow([inert(cell) for cell in (*head, *row.fields())])
    return table.getvalue().encode("utf-8-sig")


def plan_from(content: bytes, rows: Sequence[PlanRow]) -> tuple[PlannedDocument, ...]:
    """The decisions in an edited file.

    Arguments:
        rows: the plan as it is now.

    Errors: UsageError if it is no plan of this matter, or has an unknown treatment.
    """
    known = {row.place.key: row for row in rows}
    try:
        table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise _no_plan() from None
    if not table or not set(COLUMNS[:1] + COLUMNS[4:5]) <= set(table[0]):
        raise _no_plan()
    return tuple(_decision(number, values, known) for number, values in enumerate(table, 2))


def put_plan(
    matter: OpenMatter, changed: Sequence[PlannedDocument], order: tuple[str, ...] | None = None
) -> ProductionPlan:
    """Store decisions on documents.

    Arguments:
        order: keys of families in the order of the set; None keeps the order that was chosen before.

    Errors: UsageError if a code spells a masked name, or is not one that policy allows.
    """
    codes = tuple(dict.fromkeys(code for one in changed for code in one.codes))
    refuse_unlisted_codes(matter, codes)
    refuse_codes_with_names(codes, targets_of(matter.register))
    plan = matter.store.production_plan().updated(tuple(changed))
    plan = plan if order is None else replace(plan, order=order)
    withheld = sum(one.treatment is Treatment.WITHHOLD for one in plan.documents)
    with matter.act("produce.plan", ("documents", len(changed)), ("withheld", withheld)):
        matter.store.put_production_plan(plan)
    return plan


def _decision(number: int, values: dict[str, str], known: dict[str, PlanRow]) -> PlannedDocument:
    row = known.get(values.get("key") or "")
    if row is None:
        raise UsageError(
            f"Line {number} does not name a document of this matter.", "Write the plan again, and edit the new one."
        )
    given = (values.get("treatment") or "").strip().lower()
    if given not in tuple(Treatment):
        raise UsageError(f"Line {number} has no known treatment.", f"Use one of {', '.join(Treatment)}.")
    legend = values.get("confidentiality")
    own = None if legend is None or legend.strip() == DEFAULT_LEGEND else legend.strip()
    return PlannedDocument(row.place.key, Treatment(given), codes_in(values.get("codes") or ""), own, _log(values, row))


def _log(values: dict[str, str], row: PlanRow) -> LogFields:
    """Fields that differ from what was read."""
    read = PlanRow(row.place, PlannedDocument(row.place.key), row.known).fields()
    given = (_plain(values.get(column)) for column in COLUMNS[7:])
    return LogFields(
        *(None if value is None or value == was else value for value, was in zip(given, read, strict=True))
    )


def _plain(cell: str | None) -> str | None:
    return cell[1:] if cell and cell[0] == "'" and cell[1:2] in FORMULA else cell


def _no_plan() -> UsageError:
    return UsageError(
        "That file is not a plan of a production set.", "Write one with `legalredact produce plan --out`."
    )
