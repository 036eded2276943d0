"""Claude API keys in the keyring: one for each profile (an organization and workspace), one of them in use.

A new key is kept beside the old one until it was tested: `put` keeps the old one, `settle` removes it, `take_back`
restores it. So neither a mistyped key nor a crash loses the working key.
"""

import json
import re
from typing import Protocol

from legalredact.errors import UsageError
from legalredact.vault.os_keyring import API_KEY

DEFAULT = "default"
_INDEX = f"{API_KEY} profiles"
_BEFORE = " before"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")


class Secrets(Protocol):
    """The store of keys: the operating system's keyring."""

    def get(self, name: str) -> str | None:
        """See `OsKeyring`."""

    def set(self, name: str, secret: str) -> None:
        """See `OsKeyring`."""

    def delete(self, name: str) -> None:
        """See `OsKeyring`."""


class ApiKeys:
    """Profiles and their keys. Errors of every method: KeyringUnavailable."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def profiles(self) -> tuple[str, ...]:
        """Profiles with a key, the default one first."""
        named, _ = self._index()
        return tuple(name for name in (DEFAULT, *named) if self._secrets.get(_entry(name)))

    def in_use(self) -> str:
        """The profile whose key is used."""
        _, chosen = self._index()
        return chosen

    def get(self, profile: str = "") -> str | None:
        """The key of a profile, by default of the one in use; None if it has none."""
        return self._secrets.get(_entry(profile or self.in_use()))

    def use(self, profile: str) -> None:
        """Use that profile's key from now on; UsageError if it has none."""
        if profile not in self.profiles():
            raise UsageError("There is no key of that profile.", "See `legalredact key list`.")
        named, _ = self._index()
        self._keep_index(named, profile)

    def put(self, key: str, profile: str = "") -> bool:
        """Store a key; returns whether an older one is kept until `settle` or `take_back`.

        Errors: UsageError if the profile's name has characters other than letters, digits, spaces and ``._-``.
        """
        name = profile or self.in_use()
        if not _NAME.fullmatch(name):
            raise UsageError("That name of a profile cannot be used.", "Use up to 40 letters, digits, spaces, . _ -")
        old = self._secrets.get(_entry(name))
        kept = self._secrets.get(_entry(name) + _BEFORE) or old  # a key that was never tested is not kept
        if kept is not None and kept != key:
            self._secrets.set(_entry(name) + _BEFORE, kept)
        self._secrets.set(_entry(name), key)
        named, chosen = self._index()
        if name != DEFAULT and name not in named:
            self._keep_index((*named, name), chosen)
        return kept is not None and kept != key

    def settle(self, profile: str = "") -> None:
        """The new key works: remove the old one."""
        self._secrets.delete(_entry(profile or self.in_use()) + _BEFORE)

    def take_back(self, profile: str = "") -> bool:
        """The new key does not work: restore the old one, if there was one."""
        name = profile or self.in_use()
        old = self._secrets.get(_entry(name) + _BEFORE)
        if old is None:
            return False
        self._secrets.set(_entry(name), old)
        self._secrets.delete(_entry(name) + _BEFORE)
        return True

    def remove(self, profile: str = "") -> None:
        """Remove a profile's key from the keyring; if it was in use, the default profile is used instead."""
        name = profile or self.in_use()
        self._secrets.delete(_entry(name))
        self._secrets.delete(_entry(name) + _BEFORE)
        named, chosen = self._index()
        self._keep_index(tuple(one for one in named if one != name), DEFAULT if chosen == name else chosen)

    def _index(self) -> tuple[tuple[str, ...], str]:
        """Profiles besides the default one, and the one in use."""
        stored = self._secrets.get(_INDEX)
        if stored is None:
            return (), DEFAULT
        try:
            read = json.loads(stored)
            return tuple(map(str, read["profiles"])), str(read["in_use"])
        except (ValueError, KeyError, TypeError):
            return (), DEFAULT

    def _keep_index(self, named: tuple[str, ...], chosen: str) -> None:
        if not named and chosen == DEFAULT:
            self._secrets.delete(_INDEX)
        else:
            self._secrets.set(_INDEX, json.dumps({"profiles": named, "in_use": chosen}))


def _entry(profile: str) -> str:
    return API_KEY if profile == DEFAULT else f"{API_KEY} {profile}"
