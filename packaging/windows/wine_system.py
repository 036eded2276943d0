"""A Debian 13 in a folder, whose Wine 10 shows windows of Qt; that of Debian 12 does not.

The folder is made by debootstrap once. It sees this checkout at the same path, so Windows' `Z:` is the same in both.
"""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from shipping.source import ROOT

SUITE = "trixie"
_PROGRAMS = ("wine", "wine64", "fonts-dejavu-core", "fontconfig", "libgl1", "libegl1")
_MOUNTS = """\
set -e
mount -t proc proc {root}/proc
mount --bind /sys {root}/sys
mount --bind /dev {root}/dev
mount --bind /dev/shm {root}/dev/shm
mkdir -p {root}/tmp/.X11-unix {root}{checkout}
[ -d /tmp/.X11-unix ] && mount --bind /tmp/.X11-unix {root}/tmp/.X11-unix
mount --bind {checkout} {root}{checkout}
exec "$@"
"""
"""Run in a separate mount namespace, so that nothing stays mounted."""


def wine_system(place: Path) -> Path:
    """The root of the system below `place`; made if it is not there.

    Errors: SystemExit if it cannot be made, which needs root and a Debian mirror.
    """
    if not (place / "usr/lib/wine/wine64").is_file():
        shutil.rmtree(place, ignore_errors=True)
        _made(["debootstrap", "--variant=minbase", SUITE, str(place)])
        for name in ("resolv.conf", "hosts"):
            shutil.copyfile(Path("/etc") / name, place / "etc" / name)
        install = f"apt-get -qq update && apt-get -qq install -y --no-install-recommends {' '.join(_PROGRAMS)}"
        _made(entering(place, ["env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", install]))
    return place


def entering(root: Path | None, command: Sequence[str]) -> list[str]:
    """The command line on this machine for a command in the system; the command itself for None."""
    if root is None:
        return list(command)
    mounts = _MOUNTS.format(root=shlex.quote(str(root)), checkout=shlex.quote(str(ROOT)))
    return ["unshare", "--mount", "sh", "-c", mounts, "sh", "chroot", str(root), *command]


def _made(command: list[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
    if done.returncode != 0:
        raise SystemExit(f"Debian 13 with its Wine could not be made here: {(done.stderr or done.stdout)[-800:]}")
