"""Backs up a matter to one encrypted file, and restores it."""

from pathlib import Path

from legalredact.errors import LegalRedactError
from legalredact.vault import backup
from legalredact.vault.folder import remove_matter
from legalredact.vault.keys import KeySource
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter


def back_up(matter: OpenMatter, file: Path) -> str:
    """Write the matter to a file; returns its SHA-256. See `vault.backup.back_up` for errors."""
    matter.note("matter.backup", ("generation", matter.store.generation))
    return backup.back_up(matter.store, file)


def restore(file: Path, folder: Path, keys: KeySource, parts: Parts, actor: str) -> OpenMatter:
    """Restore a backup as a separate matter, under a new key for its former members, and check it.

    The new key is newer than any that this machine has seen of the matter, so it is not mistaken for an old state.

    Errors: as `vault.backup.unpack`, `MatterStore.open` and `OpenMatter.check_whole`; no folder is left then.
    """
    backup.unpack(file, folder)
    matter: OpenMatter | None = None
    try:
        store = MatterStore.open(folder, keys, actor, restoring=True)
        matter = OpenMatter(store, parts, actor)
        matter.check_whole(restored=True)
        matter.note("matter.restore", ("generation", store.generation), ("found", matter.trail.fault()))
        store.rekey(store.members)
    except LegalRedactError:
        if matter is not None:
            matter.close()
        remove_matter(folder)
        raise
    return matter
