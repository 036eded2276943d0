"""The disk is full, the share is gone, the file is another one: it is said, and what was finished is whole."""

import errno
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from legalredact.errors import DiskFull, LegalRedactError, StoreUnreachable, VaultDamaged
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.model.member import Member
from legalredact.vault.backup import back_up
from legalredact.vault.folder import KEY
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.store import MatterStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked, open files are renamed")
FULL = (DiskFull.__name__, StoreUnreachable.__name__)
"""A limit on files is told to the database as a fault of the drive; a drive that is full, as that."""
LARGE = "Marguerite Oldacre signed. " * 40_000


@pytest.fixture
def made(folder: Path, keys: ThrowAwayKey, document: Document) -> Path:
    with MatterStore.create(folder, keys, MatterInfo("m1"), "Ann") as store:
        store.add_document(document)
    return folder


def with_files_of_at_most(size: int, step: Callable[[], None]) -> str:
    """Do a step in a process whose files cannot grow beyond a size; the name of the error that it ends with."""
    import resource

    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "no error"
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            step()
        except LegalRedactError as problem:
            said = type(problem).__name__
        except BaseException as problem:  # noqa: BLE001 - the parent compares the name
            said = f"not ours: {type(problem).__name__}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


def expect_whole(folder: Path, keys: ThrowAwayKey, document: Document) -> None:
    with MatterStore.open(folder, keys) as store:
        store.check()
        assert store.document_ids() == (document.id,)
        assert store.document(document.id, boxes=True) == document
        assert len(store.members) == 1
    assert not [path.name for path in folder.iterdir() if path.suffix in (".new", ".part")]


def test_a_disk_that_fills_up_while_a_document_is_kept(made: Path, keys: ThrowAwayKey, document: Document) -> None:
    def step() -> None:
        with MatterStore.open(made, keys) as store:
            store.add_document(replace(document, id="d2", text=LARGE))

    size = (made / "matter.db").stat().st_size
    assert with_files_of_at_most(size + 50_000, step) in FULL
    expect_whole(made, keys, document)


def test_a_disk_that_fills_up_while_the_matter_gets_a_fresh_key(
    made: Path, keys: ThrowAwayKey, document: Document
) -> None:
    def step() -> None:
        with MatterStore.open(made, keys) as store:
            store.rekey(store.members)

    assert with_files_of_at_most((made / "matter.db").stat().st_size // 2, step) in FULL
    expect_whole(made, keys, document)


def test_a_disk_that_fills_up_while_a_member_is_added(made: Path, keys: ThrowAwayKey, document: Document) -> None:
    def step() -> None:
        with MatterStore.open(made, keys) as store:
            store.seal_to((*store.members, Member("Bea", ThrowAwayKey().own())))

    assert with_files_of_at_most((made / KEY).stat().st_size // 2, step) == DiskFull.__name__
    expect_whole(made, keys, document)


def test_a_disk_that_fills_up_while_a_backup_is_written(
    made: Path, keys: ThrowAwayKey, document: Document, tmp_path: Path
) -> None:
    def step() -> None:
        with MatterStore.open(made, keys) as store:
            back_up(store, tmp_path / "backup")

    assert with_files_of_at_most((made / "matter.db").stat().st_size // 2, step) == DiskFull.__name__
    assert not list(tmp_path.glob("backup*"))
    expect_whole(made, keys, document)


def test_a_share_that_goes_while_the_matter_is_open_is_said_and_loses_nothing(
    made: Path, keys: ThrowAwayKey, document: Document
) -> None:
    away = made.with_name("disconnected")
    with MatterStore.open(made, keys) as store:
        made.rename(away)
        with pytest.raises(StoreUnreachable, match="can no longer be reached"):
            store.add_document(replace(document, id="d2"))
    away.rename(made)
    expect_whole(made, keys, document)


def test_a_share_that_goes_while_the_key_is_changed_leaves_the_old_key(
    made: Path, keys: ThrowAwayKey, document: Document
) -> None:
    away = made.with_name("disconnected")
    with MatterStore.open(made, keys) as store:
        made.rename(away)
        with pytest.raises((StoreUnreachable, DiskFull)):
            store.rekey(store.members)
        away.rename(made)
    expect_whole(made, keys, document)


def test_a_database_that_cannot_be_made_is_said_and_makes_no_matter(folder: Path, keys: ThrowAwayKey) -> None:
    (folder / "matter.db").mkdir(parents=True)
    with pytest.raises(StoreUnreachable):
        MatterStore.create(folder, keys, MatterInfo("m1"), "Ann")
    assert not (folder / KEY).exists()


def test_a_share_that_is_not_there_holds_no_matter(made: Path, keys: ThrowAwayKey) -> None:
    made.rename(made.with_name("disconnected"))
    with pytest.raises(LegalRedactError, match="no matter"):
        MatterStore.open(made, keys)


@pytest.mark.parametrize("place", [0, 100, 5_000, -1])
def test_a_page_that_was_tampered_with_is_noticed(
    made: Path, keys: ThrowAwayKey, document: Document, place: int
) -> None:
    content = bytearray((made / "matter.db").read_bytes())
    content[place] ^= 0x40
    (made / "matter.db").write_bytes(bytes(content))
    with pytest.raises(VaultDamaged), MatterStore.open(made, keys) as store:
        store.check()


@pytest.mark.parametrize("content", [b"", b"age-encryption.org/v1\n", bytes(500)])
def test_a_key_file_that_is_none_opens_nothing(made: Path, keys: ThrowAwayKey, content: bytes) -> None:
    (made / KEY).write_bytes(content)
    with pytest.raises(LegalRedactError):
        MatterStore.open(made, keys)


def test_a_database_that_is_gone_is_said(made: Path, keys: ThrowAwayKey) -> None:
    (made / "matter.db").unlink()
    with pytest.raises(VaultDamaged, match="not complete"):
        MatterStore.open(made, keys)
    assert not (made / "matter.db").exists()


@pytest.mark.parametrize("opened", [MatterStore.open, MatterStore.read])
def test_a_share_that_goes_while_a_matter_is_opened_is_said(
    made: Path, keys: ThrowAwayKey, monkeypatch: pytest.MonkeyPatch, opened: Callable[..., MatterStore]
) -> None:
    """A server that ended gives an input/output error, where a folder that is gone gives none."""
    found = Path.stat

    def stat(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path.name == "matter.db":
            raise OSError(errno.EIO, "Input/output error")
        return found(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(StoreUnreachable, match="can no longer be reached"):
        opened(made, keys)
    monkeypatch.undo()
    opened(made, keys).close()
