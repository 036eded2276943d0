"""The files themselves, kept in a matter's database in pieces: the digest proves that they are what was read."""

import hashlib
import io
from pathlib import Path

from sqlcipher3 import dbapi2

from legalredact.errors import DamagedInput, VaultDamaged

PIECE = 1 << 20
"""Bytes of one row."""


def put(db: dbapi2.Connection, document_id: str, original: Path | bytes, digest: str) -> None:
    """Copy a file, or the bytes of one that stands inside another, into the database, inside the caller's transaction.

    Errors: DamagedInput if it cannot be read or its SHA-256 is not `digest`; the transaction is to be given up then.
    """
    seen = hashlib.sha256()
    try:
        with io.BytesIO(original) if isinstance(original, bytes) else original.open("rb") as file:
            for number, piece in enumerate(iter(lambda: file.read(PIECE), b"")):
                seen.update(piece)
                db.execute("INSERT INTO original VALUES (?, ?, ?)", (document_id, number, piece))
    except OSError:
        raise DamagedInput(
            "The file could not be read a second time.", "Add it again once it can be reached."
        ) from None
    if seen.hexdigest() != digest:
        raise DamagedInput("The file changed while it was read.", "Add it again once nobody writes to it.")


def read(db: dbapi2.Connection, document_id: str, digest: str) -> bytes | None:
    """The file's bytes, or None if it was not kept.

    Errors: VaultDamaged if their SHA-256 is not `digest`.
    """
    rows = db.execute("SELECT chunk FROM original WHERE document_id = ? ORDER BY number", (document_id,))
    content = b"".join(bytes(row[0]) for row in rows)
    if content and hashlib.sha256(content).hexdigest() != digest:
        raise VaultDamaged(
            f"The kept file of the document {document_id} is not what was read.",
            "Restore the matter from a backup, and report this.",
        )
    return content or None
