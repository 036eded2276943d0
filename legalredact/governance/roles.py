"""Who may do what, and what may be used, under the firm's policy. Each function either refuses or does nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from legalredact.errors import SendRefused
from legalredact.governance.account import Account
from legalredact.model.policy import Policy
from legalredact.model.refusal import Refusal, RefusalKind, refuse

Role = Literal["prepare", "review", "administer", "approve"]

_ROLES: Mapping[str, Role | None] = {
    "matter.open": None,
    "matter.take_over": None,  # a consequence of opening a matter after its process was killed
    "matter.restore": "administer",
    "member.recovery": None,  # required by the policy, whoever opens the matter
    "matter": "prepare",
    "document": "prepare",
    "file": "prepare",
    "file.refuse": None,  # a consequence of adding files, and of opening after an interrupted reading
    "unread": "prepare",
    "name": "prepare",
    "register.type": "prepare",
    "register": None,  # a consequence of opening and reading
    "designation": "prepare",
    "send": "prepare",
    "payload": "prepare",
    "redact": "prepare",
    "copy": "prepare",
    "produce": "prepare",
    "prompt.open": None,  # a consequence of the acts below
    "prompt.propose": "prepare",
    "prompt.approve": "approve",
    "prompt.retire": "approve",
    "prompt.try": "prepare",
    "summary.approved": "review",
    "summary.rejected": "review",
    "summary": None,
    "key": None,  # everybody presents the public half of their signing key
    "incident": None,
    "incident.close": "administer",
    "selftest": None,
    "state": None,  # a consequence of other acts
    "audit": None,
    "audit.accept": "administer",
}
"""Role that an act needs, by its name or by the part before the dot; any other act is for administrators."""
_DOING = {
    "prepare": "prepare matters",
    "review": "review summaries",
    "approve": "approve prompts",
    "administer": "administer matters",
}
_START_AS_YOU = "Log in with your own account and start LegalRedact there, outside any container."
_MEND = "Ask firm IT to mend the policy."
_NO_CHANGE = "Nothing was changed."


def broken_policy(policy: Policy) -> tuple[Refusal, ...]:
    """That the policy cannot be read: whatever it governs is refused."""
    what = f"The policy cannot be read, so nothing may be done. {policy.broken}"
    return (Refusal(RefusalKind.BROKEN_POLICY, what, _MEND),) if policy.broken else ()


def against_role(policy: Policy, role: Role, account: Account) -> tuple[Refusal, ...]:
    """Why an account may not act in that role: the policy is broken, gives the role to others, or goes by accounts
    where this one cannot be believed.
    """
    listed: tuple[str, ...] = getattr(policy.roles, role)
    if policy.broken:
        return broken_policy(policy)
    if account.doubt and (listed or policy.sign_off.accounts):
        doubt = f"The policy assigns roles to accounts, and this account is uncertain. {account.doubt}"
        return (Refusal(RefusalKind.ACCOUNT, doubt, _START_AS_YOU),)
    if listed and not _is_listed(account, listed):
        what = f"The policy does not let the account {account.name} {_DOING[role]}."
        return (Refusal(RefusalKind.ACCOUNT, what, "Ask firm IT."),)
    return ()


def allow_role(policy: Policy, role: Role, account: Account) -> None:
    """Errors: Refused with the reasons of `against_role`."""
    refuse(against_role(policy, role, account), _NO_CHANGE)


def role_of(action: str) -> Role | None:
    """The role that an act needs; None if everybody with the matter's key may do it."""
    group = action.partition(".")[0]
    return _ROLES.get(action, _ROLES.get(group, "administer"))


def allow_act(policy: Policy, action: str, account: Account) -> None:
    """Errors: Refused if the act's role is given only to others."""
    role = role_of(action)
    if role is not None:
        allow_role(policy, role, account)


def against_place(policy: Policy, folder: Path) -> tuple[Refusal, ...]:
    """Errors: Refused if results may not be written there."""
    allowed = policy.export.folders
    place = folder.resolve()  # so that no link leads out of an allowed folder
    if policy.broken:
        return broken_policy(policy)
    if not allowed or any(place.is_relative_to(Path(one).resolve()) for one in allowed):
        return ()
    what = "The policy does not let results be written there."
    return (Refusal(RefusalKind.PLACE, what, f"Use one of: {', '.join(allowed)}."),)


def allow_place(policy: Policy, folder: Path) -> None:
    """Errors: Refused with the reasons of `against_place`."""
    refuse(against_place(policy, folder), "Nothing was written.")


def against_prompt(policy: Policy, prompt_id: str, version: str) -> tuple[Refusal, ...]:
    """That the firm keeps an inventory of use cases, and this one is not in it as it stands."""
    approved = policy.prompts.approved
    if not approved or any((one.id, one.version) == (prompt_id, version) for one in approved):
        return ()
    what = f"The firm has not approved the prompt {prompt_id} in its version {version}."
    listed = ", ".join(f"{one.id} {one.version}" for one in approved)
    return (Refusal(RefusalKind.PROMPT, what, f"Use one of: {listed}, or ask firm IT.", SendRefused),)


def against_engine(policy: Policy, engine: str) -> tuple[Refusal, ...]:
    """That the policy does not allow an engine."""
    if engine in policy.engines.allowed:
        return ()
    allowed = ", ".join(policy.engines.allowed) or "none"
    what = f"The policy does not allow the engine {engine}."
    return (Refusal(RefusalKind.ENGINE, what, f"Allowed are: {allowed}.", SendRefused),)


def _is_listed(account: Account, listed: Sequence[str]) -> bool:
    own = {account.id.casefold(), account.name.casefold()}
    own |= {f"group:{group}".casefold() for group in account.groups}
    return any(entry.strip().casefold() in own for entry in listed)
