"""Shared by all tables: rows, settings, and one transaction per write."""

from legalredact.errors import VaultDamaged
from legalredact.vault.database import plain_errors, transaction
from legalredact.vault.state import StateConnection, proved


class Rows:
    """An open database."""

    _db: StateConnection
    reading: bool

    def _rows(self, statement: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]  # rows of any table
        with plain_errors():
            return list(self._db.execute(statement, values).fetchall())

    def _setting(self, name: str) -> bytes:
        rows = self._rows("SELECT value FROM setting WHERE name = ?", name)
        if not rows:
            raise VaultDamaged(f"The matter lacks its setting {name}.", "Restore the matter's folder from a backup.")
        return bytes(rows[0][0])

    def _proved(self, kind: str, of: str, *row: object) -> None:
        """Verify a large row against its proof; `VaultDamaged`. No values: there is no such row."""
        with plain_errors():
            proved(self._db, kind, of, *row)

    def _put_setting(self, name: str, value: bytes) -> None:
        with transaction(self._db) as db:
            put_setting(db, name, value)


def put_setting(db: StateConnection, name: str, value: bytes) -> None:
    """Replace a setting, inside the caller's transaction."""
    db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))
