"""The operating system's own keyring, and no other.

`keyring.get_keyring()` is not used: environment and configuration can point it to a plaintext or null backend.
"""

import os
import sys
from typing import TYPE_CHECKING

from legalredact.errors import KeyringUnavailable
from legalredact.vault.session_bus import ADDRESS, Unreachable, bus_fault

if TYPE_CHECKING:
    import keyring.backend

SERVICE = "LegalRedact"
API_KEY = "anthropic-api-key"
"""Name of the keyring entry with the Claude API key."""
_BACKENDS = {
    "win32": ("keyring.backends.Windows", "WinVaultKeyring"),
    "darwin": ("keyring.backends.macOS", "Keyring"),
    "linux": ("keyring.backends.SecretService", "Keyring"),
}
"""The one trusted class of each platform; subclasses are not trusted."""
_WAY_OUT = "On a machine without a keyring, use --passphrase-file."


class OsKeyring:
    """Secrets of the current user in Windows Credential Manager, macOS Keychain or the Secret Service.

    Arguments:
        service: service name of the entries; tests use their own.
    """

    def __init__(self, service: str = SERVICE) -> None:
        self._service = service
        self._backend: keyring.backend.KeyringBackend | None = None

    def get(self, name: str) -> str | None:
        """The secret with that name, or None; `KeyringUnavailable` if the keyring is absent or locked."""
        with _plain_errors():
            return self._open().get_password(self._service, name)

    def set(self, name: str, secret: str) -> None:
        """Store a secret and read it back, since a null backend reports success and stores nothing."""
        with _plain_errors():
            self._open().set_password(self._service, name, secret)
            kept = self._open().get_password(self._service, name)
        if kept != secret:
            raise KeyringUnavailable("The keyring did not keep what was stored.", "Unlock or repair it. " + _WAY_OUT)

    def delete(self, name: str) -> None:
        """Remove a secret; nothing happens if there is none."""
        if self.get(name) is not None:
            with _plain_errors():
                self._open().delete_password(self._service, name)

    def state(self) -> str:
        """The backend's name, for `doctor`; `KeyringUnavailable` if a secret cannot be looked up."""
        self.get("doctor")
        return type(self._open()).__module__.rpartition(".")[2]

    def _open(self) -> "keyring.backend.KeyringBackend":
        if self._backend is None:
            self._backend = _platform_backend()
        return self._backend


def _platform_backend() -> "keyring.backend.KeyringBackend":
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        vault = WinVaultKeyring()
        vault.persist = "local machine"  # not "enterprise", which would copy it to other machines
        return trusted(vault)
    if sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as MacKeyring

        return trusted(MacKeyring())
    from keyring.backends.SecretService import Keyring as SecretService

    _refuse_foreign_bus()
    return trusted(SecretService())  # type: ignore[no-untyped-call]  # keyring's base class has no types


def _refuse_foreign_bus() -> None:
    """Allow only this account's own session bus; see `session_bus`."""
    remedy = "Log in to a desktop session of your own; after su or sudo there is none. " + _WAY_OUT
    try:
        address = os.environ.get(ADDRESS, "")
        fault = bus_fault(address) if address else f"{ADDRESS} is not set"
    except Unreachable:
        raise KeyringUnavailable(f"The session bus that {ADDRESS} names does not answer.", remedy) from None
    if fault is not None:
        raise KeyringUnavailable(f"There is no session bus of this account: {fault}. No keyring was asked.", remedy)


def trusted(backend: "keyring.backend.KeyringBackend") -> "keyring.backend.KeyringBackend":
    """The backend, if it is exactly the platform's own; `KeyringUnavailable` otherwise.

    This refuses backends that store plain text or nothing, that always fail, or that chain others, and classes that
    only look like the platform's.
    """
    kind = type(backend)
    if (kind.__module__, kind.__qualname__) != _BACKENDS.get(sys.platform, _BACKENDS["linux"]):
        raise KeyringUnavailable(
            f"A keyring of the kind {kind.__qualname__} is not this system's own; nothing was stored.", _WAY_OUT
        )
    return backend


class _plain_errors:  # noqa: N801 - reads as a statement: `with _plain_errors():`
    """Converts exceptions of a backend to our error, without the backend's message."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, _: object) -> None:
        if kind is None or issubclass(kind, KeyringUnavailable) or not issubclass(kind, Exception):
            return
        from keyring.errors import KeyringLocked

        if isinstance(problem, KeyringLocked):
            raise KeyringUnavailable("The keyring is locked.", "Unlock it and try again. " + _WAY_OUT) from None
        raise KeyringUnavailable(
            f"The keyring of this system cannot be used ({kind.__name__}).",
            "Log in to a desktop session. " + _WAY_OUT,
        ) from None
