"""Checks that the records of sign-offs match the trail, each with a key that the trail presented."""

from legalredact.governance.audit_trail import PRESENTING
from legalredact.governance.signing import fingerprint, is_signed
from legalredact.model.audit import AuditEvent
from legalredact.model.review import ReviewedSummary, SignOff, Verdict
from legalredact.workflow.matter.new_signing_keys import key_fault
from legalredact.workflow.matter.open_matter import OpenMatter

SIGN_OFF = "sign_off"
"""The detail of an event that contains the digest of its record."""
_VERDICTS = frozenset({"summary.approved", "summary.rejected"})
_PURGES = frozenset({"purge.documents", "retention.run"})
_NO_EVENT = "the trail has no event of it"


def sign_off_fault(matter: OpenMatter, summary: ReviewedSummary) -> str:
    """Why the sign-offs of a summary cannot be trusted, for people; empty if records and events match one to one."""
    told = _told(matter, summary.id)
    records = matter.store.sign_offs(summary.id)
    for number, record in enumerate(records):
        why = _wrong(matter, record, told[number]) if number < len(told) else _NO_EVENT
        if why:
            return f"The sign-off by {record.reviewer} does not count: {why}."
    if len(told) > len(records):
        return f"The sign-off of event {told[len(records)].number} is gone; no other one counts."
    if records and records[-1].summary_digest == summary.digest and not _same_findings(records[-1], summary):
        return "What the check had found in this summary was changed after it was signed; the sign-off does not count."
    return _key_fault(matter, summary, records[-1]) if records else ""


def _key_fault(matter: OpenMatter, summary: ReviewedSummary, last: SignOff) -> str:
    """Why the key of an approval is not valid under the firm's policy; empty if it is."""
    why = key_fault(matter, summary, last) if last.verdict is Verdict.APPROVED else ""
    return f"The approval by {last.reviewer} does not count. {why}" if why else ""


def _told(matter: OpenMatter, summary_id: str) -> list[AuditEvent]:
    """The events of a summary's sign-offs; those before its permanent deletion belong to an earlier one of that id."""
    purges = matter.trail.events_of(_PURGES)
    deleted = (e.number for e in purges if summary_id in dict(e.details).get("summaries", "").split(","))
    after = max(deleted, default=0)
    return [e for e in matter.trail.events_about(_VERDICTS, "summary", summary_id) if e.number > after]


def _same_findings(record: SignOff, summary: ReviewedSummary) -> bool:
    return record.findings in ("", summary.checked.findings_digest)


def _wrong(matter: OpenMatter, record: SignOff, event: AuditEvent) -> str:
    """How a record contradicts the event of the same position; empty if it does not."""
    details = dict(event.details)
    if event.action != f"summary.{record.verdict}":
        return _NO_EVENT
    if event.state:
        same = details.get(SIGN_OFF) == record.digest and bool(record.findings)
    else:  # from before events told the state: they name no record
        named = details.get("digest"), details.get("reviewer")
        same = not record.findings and named == (record.summary_digest, record.reviewer)
    if not same:
        return _NO_EVENT
    if event.key != fingerprint(record.key):
        return "its event is of another key"
    return _wrongly_signed(matter, record, event) if record.key or record.signature else ""


def _wrongly_signed(matter: OpenMatter, record: SignOff, event: AuditEvent) -> str:
    if not is_signed(record.key, record.digest, record.signature):
        return "its signature is not of this record"
    if not is_signed(record.key, event.digest, event.signature):
        return "the signature of its event is not of this event"
    presented = (dict(e.details) for e in matter.trail.events_of(PRESENTING) if e.number < event.number)
    if not any((one.get("public"), one.get("account")) == (record.key, record.account) for one in presented):
        return "the trail presents no such key of that account"
    return ""
