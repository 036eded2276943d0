"""Deleting for good: a clawback of documents with everything made from them (FRE 502(d)), and retention after sign-off.

First the event is written, then one transaction, then a new key, under which the matter is rewritten without the
deleted data, then the receipt. If cut short after the transaction, everything is deleted and only the new key is
missing.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from legalredact.errors import Refused, UsageError
from legalredact.governance.audit import stamp
from legalredact.governance.retention import Retention, State, days_in_force, state_of
from legalredact.governance.signing import is_signed
from legalredact.model.progress import NEVER, Cancellation
from legalredact.model.receipt import Deleted, Receipt
from legalredact.model.register import Entity, Register
from legalredact.workflow.matter.local_decisions import with_all_local
from legalredact.workflow.matter.open_matter import OpenMatter

_BATES = re.compile(r"(?P<prefix>.*?)(?P<number>\d+)\D*")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a purge would delete, shown before it is done.

    Arguments:
        bates: the requested range.
        register: the names that would be left.
    """

    kind: str
    deleted: Deleted
    register: Register
    bates: tuple[str, ...] = ()

    def words(self) -> str:
        """In numbers, for the person who has to confirm."""
        gone = self.deleted
        counted = (
            (len(gone.documents), "document with its file and text", "documents with their files and texts"),
            (len(gone.payloads), "masked text", "masked texts"),
            (len(gone.summaries), "summary with replies and sign-offs", "summaries with replies and sign-offs"),
            (gone.names, "name that no other document contains", "names that no other document contains"),
        )
        return ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counted)


def plan_clawback(matter: OpenMatter, documents: Collection[str], *, typed_too: bool = False) -> Plan:
    """Everything that would be deleted with those documents.

    Arguments:
        documents: their ids.
        typed_too: also names that a person typed or decided on, if they occur in these documents alone.

    Errors: UsageError if one is not in the matter, or none is given.
    """
    listed = {line.id: line for line in matter.listing}
    if not documents or not set(documents) <= listed.keys():
        raise UsageError("These documents are not in the matter.", "See `legalredact matter show` for their ids.")
    chosen = tuple(line for line in matter.listing if line.id in set(documents))
    lost = _lost(matter, {line.id for line in chosen})
    gone = frozenset(entity.id for entity in lost if typed_too or not entity.typed)
    payloads = matter.store.payloads_with([line.id for line in chosen])
    summaries = tuple(s.id for s in matter.summaries if s.checked.summary.payload_digest in payloads)
    files = tuple((line.id, line.digest) for line in chosen)
    deleted = Deleted(files, payloads, summaries, len(gone), len(lost) - len(gone))
    left = _left(matter.register, gone).without_documents(listed.keys() & set(documents))
    stay = {one: found for one, found in matter.mentions.items() if one not in documents}
    return Plan("clawback", deleted, with_all_local(left, stay))


def plan_range(matter: OpenMatter, first: str, last: str, *, typed_too: bool = False) -> Plan:
    """Everything that would be deleted with a range of Bates numbers: each document with such a page, completely.

    Errors: UsageError if the two are not of one series, or no page bears such a number.
    """
    low, high = _bates(first), _bates(last)
    if low is None or high is None or low[0] != high[0] or low[1] > high[1]:
        raise UsageError("That is not a range of Bates numbers.", "Give the first and the last of one series.")
    numbers = ((document_id, _bates(bates)) for document_id, bates in matter.store.bates_numbers())
    found = {one for one, n in numbers if n is not None and n[0] == low[0] and low[1] <= n[1] <= high[1]}
    if not found:
        raise UsageError("No page of the matter bears a number of that range.", "Check it against the pages.")
    return replace(plan_clawback(matter, found, typed_too=typed_too), bates=(first, last))


def plan_retention(matter: OpenMatter) -> Plan:
    """Everything but the matter's name, its members, its trail and its receipts.

    Errors: Refused if it is not due.
    """
    now = retention(matter)
    if now.state is not State.DUE:
        raise Refused(f"Nothing is due to be deleted: {words_for(now)}", "See `legalredact matter retention show`.")
    store = matter.store
    files = tuple((line.id, line.digest) for line in matter.listing)
    payloads = store.payloads_with([line.id for line in matter.listing])
    register = matter.register
    names = len(register.entities)
    left = register.without(entity.id for entity in register.entities)
    return Plan("retention", Deleted(files, payloads, tuple(s.id for s in matter.summaries), names), left)


def purge(matter: OpenMatter, plan: Plan, cancel: Cancellation = NEVER) -> Receipt:
    """Delete the plan's contents for good, and return the receipt.

    Errors: Refused if the policy reserves it for others, the plan no longer fits the matter, or work is under way that
    would restore deleted data; Cancelled before anything is deleted; DiskFull, StoreUnreachable while the new key
    is made: everything is deleted then, run `rekey` again.
    """
    _refuse_while_at_work(matter)
    _refuse_stale(matter, plan)
    matter.trail.refuse_changed()
    matter.store.check()  # what was planned was read from large rows, past their digests
    cancel.check()
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
    matter.store.rekey(matter.store.members)
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
        State.OFF: "no days are set, so texts stay.",
        State.AT_WORK: f"{now.days} days are set; they begin once the latest summary is signed.",
        State.WAITING: f"texts, payloads and replies are deleted from {now.due} on.",
        State.DUE: f"texts, payloads and replies are due to be deleted since {now.due}.",
        State.NOT_EXPORTED: f"due since {now.due}, but the signed summary was never exported and would be lost.",
        State.DONE: "everything was deleted; trail and receipts are left.",
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
        raise Refused(
            f"{matter.under_way[0]} in this matter; what it holds would come back. Nothing was deleted.",
            "Pause or cancel it, or wait until it is done, and delete then.",
        )


def _refuse_stale(matter: OpenMatter, plan: Plan) -> None:
    there = {line.id for line in matter.listing}
    documents = {document_id for document_id, _ in plan.deleted.documents}
    now = set(matter.store.payloads_with(documents))
    if not documents <= there or now != set(plan.deleted.payloads):
        raise Refused("The matter has changed since; nothing was deleted.", "Look at what would be deleted again.")


def _lost(matter: OpenMatter, documents: Collection[str]) -> tuple[Entity, ...]:
    """Entities that are named in those documents and in no other."""
    inside = _named(matter, documents)
    outside = _named(matter, [line.id for line in matter.listing if line.id not in documents])
    return tuple(e for e in matter.register.entities if e.id in inside and e.id not in outside)


def _named(matter: OpenMatter, documents: Iterable[str]) -> frozenset[str]:
    mentions = matter.mentions
    return frozenset(mention.entity for one in documents for mention in mentions.get(one, ()))


def _left(register: Register, gone: Collection[str]) -> Register:
    """The register without deleted entities, and without spellings that could only mean one of them."""
    rest = register.without(gone)
    pointing = [e for e in rest.entities if set(e.among) & set(gone)]
    among = {e.id: tuple(one for one in e.among if one not in gone) for e in pointing}
    empty = [one for one, left in among.items() if not left]
    changed: Sequence[Entity] = [replace(e, among=among[e.id]) for e in pointing if among[e.id]]
    return rest.updated(changed).without(empty)


def _bates(text: str) -> tuple[str, int] | None:
    match = _BATES.fullmatch(text.strip())
    return (match["prefix"].strip().casefold(), int(match["number"])) if match else None
