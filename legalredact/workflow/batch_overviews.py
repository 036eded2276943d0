"""Summaries of summaries: of each family, of each custodian, and of the whole production.

documents ─▶ families ─▶ custodians ─▶ production      where one has many parts, parts of forty in between
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.errors import LegalRedactError
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
from legalredact.workflow.summaries import LOCAL, allow_summaries, sent_details, used

_MOST = 40
"""Parts of one overview; more are put together in between, so that each request stays small."""
_WAIT = 0.5


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
        of_families: dict[str, Child] = {}
        for number, (key, ids) in enumerate(grouped.items()):
            report(Progress("summarize families", number, len(grouped)))
            cancel.check()
            whole = self._overview("family", key, _title(store.number_of(ids[0]), "family"), _there(ids, documents))
            if whole is not None:
                of_families = dict.fromkeys(ids, whole) | of_families  # what came twice stays with its first family
        parts = {one: of_families.get(one, documents[one]) for one in documents}
        custodians = store.groups("custodian")
        of_all: list[Child] = []
        for number, (name, theirs) in enumerate(custodians.items(), 1):
            report(Progress("summarize custodians", number - 1, len(custodians)))
            whole = self._reduced("custodian", name, f"Custodian {number}", _there(theirs, parts), cancel)
            of_all += [whole] if whole is not None else []
        named = {one for theirs in custodians.values() for one in theirs}
        of_all += _there([one for one in parts if one not in named], parts)
        self._reduced("production", "", "Production", _once(of_all), cancel)

    def _reduced(
        self, kind: str, subject: str, title: str, children: Sequence[Child], cancel: Cancellation
    ) -> Child | None:
        """One overview of however many parts."""
        while len(children) > _MOST:
            pieces = [children[at : at + _MOST] for at in range(0, len(children), _MOST)]
            smaller = []
            for number, piece in enumerate(pieces, 1):
                cancel.check()
                name = f"Part {number} of {len(pieces)} ({sum(one.documents for one in piece)} documents)"
                whole = self._overview("part", f"{kind} {subject} {number}", name, piece)
                smaller += [whole] if whole is not None else []
            children = smaller
        cancel.check()
        return self._overview(kind, subject, title, children)

    def _overview(self, kind: str, subject: str, title: str, children: Sequence[Child]) -> Child | None:
        """Made, checked and kept, unless this very one is there."""
        documents = sum(one.documents for one in children)
        ready, withheld = verified(joined(self.prompt, children), self._register)
        if ready is None:
            problem = "None of its documents is summarized, or the check let nothing of them through."
            self.made.append(Overview(kind, subject, documents, "", withheld, problem))
            return None
        job = Job(f"{kind}:{_digest(subject)}", Stage.SUMMARIZE, inputs=f"{self.engine}:{ready.digest}")
        summary = self.matter.store.summary(summary_id(job)) or self._summarized(job, ready)
        problem = "" if summary.checked.restorable else "The check of it found what forbids restoring the names."
        self.made.append(Overview(kind, subject, documents, summary.id, withheld, problem))
        if not summary.checked.restorable:
            return None
        return child(f"{title} ({documents} documents)", ready.payload, summary.checked.summary, documents)

    def _summarized(self, job: Job, ready: VerifiedText) -> ReviewedSummary:
        matter, payload = self.matter, ready.payload
        action = "payload.local" if self.engine == LOCAL else "payload.send"
        with matter.trail.together():
            matter.store.put_payload(payload, _meaning(self._register, ready))
            matter.note(action, *sent_details(payload, self.engine))
        try:
            masked = self._asked(job, ready, self.executor if self.summarizer is None else self.summarizer)
        except LegalRedactError as problem:
            note_failure(matter, ready.digest, problem)
            raise
        if not isinstance(masked, MaskedSummary):
            raise TypeError(job.stage)
        checked = self._asked(Job(job.document_id, Stage.CHECK), (ready, masked), self.executor)
        if not isinstance(checked, Checked):
            raise TypeError(job.stage)
        author = matter.trail.author(matter.parts.account)
        summary = ReviewedSummary(summary_id(job), checked.checked, checked.clear_segments, matter.actor, *author)
        with matter.trail.together():
            matter.note("summary.keep", ("payload", ready.digest), *used(masked))
            matter.store.put_summary(summary)
        return summary

    def _asked(self, job: Job, content: object, place: Executor | Summarizer) -> object:
        """What comes of one task; there is no other."""
        place.submit(Task(job.document_id, job.stage, content, job.inputs))
        results: Iterable[Done] = ()
        while not results:
            results = place.finished(_WAIT)
        (result,) = results
        if result.error is not None:
            raise result.error
        return result.value


def _documents(matter: OpenMatter) -> Iterator[tuple[str, Child]]:
    """Each document's summary as it is now, in the order of the production."""
    for job in matter.store.jobs(Stage.CHECK, State.DONE):
        summary = matter.store.summary(summary_id(job))
        if summary is not None and summary.checked.restorable:
            payload, _ = matter.store.payload(summary.checked.summary.payload_digest)
            title = f"Document {job.number}"
            yield job.document_id, child(title, payload, summary.checked.summary)


def _there(ids: Iterable[str], children: Mapping[str, Child]) -> list[Child]:
    return _once(children[one] for one in ids if one in children)


def _once(children: Iterable[Child]) -> list[Child]:
    """Each once: the members of a family share theirs."""
    return list({one.payload: one for one in children}.values())


def _title(number: int, what: str) -> str:
    return f"Document {number} and its {what}"


def _digest(subject: str) -> str:
    """A custodian is a person: no id spells one."""
    return hashlib.sha256(subject.encode()).hexdigest()[:12]


def _meaning(register: Register, ready: VerifiedText) -> Register:
    """As much of the register as tells what its tokens mean."""
    meant = [entity for entity in register.entities if entity.token in ready.tokens]
    among = {one for entity in meant for one in entity.among}
    kept = {entity.id for entity in meant} | among
    return Register(tuple(entity for entity in register.entities if entity.id in kept))
