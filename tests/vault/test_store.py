"""What a matter's store keeps, refuses and survives."""

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pyrage
import pytest

from legalredact.errors import DiskFull, StoreUnreachable, UsageError, VaultBusy, VaultDamaged, VaultError, WrongKey
from legalredact.model.audit import GENESIS, AuditEvent
from legalredact.model.document import Document, Place
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.register import Entity, Register
from legalredact.model.review import (
    CheckedSummary,
    Citation,
    MaskedSummary,
    ReviewedSummary,
    Segment,
    SignOff,
    Usage,
    Verdict,
)
from legalredact.vault.database import connect
from legalredact.vault.folder import DATABASE, KEY
from legalredact.vault.keys import PassphraseKey, ThrowAwayKey
from legalredact.vault.store import MatterStore

REGISTER = Register((Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT, ("Oldacre",), token="CLIENT_A"),))
PAYLOAD = Payload(
    "abstract",
    "1",
    "Summarise.",
    (PayloadDocument("d1", "Document 1", (Passage("p1", "CLIENT_A signed", Place(1), Span(0, 9)),)),),
)
SUMMARY = ReviewedSummary(
    "s1",
    CheckedSummary(
        MaskedSummary(
            PAYLOAD.digest,
            "abstract",
            "1",
            (Segment("CLIENT_A signed", (Citation("d1", "p1", "p1"),)),),
            Usage("local"),
        )
    ),
    (Segment("Marguerite Oldacre signed", (Citation("d1", "p1", "p1"),)),),
    "ann",
)


def test_everything_that_was_kept_comes_back_equal(folder: Path, keys: ThrowAwayKey, document: Document) -> None:
    mentions = (Mention(Span(0, 18), "Marguerite Oldacre", Kind.PERSON, Tier.SUGGESTED, "model", Role.CLIENT),)
    sign_off = SignOff("s1", "bea", Verdict.APPROVED, "2026-11-24T10:00:00+00:00", PAYLOAD.digest, SUMMARY.digest)
    with MatterStore.create(folder, keys, MatterInfo("m1", "Oldacre v. Penhallow")) as store:
        store.add_document(document)
        store.put_mentions(document.id, mentions)
        store.put_register(REGISTER)
        store.put_payload(PAYLOAD, REGISTER)
        store.put_summary(SUMMARY)
        store.add_sign_off(sign_off)
        store.accept_parts(frozenset({(document.id, "p1.picture1")}))
    with MatterStore.open(folder, keys) as store:
        assert store.info().name == "Oldacre v. Penhallow"
        assert store.document(document.id, boxes=True) == document
        assert store.mentions(document.id) == mentions
        assert store.register() == REGISTER
        assert store.payload(PAYLOAD.digest) == (PAYLOAD, REGISTER)
        assert store.summaries() == (SUMMARY,)
        assert store.sign_offs("s1") == (sign_off,)
        assert store.accepted_parts() == {(document.id, "p1.picture1")}


def test_nothing_in_the_folder_is_readable_without_the_key(
    store: MatterStore, folder: Path, document: Document
) -> None:
    store.add_document(document)
    store.put_register(REGISTER)
    on_disk = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for word in (b"Oldacre", b"Penhallow", b"SQLite format", "Oldacre".encode("utf-16-le")):
        assert word not in on_disk


def test_a_matter_that_is_open_is_not_opened_twice(store: MatterStore, folder: Path, keys: ThrowAwayKey) -> None:
    with pytest.raises(VaultBusy):
        MatterStore.open(folder, keys)


def test_another_key_does_not_open_it(store: MatterStore, folder: Path) -> None:
    store.close()
    with pytest.raises(WrongKey) as problem:
        MatterStore.open(folder, ThrowAwayKey())
    MatterStore.open(folder, store._keys).close()  # whoever could not open it holds no lock, nor does the error
    assert problem.value.remedy


@pytest.mark.usefixtures("age_itself")
def test_a_passphrase_opens_what_it_sealed_and_nothing_else(folder: Path) -> None:
    MatterStore.create(folder, PassphraseKey("five quiet words in May"), MatterInfo("m1")).close()
    MatterStore.open(folder, PassphraseKey("five quiet words in May")).close()
    with pytest.raises(WrongKey):
        MatterStore.open(folder, PassphraseKey("five quiet words in June"))


