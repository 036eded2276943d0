"""A production run: copies, numbers, files, load files, privilege log, check, record. Killed runs are continued."""

import functools
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from legalredact.errors import OpenDecisions, UsageError
from legalredact.governance.roles import allow_place
from legalredact.model.production_set import ProducedDocument, ProducedSet
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.redaction.targets import Target
from legalredact.workflow.copies.atomic_output import hand_over
from legalredact.workflow.copies.parallel import CopyProcesses, copying_processes
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.bates import BatesSeries, family_ranges, refuse_used_numbers
from legalredact.workflow.production_set.check import VolumeCheck, check_volume, files_of
from legalredact.workflow.production_set.choices import ProduceChoices
from legalredact.workflow.production_set.finish_files import FileMaker, FinishedDocument
from legalredact.workflow.production_set.load_files import changed_values, concordance, opticon
from legalredact.workflow.production_set.make_copies import CopyMaker, ReadyDocument
from legalredact.workflow.production_set.prepare import PreparedSet, SetDocument, prepared
from legalredact.workflow.production_set.privilege_log import log_csv, log_pdf, log_xlsx, rows_in
from legalredact.workflow.production_set.tables import boxes_of, digest_list, load_row, page_table, privilege_rows
from legalredact.workflow.production_set.work_folder import WorkFolder

T = TypeVar("T")
PRIVILEGE_LOG, DIGESTS = "privilege-log", "files.sha256"
"""Names of files beside the volume."""
_BESIDE = frozenset({DIGESTS, *(f"{PRIVILEGE_LOG}.{ending}" for ending in ("csv", "xlsx", "pdf"))})


@dataclass(frozen=True, slots=True)
class Produced:
    """The result of a run.

    Arguments:
        record: the finished set; None if it waits for a decision on documents that could not be made.
        volume, beside: folders of the volume, and of the internal files; None if it waits.
        check: of the volume's files.
        failed: (first Bates number, or the file's name before there are numbers; why) of documents that failed.
        left_out: (first Bates number, what its pages lack).
        look: Bates numbers of pages on which only OCR found names; a person should look at them.
        reused: copies that an earlier run had made.
        logged: rows of the privilege log.
        extended: pages that grew by a strip for their stamps.
        replaced: earlier Bates numbers that were covered.
        changed_values: values with a character that the load file cannot hold.
    """

    record: ProducedSet | None
    volume: Path | None = field(default=None, repr=False)
    beside: Path | None = field(default=None, repr=False)
    check: VolumeCheck | None = None
    failed: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()
    look: tuple[str, ...] = ()
    reused: int = 0
    logged: int = 0
    extended: int = 0
    replaced: int = 0
    changed_values: int = 0


