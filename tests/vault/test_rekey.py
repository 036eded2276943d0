"""A fresh key for a matter, or the old one and all as it was: nothing between them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from legalredact.errors import Cancelled, DiskFull, UsageError
from legalredact.model.document import Document
from legalredact.model.member import Member
from legalredact.model.progress import Cancellation, Progress
from legalredact.vault import rekey
from legalredact.vault.database import connect
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.state import StateConnection
from legalredact.vault.store import MatterStore


def fail_to_write(*_: object) -> None:
    raise DiskFull("The matter's key could not be written.", "Free some space.")


def cancelled() -> Cancellation:
    cancel = Cancellation()
    cancel.cancel()
    return cancel


def kept_as_it_was(store: MatterStore, folder: Path, document: Document, act: Callable[[], object]) -> None:
    """Nothing of an act that fails is left, and the matter goes on."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    act()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert (store.generation, store.database) == (0, "matter.db")
    assert store.document(document.id).text == document.text
    store.put_info(store.info())
    store.check()


def test_a_key_file_that_cannot_be_replaced_leaves_the_old_key(
    store: MatterStore, folder: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_document(document)
    made: list[StateConnection] = []

    def noted(path: Path, key: bytes) -> StateConnection:
        made.append(connect(path, key))
        return made[-1]

    monkeypatch.setattr(rekey, "connect", noted)
    monkeypatch.setattr(rekey, "put_sealed_key", fail_to_write)

    def act() -> None:
        with pytest.raises(DiskFull):
            store.rekey(store.members)

    kept_as_it_was(store, folder, document, act)
    with pytest.raises(dbapi2.ProgrammingError, match="closed"):
        made[0].execute("SELECT 1")


def test_a_public_key_that_is_none_leaves_the_old_key(store: MatterStore, folder: Path, document: Document) -> None:
    store.add_document(document)

    def act() -> None:
        with pytest.raises(UsageError, match="not a public key"):
            store.rekey((*store.members, Member("bea", "age1nothing")))

    kept_as_it_was(store, folder, document, act)


def test_a_change_of_key_that_is_stopped_leaves_the_old_key(
    store: MatterStore, folder: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_document(document)
    monkeypatch.setattr(rekey, "_STEPS", 1)

    def act() -> None:
        with pytest.raises(Cancelled):
            store.rekey(store.members, cancelled())

    kept_as_it_was(store, folder, document, act)


def test_a_change_of_key_tells_how_far_it_is_and_cannot_be_stopped_once_the_new_key_counts(
    store: MatterStore, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add_document(document)
    monkeypatch.setattr(rekey, "_STEPS", 1)
    cancel, told = Cancellation(), list[Progress]()
    store.rekey(store.members, cancel, report=told.append)

    assert told
    assert all(0 <= one.done <= one.total and one.total > 1 for one in told)
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert cancel.committed
    cancel.cancel()
    assert not cancel.requested


def test_a_fresh_key_takes_everything_with_it_and_nothing_of_the_old_file_is_left(
    store: MatterStore, folder: Path, keys: ThrowAwayKey, document: Document
) -> None:
    store.add_document(document)
    old, state, connection = store._sealed.key, store.state(), store._db
    store.rekey(store.members)

    with pytest.raises(dbapi2.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")

    assert (store.generation, store.database, store.state()) == (1, "matter.1.db", state)
    assert store._sealed.key != old
    assert sorted(path.name for path in folder.glob("*.db*")) == ["matter.1.db"]
    store.put_info(store.info())
    store.close()
    with MatterStore.open(folder, keys) as again:
        assert again.document(document.id, boxes=True) == document
        assert again._db.execute("PRAGMA user_version").fetchone()[0] > 0
        again.check()
