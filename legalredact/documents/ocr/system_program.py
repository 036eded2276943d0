"""Programs of the system that the application starts: from fixed places that only the system's owner can write.

`PATH` and the current folder are not looked at. A program counts if it, and every folder on the way to it, belongs to
root and can be written by root alone; where a link leads elsewhere, the same holds there. On macOS Homebrew's places
belong to the person who installed it, and to the group of administrators.
"""

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

_ADMINISTRATORS_OF_MACOS = 80
_NO_NAMESPACE = ["0", "0", "4294967295"]
"""What /proc/self/uid_map says where no ids are mapped (user_namespaces(7))."""


def trusted_program(places: Iterable[Path]) -> Path | None:
    """The first of some places at which a program lies that can be trusted, or None."""
    return next((place for place in places if is_trusted(place)), None)


def is_trusted(place: Path) -> bool:
    """Whether a program lies there that nobody but the owner of the system can have put there."""
    if sys.platform == "win32":
        return place.is_file()  # below Program Files, where only administrators write
    try:
        real = place.resolve(strict=True)
        way = {place, *place.parents, real, *real.parents}
        return real.is_file() and os.access(real, os.X_OK) and all(_kept(one.lstat()) for one in way)
    except OSError:
        return False


def _kept(told: os.stat_result) -> bool:
    owners, groups = _owners()
    if stat.S_ISLNK(told.st_mode):  # its mode means nothing; where it leads is looked at as well
        return told.st_uid in owners
    by_group = bool(told.st_mode & stat.S_IWGRP) and told.st_gid not in groups
    return told.st_uid in owners and not by_group and not told.st_mode & stat.S_IWOTH


def _owners() -> tuple[set[int], set[int]]:
    """Ids of those who may own and write: root; on macOS also this account, as Homebrew's, and administrators."""
    if sys.platform == "darwin":
        return {0, os.getuid()}, {0, _ADMINISTRATORS_OF_MACOS}
    return {0, *_root_from_inside()}, {0}


def _root_from_inside() -> set[int]:
    """How root's files look from within a user namespace that does not map root, as a confined reader's.

    Files of all ids that are not mapped look so; at the few places that are asked for, that is root.
    """
    try:
        mapped = Path("/proc/self/uid_map").read_text(encoding="ascii").split()
        unmapped = Path("/proc/sys/kernel/overflowuid").read_text(encoding="ascii")
    except OSError:
        return set()
    return set() if mapped == _NO_NAMESPACE else {int(unmapped)}
