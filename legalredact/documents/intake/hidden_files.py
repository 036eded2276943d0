"""Which files of a folder or archive are read: hidden ones too, but not the by-products of programs."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from legalredact.model.progress import NEVER, Cancellation

_BY_PRODUCTS = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_BY_PRODUCTS_BEGIN = ("._", "~$", ".~lock.")
"""Attributes that macOS keeps beside a file, and lock files of Word and LibreOffice."""
_JUNCTION = 0xA0000003
"""`IO_REPARSE_TAG_MOUNT_POINT`: a folder of Windows that leads to another one."""


def is_by_product(name: str) -> bool:
    """Whether a file is a by-product of a program (a lock file, thumbnails), and so not a document."""
    return name.lower() in _BY_PRODUCTS or name.startswith(_BY_PRODUCTS_BEGIN)


def leads_elsewhere(path: Path) -> bool:
    """Whether an entry of a folder is a link, or a junction of Windows, which Python does not call a link."""
    try:
        found = os.lstat(path)
    except OSError:  # it went meanwhile; whoever reads it says so
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def files_in(paths: Sequence[Path], cancel: Cancellation = NEVER) -> tuple[Path, ...]:
    """The files, and all files below the folders among them, in the order of their names.

    By-products in folders are left out. All others are tried; an unreadable one is refused with a message, and so are
    the links and folders of `all_below`.

    Errors: Cancelled, within a folder too: one on a file server may hold many.
    """
    return tuple(file for path in paths for file in (all_below(path, cancel) if path.is_dir() else (path,)))


def all_below(folder: Path, cancel: Cancellation = NEVER) -> Iterator[Path]:
    """All files below a folder that are no by-products, links to other folders, which are not followed, and folders
    that may not be read, so that nothing is skipped in silence.

    Errors: Cancelled on request.
    """
    unread: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda problem: unread.append(Path(problem.filename))):
        cancel.check()
        links = {name for name in folders if leads_elsewhere(Path(place) / name)}
        yield from (Path(place) / name for name in sorted(links))
        folders[:] = sorted(set(folders) - links)
        for name in sorted(names):
            cancel.check()
            if not is_by_product(name):
                yield Path(place) / name
    yield from unread
