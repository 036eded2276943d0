"""Deleting for good: documents with everything made from them (see `clawback`), and all texts when retention ends.

First the event is written, then one transaction, then a new key, under which the matter is rewritten without the
deleted data, then the receipt. If cut short after the transaction, everything is deleted and only the new key is
missing.
"""

from dataclasses import dataclass, replace

from legalredact.errors import Refused, UsageError, WorkUnderWay
from legalredact.governance.audit_trail import stamp
from legalredact.governance.retention import Retention, RetentionState, days_in_force, state_of
from legalredact.governance.signing import is_signed
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.receipt import Deleted, Receipt
from legalredact.model.register import Register
from legalredact.workflow.matter.open_matter import OpenMatter

_SHOWN = 5
"""Documents of production sets that are named in words."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a purge would delete, shown before it is done.

    Arguments:
        bates: the requested range.
        register: the names that would be left.
        produced: (production set, first and last Bates number) of each of the documents that was handed out before.
    """

    kind: str
    deleted: Deleted
    register: Register
    bates: tuple[str, ...] = ()
    produced: tuple[tuple[str, str, str], ...] = ()

    def words(self) -> str:
        """In numbers, for the person who has to confirm."""
        gone = self.deleted
        counted = (
            (len(gone.documents), "document with its file and text", "documents with their files and texts"),
            (len(gone.payloads), "masked text", "masked texts"),
            (len(gone.summaries), "summary with replies and sign-offs", "summaries with replies and sign-offs"),
            (gone.names, "name that no other document contains", "names that no other document contains"),
        )
        said = ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counted)
        return f"{said}{self._produced_words()}"

    def _produced_words(self) -> str:
        """What was handed out before: a purge does not delete it, so the firm has to ask for its return."""
        shown = [f"{name} {first}" + (f" to {last}" if last != first else "") for name, first, last in self.produced]
        rest = f" and {len(shown) - _SHOWN:,} more" if len(shown) > _SHOWN else ""
        return f" (handed out in production sets: {', '.join(shown[:_SHOWN])}{rest})" if shown else ""


def plan_retention(matter: OpenMatter) -> Plan:
    """Everything but the matter's name, its members, its trail and its receipts.

    Errors: Refused if it is not due.
    """
    now = retention(matter)
    if now.state is not RetentionState.DUE:
        raise Refused(f"Nothing is due to be deleted: {words_for(now)}", "See `legalredact matter retention show`.")
    store = matter.store
    files = tuple((line.id, line.digest) for line in matter.listing)
    payloads = store.payloads_with([line.id for line in matter.listing])
    register = matter.register
    names = len(register.entities)
    left = register.without(entity.id for entity in register.entities)
    return Plan("retention", Deleted(files, payloads, tuple(s.id for s in matter.summaries), names), left)


def purge(matter: OpenMatter, plan: Plan, cancel: Cancellation = NEVER, report: Report = silent) -> Receipt:
    """Delete the plan's contents for good, and return the receipt.

    Errors: Refused if the policy reserves it for others, the plan no longer fits the matter, or work is under way that
    would restore deleted data; Cancelled before anything is deleted; DiskFull, StoreUnreachable while the new key
    is made: everything is deleted then, run `rekey` again.
    """
    _refuse_while_at_work(matter)
    _refuse_stale(matter, plan)
    matter.trail.refuse_changed()
    matter.store.check(report, cancel)  # what was planned was read from large rows, past their digests
    cancel.commit()
    gone = plan.deleted
    ids = ",".join(document_id for document_id, _ in gone.documents)
    action = "retention.run" if plan.kind == "retention" else "purge.documents"
    counts = (("payloads", len(gone.payloads)), ("summaries", ",".join(gone.summaries)), ("names", gone.names))
    documents = [document_id for document_id, _ in gone.documents]
    everything = plan.kind == "retention"
    with matter.act(action, ("documents", ids), *counts):
        matter.store.purge(documents, gone.payloads, gone.summaries, plan.register, production_too=everything)
    event = matter.store.last_event()
    matter.forget()
    matter.store.rekey(matter.store.members, report=report)
    receipt = _signed(matter, plan, event.digest if event else "")
    with matter.act("purge.receipt", ("digest", receipt.digest)):
        matter.store.add_receipt(receipt)
    return receipt


def retention(matter: OpenMatter) -> Retention:
    """Status of the matter's retention period."""
    days = days_in_force(matter.parts.policy.retention.days, matter.info.retention_days)
    return state_of(matter.store.trail(), days, matter.parts.today())


def set_retention(matter: OpenMatter, days: int) -> None:
    """Retention days of this matter, which can only shorten the firm's period; 0 uses it. UsageError below 0."""
    if days < 0:
        raise UsageError("The number of days cannot be negative.", "Give a number, or 0 for what the policy says.")
    matter.set_info(replace(matter.info, retention_days=days))


def words_for(now: Retention) -> str:
    """A sentence for people."""
    said = {
        RetentionState.OFF: "no days are set, so texts stay.",
        RetentionState.AT_WORK: f"{now.days} days are set; they begin once the latest summary is signed.",
        RetentionState.WAITING: f"texts, payloads and replies are deleted from {now.due} on.",
        RetentionState.DUE: f"texts, payloads and replies are due to be deleted since {now.due}.",
        RetentionState.NOT_EXPORTED: (
            f"due since {now.due}, but the signed summary was never exported and would be lost."
        ),
        RetentionState.DONE: "everything was deleted; trail and receipts are left.",
    }
    return said[now.state]


def is_genuine(receipt: Receipt) -> bool:
    """Whether its signature is of this very receipt; False if there is none."""
    return is_signed(receipt.public, receipt.digest, receipt.signature)


def _signed(matter: OpenMatter, plan: Plan, event: str) -> Receipt:
    signer = matter.trail.signer
    receipt = Receipt(
        plan.kind,
        matter.info.id,
        stamp(matter.parts.clock),
        matter.actor,
        plan.deleted,
        plan.bates,
        matter.store.generation,
        event,
        signer.public if signer else "",
    )
    return replace(receipt, signature=signer.sign(receipt.digest)) if signer else receipt


def _refuse_while_at_work(matter: OpenMatter) -> None:
    if matter.under_way:
        raise WorkUnderWay(
            f"{matter.under_way[0]} in this matter; what it holds would come back. Nothing was deleted.",
            "Pause or cancel it, or wait until it is done, and delete then.",
        )


def _refuse_stale(matter: OpenMatter, plan: Plan) -> None:
    there = {line.id for line in matter.listing}
    documents = {document_id for document_id, _ in plan.deleted.documents}
    now = set(matter.store.payloads_with(documents))
    if not documents <= there or now != set(plan.deleted.payloads):
        raise Refused("The matter has changed since; nothing was deleted.", "Look at what would be deleted again.")