def test_a_machine_that_is_too_busy_for_a_passphrase_is_not_told_that_it_is_wrong(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("legalredact.vault.keys._WAITS", (0,))
    monkeypatch.setattr("legalredact.vault.keys._MOST_WORK", 40)  # else no such work comes as far as age
    MatterStore.create(folder, PassphraseKey("five quiet words in May"), MatterInfo("m1")).close()
    sealed = (folder / KEY).read_bytes()
    # The work that age writes in its head. It refuses so much on the fastest machine, as it does less on a busy one.
    (folder / KEY).write_bytes(re.sub(rb"( \d+)\n", b" 40\n", sealed, count=1))
    with pytest.raises(VaultError, match="too busy"):
        MatterStore.open(folder, PassphraseKey("five quiet words in May"))


def test_a_busy_machine_is_given_time_before_it_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[int] = []

    def busy(*_: object) -> bytes:
        raise pyrage.DecryptError("Excessive work parameter for passphrase.")

    monkeypatch.setattr("time.sleep", slept.append)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", busy)
    with pytest.raises(VaultError, match="too busy"):
        PassphraseKey("five quiet words in May").unseal(b"")
    assert slept == [1, 2, 4, 8]


@pytest.mark.skipif(os.name != "posix", reason="rights are others there")
def test_the_folder_is_its_owners_and_nothing_in_it_is_written_by_all_or_run(store: MatterStore, folder: Path) -> None:
    """Whatever the account's mask leaves to its group, as where a share is for several people."""
    rights = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}

    assert folder.stat().st_mode & 0o777 == 0o700
    assert rights
    assert not any(right & 0o113 for right in rights.values())


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(UsageError, match="12 characters"):
        PassphraseKey("short")


def test_an_altered_page_is_noticed(store: MatterStore, folder: Path, keys: ThrowAwayKey, document: Document) -> None:
    store.add_document(document)
    store.close()
    content = bytearray((folder / DATABASE).read_bytes())
    content[-2000] ^= 1
    (folder / DATABASE).write_bytes(bytes(content))
    with pytest.raises(VaultDamaged), MatterStore.open(folder, keys) as opened:
        opened.check()


def test_a_whole_store_passes_its_check(store: MatterStore, document: Document) -> None:
    store.add_document(document)
    store.check()


def test_a_full_disk_leaves_the_matter_as_it_was(store: MatterStore, document: Document) -> None:
    store.add_document(document)
    (pages,) = store._db.execute("PRAGMA page_count").fetchone()
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        store.put_register(Register((Entity("e1", "x" * 200_000, Kind.PERSON, Role.PERSON),)))
    assert store.register() == Register()
    assert store.document(document.id).text == document.text


def test_a_folder_with_other_files_is_not_made_a_matter(folder: Path, keys: ThrowAwayKey) -> None:
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(UsageError, match="not empty"):
        MatterStore.create(folder, keys, MatterInfo("m1"))
    assert [path.name for path in folder.iterdir()] == ["holiday.jpg"]


def test_no_second_matter_is_made_where_there_is_one(folder: Path, keys: ThrowAwayKey) -> None:
    MatterStore.create(folder, keys, MatterInfo("m1")).close()
    with pytest.raises(UsageError, match="holds a matter already"):
        MatterStore.create(folder, keys, MatterInfo("m2"))
    with MatterStore.open(folder, keys) as store:
        assert store.info().id == "m1"


