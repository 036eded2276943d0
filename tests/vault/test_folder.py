"""The files of a matter's folder are written whole, or all is as it was and somebody is told what to do."""

import os
import sys
from pathlib import Path

import pytest

from legalredact.errors import DiskFull, UsageError
from legalredact.vault.folder import KEY, is_changed, make_folder, put_sealed_key, remove_matter, sync_folder
from legalredact.vault.lock import LOCK, WriterLock


def full(*_: object) -> None:
    raise OSError


def test_a_place_that_is_no_folder_or_cannot_be_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="not a folder"):
        make_folder(tmp_path / "file")
    with pytest.raises(UsageError, match="cannot be made"):
        make_folder(tmp_path / "file" / "matter")


def test_a_key_file_that_cannot_be_written_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_sealed_key(tmp_path, b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull, match="key could not be written"):
        put_sealed_key(tmp_path, b"new")
    assert (tmp_path / KEY).read_bytes() == b"old"
    assert is_changed(tmp_path, b"old") is False
    assert is_changed(tmp_path, b"new") is True
    assert not list(tmp_path.glob("*.new"))


def test_a_server_that_cannot_sync_a_folder_is_no_obstacle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", full)
    counts = sys.platform == "linux"  # Wine shows the folder of its own process there
    before = len(os.listdir("/proc/self/fd")) if counts else 0  # noqa: PTH208 - of the system
    sync_folder(tmp_path)
    after = len(os.listdir("/proc/self/fd")) if counts else 0  # noqa: PTH208 - as above
    assert before == after


def test_a_folder_that_nobody_can_lock_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot be written, or its drive has no locks"):
        WriterLock(tmp_path / "file", "ann")


def test_a_matter_is_removed_with_everything_that_is_its(tmp_path: Path) -> None:
    for name in (KEY, "matter.db", "matter.1.db", LOCK, "letter.txt"):
        (tmp_path / name).touch()
    remove_matter(tmp_path)
    remove_matter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
