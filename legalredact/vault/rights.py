"""Rights of a matter's folder and files: they are their maker's alone, unless IT named a folder that a team shares.

On Linux a matter that is made in that folder gets its group and its group's rights, with the setgid bit (inode(7)), so
that files which any of the team makes belong to the team. The files' rights follow from the matter's own folder, so
that they are right whoever writes them, whatever the umask. Elsewhere the system's access lists are inherited as IT set
them, and nothing is done here.
"""

import contextlib
import os
import stat
from pathlib import Path

from legalredact.errors import UsageError
from legalredact.model.side_file import create_plain, put_mode

_GROUP, _OTHERS = 0o070, 0o007
_GROUP_FILES = 0o060
OWNER_FILES, OWNER_FOLDER = 0o600, 0o700


def make_folders(folder: Path, team: Path | None) -> None:
    """Make a folder and those above it; the new ones in the team's folder get its group and its group's rights.

    Arguments:
        team: the folder that policy names; None if it names none.

    Errors: OSError, FileExistsError if it is not a folder; UsageError if it was there before, is in no folder that
        policy names, and its files would be a group's.
    """
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    for one in reversed(missing):
        one.mkdir(mode=OWNER_FOLDER, exist_ok=True)
        if team is not None and os.name == "posix" and _is_in(one, team):
            _share(one, team)
    folder.mkdir(mode=OWNER_FOLDER, exist_ok=True)
    if team is None or not _is_in(folder, team):
        _unshare(folder)


def file_mode(folder: Path) -> int:
    """The mode of a new file in a matter's folder: its owner's alone, and in a team's also the group's."""
    try:
        mode = folder.stat().st_mode
    except OSError:
        return OWNER_FILES
    shared = os.name == "posix" and mode & stat.S_ISGID
    return OWNER_FILES | (mode & _GROUP_FILES if shared else 0)


def create_file(path: Path) -> int:
    """A descriptor of a new file in a matter's folder, open for reading and writing; errors as `create_plain`."""
    descriptor = create_plain(path, OWNER_FILES)
    put_mode(descriptor, file_mode(path.parent))
    return descriptor


def _is_in(folder: Path, team: Path) -> bool:
    """Whether a folder is below the team's, links followed."""
    return folder != team and folder.resolve().is_relative_to(team.resolve())


def _unshare(folder: Path) -> None:
    """Take the rights from the group of a folder whose files would get them (`file_mode`)."""
    if file_mode(folder) == OWNER_FILES:
        return
    try:
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) & ~(_GROUP | _OTHERS))
    except OSError:
        raise UsageError(
            "That folder would share the matter with a group, and policy does not name it.",
            "Choose a new folder, or ask firm IT to set matters.folder.",
        ) from None


def _share(folder: Path, team: Path) -> None:
    """Give a new folder the group of the team's folder and its rights; it stays its maker's alone if that is refused.

    The group comes first: until the folder has it, nobody but its maker has any right. Somebody of the team could put a
    link in its place, so that the rights of the link's target would change; so the folder itself is opened.
    """
    told = team.stat()
    rights = told.st_mode & _GROUP
    if not rights:
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            os.fchown(descriptor, -1, told.st_gid)
            os.fchmod(descriptor, stat.S_ISGID | OWNER_FOLDER | rights)
        finally:
            os.close(descriptor)
