"""Files that were to come into a matter and cannot be read: remembered until they can be, or nobody wants them."""

from pathlib import Path
from typing import Protocol

from legalredact.errors import UnreadableInput
from legalredact.model.listing import RefusedFile
from legalredact.vault.store import MatterStore


class Notable(Protocol):
    """An open matter, as far as it is needed here."""

    store: MatterStore

    def note(self, action: str, *details: tuple[str, str | int]) -> None:
        """See `OpenMatter.note`."""


def refuse(matter: Notable, path: Path, problem: UnreadableInput) -> None:
    """Remember that a file cannot be read, and why."""
    matter.note("file.refuse", ("error", type(problem).__name__))
    matter.store.put_refused((*_others(matter, path), RefusedFile(str(path), problem.what, problem.remedy)))


def unrefuse(matter: Notable, path: Path) -> None:
    """A file was read after all, or nobody wants it any more."""
    others = _others(matter, path)
    if len(others) < len(matter.store.refused()):
        matter.note("file.forget")
        matter.store.put_refused(others)


def _others(matter: Notable, path: Path) -> tuple[RefusedFile, ...]:
    return tuple(one for one in matter.store.refused() if one.path != str(path))
