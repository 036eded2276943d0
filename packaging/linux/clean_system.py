"""A fresh Debian system in a folder: created by debootstrap once, copied for each verification, without network."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SUITE = "bookworm"
USER = "paralegal"
_MOUNTS = """\
set -e
mount -t proc proc {root}/proc
mount -t tmpfs tmpfs {root}/dev/shm
for device in null zero full random urandom tty; do
    [ -e {root}/dev/$device ] || touch {root}/dev/$device
    mount --bind /dev/$device {root}/dev/$device
done
[ -d {root}/tmp/.X11-unix ] && [ -d /tmp/.X11-unix ] && mount --bind /tmp/.X11-unix {root}/tmp/.X11-unix
exec "$@"
"""
"""Run in a separate mount namespace, so that nothing stays mounted."""


@dataclass(frozen=True, slots=True)
class CleanSystem:
    """The folder of a system, in which commands can be run."""

    root: Path

    def run(
        self,
        command: Sequence[str],
        *,
        user: str | None = None,
        online: bool = False,
        display: str = "",
        wait: int = 600,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in the system and wait for its end.

        Arguments:
            user: runs with this user's rights; by default root's.
            online: whether it has network access, which only apt needs.
            display: the X display that it may use.
            wait: seconds.
        """
        return subprocess.run(
            self.entering(command, user=user, online=online, display=display),
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=wait,
        )

    def entering(self, command: Sequence[str], *, user: str | None, online: bool, display: str) -> list[str]:
        """The command line on this machine; arguments as in `run`."""
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child", *([] if online else ["--net"])]
        whose = [] if user is None else [f"--userspec={user}"]
        home = "/root" if user is None else f"/home/{user}"
        plain = {"HOME": home, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DISPLAY": display}
        proxies = {name: value for name, value in os.environ.items() if online and name.lower().endswith("_proxy")}
        settings = [f"{name}={value}" for name, value in (plain | proxies).items() if value]
        inside = ["chroot", *whose, str(self.root), "env", "-i", *settings, *command]
        return [*namespaces, "sh", "-c", _MOUNTS.format(root=shlex.quote(str(self.root))), "sh", *inside]


def fresh(cache: Path, place: Path) -> CleanSystem:
    """An unused system.

    Arguments:
        cache: folder of the system that debootstrap created.
        place: folder for the new system; emptied first.
    """
    if not (cache / "etc/debian_version").is_file():
        shutil.rmtree(cache, ignore_errors=True)
        subprocess.run(["debootstrap", "--variant=minbase", SUITE, str(cache)], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", str(cache), str(place)], check=True)
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(Path("/etc") / name, place / "etc" / name)
    (place / "tmp/.X11-unix").mkdir(mode=0o1777, exist_ok=True)
    system = CleanSystem(place)
    added = system.run(["useradd", "--create-home", USER])
    if added.returncode != 0:
        raise SystemExit(f"The clean system has no second user: {added.stderr}")
    return system
