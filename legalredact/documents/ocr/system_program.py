"""Finds system programs that the application may start: only in fixed places that the administrator alone can write.

`PATH` and the current folder are not searched. A program is trusted if it, and every folder of its path, is owned by
root and writable by root alone; the same holds for the target of a link. On macOS, Homebrew's folders belong to the
person who installed it and to the administrators' group.
"""

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

_ADMINISTRATORS_OF_MACOS = 80
_NO_NAMESPACE = ["0", "0", "4294967295"]
"""Content of /proc/self/uid_map if no ids are mapped (user_namespaces(7))."""


def trusted_program(places: Iterable[Path]) -> Path | None:
    """The first of these places with a program that is trusted, or None."""
    return next((place for place in places if is_trusted(place)), None)


def is_trusted(place: Path) -> bool:
    """Whether there is a program that only the administrator can have put there."""
    if sys.platform == "win32":
        return place.is_file()  # below Program Files, where only administrators can write
    try:
        real = place.resolve(strict=True)
        way = {place, *place.parents, real, *real.parents}
        return real.is_file() and os.access(real, os.X_OK) and all(_kept(one.lstat()) for one in way)
    except OSError:
        return False


def _kept(told: os.stat_result) -> bool:
    owners, groups = _owners()
    if stat.S_ISLNK(told.st_mode):  # the mode of a link has no meaning; its target is checked too
        return told.st_uid in owners
    by_group = bool(told.st_mode & stat.S_IWGRP) and told.st_gid not in groups
    return told.st_uid in owners and not by_group and not told.st_mode & stat.S_IWOTH


def _owners() -> tuple[set[int], set[int]]:
    """Ids that may own and write: root; on macOS also this account, as Homebrew's owner, and the administrators."""
    if sys.platform == "darwin":
        return {0, os.getuid()}, {0, _ADMINISTRATORS_OF_MACOS}
    return {0, *_root_from_inside()}, {0}


def _root_from_inside() -> set[int]:
    """How root's files appear in a user namespace that does not map root, as in a confined worker process.

    Files of all unmapped ids appear so; in the few places that are checked, that is root.
    """
    try:
        mapped = Path("/proc/self/uid_map").read_text(encoding="ascii").split()
        unmapped = Path("/proc/sys/kernel/overflowuid").read_text(encoding="ascii")
    except OSError:
        return set()
    return set() if mapped == _NO_NAMESPACE else {int(unmapped)}
