"""A digest of a matter's state, updated with every row that its writer changes, and recomputed from the rows.

SQLCipher authenticates each page by itself (https://www.zetetic.net/sqlcipher/design/), so an old page at its old
place is accepted. Therefore the trail carries a digest of the rows themselves.

For each part of the state it is a sum over its rows, in any order: AdHash (Bellare and Micciancio, *A New Paradigm for
Collision-Free Hashing*, EUROCRYPT 1997) over SHAKE-256 outputs of 2,048 bits, keyed with a secret of the matter.
Without the key, nobody who only has the trail can guess names. Somebody with the key would have to find a collision
by Wagner's generalized birthday algorithm (CRYPTO 2002), about 2 to the power of 2·√2048, that is 2^90.

Rows that a list needs are part of the sum directly. Texts and data derived from them are large: the table `proof`
contains their SHA-256. It is part of the sum, and a row is verified against it whenever it is read. Not covered are
`audit_event`, which has its own chain, and `original`, whose digest is in the list of documents.
"""

import hashlib
import marshal
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from sqlcipher3 import dbapi2

from legalredact.errors import VaultDamaged
from legalredact.model.state import StatePart, state_text

STATE_KEY = "state_key"
"""Name of the setting with the key of the digests; it is not part of any sum."""
_ELEMENT_BYTES = 256
_MODULUS = 1 << (8 * _ELEMENT_BYTES)
_WITHOUT_REFERENCES = 2
"""A version of `marshal` in which the same rows are the same bytes. They are hashed and never read back."""

_COLUMNS: Mapping[str, str] = {
    "setting": "name, value",
    "entity": "position, id, content",
    "accepted_part": "document_id, part_id",
    "sign_off": "position, summary_id, content",
    "receipt": "number, content",
    "listing": "position, id, name, digest, pages, ocr, unread, searched, entities",
    "hand_boxes": "document_id, content",
    "member": "position, key, document_id, content, first_bates, last_bates, custodian, family, duplicate_of",
    "job": "document_id, stage, state, attempts, reason, begun, ended, seconds, inputs, number",
    "proof": "kind, id, digest",
}
"""Tables whose rows are in the sum, with their columns."""
_PARTS: Mapping[str, StatePart] = {
    "entity": StatePart.NAMES,
    "accepted_part": StatePart.DECISIONS,
    "sign_off": StatePart.SIGN_OFFS,
    "receipt": StatePart.SIGN_OFFS,
    "listing": StatePart.DOCUMENTS,
    "hand_boxes": StatePart.COPIES,
    "member": StatePart.PRODUCTION,
    "job": StatePart.PRODUCTION,
}
_SETTINGS: Mapping[str, StatePart] = {
    "info": StatePart.SETTINGS,
    "filters": StatePart.SETTINGS,
    "retired": StatePart.NAMES,
    "together": StatePart.DECISIONS,
    "reasons": StatePart.COPIES,
    "sample": StatePart.PRODUCTION,
    "alike": StatePart.PRODUCTION,
    "production_plan": StatePart.PRODUCTION,
    "production_sets": StatePart.PRODUCTION,
    "production_boxes": StatePart.PRODUCTION,
}
"""Parts of the state for settings by name; other settings belong to the documents."""
_PROOFS: Mapping[str, StatePart] = {
    "payload": StatePart.SUMMARIES,
    "summary": StatePart.SUMMARIES,
    "reply": StatePart.SUMMARIES,
}
"""Parts of the state for proofs by kind; other proofs belong to the documents."""
_PROVED: Mapping[str, tuple[str, str]] = {
    "document": ("id", "position, content"),
    "mention": ("document_id", "content"),
    "resolved": ("document_id", "content, spelled"),
    "payload": ("digest", "content, register"),
    "summary": ("id", "position, content"),
    "reply": ("document_id", "content"),
}
"""Tables with large rows: the column with the id, and the columns that a proof covers."""
BOXES = "boxes"
"""Kind of the proof of a document's character boxes, which are many rows."""

Sums = dict[StatePart, int]


class Listener(Protocol):
    """Is notified of transactions; the trail of an open matter is a listener."""

    def saved(self) -> object:
        """The current state of the listener, for `restore` if the transaction or a part of it is rolled back."""

    def restore(self, saved: object) -> None:
        """The transaction was rolled back."""

    def ending(self) -> None:
        """Called before the commit; may write more, or refuse."""

    def ended(self) -> None:
        """Called after the commit."""


class StateConnection(dbapi2.Connection):  # type: ignore[misc]  # the package has no types
    """A connection that maintains the sums over its rows."""

    sums: Sums | None = None
    """None until there is a listener, since they are not needed before."""
    listener: Listener | None = None

    def listen(self, listener: Listener) -> None:
        """Notify a listener of every transaction from now on."""
        self.listener = listener
        if self.sums is None:
            self.sums = sums_of_rows(self)

    def follow(self, other: "StateConnection") -> None:
        """Take over the sums of another connection whose rows were copied; they are not recomputed from the copy."""
        self.sums, self.listener = other.sums, other.listener

    def saved(self) -> tuple[Sums | None, object]:
        """The current sums, for `restore`."""
        sums = dict(self.sums) if self.sums is not None else None
        return sums, self.listener.saved() if self.listener is not None else None

    def restore(self, saved: tuple[Sums | None, object]) -> None:
        """Restore the sums after the database was rolled back."""
        self.sums, of_listener = saved
        if self.listener is not None:
            self.listener.restore(of_listener)