@dataclass(frozen=True, slots=True)
class Production:
    """Produces documents of a matter.

    Arguments:
        matter: used only through `vault`.
        vault: runs a step where the matter may be used; by default at once.
        processes: number of copying processes; 0: as `copying_processes` says.
    """

    matter: OpenMatter
    vault: Callable[[Callable[[], object]], object] = lambda step: step()
    processes: int = 0

    def run(
        self, choices: ProduceChoices, folder: Path, report: Report = silent, cancel: Cancellation = NEVER
    ) -> Produced:
        """Produce the set below `folder`. The volume is there when it is complete and checked, or not at all.

        Errors: UsageError, OpenDecisions, Refused before anything is made; UnreadableInput if a copy cannot be stamped;
        OpenDecisions also if names changed meanwhile;
        Cancelled, DiskFull, Unwritable: the next run goes on with the copies that are ready.
        """
        allow_place(self.matter.parts.policy, folder)
        work = WorkFolder(folder, choices.name)
        with_names: PreparedSet = self._vault(lambda: prepared(self.matter, choices))
        _refuse_produced(with_names, work, folder)
        with self.matter.work("A production set is being made"):
            return self._run(with_names, work, folder, report, cancel)

    def _run(
        self, with_names: PreparedSet, work: WorkFolder, folder: Path, report: Report, cancel: Cancellation
    ) -> Produced:
        choices = with_names.choices
        work.begin()
        count = self.processes or copying_processes(len(with_names.documents))
        self._note("produce.begin", ("set", choices.name), ("documents", len(with_names.documents)))
        processes = CopyProcesses(count)
        try:
            ready = CopyMaker(self.matter, self.vault, work, processes).make(with_names, report, cancel)
            failed = tuple((one.name, one.problem) for one in ready if one.problem)
            if failed and not choices.accept_failed:
                return Produced(None, failed=failed, reused=sum(one.reused for one in ready))
            documents = self._finished(with_names, ready, work, processes, report, cancel)
        finally:
            processes.close()
        return self._delivered(with_names, documents, work, folder, report, cancel)

    def _finished(
        self,
        wanted: PreparedSet,
        ready: tuple[ReadyDocument, ...],
        work: WorkFolder,
        processes: CopyProcesses,
        report: Report,
        cancel: Cancellation,
    ) -> tuple[FinishedDocument, ...]:
        choices = wanted.choices
        pages = [one.copy.pages for one in ready]
        refuse_used_numbers(choices, wanted.first, sum(pages), wanted.sets)
        numbers = BatesSeries(choices.prefix, wanted.first, choices.digits).numbered(pages)
        families = family_ranges([one.document.place.family for one in ready], numbers)
        maker = FileMaker(self.matter, self.vault, work, processes)
        return maker.finish(wanted, ready, numbers, families, report, cancel)

    def _delivered(
        self,
        wanted: PreparedSet,
        documents: tuple[FinishedDocument, ...],
        work: WorkFolder,
        folder: Path,
        report: Report,
        cancel: Cancellation,
    ) -> Produced:
        files, changed = self._tables(wanted, documents, work)
        logged = self._privilege_log(wanted, documents, work)
        listed = digest_list(files)
        hand_over(work.beside / DIGESTS, listed)
        work.drop_others(frozenset(path for path, _ in files))
        processes = CopyProcesses(self.processes or copying_processes(), files_of(work.volume))
        try:
            check = check_volume(
                work.volume, targets_by_number(documents), processes, report, cancel, digests=dict(files)
            )
        finally:
            processes.close()
        result = _result(documents, check, logged, changed)
        if not check.sound:
            return result
        record = self._recorded(wanted, documents, work, hashlib.sha256(listed).hexdigest())
        volume, beside = work.deliver(folder)
        return replace(result, record=record, volume=volume, beside=beside)

    def _tables(
        self, wanted: PreparedSet, documents: tuple[FinishedDocument, ...], work: WorkFolder
    ) -> tuple[list[tuple[str, str]], int]:
        """Write the load files; returns all files of the volume with their digests."""
        name = wanted.choices.name
        contents = [functools.partial(self._original, one.ready.document) for one in documents]
        rows = [load_row(one, wanted.choices, content) for one, content in zip(documents, contents, strict=True)]
        files = [file for one in documents for file in one.files.files]
        files.append(work.put(f"DATA/{name}.dat", concordance(rows)))
        files.append(work.put(f"DATA/{name}.opt", opticon(page_table(documents), name)))
        return files, changed_values(rows)

    def _original(self, one: SetDocument) -> bytes:
        return self._vault(lambda: self.matter.store.original(one.place.document_id)) or b""

    def _privilege_log(self, wanted: PreparedSet, documents: tuple[FinishedDocument, ...], work: WorkFolder) -> int:
        rows = privilege_rows(documents, wanted.choices, wanted.reasons)
        name = wanted.choices.name
        made = f"Made by {self.matter.actor}, {self._now()[:16].replace('T', ' ')} UTC"
        written = hand_over(work.beside / f"{PRIVILEGE_LOG}.csv", log_csv(rows))
        hand_over(work.beside / f"{PRIVILEGE_LOG}.xlsx", log_xlsx(rows))
        hand_over(work.beside / f"{PRIVILEGE_LOG}.pdf", log_pdf(rows, name, made))
        return rows_in(written.read_bytes())

    def _recorded(
        self, wanted: PreparedSet, documents: tuple[FinishedDocument, ...], work: WorkFolder, digest: str
    ) -> ProducedSet:
        """Record the set before its volume is delivered: a number that may have been seen is never given again."""
        choices = wanted.choices
        record = ProducedSet(
            choices.name,
            choices.prefix,
            choices.digits,
            self._now(),
            self.matter.actor,
            digest,
            tuple(map(_record_of, documents)),
        )

        def keep() -> None:
            _refuse_changed(wanted, prepared(self.matter, choices))
            store = self.matter.store
            _refuse_recorded(choices.name, work, store.production_sets())  # another run may have ended meanwhile
            refuse_used_numbers(choices, wanted.first, record.pages, store.production_sets())
            work.keep_record(digest)
            others = tuple(one for one in store.production_sets() if one.name != record.name)
            span = (("first", documents[0].numbers[0]), ("last", documents[-1].numbers[-1]))
            counts = (("documents", len(documents)), ("pages", record.pages), ("digest", digest))
            with self.matter.act("produce.hand_over", ("set", record.name), *span, *counts):
                store.put_production_sets((*others, record))
                store.put_production_boxes(record.name, boxes_of(documents))

        self._vault(keep)
        return record

    def _now(self) -> str:
        return self.matter.parts.clock().isoformat(timespec="seconds")

    def _note(self, action: str, *details: tuple[str, str | int]) -> None:
        self._vault(lambda: self.matter.note(action, *details))

    def _vault(self, step: Callable[[], T]) -> T:
        return self.vault(step)  # type: ignore[return-value]  # it returns what the step returns


