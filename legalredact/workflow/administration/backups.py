"""Backs up all matters below a folder, and tries each backup."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from legalredact.errors import DiskFull, LegalRedactError
from legalredact.vault.keys import KeySource
from legalredact.workflow.administration.many_matters import Outcome, on_each
from legalredact.workflow.matter.backup import back_up, try_restore
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter


def back_up_all(folder: Path, out: Path, keys: KeySource, parts: Parts, actor: str) -> Iterator[Outcome]:
    """Write a backup of each matter to a folder, under the matter's id and the time, and restore it on trial.

    A backup that cannot be restored is deleted.

    Errors: UsageError if there is no matter; DiskFull if the folder cannot be made. Errors in a matter are outcomes.
    """
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise DiskFull("The folder for the backups cannot be made.", "Choose another --out.") from None

    def step(place: Path) -> str:
        with OpenMatter.open(place, keys, parts, actor) as matter:
            file = out / f"{matter.info.id}-{parts.clock():%Y%m%dT%H%M%SZ}.backup"
            digest = back_up(matter, file)
            try:
                events = try_restore(file, keys, parts, actor)
            except LegalRedactError:
                with contextlib.suppress(OSError):
                    file.unlink()
                raise
        return f"wrote {file.name}, SHA-256 {digest}; restored on trial, {events} events"

    yield from on_each(folder, step)
