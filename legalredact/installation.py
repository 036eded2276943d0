"""Notices that the installed application was replaced while this process runs, as by an upgrade.

A process has most modules in memory, but loads others, and starts its worker and sending processes, from the files on
disk. After an upgrade these would be of two builds. So no process is started then, and the person starts again.

Each package has a file with its build, a digest of all that it installs. A checkout has none; nothing is noticed there.
"""

import sys
from pathlib import Path

from legalredact.errors import InstallationChanged
from legalredact.resources import ResourceMissing, resource

CLUSTER_PACKAGES = "cluster"
"""Folder of the package `legalredact-cluster`, beside the program of a package."""
FILE = ("about", "build")
"""Place of the file with the build, below the resources."""


class _Started:
    """The build with which this process was started; None for one that does not look."""

    file: Path | None = None
    build = b""
    changed = False


def remember() -> None:
    """Remember the build; the application calls it first. Its worker processes do not, and are ended by it."""
    try:
        _Started.file = resource(*FILE)
        _Started.build = _Started.file.read_bytes()
    except (ResourceMissing, OSError):
        _Started.file = None


def changed() -> bool:
    """Whether the files on disk are of another build, or gone; never again False once it was True."""
    file = _Started.file
    if file is not None and not _Started.changed:
        try:
            _Started.changed = file.read_bytes() != _Started.build
        except OSError:  # the package is just being replaced, or was removed
            _Started.changed = True
    return _Started.changed


def refuse_changed() -> None:
    """Errors: InstallationChanged if it is; called before a process is started."""
    if changed():
        raise InstallationChanged(
            "LegalRedact was updated while it was running, so nothing new is begun.",
            "Everything saved before is kept. Close LegalRedact and open it again, or start the command again.",
        )


def find_cluster_packages() -> None:
    """Let the frozen application find Dask, if its package is installed; called before Dask is imported."""
    place = Path(sys.executable).with_name(CLUSTER_PACKAGES)
    if getattr(sys, "frozen", False) and place.is_dir() and str(place) not in sys.path:
        sys.path.append(str(place))
