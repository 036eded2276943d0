"""Places where a matter should not be: folders that a program copies to other machines behind LegalRedact's back.

Such a program copies each file by itself, when it likes. Then the lock of the one who writes is not seen elsewhere, two
people can write at once, and a copy can contain a key file and a database that do not belong together. A share has one
copy, and its server keeps the locks.

Found are places that can be told from their names, from variables of the system or from attributes of files. A share
that a person made available offline on Windows shows none of them; one that group policy assigned does.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from legalredact.errors import LegalRedactError

_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""Variables in which OneDrive's program tells its folders (Windows)."""
_SYNCHRONIZED = {
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "icloud drive": "iCloud Drive",
    "iclouddrive": "iCloud Drive",
    "mobile documents": "iCloud Drive",
    "cloudstorage": "a folder of cloud storage",
}
"""Folders of programs that synchronize, by their names in small letters."""
_CLOUD_ATTRIBUTES = 0x1000 | 0x40000 | 0x80000 | 0x100000 | 0x400000
"""OFFLINE, RECALL_ON_OPEN, PINNED, UNPINNED and RECALL_ON_DATA_ACCESS (Windows, "File attribute constants")."""
_ROAMING = 2
"""PT_ROAMING, as `GetProfileType` of userenv.dll says (Windows)."""
_STAYS = ("local", "locallow")
"""Folders of AppData that do not roam."""


_LOCAL_LOCKS = {
    "fuse.davfs": "WebDAV",
    "fuse.gvfsd-fuse": "the desktop's file manager (gvfs)",
    "fuse.kio-fuse": "the desktop's file manager (KIO)",
    "fuse.rclone": "rclone",
    "fuse.smbnetfs": "smbnetfs",
    "fuse.sshfs": "sshfs",
}
"""Programs that mount a share and keep its locks on this machine, by the type that Linux shows for the mount."""
_LOCAL_LOCK_OPTIONS = frozenset({"nobrl", "nolock", "local_lock=all", "local_lock=flock", "local_lock=posix"})
"""Options of mount.cifs(8) and nfs(5) with which locks stay on this machine."""
_ESCAPED = re.compile(r"\\([0-7]{3})")
_MOUNTS = Path("/proc/self/mountinfo")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the system says of folders that it or a program copies.

    Arguments:
        environment: variables.
        offline: folders that group policy made available offline (Windows).
        roams: whether the user's profile is a roaming one (Windows).
        attributes: those of the matter's folder (Windows); 0 elsewhere.
        mounts: the system's list of mounts, as in proc(5), "mountinfo" (Linux); empty elsewhere.
    """

    environment: Mapping[str, str] = field(default_factory=dict)
    offline: Sequence[str] = ()
    roams: bool = False
    attributes: int = 0
    mounts: str = ""


def doubt_about(folder: Path) -> LegalRedactError | None:
    """Why a matter should not be in that folder, with what to do, for people to read; None if nothing is known."""
    around = surroundings(folder)
    by = without_locks(_pure(folder), around.mounts)
    if by:
        return LegalRedactError(
            f"This matter is on a share that is mounted {by}: other machines do not see its lock.",
            "Two people can write at once then, and work can be lost. Have IT mount the share by the system (SMB or "
            "NFS with locks), or see to it that one person alone uses the matter.",
        )
    place = doubtful_place(_pure(folder), around)
    if not place:
        return None
    return LegalRedactError(
        f"This matter is in {place}.",
        "Its files are copied one by one to other machines or a server, without its locks: work can be lost. Move the "
        "folder to a share or to a folder of this machine alone, while nobody has the matter open.",
    )


def without_locks(folder: PurePath, mounts: str) -> str:
    """How the share of that folder is mounted, if its locks stay on this machine, in words; else empty."""
    found = ""
    longest = -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")
        if len(fields) < 6 or len(kind) < 3:
            continue
        place = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 8)), fields[4])
        if len(place) < longest or not folder.is_relative_to(place):
            continue
        options = sorted(_LOCAL_LOCK_OPTIONS.intersection(",".join((fields[5], kind[2])).split(",")))
        longest = len(place)
        if kind[0] in _LOCAL_LOCKS:
            found = f"by {_LOCAL_LOCKS[kind[0]]}"
        else:
            found = f"with the option {options[0]}" if options else ""
    return found


def doubtful_place(folder: PurePath, around: Surroundings) -> str:
    """The name of the place in words; empty if nothing is known against it."""
    names = [name.casefold() for name in folder.parts]
    variables = [around.environment.get(name, "") for name in _ONEDRIVE]
    if any(one == "onedrive" or one.startswith(("onedrive -", "onedrive-")) for one in names) or any(
        _is_in(folder, root) for root in variables
    ):
        return "OneDrive"
    for name in names[:-1]:
        if name in _SYNCHRONIZED:
            return _SYNCHRONIZED[name]
    if any(_is_in(folder, root) for root in around.offline):
        return "a share that Windows also keeps offline (Offline Files)"
    if _is_in(folder, around.environment.get("APPDATA", "")) or (around.roams and _roams(folder, around)):
        return "a roaming profile"
    if around.attributes & _CLOUD_ATTRIBUTES:
        return "a folder that a program synchronizes, or keeps offline"
    return ""


def surroundings(folder: Path) -> Surroundings:
    """What this system says."""
    try:
        attributes = getattr(folder.stat(), "st_file_attributes", 0)
    except OSError:
        attributes = 0
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # not Linux
        mounts = ""
    return Surroundings(os.environ, _assigned_offline(), _profile_type() == _ROAMING, attributes, mounts)


def _roams(folder: PurePath, around: Surroundings) -> bool:
    """Whether a folder is in the part of a roaming profile that is copied to the server at logoff."""
    profile = around.environment.get("USERPROFILE", "")
    if not _is_in(folder, profile):
        return False
    inside = [name.casefold() for name in folder.parts[len(type(folder)(profile).parts) :]]
    return not (inside[:1] == ["appdata"] and inside[1:2] and inside[1] in _STAYS)


def _is_in(folder: PurePath, root: str) -> bool:
    """Whether a folder is another one or below it, by their names; Windows' names are the same in any case."""
    return bool(root) and folder.is_relative_to(type(folder)(root))


def _pure(folder: Path) -> PurePath:
    kind = PureWindowsPath if sys.platform == "win32" else PurePosixPath
    return kind(folder.resolve())


if sys.platform == "win32":
    import ctypes
    import winreg

    def _assigned_offline() -> tuple[str, ...]:
        """Shares that group policy made available offline; both hives, since it may be set for users and machines."""
        path = r"Software\Policies\Microsoft\Windows\NetCache\AssignedOfflineFolders"
        found: list[str] = []
        for hive in (winreg.HKEY_LOCAL_MACHINE, winreg.HKEY_CURRENT_USER):
            try:
                with winreg.OpenKey(hive, path) as key:
                    found += [winreg.EnumValue(key, number)[0] for number in range(winreg.QueryInfoKey(key)[1])]
            except OSError:  # not set there
                continue
        return tuple(found)

    def _profile_type() -> int:
        """The kind of the user's profile; 0, a local one, if the system does not tell."""
        kind = ctypes.c_ulong()
        try:
            told = ctypes.WinDLL("userenv").GetProfileType(ctypes.byref(kind))
        except OSError:
            return 0
        return kind.value if told else 0

else:

    def _assigned_offline() -> tuple[str, ...]:
        """There are none."""
        return ()

    def _profile_type() -> int:
        """A local one."""
        return 0
