"""Makes and audits the copy of one document in memory, by the same job as a run, so that the window can show it.

It writes nothing.
"""

import functools
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from legalredact.errors import LegalRedactError, OpenDecisions, UnreadableInput, UsageError
from legalredact.model.progress import Cancellation, Report
from legalredact.model.redaction import HandBox
from legalredact.redaction.options import Options
from legalredact.redaction.targets import Target
from legalredact.workflow.compute.lanes import Executor, Lane
from legalredact.workflow.copies.plan import NOT_SEARCHED, Choices, boxes_of, options_for, targets_in
from legalredact.workflow.copies.process import CopyJob, CopyPreview, try_copy
from legalredact.workflow.copies.reason_codes import codes_of_copy, refuse_codes_with_names
from legalredact.workflow.copies.worker import CopyProcess
from legalredact.workflow.matter.add_files import called_in
from legalredact.workflow.matter.open_matter import OpenMatter

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Previewing:
    """Makes previews of copies of a matter that another thread owns.

    Arguments:
        matter: used in the vault lane only.
        executor: the lanes; the caller runs in another one than the vault's.
    """

    matter: OpenMatter
    executor: Executor

    def make(self, document_id: str, choices: Choices, report: Report, cancel: Cancellation) -> CopyPreview:
        """The copy as a run with those choices would make it now.

        Errors: those of making a copy; UsageError if no name of the document is covered; Cancelled.
        """
        content, targets, options = self._vault(functools.partial(self._known, document_id, choices))
        cancel.check()
        refuse_codes_with_names(codes_of_copy(options, targets, options.boxes), targets)
        job = CopyJob(content, Path(os.devnull), "", document_id, targets, options)
        with CopyProcess() as process:
            made = process.run(try_copy, job, report, cancel)
        if isinstance(made, LegalRedactError):
            raise made
        return made

    def _known(self, document_id: str, choices: Choices) -> tuple[bytes, tuple[Target, ...], Options]:
        matter = self.matter
        matter.catch_up()
        if document_id in matter.undetected():
            raise OpenDecisions(NOT_SEARCHED, "Let the search for names end, then make its copy.")
        content = matter.store.original(document_id)
        if content is None:
            raise UnreadableInput("The file of this document was not kept.", "Add the file to the matter again.")
        targets = targets_in(matter, document_id, matter.named())
        boxes: tuple[HandBox, ...] = boxes_of(matter, document_id)
        if not (targets or boxes):
            raise UsageError("Nothing is covered in this document.", "Confirm names, or draw boxes.")
        options = options_for(choices, matter.store.reason_rules())
        return content, targets, replace(options, boxes=boxes)

    def _vault(self, step: Callable[[], T]) -> T:
        return called_in(self.executor, Lane.VAULT, step)
