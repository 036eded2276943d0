"""Who acts, as the operating system knows it: by uid or SID, never by an environment variable."""

import os
import sys
from dataclasses import dataclass

if sys.platform != "win32":
    import grp
    import pwd


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the operating system.

    Arguments:
        id: ``"uid:1000"``, or a Windows SID.
        name: as the system's own directory has it.
        groups: names of the groups that it belongs to.
    """

    id: str
    name: str
    groups: tuple[str, ...] = ()


def current_account() -> Account:
    """The account that this process runs as."""
    if sys.platform == "win32":
        from legalredact.governance.windows_account import windows_account

        return windows_account()
    uid = os.getuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:  # an account of a container that no directory lists
        name = f"uid:{uid}"
    return Account(f"uid:{uid}", name, tuple(_group_names()))


def _group_names() -> list[str]:
    names = []
    for gid in sorted({os.getgid(), *os.getgroups()}):
        try:
            names.append(grp.getgrgid(gid).gr_name)
        except KeyError:  # a group without a name cannot be named in a policy either
            continue
    return names
