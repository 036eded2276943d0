"""What copies of files would be, before they are made: each is made and audited in memory, and nothing is written."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from legalredact.errors import LegalRedactError
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.source import content_of
from legalredact.redaction.options import Options
from legalredact.redaction.targets import Target
from legalredact.workflow.copies.process import CopyJob, CopyPreview, try_copy
from legalredact.workflow.copies.reason_codes import codes_of_copy, refuse_codes_with_names
from legalredact.workflow.copies.run import CopyOrder
from legalredact.workflow.copies.worker import CopyProcess


def try_files(
    orders: Sequence[CopyOrder],
    targets: Sequence[Target],
    options: Options,
    report: Report = silent,
    cancel: Cancellation = NEVER,
) -> Iterator[tuple[CopyOrder, CopyPreview | LegalRedactError]]:
    """The copy of each file as a run would make it, or why there would be none.

    Errors: UsageError if a reason spells one of the names; Cancelled.
    """
    refuse_codes_with_names(codes_of_copy(options, targets), targets)
    with CopyProcess(readable=[order.source for order in orders if isinstance(order.source, Path)]) as process:
        for order in orders:
            cancel.check()
            source = order.source
            try:
                refuse_codes_with_names((box.reason for box in order.boxes), targets)
                if not (isinstance(source, Path) and source in process.readable):
                    source = content_of(source)
            except LegalRedactError as problem:
                yield order, problem
                continue
            own = tuple(targets) if order.targets is None else order.targets
            job = CopyJob(source, Path(os.devnull), "", "", own, replace(options, boxes=order.boxes))
            yield order, process.run(try_copy, job, report, cancel)
