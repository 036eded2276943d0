"""A reader is ended for the processor time that it used without a sign, and at last by the clock."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from legalredact.documents.limits import STANDARD
from legalredact.documents.workers.hanging import hanging, processor_time
from legalredact.documents.workers.process import ReadingState

LIMITS = replace(STANDARD, max_silence=0.3, max_wait=1.5)
SPIN = "while True: pass"
SPIN_IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SPIN!r}])"


@contextmanager
def running(program: str) -> Iterator[int]:
    """The id of a process that runs a program; ended with its children."""
    with subprocess.Popen([sys.executable, "-c", program], start_new_session=True) as process:
        try:
            yield process.pid
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def silent_for(seconds: float, process: int, processor_time: float = 0.0) -> str:
    """What is said of a process whose last sign was so many seconds ago; empty if it may go on."""
    stopped = hanging(ReadingState(process, -seconds, 0, 0, "", processor_time=processor_time), 0.0, LIMITS)
    return stopped.what if stopped else ""


def wait_until_used(process: int, seconds: float) -> float:
    while (used := processor_time(process) or 0.0) <= seconds:
        time.sleep(0.02)
    return used


def test_a_process_that_uses_its_processor_time_is_ended_once_the_clock_has_passed_it_too() -> None:
    with running(SPIN) as process:
        wait_until_used(process, LIMITS.max_silence)

        assert silent_for(0.29, process) == ""
        assert "no sign for 0 seconds" in silent_for(0.31, process)


def test_the_processor_time_of_its_children_counts() -> None:
    with running(SPIN_IN_A_CHILD) as process:
        wait_until_used(process, 3 * LIMITS.max_silence)

        assert silent_for(0.31, process)


def test_a_process_without_the_processor_may_wait_but_not_for_ever() -> None:
    with running(SPIN) as process:
        wait_until_used(process, 0.05)
        os.kill(process, signal.SIGSTOP)
        used = processor_time(process) or 0.0

        assert silent_for(1.49, process, used) == ""
        assert "no sign for 2 seconds" in silent_for(1.51, process, used)
        os.kill(process, signal.SIGCONT)
        wait_until_used(process, used + LIMITS.max_silence)
        assert silent_for(0.31, process, used)


def test_if_the_processor_time_is_unknown_the_clock_decides() -> None:
    with running("") as ended:
        pass

    for process in (0, ended):
        assert silent_for(0.29, process) == ""
        assert silent_for(0.31, process)
