"""Runs a step in a process of its own that is killed (SIGKILL) at one line of our code, then at the next, and so on.

The processes are forked by a small server and not by the process of the tests, which has imported a thousand modules:
to copy the tables of its memory hundreds of times takes longer than the steps.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import legalredact.vault

VAULT = str(Path(legalredact.vault.__file__).parent)
if sys.platform == "win32":
    import pytest  # here alone: each process that is killed imports this file

    pytest.skip("processes are forked", allow_module_level=True)
SMALL = multiprocessing.get_context("forkserver")
SMALL.set_forkserver_preload(["tests.vault.preloaded"])


def killed_at_every_line(step: Callable[..., None], *arguments: object, every: int = 1) -> Iterator[int]:
    """Yields after each kill, with the number of the line at which it happened, until the step ran to its end.

    Arguments:
        step: a function of a module, run with `arguments` in a new process each time; only lines in the vault's modules
            count.
        every: count so many lines further each time.
    """
    at = 1
    while not _ends(step, arguments, at):
        yield at
        at += every


def _ends(step: Callable[..., None], arguments: tuple[object, ...], at: int) -> bool:
    child = SMALL.Process(target=_counted, args=(step, arguments, at))
    child.start()
    child.join()
    assert child.exitcode in {0, -signal.SIGKILL}, "the step failed of itself"
    return child.exitcode == 0


def _counted(step: Callable[..., None], arguments: tuple[object, ...], at: int) -> None:
    _count(at)
    step(*arguments)
    sys.settrace(None)


def _count(at: int) -> None:
    lines = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal lines
        if not frame.f_code.co_filename.startswith(VAULT):
            return None
        if event == "line":
            lines += 1
            if lines == at:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
