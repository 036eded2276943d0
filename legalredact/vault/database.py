"""A SQLCipher connection that keeps nothing in clear: no temporary files, deleted content overwritten."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from legalredact.errors import DiskFull, VaultDamaged, VaultError, WrongKey
from legalredact.vault.schema import MIGRATIONS, VERSION

_PRAGMAS = (
    "PRAGMA cipher_log_level = NONE",  # it would write to standard error
    "PRAGMA cipher_memory_security = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA journal_mode = DELETE",  # no WAL: its shared memory does not work over a file server
    "PRAGMA synchronous = FULL",
)


@contextlib.contextmanager
def plain_errors() -> Iterator[None]:
    """Turns the database's errors into ours, without the statement or its values."""
    try:
        yield
    except dbapi2.DatabaseError as problem:
        raise _translated(problem) from None


def _translated(problem: dbapi2.DatabaseError) -> VaultError:
    name = str(getattr(problem, "sqlite_errorname", ""))
    if "FULL" in name or "IOERR" in name or "disk is full" in str(problem):
        return DiskFull("The disk took no more; the matter is as it was before.", "Free some space and do it again.")
    if "NOTADB" in name or "not a database" in str(problem):
        return WrongKey(
            "The key does not open this matter's database.", "Use the key or passphrase that it was made with."
        )
    return VaultDamaged(
        f"The matter's database reports an error ({name or type(problem).__name__}).", "Restore it from a backup."
    )


def connect(path: Path, key: bytes) -> dbapi2.Connection:
    """Open or make the database at `path` with the raw 32-byte key, and bring its tables up to date.

    Errors: WrongKey, VaultDamaged, DiskFull; VaultError if it was made by a newer version.
    """
    with plain_errors():
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _migrate(connection: dbapi2.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise VaultError(
            "This matter was made by a newer version of LegalRedact.", "Update LegalRedact and open it again."
        )
    for number in range(version, VERSION):
        connection.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;")


@contextlib.contextmanager
def transaction(connection: dbapi2.Connection) -> Iterator[dbapi2.Connection]:
    """All of what happens inside, or nothing."""
    with plain_errors():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
