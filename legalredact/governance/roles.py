"""Who may do what, and what may be used, under the firm's policy. Each function refuses or does nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from legalredact.errors import Refused
from legalredact.governance.account import Account
from legalredact.model.policy import Policy

Role = Literal["prepare", "review", "administer"]

_ROLES: Mapping[str, Role | None] = {
    "matter.open": None,
    "matter.take_over": None,  # follows from opening what a killed process left
    "matter.restore": "administer",
    "member.recovery": None,  # the policy's own doing, whoever opens the matter
    "matter": "prepare",
    "document": "prepare",
    "file": "prepare",
    "file.refuse": None,  # what follows from adding files, and from opening after a reading that was killed
    "unread": "prepare",
    "name": "prepare",
    "register.type": "prepare",
    "register": None,  # what follows from opening and reading
    "designation": "prepare",
    "send": "prepare",
    "payload": "prepare",
    "redact": "prepare",
    "copy": "prepare",
    "summary.approved": "review",
    "summary.rejected": "review",
    "summary": None,
    "key": None,  # whoever acts shows the public half of their signing key
    "incident": None,
    "incident.close": "administer",
    "selftest": None,
    "state": None,  # what follows from other acts
    "audit": None,
    "audit.accept": "administer",
}
"""Which role an act needs, by its name or by what stands before the dot; any other is for administrators."""
_DOING = {"prepare": "prepare matters", "review": "review summaries", "administer": "administer matters"}
_START_AS_YOU = "Log in with your own account and start LegalRedact there, outside any container; nothing was changed."
_MEND = "Ask firm IT to correct it; nothing was changed."


def allow_role(policy: Policy, role: Role, account: Account) -> None:
    """Errors: Refused if the policy is broken, gives that role to others alone, or goes by accounts where this one
    cannot be believed.
    """
    if policy.broken:
        raise Refused(f"The policy cannot be read, so nothing may be done. {policy.broken}", _MEND)
    listed: tuple[str, ...] = getattr(policy.roles, role)
    if account.doubt and (listed or policy.sign_off.accounts):
        raise Refused(
            f"The policy assigns roles to accounts, and this account is uncertain. {account.doubt}", _START_AS_YOU
        )
    if listed and not _is_listed(account, listed):
        raise Refused(f"The policy does not let the account {account.name} {_DOING[role]}.", "Ask firm IT.")


def role_of(action: str) -> Role | None:
    """The role that an act of the audit trail needs; None for those that everybody may do who has the matter's key."""
    group = action.partition(".")[0]
    return _ROLES.get(action, _ROLES.get(group, "administer"))


def allow_act(policy: Policy, action: str, account: Account) -> None:
    """Errors: Refused if the act's role is given to others alone."""
    role = role_of(action)
    if role is not None:
        allow_role(policy, role, account)


def allow_place(policy: Policy, folder: Path) -> None:
    """Errors: Refused if results may not be written there."""
    if policy.broken:
        raise Refused(f"The policy cannot be read, so nothing may be sent or exported. {policy.broken}", _MEND)
    allowed = policy.export.folders
    place = folder.resolve()  # so that no link leads out of an allowed folder
    if allowed and not any(place.is_relative_to(Path(one).resolve()) for one in allowed):
        raise Refused("The policy does not let results be written there.", f"Use one of: {', '.join(allowed)}.")


def allow_prompt(policy: Policy, prompt_id: str, version: str) -> None:
    """Errors: Refused if the firm keeps an inventory of use cases and this one is not in it as it stands."""
    approved = policy.prompts.approved
    if approved and not any((one.id, one.version) == (prompt_id, version) for one in approved):
        raise Refused(
            f"The firm has not approved the prompt {prompt_id} in its version {version}; nothing was done.",
            f"Use one of: {', '.join(f'{one.id} {one.version}' for one in approved)}, or ask firm IT.",
        )


def allow_engine(policy: Policy, engine: str) -> None:
    """Errors: Refused."""
    if engine not in policy.engines.allowed:
        allowed = ", ".join(policy.engines.allowed) or "none"
        raise Refused(f"The policy does not allow the engine {engine}; nothing was done.", f"Allowed are: {allowed}.")


def _is_listed(account: Account, listed: Sequence[str]) -> bool:
    own = {account.id.casefold(), account.name.casefold()}
    own |= {f"group:{group}".casefold() for group in account.groups}
    return any(entry.strip().casefold() in own for entry in listed)
