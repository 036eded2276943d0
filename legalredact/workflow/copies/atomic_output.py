"""Writes files completely or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from legalredact.documents.export.atomic_file import not_written


@contextlib.contextmanager
def half_made(folder: Path, ending: str) -> Iterator[Path]:
    """A temporary file beside the target that only this user may read; it is deleted unless it was moved there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=f".half.{ending}")
        os.close(handle)
    except OSError as problem:
        raise not_written(problem) from None
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def hand_over(path: Path, content: bytes) -> Path:
    """Write a small file, completely or not at all.

    Errors: DiskFull, Unwritable.
    """
    with half_made(path.parent, path.suffix.lstrip(".")) as half:
        try:
            half.write_bytes(content)
        except OSError as problem:
            raise not_written(problem) from None
        move(half, path)
    return path


def move(half: Path, path: Path) -> None:
    """Move a finished file to its place, atomically.

    Errors: DiskFull, Unwritable.
    """
    try:
        half.replace(path)
    except OSError as problem:
        raise not_written(problem) from None
