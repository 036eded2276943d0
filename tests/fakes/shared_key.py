"""A key that several processes of a test share."""

import pyrage

from legalredact.vault.keys import ThrowAwayKey


class SharedKey(ThrowAwayKey):
    """Seals to an identity that a test hands to another process, as its secret or pickled."""

    mode = "test"

    def __init__(self, identity: str | None = None) -> None:
        known = pyrage.x25519.Identity
        self._identity = known.from_str(identity) if identity else known.generate()

    def __reduce__(self) -> tuple[type["SharedKey"], tuple[str]]:
        return SharedKey, (self.identity,)

    @property
    def identity(self) -> str:
        """The secret, to be handed on."""
        return str(self._identity)
