"""Crashes of programs that the application starts, such as Tesseract, leave no memory dump."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
CODE = """
import subprocess
from legalredact.sandbox.core_dumps import no_core_dumps
no_core_dumps()
subprocess.run(["/bin/cat", "/proc/self/limits"], check=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads limits from /proc")
def test_a_program_that_is_started_has_the_limit_at_which_the_kernel_pipes_nothing() -> None:
    """At 0 the kernel hands the dump to apport or systemd-coredump all the same; 1 is its limit for "not at all"."""
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run([sys.executable, "-c", CODE], env=environment, check=True, capture_output=True, text=True)
    (core,) = (line for line in done.stdout.splitlines() if line.startswith("Max core file size"))
    assert core.split()[-3:] == ["1", "1", "bytes"]
