"""A matter in one file: as encrypted as its folder, whole or refused, and back again."""

import errno
import hashlib
import os
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from legalredact.errors import DiskFull, UsageError, VaultDamaged, WrongKey
from legalredact.governance.anchor import Anchors
from legalredact.model.document import Document
from legalredact.model.matter import MatterInfo
from legalredact.vault import backup as files
from legalredact.vault.codec import decode, encode
from legalredact.vault.keys import KeyringKey, ThrowAwayKey
from legalredact.vault.os_keyring import OsKeyring
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter.backup import back_up, restore
from legalredact.workflow.matter.members import renew_key
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from tests.fakes.parts import light_parts

INFO = MatterInfo("m1", "Oldacre v. Penhallow")


@pytest.fixture
def matter(folder: Path, keys: ThrowAwayKey, document: Document) -> Iterator[OpenMatter]:
    with OpenMatter.create(folder, keys, light_parts(), "Ann", INFO) as made:
        made.store.add_document(document)
        yield made


@pytest.fixture
def file(matter: OpenMatter, tmp_path: Path) -> Path:
    path = tmp_path / "alder.backup"
    back_up(matter, path)
    return path


def test_a_backup_comes_back_whole_under_a_fresh_key(
    matter: OpenMatter, file: Path, keys: ThrowAwayKey, document: Document, tmp_path: Path
) -> None:
    with restore(file, tmp_path / "again", keys, light_parts(), "Ann") as again:
        assert again.store.document(document.id, boxes=True) == document
        assert again.info == INFO
        acts = [event.action for event in again.events if event.action != "state.keep"]
        assert acts == ["matter.create", "matter.backup", "matter.restore"]
        assert again.store._sealed.key != matter.store._sealed.key
    with MatterStore.open(tmp_path / "again", keys) as store:
        store.check()


def test_no_word_stands_in_a_backup_in_clear(file: Path) -> None:
    content = file.read_bytes()
    assert not any(word in content for word in (b"Oldacre", b"Penhallow", b"SQLite format", b"complaint"))


def test_only_a_member_brings_it_back(file: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongKey):
        restore(file, tmp_path / "again", ThrowAwayKey(), light_parts(), "Cal")
    assert not list((tmp_path / "again").iterdir())


