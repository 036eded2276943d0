"""Tests a profile in a temporary process, on systems where it could not be tested in advance: macOS and Windows.

A limit that breaks a process would make the application useless there. So each profile is used only after a process
with that profile has shown that it can still load code, read a file and answer.
"""

import functools
import multiprocessing
import multiprocessing.connection
import sys
from pathlib import Path
from typing import Any

from legalredact.sandbox.confinement import Confinement, refuse_unless_complete
from legalredact.sandbox.profiles import Confine

_PATIENCE = 60.0
"""Seconds allowed for such a process."""
_FILE = Path(__file__)
_TESTED = sys.platform == "linux"

_known: dict[tuple[object, ...], str] = {}


def tested_profile(confine: "functools.partial[Confinement]", *traits: object) -> Confine:
    """The profile, or one that enforces nothing and gives the reason.

    Arguments:
        traits: profiles with equal traits are tested only once.
    """
    if _TESTED:
        return confine
    if traits not in _known:
        _known[traits] = tried(confine)
    wrong = _known[traits]
    return functools.partial(_nothing, confine, wrong) if wrong else confine


def tried(confine: Confine) -> str:
    """An error for a process that applies this profile to itself, in words; empty if it works."""
    spawning = multiprocessing.get_context("spawn")
    ours, theirs = spawning.Pipe()
    process = spawning.Process(target=_work, args=(theirs, confine), daemon=True)
    process.start()
    theirs.close()
    try:
        answered = ours.poll(_PATIENCE) and ours.recv() == _FILE.read_bytes()
    except (EOFError, OSError):
        answered = False
    finally:
        process.kill()
        process.join()
        ours.close()
    return "" if answered else "a process that was confined did not work any more"


def _work(pipe: "multiprocessing.connection.Connection[Any, Any]", confine: Confine) -> None:
    confine()
    import csv  # noqa: F401 - a module that is not loaded yet must be found

    pipe.send(_FILE.read_bytes())


def _nothing(confine: "functools.partial[Confinement]", why: str) -> Confinement:
    """A confinement without limits. Errors: Refused if policy requires more."""
    held = Confinement("processes that read or compute", missing=(f"anything ({why})",))
    if confine.keywords.get("required"):
        refuse_unless_complete(held)
    return held
