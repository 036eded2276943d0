"""The digest of a state follows every row, whatever statement changes it, and says which part of the matter changed."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from legalredact.errors import VaultDamaged
from legalredact.model.state import StatePart, differing
from legalredact.vault.database import connect, transaction
from legalredact.vault.state import (
    BOXES,
    StateConnection,
    boxes_digest,
    check_proofs,
    prove_boxes,
    proved,
    row_digest,
    state_key,
    sums_of_rows,
    text_of,
)

KEY = bytes(range(32))
Row = dict[str, object]
ROWS: dict[str, tuple[str, StatePart, Row, object]] = {
    "info": ("setting", StatePart.SETTINGS, {"name": "info", "value": b"a"}, b"b"),
    "retired": ("setting", StatePart.NAMES, {"name": "retired", "value": b"a"}, b"b"),
    "entity": ("entity", StatePart.NAMES, {"position": 7, "id": "e1", "content": b"a"}, b"b"),
    "accepted part": ("accepted_part", StatePart.DECISIONS, {"document_id": "d1", "part_id": "p1"}, "p2"),
    "decisions on groups": ("setting", StatePart.DECISIONS, {"name": "together", "value": b"a"}, b"b"),
    "sign-off": ("sign_off", StatePart.SIGN_OFFS, {"position": 7, "summary_id": "s1", "content": b"a"}, b"b"),
    "receipt": ("receipt", StatePart.SIGN_OFFS, {"number": 7, "content": b"a"}, b"b"),
    "listing": (
        "listing",
        StatePart.DOCUMENTS,
        {"position": 7, "id": "d1", "name": "a", "digest": "0", "pages": 1, "ocr": 0, "unread": b"", "searched": 0},
        1,
    ),
    "resolution": ("setting", StatePart.DOCUMENTS, {"name": "resolved", "value": b"a"}, b"b"),
    "document": ("document", StatePart.DOCUMENTS, {"position": 7, "id": "d1", "content": b"a"}, b"b"),
    "mention": ("mention", StatePart.DOCUMENTS, {"document_id": "d1", "content": b"a"}, b"b"),
    "resolved": ("resolved", StatePart.DOCUMENTS, {"document_id": "d1", "content": b"a", "spelled": b"a"}, b"b"),
    "payload": ("payload", StatePart.SUMMARIES, {"digest": "00", "content": b"a", "register": b"a"}, b"b"),
    "summary": ("summary", StatePart.SUMMARIES, {"position": 7, "id": "s1", "content": b"a"}, b"b"),
    "reply": ("reply", StatePart.SUMMARIES, {"document_id": "d1", "content": b"a"}, b"b"),
    "hand-drawn boxes": ("hand_boxes", StatePart.COPIES, {"document_id": "d1", "content": b"a"}, b"b"),
    "reasons": ("setting", StatePart.COPIES, {"name": "reasons", "value": b"a"}, b"b"),
    "member": (
        "member",
        StatePart.PRODUCTION,
        {"position": 7, "key": "k", "document_id": "d1", "content": b"a"}
        | dict.fromkeys(("first_bates", "last_bates", "custodian", "family", "duplicate_of"), ""),
        "d2",
    ),
    "job": (
        "job",
        StatePart.PRODUCTION,
        {"document_id": "d1", "stage": "mask", "state": "done", "attempts": 1, "reason": "", "begun": "", "ended": ""}
        | {"seconds": 0.5, "inputs": "", "number": 1},
        2,
    ),
    "sample": ("setting", StatePart.PRODUCTION, {"name": "sample", "value": b"a"}, b"b"),
    "near-duplicates": ("setting", StatePart.PRODUCTION, {"name": "alike", "value": b"a"}, b"b"),
}
"""For each kind of row its table, the part of the state that it belongs to, a row whose first column is its key, and
another value for its last column."""
PROVED = ("document", "mention", "resolved", "payload", "summary", "reply")
"""Kinds of which the state holds a digest, against which the row is held when it is read."""

STATE_OF_OLD = (
    "b9718b7e21466e9cfcefbd3d3760d0a835d9d1b7064d54de24ff24e5bc085f5e"
    ":8c0a7b7b8ab7:3c1dc5e0c07f:7b811060423a:5f7cd5ae19b7"
    ":df8a19bc5855:c77d293e6af5:700ddafbd0da:0f4602c8fb8c"
)
"""As it was first told of the rows that a test below puts there."""


class Deaf:
    """Somebody who is told of transactions and does nothing."""

    def saved(self) -> None:
        return None

    def restore(self, saved: object) -> None:
        return None

    def ending(self) -> None:
        return None

    def ended(self) -> None:
        return None


@pytest.fixture
def db(tmp_path: Path) -> StateConnection:
    """A writer's connection whose state somebody follows."""
    made = connect(tmp_path / "matter.db", KEY)
    made.execute("PRAGMA foreign_keys = OFF")  # each test has rows of one table
    made.listen(Deaf())
    return made


