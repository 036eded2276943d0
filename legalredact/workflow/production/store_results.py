"""Stores a worker's result in the matter: the document, its mentions, its payload, its summary.

Each function writes the act to the trail and returns the jobs that follow; the caller stores all in one transaction.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from legalredact.errors import (
    DamagedInput,
    EmptyInput,
    LegalRedactError,
    SendRefused,
    UnreadableInput,
)
from legalredact.model.job import Job, Stage, State
from legalredact.model.payload import VerifiedText
from legalredact.model.policy import LOCAL
from legalredact.model.production import ProductionMember
from legalredact.model.register import Entity, Register
from legalredact.model.review import CheckedSummary, MaskedSummary, ReviewedSummary
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production.attempts import after_failure
from legalredact.workflow.production.stages import Done, Masked, ReadDocument
from legalredact.workflow.send.designations import against_designations
from legalredact.workflow.send.restoring import with_names
from legalredact.workflow.send.summarize import used


@dataclass(slots=True)
class Kept:
    """State of a run outside the vault: verified text is stored nowhere else.

    Arguments:
        register: with which documents are masked; None before coreference.
        verified: payloads of documents that are masked and not summarized and checked yet.
    """

    engine: str
    register: Register | None = None
    verified: dict[str, VerifiedText] = field(default_factory=dict, repr=False)
    held: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict, repr=False)
    by_token: Mapping[str, Entity] = field(default_factory=dict, repr=False)

    def know(self, register: Register) -> None:
        """Coreference is done."""
        self.register, self.entities = register, {entity.id: entity for entity in register.entities}
        self.by_token = register.by_token()


def keep(matter: OpenMatter, kept: Kept, result: Done, job: Job) -> tuple[Job, ...]:
    """Store one result; returns its job in its new state, and the jobs that follow from it.

    Arguments:
        job: as it was begun.
    """
    job = replace(job, seconds=round(result.seconds, 3), ended=matter.parts.clock().isoformat(timespec="seconds"))
    if result.error is not None:
        return (after_failure(matter, job, result.error),)
    try:
        return _KEEPS[result.stage](matter, kept, result, replace(job, attempts=job.attempts + 1, state=State.DONE))
    except UnreadableInput as problem:  # the file changed or went since it was read
        return (after_failure(matter, job, problem),)


def _read(matter: OpenMatter, _: Kept, result: Done, job: Job) -> tuple[Job, ...]:
    read = result.value
    if not isinstance(read, ReadDocument):
        raise TypeError(result.stage)
    row, member = read.row, first_member(matter, result.document_id)
    if (row.id, row.digest) != (result.document_id, member.digest):  # whoever reads what may be hostile is not trusted
        raise DamagedInput("The worker's result does not match the file that was taken in.", "Take the file in again.")
    if not matter.store.knows(row.id):
        matter.note("document.add", ("document", row.id), ("digest", row.digest), ("unread", row.unread))
        matter.store.add_row(row, member.location.path if read.inside is None else read.inside)
    return job, following(job, Stage.DETECT)


def first_member(matter: OpenMatter, document_id: str) -> ProductionMember:
    """The member that a document is read from."""
    return next(iter(matter.store.produced(document_id)))


def _detect(matter: OpenMatter, _: Kept, result: Done, job: Job) -> tuple[Job, ...]:
    if not isinstance(result.value, bytes):
        raise TypeError(result.stage)
    matter.store.put_mentions_content(result.document_id, result.value)
    return job, following(job, Stage.RESOLVE)


def _mask(matter: OpenMatter, kept: Kept, result: Done, job: Job) -> tuple[Job, ...]:
    masked = result.value
    if not isinstance(masked, Masked) or kept.register is None:
        raise TypeError(result.stage)
    prepared = masked.prepared
    if not isinstance(prepared.outcome, VerifiedText):
        matter.note("payload.stopped", ("payload", prepared.payload.digest), ("hits", len(prepared.hits)))
        return (after_failure(matter, job, _why_stopped(lambda: prepared.verified)),)
    if matter.store.is_accepted(result.document_id, WITHHELD):
        return ()  # somebody withheld it while it was masked
    stop, accepted = matter.parts.policy.designations.stop, matter.store.accepted_parts()
    held = against_designations(stop, prepared.designated, accepted) if kept.engine != LOCAL else ()
    if held:
        return (replace(job, state=State.HELD, reason=held[0].what),)
    if not any(passage.masked_text.strip() for one in prepared.payload.documents for passage in one.passages):
        nothing = EmptyInput("Its pages have no text; there is nothing to summarize.", "Look at it yourself.")
        return (after_failure(matter, job, nothing),)
    verified = prepared.outcome
    matter.store.put_payload(prepared.payload, of_document(matter, kept, result.document_id, verified))
    kept.verified[result.document_id], kept.held[result.document_id] = verified, masked.held
    return job, *_after_mask(matter, kept, job, verified)


def _why_stopped(look: Callable[[], object]) -> LegalRedactError:
    try:
        look()
    except SendRefused as problem:
        return problem
    raise AssertionError("a payload with hits cannot be verified")


def _after_mask(matter: OpenMatter, kept: Kept, job: Job, verified: VerifiedText) -> tuple[Job, ...]:
    """Remaining jobs; nothing if this very payload was summarized and checked before."""
    inputs = f"{kept.engine}:{verified.digest}"
    jobs = matter.store.jobs_of(job.document_id)
    if _is_done(jobs.get(Stage.CHECK), inputs):
        kept.verified.pop(job.document_id, None)
        return ()
    answered = _is_done(jobs.get(Stage.SUMMARIZE), inputs) and matter.store.reply(job.document_id) is not None
    return (replace(following(job, Stage.CHECK if answered else Stage.SUMMARIZE), inputs=inputs),)


def _is_done(job: Job | None, inputs: str) -> bool:
    """Whether it was done for the same inputs."""
    return job is not None and job.inputs == inputs and job.state is State.DONE


def of_document(matter: OpenMatter, kept: Kept, document_id: str, verified: VerifiedText) -> Register:
    """The part of the register with the meaning of a payload's tokens, and with other names in its document.

    The complete register beside each of ten thousand payloads would be larger than all documents.
    """
    meant = (kept.by_token[token].id for token in sorted(verified.tokens))
    ids = dict.fromkeys([*matter.store.named_in(document_id), *meant])
    among = [one for entity_id in ids for one in kept.entities[entity_id].among if one in kept.entities]
    return Register(tuple(kept.entities[entity_id] for entity_id in dict.fromkeys([*ids, *among])))


def _summarize(matter: OpenMatter, _: Kept, result: Done, job: Job) -> tuple[Job, ...]:
    masked = result.value
    if not isinstance(masked, MaskedSummary):
        raise TypeError(result.stage)
    matter.note("summary.keep", ("payload", masked.payload_digest), *used(masked))
    matter.store.put_reply(result.document_id, masked)
    return job, replace(following(job, Stage.CHECK), inputs=job.inputs)


def _check(matter: OpenMatter, kept: Kept, result: Done, job: Job) -> tuple[Job, ...]:
    if not isinstance(result.value, CheckedSummary):
        raise TypeError(result.stage)
    payload = kept.verified[result.document_id].payload
    done = with_names(matter, result.value, payload, kept.by_token)
    author = matter.trail.author(matter.parts.account)
    summary = ReviewedSummary(summary_id(job), done.checked, done.segments, matter.actor, *author)
    matter.store.put_summary(summary)
    matter.store.drop_reply(result.document_id)
    kept.verified.pop(result.document_id, None)
    if not done.checked.restorable:
        what = "The check of its summary found what forbids restoring the names."
        return (replace(job, state=State.REFUSED, reason=what),)
    return (job,)


def summary_id(job: Job) -> str:
    """The same for the same payload of the same document, so that one made again replaces it."""
    return f"s{hashlib.sha256(f'{job.document_id}:{job.inputs}'.encode()).hexdigest()[:12]}"


def following(job: Job, stage: Stage) -> Job:
    """The same document at another stage, not begun."""
    return Job(job.document_id, stage, number=job.number)


_KEEPS = {Stage.READ: _read, Stage.DETECT: _detect, Stage.MASK: _mask, Stage.SUMMARIZE: _summarize, Stage.CHECK: _check}
