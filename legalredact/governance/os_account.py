"""The acting account according to the operating system: by uid or SID, never by an environment variable."""

import os
import sys

from legalredact.governance.account import Account
from legalredact.governance.user_namespace import doubt

if sys.platform != "win32":
    import grp
    import pwd


NOBODY = "nobody"
"""Id of an account that cannot be trusted. It is in no group."""
_TWO_ACCOUNTS = "It runs with the rights of another account than the one that started it."


def current_account() -> Account:
    """The account of this process; `NOBODY` in a user namespace, or if a program runs with other rights than its
    starter's (setuid).

    A program started by `sudo` runs as root and counts as root: only environment variables tell who started it.
    """
    if sys.platform == "win32":
        from legalredact.governance.windows_account import windows_account

        return windows_account()
    uid = os.getuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:  # an account of a container, which no directory lists
        name = f"uid:{uid}"
    why = doubt() or ("" if _one_account() else _TWO_ACCOUNTS)
    return Account(NOBODY, name, (), why) if why else Account(f"uid:{uid}", name, tuple(_group_names()))


def _one_account() -> bool:
    """Whether real and effective ids are the same, so that files are opened with the starter's rights."""
    return os.getuid() == os.geteuid() and os.getgid() == os.getegid()


def _group_names() -> list[str]:
    names = []
    for gid in sorted({os.getgid(), *os.getgroups()}):
        try:
            names.append(grp.getgrgid(gid).gr_name)
        except KeyError:  # a group without a name cannot be in a policy
            continue
    return names
