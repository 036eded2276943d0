"""A complete production, from its files to checked summaries: documents move independently, every result is stored.

    read ─▶ detect ─┐                              ┌─▶ mask, verify ─▶ summarize ─▶ check
    read ─▶ detect ─┼─▶ resolve over all, confirm ─┼─▶ mask, verify ─▶ summarize ─▶ check
    read ─▶ detect ─┘                              └─▶ (held: a person has to decide)

The table of jobs in the vault lists the remaining work. A run that is killed at any moment continues there: a result
is stored with its job in one transaction, or not at all. Workers exchange values; only this process writes the vault.
"""

import contextlib
import itertools
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from legalredact import installation
from legalredact.documents.workers.confining import covered, few_places, files_of
from legalredact.errors import Cancelled, EngineError, InstallationChanged, UsageError
from legalredact.model.job import STAGES, Job, Stage, State, Tally
from legalredact.model.policy import LOCAL
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.register import Register
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import RECENT
from legalredact.workflow.production.api_calls import ANSWERS
from legalredact.workflow.production.document_passes import Together
from legalredact.workflow.production.engine_errors import refused_in_a_row, stops_everything
from legalredact.workflow.production.executors import TaskExecutor
from legalredact.workflow.production.old_files import WithOldFiles
from legalredact.workflow.production.resolve_names import Orders, settle
from legalredact.workflow.production.stages import Done, MaskInput, RunSettings, StageTask
from legalredact.workflow.production.store_results import Kept, first_member, keep
from legalredact.workflow.send.summarize import allow_summaries, sent_details

_WAIT = 0.5
"""Seconds after which a run checks for cancellation."""
_LOOK_AHEAD = 1_000
"""Documents whose files workers may open: a process is replaced when it reaches another one."""
_TELL_EVERY = 1.0
"""Seconds between two reports: counting a large production takes a moment."""
_FIRST, _LAST = (Stage.DETECT, Stage.READ), (Stage.CHECK, Stage.SUMMARIZE, Stage.MASK)
"""Stages before and after coreference, those first that finish a document."""
_AFTER = {Stage.READ: Stage.DETECT, Stage.SUMMARIZE: Stage.CHECK}
"""Stages between which no decision is needed."""


class Summarizer(Protocol):
    """Requests summaries from an engine that sends: separate from the executor, since no worker reaches the network."""

    @property
    def width(self) -> int:
        """Number of requests at a time, under the current conditions."""
        ...

    @property
    def open(self) -> int:
        """Number of answers still to come."""
        ...

    def know(self, known: RunSettings) -> None:
        """The register with which documents are masked."""

    def submit(self, task: StageTask) -> None:
        """Request one."""

    def finished(self, wait: float) -> Iterable[Done]:
        """Answers since the last call."""
        ...

    def close(self) -> None:
        """Stop."""


