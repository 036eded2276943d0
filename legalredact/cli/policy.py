"""`legalredact policy`: the policy in force, its source, and all keys."""

import dataclasses

from legalredact.cli.session import Session
from legalredact.governance.policy import places, read_installed, read_policy
from legalredact.governance.policy_schema import keys, reference
from legalredact.workflow.administration.settings_in_force import settings


def show(session: Session) -> int:
    """`policy show`: every key with its value, and the source of the policy."""
    policy = session.policy
    attested = policy.zero_retention
    until = f"attested until {attested.expires}" if attested else "not attested: nothing is sent"
    firm, user = places()
    words = (
        f"policy: {policy.source}",
        f"  the firm's file would be {firm}",
        f"  your own, used where the firm has none, would be {user}",
        f"zero data retention: {until}",
        *(f"{path} = {value}" for path, value in settings(policy)),
    )
    row = {
        "source": policy.source,
        "models": policy.claude.models,
        "attested": attested is not None,
        "settings": dict(settings(policy)),
    }
    session.answer(row, "\n".join(words))
    return 0


def check(session: Session) -> int:
    """`policy check FILE`: exit 2 and the first mistake, or a confirmation.

    With `--installed`, exit 3 if somebody other than the administrators can change the file.
    """
    if session.options.installed:
        read_installed(session.options.file)
        words = "The policy is valid, and only administrators can change it."
    else:
        read_policy(session.options.file)
        words = "The policy is valid."
    session.answer({"valid": True}, words)
    return 0


def refer(session: Session) -> int:
    """`policy reference`: every key with its values, default and meaning, as Markdown."""
    rows = [dataclasses.asdict(key) for key in keys()]
    session.answer({"keys": rows}, reference().rstrip())
    return 0
