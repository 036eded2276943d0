"""A production with the real readers, models and engine: Ctrl-C pauses it, and the next run brings it to its end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.fakes.quick_matter import quick_matter

pytestmark = pytest.mark.long

LETTER = """Penhallow Freight, Inc.
14 Quay Road

March {day}, 2024

Dear Ms. Oldacre:

Penhallow Freight, Inc. dismissed Marguerite Oldacre on January {day}, 2024. She is owed ${day},250.00 for overtime.

Tobias Renwick
"""
LETTERS = 6


def command(folder: Path, *arguments: str) -> list[str]:
    matter = ["--matter", str(folder / "m"), "--passphrase-file", str(folder / "passphrase"), "--quiet", "--json"]
    return [sys.executable, "-m", "legalredact", "batch", *arguments, *matter]


@pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl-C from outside")
def test_ctrl_c_pauses_and_the_next_run_goes_on(tmp_path: Path, repository: Path) -> None:
    (tmp_path / "in").mkdir()
    for day in range(1, LETTERS + 1):
        (tmp_path / "in" / f"{day}.txt").write_text(LETTER.format(day=day), encoding="utf-8")
    (tmp_path / "passphrase").write_text("five quiet words in May\n", encoding="utf-8")
    quick_matter(tmp_path / "m", tmp_path / "passphrase")
    environment = {**os.environ, "HOME": str(tmp_path)}
    subprocess.run(command(tmp_path, "add", str(tmp_path / "in")), cwd=repository, env=environment, check=True)
    run = command(tmp_path, "run", "--processes", "1", "--accept", "all")
    paused = subprocess.Popen(run, cwd=repository, env=environment, stdout=subprocess.PIPE, text=True)
    while not any("spawn_main" in " ".join(one.cmdline()) for one in psutil.Process(paused.pid).children()):
        time.sleep(0.05)  # its worker has to load models yet
    paused.send_signal(signal.SIGINT)
    told, _ = paused.communicate(timeout=120)
    assert paused.returncode == 130
    assert json.loads(told)["through"] < LETTERS
    done = subprocess.run(run, cwd=repository, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert row["through"] == row["stages"]["check"]["done"] == LETTERS
    assert "Oldacre" not in done.stdout + done.stderr
