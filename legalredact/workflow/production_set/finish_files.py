"""The second half of a production: stamps the copies, draws images, and writes the files of each document."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from legalredact.errors import LegalRedactError, UnreadableInput
from legalredact.model.production_set import PageForm, PriorBates
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.redaction.production_set.bates_stamps import StampOrder
from legalredact.workflow.copies.parallel import CopyProcesses
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.choices import ProduceChoices
from legalredact.workflow.production_set.make_copies import ReadyDocument
from legalredact.workflow.production_set.prepare import NATIVE, PreparedSet, contents
from legalredact.workflow.production_set.process import Finished, FinishJob, finish, make_slip_sheet
from legalredact.workflow.production_set.work_folder import FinishedFiles, WorkFolder

_ENDING = re.compile(r"\.[a-z0-9]{1,5}")
_A_FOLDER = 1_000
"""Documents in one folder of the volume."""


@dataclass(frozen=True, slots=True)
class FinishedDocument:
    """A document whose files are in the volume.

    Arguments:
        numbers: Bates number of each page.
        family: first and last number of its family; empty without one.
        legend: its confidentiality legend.
    """

    ready: ReadyDocument
    numbers: tuple[str, ...]
    family: tuple[str, str]
    files: FinishedFiles
    legend: str = field(default="", repr=False)

    def paths(self, *folders: str) -> tuple[str, ...]:
        """Paths of its files in those folders of the volume, in order."""
        return tuple(path for path, _ in self.files.files if path.split("/", 1)[0] in folders)


@dataclass(slots=True)
class FileMaker:
    """Writes the files of a set.

    Arguments:
        matter, vault: as for `CopyMaker`.
    """

    matter: OpenMatter
    vault: Callable[[Callable[[], object]], object]
    work: WorkFolder
    processes: CopyProcesses
    _keys: dict[str, str] = field(default_factory=dict, repr=False)

    def finish(
        self,
        prepared: PreparedSet,
        ready: Sequence[ReadyDocument],
        numbers: Sequence[tuple[str, ...]],
        families: Sequence[tuple[str, str]],
        report: Report,
        cancel: Cancellation,
    ) -> tuple[FinishedDocument, ...]:
        """Write the files of each document; those that an earlier run has written under the same numbers stay.

        Errors: UnreadableInput if a copy cannot be stamped, Cancelled, DiskFull, Unwritable.
        """
        total = len(ready)
        done: dict[int, FinishedFiles] = {}
        for at, one in enumerate(ready):
            self._keys[str(at)] = _finish_key(prepared, one, numbers[at])
            files = self.work.finished(self._keys[str(at)])
            if files is not None:
                done[at] = files
        report(Progress("stamp", len(done), total))
        jobs = self._jobs(prepared, ready, numbers, done)
        for place, made in self.processes.run(finish, jobs, cancel):
            at = int(place)
            if isinstance(made, LegalRedactError):
                which = f"Document {at + 1} of the set ({ready[at].document.place.document_id})"
                raise UnreadableInput(f"{which} cannot be finished: {made.what}", made.remedy)
            done[at] = self._written(at, ready[at], numbers[at], made, prepared.choices)
            report(Progress("stamp", len(done), total))
        return tuple(
            FinishedDocument(one, numbers[at], families[at], done[at], prepared.legend_of(one.document))
            for at, one in enumerate(ready)
        )

    def _jobs(
        self,
        prepared: PreparedSet,
        ready: Sequence[ReadyDocument],
        numbers: Sequence[tuple[str, ...]],
        done: dict[int, FinishedFiles],
    ) -> Iterator[tuple[str, FinishJob]]:
        choices = prepared.choices
        dpi = choices.dpi if choices.form is PageForm.IMAGES else 0
        for at, one in enumerate(ready):
            if at not in done:
                copy = self._placeholder() if one.copy.native else self.work.content(one.key)
                replace = choices.prior is PriorBates.REPLACE and not one.withheld
                order = StampOrder(numbers[at], prepared.legend_of(one.document), replace)
                yield str(at), FinishJob(copy, order, one.document.targets or prepared.targets, dpi)

    def _placeholder(self) -> bytes:
        """The page in place of a document that is produced in native form."""
        ((_, made),) = self.processes.run(make_slip_sheet, [("slip", (NATIVE,))], Cancellation())
        if isinstance(made, LegalRedactError):
            raise made
        return made

    def _written(
        self, at: int, one: ReadyDocument, numbers: tuple[str, ...], made: Finished, choices: ProduceChoices
    ) -> FinishedFiles:
        folder, first = f"{at // _A_FOLDER + 1:04}", numbers[0]
        files: list[tuple[str, str]] = []
        if choices.form is PageForm.IMAGES:
            for number, image in zip(numbers, made.images, strict=True):
                files.append(self.work.put(f"IMAGES/{folder}/{number}.{image.ending}", image.data))
        else:
            files.append(self.work.put(f"PDF/{folder}/{first}.pdf", made.pdf))
        text = made.text
        if one.copy.native:
            ending = PurePosixPath(one.document.metadata.file_name).suffix.lower()
            ending = ending if _ENDING.fullmatch(ending) else ".bin"
            text = str(self.vault(lambda: contents(self.matter, one.document).text))
            files.append(self.work.put(f"NATIVES/{folder}/{first}{ending}", self.work.content(one.key)))
        files.append(self.work.put(f"TEXT/{folder}/{first}.txt", text.encode("utf-8-sig")))
        done = FinishedFiles(tuple(files), made.extended, made.replaced)
        self.work.keep_finished(self._keys[str(at)], done)
        return done


def _finish_key(prepared: PreparedSet, one: ReadyDocument, numbers: tuple[str, ...]) -> str:
    choices = prepared.choices
    facts = (one.key, one.copy.digest, *numbers, prepared.legend_of(one.document), str(one.document.treatment))
    how = (str(choices.form), str(choices.dpi), str(choices.prior), prepared.salt)
    return hashlib.sha256("\0".join((*facts, *how)).encode()).hexdigest()
