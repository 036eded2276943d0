"""Executors for the work on a production's documents: in the caller's process, or in processes of this machine.

The third executor, a cluster, is in `cluster`. All run `stages.done`, so the results are the same to the byte.
"""

import functools
import itertools
import os
import queue
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from legalredact.documents.workers.confining import covered, files_of, reading
from legalredact.errors import Cancelled, LegalRedactError
from legalredact.model.job import Stage
from legalredact.model.progress import silent
from legalredact.sandbox.profiles import Confine
from legalredact.workflow.compute.worker import Worker
from legalredact.workflow.matter.worker_toolkit import MakeKit
from legalredact.workflow.production.passes import Round
from legalredact.workflow.production.real_toolkit import KitWithModel
from legalredact.workflow.production.stages import Done, RunSettings, StageTask, done
from legalredact.workflow.production.worker_loop import MOST_MEMORY, Bench

T = TypeVar("T")
_ELSEWHERE = (Stage.READ, Stage.DETECT)
LINGER = 0.3
"""Seconds to wait for more results after the first: they are stored together, since each commit takes time."""
AHEAD = 16
"""Tasks for each worker: one that runs, and others that wait while results are collected and stored."""
TASKS_A_PROCESS = 2_000
"""Tasks after which a process is replaced, so that memory leaks of engines do not add up."""


class TaskExecutor(Protocol):
    """Runs tasks, each by itself and in any order."""

    @property
    def width(self) -> int:
        """Number of tasks that run at a time."""
        ...

    @property
    def ahead(self) -> int:
        """Number of tasks given to it for each of these, so that no worker waits while results are stored."""
        ...

    def know(self, known: RunSettings | Round) -> None:
        """Tasks submitted from now on run with that register and prompt, or are that pass."""

    def may_read(self, places: frozenset[Path]) -> None:
        """Files and folders that later tasks may open; the system refuses others."""

    def submit(self, task: StageTask) -> None:
        """Submit a task."""

    def finished(self, wait: float) -> Sequence[Done]:
        """Results since the last call; waits for the first, at most that many seconds."""
        ...

    def close(self) -> None:
        """Stop whatever runs; its results are lost."""


class InlineExecutor:
    """Runs each task where it is submitted; only files, which may be hostile, are read and searched in another process.

    Arguments:
        isolated: whether files are; tests that read their own files need not isolate them.
    """

    width, ahead = 1, 4

    def __init__(self, make: MakeKit, *, isolated: bool = True) -> None:
        self._kit = functools.cache(make)
        self._readers = Processes(make, 1) if isolated else None
        self._known: RunSettings | Round | None = None
        self._done: list[Done] = []
        self._reading = 0

    def know(self, known: RunSettings | Round) -> None:
        """See `TaskExecutor`."""
        self._known = known

    def may_read(self, places: frozenset[Path]) -> None:
        """See `TaskExecutor`."""
        if self._readers is not None:
            self._readers.may_read(places)

    def submit(self, task: StageTask) -> None:
        """See `TaskExecutor`."""
        if task.stage in _ELSEWHERE and self._readers is not None:
            self._reading += 1
            self._readers.submit(replace(task, then=None))
        else:
            self._done.extend(done(task, self._kit(), self._known, silent))

    def finished(self, wait: float) -> Sequence[Done]:
        """See `TaskExecutor`."""
        found, self._done = self._done, []
        if self._reading and self._readers is not None:
            read = self._readers.finished(0 if found else wait)
            self._reading -= len(read)
            found.extend(read)
        return found

    def close(self) -> None:
        """See `TaskExecutor`."""
        if self._readers is not None:
            self._readers.close()


_Given = tuple[StageTask, RunSettings | Round | None, frozenset[Path]]
"""A task, with its settings, and the files it may read."""


class Processes:
    """Processes of this machine, each started with its first task and replaced after a crash or a number of tasks.

    Arguments:
        width: number of processes; by default one for each core.
        memory: bytes that each may use before it is ended.
    """

    ahead = AHEAD

    def __init__(self, make: MakeKit, width: int = 0, memory: int = MOST_MEMORY) -> None:
        self.width = width or os.cpu_count() or 1
        self._make = functools.partial(Bench, make, memory)
        self._tasks: queue.SimpleQueue[_Given | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[Done, ...]] = queue.SimpleQueue()
        self._known: RunSettings | Round | None = None
        self._places: frozenset[Path] = frozenset()
        self._closed = False
        self._open = 0
        second = make.second if isinstance(make, KitWithModel) else None
        self._models = (second.folder,) if second is not None else ()
        self._work = make
        self.workers = tuple(
            Worker(self._make, "The work on a document", self._confined(())) for _ in range(self.width)
        )
        self._threads = [
            threading.Thread(target=self._serve, args=(worker,), name="batch worker", daemon=True)
            for worker in self.workers
        ]
        for thread in self._threads:
            thread.start()

    def _confined(self, readable: Iterable[Path]) -> Confine:
        """The limits of a process that reads these files."""
        return reading((*self._models, *readable), self._work)

    def know(self, known: RunSettings | Round) -> None:
        """See `TaskExecutor`."""
        self._known = known

    def may_read(self, places: frozenset[Path]) -> None:
        """See `TaskExecutor`; a process that may not yet read a file is replaced before it gets the task."""
        self._places = places

    def submit(self, task: StageTask) -> None:
        """See `TaskExecutor`."""
        self._open += 1
        self._tasks.put((task, self._known, self._places))

    def finished(self, wait: float) -> Sequence[Done]:
        """See `TaskExecutor`."""
        found = drained(self._done, wait, self._open)
        self._open -= len(found)
        return [*itertools.chain.from_iterable(found)]

    def close(self) -> None:
        """See `TaskExecutor`."""
        self._closed = True
        for _ in self._threads:
            self._tasks.put(None)
        for worker in self.workers:
            worker.close()
        for thread in self._threads:
            thread.join()
        for worker in self.workers:
            worker.close()  # one may have been restarted in between

    def _serve(self, worker: Worker) -> None:
        """Body of a thread: sends one task after the other to its process."""
        told: tuple[int, RunSettings | Round | None] = (0, None)
        readable: frozenset[Path] = frozenset()
        tasks = 0
        while (given := self._tasks.get()) is not None and not self._closed:
            task, known, places = given
            files = files_of(task.content)
            if not covered(files, readable):
                readable = places if covered(files, places) else frozenset(files)
                worker.confine = self._confined(readable)
                worker.close()
            try:
                generation = worker.start()
                if known is not None and told != (generation, known):
                    worker.ask("know", known)
                    told = (generation, known)
                self._done.put(worker.ask("do", task))
            except Cancelled:
                return
            except LegalRedactError as problem:
                self._done.put((failed(task, problem),))
            tasks += 1
            if tasks % TASKS_A_PROCESS == 0:
                worker.close()


def drained(results: "queue.SimpleQueue[T]", wait: float, coming: int) -> list[T]:
    """Contents of the queue; waits for the first result, at most that many seconds, and a moment for more.

    Arguments:
        coming: most results that can come.
    """
    found: list[T] = []
    until = time.monotonic() + wait
    try:
        while len(found) < max(coming, 1):  # where none comes, whoever asks wants to wait
            left = until - time.monotonic()
            found.append(results.get(timeout=left) if left > 0 else results.get_nowait())
            until = min(until, time.monotonic() + LINGER) if len(found) == 1 else until
    except queue.Empty:
        return found
    return found


def failed(task: StageTask, problem: LegalRedactError) -> Done:
    """Result of a task whose worker returned none."""
    return Done(task.document_id, task.stage, None, problem, 0.0, task.inputs)
