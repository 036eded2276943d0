"""Converts old Office files of a production, which its workers refuse, on this machine, if policy allows it.

A worker may neither start LibreOffice nor write a file, so a conversion has a process of its own, with limits of its
own, see `documents.workers.converting`. The job stays open until its document is stored: a run that is killed during a
conversion begins with that document again.
"""

import os
import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from legalredact.documents.old_office.libreoffice import LibreOffice
from legalredact.documents.workers.converting import OldFileReader, OldFiles, bounded
from legalredact.errors import Cancelled, OldFormat, UnreadableInput
from legalredact.model.job import Stage
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Report, silent
from legalredact.vault.documents import document_row
from legalredact.workflow.compute.lanes import perform
from legalredact.workflow.production.executors import TaskExecutor, drained
from legalredact.workflow.production.passes import Round
from legalredact.workflow.production.stages import Done, ReadDocument, RunSettings, StageTask

_MOST_AT_A_TIME = 4
"""Conversions at a time, at most; each may use 4 GB of address space."""
_SOON = 0.1
"""Seconds to wait for the workers while conversions are open."""


class WithOldFiles:
    """An executor that also reads old Office files.

    Arguments:
        executor: does everything else; closed with this.
        treatment: whether they are converted, and by what.
        width: number of conversions at a time; by default one for each core.
    """

    def __init__(self, executor: TaskExecutor, treatment: OldFiles[ProductionMember], width: int = 0) -> None:
        self._executor, self._treatment = executor, treatment
        self._most = width or min(_MOST_AT_A_TIME, os.cpu_count() or 1)
        self._office = treatment.converter()
        self._read: dict[str, StageTask] = {}
        self._open = 0
        self._tasks: queue.SimpleQueue[StageTask | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Done] = queue.SimpleQueue()
        self._cancel = Cancellation()
        self._threads: list[threading.Thread] = []

    @property
    def width(self) -> int:
        """See `TaskExecutor`."""
        return self._executor.width

    @property
    def ahead(self) -> int:
        """See `TaskExecutor`."""
        return self._executor.ahead

    def know(self, known: RunSettings | Round) -> None:
        """See `TaskExecutor`."""
        self._executor.know(known)

    def may_read(self, places: frozenset[Path]) -> None:
        """See `TaskExecutor`."""
        self._executor.may_read(places)

    def submit(self, task: StageTask) -> None:
        """See `TaskExecutor`."""
        if task.stage is Stage.READ:
            self._read[task.document_id] = task
        self._executor.submit(task)

    def finished(self, wait: float) -> Sequence[Done]:
        """See `TaskExecutor`; a file whose conversion has begun has no result yet."""
        results = self._executor.finished(min(wait, _SOON) if self._open else wait)
        found = [result for result in map(self._looked_at, results) if result is not None]
        if self._open:
            converted = drained(self._done, 0 if found else wait, self._open)
            self._open -= len(converted)
            found += converted
        return found

    def close(self) -> None:
        """See `TaskExecutor`."""
        self._cancel.cancel()
        for _ in self._threads:
            self._tasks.put(None)
        self._executor.close()
        for thread in self._threads:
            thread.join()

    def _looked_at(self, result: Done) -> Done | None:
        """The result, or None if its file is converted first."""
        task = self._read.pop(result.document_id, None) if result.stage is Stage.READ else None
        if task is None or not isinstance(result.error, OldFormat):
            return result
        if self._office is None:
            return replace(result, error=self._treatment.refusal(result.error))
        self._convert(task, self._office)
        return None

    def _convert(self, task: StageTask, office: LibreOffice) -> None:
        self._open += 1
        self._tasks.put(task)
        if len(self._threads) < min(self._open, self._most):
            thread = threading.Thread(target=self._serve, args=(office,), name="conversion", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, office: LibreOffice) -> None:
        """Body of a thread: converts one file after the other."""
        with OldFileReader(office) as reader:
            while (task := self._tasks.get()) is not None and not self._cancel.requested:
                result = self._converted(task, reader)
                if isinstance(result.error, Cancelled):
                    return
                self._done.put(result)

    def _converted(self, task: StageTask, reader: OldFileReader) -> Done:
        def work(report: Report, cancel: Cancellation) -> ReadDocument:
            if not isinstance(task.content, ProductionMember):
                raise TypeError(task.stage)
            source, name = self._treatment.original(task.content)
            document = reader.read(bounded(source), name, task.content, report, cancel)
            if isinstance(document, UnreadableInput):
                raise document
            return ReadDocument(document_row(document), source if isinstance(source, bytes) else None)

        begun = time.perf_counter()
        outcome = perform(work, silent, self._cancel)
        taken = time.perf_counter() - begun
        return Done(task.document_id, task.stage, outcome.value, outcome.error, taken, task.inputs)
