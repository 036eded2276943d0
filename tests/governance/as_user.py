"""Runs the program as another user of this machine, with an `/etc` of the test's own; needs root."""

import functools
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
USER = 12345
"""A uid that no account has."""
_PLACES = """
mount -t tmpfs -o mode=755 none /mnt
mkdir /mnt/python /mnt/repository /mnt/packages /mnt/home /mnt/etc /mnt/free
mount --bind {python} /mnt/python
mount --bind {repository} /mnt/repository
mount --bind {packages} /mnt/packages
cp -a /etc/. /mnt/etc
mount --bind /mnt/etc /etc
rm -rf /etc/legalredact
chown {user} /mnt/home
chmod 1777 /mnt/free
{prepare}
cd /mnt/home
exec {drop} env -i HOME=/mnt/home PATH="$PATH" PYTHONDONTWRITEBYTECODE=1 \
  PYTHONPATH=/mnt/repository:/mnt/packages python=/mnt/python/bin/{program} sh -ec {command}
"""
"""Python, the project and its packages go where every user can read them; what the test does to `/etc` stays in it."""


def run(command: str, prepare: str = "", user: int | None = USER) -> "subprocess.CompletedProcess[str]":
    """Run a command of the shell as a user; `$python` starts Python.

    Arguments:
        prepare: what root does before.
        user: its uid; None stays root.
    """
    drop = f"setpriv --reuid={user} --regid={user} --clear-groups --inh-caps=-all" if user is not None else ""
    script = _PLACES.format(
        python=shlex.quote(sys.base_prefix),
        repository=shlex.quote(str(REPOSITORY)),
        packages=shlex.quote(sysconfig.get_path("platlib")),
        user=user or 0,
        prepare=prepare,
        drop=drop,
        program=Path(os.path.realpath(sys.executable)).name,
        command=shlex.quote(command),
    )
    return subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "sh", "-ec", script],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )


@functools.cache
def impossible(*, user_namespaces: bool = False) -> str:
    """Why it cannot be tried here; empty if it can."""
    if not sys.platform.startswith("linux") or os.getuid() != 0:
        return "needs root on Linux, to act as another user"
    if not (shutil.which("unshare") and shutil.which("setpriv")):
        return "needs unshare and setpriv (util-linux)"
    if run("true").returncode != 0:
        return "needs namespaces of mounts, which this container does not give"
    if user_namespaces and run("unshare --user --map-root-user --mount true").returncode != 0:
        return "needs user namespaces, which this system does not give to users"
    return ""