def watch_rows(db: StateConnection) -> None:
    """Make the writer's connection track every row change, by temporary triggers that only this connection has."""
    db.execute("PRAGMA recursive_triggers = ON")  # else `INSERT OR REPLACE` deletes rows without a trigger
    key = state_key(db)

    def change(sign: int, table: str, *row: object) -> None:
        if db.sums is not None:
            part = part_of(table, row)
            if part is not None:
                db.sums[part] = (db.sums[part] + sign * _element(key, table, row)) % _MODULUS

    db.create_function("state_change", -1, change)
    db.executescript(_TRIGGERS)


def _in_sums(table: str, columns: str) -> str:
    """Triggers that report changes of a table's rows."""
    old, new = (", ".join(f"{row}.{name}" for name in columns.split(", ")) for row in ("OLD", "NEW"))
    gone = f"SELECT state_change(-1, '{table}', {old});"
    come = f"SELECT state_change(1, '{table}', {new});"
    return _triggers("state", table, gone, come)


def _with_proofs(table: str, of: str, columns: str) -> str:
    """Triggers that maintain the proofs of a table's rows."""
    values = ", ".join(f"NEW.{name}" for name in columns.split(", "))
    gone = f"DELETE FROM proof WHERE kind = '{table}' AND id = OLD.{of};"  # noqa: S608 - the tables above
    come = f"INSERT OR REPLACE INTO proof VALUES ('{table}', NEW.{of}, row_digest('{table}', NEW.{of}, {values}));"  # noqa: S608 - as above
    return _triggers("proof", table, gone, come)


def _triggers(kind: str, table: str, gone: str, come: str) -> str:
    acts = (("INSERT", come), ("DELETE", gone), ("UPDATE", gone + come))
    return "".join(
        f"CREATE TEMP TRIGGER {kind}_{table}_{act.lower()} AFTER {act} ON main.{table} BEGIN {body} END;"
        for act, body in acts
    )


_BOXES_GONE = f"""
CREATE TEMP TRIGGER proof_boxes_delete AFTER DELETE ON main.char_boxes
BEGIN DELETE FROM proof WHERE kind = '{BOXES}' AND id = OLD.document_id; END;
"""  # noqa: S608 - the kind above
_TRIGGERS = "".join(
    (
        *(_in_sums(table, columns) for table, columns in _COLUMNS.items()),
        *(_with_proofs(table, of, columns) for table, (of, columns) in _PROVED.items()),
        _BOXES_GONE,
    )
)


class _BoxesDigest:
    """The digest of a document's character boxes, as an SQL aggregate function."""

    def __init__(self) -> None:
        self._rows: list[tuple[object, ...]] = []

    def step(self, *row: object) -> None:
        self._rows.append(row)

    def finalize(self) -> bytes:
        return boxes_digest(self._rows)


def boxes_digest(rows: Iterable[tuple[object, ...]]) -> bytes:
    """The digest of a document's character boxes.

    Arguments:
        rows: page, block id and packed boxes of each block, in any order.
    """
    return hashlib.sha256(b"".join(sorted(row_digest(*row) for row in rows))).digest()


def add_functions(db: dbapi2.Connection) -> None:
    """Add the functions that migrations and triggers use."""
    db.create_function("row_digest", -1, row_digest, deterministic=True)
    db.create_aggregate("boxes_digest", 3, _BoxesDigest)


def state_key(db: dbapi2.Connection) -> bytes:
    """The secret key for this matter's state digests.

    Errors: VaultDamaged if it is missing.
    """
    rows = db.execute("SELECT value FROM setting WHERE name = ?", (STATE_KEY,)).fetchall()
    if not rows:
        raise VaultDamaged("The matter lacks the key of its state.", "Restore the matter's folder from a backup.")
    return bytes(rows[0][0])


class KnownSums:
    """The sums of tables as they were read before, by the digest of all their rows.

    Every row is read each time. Rows that are the same as before, in the same order, have the same sums, so that one
    digest of them all is made and not one for each.
    """

    def __init__(self) -> None:
        self._by_table: dict[str, tuple[bytes, Sums]] = {}

    def of(self, key: bytes, table: str, rows: list[tuple[object, ...]]) -> Sums:
        """The sums over the rows of a table."""
        content = hashlib.sha256(key + marshal.dumps(rows, _WITHOUT_REFERENCES)).digest()
        known = self._by_table.get(table)
        if known is None or known[0] != content:
            known = self._by_table[table] = content, _sums_of(key, table, rows)
        return known[1]


