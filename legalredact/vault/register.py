"""A matter's entities in its database, one row each, so that a decision writes little."""

import json
from collections.abc import Sequence

from legalredact.model.register import Entity, Register
from legalredact.vault.codec import decode, encode, joined
from legalredact.vault.database import transaction
from legalredact.vault.rows import Rows, put_setting
from legalredact.vault.state import StateConnection

RESOLVED = "resolved"
"""Name of the setting with the key of the stored resolution; absent if the resolution is outdated."""
_RETIRED = "retired"


class RegisterRecords(Rows):
    """The register. The last value that was read or written is cached, to determine what changed."""

    _kept: Register | None = None

    def register(self) -> Register:
        """The matter's entities."""
        if self._kept is None or self.reading:
            contents = [bytes(row[0]) for row in self._rows("SELECT content FROM entity ORDER BY position")]
            retired = tuple(json.loads(self._setting(_RETIRED)))
            self._kept = Register(decode(tuple[Entity, ...], joined(contents)), retired)
        return self._kept

    def put_register(self, register: Register, *, moved: bool = True) -> None:
        """Replace the entities.

        Arguments:
            moved: whether mentions may belong to other entities now, so that the resolution is outdated.
        """
        before = self.register()
        with transaction(self._db) as db:
            write_register(db, before, register)
            if moved:
                forget_resolution(db)
        self._kept = register


def write_register(db: StateConnection, before: Register | None, register: Register) -> None:
    """Write the differences, inside the caller's transaction; everything if `before` is None."""
    known = {entity.id: entity for entity in before.entities} if before else {}
    ids = [entity.id for entity in register.entities]
    if before is None or not _in_order([entity.id for entity in before.entities], ids):
        db.execute("DELETE FROM entity")
        known = {}
    gone = known.keys() - set(ids)
    db.executemany("DELETE FROM entity WHERE id = ?", [(one,) for one in gone])
    changed = [e for e in register.entities if (was := known.get(e.id)) is not e and was != e]  # most are the same
    statement = (
        "INSERT INTO entity (id, content) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content"
    )
    db.executemany(statement, [(entity.id, encode(Entity, entity)) for entity in changed])
    if before is None or before.retired != register.retired:
        put_setting(db, _RETIRED, json.dumps(register.retired).encode())


def forget_resolution(db: StateConnection) -> None:
    """Mark the stored resolution as outdated, inside the caller's transaction."""
    db.execute("DELETE FROM setting WHERE name = ?", (RESOLVED,))


def _in_order(before: Sequence[str], now: Sequence[str]) -> bool:
    """Whether remaining entities kept their order and new ones are at the end; then rows keep their positions."""
    if before == now:
        return True
    known = set(before)
    staying = [one for one in now if one in known]
    present = set(now)
    return [one for one in before if one in present] == staying and list(now[: len(staying)]) == staying
