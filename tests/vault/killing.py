"""Runs a step in a process of its own that is killed (SIGKILL) at one line of our code, then at the next, and so on."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import legalredact.vault

VAULT = str(Path(legalredact.vault.__file__).parent)
FINISHED = 77


def killed_at_every_line(step: Callable[[], None], every: int = 1) -> Iterator[int]:
    """Yields after each kill, with the number of the line at which it happened, until the step ran to its end.

    Arguments:
        step: run in a forked process each time; only lines in the vault's modules count.
        every: count so many lines further each time.
    """
    at = 1
    while not _ends(step, at):
        yield at
        at += every


def _ends(step: Callable[[], None], at: int) -> bool:
    child = os.fork()
    if child == 0:
        try:
            _count(at)
            step()
            sys.settrace(None)
        finally:
            os._exit(FINISHED if sys.exc_info()[0] is None else 1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.WEXITSTATUS(status) == FINISHED, "the step failed of itself"
    return True


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
