"""Runs a production while a person works in the same matter: computed in one lane, stored in another."""

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from legalredact.errors import InstallationChanged, Refused
from legalredact.model.job import Stage, State, Tally
from legalredact.model.policy import LOCAL
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Progress, Report, silent
from legalredact.vault.production import subject_of
from legalredact.workflow.compute.lanes import Executor, Lane
from legalredact.workflow.matter.add_files import called_in
from legalredact.workflow.matter.dependencies import ForProductions
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.worker_toolkit import MakeKit
from legalredact.workflow.production.api_calls import ANSWERS, Asking
from legalredact.workflow.production.executors import TaskExecutor as Workers
from legalredact.workflow.production.foresee import Foreseen, foresee
from legalredact.workflow.production.resolve_names import Orders
from legalredact.workflow.production.run import Batch
from legalredact.workflow.production.stages import Done
from legalredact.workflow.production.take_in import TakenIn, take_in

T = TypeVar("T")
_AT_ONCE = 200
"""Members that are added together: between two batches the vault's lane is free for a person."""
_WAIT = 0.2
"""Seconds after which a run checks for cancellation."""
_LOOK = 0.05


@dataclass(slots=True)
class Producing:
    """Adds productions and works on them, while a person reads and decides.

    Arguments:
        matter: used in the vault lane only.
        executor: the lanes; the caller runs in the documents lane.
        workers: makes the executor of each run.
        quiet: seconds without a decision after which a run that a decision interrupted continues.
        patience: as `ANSWERS`, for a run that is paused.
    """

    matter: OpenMatter
    executor: Executor
    workers: Callable[[MakeKit], Workers]
    quiet: float = 5.0
    patience: float = ANSWERS
    _pausing: threading.Event = field(default_factory=threading.Event)

    def take_in(self, paths: Sequence[Path], report: Report, cancel: Cancellation) -> TakenIn:
        """List the members below that path and add them; nothing is read yet.

        Errors: Cancelled, with the members added so far; those of the intake.
        """
        taken = TakenIn()
        with self.matter.work("A production is taken in"):
            for path in paths:
                members = self._parts().intake(path, silent, cancel)
                while chunk := tuple(islice(members, _AT_ONCE)):
                    cancel.check()
                    more = self._vault(lambda chunk=chunk: take_in(self.matter, chunk, silent, cancel))  # type: ignore[misc]  # a lambda that binds has no type
                    taken += more
                    report(Progress("take in", taken.new + taken.known + taken.refused, 0))
        return taken

    def foresee(self, paths: Sequence[Path], report: Report, cancel: Cancellation) -> Foreseen:
        """Count what would be added from those paths; nothing is added.

        Errors: Cancelled; those of the intake.
        """
        intake = self._parts().intake
        members = chain.from_iterable(intake(path, silent, cancel) for path in paths)

        def is_known(member: ProductionMember) -> bool:
            return self._vault(lambda: self.matter.store.job(subject_of(member), Stage.READ) is not None)

        return foresee(members, is_known, report, cancel)

    def pause(self) -> None:
        """Stop once the results so far are stored; may be called from any thread."""
        self._pausing.set()

    def run(self, orders: Orders, report: Report, cancel: Cancellation) -> Tally:
        """Work until the rest needs a person, or until it is paused.

        A decision on names during the second half ends that half. It begins again once no more decisions come: a
        document is masked with the current names, or not at all.

        Errors: as `Batch.run`.
        """
        self._pausing.clear()
        with self.matter.work("A production is worked on"):
            while not self._worked(orders, report, cancel):
                self._wait_for_quiet(cancel)
        return self._vault(self.matter.store.tally)

    def _worked(self, orders: Orders, report: Report, cancel: Cancellation) -> bool:
        """One run; returns False if a decision interrupted it."""
        parts = self.matter.parts
        asking = Asking(parts.engine, orders.engine, parts.pace) if orders.engine != LOCAL else None
        batch = Batch(self.matter, self.workers(self._parts().make), orders, asking)
        try:
            self._vault(batch.allow)
            while not self._pausing.is_set():
                cancel.check()
                outdated, going = self._vault(
                    lambda: (True, False) if batch.outdated() else (False, batch.begin(report, cancel))
                )
                if outdated or not going:
                    self._keep_answers(batch, asking, cancel)
                    return not outdated
                results = batch.results(_WAIT)
                cancel.check()  # first: the matter may be closed with the window
                self._vault(lambda results=results: self._kept(batch, results))  # type: ignore[misc]  # as above
                report(Progress("work", 0, 0))
            self._keep_answers(batch, asking, cancel)
            return True
        except InstallationChanged:
            self._vault(lambda: self._kept(batch, batch.results(0)))
            self._keep_answers(batch, asking, cancel)
            raise
        finally:
            batch.close()

    def _kept(self, batch: Batch, results: Sequence[Done]) -> None:
        """Store results; once a decision has interrupted the run, answers alone: each names its request."""
        outdated = batch.outdated()
        batch.keep([one for one in results if one.stage is Stage.SUMMARIZE or not outdated])

    def _keep_answers(self, batch: Batch, asking: Asking | None, cancel: Cancellation) -> None:
        """Wait for answers to requests already sent: if cut off, they would be sent and paid for twice.

        The person who pauses was told the longest wait; after it, open requests are cut off.
        """
        until = math.inf
        while asking is not None and asking.open:
            cancel.check()
            if self._pausing.is_set():
                until = min(until, time.monotonic() + self.patience)
            if time.monotonic() >= until:
                return
            answers = asking.finished(_WAIT)
            self._vault(lambda answers=answers: self._kept(batch, answers))  # type: ignore[misc]  # as above

    def _wait_for_quiet(self, cancel: Cancellation) -> None:
        """Wait until no name was decided for some seconds."""
        seen, since = self._vault(self.matter.store.register), time.monotonic()
        while time.monotonic() - since < self.quiet and not self._pausing.is_set():
            time.sleep(_LOOK)
            cancel.check()
            now = self._vault(self.matter.store.register)
            if now is not seen:
                seen, since = now, time.monotonic()

    def _parts(self) -> ForProductions:
        if self.matter.parts.productions is None:
            raise Refused("Productions are not taken in here.", "Use an installation that can.")
        return self.matter.parts.productions

    def _vault(self, step: Callable[[], T]) -> T:
        return called_in(self.executor, Lane.VAULT, step)


def give_up(matter: OpenMatter) -> int:
    """Remove unread documents from the production; returns how many. They can be added again."""
    unread = [job.document_id for job in matter.store.jobs(Stage.READ, State.WAITING)]
    with matter.act("document.give_up", ("documents", len(unread))):
        matter.store.drop_members(unread)
    return len(unread)