def put(db: dbapi2.Connection, table: str, row: Row) -> None:
    places = ", ".join("?" * len(row))
    db.execute(f"INSERT OR REPLACE INTO {table} ({', '.join(row)}) VALUES ({places})", (*row.values(),))  # noqa: S608 - names above


def followed(db: StateConnection) -> str:
    """The state as the connection followed it, which has to be that of the rows."""
    assert db.sums is not None
    assert db.sums == sums_of_rows(db)
    return text_of(db.sums)


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_that_comes_changes_or_goes_is_followed_and_its_part_is_told(db: StateConnection, kind: str) -> None:
    table, part, row, other = ROWS[kind]
    key, last = next(iter(row)), list(row)[-1]
    before = followed(db)
    put(db, table, row)
    there = followed(db)
    if table != "accepted_part":  # there a second row would not replace the first
        put(db, table, row | {last: other})
    db.execute(f"UPDATE {table} SET {last} = ? WHERE {key} = ?", (other, row[key]))  # noqa: S608 - names above
    changed = followed(db)
    db.execute(f"UPDATE {table} SET {last} = ? WHERE {key} = ?", (row[last], row[key]))  # noqa: S608 - names above
    again = followed(db)
    db.execute(f"DELETE FROM {table} WHERE {key} = ?", (row[key],))  # noqa: S608 - names above

    assert differing(before, there) == differing(there, changed) == (part,)
    assert (again, followed(db)) == (there, before)


def test_the_boxes_of_a_document_go_with_their_digest(db: StateConnection) -> None:
    put(db, "char_boxes", {"document_id": "d1", "page": 1, "block_id": "b", "packed": b"a"})
    put(db, "proof", {"kind": BOXES, "id": "d1", "digest": boxes_digest([(1, "b", b"a")])})
    check_proofs(db)
    there = followed(db)
    db.execute("DELETE FROM char_boxes")

    assert differing(there, followed(db)) == (StatePart.DOCUMENTS,)
    assert db.execute("SELECT count(*) FROM proof").fetchone() == (0,)


def test_the_key_of_the_state_is_no_part_of_it(db: StateConnection) -> None:
    """It would be in what an event tells of the settings, by which names could be tried out."""
    before = followed(db)
    db.execute("INSERT INTO setting VALUES ('info', x'61')")
    with_info = followed(db)
    db.execute("UPDATE setting SET value = x'00' WHERE name = 'state_key'")

    assert text_of(db.sums or {}) == with_info != before


def test_the_same_rows_of_two_matters_have_states_of_their_own(db: StateConnection, tmp_path: Path) -> None:
    other = connect(tmp_path / "other.db", KEY)
    for one in (db, other):
        put(one, "entity", {"position": 1, "id": "e1", "content": b"Oldacre"})

    assert state_key(db) != state_key(other)
    assert differing(text_of(sums_of_rows(db)), text_of(sums_of_rows(other))) == (StatePart.NAMES,)


def test_a_state_that_an_event_told_is_the_same_in_every_version(db: StateConnection) -> None:
    """An open matter refuses a state that is another than its trail tells: one digest is kept here for good."""
    db.execute("UPDATE setting SET value = ? WHERE name = 'state_key'", (bytes(range(32)),))
    for number in range(8):
        put(db, "entity", {"position": number, "id": f"e{number}", "content": b"a"})
    put(db, "accepted_part", {"document_id": "d1", "part_id": "p1"})

    assert text_of(sums_of_rows(db)) == STATE_OF_OLD


def test_a_value_cannot_pass_into_the_next_column() -> None:
    assert row_digest("ab", "c") != row_digest("a", "bc")
    assert row_digest(b"a", b"") != row_digest(b"", b"a")
    assert row_digest(1) == row_digest("1")  # columns have fixed types


def test_boxes_are_the_same_in_any_order_and_no_others() -> None:
    rows = [(1, "b", b"a"), (2, "a", b"c")]

    assert boxes_digest(rows) == boxes_digest(rows[::-1]) != boxes_digest(rows[:1])


