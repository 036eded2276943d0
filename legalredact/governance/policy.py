"""Finds and reads the firm's policy, and rejects unknown keys. A broken policy allows nothing."""

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
    """Paths of policy files: the firm's, then the user's."""
    return policy_sources.firm_file(), policy_sources.user_file()


def load_policy(given: Path | None = None) -> Policy:
    """The policy in force: the one set by system management, else the firm's file, else the one given on the command
    line, else the user's, else the built-in one. Exactly one applies; they are never merged.

    A given file never replaces the firm's own. If IT has set a key for the policy, only a policy signed with it
    applies. In a user namespace none applies, since its user could have replaced the firm's.

    Errors: UsageError for a policy that cannot be read, has a mistake, or is given in addition to the firm's; Refused
    for a firm's policy that the user could have written, or that must be signed and is not.
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
    """The firm's policy, if there is one."""
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
    """The policy that replaces one that could not be read."""
    return Policy(engines=EnginePolicy(allowed=()), source="none: it is broken", broken=why)


def read_policy(path: Path) -> Policy:
    """Parse and check one file; errors as in `load_policy`."""
    try:
        content = path.read_bytes()
    except OSError:
        raise _cannot_be_read(path) from None
    return _policy(_toml(content, path), str(path))


def read_installed(path: Path) -> Policy:
    """As `read_policy`, for a file of the firm.

    Errors: as `read_policy`; Refused if somebody other than the administrators could have written or replaced it.
    """
    content = policy_sources.read_firm(path.absolute())
    if content is None:
        raise _cannot_be_read(path)
    return _policy(_toml(content, path), str(path))


def _is_there(path: Path) -> bool:
    """Whether there is a file; a file that cannot be accessed does not count as absent."""
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
