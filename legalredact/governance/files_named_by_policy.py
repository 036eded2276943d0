"""Certificates, keys and lists of names that a policy names.

Anyone who can write these files can decide whom the application trusts and which names stay in clear text. So the
rule for the policy holds for them, too: root or the owner of the policy owns the file, every folder above it and every
link on the way, and nobody else may write there.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from legalredact.errors import LegalRedactError, Refused
from legalredact.governance.policy_sources import MANAGED, firm_file
from legalredact.governance.trusted_file import LARGEST, POLICY, ROOT_ALONE, read_trusted, unreadable
from legalredact.model.policy import ClaudePolicy, ClusterPolicy, Policy

_OWN = "Give the file, and every folder above it, to the owner of the policy, with no right to write for anybody else."


def refuse_foreign_certificates(policy: Policy, of: ClaudePolicy | ClusterPolicy) -> None:
    """Hold the files that one table of a policy names against who owns them. One that is absent is left to its reader.

    Arguments:
        of: the table, `policy.claude` or `policy.cluster`.

    Errors: Refused if somebody else could have written one of them; UsageError if one is there and cannot be read.
    """
    for key, path in _named(of):
        _look(policy, key, Path(path))


def foreign_certificate(policy: Policy) -> str:
    """Why a file that the policy names would be refused; empty if none would be. For `doctor`."""
    for of in (policy.claude, policy.cluster):
        try:
            refuse_foreign_certificates(policy, of)
        except LegalRedactError as problem:
            return str(problem)
    return ""


def read_policy_file(policy: Policy, key: str, path: Path, largest: int) -> bytes:
    """The content of a file that a policy names; at most 1 MiB on Windows.

    Arguments:
        key: of the policy, for the errors.
        largest: most bytes that it may have.

    Errors: Refused if somebody else could have written it; UsageError if it is absent or cannot be read.
    """
    content = _look(policy, key, path, largest) if path.is_absolute() else None
    if content is None:
        raise unreadable(path, "there is no such file", _what(key))
    return content


def _what(key: str) -> str:
    return f"The file that the policy names as {key},"


def _named(of: ClaudePolicy | ClusterPolicy) -> Iterator[tuple[str, str]]:
    """Keys of the policy, and the files that they name."""
    if isinstance(of, ClaudePolicy):
        keys = {"claude.ca_file": of.ca_file}
    else:
        keys = {"cluster.ca_file": of.ca_file, "cluster.cert_file": of.cert_file, "cluster.key_file": of.key_file}
    return ((key, path) for key, path in keys.items() if path)


def _look(policy: Policy, key: str, path: Path, largest: int = LARGEST) -> bytes | None:
    what = _what(key)
    own = _owner(policy)
    if sys.platform == "win32":
        return _look_on_windows(path, what, own=own is not None)
    trusted, sticky = ROOT_ALONE | ({own} if own is not None else set()), own is not None
    try:
        return read_trusted(path, trusted, what=what, sticky=sticky, largest=largest)
    except Refused as problem:
        raise Refused(problem.what, _OWN if own is not None else problem.remedy) from None


def _owner(policy: Policy) -> int | None:
    """Who owns a policy that is not the firm's; None for the firm's, also where the system's management has set it."""
    source = Path(policy.source)
    if source in (firm_file(), MANAGED):
        return None
    try:
        return source.stat().st_uid  # the user's own, or that of --policy
    except OSError:
        return None


if sys.platform == "win32":

    def _look_on_windows(path: Path, what: str, *, own: bool) -> bytes | None:
        from legalredact.governance.windows_account import windows_account
        from legalredact.governance.windows_file import read_trusted_windows

        try:
            return read_trusted_windows(path, frozenset({windows_account().id}) if own else frozenset())
        except LegalRedactError as problem:
            raise type(problem)(problem.what.replace(POLICY, what), problem.remedy) from None