@pytest.mark.parametrize("at", [-3000, 4000])
def test_an_altered_backup_is_refused_and_leaves_no_matter(
    file: Path, keys: ThrowAwayKey, tmp_path: Path, at: int
) -> None:
    content = bytearray(file.read_bytes())
    content[content.index(b"matter.db", 3000) + at if at > 0 else len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    with pytest.raises((VaultDamaged, UsageError)):
        restore(file, tmp_path / "again", keys, light_parts(), "Ann")
    assert not list((tmp_path / "again").iterdir())


def test_a_backup_tells_nothing_of_the_machine(file: Path) -> None:
    with tarfile.open(file) as tar:
        entries = tar.getmembers()
    assert entries
    assert {(one.uid, one.gid, one.uname, one.gname) for one in entries} == {(0, 0, "", "")}
    assert {one.mode & 0o177 for one in entries if one.name != "contents.json"} == {0}


@pytest.mark.skipif(os.name != "posix", reason="rights are others there")
def test_a_backup_is_its_owners_alone(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.glob("alder*")] == ["alder.backup"]


def test_a_backup_that_is_cut_off_is_refused(file: Path, keys: ThrowAwayKey, tmp_path: Path) -> None:
    file.write_bytes(file.read_bytes()[:9000])
    with pytest.raises((VaultDamaged, UsageError)):
        restore(file, tmp_path / "again", keys, light_parts(), "Ann")


def test_a_hostile_backup_writes_nowhere_else(keys: ThrowAwayKey, tmp_path: Path) -> None:
    file = tmp_path / "hostile"
    with tarfile.open(file, "w") as tar:
        files._put(tar, "contents.json", b'{"version":1,"digests":{"matter./../../escaped":"","key.age":""}}')
        files._put(tar, "matter./../../escaped", b"x")
    with pytest.raises(UsageError):
        restore(file, tmp_path / "a" / "again", keys, light_parts(), "Ann")
    assert not list(tmp_path.rglob("escaped"))


def _read(stream: IO[bytes] | None) -> bytes:
    assert stream is not None
    return stream.read()


@pytest.mark.parametrize(
    "name",
    ["matter./../../escaped", "../matter.escaped", "matter.x/../../escaped", "{outside}/matter.escaped", "matter./"],
)
def test_the_name_of_a_member_alone_has_a_whole_backup_refused(
    file: Path, keys: ThrowAwayKey, tmp_path: Path, name: str
) -> None:
    """Everything else is as it should be, digests too: nothing but the name leads out of the folder."""
    hostile = tmp_path / "deep" / "hostile"
    hostile.parent.mkdir()
    name = name.format(outside=tmp_path)
    escaped = b"written where nobody asked for it"
    with tarfile.open(file) as good, tarfile.open(hostile, "w") as tar:
        held = {entry.name: good.extractfile(entry) for entry in good}
        contents = decode(files.Contents, _read(held.pop("contents.json")))
        digests = {**contents.digests, name: hashlib.sha256(escaped).hexdigest()}
        files._put(tar, "contents.json", encode(files.Contents, replace(contents, digests=digests)))
        for entry, stream in held.items():
            files._put(tar, entry, _read(stream))
        files._put(tar, name, escaped)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match="another version"):
        restore(hostile, tmp_path / "a" / "again", keys, light_parts(), "Ann")
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_disk_that_takes_nothing_is_said_and_nothing_is_left(
    file: Path, keys: ThrowAwayKey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(files, "create_file", full)
    with pytest.raises(DiskFull, match="unpacked"):
        restore(file, tmp_path / "again", keys, light_parts(), "Ann")
    assert not list((tmp_path / "again").iterdir())


def test_what_is_no_backup_or_not_there_is_said(keys: ThrowAwayKey, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        files.unpack(tmp_path / "none", tmp_path / "again")
    for name in ("other.json", "contents.json"):
        with tarfile.open(tmp_path / "odd", "w") as tar:
            entry = tarfile.TarInfo(name)
            entry.type = tarfile.DIRTYPE
            tar.addfile(entry)
        with pytest.raises(UsageError, match="not a backup of a matter"):
            files.unpack(tmp_path / "odd", tmp_path / "again")
    (tmp_path / "odd").write_bytes(b"a letter")
    with pytest.raises(UsageError, match="not a backup of a matter, or it is incomplete"):
        files.unpack(tmp_path / "odd", tmp_path / "again")


def test_a_backup_that_cannot_be_written_leaves_no_half_file(
    matter: OpenMatter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(files, "_put", full)
    with pytest.raises(DiskFull, match="could not be written"):
        files.back_up(matter.store, tmp_path / "alder.backup")
    assert not list(tmp_path.glob("alder*"))


def test_the_digest_of_a_backup_is_told(matter: OpenMatter, tmp_path: Path) -> None:
    path = tmp_path / "alder.backup"

    assert files.back_up(matter.store, path) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_backup_of_another_version_is_left_alone(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "newer", "w") as tar:
        digest = hashlib.sha256(b"sealed").hexdigest()
        files._put(tar, "contents.json", encode(files.Contents, files.Contents(2, {"key.age": digest})))
        files._put(tar, "key.age", b"sealed")
    with pytest.raises(UsageError, match="another version"):
        files.unpack(tmp_path / "newer", tmp_path / "again")
    assert not list((tmp_path / "again").iterdir())


def test_a_backup_without_its_key_file_is_none(file: Path, tmp_path: Path) -> None:
    """Everything else is whole, and nothing of it is unpacked."""
    without = tmp_path / "without"
    with tarfile.open(file) as good, tarfile.open(without, "w") as tar:
        held = {entry.name: _read(good.extractfile(entry)) for entry in good if entry.name != "key.age"}
        contents = decode(files.Contents, held.pop("contents.json"))
        digests = {name: digest for name, digest in contents.digests.items() if name != "key.age"}
        files._put(tar, "contents.json", encode(files.Contents, replace(contents, digests=digests)))
        for name, content in held.items():
            files._put(tar, name, content)
    with pytest.raises(UsageError, match="another version"):
        files.unpack(without, tmp_path / "again")
    assert not list((tmp_path / "again").iterdir())


def test_neither_a_file_nor_a_matter_is_ever_overwritten(
    matter: OpenMatter, file: Path, folder: Path, keys: ThrowAwayKey
) -> None:
    with pytest.raises(UsageError, match="already"):
        back_up(matter, file)
    with pytest.raises(UsageError, match="already"):
        restore(file, folder, keys, light_parts(), "Ann")
    assert matter.store.document_ids()


def test_an_older_backup_is_brought_back_on_purpose_where_a_newer_state_was_seen(
    os_keyring: OsKeyring, folder: Path, tmp_path: Path
) -> None:
    keys = KeyringKey(os_keyring)
    with OpenMatter.create(folder, keys, light_parts(), "Ann", MatterInfo(f"m{tmp_path.name}")) as matter:
        back_up(matter, tmp_path / "old")
        renew_key(matter)
        renew_key(matter)
    with restore(tmp_path / "old", tmp_path / "again", keys, light_parts(), "Ann") as again:
        assert again.store.generation == 3
    MatterStore.open(tmp_path / "again", keys).close()


def test_an_older_backup_is_taken_although_a_newer_trail_was_seen(
    folder: Path, keys: ThrowAwayKey, tmp_path: Path
) -> None:
    parts = replace(light_parts(), witness=Witness(anchors=Anchors(tmp_path / "marks")))
    with OpenMatter.create(folder, keys, parts, "Ann", INFO) as matter:
        back_up(matter, tmp_path / "old")
        matter.set_info(INFO)
    with restore(tmp_path / "old", tmp_path / "again", keys, parts, "Ann") as again:
        assert dict(again.events[-1].details)["found"] != "nothing"
    OpenMatter.open(tmp_path / "again", keys, parts, "Ann").close()
    with pytest.raises(VaultDamaged):  # the newer one's trail is no longer what this machine's mark says
        OpenMatter.open(folder, keys, parts, "Ann")
