"""Backs up a matter to one encrypted file, and restores it."""

import tempfile
from dataclasses import replace
from pathlib import Path

from legalredact.errors import DiskFull, LegalRedactError
from legalredact.vault import backup
from legalredact.vault.folder import remove_matter
from legalredact.vault.keys import KeySource
from legalredact.vault.recovery_key import RecoveryKey
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness

_AHEAD = 1000
"""More keys than a matter gets between a backup and its restore."""


def back_up(matter: OpenMatter, file: Path) -> str:
    """Write the matter to a file; returns its SHA-256. See `vault.backup.back_up` for errors."""
    matter.note("matter.backup", ("generation", matter.store.generation))
    return backup.back_up(matter.store, file)


def try_restore(file: Path, keys: KeySource, parts: Parts, actor: str) -> int:
    """Restore a backup into a temporary folder beside it, check all of it, and delete it again; returns its events.

    Nothing is recorded: neither in the copy nor in this person's keyring or anchors, which belong to the real matter.

    Errors: as `restore`.
    """
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".trial-") as place:
            folder = Path(place) / "matter"
            backup.unpack(file, folder)
            with OpenMatter.read(folder, keys, replace(parts, witness=Witness()), actor) as matter:
                return matter.check_whole(restored=True).events
    except OSError:
        raise DiskFull("There was no room to try the backup.", "Free some space there, and do it again.") from None


def restore(file: Path, folder: Path, keys: KeySource, parts: Parts, actor: str) -> OpenMatter:
    """Restore a backup as a separate matter, under a new key for its former members, and check it.

    The new key is newer than any that this machine has seen of the matter, so it is not mistaken for an old state. The
    owner of the recovery key cannot know what the members' machines have seen: then the key's number jumps ahead.

    Errors: as `vault.backup.unpack`, `MatterStore.open` and `OpenMatter.check_whole`; no folder is left then.
    """
    backup.unpack(file, folder, parts.policy.matters.place)
    matter: OpenMatter | None = None
    try:
        store = MatterStore.open(folder, keys, actor, restoring=True)
        matter = OpenMatter(store, parts, actor)
        matter.check_whole(restored=True)
        found = ("found", matter.trail.fault())
        matter.note("matter.restore", ("generation", store.generation), found, ("key", keys.mode))
        store.rekey(store.members, ahead=_AHEAD if keys.mode == RecoveryKey.mode else 1)
    except LegalRedactError:
        if matter is not None:
            matter.close()
        remove_matter(folder)
        raise
    return matter
