"""The same step on all matters below a folder: one that fails is reported, and the others go on."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from legalredact.errors import Cancelled, LegalRedactError, UsageError
from legalredact.vault.folder import is_matter


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one matter, or of one folder that cannot be read.

    Arguments:
        done: whether nothing failed.
        words: what was done, or the error.
    """

    folder: Path
    done: bool
    words: str


def on_each(folder: Path, step: Callable[[Path], str]) -> Iterator[Outcome]:
    """Do a step on each matter in a folder and its subfolders, in order of their paths; links are not followed.

    Arguments:
        step: takes a matter's folder, and tells in words what it did.

    Errors: UsageError if the folder cannot be read, or holds no matter; those of a step are outcomes.
    """
    matters, closed = _below(folder)
    if not matters and not closed:
        raise UsageError(f"There is no matter in {folder}.", "Give the folder in which the matters are.")
    for place in closed:
        yield Outcome(place, False, "This folder cannot be read. Check your permissions on it.")
    for place in matters:
        yield _outcome(place, step)


def _outcome(place: Path, step: Callable[[Path], str]) -> Outcome:
    try:
        return Outcome(place, True, step(place))
    except Cancelled:
        raise
    except LegalRedactError as problem:
        return Outcome(place, False, str(problem))


def _below(folder: Path) -> tuple[list[Path], list[Path]]:
    """The matters below a folder, and the folders that cannot be read."""
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}, or it cannot be read.", "Check its name and your permissions.")
    matters: list[Path] = []
    closed: list[Path] = []
    for name, folders, _ in os.walk(folder, onerror=lambda problem: closed.append(Path(problem.filename))):
        if is_matter(Path(name)):
            matters.append(Path(name))
            folders.clear()
    return sorted(matters), sorted(closed)