def test_a_key_file_that_cannot_be_read_is_no_wrong_key(
    folder: Path, keys: ThrowAwayKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise PermissionError

    MatterStore.create(folder, keys, MatterInfo("m1")).close()
    monkeypatch.setattr("legalredact.vault.store.sealed_key", fail)
    for way in (MatterStore.open, MatterStore.read):
        with pytest.raises(StoreUnreachable, match="key file cannot be read"):
            way(folder, keys)
    monkeypatch.undo()
    MatterStore.open(folder, keys).close()  # and the lock is free


def test_a_folder_without_a_matter_is_neither_opened_nor_read(tmp_path: Path, keys: ThrowAwayKey) -> None:
    for way in (MatterStore.open, MatterStore.read):
        with pytest.raises(UsageError, match="no matter in this folder"):
            way(tmp_path, keys)


def test_what_fails_on_an_open_matter_leaves_it_free_for_others(folder: Path, keys: ThrowAwayKey) -> None:
    store = MatterStore.create(folder, keys, MatterInfo("m1"))
    assert store.own_key() == keys.own()
    with MatterStore.read(folder, keys) as reading:
        assert (store.interrupted_writer, reading.interrupted_writer) == (None, None)
    with store.closed_on_error():
        store.info()
    with pytest.raises(RuntimeError), store.closed_on_error():
        raise RuntimeError
    MatterStore.open(folder, keys).close()


@pytest.mark.parametrize("fault", [VaultDamaged, StoreUnreachable])
def test_a_key_that_changes_between_two_looks_of_a_reader_is_looked_at_again(
    folder: Path, keys: ThrowAwayKey, monkeypatch: pytest.MonkeyPatch, fault: type[VaultError]
) -> None:
    MatterStore.create(folder, keys, MatterInfo("m1")).close()
    faults = [fault("It is another's.", "Look again.")]

    def connect_later(*arguments: object, **options: object) -> object:
        if faults:
            raise faults.pop()
        return connect(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("legalredact.vault.store.connect", connect_later)
    with MatterStore.read(folder, keys) as store:
        assert store.info().id == "m1"


def test_a_matter_without_its_settings_is_damaged(store: MatterStore) -> None:
    store._db.execute("DELETE FROM setting WHERE name IN ('info', 'retired')")
    with pytest.raises(VaultDamaged, match="lacks its setting info"):
        store.info()
    with pytest.raises(VaultDamaged, match="lacks its setting retired"):
        store.register()


def test_a_making_that_was_cut_short_is_made_afresh(folder: Path, keys: ThrowAwayKey) -> None:
    MatterStore.create(folder, keys, MatterInfo("m1")).close()
    (folder / KEY).unlink()
    with MatterStore.create(folder, keys, MatterInfo("m2")) as store:
        assert store.info().id == "m2"


def test_a_database_of_a_newer_version_is_left_alone(store: MatterStore, folder: Path, keys: ThrowAwayKey) -> None:
    store._db.execute("PRAGMA user_version = 999")
    store.close()
    with pytest.raises(VaultError, match="newer version"):
        MatterStore.open(folder, keys)


def test_events_are_only_ever_added(store: MatterStore) -> None:
    event = AuditEvent(1, "2026-11-24T10:00:00+00:00", "ann", "matter.create", (), GENESIS)
    store.append_event(event)
    with pytest.raises(VaultError):
        store.append_event(event)
    assert store.events() == (event,)


KILLED = """
import os, sys
from pathlib import Path
from legalredact.model.matter import MatterInfo
from legalredact.model.register import Entity, Register
from legalredact.model.mention import Kind, Role
from legalredact.vault.keys import PassphraseKey
from legalredact.vault.store import MatterStore
from legalredact.vault.database import transaction

store = MatterStore.open(Path(sys.argv[1]), PassphraseKey("five quiet words in May"))
store.put_register(Register((Entity("e1", "Marguerite Oldacre", Kind.PERSON, Role.CLIENT),)))
with transaction(store._db) as db:
    db.execute("UPDATE setting SET value = x'00'")
    db.execute("INSERT INTO payload VALUES ('half', zeroblob(3000000), x'00')")
    os.kill(os.getpid(), 9)
"""


def test_a_writer_that_is_killed_leaves_what_was_finished_and_nothing_half_done(folder: Path) -> None:
    keys = PassphraseKey("five quiet words in May")
    MatterStore.create(folder, keys, MatterInfo("m1")).close()
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(folder)], cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == (-9 if os.name == "posix" else 9)
    with MatterStore.open(folder, keys) as store:
        store.check()
        assert [entity.name for entity in store.register().entities] == ["Marguerite Oldacre"]
        with pytest.raises(KeyError):
            store.payload("half")
    assert b"Oldacre" not in b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind the administrator")
def test_a_folder_without_rights_is_refused_with_a_remedy(tmp_path: Path, keys: ThrowAwayKey) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UsageError, match="write"):
        MatterStore.create(tmp_path / "m", keys, MatterInfo("m1"))
