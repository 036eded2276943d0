"""Whether an approval of a summary still holds: for the same text, over the same masked documents, as policy asks."""

from legalredact.model.review import ReviewedSummary, SignOff
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import is_as_then, sent
from legalredact.workflow.sign_off.sign_off_records import sign_off_fault


def signed(matter: OpenMatter, summary: ReviewedSummary) -> SignOff | None:
    """The valid approval: the last verdict, for this very text, as long as its documents are masked as they were."""
    verdicts = matter.store.sign_offs(summary.id)
    if not verdicts or not verdicts[-1].binds(summary) or sign_off_fault(matter, summary):
        return None
    if not _is_as_policy_asks(matter, verdicts[-1]) or not _unchanged(matter, summary):
        return None
    return verdicts[-1]


def _is_as_policy_asks(matter: OpenMatter, sign_off: SignOff) -> bool:
    """If there is no signing key: whether policy permits that."""
    return bool(sign_off.key) or not (matter.parts.policy.sign_off.accounts or matter.parts.policy.audit.signed)


def _unchanged(matter: OpenMatter, summary: ReviewedSummary) -> bool:
    matter.catch_up()
    then, _ = sent(matter, summary)
    return is_as_then(matter, then, matter.keep_tokens())
