"""An installed LegalRedact is upgraded while one of its commands works on a production. All names are invented."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.fakes.production import written

LETTERS = 30


@pytest.fixture
def installed(tmp_path: Path, repository: Path) -> Path:
    """The application as a package installs it, with its build: the folder that contains it."""
    site = tmp_path / "site"
    shutil.copytree(
        repository / "legalredact", site / "legalredact", ignore=shutil.ignore_patterns("__pycache__", "_resources")
    )
    resources = site / "legalredact" / "_resources"
    shutil.copytree(repository / "resources", resources, copy_function=_linked, dirs_exist_ok=True)
    (resources / "about").mkdir()
    (resources / "about" / "build").write_bytes(b"one\n")
    return site


def test_it_stops_with_a_plain_sentence_and_the_new_one_finishes_the_work(tmp_path: Path, installed: Path) -> None:
    written(tmp_path / "in", LETTERS)
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    where = ["--matter", str(tmp_path / "m"), "--passphrase-file", str(tmp_path / "passphrase"), "--quiet"]

    def command(*words: str) -> subprocess.Popen[str]:
        start = f"import sys; sys.path.insert(0, {str(installed)!r}); sys.argv[0] = 'legalredact'"
        code = f"{start}; from legalredact.__main__ import main; sys.exit(main())"
        line = [sys.executable, "-c", code, "batch", *words, *where]
        environment = os.environ | {"PYTHONPATH": str(installed)}
        return subprocess.Popen(
            line, env=environment, cwd=tmp_path, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    assert command("add", str(tmp_path / "in")).wait() == 0
    running = command("run", "--processes", "1", "--until", "detect")
    while running.poll() is None and not _worker_of(running.pid):
        time.sleep(0.01)
    (installed / "legalredact" / "_resources" / "about" / "build").write_bytes(b"two\n")
    _, said = running.communicate()

    assert running.returncode == 1
    assert "LegalRedact was updated while it was running" in said
    assert "Traceback" not in said

    again = command("run", "--processes", "1", "--until", "detect")
    told, said = again.communicate()
    assert again.returncode == 4, said  # one letter is empty
    assert f"detect    {LETTERS - 2} done" in told


def _linked(source: str, target: str) -> None:
    """The models are large; on another disk they have to be copied."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _worker_of(process: int) -> bool:
    """Whether it has started a process that works on documents."""
    try:
        children = psutil.Process(process).children(recursive=True)
        return any("spawn_main" in " ".join(child.cmdline()) for child in children)
    except psutil.Error:
        return False
