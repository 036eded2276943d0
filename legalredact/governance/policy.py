"""Finds and reads the firm's policy, and refuses what it does not know. What a broken one allows: nothing."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from legalredact.errors import Refused, UsageError
from legalredact.governance import policy_signature, policy_sources
from legalredact.governance.policy_schema import parsed
from legalredact.governance.user_namespace import doubt
from legalredact.model.policy import EnginePolicy, Policy

_OUTSIDE = "Start LegalRedact outside of containers and sandboxes that map user ids."


def places() -> tuple[Path, Path]:
    """Where a policy file is looked for: the firm's, then the user's."""
    return policy_sources.firm_file(), policy_sources.user_file()


def load_policy(given: Path | None = None) -> Policy:
    """The policy in force: what the system's management set, else the firm's file, else the one given on the command
    line, else the user's, else the built-in one. Exactly one holds; they are not mixed.

    A given file never replaces the firm's own. Where IT has set a key for the policy, only one that was signed with it
    holds. In a user namespace none does, since its user could have put anything in the place of the firm's.

    Errors: UsageError for a policy that cannot be read, has a mistake, or is given beside the firm's; Refused for a
    firm's policy that its user could have written, or that is not signed and has to be.
    """
    why = doubt()
    if why:
        raise Refused(f"The firm's policy cannot be trusted here, so nothing may be done. {why}", _OUTSIDE)
    firm, user = places()
    firms = _firms(firm)
    if firms is not None and given is not None:
        raise UsageError("The firm's policy is in force here.", "Leave out --policy, or ask IT to change it.")
    if firms is not None:
        return _policy(firms.content, firms.source)
    return read_policy(given or user) if given is not None or _is_there(user) else Policy()


def _firms(firm: Path) -> policy_sources.Managed | None:
    """The firm's policy, if it has one."""
    folders = dict.fromkeys((firm.parent, *policy_sources.firm_folders()))
    key = policy_signature.installed_key(folders, policy_sources.windows_registry())
    managed = policy_sources.managed()
    if managed is not None and key is not None:
        raise policy_signature.refuse_managed(managed.source)
    if managed is not None:
        return managed
    content = policy_sources.read_firm(firm)
    signed = ""
    if key is not None:
        when = policy_signature.refuse_unsigned(firm, content, key, policy_signature.own_newest())
        signed = f", signed {when:%Y-%m-%d}"
    return None if content is None else policy_sources.Managed(_toml(content, firm), f"{firm}{signed}")


def broken(why: str) -> Policy:
    """The policy that stands for one that could not be read."""
    return Policy(engines=EnginePolicy(allowed=()), source="none: it is broken", broken=why)


def read_policy(path: Path) -> Policy:
    """Parse and check one file; see `load_policy` for errors."""
    try:
        content = path.read_bytes()
    except OSError:
        raise _cannot_be_read(path) from None
    return _policy(_toml(content, path), str(path))


def _is_there(path: Path) -> bool:
    """Whether there is a file; one that cannot be looked at does not count as absent."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        raise _cannot_be_read(path) from None
    return True


def _toml(content: bytes, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _cannot_be_read(path) from None
    except tomllib.TOMLDecodeError as problem:
        raise UsageError(f"The policy {path} is not valid TOML: {problem}.", "Correct that line.") from None


def _cannot_be_read(path: Path) -> UsageError:
    return UsageError(f"The policy {path} cannot be read.", "Check the file and its permissions.")


def _policy(content: Mapping[str, Any], source: str) -> Policy:
    policy = parsed(content)
    if isinstance(policy, str):
        raise UsageError(f"The policy {source} is wrong: {policy}.", "See `legalredact policy reference`.")
    return replace(policy, source=source)
