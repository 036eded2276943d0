"""Reads the firm's policy, refuses what it does not know, and decides whether text may go to Claude."""

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

import platformdirs
import pydantic

from legalredact.errors import SendRefused, UsageError
from legalredact.model.matter import AiRule, MatterInfo
from legalredact.model.policy import Policy, ZeroRetention

_APP = "LegalRedact"


def places() -> tuple[Path, ...]:
    """Where a policy is looked for, the firm's before the user's."""
    return (
        platformdirs.site_config_path(_APP, appauthor=False) / "policy.toml",
        platformdirs.user_config_path(_APP, appauthor=False) / "policy.toml",
    )


def load_policy(given: Path | None = None) -> Policy:
    """The policy in force: the firm's, else the one given on the command line, else the user's, else the built-in one.

    A given file never replaces the firm's own.

    Errors: UsageError for a file that cannot be read, has unknown keys, or is given beside a firm's policy.
    """
    firm, user = places()
    if firm.is_file():
        if given is not None:
            raise UsageError("The firm's policy is in force here.", "Leave out --policy, or ask IT to change it.")
        return read_policy(firm)
    if given is not None:
        return read_policy(given)
    return read_policy(user) if user.is_file() else Policy()


def read_policy(path: Path) -> Policy:
    """Parse and check one file; see `load_policy` for errors."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"The policy {path} cannot be read.", "Check the file and its rights.") from None
    except tomllib.TOMLDecodeError as problem:
        raise UsageError(f"The policy {path} is not valid TOML: {problem}.", "Correct that line.") from None
    try:
        policy = _checked(content)
    except pydantic.ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"The policy {path} is wrong at {where}: {first['msg']}.", "Correct that key.") from None
    return replace(policy, source=str(path))


def _checked(content: dict[str, object]) -> Policy:
    known = {"sign_off", "claude", "zero_retention"}
    if unknown := sorted(content.keys() - known):
        raise UsageError(
            f"The policy has unknown tables: {', '.join(unknown)}.", f"Known are {', '.join(sorted(known))}."
        )
    return pydantic.TypeAdapter(Policy).validate_python(content, extra="forbid")


def attestation_for_sending(policy: Policy, info: MatterInfo, today: dt.date) -> ZeroRetention:
    """The attestation under which this matter's text may go out today.

    Errors: SendRefused if the matter bars AI, or the attestation is missing, not yet valid or expired.
    """
    if info.ai_rule is AiRule.BARRED:
        raise SendRefused("This matter bars external AI; nothing was sent.", "Use the local engine (--engine local).")
    attested = policy.zero_retention
    if attested is None:
        raise SendRefused(
            "No zero-data-retention attestation is in the policy; nothing was sent.",
            "Ask firm IT to fill in [zero_retention], or use --engine local.",
        )
    if not attested.attested_on <= today <= attested.expires:
        raise SendRefused(
            f"The attestation holds from {attested.attested_on} to {attested.expires}; nothing was sent.",
            "Ask firm IT to renew it, or use --engine local.",
        )
    return attested
