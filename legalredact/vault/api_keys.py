"""Claude API keys in the keyring: one for each profile (an organization and workspace), one of them in use.

A new key is kept beside the old one until it was tested: `put` keeps the old one, `settle` removes it, `take_back`
restores it. So neither a mistyped key nor a crash loses the working key.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from legalredact.errors import UsageError
from legalredact.vault.os_keyring import API_KEY

DEFAULT = "default"
_INDEX = f"{API_KEY} profiles"
_BEFORE = " before"
_NAME = re.compile(r"(?!profiles$|(?:.* )?before$)[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}")
"""Without the names of entries that this module makes beside the keys."""
_FINGERPRINT = 16
_SHOWN = 4


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


@dataclass(frozen=True, slots=True)
class StoredKey:
    """Facts about a stored key that do not disclose it.

    Arguments:
        profile: whose.
        fingerprint: the first 16 hexadecimal digits of its SHA-256, to compare with the key that IT issued.
        last_four: its last four characters; empty if it is shorter than 20.
        since: day on which it was stored here, UTC; None if an earlier version stored it.
    """

    profile: str
    fingerprint: str
    last_four: str
    since: dt.date | None

    def age(self, today: dt.date) -> int | None:
        """In days; None if it is not known."""
        return (today - self.since).days if self.since is not None else None

    def words(self, today: dt.date) -> str:
        """For people."""
        age = self.age(today)
        days = "today" if age == 0 else f"{age} day{'s' * (age != 1)} ago"
        when = f"stored {self.since}, {days}" if self.since is not None else "stored by an earlier version"
        ending = f"ends with {self.last_four}, " if self.last_four else ""
        return f"{ending}fingerprint {self.fingerprint}, {when}"


@dataclass(frozen=True, slots=True)
class _Index:
    """Profiles besides the default one, the one in use, and the day on which each key was stored (ISO 8601)."""

    named: tuple[str, ...] = ()
    used: str = DEFAULT
    since: Mapping[str, str] = field(default_factory=dict)


class Secrets(Protocol):
    """The store of keys: the operating system's keyring."""

    def get(self, name: str) -> str | None:
        """See `OsKeyring`."""

    def set(self, name: str, secret: str) -> None:
        """See `OsKeyring`."""

    def delete(self, name: str) -> None:
        """See `OsKeyring`."""


class ApiKeys:
    """Profiles and their keys. Errors of every method: KeyringUnavailable.

    Arguments:
        today: the date in UTC.
    """

    def __init__(self, secrets: Secrets, today: Callable[[], dt.date] = _today) -> None:
        self._secrets, self._today = secrets, today

    def profiles(self) -> tuple[str, ...]:
        """Profiles with a key, the default one first."""
        return tuple(name for name in (DEFAULT, *self._index().named) if self._secrets.get(_entry(name)))

    def in_use(self) -> str:
        """The profile whose key is used."""
        return self._index().used

    def get(self, profile: str = "") -> str | None:
        """The key of a profile, by default of the one in use; None if it has none."""
        return self._secrets.get(_entry(profile or self.in_use()))

    def stored(self, profile: str = "") -> StoredKey | None:
        """Facts about a profile's key, by default of the one in use; None if it has none."""
        name = profile or self.in_use()
        key = self._secrets.get(_entry(name))
        if not key:
            return None
        ending = key[-_SHOWN:] if len(key) >= 5 * _SHOWN else ""
        digest = hashlib.sha256(key.encode()).hexdigest()[:_FINGERPRINT]
        return StoredKey(name, digest, ending, _day(self._index().since.get(name)))

    def use(self, profile: str) -> None:
        """Use that profile's key from now on; UsageError if it has none."""
        if profile not in self.profiles():
            raise UsageError("There is no key of that profile.", "See `legalredact key list`.")
        self._keep_index(replace(self._index(), used=profile))

    def put(self, key: str, profile: str = "") -> bool:
        """Store a key; returns whether an older one is kept until `settle` or `take_back`.

        Errors: UsageError if the profile's name has characters other than letters, digits, spaces and ``._-``, or is
            one that is used otherwise.
        """
        name = profile or self.in_use()
        if not _NAME.fullmatch(name):
            raise UsageError("That name of a profile cannot be used.", "Use up to 40 letters, digits, spaces, . _ -")
        old = self._secrets.get(_entry(name))
        kept = self._secrets.get(_entry(name) + _BEFORE) or old  # a key that was never tested is not kept
        if kept is not None and kept != key:
            self._secrets.set(_entry(name) + _BEFORE, kept)
        self._secrets.set(_entry(name), key)
        index = self._index()
        since = index.since if old == key else _since_today(index.since, name, self._today(), anew=kept == old)
        named = index.named if name == DEFAULT or name in index.named else (*index.named, name)
        self._keep_index(replace(index, named=named, since=since))
        return kept is not None and kept != key

    def settle(self, profile: str = "") -> None:
        """The new key works: remove the old one."""
        name = profile or self.in_use()
        self._secrets.delete(_entry(name) + _BEFORE)
        index = self._index()
        if name + _BEFORE in index.since:
            self._keep_index(_without_days(index, name + _BEFORE))

    def take_back(self, profile: str = "") -> bool:
        """The new key does not work: restore the old one, if there was one."""
        name = profile or self.in_use()
        old = self._secrets.get(_entry(name) + _BEFORE)
        if old is None:
            return False
        self._secrets.set(_entry(name), old)
        self._secrets.delete(_entry(name) + _BEFORE)
        index = self._index()
        day = index.since.get(name + _BEFORE)
        index = _without_days(index, name, name + _BEFORE)
        self._keep_index(replace(index, since={**index.since, name: day}) if day else index)
        return True

    def remove(self, profile: str = "") -> None:
        """Remove a profile's key from the keyring; if it was in use, the default profile is used instead."""
        index = self._index()
        name = profile or index.used
        self._secrets.delete(_entry(name))
        self._secrets.delete(_entry(name) + _BEFORE)
        named = tuple(one for one in index.named if one != name)
        used = DEFAULT if index.used == name else index.used
        self._keep_index(replace(_without_days(index, name, name + _BEFORE), named=named, used=used))

    def _index(self) -> _Index:
        stored = self._secrets.get(_INDEX)
        if stored is None:
            return _Index()
        try:
            read = json.loads(stored)
            since = {str(name): str(day) for name, day in read.get("since", {}).items()}
            return _Index(tuple(map(str, read["profiles"])), str(read["in_use"]), since)
        except (ValueError, KeyError, TypeError, AttributeError):
            return _Index()

    def _keep_index(self, index: _Index) -> None:
        if index == _Index():
            self._secrets.delete(_INDEX)
        else:
            row = {"profiles": index.named, "in_use": index.used, "since": dict(sorted(index.since.items()))}
            self._secrets.set(_INDEX, json.dumps(row))


def _since_today(since: Mapping[str, str], name: str, today: dt.date, *, anew: bool) -> dict[str, str]:
    """Days with that of a new key; the day of the key that is kept beside it stays known.

    Arguments:
        anew: the key that is replaced is the one that is kept.
    """
    old = since.get(name)
    kept = {name + _BEFORE: old} if anew and old is not None else {}
    return {**since, **kept, name: today.isoformat()}


def _without_days(index: _Index, *names: str) -> _Index:
    return replace(index, since={one: day for one, day in index.since.items() if one not in names})


def _day(written: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _entry(profile: str) -> str:
    return API_KEY if profile == DEFAULT else f"{API_KEY} {profile}"
