"""An open matter folder: one process writes, many may read; with its key and its members."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from legalredact.errors import ReadingOnly, StoreUnreachable, VaultDamaged, VaultError, WrongKey
from legalredact.model.matter import MatterInfo
from legalredact.model.member import Holder, Member
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.vault.codec import encode
from legalredact.vault.database import connect, plain_file_errors
from legalredact.vault.folder import (
    is_changed,
    make_folder,
    note_sealed_key,
    put_sealed_key,
    refuse_if_used,
    refuse_unless_matter,
    remove_folder,
    remove_leftovers,
    remove_matter,
    sealed_key,
)
from legalredact.vault.keys import KeySource
from legalredact.vault.lock import WriterLock
from legalredact.vault.records import Records
from legalredact.vault.rekey import rekeyed
from legalredact.vault.rights import create_file
from legalredact.vault.sealed import SealedKey, new_sealed_key, packed, unpacked


class MatterStore(Records):
    """One matter, open for writing or reading: its key, its members, and its contents (see `Records`).

    Made by `create`, `open` or `read`.

    Arguments:
        lock: the writer's; None if the matter is opened for reading.
    """

    def __init__(self, folder: Path, keys: KeySource, sealed: SealedKey, lock: WriterLock | None) -> None:
        self.folder, self._keys, self._sealed, self._lock = folder, keys, sealed, lock
        self.reading = lock is None
        """Whether it is open for reading only."""
        self._new_folder = False
        self._db = connect(folder / sealed.database, sealed.key, reading=self.reading)

    @classmethod
    def create(
        cls,
        folder: Path,
        keys: KeySource,
        info: MatterInfo,
        who: str = "",
        others: tuple[Member, ...] = (),
        team: Path | None = None,
    ) -> "MatterStore":
        """Create a matter in an empty or new folder.

        The database is written before its sealed key: a folder without `key.age` is from an interrupted creation, and
        creation starts again.

        Arguments:
            who: creates it, and is its first member.
            others: may also open it; empty if a passphrase seals it.
            team: the folder that policy names for matters; those in it get the rights of its group.

        Errors: UsageError if the folder holds a matter or anything else, DiskFull, StoreUnreachable, VaultBusy,
            KeyringUnavailable.
        """
        own = keys.own()  # first: without a keyring, no empty folder must be left
        new = not os.path.exists(folder)  # noqa: PTH110 - never raises: the folder may be somebody else's
        make_folder(folder, team)
        with contextlib.ExitStack() as undo:
            if new:
                undo.callback(remove_folder, folder)
            lock = WriterLock(folder, who)
            undo.callback(lock.release)
            refuse_if_used(folder)
            undo.callback(remove_matter, folder)
            sealed = new_sealed_key((Member(who or "maker", own), *others) if own else ())
            content = keys.seal(packed(sealed), sealed.recipients)
            with plain_file_errors():
                os.close(create_file(folder / sealed.database))
            store = cls(folder, keys, sealed, lock)
            undo.callback(store._db.close)
            store._put_setting("info", encode(MatterInfo, info))
            store._put_setting("retired", encode(tuple[str, ...], ()))
            put_sealed_key(folder, content)
            undo.pop_all()
            store._new_folder = new
            return store

    @classmethod
    def open(cls, folder: Path, keys: KeySource, who: str = "", *, restoring: bool = False) -> "MatterStore":
        """Open the matter in that folder for reading and writing.

        Arguments:
            who: opens it; shown to others.
            restoring: it may be older than what was open here before; the caller then changes the key.

        Errors: UsageError if there is none, VaultBusy, WrongKey, VaultDamaged, KeyringUnavailable, StoreUnreachable.
        """
        with plain_file_errors(), contextlib.ExitStack() as undo:
            refuse_unless_matter(folder)
            lock = WriterLock(folder, who)
            undo.callback(lock.release)
            sealed = _unsealed(folder, keys)
            store = cls(folder, keys, sealed, lock)
            undo.callback(store._db.close)
            if not restoring:
                store._refuse_older()
            remove_leftovers(folder, sealed.database)
            _note_opened(folder)
            undo.pop_all()
            return store

    @classmethod
    def read(cls, folder: Path, keys: KeySource) -> "MatterStore":
        """Open the matter for reading, also while somebody writes; errors as in `open` except VaultBusy."""
        with plain_file_errors(), contextlib.ExitStack() as undo:
            refuse_unless_matter(folder)
            try:
                store = cls(folder, keys, _unsealed(folder, keys), None)
            except (VaultDamaged, StoreUnreachable):  # its key may have been changed between the two steps
                store = cls(folder, keys, _unsealed(folder, keys), None)
            undo.callback(store.close)
            store._refuse_older()
            undo.pop_all()
        return store

    def discard(self) -> None:
        """Close a matter whose creation failed after `create`, and delete it; a folder that was there before stays."""
        self._db.close()
        remove_matter(self.folder)
        if self._lock is not None:
            self._lock.release()
        if self._new_folder:
            remove_folder(self.folder)

    def close(self) -> None:
        """Release the lock, so that others can write."""
        self._db.close()
        if self._lock is not None:
            self._lock.release()

    @contextlib.contextmanager
    def closed_on_error(self) -> Iterator[None]:
        """Close the matter if the block fails."""
        try:
            yield
        except BaseException:
            self.close()
            raise

    @property
    def interrupted_writer(self) -> Holder | None:
        """The previous writer if it was interrupted; None if it closed the matter, or the matter is only read."""
        return self._lock.interrupted_writer if self._lock is not None else None

    # Members and key

    @property
    def members(self) -> tuple[Member, ...]:
        """The members to whom the key is sealed; empty if a passphrase seals it."""
        own = self._keys.own() if not self._sealed.members else ""
        return self._sealed.members or ((Member("maker", own),) if own else ())

    def own_key(self) -> str:
        """The public key of the opener; empty for a passphrase."""
        return self._keys.own()

    @property
    def database(self) -> str:
        """Name of the database's file."""
        return self._sealed.database

    @property
    def generation(self) -> int:
        """Number of keys that the matter had before this one."""
        return self._sealed.generation

    def seal_to(self, members: tuple[Member, ...]) -> None:
        """Seal the same key to other members. A removed member with a copy can still open that: see `rekey`."""
        self._refuse_reading()
        sealed = self._sealed.sealed_to(members)
        put_sealed_key(self.folder, self._keys.seal(packed(sealed), sealed.recipients))
        self._sealed = sealed

    def rekey(
        self, members: tuple[Member, ...], cancel: Cancellation = NEVER, ahead: int = 1, report: Report = silent
    ) -> None:
        """Put the matter under a fresh key for these members; the new file has no remains of deleted content.

        Arguments:
            ahead: how much newer it is than the newest key that is known here.

        Errors: DiskFull, StoreUnreachable, Cancelled; then nothing has changed.
        """
        self._refuse_reading()
        matter_id = self.info().id
        newest = max(self.generation, self._keys.newest(matter_id))
        fresh = self._sealed.next(members, at_least=newest + ahead)
        self._db = rekeyed(self._db, self.folder, self._keys, fresh, cancel, report)
        self._sealed = fresh
        self._keys.remember(matter_id, fresh.generation)

    def _refuse_older(self) -> None:
        """`VaultDamaged` if this machine has seen a newer key of the matter: the folder is an older copy."""
        matter_id = self.info().id
        if self._sealed.generation < self._keys.newest(matter_id):
            raise VaultDamaged(
                "This is an older state of the matter than the one that was open here before.",
                "Ask who restored it. A backup is restored by `legalredact matter restore`.",
            )
        if self._sealed.generation:
            self._keys.remember(matter_id, self._sealed.generation)

    def _refuse_reading(self) -> None:
        if self.reading:
            raise ReadingOnly("The matter is open for reading only.", "Open it for writing, then do it.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _sealed_bytes(folder: Path) -> bytes:
    try:
        return sealed_key(folder)
    except OSError:
        raise StoreUnreachable(
            "The matter's key file cannot be read.", "Check your permissions on the folder, its drive and the network."
        ) from None


def _note_opened(folder: Path) -> None:
    """Record the digest of the key file: older versions recorded none, and a kill may have left an old one."""
    content = _sealed_bytes(folder)
    if is_changed(folder, content) is not False:
        note_sealed_key(folder, content)


def _distinguished(problem: WrongKey, changed: bool | None) -> VaultError:
    """Distinguish a wrong key from a changed key file, by the file's digest; changing both is not detected here."""
    if changed:
        return VaultDamaged(
            "The matter's key file is not the one that LegalRedact wrote, and nothing opens it.",
            "Restore key.age from a backup of the folder, then open the matter again.",
        )
    if changed is None:
        return WrongKey(
            problem.what, f"{problem.remedy} If that is right, key.age was changed: restore it from a backup."
        )
    return problem


def _unsealed(folder: Path, keys: KeySource) -> SealedKey:
    content = _sealed_bytes(folder)
    try:
        sealed = unpacked(keys.unseal(content))
    except WrongKey as problem:
        raise _distinguished(problem, is_changed(folder, content)) from None
    if not (folder / sealed.database).exists():
        raise VaultDamaged("The matter's folder is not complete.", "Restore it from a backup.")
    return sealed
