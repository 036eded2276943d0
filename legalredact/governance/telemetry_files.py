"""Files that onnxruntime's telemetry wrote for this account before LegalRedact turned it off.

LegalRedact 0.1.0 before December 2026 left it on: it wrote a device id and a database of events. Places and names are
those of onnxruntime 1.32, found by strace on Linux and in its library for macOS; its library for Windows writes none.
"""

import contextlib
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

_FOLDERS = ("Microsoft", "DeveloperTools", ".onnxruntime")
_WRITTEN = re.compile(r"deviceid(\.lock|\.tmp\.[0-9a-f-]{1,64})?|onnxruntime\.db(-journal|-wal|-shm|\.ses)?")
_DONE = "telemetry-files-removed"


def place(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> Path | None:
    """The folder in which they were written; None on systems where there are none."""
    home = Path(environment.get("HOME") or "/nonexistent")
    if system == "darwin":
        return home.joinpath("Library", "Application Support", *_FOLDERS)
    if system == "linux":
        return Path(environment.get("XDG_CACHE_HOME") or home / ".cache").joinpath(*_FOLDERS)
    return None


def left(folder: Path | None = None) -> tuple[Path, ...]:
    """The files that still exist.

    Arguments:
        folder: by default `place()`.
    """
    folder = folder or place()
    if folder is None:
        return ()
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - only names are needed
    except OSError:
        return ()
    return tuple(folder / name for name in names if _WRITTEN.fullmatch(name))


def remove_once(folder: Path | None = None, own: Path | None = None) -> None:
    """Remove them, once for each account: files that appear later were written by another program.

    Only files with the known names that belong to this account are removed. Links are not followed, and folders are
    removed only if they are empty. Files that cannot be removed stay; `doctor` reports them.

    Arguments:
        folder: by default `place()`.
        own: the application's data folder, where the removal is recorded.
    """
    folder = folder or place()
    if folder is None or not os.path.lexists(folder):
        return
    done = (own or _own()) / _DONE
    if done.exists():
        return
    with contextlib.suppress(OSError):
        _remove(folder)
    with contextlib.suppress(OSError):
        done.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        done.touch(mode=0o600)


def _own() -> Path:
    import platformdirs  # only needed if there is something to remove

    return platformdirs.user_data_path("LegalRedact", appauthor=False)


def _remove(folder: Path) -> None:
    with _opened(folder) as places:
        inside = places[-1]
        for name in os.listdir(inside):  # noqa: PTH208 - of an open folder
            if _WRITTEN.fullmatch(name) and _is_own_file(inside, name):
                os.unlink(name, dir_fd=inside)
        for name, parent in reversed([*zip(_FOLDERS, places, strict=False)]):
            os.rmdir(name, dir_fd=parent)  # fails if the folder contains anything else, which ends the loop


def _is_own_file(folder: int, name: str) -> bool:
    told = os.stat(name, dir_fd=folder, follow_symlinks=False)
    return stat.S_ISREG(told.st_mode) and told.st_uid == os.getuid()


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[list[int]]:
    """The folder above `_FOLDERS` and each of these, opened one within the other, never through a link."""
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    places: list[int] = []
    try:
        places.append(os.open(folder.parents[len(_FOLDERS) - 1], flags))
        for name in _FOLDERS:
            places.append(os.open(name, flags | os.O_NOFOLLOW, dir_fd=places[-1]))
        yield places
    finally:
        for one in places:
            os.close(one)
