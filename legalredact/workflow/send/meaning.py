"""The second reading of a stored summary: what is sent, verified before; what comes back, held against the passages.

place_check  the statements and their passages are verified and the send is recorded, before anything leaves
ask          the service reads them
keep_check   the words of each answer are looked for in the passages; the verdicts are stored with the summary
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from legalredact.errors import EngineRejected, LegalRedactError, OpenDecisions, SendRefused
from legalredact.masking.legend import with_legend
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.model.document import Document
from legalredact.model.meaning import MeaningCheck, Unchecked
from legalredact.model.payload import Hit, MaskedText, Payload, VerifiedText
from legalredact.model.policy import CLAUDE, Policy
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.refusal import refuse
from legalredact.model.register import Register
from legalredact.model.review import ReviewedSummary, Usage
from legalredact.summary import prompts
from legalredact.summary.meaning_parts import MeaningEngine
from legalredact.summary.meaning_payload import LONGEST as LONGEST_STATEMENT
from legalredact.summary.meaning_payload import Group, MeaningCost, cost_of, group_of, meaning_payload, requests_of
from legalredact.summary.meaning_replies import MeaningReplies
from legalredact.workflow.compute.payload import against_hits
from legalredact.workflow.compute.time_limit import seconds, within
from legalredact.workflow.matter.blockers import WITHHELD
from legalredact.workflow.matter.dependencies import MakeEngine
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.conditions import MatterState, state_of
from legalredact.workflow.send.designations import designated
from legalredact.workflow.send.incidents import note_failure
from legalredact.workflow.send.meaning_rules import reasons_against_meaning, required
from legalredact.workflow.send.meaning_verdicts import meaning_of, with_meaning
from legalredact.workflow.send.send_rules import may_note_refusal
from legalredact.workflow.send.statement_names import register_for_statements, with_unknown_names
from legalredact.workflow.send.summarize import Details, is_as_then, note_account, sent, sent_details, used

CHECKED = "summary.meaning"
"""The event that records the verdicts of a second reading."""
KEPT = "The summary was kept; its meaning was not checked."
"""Remedy of an error in a second reading that followed a summary."""
_NOT_SENT = "Nothing was sent."


@dataclass(frozen=True, slots=True)
class MeaningOrder:
    """What one second reading sends.

    Arguments:
        verified: statements and passages; None if none of them can be sent.
        groups: of the statements that are sent, in order.
        unsent: why the other statements are not sent, by their number from 0.
    """

    summary: ReviewedSummary
    register: Register
    verified: VerifiedText | None
    groups: tuple[Group, ...] = field(repr=False)
    unsent: Mapping[int, Unchecked]


def check_meaning(
    matter: OpenMatter, summary: ReviewedSummary, report: Report = silent, cancel: Cancellation = NEVER
) -> ReviewedSummary:
    """Have a stored summary read a second time; it is stored with the verdicts.

    Errors: those of `place_check` and of the engine; Cancelled. The summary stays as it was then.
    """
    order = place_check(matter, summary)
    try:
        replies = ask(matter.parts.engine, order, report, cancel)
    except LegalRedactError as error:
        note_failed_check(matter, order, error)
        raise
    return keep_check(matter, order, replies)


def expected_cost(summary: ReviewedSummary, payload: Payload, policy: Policy) -> MeaningCost:
    """What a second reading of that summary is estimated to cost; nothing is sent for it.

    Arguments:
        payload: the one that the summary answers.
    """
    groups, _ = _groups(summary, payload)
    return cost_of(groups, policy.claude.model)


def place_check(matter: OpenMatter, summary: ReviewedSummary) -> MeaningOrder:
    """Verify the statements and their passages, and record that they are sent, before they are.

    Errors: those of `reasons_against_meaning`; SendRefused, too, if the documents would be masked differently now;
    VaultDamaged if the matter on the disk does not match the trail.
    """
    state = state_of(matter)
    try:
        matter.trail.refuse_changed()
        _allow(matter, state, summary)
    except LegalRedactError as refusal:
        if may_note_refusal(state, matter.parts.policy):
            matter.note("send.refused", ("engine", CLAUDE), ("error", type(refusal).__name__), ("what", refusal.what))
        raise
    matter.parts.warm_up()
    order = _verified_order(matter, summary)
    matter.trail.refuse_changed()  # also while the text was put together
    if order.verified is not None:
        payload = order.verified.payload
        about: Details = (("purpose", "meaning"), ("summary", summary.id))
        counts: Details = (("statements", len(order.groups)), ("not_sent", len(order.unsent)))
        with matter.act("payload.send", *sent_details(payload, CLAUDE), *about, *counts):
            matter.store.put_payload(payload, order.register)
    return order


def ask(make: MakeEngine, order: MeaningOrder, report: Report, cancel: Cancellation) -> MeaningReplies:
    """Ask the service; the matter is not used. Nothing is asked if no statement can be sent."""
    if order.verified is None:
        return MeaningReplies((), Usage(CLAUDE))
    sizes = tuple(sum(len(group.documents) for group in request) for request in requests_of(order.groups))
    report(Progress("meaning", 0, len(sizes)))
    return _reader(make).read_again(order.verified, sizes, report, cancel)


def keep_check(matter: OpenMatter, order: MeaningOrder, replies: MeaningReplies) -> ReviewedSummary:
    """Compare the answers with the passages, and store the verdicts with the summary.

    Errors: OpenDecisions if the summary was signed, sent back or changed in the meantime; nothing is stored then.
    """
    now = matter.store.summary(order.summary.id)
    if now is None or now != order.summary or matter.store.sign_offs(now.id):
        raise OpenDecisions(
            "The summary changed while its meaning was checked; the result was discarded.", "Look at it again."
        )
    meaning = meaning_of(order.groups, order.unsent, replies)
    checked = replace(now, checked=with_meaning(now.checked, meaning, required=required(matter.parts.policy)))
    masked = replace(now.checked.summary, usage=replies.usage)
    facts: Details = (("summary", now.id), ("payload", order.verified.digest if order.verified else ""))
    with matter.act(CHECKED, *facts, *_counted(meaning), *used(masked)):
        matter.store.change_summary(checked)
    return checked


def note_failed_check(matter: OpenMatter, order: MeaningOrder, error: LegalRedactError) -> None:
    """The second reading failed: record how, and open an incident if another account or model answered."""
    note_failure(matter, order.verified.digest if order.verified else "", error)


def _allow(matter: OpenMatter, state: MatterState, summary: ReviewedSummary) -> None:
    policy, today = matter.parts.policy, matter.parts.today()
    found = designated(matter.documents) if policy.designations.stop else ()
    decided = bool(matter.store.sign_offs(summary.id))
    refuse(reasons_against_meaning(state, policy, summary, today, decided=decided, designated=found), _NOT_SENT)
    note_account(matter)


def _verified_order(matter: OpenMatter, summary: ReviewedSummary) -> MeaningOrder:
    then, _ = sent(matter, summary)
    register, masked, documents = _masked_now(matter, then)
    groups, unsent = _groups(summary, then)
    unknown = with_unknown_names(matter, summary, then, register)
    length = sum(group.size for group in groups) + sum(len(document.text) for document in documents)
    with within(seconds(length, len(register.entities)), "Checking masked text"):
        named = unknown | _named(groups, then, register)
        groups, out = _without(groups, named)
        verified, groups, more = _verified(groups, then, register, masked, documents)
    return MeaningOrder(summary, register, verified, groups, unsent | out | more)


def _masked_now(matter: OpenMatter, then: Payload) -> tuple[Register, tuple[MaskedText, ...], tuple[Document, ...]]:
    """The register and the summary's documents, masked with it.

    Errors: SendRefused if they would not be sent now as they were then.
    """
    matter.catch_up()
    register = matter.keep_tokens()
    if then.made_of:  # statements of summaries: text of a model, without a document behind it
        if not is_as_then(matter, then, register):
            raise _changed()
        return register, (), ()
    known = {document.id: document for document in matter.documents}
    ids = [one.id for one in then.documents]
    if any(one not in known or matter.store.is_accepted(one, WITHHELD) for one in ids):
        raise _changed()
    documents = tuple(known[one] for one in ids)
    prepared = matter.thinking.prepare(prompts.meaning_check(), register, documents, matter.mentions)
    pairs = zip(documents, prepared.masked, strict=True)
    made = build_payload(then.prompt_id, then.prompt_version, then.instructions, pairs, then.first)
    now = with_legend(made, register) if then.legend else made
    if now.digest != then.digest:
        raise _changed()
    refuse(against_hits(prepared.hits), _NOT_SENT)
    return register, prepared.masked, documents


def _changed() -> SendRefused:
    return SendRefused(
        f"The documents of this summary, or the decisions on their names, have changed since. {_NOT_SENT}",
        "Have the summary made again.",
    )


def _groups(summary: ReviewedSummary, payload: Payload) -> tuple[tuple[Group, ...], dict[int, Unchecked]]:
    """The statements with their passages, and why others cannot be sent."""
    groups: list[Group] = []
    unsent: dict[int, Unchecked] = {}
    flagged = {finding.segment for finding in summary.checked.findings if finding.blocking}
    for number, segment in enumerate(summary.checked.summary.segments):
        if segment.heading:
            continue
        group = group_of(number, segment, payload)
        if number in flagged:
            unsent[number] = Unchecked.FLAGGED
        elif group is None:
            unsent[number] = Unchecked.NO_SOURCE
        elif group.size > LONGEST_STATEMENT:
            unsent[number] = Unchecked.TOO_LONG
        else:
            groups.append(group)
    return tuple(groups), unsent


def _named(groups: Sequence[Group], then: Payload, register: Register) -> frozenset[int]:
    """Statements with a clear name that is masked anywhere; a statement belongs to no place of a document."""
    own = tuple(replace(group, documents=group.documents[:1]) for group in groups)
    verdict = verify(meaning_payload(own, then), register_for_statements(register, then), (), ())
    parts = frozenset() if isinstance(verdict, VerifiedText) else frozenset(hit.part for hit in verdict)
    return frozenset(group.segment for group in own if group.parts & parts)


def _without(groups: Sequence[Group], named: Container[int]) -> tuple[tuple[Group, ...], dict[int, Unchecked]]:
    out = {group.segment: Unchecked.NAME for group in groups if group.segment in named}
    return tuple(group for group in groups if group.segment not in out), out


def _verified(
    groups: Sequence[Group],
    then: Payload,
    register: Register,
    masked: Sequence[MaskedText],
    documents: Sequence[Document],
) -> tuple[VerifiedText | None, tuple[Group, ...], dict[int, Unchecked]]:
    """What may be sent, verified as it will be sent; statements in which something is found are left out.

    Errors: SendRefused for a find that belongs to no statement.
    """
    left, named = tuple(groups), dict[int, Unchecked]()
    while left:
        verdict = verify(meaning_payload(left, then), register, masked, documents)
        if isinstance(verdict, VerifiedText):
            return verdict, left, named
        parts = {hit.part for hit in verdict}
        out = {group.segment for group in left if group.parts & parts}
        if not out:
            refuse(against_hits(verdict), _NOT_SENT)
        left, more = _without(left, out)
        named |= more
    return None, (), named


def _reader(make: MakeEngine) -> MeaningEngine:
    def never(_: Payload) -> VerifiedText | tuple[Hit, ...]:
        """A second reading sends no text of the model back to the service."""
        return ()

    engine = make(CLAUDE, never)
    if not isinstance(engine, MeaningEngine):
        raise EngineRejected("This engine has no second reading; nothing was sent.", "Check it against its sources.")
    return engine


def _counted(meaning: MeaningCheck) -> Details:
    counts: dict[str, int] = {}
    for one in meaning.statements:
        counts[one.verdict] = counts.get(one.verdict, 0) + 1
    return tuple(counts.items())
