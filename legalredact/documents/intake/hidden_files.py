"""Hidden files and by-products of programs: folders and archives that a person adds are read without them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from legalredact.model.progress import NEVER, Cancellation

_BY_PRODUCTS = frozenset({"thumbs.db", "desktop.ini"})
_OF_MACOS = "__MACOSX"
"""Folder of an archive in which macOS keeps attributes of the other entries."""


def is_left_out(name: str) -> bool:
    """Whether a file is hidden or a by-product of programs (a lock file, thumbnails), and so not a document."""
    return name.startswith((".", "~$")) or name.lower() in _BY_PRODUCTS


def is_entry_left_out(path: PurePosixPath) -> bool:
    """Whether an entry of an archive is such a file, by its path in the archive."""
    return is_left_out(path.name) or _OF_MACOS in path.parts


def files_in(paths: Sequence[Path], cancel: Cancellation = NEVER) -> tuple[Path, ...]:
    """The files, and all files below the folders among them, in the order of their names.

    Files in folders are left out if they are hidden or by-products. All others are tried; an unreadable one is refused
    with a message, and so are the links and folders of `all_below`.

    Errors: Cancelled, within a folder too: one on a file server may hold many.
    """
    return tuple(file for path in paths for file in (all_below(path, cancel) if path.is_dir() else (path,)))


def all_below(folder: Path, cancel: Cancellation = NEVER) -> Iterator[Path]:
    """All files below a folder that are not left out, links to other folders, which are not followed, and folders that
    may not be read, so that nothing is skipped in silence.

    Errors: Cancelled on request.
    """
    unread: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda problem: unread.append(Path(problem.filename))):
        cancel.check()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in folders if (Path(place) / name).is_symlink())
        for name in sorted(names):
            cancel.check()
            if not is_left_out(name):
                yield Path(place) / name
    yield from unread
