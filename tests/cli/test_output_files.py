"""What commands leave behind: readable by its owner alone, and called after no client."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from legalredact import wiring
from legalredact.cli.main import run
from tests.fakes.bad_files import GOOD

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights there come from the folder")


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """What most machines have: others may read what nobody takes from them."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def matter(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    return ("--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet")


def command(*words: object) -> int:
    return run([str(word) for word in words], wiring.real())


def readable_by_others(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077)


def test_nothing_that_leaves_a_matter_is_readable_by_others(
    tmp_path: Path, matter: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    (tmp_path / "names").write_text("Marguerite Oldacre\n", encoding="utf-8")
    letter = tmp_path / "Oldacre v. Penhallow.txt"
    letter.write_text(GOOD, encoding="utf-8")

    assert command("mask", letter, "--accept", "all", "--out", out / "masked", *matter) == 0
    assert command("summarize", "--out", out / "draft.md", "--as", "Ann", *matter) == 0
    assert command("review", "approve", "--reviewer", "Bea", "--out", out / "signed", *matter) == 0
    assert command("redact", letter, "--names", tmp_path / "names", "--out", out / "copies", "--quiet") == 0
    assert command("audit-copy", letter, "--names", tmp_path / "names", "--report", out / "audit.html", "--quiet") == 1
    assert command("audit", "export", "--out", out / "trail.csv", "--format", "csv", *matter) == 0
    assert command("matter", "backup", out / "backup.tar", *matter) == 0
    assert command("doctor", "--bundle", out / "support.zip", "--quiet") in (0, 1, 2)
    assert (out / "support.zip").is_file()  # 2 is also the status of a mistake in the command

    exported = {path.name for path in (out / "signed").iterdir()}  # has the names anyway, and is to be recognized
    names = [path.name for path in out.rglob("*") if path.is_file() and path.name not in exported]
    assert exported
    assert len(names) >= 7
    assert readable_by_others(out) == []
    assert [name for name in names if "oldacre" in name.lower() or "penhallow" in name.lower()] == []
    assert "so its output is called this" in capsys.readouterr().err
