"""Sign-off: the verdict of a reviewer on a summary; `valid_approval` says whether it still holds."""

from collections.abc import Mapping
from dataclasses import replace

from legalredact.governance.audit_trail import stamp
from legalredact.model.refusal import refuse
from legalredact.model.review import ReviewedSummary, SignOff, Verdict
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.conditions import MatterState, conditions_of
from legalredact.workflow.sign_off.sign_off_records import SIGN_OFF
from legalredact.workflow.sign_off.sign_off_rules import ReviewRequest, is_reason, reasons_against_signing

NO_REASONS: Mapping[int, str] = {}


def review(
    matter: OpenMatter,
    summary: ReviewedSummary,
    reviewer: str,
    verdict: Verdict,
    note: str = "",
    comments: tuple[tuple[int, str], ...] = (),
    settled: Mapping[int, str] = NO_REASONS,
) -> SignOff:
    """A reviewer's verdict, bound to the digests of payload, summary and findings, and to its event in the trail.

    Arguments:
        note, comments: as in `SignOff`.
        settled: the reason why each finding that the reviewer settled does not stand in the way, by number from 0.

    Errors: those of `reasons_against_signing`; VaultDamaged if the matter on the disk does not match the trail.
    """
    matter.trail.refuse_changed()
    reasons = {number: reason.strip() for number, reason in sorted(settled.items()) if is_reason(reason)}
    state = MatterState(matter.info, conditions_of(matter, (summary,)))
    request = ReviewRequest(reviewer, verdict, bool(note.strip() or comments), frozenset(reasons))
    refuse(reasons_against_signing(state, matter.parts.policy, summary, request), "Nothing was signed.")
    payload_digest = summary.checked.summary.payload_digest
    when = stamp(matter.parts.clock)
    signer, account = matter.trail.signer, matter.parts.account
    key = signer.public if signer else ""
    sign_off = SignOff(
        summary.id,
        reviewer,
        verdict,
        when,
        payload_digest,
        summary.digest,
        note,
        comments,
        account.id,
        key,
        findings=summary.checked.findings_digest,
        settled=tuple(reasons),
        reasons=tuple(reasons.values()),
    )
    if signer:
        sign_off = replace(sign_off, signature=signer.sign(sign_off.digest))
    facts = (("summary", summary.id), ("digest", summary.digest), ("reviewer", reviewer), (SIGN_OFF, sign_off.digest))
    with matter.act(f"summary.{verdict}", *facts):
        matter.store.add_sign_off(sign_off)
    return sign_off