def targets_by_number(documents: tuple[FinishedDocument, ...]) -> dict[str, tuple[Target, ...]]:
    """Names to cover in each document, by its first Bates number."""
    return {one.numbers[0]: one.ready.document.targets for one in documents}


def _refuse_changed(wanted: PreparedSet, now: PreparedSet) -> None:
    """A name that was confirmed while the set was made is not covered in it."""
    if (now.documents, now.options, now.targets) != (wanted.documents, wanted.options, wanted.targets):
        raise OpenDecisions(
            "Names, boxes, reasons or the plan changed while the set was made; nothing was handed over.",
            "Produce again: copies that have not changed are used.",
        )


def _refuse_produced(wanted: PreparedSet, work: WorkFolder, folder: Path) -> None:
    """A set is recorded before it is delivered; a run that was killed in between goes on in the same folder alone."""
    name = wanted.choices.name
    if (folder / name).exists():
        raise UsageError("There is a volume of that name already.", "Choose another name or folder.")
    beside = folder / work.beside.name
    if beside.is_symlink() or (beside.exists() and {path.name for path in beside.iterdir()} - _BESIDE):
        raise UsageError(f"There is a folder {beside.name} with other files.", "Choose another name or folder.")
    _refuse_recorded(name, work, wanted.sets)


def _refuse_recorded(name: str, work: WorkFolder, sets: Sequence[ProducedSet]) -> None:
    """The numbers of a set may have been seen, unless its volume is still in this work folder."""
    for one in sets:
        if one.name.casefold() == name.casefold() and not work.has_recorded(one.digest):
            raise UsageError("A set of that name was produced already.", "Choose another name.")


def _record_of(one: FinishedDocument) -> ProducedDocument:
    place = one.ready.document.place
    return ProducedDocument(
        place.key, place.document_id, one.numbers[0], one.numbers[-1], len(one.numbers), one.ready.withheld
    )


def _result(documents: tuple[FinishedDocument, ...], check: VolumeCheck, logged: int, changed: int) -> Produced:
    return Produced(
        None,
        check=check,
        failed=tuple((one.numbers[0], one.ready.problem) for one in documents if one.ready.problem),
        left_out=tuple((one.numbers[0], one.ready.left_out) for one in documents if one.ready.left_out),
        look=tuple(one.numbers[page - 1] for one in documents for page in one.ready.copy.made.by_picture),
        reused=sum(one.ready.reused for one in documents),
        logged=logged,
        extended=sum(len(one.files.extended) for one in documents),
        replaced=sum(one.files.replaced for one in documents),
        changed_values=changed,
    )