def test_the_database_takes_the_digest_of_boxes_itself(db: StateConnection) -> None:
    """As it does for matters from before there was one."""
    rows = [(1, "b", b"a"), (2, "a", b"c")]
    for page, block, packed in rows:
        put(db, "char_boxes", {"document_id": "d1", "page": page, "block_id": block, "packed": packed})
    statement = "SELECT boxes_digest(page, block_id, packed), row_digest('a', 1, x'62') FROM char_boxes"

    assert db.execute(statement).fetchall() == [(boxes_digest(rows), row_digest("a", 1, b"b"))]


def test_who_listens_later_is_told_the_state_that_was_followed_from_the_first(db: StateConnection) -> None:
    """A change that nobody followed, such as one by hand, is not taken into it."""
    kept = db.sums
    db.sums = None
    put(db, "entity", {"position": 1, "id": "e1", "content": b"a"})
    db.sums = kept
    db.listen(Deaf())

    assert db.sums == kept != sums_of_rows(db)


def put_and_fail(db: StateConnection, *, inner: bool) -> None:
    """Write in a transaction that fails at its end, and before that in a part of it that ends well."""
    with transaction(db):
        put(db, "entity", {"position": 1, "id": "e1", "content": b"a"})
        if inner:
            with transaction(db):
                put(db, "entity", {"position": 2, "id": "e2", "content": b"a"})
        raise RuntimeError


def test_a_state_that_was_given_up_is_the_one_before(db: StateConnection) -> None:
    before = followed(db)
    for inner in (False, True):
        with pytest.raises(RuntimeError):
            put_and_fail(db, inner=inner)
        assert followed(db) == before


def test_a_matter_without_the_key_of_its_state_is_refused(db: StateConnection) -> None:
    db.execute("DELETE FROM setting WHERE name = 'state_key'")

    with pytest.raises(VaultDamaged, match="lacks the key of its state"):
        sums_of_rows(db)


# Large rows


@pytest.mark.parametrize("kind", PROVED)
@pytest.mark.parametrize("how", ["changed", "gone", "added", "proof gone"])
def test_a_large_row_that_nobody_followed_is_noticed(db: StateConnection, kind: str, how: str, tmp_path: Path) -> None:
    """As by somebody who has the key and another program."""
    table, _, row, other = ROWS[kind]
    key, last = next(iter(row)), list(row)[-1]
    if how != "added":
        put(db, table, row)
    check_proofs(db)
    db.close()
    by_hand = dbapi2.connect(str(tmp_path / "matter.db"), isolation_level=None)
    by_hand.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    if how == "changed":
        by_hand.execute(f"UPDATE {table} SET {last} = ?", (other,))  # noqa: S608 - names above
    elif how == "gone":
        by_hand.execute(f"DELETE FROM {table} WHERE {key} = ?", (row[key],))  # noqa: S608 - names above
    elif how == "added":
        put(by_hand, table, row)
    else:
        by_hand.execute("DELETE FROM proof")
    by_hand.close()
    again = connect(tmp_path / "matter.db", KEY)

    with pytest.raises(VaultDamaged, match=f"A stored {kind}"):
        check_proofs(again)


@pytest.mark.parametrize("change", ["changed", "page", "gone", "added", "proof gone"])
def test_boxes_that_nobody_followed_are_noticed(db: StateConnection, change: str) -> None:
    rows = [(1, "b", b"a"), (1, "c", b"a")]
    for page, block, packed in rows:
        put(db, "char_boxes", {"document_id": "d1", "page": page, "block_id": block, "packed": packed})
    put(db, "proof", {"kind": BOXES, "id": "d1", "digest": boxes_digest(rows)})
    prove_boxes(db, "d1", rows)
    prove_boxes(db, "d2", [])
    statements = {
        "changed": "UPDATE char_boxes SET packed = x'62' WHERE block_id = 'c'",
        "page": "UPDATE char_boxes SET page = 2 WHERE block_id = 'c'",
        "gone": "DELETE FROM char_boxes",
        "added": "INSERT INTO char_boxes VALUES ('d2', 1, 'b', x'61')",
        "proof gone": "DELETE FROM proof",
    }
    db.execute("DROP TRIGGER proof_boxes_delete")
    db.execute(statements[change])

    with pytest.raises(VaultDamaged, match=f"A stored {BOXES}"):
        check_proofs(db)


def test_a_row_that_is_there_with_a_proof_of_another_is_refused(db: StateConnection) -> None:
    put(db, "mention", {"document_id": "d1", "content": b"a"})
    proved(db, "mention", "d1", b"a")
    proved(db, "mention", "d2")

    for of, row in (("d1", (b"b",)), ("d1", ()), ("d2", (b"a",))):
        with pytest.raises(VaultDamaged, match=rf"A stored mention \({of}\)"):
            proved(db, "mention", of, *row)
