"""Changes the key of a matter's database; a kill at any time leaves either the old or the new state complete.

A copy of the database is written beside the old one under the new key. Then `key.age` is replaced, and from this moment
the new one is in force. Then the old one is deleted. `PRAGMA rekey` would change the file in place, and database and
sealed key could not change at the same time. Deleted content is not copied.
"""

import contextlib
import os
from pathlib import Path

from sqlcipher3 import dbapi2

from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.vault.database import connect, plain_errors, plain_file_errors
from legalredact.vault.folder import put_sealed_key, remove_leftovers, sync_folder
from legalredact.vault.keys import KeySource
from legalredact.vault.rights import create_file
from legalredact.vault.sealed import SealedKey, packed
from legalredact.vault.state import StateConnection

_STEPS = 20_000
"""SQLite instructions between two reports, and two checks for cancellation."""


def rekeyed(
    db: StateConnection,
    folder: Path,
    keys: KeySource,
    fresh: SealedKey,
    cancel: Cancellation = NEVER,
    report: Report = silent,
) -> StateConnection:
    """Put the database under a fresh key and close the old one; returns the new connection.

    Arguments:
        db: the database in force, outside a transaction.
        fresh: of a newer generation.

    Errors: DiskFull, StoreUnreachable, Cancelled, UsageError (a member's public key is malformed): then nothing has
    changed, and `db` stays open.
    """
    target = folder / fresh.database
    try:
        sealed = keys.seal(packed(fresh), fresh.recipients)
        with plain_file_errors():
            os.close(create_file(target))
        with plain_errors():
            _copy(db, target, fresh.key, cancel, report)
        with plain_file_errors():
            _sync(target)
        cancel.commit()
        connection = connect(target, fresh.key)
        connection.follow(db)
    except BaseException:
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    try:
        put_sealed_key(folder, sealed)
    except BaseException:
        connection.close()
        with contextlib.suppress(OSError):
            target.unlink(missing_ok=True)
        raise
    db.close()
    remove_leftovers(folder, fresh.database)
    return connection


def _copy(db: dbapi2.Connection, target: Path, key: bytes, cancel: Cancellation, report: Report) -> None:
    pages, size = (int(db.execute(f"PRAGMA page_{what}").fetchone()[0]) for what in ("count", "size"))

    def looked() -> int:
        with contextlib.suppress(OSError):
            report(Progress("rewrite", min(target.stat().st_size // size, pages), pages))
        return int(cancel.requested)

    (version,) = db.execute("PRAGMA user_version").fetchone()
    db.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(target), f"x'{key.hex()}'"))
    try:
        db.set_progress_handler(looked, _STEPS)
        db.execute("PRAGMA fresh.journal_mode = OFF")  # the file has no meaning until the key file names it
        db.execute("PRAGMA fresh.synchronous = OFF")
        db.execute("SELECT sqlcipher_export('fresh')").fetchall()
        db.execute(f"PRAGMA fresh.user_version = {int(version)}")
    except dbapi2.OperationalError:
        cancel.check()
        raise
    finally:
        db.set_progress_handler(None, 0)
        with contextlib.suppress(dbapi2.DatabaseError):
            db.execute("DETACH DATABASE fresh")


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
    sync_folder(path.parent)
