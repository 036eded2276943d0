"""SQLCipher connections that write nothing in clear: no temporary files, and deleted content is overwritten."""

import contextlib
import errno
import os
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sqlcipher3 import dbapi2

from legalredact.errors import (
    DiskFull,
    ReadingOnly,
    StoreUnreachable,
    VaultBusy,
    VaultDamaged,
    VaultError,
)
from legalredact.model.side_file import is_plain
from legalredact.vault.lock import not_plain
from legalredact.vault.schema import MIGRATIONS, VERSION
from legalredact.vault.state import StateConnection, add_functions, watch_rows

_PRAGMAS: tuple[str, ...] = (
    "PRAGMA cipher_log_level = NONE",  # its log would go to standard error
    "PRAGMA cipher_memory_security = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = DELETE",  # not WAL, whose shared memory does not work on file servers
    "PRAGMA synchronous = FULL",
)
_READING_PRAGMAS = (*_PRAGMAS[:3], "PRAGMA query_only = ON")
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextlib.contextmanager
def plain_errors() -> Iterator[None]:
    """Convert errors of the database to our own, without the statement or its values."""
    try:
        yield
    except dbapi2.DatabaseError as problem:
        raise _translated(problem) from None


@contextlib.contextmanager
def plain_file_errors() -> Iterator[None]:
    """Convert system errors about the database's file to our own: the folder may be gone, or the disk full."""
    try:
        yield
    except OSError as problem:
        raise (_full() if problem.errno in _NO_ROOM else _unreachable()) from None


def _translated(problem: dbapi2.DatabaseError) -> VaultError:
    name = str(getattr(problem, "sqlite_errorname", ""))
    for sign, error in _SAID.items():
        if sign in name or sign in str(problem):
            return error()
    return VaultDamaged(
        f"The matter's database reports an error ({name or type(problem).__name__}).", "Restore it from a backup."
    )


def _full() -> VaultError:
    return DiskFull(
        "The disk took no more; the matter is as it was before.",
        "Free some space, or connect the drive again, and try again.",
    )


def _unreachable() -> VaultError:
    return StoreUnreachable(
        "The matter's folder can no longer be reached, or its drive takes no more. Finished work is complete.",
        "Connect the drive or the network again or free some space, then close the matter and open it.",
    )


def _foreign() -> VaultError:
    return VaultDamaged(
        "The matter's key file and its database do not belong together: one was swapped, or its first page altered.",
        "Restore the whole folder from a backup.",
    )


def _busy() -> VaultError:
    return VaultBusy("Somebody is reading the matter now; nothing was written.", "Do it again in a moment.")


_SAID: Mapping[str, Callable[[], VaultError]] = {
    "READONLY": _unreachable,  # the file was moved away beneath it; who only reads is refused before
    "NOTADB": _foreign,
    "not a database": _foreign,
    "IOERR": _unreachable,
    "disk I/O error": _unreachable,
    "CANTOPEN": _unreachable,
    "FULL": _full,
    "disk is full": _full,
    "BUSY": _busy,
    "LOCKED": _busy,
}
"""Names or messages of database errors, mapped to our errors."""


def connect(path: Path, key: bytes, *, reading: bool = False) -> StateConnection:
    """Open or create the database at `path` with the raw 32-byte key, and migrate its tables.

    Arguments:
        reading: nothing is written, created or migrated.

    Errors: VaultDamaged (also for the key of another database), DiskFull, StoreUnreachable, VaultBusy; VaultError if a
    newer version created it, or an older one did and it is opened for reading.
    """
    for beside in ("", "-journal", "-wal"):
        place = path.with_name(path.name + beside)
        if os.path.lexists(place) and not is_plain(place):
            raise not_plain(place.name)
    try:
        with plain_errors():
            return _connected(path, key, reading)
    except StoreUnreachable:
        if not reading or not path.exists():
            raise
        raise ReadingOnly(
            "The last writer was interrupted, and its changes have to be completed or undone.",
            "Open the matter for writing once.",
        ) from None


def _connected(path: Path, key: bytes, reading: bool) -> StateConnection:
    connection: StateConnection = dbapi2.connect(
        _address(path, reading), isolation_level=None, check_same_thread=False, uri=True, factory=StateConnection
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _READING_PRAGMAS if reading else _PRAGMAS:
            connection.execute(pragma)
        add_functions(connection)
        _migrate(connection, reading=reading)
        if not reading:
            watch_rows(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path, reading: bool) -> str:
    """A URI file name in the form of SQLite's documentation: drive letters and shares after three slashes."""
    absolute = urllib.parse.quote(path.absolute().as_posix())
    return f"file://{'' if absolute.startswith('/') else '/'}{absolute}?mode={'ro' if reading else 'rwc'}"


def _migrate(connection: dbapi2.Connection, *, reading: bool) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise VaultError(
            "This matter was made by a newer version of LegalRedact.", "Update LegalRedact and open it again."
        )
    if reading and version < VERSION:
        raise VaultError(
            "This matter was made by an older version of LegalRedact.", "Open it for writing once; that updates it."
        )
    for number in range(version, VERSION):
        connection.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;")


@contextlib.contextmanager
def transaction(connection: StateConnection) -> Iterator[StateConnection]:
    """A transaction: everything inside happens, or nothing; a nested one is part of the outer one.

    The connection's listener is called before the commit, when it may write more or refuse, and after it.
    """
    if connection.in_transaction:
        with _part(connection):
            yield connection
        return
    with plain_errors():
        if connection.execute("PRAGMA query_only").fetchone()[0]:
            raise ReadingOnly("The matter is open for reading only.", "Open it for writing, then do it.")
        saved = connection.saved()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            if connection.listener is not None:
                connection.listener.ending()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.restore(saved)
            raise
    if connection.listener is not None:
        connection.listener.ended()


@contextlib.contextmanager
def _part(connection: StateConnection) -> Iterator[None]:
    """A savepoint within a transaction, which may be rolled back by itself."""
    with plain_errors():
        saved = connection.saved()
        connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK TO part")
                connection.execute("RELEASE part")
            connection.restore(saved)
            raise
        connection.execute("RELEASE part")


@contextlib.contextmanager
def one_moment(connection: dbapi2.Connection) -> Iterator[None]:
    """Everything that is read inside is one snapshot, even if somebody writes at the same time."""
    with plain_errors():
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