def sums_of_rows(db: dbapi2.Connection, known: KnownSums | None = None) -> Sums:
    """The sums, from every row that is in one.

    Arguments:
        known: those of tables that were read before.
    """
    key = state_key(db)
    sums = dict.fromkeys(StatePart, 0)
    for table, columns in _COLUMNS.items():
        rows = db.execute(f"SELECT {columns} FROM {table}").fetchall()  # noqa: S608 - the tables above
        for part, total in (_sums_of(key, table, rows) if known is None else known.of(key, table, rows)).items():
            sums[part] += total
    return {part: total % _MODULUS for part, total in sums.items()}


def _sums_of(key: bytes, table: str, rows: Iterable[tuple[object, ...]]) -> Sums:
    """The sums over rows of one table, only the parts of the state to which they belong."""
    sums: Sums = {}
    for row in rows:
        part = part_of(table, row)
        if part is not None:
            sums[part] = sums.get(part, 0) + _element(key, table, row)
    return sums


def text_of(sums: Sums) -> str:
    """The digest of a state, as in events."""
    return state_text(
        {
            part: hashlib.sha256(part.encode() + total.to_bytes(_ELEMENT_BYTES, "little")).hexdigest()
            for part, total in sums.items()
        }
    )


def part_of(table: str, row: Iterable[object]) -> StatePart | None:
    """The part of the state to which a row belongs; None for the key, which is not part of any sum."""
    if table in _PARTS:
        return _PARTS[table]
    name = str(next(iter(row)))
    if table == "setting":
        return None if name == STATE_KEY else _SETTINGS.get(name.partition(":")[0], StatePart.DOCUMENTS)
    return _PROOFS.get(name, StatePart.DOCUMENTS)


def row_digest(*row: object) -> bytes:
    """SHA-256 of a row's values and their lengths."""
    return hashlib.sha256(_encoded(row)).digest()


def _element(key: bytes, table: str, row: Iterable[object]) -> int:
    content = b"".join((key, table.encode(), b":", _encoded(row)))
    return int.from_bytes(hashlib.shake_256(content).digest(_ELEMENT_BYTES), "little")


def _encoded(row: Iterable[object]) -> bytes:
    """A row's values, each with its length. Columns have fixed types (`STRICT`), so types are not encoded.

    This is done here and not in SQL, where each concatenated text is memory that has to be locked and overwritten.
    """
    values = [one if isinstance(one, bytes) else str(one).encode() for one in row]
    return b"%b;%b" % (",".join([str(len(one)) for one in values]).encode(), b"".join(values))


# Large rows, verified against their proofs


def proved(db: dbapi2.Connection, kind: str, of: str, *row: object) -> None:
    """Verify a large row against its proof.

    Arguments:
        row: its values; none if there is no such row.

    Errors: VaultDamaged.
    """
    proofs = db.execute("SELECT digest FROM proof WHERE kind = ? AND id = ?", (kind, of)).fetchall()
    refuse_unless_proved(kind, of, bytes(proofs[0][0]) if proofs else None, row)


def refuse_unless_proved(kind: str, of: str, proof: bytes | None, row: tuple[object, ...]) -> None:
    """The same with a proof that was already read; errors as in `proved`."""
    _refuse_unless(proof == (row_digest(kind, of, *row) if row else None), kind, of)


def _refuse_unless(same: bool, kind: str, of: str) -> None:
    if not same:
        raise VaultDamaged(
            f"A stored {kind} ({of}) is not what was kept: it was changed outside LegalRedact, or is from an older "
            "copy of the matter.",
            "Restore the matter from a backup, and report this.",
        )


def check_proofs(db: dbapi2.Connection, checked: Callable[[], None] = lambda: None) -> None:
    """Verify every large row against its proof, and that every proof has its row.

    Arguments:
        checked: called after each row, `proofs` times; what it raises ends the check.

    Errors: VaultDamaged.
    """
    for kind, (name, columns) in _PROVED.items():
        ids = f"SELECT {name} FROM {kind} UNION SELECT id FROM proof WHERE kind = '{kind}'"  # noqa: S608 - the tables above
        statement = f"SELECT {columns} FROM {kind} WHERE {name} = ?"  # noqa: S608 - the tables above
        for (of,) in db.execute(ids).fetchall():
            proved(db, kind, of, *(db.execute(statement, (of,)).fetchone() or ()))
            checked()
    of_boxes = f"SELECT document_id FROM char_boxes UNION SELECT id FROM proof WHERE kind = '{BOXES}'"  # noqa: S608 - as above
    for (of,) in db.execute(of_boxes).fetchall():
        prove_boxes(db, of, db.execute("SELECT page, block_id, packed FROM char_boxes WHERE document_id = ?", (of,)))
        checked()


def proofs(db: dbapi2.Connection) -> int:
    """Number of large rows that have a proof."""
    return int(db.execute("SELECT count(*) FROM proof").fetchone()[0])


def prove_boxes(db: dbapi2.Connection, document_id: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Verify a document's character boxes (rows as in `boxes_digest`) against their proof; errors as in `proved`."""
    found = tuple(rows)
    proofs = db.execute("SELECT digest FROM proof WHERE kind = ? AND id = ?", (BOXES, document_id)).fetchall()
    _refuse_unless(
        bool(found) == bool(proofs) and (not found or proofs[0][0] == boxes_digest(found)), BOXES, document_id
    )
