"""`legalredact key`: Claude API keys in the operating system's keyring, by profile; see also `vouching`."""

import datetime as dt
import getpass
import os
import sys

from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.summary.claude_settings import ApiKey
from legalredact.vault.api_keys import ApiKeys, StoredKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.administration.api_keys import rotate

_LONGEST = 4096
"""Bytes that are read as a key."""


def set_key(session: Session) -> int:
    """`key set`: stores the key in the keyring; never an argument, which others could read."""
    keys = ApiKeys(OsKeyring())
    keys.put(_typed(session), session.options.profile)
    keys.settle(session.options.profile)
    _answer(session, keys, "The key is in the keyring")
    return 0


def rotate_key(session: Session) -> int:
    """`key rotate`: the old key is kept unless the new one works."""
    parts = session.wiring.parts(session.policy, None)
    keys = ApiKeys(OsKeyring())
    account = rotate(keys, _typed(session), session.options.profile, parts.engine)
    named = {"organization": account.organization_id, "workspace": account.workspace_id}
    words = f"The new key works and is stored (organization {account.organization_id}, {account.workspace_id})"
    _answer(session, keys, words, named)
    return 0


def show_key(session: Session) -> int:
    """`key show`: exit 1 if there is none."""
    keys = ApiKeys(OsKeyring())
    if keys.stored(session.options.profile) is None:
        session.answer({"stored": False}, "No key is stored.")
        return 1
    _answer(session, keys, "A key is stored")
    return 0


def use_profile(session: Session) -> int:
    """`key use`."""
    ApiKeys(OsKeyring()).use(session.options.profile)
    session.answer({"in_use": session.options.profile}, f"The key of {session.options.profile} is in use.")
    return 0


def list_profiles(session: Session) -> int:
    """`key list`."""
    keys = ApiKeys(OsKeyring())
    profiles, used = keys.profiles(), keys.in_use()
    words = "\n".join(f"{'*' if one == used else ' '} {one}" for one in profiles) or "No key is stored."
    session.answer({"profiles": profiles, "in_use": used}, words)
    return 0


def remove_key(session: Session) -> int:
    """`key remove`."""
    ApiKeys(OsKeyring()).remove(session.options.profile)
    session.answer({"stored": False}, "The key is removed from the keyring.")
    return 0


def _answer(session: Session, keys: ApiKeys, words: str, more: dict[str, str] | None = None) -> None:
    """Print the facts about the key that is stored now; `KeyringUnavailable` if it cannot be read back."""
    stored, today = keys.stored(session.options.profile), dt.datetime.now(dt.UTC).date()
    if stored is None:
        raise UsageError("No key is stored.", "See `legalredact key list`.")
    session.answer({"stored": True, **(more or {}), **_facts(stored, today)}, f"{words}: {stored.words(today)}.")


def _facts(stored: StoredKey, today: dt.date) -> dict[str, object]:
    return {
        "profile": stored.profile,
        "fingerprint": stored.fingerprint,
        "last_four": stored.last_four,
        "stored_on": stored.since.isoformat() if stored.since is not None else None,
        "days": stored.age(today),
    }


def _typed(session: Session) -> str:
    """The key, without white space around it; errors: UsageError if there is none, or not one line."""
    if session.options.key_fd is not None:
        text = _from_descriptor(session.options.key_fd)
    else:
        text = getpass.getpass("API key: ") if sys.stdin.isatty() else sys.stdin.readline(_LONGEST + 1)
    key = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").strip()  # PowerShell may write a byte order mark
    if not key:
        raise UsageError("No key was given.", "Type it at the prompt, or pipe it to the command.")
    if len(key) > _LONGEST:
        raise UsageError("That is too long for a key.", "Pipe one line with the key alone to the command.")
    return ApiKey(key).value


def _from_descriptor(number: int) -> str:
    try:
        with os.fdopen(number, "rb", closefd=False) as stream:
            return stream.readline(_LONGEST + 1).decode()
    except (OSError, UnicodeDecodeError):
        remedy = "Open it for reading in the program that starts this command, as `3<FILE` in a shell."
        raise UsageError(f"File descriptor {number} cannot be read.", remedy) from None