@dataclass(slots=True)
class Batch:
    """One run over a production.

    Arguments:
        matter: open for writing; its own thread runs this.
        executor: where documents are worked on; closed with the run.
        summarizer: for an engine that sends; None for the local one.
        patience: as `ANSWERS`.
    """

    matter: OpenMatter
    executor: TaskExecutor
    orders: Orders
    summarizer: Summarizer | None = None
    patience: float = ANSWERS
    _running: dict[tuple[str, Stage], Job] = field(default_factory=dict)
    _settled: bool = False
    _told: float = 0.0
    _refused_in_a_row: int = 0
    _kept: Kept = field(init=False)
    _names: Register | None = None
    _readable: frozenset[Path] = frozenset()

    def __post_init__(self) -> None:
        self._kept = Kept(self.orders.engine)
        productions = self.matter.parts.productions
        if productions is not None and productions.old_files is not None:
            self.executor = WithOldFiles(self.executor, productions.old_files)

    def run(self, report: Report, cancel: Cancellation) -> Tally:
        """Continue until the rest needs a person; returns the status of the documents.

        Errors: Cancelled or InstallationChanged, with all results stored; Refused and SendRefused if policy forbids the
        engine or the prompt; EngineError if its service cannot be used now, or another one answered.
        """
        self.allow()
        try:
            while self.begin(report, cancel):
                self.keep(self.results(_WAIT))
                self._tell(report)
                cancel.check()
        except (Cancelled, InstallationChanged):
            with contextlib.suppress(InstallationChanged):
                self.keep(self.results(0))
            self._keep_answers(report)
            raise
        finally:
            self.close()
        return self.matter.store.tally()

    def _keep_answers(self, report: Report) -> None:
        """Wait for answers to requests already sent: if cut off, they would be sent and paid for twice.

        Errors: the first EngineError among the answers, once the others have come.
        """
        if self.summarizer is None or not self.summarizer.open:
            return
        until, problem, asked = time.monotonic() + self.patience, None, self.summarizer.open
        while self.summarizer.open and time.monotonic() < until:
            report(Progress("answers", asked - self.summarizer.open, asked))
            try:
                self.keep([*self.summarizer.finished(_WAIT)])
            except (EngineError, InstallationChanged) as error:
                problem = problem or error
        if problem is not None:
            raise problem

    # Single steps, for a window whose vault thread does other work in between

    def allow(self) -> None:
        """Errors: as `run`, for orders that cannot be followed."""
        if self.orders.until in _LAST[:2]:
            allow_summaries(self.matter, self.orders.prompt, self.orders.engine)
        elif self.orders.until not in STAGES:
            raise UsageError("There is no such stage.", f"Use one of: {', '.join(STAGES)}.")

    def begin(self, report: Report, cancel: Cancellation) -> bool:
        """Give workers more to do; returns whether there is anything to wait for.

        Errors: InstallationChanged if there is; Cancelled during coreference, which takes minutes.
        """
        if installation.changed() and self._has_work():
            installation.refuse_changed()
        return self._begin() or self._settle(report, cancel)

    def _has_work(self) -> bool:
        """Whether a task runs, or a job of an earlier stage than the last one that was ordered waits."""
        stages = STAGES[: STAGES.index(self.orders.until) + 1]
        return bool(self._running) or any(self.matter.store.jobs(stage, State.WAITING, 1) for stage in stages)

    def outdated(self) -> bool:
        """Whether a person decided on names since coreference: only a new run may continue."""
        return self._settled and self.matter.store.register() is not self._names and self._differs()

    def _differs(self) -> bool:
        now = self.matter.store.register()
        if now != self._names:
            return True
        self._names = now
        return False

    def results(self, wait: float) -> list[Done]:
        """Results since the last call; waits for the first, at most that many seconds. Does not use the vault."""
        asked = self.summarizer is not None and any(stage is Stage.SUMMARIZE for _, stage in self._running)
        results = [*self.executor.finished(0 if asked else wait)]
        if asked and self.summarizer is not None:
            results += self.summarizer.finished(0 if results else min(wait, 0.1))
        return results

    def keep(self, results: Sequence[Done]) -> None:
        """Store the results, all of them in one transaction.

        Errors: EngineError, after all of them were stored, if the engine's service cannot be used now.
        """
        if not results:
            return
        jobs: dict[tuple[str, Stage], Job] = {}
        with self.matter.trail.together():
            for result in results:
                job = self._begun(result, jobs)
                if job is not None:
                    kept = keep(self.matter, self._kept, result, job)
                    jobs |= {(one.document_id, one.stage): one for one in kept}
            self.matter.store.put_jobs(jobs.values())
        for result in results:
            self._running.pop((result.document_id, result.stage), None)
        self._refused_in_a_row = refused_in_a_row(results, self._refused_in_a_row)
        stopping = stops_everything(results, self._refused_in_a_row)
        if stopping is not None:
            raise stopping

    def _begun(self, result: Done, following: Mapping[tuple[str, Stage], Job]) -> Job | None:
        """The job of a result; for one that followed at once on another stage, None if that was not stored.

        Arguments:
            following: jobs that are about to be stored.
        """
        place = result.document_id, result.stage
        job = self._running.get(place)
        if job is None:
            job = following.get(place) or self.matter.store.job(*place)
            return None if job is None or job.state is not State.WAITING else replace(job, begun=self._now())
        return job

    def _now(self) -> str:
        return self.matter.parts.clock().isoformat(timespec="seconds")

    def close(self) -> None:
        """End the workers; unfinished work begins again in the next run."""
        self.executor.close()
        if self.summarizer is not None:
            self.summarizer.close()

    # Starting tasks

    def _begin(self) -> bool:
        """Give workers more to do, once half of their tasks are done: a check costs the same for one as for many.

        Returns: whether anything runs.
        """
        waits = self._open_at(self.executor) <= self.executor.width * self.executor.ahead // 2
        for stage in _LAST if self._settled else _FIRST:
            here = self._place(stage) is self.executor
            if STAGES.index(stage) <= STAGES.index(self.orders.until) and (waits or not here):
                for job, task in self._ready(stage):
                    self._running[job.document_id, stage] = job
                    self._place(stage).submit(task)
        return bool(self._running) or self._has_to_wait()

    def _has_to_wait(self) -> bool:
        """Whether the service asked for a pause, and there are still requests to make."""
        return (
            self._settled
            and self.summarizer is not None
            and self.summarizer.width == 0
            and bool(self.matter.store.jobs(Stage.SUMMARIZE, State.WAITING, 1))
        )

    def _place(self, stage: Stage) -> TaskExecutor | Summarizer:
        return self.executor if stage is not Stage.SUMMARIZE or self.summarizer is None else self.summarizer

    def _open_at(self, place: TaskExecutor | Summarizer) -> int:
        """Number of tasks that it was given and has not finished."""
        return sum(self._place(stage) is place for _, stage in self._running)

    def _ready(self, stage: Stage) -> Iterator[tuple[Job, StageTask]]:
        """Jobs of a stage for which there is room, with their tasks; a send is recorded before it happens."""
        place = self._place(stage)
        ahead = self.executor.ahead if place is self.executor else 1
        room = place.width * ahead - self._open_at(place)
        if room <= 0:
            return
        begun = self._now()
        running = sum(other is stage for _, other in self._running)
        waiting = self.matter.store.jobs(stage, State.WAITING, room + running)
        jobs = [replace(job, begun=begun) for job in waiting if (job.document_id, stage) not in self._running][:room]
        if stage is Stage.SUMMARIZE and jobs:
            self._note_leaving(jobs)
        yield from ((job, self._task(job)) for job in jobs)

    def _note_leaving(self, jobs: Iterable[Job]) -> None:
        engine = self.orders.engine
        action = "payload.local" if engine == LOCAL else "payload.send"
        self.matter.trail.refuse_changed(RECENT)
        with self.matter.trail.together():
            for job in jobs:
                payload = self._kept.verified[job.document_id].payload
                self.matter.note(action, *sent_details(payload, engine), *self._kept.held.pop(job.document_id, ()))

    def _task(self, job: Job) -> StageTask:
        return StageTask(job.document_id, job.stage, self._content(job), job.inputs, self._then(job))

    def _let_read(self, member: ProductionMember) -> ProductionMember:
        """Allow workers to open a member's files, and those of the members that follow it."""
        files = files_of(member)
        if not covered(files, self._readable):
            waiting = self.matter.store.jobs(Stage.READ, State.WAITING, _LOOK_AHEAD)
            following_files = (files_of(first_member(self.matter, job.document_id)) for job in waiting)
            self._readable = few_places((*files, *itertools.chain.from_iterable(following_files)))
            self.executor.may_read(self._readable)
        return member

    def _then(self, job: Job) -> Stage | None:
        """The stage that a worker may do at once after this one; not again if one of the two crashed it."""
        then = _AFTER.get(job.stage)
        here = self._place(job.stage) is self.executor
        wanted = then is not None and STAGES.index(then) <= STAGES.index(self.orders.until)
        return then if here and wanted and not job.attempts else None

    def _content(self, job: Job) -> object:
        store, document_id = self.matter.store, job.document_id
        match job.stage:
            case Stage.READ:
                return self._let_read(first_member(self.matter, document_id))
            case Stage.DETECT:
                return store.document(document_id, boxes=True)
            case Stage.MASK:
                return MaskInput(store.document_content(document_id), store.resolved_content(document_id), job.number)
            case Stage.SUMMARIZE:
                return self._kept.verified[document_id]
        return self._kept.verified[document_id], store.reply(document_id)

    def _settle(self, report: Report, cancel: Cancellation) -> bool:
        """Between the two halves: coreference over everything. Returns whether there is a second half."""
        if self._settled or self.orders.until in _FIRST:
            return False
        register = settle(self.matter, self.orders, report, cancel, Together(self.executor, self.matter.store))
        self._kept.know(register)
        known = RunSettings(register, self.orders.prompt)
        self.executor.know(known)
        if self.summarizer is not None:
            self.summarizer.know(known)
        self._names, self._settled = self.matter.store.register(), True
        return self._begin()

    def _tell(self, report: Report) -> None:
        if time.monotonic() - self._told < _TELL_EVERY:
            return
        self._told = time.monotonic()
        tally = self.matter.store.tally()
        for stage in _LAST if self._settled else _FIRST:
            waiting = tally.get((stage, State.WAITING), 0)
            if waiting:
                done = sum(tally.get((stage, state), 0) for state in (State.DONE, State.REFUSED))
                report(Progress(stage, done, done + waiting))
                return
