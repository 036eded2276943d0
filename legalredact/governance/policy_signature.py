"""Signed policies: if IT has set a public key, only a policy with IT's signature is accepted.

The key is set at installation in a place that users cannot write: the file `policy.pub` beside the policy, or a
registry value on Windows. The signature is made with minisign, in `policy.toml.minisig` beside the policy. Then whoever
can replace the policy's file, such as a software distribution system, can neither replace nor remove the policy.
"""

import contextlib
import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path

import platformdirs

from legalredact.errors import Refused
from legalredact.governance import policy_sources
from legalredact.governance.minisign import NotMinisign, PublicKey, public_key, signed_at
from legalredact.governance.policy_sources import APP, Registry

KEY = "policy.pub"
"""Name of the public key's file."""
SIGNATURE = ".minisig"
"""Suffix that minisign adds to the name of the signed file."""
REGISTRY_KEY = rf"SOFTWARE\{APP}"
REGISTRY_VALUE = "PolicyKey"

_ASK = "Ask firm IT to sign the policy: `minisign -S -m policy.toml`; nothing was done."


def installed_key(folders: Iterable[Path], registry: Registry | None = None) -> PublicKey | None:
    """The public key that IT has set; None if there is none.

    Arguments:
        folders: folders that may contain its file.

    Errors: Refused if it is not a key, or users could have written its file; UsageError if it cannot be read.
    """
    value = (registry.values(REGISTRY_KEY) or {}).get(REGISTRY_VALUE) if registry is not None else None
    if value is not None:
        return _key(str(value), f"HKLM\\{REGISTRY_KEY}")
    for folder in folders:
        content = policy_sources.read_firm(folder / KEY)
        if content is not None:
            return _key(content.decode("utf-8", "replace"), str(folder / KEY))
    return None


def refuse_unsigned(path: Path, content: bytes | None, key: PublicKey, newest: "Newest") -> dt.datetime:
    """Require that a policy is signed with that key and is not an older one; returns when it was signed.

    Arguments:
        content: of the policy; None if there is none.

    Errors: Refused.
    """
    if content is None:
        raise Refused(f"IT has set a key for the policy, and there is no policy {path}.", _ASK)
    signature = policy_sources.read_firm(path.with_name(path.name + SIGNATURE))
    if signature is None:
        raise Refused(f"The policy {path} is not signed, and IT has set a key for it.", _ASK)
    try:
        seconds = signed_at(content, signature.decode("utf-8", "replace"), key)
    except NotMinisign as why:
        raise Refused(f"The signature of the policy {path} is not believed: {why}.", _ASK) from None
    if not seconds:
        raise Refused(f"The signature of the policy {path} does not say when it was made.", _ASK)
    when = dt.datetime.fromtimestamp(seconds, dt.UTC)
    before = newest.of(key)
    if seconds < before:
        known = dt.datetime.fromtimestamp(before, dt.UTC)
        raise Refused(
            f"The policy {path} was signed on {when:%Y-%m-%d %H:%M} UTC, "
            f"and one that was signed on {known:%Y-%m-%d %H:%M} UTC was in force here.",
            "If IT went back to it on purpose, IT has to sign it again; nothing was done.",
        )
    newest.put(key, seconds)
    return when


def refuse_managed(source: str) -> Refused:
    """The error for a policy of system management, which cannot be signed."""
    return Refused(f"IT has set a key for the policy, and the one of {source} bears no signature.", _ASK)


class Newest:
    """Records the time of the newest signed policy that this person has used, so that no older one replaces it.

    Arguments:
        file: created on first use. If it cannot be written, nothing is recorded.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, key: PublicKey) -> int:
        """Seconds since 1970; 0 if nothing is known."""
        return self._rows().get(key.words, 0)

    def put(self, key: PublicKey, seconds: int) -> None:
        """Record it if it is newer."""
        rows = self._rows()
        if rows.get(key.words, 0) >= seconds:
            return
        half = self._file.with_suffix(".new")
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            half.write_text(json.dumps(rows | {key.words: seconds}), encoding="ascii")
            half.replace(self._file)

    def _rows(self) -> dict[str, int]:
        try:
            read = json.loads(self._file.read_text(encoding="ascii"))
            return {str(name): int(value) for name, value in read.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}


def own_newest() -> Newest:
    """The record in the user's own data."""
    return Newest(platformdirs.user_data_path(APP, appauthor=False) / "policy-signed.json")


def _key(text: str, source: str) -> PublicKey:
    try:
        return public_key(text)
    except NotMinisign as why:
        raise Refused(f"The key for the policy in {source} is none: {why}.", "Have IT set it again.") from None
