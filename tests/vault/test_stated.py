"""The state of a matter as it stands on the disk: read past all that is kept in memory, and from nowhere else."""

import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from legalredact.errors import StoreUnreachable, VaultDamaged
from legalredact.model.audit import AuditEvent
from legalredact.model.matter import MatterInfo
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.store import MatterStore

EVENTS = tuple(AuditEvent(number, "2026-11-24T10:00:00+00:00", "ann", "name.decide", (), "") for number in (1, 2))
INDEXED = {
    "setting": ("sqlite_autoindex_setting_1", "INSERT INTO setting VALUES ('x', x'61')"),
    "entity": ("sqlite_autoindex_entity_1", "INSERT INTO entity (id, content) VALUES ('x', x'61')"),
    "listing": (
        "sqlite_autoindex_listing_1",
        "INSERT INTO listing (id, name, digest, pages, ocr, unread, searched) VALUES ('x', 'a', '0', 1, 0, x'', 0)",
    ),
    "member": ("member_document", "INSERT INTO member VALUES (1, 'x', 'd', x'61', '', '', '', '', '')"),
    "job": ("job_state", "INSERT INTO job VALUES ('x', 'mask', 'done', 1, '', '', '', 0.5, '', 1)"),
}
"""For each table whose rows are found by an index, one of its indexes and a row."""


def raw(folder: Path, keys: ThrowAwayKey) -> dbapi2.Connection:
    """The database as somebody opens it who has the key, around the program."""
    with MatterStore.read(folder, keys) as store:
        key = store._sealed.key
    db = dbapi2.connect(str(folder / "matter.db"), isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return db


def test_it_is_told_with_the_last_event_by_whoever_has_the_matter_open(
    store: MatterStore, folder: Path, keys: ThrowAwayKey
) -> None:
    assert store.stated().last is store.stated_at_opening().last is None
    for event in EVENTS:
        store.append_event(event)
    with MatterStore.read(folder, keys) as reading:
        for one in (store, reading):
            assert one.stated() == one.stated_at_opening()
            assert one.stated().last == EVENTS[-1]
        before = store.state()
        assert store.stated().state == reading.state() == before
        store.put_info(MatterInfo("m1", "Another"))
        assert store.stated().state == store.state() == reading.state() != before


def test_it_is_that_of_the_disk_and_not_of_what_was_followed(
    store: MatterStore, folder: Path, keys: ThrowAwayKey
) -> None:
    class Deaf:
        saved = ending = ended = lambda self: None

        def restore(self, saved: object) -> None:
            return None

    store.listen(Deaf())
    before = store.state()
    by_hand = raw(folder, keys)
    by_hand.execute("UPDATE setting SET value = x'7b7d' WHERE name = 'info'")
    by_hand.close()

    assert store.state() == before != store.stated().state


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_no_database_is_made_where_it_is_gone(store: MatterStore, folder: Path) -> None:
    (folder / store.database).unlink()

    with pytest.raises(StoreUnreachable):
        store.stated()
    assert not (folder / store.database).exists()


@pytest.mark.parametrize("table", INDEXED)
def test_a_table_and_its_index_that_contradict_each_other_are_refused(
    store: MatterStore, folder: Path, keys: ThrowAwayKey, table: str
) -> None:
    """As after an old page of an index alone was put back: a row would be found that is another in the table."""
    index, row = INDEXED[table]
    db = raw(folder, keys)
    (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (index,)).fetchone()
    place = slice((root - 1) * 4096, root * 4096)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(row.replace("'x'", "'w'").replace("(1,", "(2,"))  # one that stays
    db.execute(row)
    old = (folder / "matter.db").read_bytes()[place]
    db.execute(f"DELETE FROM {table} WHERE 'x' IN (SELECT value FROM json_each(json_array({_columns(db, table)})))")  # noqa: S608 - names of the database's own
    db.close()
    assert store.stated().last is None
    with (folder / "matter.db").open("rb+") as file:
        file.seek(place.start)
        file.write(old)

    with pytest.raises(VaultDamaged, match="contradict"):
        store.stated()
    with pytest.raises(VaultDamaged, match="contradict"):
        store.stated_at_opening()


def _columns(db: dbapi2.Connection, table: str) -> str:
    return ", ".join(f"{table}.{row[1]}" for row in db.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT")
