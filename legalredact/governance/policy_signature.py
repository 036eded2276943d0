"""A policy that is believed only if it bears the signature of the firm's IT, where IT has set a public key.

The key is set at installation, where users cannot write: the file `policy.pub` beside the policy, or on Windows a value
of the registry. The signature is minisign's, in `policy.toml.minisig` beside the policy. Whoever can put a file in the
policy's place, such as a system that distributes files, can then not have another one believed, nor take it away.
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
"""Name of the file of the public key."""
SIGNATURE = ".minisig"
"""What minisign adds to the name of the file that it signs."""
REGISTRY_KEY = rf"SOFTWARE\{APP}"
REGISTRY_VALUE = "PolicyKey"

_ASK = "Ask firm IT to sign the policy: `minisign -S -m policy.toml`; nothing was done."


def installed_key(folders: Iterable[Path], registry: Registry | None = None) -> PublicKey | None:
    """The public key that IT has set; None if none is.

    Arguments:
        folders: where its file may be.

    Errors: Refused if it is no key, or users could have written its file; UsageError if it cannot be read.
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
    """See to it that a policy was signed with that key, and is no older one; when it was signed.

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
    """A policy of the system's management bears no signature."""
    return Refused(f"IT has set a key for the policy, and the one of {source} bears no signature.", _ASK)


class Newest:
    """When the newest policy was signed that this person has worked under; so that none takes an older one's place.

    Arguments:
        file: made when there is something to keep. Where it cannot be written, nothing is kept.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, key: PublicKey) -> int:
        """Seconds since 1970; 0 if nothing is known."""
        return self._rows().get(key.words, 0)

    def put(self, key: PublicKey, seconds: int) -> None:
        """Keep it if it is newer."""
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
    """In the user's own data."""
    return Newest(platformdirs.user_data_path(APP, appauthor=False) / "policy-signed.json")


def _key(text: str, source: str) -> PublicKey:
    try:
        return public_key(text)
    except NotMinisign as why:
        raise Refused(f"The key for the policy in {source} is none: {why}.", "Have IT set it again.") from None
