"""The encrypted database itself: its settings, its errors in our words, and transactions within each other."""

import contextlib
import errno
import json
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from legalredact.errors import DiskFull, ReadingOnly, StoreUnreachable, VaultBusy, VaultDamaged, VaultError
from legalredact.vault import database
from legalredact.vault.database import connect, plain_errors, plain_file_errors, transaction
from legalredact.vault.schema import VERSION

KEY = bytes(range(32))
SETTINGS = {
    "cipher_memory_security": "1",
    "temp_store": 2,  # memory
    "secure_delete": 1,
    "foreign_keys": 1,
    "journal_mode": "delete",
    "synchronous": 2,  # full
    "query_only": 0,
    "user_version": VERSION,
}
"""As SQLite's and SQLCipher's documentation of pragmas number them."""
REPOSITORY = Path(__file__).resolve().parents[2]
TOLD = """
import json, sys
from pathlib import Path
from legalredact.vault.database import connect

path, reading, *pragmas = sys.argv[1:]
connection = connect(Path(path), bytes(range(32)), reading=reading == "True")
print(json.dumps({one: connection.execute(f"PRAGMA {one}").fetchone()[0] for one in pragmas}))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    connect(tmp_path / "matter.db", KEY).close()
    return tmp_path / "matter.db"


def value(connection: dbapi2.Connection, pragma: str) -> object:
    return connection.execute(f"PRAGMA {pragma}").fetchone()[0]


def names(connection: dbapi2.Connection) -> list[str]:
    """Of the rows that were put here; the database has a row of its own from its making."""
    return [row[0] for row in connection.execute("SELECT name FROM setting WHERE name <> 'state_key' ORDER BY name")]


def put(connection: dbapi2.Connection, name: str) -> None:
    connection.execute("INSERT INTO setting VALUES (?, x'00')", (name,))


def put_and_fail(connection: dbapi2.Connection, name: str, *, in_part: bool = False) -> None:
    """Write inside a transaction, or in a part of it that ends well, which fails afterwards."""
    with transaction(connection):
        if in_part:
            with transaction(connection):
                put(connection, name)
        else:
            put(connection, name)
        raise ValueError("later")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, dict[str, object]]:
    """The settings of a writer and of a reader, each in a process of its own, where no test changed them.

    A reader in the process of a writer would lock its memory whatever its own settings.
    """
    path = tmp_path_factory.mktemp("shipped") / "matter.db"
    connect(path, KEY).close()
    return {reading: _settings_in_another_process(path, reading=reading) for reading in (False, True)}


def _settings_in_another_process(path: Path, *, reading: bool) -> dict[str, object]:
    command = [sys.executable, "-c", TOLD, str(path), str(reading), *SETTINGS]
    done = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    told: dict[str, object] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("pragma", SETTINGS)
def test_nothing_is_written_in_clear_and_what_is_confirmed_is_on_disk(
    shipped: dict[bool, dict[str, object]], pragma: str
) -> None:
    assert shipped[False][pragma] == SETTINGS[pragma]


@pytest.mark.parametrize("pragma", ["cipher_memory_security", "temp_store"])
def test_whoever_reads_leaves_nothing_in_memory_and_writes_no_temporary_file(
    shipped: dict[bool, dict[str, object]], pragma: str
) -> None:
    assert shipped[True][pragma] == SETTINGS[pragma]
    assert shipped[True]["query_only"] == 1


def test_databases_of_the_tests_lock_no_memory(path: Path) -> None:
    """Else all of them take ten times as long; one connection that does makes all later ones of its process do it."""
    for reading in (False, True):
        connection = connect(path, KEY, reading=reading)
        assert value(connection, "cipher_memory_security") == "0"
        connection.close()


def test_a_connection_serves_every_thread_of_its_process(path: Path) -> None:
    connection = connect(path, KEY)
    done: list[object] = []
    thread = threading.Thread(target=lambda: done.append(value(connection, "user_version")))
    thread.start()
    thread.join()

    assert done == [VERSION]


def test_nothing_is_said_on_standard_error(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """SQLCipher would write there what it thinks of a key or a page."""
    for key in (KEY, bytes(32)):
        with contextlib.suppress(VaultDamaged):
            connect(path, key).close()

    assert capfd.readouterr() == ("", "")


def test_what_a_writer_left_half_done_is_mended_by_a_writer_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_short(*_: object) -> None:
        raise StoreUnreachable("It cannot be read.", "Open it.")

    monkeypatch.setattr(database, "_connected", cut_short)
    with pytest.raises(ReadingOnly, match="have to be completed or undone"):
        connect(path, KEY, reading=True)
    with pytest.raises(StoreUnreachable):
        connect(path, KEY)
    with pytest.raises(StoreUnreachable):
        connect(path.with_name("none.db"), KEY, reading=True)


def test_whoever_reads_writes_nothing(path: Path) -> None:
    connection = connect(path, KEY, reading=True)
    with pytest.raises(ReadingOnly), transaction(connection):
        raise AssertionError
    connection.close()


def test_a_database_that_is_not_there_is_made_by_a_writer_alone(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable):
        connect(tmp_path / "none.db", KEY, reading=True)
    assert not (tmp_path / "none.db").exists()


def test_signs_of_addresses_in_a_folders_name_are_part_of_it(tmp_path: Path) -> None:
    folder = tmp_path / ("a&mode=ro#b%20c" if sys.platform == "win32" else "a?mode=ro#b%20c")  # no "?" there
    folder.mkdir()
    connect(folder / "matter.db", KEY).close()
    assert (folder / "matter.db").is_file()


def test_the_file_is_encrypted(path: Path) -> None:
    assert not path.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT * FROM setting")
    with pytest.raises(VaultDamaged, match="do not belong together"):
        connect(path, bytes(32))


@pytest.mark.parametrize(
    ("name", "words", "error"),
    [
        ("SQLITE_READONLY_DBMOVED", "", StoreUnreachable),
        ("SQLITE_NOTADB", "", VaultDamaged),
        ("", "file is not a database", VaultDamaged),
        ("SQLITE_IOERR_WRITE", "", StoreUnreachable),
        ("", "disk I/O error", StoreUnreachable),
        ("SQLITE_CANTOPEN", "", StoreUnreachable),
        ("SQLITE_FULL", "", DiskFull),
        ("", "database or disk is full", DiskFull),
        ("SQLITE_BUSY", "", VaultBusy),
        ("SQLITE_LOCKED", "", VaultBusy),
    ],
)
def test_each_error_has_its_meaning_and_repeats_no_value(name: str, words: str, error: type[VaultError]) -> None:
    problem = dbapi2.OperationalError(f"Marguerite {words}")
    if name:
        problem.sqlite_errorname = name
    with pytest.raises(error) as caught, plain_errors():
        raise problem
    assert type(caught.value) is error
    assert "Marguerite" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EIO, StoreUnreachable),
        (errno.ENOENT, StoreUnreachable),
    ],
)
def test_each_error_of_the_system_has_its_meaning_and_repeats_no_path(number: int, error: type[VaultError]) -> None:
    with pytest.raises(error) as caught, plain_file_errors():
        raise OSError(number, "no", "/Marguerite/matter.db")
    assert type(caught.value) is error
    assert "Marguerite" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_error_that_is_not_known_is_damage_with_its_name(path: Path) -> None:
    problem = dbapi2.DatabaseError("Marguerite")
    problem.sqlite_errorname = "SQLITE_CORRUPT"
    with pytest.raises(VaultDamaged, match=r"reports an error \(SQLITE_CORRUPT\)"), plain_errors():
        raise problem
    with pytest.raises(VaultDamaged, match=r"reports an error \(DatabaseError\)"), plain_errors():
        raise dbapi2.DatabaseError("Marguerite")


def test_what_fails_inside_is_given_up_and_what_was_before_stays(path: Path) -> None:
    connection = connect(path, KEY)
    with transaction(connection):
        put(connection, "before")
    with pytest.raises(ValueError, match="later"):
        put_and_fail(connection, "given up")
    assert names(connection) == ["before"]
    assert not connection.in_transaction
    connection.close()


def test_a_part_of_a_transaction_fails_by_itself_or_goes_with_the_whole(path: Path) -> None:
    connection = connect(path, KEY)
    with transaction(connection):
        put(connection, "a")
        with pytest.raises(ValueError, match="later"):
            put_and_fail(connection, "b")
        with transaction(connection):
            put(connection, "c")
    assert names(connection) == ["a", "c"]
    with pytest.raises(ValueError, match="later"):
        put_and_fail(connection, "d", in_part=True)
    assert names(connection) == ["a", "c"]
    connection.close()


def test_a_database_is_read_from_any_thread(path: Path) -> None:
    connection, read = connect(path, KEY), list[object]()
    thread = threading.Thread(target=lambda: read.append(value(connection, "user_version")))
    thread.start()
    thread.join()
    assert read == [VERSION]
    connection.close()


@pytest.mark.parametrize(("version", "words"), [(VERSION + 1, "newer version"), (VERSION - 1, "older version")])
def test_a_database_of_another_version_is_not_read(
    path: Path, version: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "VERSION", 2 * VERSION - version)
    with pytest.raises(VaultError, match=words):
        connect(path, KEY, reading=True)
