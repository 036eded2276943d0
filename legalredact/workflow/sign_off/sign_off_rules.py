"""Every rule that forbids a signature or an edit of a summary; see `send_rules`."""

from collections.abc import Iterator
from dataclasses import dataclass

from legalredact.errors import OpenDecisions, UsageError
from legalredact.governance.account import same_name
from legalredact.governance.roles import against_role
from legalredact.governance.signing import fingerprint
from legalredact.governance.signing_keys import key_fault
from legalredact.model.policy import Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.review import ReviewedSummary, Verdict
from legalredact.workflow.send.act_rules import against_acting
from legalredact.workflow.send.conditions import Conditions, MatterState
from legalredact.workflow.send.meaning_rules import against_unread_meaning


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What a reviewer wants to say of a summary.

    Arguments:
        reviewer: their name, as typed.
        explained: there is a note or a comment.
        settled: which of the findings they settled with a reason, by their number from 0.
    """

    reviewer: str
    verdict: Verdict
    explained: bool = False
    settled: frozenset[int] = frozenset()


def reasons_against_signing(
    state: MatterState, policy: Policy, summary: ReviewedSummary, request: ReviewRequest
) -> tuple[Refusal, ...]:
    """Everything that forbids that verdict on that summary."""
    acting = against_acting(state.conditions, policy)
    if acting:
        return acting
    of_verdict = _against_approval if request.verdict is Verdict.APPROVED else _against_rejection
    return (
        *against_role(policy, "review", state.conditions.account),
        *_against_reviewer(state, policy, summary, request.reviewer.strip()),
        *(against_unread_meaning(policy, summary) if request.verdict is Verdict.APPROVED else ()),
        *of_verdict(summary, request),
    )


def named_reviewers(state: MatterState, policy: Policy) -> tuple[str, ...]:
    """Who may sign; empty means anybody but the preparer."""
    return (*policy.sign_off.reviewers, *state.info.reviewers)


def _against_reviewer(state: MatterState, policy: Policy, summary: ReviewedSummary, reviewer: str) -> Iterator[Refusal]:
    rules, conditions = policy.sign_off, state.conditions
    if not reviewer:
        yield Refusal(RefusalKind.REVIEWER, "It is not said who reviews it.", "Name the reviewer.")
        return
    allowed = named_reviewers(state, policy)
    if allowed and not any(same_name(reviewer, one) for one in allowed):
        what = "This reviewer is not among those who may sign."
        yield Refusal(RefusalKind.REVIEWER, what, "Have one of the named reviewers sign.")
    if rules.other_person and same_name(reviewer, summary.preparer):
        yield _other_person("The preparer of a summary may not sign it.")
    elif rules.other_person and rules.accounts:
        yield from _against_account(conditions, summary)
    if rules.accounts and not same_name(reviewer, conditions.account.name):
        what = "The policy requires that reviewers sign from their own account."
        yield Refusal(RefusalKind.REVIEWER, what, "Log in as the reviewer, and sign there.")
    if rules.accounts and not conditions.key:
        what = "Reviewers need a signing key that tells them apart from the preparer, and there is no keyring for one."
        yield Refusal(RefusalKind.UNSIGNED, what, "Log in to a session with a keyring, or ask firm IT.")
    fault = key_fault(policy, conditions.key, reviewer, summary.key, conditions.vouched)
    if fault:
        remedy = "Have IT vouch for it (`legalredact key vouch`), name it in the policy, or have somebody else sign."
        yield Refusal(RefusalKind.REVIEWER_KEY, fault, remedy)


def _against_account(conditions: Conditions, summary: ReviewedSummary) -> Iterator[Refusal]:
    """Where the policy knows accounts only, another name is not enough: account and key must be others, too."""
    if conditions.account.id == summary.account or (conditions.key and fingerprint(conditions.key) == summary.key):
        yield _other_person("The preparer of a summary may not sign it; this account or its signing key prepared it.")


def _other_person(what: str) -> Refusal:
    return Refusal(RefusalKind.OTHER_PERSON, what, "Have somebody else review it.")


def _against_approval(summary: ReviewedSummary, request: ReviewRequest) -> Iterator[Refusal]:
    yield from reasons_against_approval(summary)
    left = sorted(set(range(len(summary.checked.findings))) - request.settled)
    if left and summary.checked.restorable:
        numbers = ", ".join(str(number + 1) for number in left)
        count = "One flag is not resolved" if len(left) == 1 else f"{len(left)} flags are not resolved"
        what = f"{count} with a reason: {numbers}."
        remedy = "Look at each of them, and resolve it with a reason."
        yield Refusal(RefusalKind.FLAGS, what, remedy, OpenDecisions)


def is_reason(words: str) -> bool:
    """Whether words give a reason for settling a flag: blanks and marks that nobody sees give none."""
    return any(map(str.isalnum, words))


def reasons_against_approval(summary: ReviewedSummary) -> tuple[Refusal, ...]:
    """What the summary itself says against an approval, whoever gives it."""
    if summary.checked.restorable:
        return ()
    what = "The check of this summary found what forbids signing it."
    return (Refusal(RefusalKind.CHECK, what, "Have it made again.", OpenDecisions),)


def _against_rejection(_: ReviewedSummary, request: ReviewRequest) -> Iterator[Refusal]:
    if not request.explained:
        what = "It is not said what to change."
        yield Refusal(RefusalKind.NOTE, what, "Say it in the note, or in a comment.", UsageError)


def reasons_against_edit(
    state: MatterState, policy: Policy, actor: str, summary: ReviewedSummary
) -> tuple[Refusal, ...]:
    """Everything that forbids that person to correct a statement of a summary."""
    if not same_name(actor, summary.preparer):
        what = "Only the preparer of a summary may edit it."
        return (Refusal(RefusalKind.OTHER_PERSON, what, "Send it back with a note instead."),)
    stopped = Refusal(RefusalKind.CHECK, "The check stopped this summary.", "Have it made again.")
    return (*against_acting(state.conditions, policy), *(() if summary.checked.restorable else (stopped,)))
