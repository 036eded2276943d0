"""Whether the disk below a folder is encrypted, as far as the operating system tells an ordinary account.

This is a hint, no proof: encryption by the drive itself, by a virtual machine's host or by a file server is not seen.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PureWindowsPath

from legalredact.model.readiness import State

_SYS = Path("/sys/dev/block")
_MOUNTS = Path("/proc/self/mountinfo")
_OTHER_VOLUMES = Path("/Volumes")
"""Where macOS mounts other disks and shares."""
_POWERSHELL = r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"
_ASKED = "(New-Object -ComObject Shell.Application).NameSpace('{}').Self.ExtendedProperty('{}')"
_BITLOCKER = "System.Volume.BitLockerProtection"
_ENCRYPTING = tuple(f"CRYPT-{kind}-" for kind in ("LUKS1", "LUKS2", "PLAIN", "LOOPAES", "TCRYPT", "BITLK", "FVAULT2"))
"""Kinds of devices of cryptsetup that encrypt; ``CRYPT-VERITY`` and ``CRYPT-INTEGRITY`` only check."""
_PROTECTED, _UNPROTECTED = "1", frozenset("2345")
"""Values of this property: on; off, being encrypted, being decrypted, suspended."""


def disk(folder: Path) -> tuple[State, str]:
    """State and words; only encryption that was seen is `OK`.

    Arguments:
        folder: it, or the nearest folder above it that exists, is looked at.
    """
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), Path.home())
    encrypted = _encrypted(there)
    if encrypted is None:
        return State.WARN, "encryption could not be determined; ask IT whether this disk is encrypted"
    if encrypted:
        return State.OK, "encrypted"
    return State.WARN, "NOT encrypted, as far as is known: exports on this disk, and any swap space, are readable"


def _encrypted(folder: Path) -> bool | None:
    if sys.platform == "darwin":
        if folder.resolve().is_relative_to(_OTHER_VOLUMES):
            return None  # FileVault is about the startup disk alone
        return _answer(["/usr/bin/fdesetup", "status"], {"FileVault is On.": True, "FileVault is Off.": False})
    if sys.platform == "win32":
        return _bitlocker(str(folder.resolve()))
    number = folder.stat().st_dev
    devices = (number, *_mounted_devices(number, _MOUNTS))
    found = [dm_crypt(_SYS / f"{os.major(one)}:{os.minor(one)}") for one in devices]
    return next((one for one in found if one is not None), None)


def _mounted_devices(number: int, mounts: Path) -> Iterator[int]:
    """Devices of a file system that has a number of its own (btrfs), from `/proc/self/mountinfo` (proc(5))."""
    wanted = f"{os.major(number)}:{os.minor(number)}"
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        before, _, after = line.partition(" - ")
        source = [*after.split(" "), "", ""][1]
        if before.split(" ")[2] == wanted and source.startswith("/dev/"):
            try:
                yield Path(source).stat().st_rdev
            except OSError:
                continue


def dm_crypt(block: Path) -> bool | None:
    """Whether a block device is one of dm-crypt, or all that it lies on are; None if there is no such device.

    Arguments:
        block: its folder in `/sys/dev/block`; `dm/uuid` names its kind, `slaves` lists what it lies on.
    """
    if not block.exists():
        return None
    uuid = block / "dm" / "uuid"
    if uuid.is_file() and uuid.read_text(encoding="ascii", errors="replace").startswith(_ENCRYPTING):
        return True
    folder = block / "slaves"
    below = list(folder.iterdir()) if folder.is_dir() else []
    return bool(below) and all(dm_crypt(one.resolve()) for one in below)


def _bitlocker(path: str) -> bool | None:
    """Ask the Windows shell, which answers ordinary accounts; `manage-bde` answers administrators only."""
    drive = PureWindowsPath(path).drive
    if not re.fullmatch("[A-Za-z]:", drive):
        return None  # a share
    command = [_POWERSHELL, "-NoProfile", "-NonInteractive", "-Command", _ASKED.format(drive, _BITLOCKER)]
    return _answer(command, {_PROTECTED: True, **dict.fromkeys(_UNPROTECTED, False)})


def _answer(command: Sequence[str], meanings: dict[str, bool]) -> bool | None:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program of the system; the drive is a checked letter
            command, check=False, capture_output=True, text=True, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return meanings.get(done.stdout.strip()) if done.returncode == 0 else None
