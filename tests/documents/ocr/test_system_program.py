"""Tesseract is taken from the system's own places, and from nowhere else."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from legalredact.documents.ocr import tesseract
from legalredact.documents.ocr.system_program import _kept, is_trusted

posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX's")
ASKED = """
import PIL.Image
from legalredact.documents.ocr.engine import OcrEngine, Ocr
ocr = Ocr(OcrEngine.AUTO)
print(ocr.describe())
ocr.recognize(PIL.Image.new("RGB", (200, 80), "white"), 100)
"""


@posix
def test_a_program_of_the_current_folder_or_of_path_is_not_started(repository: Path, tmp_path: Path) -> None:
    planted = tmp_path / "tesseract"
    planted.write_text(f"#!/bin/sh\ntouch {tmp_path}/started\necho tesseract 5.3.0; echo eng\n", encoding="utf-8")
    planted.chmod(0o755)
    environment = os.environ | {"PATH": f"{tmp_path}:.:{os.environ['PATH']}", "PYTHONPATH": str(repository)}
    done = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "on this machine" in done.stdout
    assert not (tmp_path / "started").exists()


@pytest.mark.skipif(tesseract.program() is None, reason="Tesseract 5 is not installed")
def test_the_environment_does_not_say_what_it_reads_by(repository: Path, tmp_path: Path) -> None:
    environment = os.environ | {"TESSDATA_PREFIX": str(tmp_path), "LD_LIBRARY_PATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=repository, env=environment, capture_output=True, text=True, check=False
    )

    assert done.stdout.startswith("Tesseract"), done.stderr


@posix
def test_a_program_in_a_folder_that_others_write_is_not_trusted(tmp_path: Path) -> None:
    program = tmp_path / "tesseract"
    program.write_bytes(Path("/bin/true").read_bytes())
    program.chmod(0o755)

    assert not is_trusted(program)  # its folder lies below /tmp, or is this account's own
    assert not is_trusted(tmp_path / "none")


@pytest.mark.skipif(sys.platform != "linux", reason="where programs lie is Linux's")
def test_programs_of_the_system_are_trusted() -> None:
    assert is_trusted(Path("/usr/bin/env"))


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="Homebrew's places belong to a person")
@pytest.mark.parametrize(
    ("mode", "owner", "group", "trusted"),
    [
        (stat.S_IFREG | 0o755, 0, 0, True),
        (stat.S_IFDIR | 0o775, 0, 0, True),
        (stat.S_IFLNK | 0o777, 0, 0, True),
        (stat.S_IFREG | 0o755, 1000, 0, False),
        (stat.S_IFLNK | 0o777, 1000, 0, False),
        (stat.S_IFDIR | 0o775, 0, 50, False),
        (stat.S_IFDIR | 0o1777, 0, 0, False),
    ],
    ids=["root's file", "root's folder", "root's link", "a person's", "a person's link", "a group's", "everybody's"],
)
def test_owner_and_mode_decide(mode: int, owner: int, group: int, *, trusted: bool) -> None:
    assert _kept(os.stat_result((mode, 0, 0, 1, owner, group, 0, 0, 0, 0))) is trusted


@pytest.mark.parametrize(
    ("content", "five"),
    [
        (b"\0libtesseract.so.5\0", True),
        (b"\0libtesseract-5.dll\0", True),
        (b"/opt/homebrew/lib/libtesseract.5.dylib\0", True),
        (b"\0tesseract55.dll\0", True),
        (b"\0libtesseract.so.4\0", False),
        (b"#!/bin/sh\n", False),
    ],
)
def test_the_version_is_told_by_the_library_that_is_loaded(tmp_path: Path, content: bytes, *, five: bool) -> None:
    (tmp_path / "tesseract").write_bytes(content)

    assert tesseract.is_five(tmp_path / "tesseract") is five


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs a user namespace")
def test_a_confined_reader_sees_the_same_programs(repository: Path) -> None:
    """In a user namespace of its own root's files belong to nobody."""
    code = "from legalredact.documents.ocr.system_program import is_trusted; from pathlib import Path\n"
    code += "import os; print(os.stat('/usr/bin/env').st_uid, is_trusted(Path('/usr/bin/env')))"
    inside = ["unshare", "--user", "--", sys.executable, "-c", code]
    done = subprocess.run(inside, cwd=repository, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"no user namespace here: {done.stderr.strip()[-80:]}")

    assert done.stdout.split() == ["65534", "True"]


def test_no_other_program_is_started_and_none_is_looked_for_by_name(repository: Path) -> None:
    started, looked_for = set(), set()
    for path in (repository / "legalredact").rglob("*.py"):
        content = path.read_text(encoding="utf-8")
        if "import subprocess" in content or "os.system(" in content or "QProcess" in content:
            started.add(path.relative_to(repository / "legalredact").as_posix())
        if "shutil.which" in content or "from shutil import which" in content:
            looked_for.add(path.name)

    assert started == {
        "documents/old_office/libreoffice.py",  # starts LibreOffice from the system's own folder, if policy allows it
        "documents/ocr/tesseract.py",
        "sandbox/windows.py",  # tries whether our own Python (`sys.executable`) can still be started
        "summary/sender_line.py",  # waits for the end of the process that the next one starts
        "summary/sender_program.py",  # only a program of our own installation
        "summary/sender_launcher.py",  # starts our own program (`sys.executable`) as the process that sends
        "workflow/administration/disk_encryption.py",  # asks /usr/bin/fdesetup of macOS
    }
    assert looked_for == set()
