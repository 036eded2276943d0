"""When the firm's recovery key was last tried on its matters, so that `doctor` can remind of the next time.

The record says nothing of a matter. Where policy vouches for signing keys, it is signed with the vouching key that is
derived from the recovery key (see `vouching`), and lies in the folder that everybody can read: so every seat knows it,
and nobody without the recovery key can write it.
"""

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import platformdirs

from legalredact.errors import DiskFull
from legalredact.governance.signing import PersonalKey, is_signed
from legalredact.model.policy import Policy, RecoveryPolicy
from legalredact.model.side_file import read_plain, write_plain

KIND = "legalredact recovery drill 1"
FILE = "recovery-drill.json"
_MOST = 1 << 12
"""Largest size of the record in bytes."""
RUN = "IT runs `legalredact recovery drill FOLDER --recovery-key-file FILE`."


@dataclass(frozen=True, slots=True)
class Drill:
    """One drill.

    Arguments:
        key: the recovery key's public key.
        when: UTC, ISO 8601.
        opened, closed: how many matters the key opened, and how many it did not.
        signature: of `digest`, by the vouching key.
    """

    key: str
    when: str
    opened: int
    closed: int
    signature: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 over everything except the signature, hexadecimal."""
        return hashlib.sha256(json.dumps([KIND, self.key, self.when, self.opened, self.closed]).encode()).hexdigest()


def signed(drill: Drill, by: PersonalKey) -> Drill:
    """The same, signed."""
    return replace(drill, signature=by.sign(drill.digest))


def own_file() -> Path:
    """Where the record is if policy names no folder for it."""
    return platformdirs.user_data_path("LegalRedact", appauthor=False) / FILE


def place(recovery: RecoveryPolicy, own: Path) -> Path:
    """Where the record is: in the folder of vouchers, else in the user's own data."""
    return Path(recovery.vouchers) / FILE if recovery.vouchers else own


def keep(drill: Drill, file: Path) -> None:
    """Store a record that everybody may read; errors: DiskFull."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_plain(file, json.dumps(asdict(drill)).encode(), 0o644)
    except OSError:
        raise DiskFull(
            "The drill was done, but its record could not be kept.", "Check your rights in its folder; do it again."
        ) from None


def last(recovery: RecoveryPolicy, own: Path) -> Drill | None:
    """The last drill with the recovery key in force; None if there is none, or its record is not signed as due."""
    try:
        row = json.loads(read_plain(place(recovery, own), _MOST))
        found = Drill(str(row["key"]), str(row["when"]), int(row["opened"]), int(row["closed"]), str(row["signature"]))
        at = dt.datetime.fromisoformat(found.when)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None
    if at.utcoffset() is None or found.key != recovery.recipient:
        return None
    if recovery.vouchers and not is_signed(recovery.vouching_key, found.digest, found.signature):
        return None
    return found


def reminder(policy: Policy, now: dt.datetime, own: Path) -> tuple[bool, str]:
    """Whether no drill is due, and the last one in words. For `doctor`, if policy names a recovery key."""
    days, found = policy.recovery.drill_days, last(policy.recovery, own)
    if found is None:
        known = "" if policy.recovery.vouchers else " on this account (recovery.vouchers lets every seat know of one)"
        return not (days and policy.recovery.vouchers), f"no drill of the recovery key is recorded{known}. {RUN}"
    words = f"the recovery key opened {found.opened} matters on {found.when[:10]}"
    words += f", and {found.closed} not" if found.closed else ""
    age = now - dt.datetime.fromisoformat(found.when)
    if age < -dt.timedelta(days=1):
        return not days, f"{words}; that is in the future, so a clock is wrong. {RUN}"
    if days and age > dt.timedelta(days=days):
        return False, f"{words}; that is more than {days} days ago. {RUN}"
    return True, words
