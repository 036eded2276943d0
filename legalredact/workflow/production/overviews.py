"""Summaries of summaries: of each family, each custodian, and the complete production (see `overview_levels`)."""

import hashlib
import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.errors import Refused
from legalredact.model.job import Job, Stage, State
from legalredact.model.payload import Payload, VerifiedText
from legalredact.model.policy import LOCAL
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.register import Entity, Register
from legalredact.model.review import CheckedSummary, MaskedSummary, ReviewedSummary
from legalredact.summary.cost_estimate import dollars, estimated_cost, estimated_tokens
from legalredact.summary.prompts import Prompt
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import RECENT
from legalredact.workflow.production.api_calls import ANSWERS
from legalredact.workflow.production.executors import TaskExecutor
from legalredact.workflow.production.join_summaries import Child, child, joined, verified
from legalredact.workflow.production.overview_levels import OverviewRequest, make_all
from legalredact.workflow.production.run import Summarizer
from legalredact.workflow.production.stages import Done, RunSettings, StageTask
from legalredact.workflow.production.store_results import summary_id
from legalredact.workflow.send.incidents import note_failure
from legalredact.workflow.send.restoring import texts_of, with_names
from legalredact.workflow.send.summarize import allow_summaries, sent_details, used

_WAIT = 0.5
_AT_ONCE = 32
"""Overviews whose texts are in memory together."""


@dataclass(frozen=True, slots=True)
class Overview:
    """An overview that was made, or already existed.

    Arguments:
        kind: ``"family"``, ``"custodian"``, ``"part"`` or ``"production"``.
        subject: the key of a family, a custodian's name; empty for the production.
        documents: number of documents it covers.
        summary: its id; empty if it could not be made.
        withheld: number of statements that the check removed from it.
        problem: why it could not be made, or contains no names.
    """

    kind: str
    subject: str = field(repr=False)
    documents: int
    summary: str = ""
    withheld: int = 0
    problem: str = ""


@dataclass(slots=True)
class Overviews:
    """Makes overviews for a production whose documents are summarized.

    Arguments:
        executor: where the local engine and the checks run; closed at the end.
        summarizer: for an engine that sends; None for the local one.
        at_most: most US dollars that the requests may cost, as an estimate; None for no bound.
        patience: as `ANSWERS`.
    """

    matter: OpenMatter
    executor: TaskExecutor
    prompt: Prompt
    engine: str = LOCAL
    summarizer: Summarizer | None = None
    at_most: float | None = None
    patience: float = ANSWERS
    made: list[Overview] = field(default_factory=list)
    _register: Register = field(default_factory=Register)
    _owners: Mapping[str, Entity] = field(default_factory=dict, repr=False)
    _reckoned: float | None = 0.0

    def run(self, report: Report, cancel: Cancellation) -> tuple[Overview, ...]:
        """Make the missing overviews for the current summaries; returns all overviews, the production's last.

        Errors: Cancelled, with the finished ones stored; EngineError; Refused and SendRefused by policy.
        """
        allow_summaries(self.matter, self.prompt, self.engine)
        self._register = self.matter.named()
        self._owners = self._register.by_token()
        known = RunSettings(self._register, self.prompt)
        self.executor.know(known)
        if self.summarizer is not None:
            self.summarizer.know(known)
        try:
            make_all(self.matter, documents_told(self.matter), lambda wanted: self._level(wanted, report, cancel))
        finally:
            self.executor.close()
            if self.summarizer is not None:
                self.summarizer.close()
        return tuple(self.made)

    def _level(self, wanted: Sequence[OverviewRequest], report: Report, cancel: Cancellation) -> list[Child | None]:
        """Overviews that do not depend on each other, in their order; several are made at a time."""
        made: list[Child | None] = []
        for at in range(0, len(wanted), _AT_ONCE):
            report(Progress(f"summarize: {wanted[at].kind}", at, len(wanted)))
            some = wanted[at : at + _AT_ONCE]
            ready = [verified(joined(self.prompt, one.children), self._register) for one in some]
            jobs = [job_of(one, text, self.engine) for one, (text, _) in zip(some, ready, strict=True)]
            missing = {
                job.document_id: (job, text)
                for job, (text, _) in zip(jobs, ready, strict=True)
                if text is not None and self.matter.store.summary(summary_id(job)) is None
            }
            self._refuse_beyond(text for _, text in missing.values())
            self._summarize(missing, cancel)
            for one, job, (text, withheld) in zip(some, jobs, ready, strict=True):
                made.append(self._told(one, job, text, withheld))
        return made

    def _refuse_beyond(self, texts: Iterable[VerifiedText]) -> None:
        """Errors: Refused if the next requests may cost more than the rest of `at_most`."""
        if self.at_most is None:
            return
        model = self.matter.parts.policy.model_for(self.prompt.id, self.prompt.model)
        costs = [estimated_cost(model, tokens_of(one.payload)) for one in texts]
        self._reckoned = None if self._reckoned is None or None in costs else self._reckoned + sum(filter(None, costs))
        if self._reckoned is None or self._reckoned > self.at_most:
            raise Refused(
                f"The next overviews may cost more than {dollars(self.at_most)} in all; none of them was asked for.",
                "What was made is kept. Allow more with --at-most.",
            )

    def _told(self, one: OverviewRequest, job: Job, text: VerifiedText | None, withheld: int) -> Child | None:
        """Result of one; returns its contribution to the next level."""
        documents = one.documents
        summary = self.matter.store.summary(summary_id(job)) if text is not None else None
        if text is None or summary is None:
            problem = "None of its documents is summarized, or the check let nothing of them through."
            self.made.append(Overview(one.kind, one.subject, documents, "", withheld, problem))
            return None
        restorable = summary.checked.restorable
        problem = "" if restorable else "The check of it found what forbids restoring the names."
        self.made.append(Overview(one.kind, one.subject, documents, summary.id, withheld, problem))
        return told_on(self.matter, one, text, summary)

    def _summarize(self, ready: dict[str, tuple[Job, VerifiedText]], cancel: Cancellation) -> None:
        """Make and check them, as many at a time as there is room for, and store each as it is finished."""
        place = self.executor if self.summarizer is None else self.summarizer
        waiting, running, until = list(ready), set[str](), math.inf
        while waiting or running:
            if cancel.requested:  # what a service was asked already would be sent and paid for twice
                waiting, until = [], min(until, time.monotonic() + self.patience)
            if self.summarizer is None or not running or time.monotonic() >= until:
                cancel.check()
            room = max(0, place.width - len(running))
            for one in waiting[:room]:
                job, text = ready[one]
                self._note_leaving(text)
                place.submit(StageTask(one, Stage.SUMMARIZE, text, job.inputs))
                running.add(one)
            waiting = waiting[room:]
            for result in self._finished():
                if self._take(result, *ready[result.document_id]):
                    running.discard(result.document_id)
        cancel.check()

    def _finished(self) -> list[Done]:
        results = [*self.executor.finished(_WAIT if self.summarizer is None else 0)]
        if self.summarizer is not None:
            results += self.summarizer.finished(0 if results else _WAIT)
        return results

    def _note_leaving(self, text: VerifiedText) -> None:
        matter, action = self.matter, "payload.local" if self.engine == LOCAL else "payload.send"
        matter.trail.refuse_changed(RECENT)
        with matter.trail.together():
            matter.store.put_payload(text.payload, _meaning(self._register, text))
            matter.note(action, *sent_details(text.payload, self.engine))

    def _take(self, result: Done, job: Job, text: VerifiedText) -> bool:
        """Check an answer, or store a checked one; returns whether it is finished."""
        if result.error is not None:
            note_failure(self.matter, text.digest, result.error)
            raise result.error
        if isinstance(result.value, MaskedSummary):
            self.executor.submit(StageTask(job.document_id, Stage.CHECK, (text, result.value), job.inputs))
            return False
        if not isinstance(result.value, CheckedSummary):
            raise TypeError(result.stage)
        done = with_names(self.matter, result.value, text.payload, self._owners)
        author = self.matter.trail.author(self.matter.parts.account)
        summary = ReviewedSummary(summary_id(job), done.checked, done.segments, self.matter.actor, *author)
        with self.matter.trail.together():
            self.matter.note("summary.keep", ("payload", text.digest), *used(result.value.summary))
            self.matter.store.put_summary(summary)
        return True


