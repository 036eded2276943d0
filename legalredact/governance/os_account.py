"""Who acts, as the operating system knows it: by uid or SID, never by an environment variable."""

import os
import sys

from legalredact.governance.account import Account
from legalredact.governance.user_namespace import doubt

if sys.platform != "win32":
    import grp
    import pwd


NOBODY = "nobody"
"""Id of an account that cannot be believed: it is in no group, and no other than all who are nobody."""
_TWO_ACCOUNTS = "It runs with the rights of another account than the one that started it."


def current_account() -> Account:
    """The account that this process runs as; nobody's in a user namespace, or where a program changed whose rights it
    has (setuid).

    What is started by `sudo` runs as root and counts as root: who asked for it is told by variables of the environment
    alone.
    """
    if sys.platform == "win32":
        from legalredact.governance.windows_account import windows_account

        return windows_account()
    uid = os.getuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:  # an account of a container that no directory lists
        name = f"uid:{uid}"
    why = doubt() or ("" if _one_account() else _TWO_ACCOUNTS)
    return Account(NOBODY, name, (), why) if why else Account(f"uid:{uid}", name, tuple(_group_names()))


def _one_account() -> bool:
    """Whether the ids that files are opened with are those of whoever started this process."""
    return os.getuid() == os.geteuid() and os.getgid() == os.getegid()


def _group_names() -> list[str]:
    names = []
    for gid in sorted({os.getgid(), *os.getgroups()}):
        try:
            names.append(grp.getgrgid(gid).gr_name)
        except KeyError:  # a group without a name cannot be named in a policy either
            continue
    return names
