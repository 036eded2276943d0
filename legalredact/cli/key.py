"""`legalredact key`: Claude API keys in the operating system's keyring, by profile; see also `vouching`."""

import getpass
import sys

from legalredact.cli.session import Session
from legalredact.errors import UsageError
from legalredact.vault.api_keys import ApiKeys
from legalredact.vault.os_keyring import OsKeyring
from legalredact.workflow.administration.api_keys import rotate


def set_key(session: Session) -> int:
    """`key set`: stores the key in the keyring; never an argument, which others could read."""
    keys = ApiKeys(OsKeyring())
    keys.put(_typed(), session.options.profile)
    keys.settle(session.options.profile)
    session.answer({"stored": True}, "The key is in the keyring.")
    return 0


def rotate_key(session: Session) -> int:
    """`key rotate`: the old key is kept unless the new one works."""
    parts = session.wiring.parts(session.policy, None)
    account = rotate(ApiKeys(OsKeyring()), _typed(), session.options.profile, parts.engine)
    words = f"The new key works and is stored: organization {account.organization_id}, {account.workspace_id}."
    row = {"stored": True, "organization": account.organization_id, "workspace": account.workspace_id}
    session.answer(row, words)
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


def _typed() -> str:
    key = (getpass.getpass("API key: ") if sys.stdin.isatty() else sys.stdin.readline()).strip()
    if not key:
        raise UsageError("No key was given.", "Type it at the prompt, or pipe it to the command.")
    return key
