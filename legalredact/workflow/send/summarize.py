"""A matter's summaries: ordered, made, checked, restored and stored."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from legalredact.errors import LegalRedactError, SendRefused
from legalredact.governance.attestation import attestation_for_sending
from legalredact.governance.audit_trail import stamp
from legalredact.masking.reply.check import check
from legalredact.masking.verify import verify
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.policy import LOCAL
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.refusal import refuse
from legalredact.model.register import Register
from legalredact.model.review import MaskedSummary, ReviewedSummary
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.time_limit import seconds, within
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.dependencies import MakeEngine
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.conditions import MatterState, conditions_of, state_of
from legalredact.workflow.send.designations import designated
from legalredact.workflow.send.incidents import note_failure
from legalredact.workflow.send.inventories import noted, of_matter
from legalredact.workflow.send.restoring import with_names
from legalredact.workflow.send.selftest import tested_words
from legalredact.workflow.send.send_rules import (
    against_count,
    may_note_refusal,
    reasons_against_send,
    reasons_against_summaries,
)

_NOT_SENT = "Nothing was sent."

Details = tuple[tuple[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """A request to an engine: verified text, and the register with which it was masked."""

    engine: str
    verified: VerifiedText
    register: Register


def summarize(
    matter: OpenMatter,
    prompt: Prompt,
    engine: str = LOCAL,
    report: Report = silent,
    cancel: Cancellation = NEVER,
    chosen: Collection[str] | None = None,
) -> ReviewedSummary:
    """Have a summary made, checked and, if nothing forbids it, restored.

    Arguments:
        chosen: ids of the documents; None for all.

    Errors: OpenDecisions, SendRefused, EngineError and its subclasses, Cancelled; only the payload and the audit events
    are stored then.
    """
    order = place_order(matter, prompt, engine, chosen=chosen)
    try:
        masked = answer(matter.parts.engine, order, report, cancel)
    except LegalRedactError as error:
        note_failure(matter, order.verified.digest, error)
        raise
    return keep_answer(matter, order, masked)


def place_order(
    matter: OpenMatter, prompt: Prompt, engine: str, seen: str = "", chosen: Collection[str] | None = None
) -> EngineRequest:
    """Verify the payload, and record that it is sent, before it is.

    Arguments:
        seen: digest of the payload that a person looked at; empty if no person did.
        chosen: ids of the documents; None for all.

    Errors: those of `reasons_against_send`; SendRefused, too, if the payload differs from the one seen; VaultDamaged
    if the matter on the disk does not match the trail.
    """
    state = state_of(matter)
    try:
        matter.trail.refuse_changed()
        _allow(matter, state, prompt, engine, chosen)
    except LegalRedactError as refusal:
        if may_note_refusal(state, matter.parts.policy):
            matter.note("send.refused", ("engine", engine), ("error", type(refusal).__name__), ("what", refusal.what))
        raise
    if engine != LOCAL:
        matter.parts.warm_up()
    prepared = matter.prepare(prompt, chosen)
    if prepared.hits:
        matter.note("payload.stopped", ("payload", prepared.payload.digest), ("hits", len(prepared.hits)))
    if engine != LOCAL:
        matter.trail.refuse_changed()  # also while the text was put together
    if seen and seen != prepared.payload.digest:
        raise SendRefused(
            "The text to be sent has changed since you looked at it; nothing was sent.",
            "Look at it again, then send it.",
        )
    order = EngineRequest(engine, prepared.verified, matter.register)
    sent = (*sent_details(prepared.payload, engine), *noted(of_matter(matter)))
    with matter.act("payload.local" if engine == LOCAL else "payload.send", *sent):
        matter.store.put_payload(prepared.payload, order.register)
    return order


def answer(make: MakeEngine, order: EngineRequest, report: Report, cancel: Cancellation) -> MaskedSummary:
    """Ask the engine; the matter is not used."""

    def reverify(payload: Payload) -> VerifiedText | tuple[Hit, ...]:
        """For text that an engine made and would send again: the same check, without a document behind it."""
        return verify(payload, order.register, (), ())

    return make(order.engine, reverify).summarize(order.verified, report, cancel)


def keep_answer(matter: OpenMatter, order: EngineRequest, masked: MaskedSummary) -> ReviewedSummary:
    """Check an answer, restore it if nothing forbids that, and store it."""
    with matter.act("summary.keep", ("payload", masked.payload_digest), *used(masked)):
        return _reviewable(matter, masked, order.verified, order.register)


def _allow(matter: OpenMatter, state: MatterState, prompt: Prompt, engine: str, chosen: Collection[str] | None) -> None:
    """Everything that forbids it before any text is prepared."""
    policy, today = matter.parts.policy, matter.parts.today()
    found = designated(matter.chosen(chosen)) if policy.designations.stop and engine != LOCAL else ()
    count = len(matter.chosen(chosen)) if prompt.documents else None
    refuse(reasons_against_send(state, policy, prompt, engine, today, found, chosen=chosen, count=count), _NOT_SENT)
    if engine != LOCAL:
        note_account(matter)


def allow_summaries(matter: OpenMatter, prompt: Prompt, engine: str) -> None:
    """Everything that forbids summaries by an engine before any document is read.

    Errors: those of `reasons_against_summaries`. Decisions in the documents are checked for each of them.
    """
    matter.trail.refuse_changed()
    state = MatterState(matter.info, conditions_of(matter))
    policy, today = matter.parts.policy, matter.parts.today()
    alone = against_count(prompt, 1)  # each document of a production has a summary of its own
    refuse((*reasons_against_summaries(state, policy, prompt, engine, today), *alone), _NOT_SENT)
    if engine != LOCAL:
        note_account(matter)


def note_account(matter: OpenMatter) -> None:
    """Record where text may be sent now, and the self-test on which that relies."""
    attested = attestation_for_sending(matter.parts.policy, matter.info, matter.parts.today())
    account = (("organization", attested.organization_id), ("workspace", attested.workspace_id))
    matter.note("send.allow", *account, ("selftest", tested_words(matter)))


def _reviewable(
    matter: OpenMatter, masked: MaskedSummary, verified: VerifiedText, register: Register
) -> ReviewedSummary:
    source = sum(len(one.masked_text) for document in verified.payload.documents for one in document.passages)
    length = source + sum(len(segment.text) for segment in masked.segments)
    with within(seconds(length, len(register.entities)), "The check of the reply"):
        checked = check(masked, verified, register)
    done = with_names(matter, checked, verified.payload, register.by_token())
    author = matter.trail.author(matter.parts.account)
    made = stamp(matter.parts.clock)
    summary = ReviewedSummary(f"s{secrets.token_hex(4)}", done.checked, done.segments, matter.actor, *author, made)
    matter.store.put_summary(summary)
    return summary


def is_as_then(matter: OpenMatter, then: Payload, register: Register) -> bool:
    """Whether its documents would be masked now as they were, and none is withheld; for a summary of summaries, each of
    its parts."""
    if then.made_of:
        return all(is_as_then(matter, matter.store.payload(one)[0], register) for one in then.made_of)
    if any(matter.store.is_accepted(one.id, WITHHELD) for one in then.documents):
        return False
    documents = tuple(matter.store.document(one.id) for one in then.documents if matter.store.knows(one.id))
    return matter.thinking.digest(then, register, documents, matter.mentions) == then.digest


def sent(matter: OpenMatter, summary: ReviewedSummary) -> tuple[Payload, Register]:
    """The payload of a summary, and the register with which it was masked."""
    return matter.store.payload(summary.checked.summary.payload_digest)


def sent_details(payload: Payload, engine: str) -> Details:
    """The trail's record of a payload that goes to an engine: digests and counts."""
    passages = sum(len(document.passages) for document in payload.documents)
    return (
        ("payload", payload.digest),
        ("engine", engine),
        ("prompt", f"{payload.prompt_id} {payload.prompt_version}"),
        ("documents", len(payload.documents)),
        ("passages", passages),
    )


def used(masked: MaskedSummary) -> Details:
    """The trail's record of an answer: ids and figures."""
    usage = masked.usage
    return (
        ("engine", usage.engine),
        ("model", usage.model),
        ("requests", ",".join(usage.request_ids)),
        ("organization", usage.organization_id),
        ("workspace", usage.workspace_id),
        ("stop", ",".join(usage.stop_reasons)),
        ("input_tokens", usage.input_tokens),
        ("output_tokens", usage.output_tokens),
    )
