"""Every rule that forbids a signature or an edit of a summary; see `send_rules`."""

from collections.abc import Iterator
from dataclasses import dataclass

from legalredact.errors import OpenDecisions, UsageError
from legalredact.governance.roles import against_role
from legalredact.governance.signing import fingerprint
from legalredact.governance.signing_keys import key_fault
from legalredact.model.policy import Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.review import ReviewedSummary, Verdict
from legalredact.workflow.send.acting import against_acting
from legalredact.workflow.send.conditions import Conditions, MatterState
<<<<<<< HEAD:legalredact/workflow/send/sign_off_rules.py
=======
from legalredact.workflow.send.designations import against_designations

_READING = Refusal(
    RefusalKind.READING, "The matter is open for reading only.", "Open it for writing, then do it.", ReadingOnly
)
_LOCAL_TOO = frozenset({RefusalKind.EMPTY, RefusalKind.WITHHELD})
"""Blockers that stop a local summary, too."""
_DECIDE = "Decide them (`mask --accept`)."
_REMEDIES = {
    RefusalKind.EMPTY: "Add documents first.",
    RefusalKind.WITHHELD: "Take that back, or summarize the others by `batch run`.",
    RefusalKind.UNREAD: "Look at them, then accept them (`mask --accept-unread`).",
    RefusalKind.SUGGESTION: _DECIDE,
    RefusalKind.AMBIGUOUS: _DECIDE,
}


# Sends


def reasons_against_summaries(
    state: MatterState, policy: Policy, prompt: Prompt, engine: str, today: dt.date
) -> tuple[Refusal, ...]:
    """Everything that forbids any summary by that engine, whatever the documents contain."""
    acting = _against_acting(state.conditions, policy)
    if acting:
        return acting
    found = (
        *against_role(policy, "prepare", state.conditions.account),
        *against_engine(policy, engine),
        *against_prompt(policy, prompt.id, prompt.version),
        *(() if engine == LOCAL else (*against_service(policy, state.info, today), *state.conditions.service)),
    )
    return tuple(dict.fromkeys(found))


def reasons_against_send(
    state: MatterState,
    policy: Policy,
    prompt: Prompt,
    engine: str,
    today: dt.date,
    designated: Sequence[Designated] = (),
    hits: Sequence[Hit] = (),
) -> tuple[Refusal, ...]:
    """Everything that forbids a summary of the complete matter by that engine.

    Arguments:
        designated: designations of the documents.
        hits: names that verification found in the payload.
    """
    sends = engine != LOCAL
    open_now = (blocker for blocker in state.blockers if sends or RefusalKind(blocker.kind) in _LOCAL_TOO)
    return (
        *reasons_against_summaries(state, policy, prompt, engine, today),
        *_against_unsearched(len(state.busy)),
        *map(_against_blocker, open_now),
        *(against_designations(policy.designations.stop, designated, state.accepted) if sends else ()),
        *against_hits(hits),
    )


def may_note_refusal(state: MatterState, policy: Policy) -> bool:
    """Whether a person whose send is refused may write that to the trail."""
    return not (_against_acting(state.conditions, policy) or against_role(policy, "prepare", state.conditions.account))


def _against_acting(conditions: Conditions, policy: Policy) -> tuple[Refusal, ...]:
    """What forbids every act of that person in the matter."""
    return (_READING,) if conditions.reading else broken_policy(policy) or against_unsigned(policy, conditions.key)


def _against_unsearched(count: int) -> Iterator[Refusal]:
    if count:
        documents = "1 document has" if count == 1 else f"{count} documents have"
        yield Refusal(
            RefusalKind.UNSEARCHED,
            f"{documents} not been searched for names yet.",
            "Let the search end, or open the matter again to finish it.",
            OpenDecisions,
        )


def _against_blocker(blocker: Blocker) -> Refusal:
    kind = RefusalKind(blocker.kind)
    return Refusal(kind, blocker.what, _REMEDIES[kind], OpenDecisions)


# Signatures
>>>>>>> words2:legalredact/workflow/send/reasons.py


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """A reviewer's intended verdict on a summary.

    Arguments:
        reviewer: their name, as typed.
        explained: there is a note or a comment.
        settled: the findings that they resolved, by number from 0.
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
    if allowed and not any(_same_name(reviewer, one) for one in allowed):
        what = "This reviewer is not among those who may sign."
        yield Refusal(RefusalKind.REVIEWER, what, "Have one of the named reviewers sign.")
    if rules.other_person and _same_name(reviewer, summary.preparer):
        yield _other_person("The preparer of a summary may not sign it.")
    elif rules.other_person and rules.accounts:
        yield from _against_account(conditions, summary)
    if rules.accounts and not _same_name(reviewer, conditions.account.name):
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
    """If the policy knows accounts only, another name is not enough: account and key must differ, too."""
    if conditions.account.id == summary.account or (conditions.key and fingerprint(conditions.key) == summary.key):
        yield _other_person("The preparer of a summary may not sign it; this account or its signing key prepared it.")


def _same_name(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _other_person(what: str) -> Refusal:
    return Refusal(RefusalKind.OTHER_PERSON, what, "Have somebody else review it.")


def _against_approval(summary: ReviewedSummary, request: ReviewRequest) -> Iterator[Refusal]:
    yield from reasons_against_approval(summary)
    count = len(set(range(len(summary.checked.findings))) - request.settled)
    if count and summary.checked.restorable:
        what = "One flag is not settled." if count == 1 else f"{count} flags are not settled."
        remedy = "Look at each of them, and settle it."
        yield Refusal(RefusalKind.FLAGS, what, remedy, OpenDecisions)


def reasons_against_approval(summary: ReviewedSummary) -> tuple[Refusal, ...]:
    """Faults of the summary itself that forbid an approval, whoever signs."""
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
    if not _same_name(actor, summary.preparer):
        what = "Only who prepared a summary may edit it."
        return (Refusal(RefusalKind.OTHER_PERSON, what, "Send it back with a note instead."),)
    stopped = Refusal(RefusalKind.CHECK, "The check stopped this summary.", "Have it made again.")
<<<<<<< HEAD:legalredact/workflow/send/sign_off_rules.py
    return (*against_acting(state.conditions, policy), *(() if summary.checked.restorable else (stopped,)))
=======
    return (*_against_acting(state.conditions, policy), *(() if summary.checked.restorable else (stopped,)))


# Exports


def reasons_against_export(
    state: MatterState, policy: Policy, forms: Sequence[str], folder: Path | None = None
) -> tuple[Refusal, ...]:
    """Everything that forbids writing a signed summary in those formats.

    Arguments:
        folder: the target; None before one is chosen.
    """
    nothing = Refusal(RefusalKind.FORMS, "No form is chosen.", "Choose at least one form.", UsageError)
    return reasons_against_print(state, policy) or (
        *(() if forms else (nothing,)),
        *(() if folder is None else against_place(policy, folder)),
    )


def reasons_against_print(state: MatterState, policy: Policy) -> tuple[Refusal, ...]:
    """Everything that forbids printing a signed summary."""
    return _against_acting(state.conditions, policy)
>>>>>>> words2:legalredact/workflow/send/reasons.py
