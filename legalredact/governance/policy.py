"""Finds and reads the firm's policy, and refuses what it does not know. What a broken one allows: nothing."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from legalredact.errors import UsageError
from legalredact.governance import policy_sources
from legalredact.governance.policy_schema import parsed
from legalredact.model.policy import EnginePolicy, Policy


def places() -> tuple[Path, Path]:
    """Where a policy file is looked for: the firm's, then the user's."""
    return policy_sources.firm_file(), policy_sources.user_file()


def load_policy(given: Path | None = None) -> Policy:
    """The policy in force: what the system's management set, else the firm's file, else the one given on the command
    line, else the user's, else the built-in one. Exactly one holds; they are not mixed.

    A given file never replaces the firm's own.

    Errors: UsageError for a policy that cannot be read, has a mistake, or is given beside the firm's; Refused for a
    firm's policy that its user could have written.
    """
    firm, user = places()
    managed = policy_sources.managed()
    if (managed is not None or firm.is_file()) and given is not None:
        raise UsageError("The firm's policy is in force here.", "Leave out --policy, or ask IT to change it.")
    if managed is not None:
        return _policy(managed.content, managed.source)
    if firm.is_file():
        policy_sources.refuse_if_writable(firm)
        return read_policy(firm)
    if given is not None:
        return read_policy(given)
    return read_policy(user) if user.is_file() else Policy()


def broken(why: str) -> Policy:
    """The policy that stands for one that could not be read."""
    return Policy(engines=EnginePolicy(allowed=()), source="none: it is broken", broken=why)


def read_policy(path: Path) -> Policy:
    """Parse and check one file; see `load_policy` for errors."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"The policy {path} cannot be read.", "Check the file and its rights.") from None
    except tomllib.TOMLDecodeError as problem:
        raise UsageError(f"The policy {path} is not valid TOML: {problem}.", "Correct that line.") from None
    return _policy(content, str(path))


def _policy(content: Mapping[str, Any], source: str) -> Policy:
    policy = parsed(content)
    if isinstance(policy, str):
        raise UsageError(f"The policy {source} is wrong: {policy}.", "See `legalredact policy reference`.")
    return replace(policy, source=source)