def documents_told(matter: OpenMatter) -> dict[str, Child]:
    """Each document's summary as it is now, by its id, in the order of the production."""
    found: dict[str, Child] = {}
    for job in matter.store.jobs(Stage.CHECK, State.DONE):
        if matter.store.is_accepted(job.document_id, WITHHELD):
            continue
        summary = matter.store.summary(summary_id(job))
        if summary is not None and summary.checked.restorable:
            payload, _ = matter.store.payload(summary.checked.summary.payload_digest)
            made = summary.checked.summary
            found[job.document_id] = child(f"Document {job.number}", payload, made, texts_of(matter))
    return found


def job_of(one: OverviewRequest, text: VerifiedText | None, engine: str) -> Job:
    """The job under whose id an overview's summary is stored."""
    inputs = f"{engine}:{text.digest}" if text is not None else ""
    return Job(f"{one.kind}:{_digest(one.subject)}", Stage.SUMMARIZE, inputs=inputs)


def told_on(matter: OpenMatter, one: OverviewRequest, text: VerifiedText, summary: ReviewedSummary) -> Child | None:
    """An overview's contribution to the next one; None if its check forbids restoring the names."""
    title = f"{one.title} ({one.documents} documents)"
    made = summary.checked.summary
    return child(title, text.payload, made, texts_of(matter), one.documents) if summary.checked.restorable else None


def tokens_of(payload: Payload) -> int:
    """Estimated tokens of a request with that payload."""
    return estimated_tokens(sum(map(len, payload.parts())))


def _digest(subject: str) -> str:
    """A custodian is a person, so no id may contain the name."""
    return hashlib.sha256(subject.encode()).hexdigest()[:12]


def _meaning(register: Register, ready: VerifiedText) -> Register:
    """The part of the register with the meaning of its tokens."""
    meant = [entity for entity in register.entities if entity.token in ready.tokens]
    among = {one for entity in meant for one in entity.among}
    kept = {entity.id for entity in meant} | among
    return Register(tuple(entity for entity in register.entities if entity.id in kept))
