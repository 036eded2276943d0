"""Summaries of summaries: of each family, of each custodian, and of the whole production.

documents ─▶ families ─▶ custodians ─▶ production      where one has many parts, parts of forty in between
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.model.job import Job, Stage, State
from legalredact.model.payload import VerifiedText
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.register import Register
from legalredact.model.review import MaskedSummary, ReviewedSummary
from legalredact.summary.prompts import Prompt
from legalredact.workflow.batch import Summarizer
from legalredact.workflow.batch_executors import Executor
from legalredact.workflow.batch_joining import Child, child, joined, verified
from legalredact.workflow.batch_keeping import summary_id
from legalredact.workflow.batch_work import Checked, Done, Known, Task
from legalredact.workflow.incidents import note_failure
from legalredact.workflow.open_matter import OpenMatter
from legalredact.workflow.steps import WITHHELD
from legalredact.workflow.summaries import LOCAL, allow_summaries, sent_details, used

_MOST = 40
"""Parts of one overview; more are put together in between, so that each request stays small."""
_WAIT = 0.5
_AT_ONCE = 32
"""Overviews whose texts are in memory together."""


@dataclass(frozen=True, slots=True)
class Overview:
    """One that was made, or was there already.

    Arguments:
        kind: ``"family"``, ``"custodian"``, ``"part"`` or ``"production"``.
        subject: whose: the key of a family, a custodian's name; empty for the production.
        documents: how many it speaks of.
        summary: its id; empty where it could not be made.
        withheld: statements that the check kept out of it.
        problem: why it could not be made, or holds no names.
    """

    kind: str
    subject: str = field(repr=False)
    documents: int
    summary: str = ""
    withheld: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One that is to be made: as `Overview`, with its neutral title and its parts."""

    kind: str
    subject: str = field(repr=False)
    title: str
    children: Sequence[Child]


