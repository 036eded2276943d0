"""When the meaning of a summary is checked by a second reading, and every rule that forbids it; see `send_rules`."""

import datetime as dt
from collections.abc import Iterator, Sequence

from legalredact.errors import SendRefused, UsageError
from legalredact.governance.roles import against_prompt
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import CLAUDE, LOCAL, Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.remark import Designated
from legalredact.model.review import FindingKind, ReviewedSummary
from legalredact.summary import prompts
from legalredact.workflow.send.conditions import MatterState
from legalredact.workflow.send.send_rules import reasons_against_send

OFF, ON = "off", "on"
"""Settings of policy that leave no choice."""
_READ = "Check it against its sources."


def wanted(policy: Policy, info: MatterInfo, engine: str) -> bool:
    """Whether a summary by that engine is read a second time: policy decides, or else the matter's setting.

    Where the firm has an inventory of prompts without this one, the matter's setting does not count.
    """
    if engine == LOCAL or policy.claude.check_meaning == OFF:
        return False
    return policy.claude.check_meaning == ON or (info.check_meaning and not unapproved(policy))


def unapproved(policy: Policy) -> tuple[Refusal, ...]:
    """The refusal because the firm has not approved the prompt of the second reading."""
    prompt = prompts.meaning_check()
    return against_prompt(policy, prompt.id, prompt.version)


def against_choice(policy: Policy, engine: str, chosen: bool | None) -> tuple[Refusal, ...]:
    """The refusal of this choice: the engine has no second reading, or policy decides otherwise.

    Arguments:
        chosen: whether meaning is to be checked; None if nobody said.
    """
    if chosen is None:
        return ()
    if chosen and engine == LOCAL:
        what = "The local engine has no second reading."
        return (Refusal(RefusalKind.MEANING, what, "Leave that option out, or use claude.", UsageError),)
    if chosen and policy.claude.check_meaning == OFF:
        return (_forbidden(),)
    if chosen:
        return unapproved(policy)
    if engine != LOCAL and policy.claude.check_meaning == ON:
        what = "The policy requires that the meaning of each summary by Claude is checked."
        return (Refusal(RefusalKind.MEANING, what, "Leave that option out.", SendRefused),)
    return ()


def reasons_against_meaning(
    state: MatterState,
    policy: Policy,
    summary: ReviewedSummary,
    today: dt.date,
    *,
    decided: bool,
    designated: Sequence[Designated] = (),
) -> tuple[Refusal, ...]:
    """Everything that forbids a second reading of that summary.

    Arguments:
        decided: somebody signed it or sent it back, so that nothing in it may change.
        designated: what the documents say of who may see them.
    """
    own = tuple(_of_summary(policy, summary, decided=decided))
    prompt = prompts.meaning_check()
    return own or reasons_against_send(state, policy, prompt, CLAUDE, today, designated)


def _of_summary(policy: Policy, summary: ReviewedSummary, *, decided: bool) -> Iterator[Refusal]:
    if policy.claude.check_meaning == OFF:
        yield _forbidden()
    if summary.checked.summary.usage.engine == LOCAL:
        what = "The local engine made this summary, and there is no second reading for it."
        yield Refusal(RefusalKind.MEANING, what, _READ, SendRefused)
    if decided:
        what = "Somebody signed this summary, or sent it back."
        yield Refusal(RefusalKind.MEANING, what, "Edit it, or have it made again.", SendRefused)


def _forbidden() -> Refusal:
    what = "The policy does not let the meaning of summaries be checked by a second reading."
    return Refusal(RefusalKind.MEANING, what, _READ, SendRefused)


def required(policy: Policy) -> bool:
    """Whether policy requires a second reading of each summary by Claude."""
    return policy.claude.check_meaning == ON


def against_unread_meaning(policy: Policy, summary: ReviewedSummary) -> tuple[Refusal, ...]:
    """The refusal of a signature because policy requires a second reading, and there was none.

    The same if statements were not read and have no flag, because policy did not require it then.
    """
    made = summary.checked
    if not required(policy) or made.summary.usage.engine == LOCAL:
        return ()
    flagged = {finding.segment for finding in made.findings if finding.kind is FindingKind.NOT_READ_AGAIN}
    if made.meaning is not None and all(one.segment in flagged for one in made.meaning.statements if one.unread):
        return ()
    what = "The policy requires that the meaning of this summary is checked, and it was not."
    return (Refusal(RefusalKind.MEANING, what, "Have its meaning checked (`review check-meaning`)."),)
