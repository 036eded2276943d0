"""Reads a file that only the administrator can have written: checks every folder above it and every link on the way.

The path is walked from the root. Each folder is opened within the previous one and checked through its descriptor, and
the file is read through the descriptor that was checked. So no other file can take its place between check and read.

A POSIX access control list that lets somebody else write appears in the group bits of the mode, which are its mask
(acl(5)); so checking the mode is enough. NFSv4 and macOS access control lists are not read.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.errors import Refused, UsageError
from legalredact.governance.user_namespace import of_process

ROOT_ALONE = frozenset({0})
LARGEST = 1 << 20
"""Largest size of a policy in bytes."""

_SHARED_WRITE = stat.S_IWGRP | stat.S_IWOTH
_LINKS = 40
"""Largest number of links; Linux has the same limit (path_resolution(7))."""
_WALK = getattr(os, "O_PATH", os.O_RDONLY) | os.O_NOFOLLOW | os.O_CLOEXEC if sys.platform != "win32" else 0
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC if sys.platform != "win32" else 0
_ADMINISTRATOR = "Administrators" if sys.platform == "win32" else "root"
_GIVE = f"Have IT give the file and every folder above it to {_ADMINISTRATOR}, with no right to write for anybody else."
POLICY = "The firm's policy"
"""What is read, for the errors."""


def read_trusted(
    path: Path,
    trusted: frozenset[int] = ROOT_ALONE,
    top: Path = Path("/"),
    *,
    what: str = POLICY,
    sticky: bool = False,
    largest: int = LARGEST,
) -> bytes | None:
    """The content of a file that nobody but its administrators can have written; None if there is none.

    Arguments:
        path: absolute, and without `..`.
        trusted: uids that may own it, and what leads to it; root's alone.
        top: the folder from which on it is looked at; for tests, which cannot own `/`.
        what: the beginning of the errors.
        sticky: a folder above it may be one in which everybody can add files and nobody can replace another's
            (`/tmp`). For files that a user names; IT needs no such folder.
        largest: most bytes that it may have.

    Errors: Refused if somebody else could have written or replaced it, or could have removed it if it is absent;
    UsageError if it exists and cannot be read.
    """
    walk = _Walk(path, trusted, top, what, sticky, largest)
    try:
        return walk.read()
    except FileNotFoundError:
        if any(one.is_symlink() and not os.path.exists(one) for one in (path, path.parent)):  # noqa: PTH110 - never raises
            raise unreadable(path, "a link on the way leads to nothing", what) from None
        return None
    except OSError as problem:
        raise unreadable(path, _why(problem), what) from None
    finally:
        walk.close()


def unreadable(path: Path, why: str, what: str = POLICY) -> UsageError:
    """The error for a policy that exists, or may exist, and therefore does not count as absent."""
    return UsageError(
        f"{what} {path} cannot be read: {why}. Nothing was done.",
        "Have IT give everybody the right to read the file, and to enter the folders above it.",
    )


def not_trusted(path: Path, why: str, what: str = POLICY) -> Refused:
    """The error for a policy that somebody else could have written."""
    return Refused(f"{what} {path} could have been changed by its user, so it is not believed: {why}.", _GIVE)


def _why(problem: OSError) -> str:
    if problem.errno in (errno.EACCES, errno.EPERM):
        return "this account has no right to"
    if problem.errno == errno.ENOTDIR:
        return "one of the folders above it is none"
    return (problem.strerror or "the system refused").lower()


@dataclass
class _Walk:
    """The path from the top to a file: the open folders, and the remaining components."""

    path: Path
    trusted: frozenset[int]
    top: Path
    what: str = POLICY
    sticky: bool = False
    largest: int = LARGEST
    folders: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    mounts: set[str] = field(default_factory=set)
    links: int = 0

    def read(self) -> bytes:
        """See `read_trusted`; FileNotFoundError if there is none."""
        self._begin(self.top)
        self.names = list(reversed(self.path.relative_to(self.top).parts))
        while len(self.names) > 1 or self._is_link():
            self._step(self.names.pop())
            if not self.names:  # a link to `/` or `.` has no last part
                raise unreadable(self.path, "it is no file", self.what)
        opened = os.open(self.names.pop(), _READ, dir_fd=self.folders[-1])
        try:
            found = os.fstat(opened)
            if not stat.S_ISREG(found.st_mode):
                raise unreadable(self.path, "it is no file", self.what)
            self._look(opened, found, "it")
            self._refuse_foreign_mounts()
            content = _whole(opened, self.largest)
        finally:
            os.close(opened)
        if len(content) > self.largest:
            raise unreadable(self.path, "it is far larger than it may be", self.what)
        return content

    def close(self) -> None:
        while self.folders:
            os.close(self.folders.pop())

    def _begin(self, folder: Path) -> None:
        self.close()
        self._enter(os.open(folder, _WALK | os.O_DIRECTORY), str(folder))

    def _enter(self, opened: int, name: str) -> None:
        self.folders.append(opened)
        self._look(opened, os.fstat(opened), f"the folder {name}")

    def _is_link(self) -> bool:
        found = os.stat(self.names[-1], dir_fd=self.folders[-1], follow_symlinks=False)
        return stat.S_ISLNK(found.st_mode)

    def _step(self, name: str) -> None:
        """Enter the folder with that name, which may be `..`, or follow the link."""
        above = self.folders[-1]
        found = os.stat(name, dir_fd=above, follow_symlinks=False)
        if not stat.S_ISLNK(found.st_mode):
            self._enter(os.open(name, _WALK | os.O_DIRECTORY, dir_fd=above), name)
            return
        if found.st_uid not in self.trusted and self.sticky:
            raise self._refusal(f"the link {name} belongs to uid {found.st_uid}")
        self.links += 1
        if self.links > _LINKS:
            raise OSError(errno.ELOOP, "too many links")
        target = Path(os.readlink(name, dir_fd=above))
        if target.is_absolute():
            self._begin(Path("/"))
        self.names += reversed([part for part in target.parts if part != target.anchor])

    def _look(self, opened: int, found: os.stat_result, what: str) -> None:
        """Errors: Refused if others can write there. In a sticky folder others can still add files."""
        if found.st_uid not in self.trusted:
            raise self._refusal(f"{what} belongs to uid {found.st_uid}")
        shared = self.sticky and stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX
        if found.st_mode & _SHARED_WRITE and not shared:
            raise self._refusal(f"others than its owner can write to {what}")
        if sys.platform.startswith("linux"):
            self.mounts.add(_mount_of(opened))

    def _refuse_foreign_mounts(self) -> None:
        """Errors: Refused on a user's FUSE file system: its program may report any owner that it likes."""
        if not self.mounts:
            return
        try:
            rows = of_process("mountinfo")
        except OSError:
            rows = None
        if rows is None:
            raise self._refusal("the system does not tell what is mounted there")
        if any(mount in self.mounts and owner not in self.trusted for mount, owner in fuse_mounts(rows.splitlines())):
            raise self._refusal("it lies on a file system that a user mounted")

    def _refusal(self, why: str) -> Refused:
        return not_trusted(self.path, why, self.what)


def fuse_mounts(rows: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """(id, uid of the mounting user) of the FUSE file systems in `/proc/self/mountinfo`.

    A row in the form of proc(5): ``36 35 0:31 / /mnt rw - fuse.sshfs host: rw,user_id=1000,group_id=1000``.
    """
    found = []
    for row in rows:
        mount, _, what = row.partition(" - ")
        kind, _, rest = what.partition(" ")
        if kind.partition(".")[0] in ("fuse", "fuseblk"):
            options = rest.rpartition(" ")[2].split(",")
            owners = [int(one.removeprefix("user_id=")) for one in options if one.startswith("user_id=")]
            found.append((mount.split(" ", 1)[0], owners[0] if owners else -1))
    return tuple(found)


def _whole(opened: int, largest: int) -> bytes:
    """The content of an open file, up to just above the limit."""
    content = b""
    while part := os.read(opened, largest + 1 - len(content)):
        content += part
    return content


def _mount_of(opened: int) -> str:
    """Id of the mount on which an open file lies (proc(5), `fdinfo`)."""
    rows = (of_process(f"fdinfo/{opened}") or "").splitlines()
    return next((row.partition(":")[2].strip() for row in rows if row.startswith("mnt_id:")), "")