@dataclass(slots=True)
class Overviews:
    """Makes them for a production whose documents are summarized.

    Arguments:
        executor: where the local engine and the checks run; closed at the end.
        summarizer: for an engine that sends; None for the local one.
    """

    matter: OpenMatter
    executor: Executor
    prompt: Prompt
    engine: str = LOCAL
    summarizer: Summarizer | None = None
    made: list[Overview] = field(default_factory=list)
    _register: Register = field(default_factory=Register)

    def run(self, report: Report, cancel: Cancellation) -> tuple[Overview, ...]:
        """Make what is not there yet for the summaries as they are; returns all of them, the production's last.

        Errors: Cancelled, with those kept that were done; EngineError; Refused and SendRefused by policy.
        """
        allow_summaries(self.matter, self.prompt, self.engine)
        self._register = self.matter.named()
        known = Known(self._register, self.prompt)
        self.executor.know(known)
        if self.summarizer is not None:
            self.summarizer.know(known)
        try:
            self._make_all(report, cancel)
        finally:
            self.executor.close()
            if self.summarizer is not None:
                self.summarizer.close()
        return tuple(self.made)

    def _make_all(self, report: Report, cancel: Cancellation) -> None:
        documents = dict(_documents(self.matter))
        store = self.matter.store
        families = {key: [one for one in ids if one in documents] for key, ids in store.groups("family").items()}
        grouped = {key: ids for key, ids in families.items() if len(ids) > 1}
        wanted = [
            Wanted("family", key, f"Document {store.number_of(ids[0])} and its family", _there(ids, documents))
            for key, ids in grouped.items()
        ]
        of_families: dict[str, Child] = {}
        for ids, whole in zip(grouped.values(), self._level(wanted, report, cancel), strict=True):
            if whole is not None:
                of_families = dict.fromkeys(ids, whole) | of_families  # what came twice stays with its first family
        parts = {one: of_families.get(one, documents[one]) for one in documents}
        custodians = store.groups("custodian")
        of_all: list[Child] = []
        for number, (name, theirs) in enumerate(custodians.items(), 1):
            one = Wanted("custodian", name, f"Custodian {number}", _there(theirs, parts))
            of_all += self._reduced(one, report, cancel)
        named = {one for theirs in custodians.values() for one in theirs}
        of_all += _there([one for one in parts if one not in named], parts)
        self._reduced(Wanted("production", "", "Production", _once(of_all)), report, cancel)

    def _reduced(self, whole: Wanted, report: Report, cancel: Cancellation) -> list[Child]:
        """One overview of however many parts; nothing if it could not be made."""
        children = whole.children
        while len(children) > _MOST:
            pieces = [children[at : at + _MOST] for at in range(0, len(children), _MOST)]
            wanted = [
                Wanted("part", f"{whole.kind} {whole.subject} {number}", f"Part {number} of {len(pieces)}", piece)
                for number, piece in enumerate(pieces, 1)
            ]
            children = [one for one in self._level(wanted, report, cancel) if one is not None]
        made = self._level([Wanted(whole.kind, whole.subject, whole.title, children)], report, cancel)
        return [one for one in made if one is not None]

    def _level(self, wanted: Sequence[Wanted], report: Report, cancel: Cancellation) -> list[Child | None]:
        """Overviews that do not depend on each other, in their order; several are made at a time."""
        made: list[Child | None] = []
        for at in range(0, len(wanted), _AT_ONCE):
            report(Progress(f"summarize: {wanted[at].kind}", at, len(wanted)))
            some = wanted[at : at + _AT_ONCE]
            ready = [verified(joined(self.prompt, one.children), self._register) for one in some]
            jobs = [self._job(one, text) for one, (text, _) in zip(some, ready, strict=True)]
            self._summarize(
                {
                    job.document_id: (job, text)
                    for job, (text, _) in zip(jobs, ready, strict=True)
                    if text is not None and self.matter.store.summary(summary_id(job)) is None
                },
                cancel,
            )
            for one, job, (text, withheld) in zip(some, jobs, ready, strict=True):
                made.append(self._told(one, job, text, withheld))
        return made

    def _job(self, one: Wanted, text: VerifiedText | None) -> Job:
        inputs = f"{self.engine}:{text.digest}" if text is not None else ""
        return Job(f"{one.kind}:{_digest(one.subject)}", Stage.SUMMARIZE, inputs=inputs)

    def _told(self, one: Wanted, job: Job, text: VerifiedText | None, withheld: int) -> Child | None:
        """What became of one; what goes on into the next level."""
        documents = sum(each.documents for each in one.children)
        summary = self.matter.store.summary(summary_id(job)) if text is not None else None
        if text is None or summary is None:
            problem = "None of its documents is summarized, or the check let nothing of them through."
            self.made.append(Overview(one.kind, one.subject, documents, "", withheld, problem))
            return None
        restorable = summary.checked.restorable
        problem = "" if restorable else "The check of it found what forbids restoring the names."
        self.made.append(Overview(one.kind, one.subject, documents, summary.id, withheld, problem))
        title = f"{one.title} ({documents} documents)"
        return child(title, text.payload, summary.checked.summary, documents) if restorable else None

    def _summarize(self, ready: dict[str, tuple[Job, VerifiedText]], cancel: Cancellation) -> None:
        """Have them made and checked, as many at a time as there is room for, and keep each as it comes."""
        place = self.executor if self.summarizer is None else self.summarizer
        waiting, running = list(ready), set[str]()
        while waiting or running:
            cancel.check()
            room = max(0, place.width - len(running))
            for one in waiting[:room]:
                job, text = ready[one]
                self._note_leaving(text)
                place.submit(Task(one, Stage.SUMMARIZE, text, job.inputs))
                running.add(one)
            waiting = waiting[room:]
            for result in self._finished():
                if self._take(result, *ready[result.document_id]):
                    running.discard(result.document_id)

    def _finished(self) -> list[Done]:
        results = [*self.executor.finished(_WAIT if self.summarizer is None else 0)]
        if self.summarizer is not None:
            results += self.summarizer.finished(0 if results else _WAIT)
        return results

    def _note_leaving(self, text: VerifiedText) -> None:
        matter, action = self.matter, "payload.local" if self.engine == LOCAL else "payload.send"
        with matter.trail.together():
            matter.store.put_payload(text.payload, _meaning(self._register, text))
            matter.note(action, *sent_details(text.payload, self.engine))

    def _take(self, result: Done, job: Job, text: VerifiedText) -> bool:
        """An answer goes to its check, a checked one is kept; returns whether it is at its end."""
        if result.error is not None:
            note_failure(self.matter, text.digest, result.error)
            raise result.error
        if isinstance(result.value, MaskedSummary):
            self.executor.submit(Task(job.document_id, Stage.CHECK, (text, result.value), job.inputs))
            return False
        if not isinstance(result.value, Checked):
            raise TypeError(result.stage)
        checked, author = result.value, self.matter.trail.author(self.matter.parts.account)
        summary = ReviewedSummary(summary_id(job), checked.checked, checked.clear_segments, self.matter.actor, *author)
        with self.matter.trail.together():
            self.matter.note("summary.keep", ("payload", text.digest), *used(checked.checked.summary))
            self.matter.store.put_summary(summary)
        return True


def _documents(matter: OpenMatter) -> Iterator[tuple[str, Child]]:
    """Each document's summary as it is now, in the order of the production."""
    for job in matter.store.jobs(Stage.CHECK, State.DONE):
        summary = matter.store.summary(summary_id(job))
        if matter.store.is_accepted(job.document_id, WITHHELD):
            continue
        if summary is not None and summary.checked.restorable:
            payload, _ = matter.store.payload(summary.checked.summary.payload_digest)
            title = f"Document {job.number}"
            yield job.document_id, child(title, payload, summary.checked.summary)


def _there(ids: Iterable[str], children: Mapping[str, Child]) -> list[Child]:
    return _once(children[one] for one in ids if one in children)


def _once(children: Iterable[Child]) -> list[Child]:
    """Each once: the members of a family share theirs."""
    return list({one.payload: one for one in children}.values())


def _digest(subject: str) -> str:
    """A custodian is a person: no id spells one."""
    return hashlib.sha256(subject.encode()).hexdigest()[:12]


def _meaning(register: Register, ready: VerifiedText) -> Register:
    """As much of the register as tells what its tokens mean."""
    meant = [entity for entity in register.entities if entity.token in ready.tokens]
    among = {one for entity in meant for one in entity.among}
    kept = {entity.id for entity in meant} | among
    return Register(tuple(entity for entity in register.entities if entity.id in kept))
