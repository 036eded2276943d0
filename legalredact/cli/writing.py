"""Writes result files of commands: complete or not at all."""

from pathlib import Path

from legalredact.model.clean_text import clean
from legalredact.workflow.copies.atomic_output import hand_over


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with line feeds; folders that are missing are made.

    Errors: DiskFull, Unwritable; no partial file is left.
    """
    hand_over(path, clean(text).encode("utf-8"))
