"""Removes debug symbols from libraries: some wheels contain them, which doubles the size of the files."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_ELF = b"\x7fELF"
_AT_ONCE = 50


def strip(folder: Path) -> int:
    """Strip the libraries in `folder`, in place; returns the number of bytes saved.

    Files in `*.libs` are not stripped: auditwheel has moved their sections, and stripping breaks them.

    Errors: SystemExit if a file has a hard link elsewhere, since that file would change, too.
    """
    libraries = list(_libraries(folder))
    shared = [path for path in libraries if path.stat().st_nlink > 1]
    if shared:
        raise SystemExit(f"{shared[0]} has a second name outside the application; strip works on copies alone.")
    before = sum(path.stat().st_size for path in libraries)
    for first in range(0, len(libraries), _AT_ONCE):
        some = [str(path) for path in libraries[first : first + _AT_ONCE]]
        subprocess.run(["strip", "--strip-unneeded", "--enable-deterministic-archives", *some], check=True)
    return before - sum(path.stat().st_size for path in libraries)


def forget_builder(folder: Path) -> None:
    """Remove the builder's folders from Python's libraries in `folder`, so that none is searched there.

    Errors: SystemExit if a file still names a folder of the builder.
    """
    for path in (*sorted(folder.glob("libpython*")), *sorted(folder.glob("python3.*/lib-dynload/*.so"))):
        subprocess.run(["chrpath", "--delete", str(path)], check=False, capture_output=True)
        said = subprocess.run(["chrpath", "--list", str(path)], check=False, capture_output=True, text=True).stdout
        if sys.base_prefix in said:
            raise SystemExit(f"{path.name} still looks for libraries in {sys.base_prefix}.")


def is_elf(path: Path) -> bool:
    """Whether a file is a program or library of Linux."""
    with path.open("rb") as stream:
        return stream.read(len(_ELF)) == _ELF


def _libraries(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(place) / name
            wanted = ".so" in name and not Path(place).name.endswith(".libs") and not path.is_symlink()
            if wanted and is_elf(path):
                yield path
