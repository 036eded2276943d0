"""Writes result files of commands: complete or not at all."""

import os
import tempfile
from pathlib import Path

from legalredact.errors import DiskFull
from legalredact.model.clean_text import clean


def write_text(path: Path, text: str) -> None:
    """Write a temporary file with UTF-8 text and rename it.

    Errors: DiskFull, naming the folder, if it cannot be written; no partial file is left.
    """
    half = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
        half = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(clean(text))
        half.replace(path)
    except OSError as problem:
        if half is not None:
            half.unlink(missing_ok=True)
        raise DiskFull(
            f"A result could not be written ({problem.strerror}).", "Free some space or choose another --out."
        ) from None
