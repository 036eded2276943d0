"""Try a profile in a process that is thrown away, where nobody could test it beforehand: on macOS and Windows.

A limit that breaks a process there would make the application useless. So each profile is used only after a process
that applied it has shown that it still loads code, reads a file and answers.
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
"""Seconds that such a process may take."""
_FILE = Path(__file__)
_TESTED = sys.platform == "linux"

_known: dict[tuple[object, ...], str] = {}


def tested_profile(confine: "functools.partial[Confinement]", *traits: object) -> Confine:
    """The profile, or one that enforces nothing and says why.

    Arguments:
        traits: by which profiles are alike: one of them is tried, once for all.
    """
    if _TESTED:
        return confine
    if traits not in _known:
        _known[traits] = tried(confine)
    wrong = _known[traits]
    return functools.partial(_nothing, confine, wrong) if wrong else confine


def tried(confine: Confine) -> str:
    """What is wrong with a process that applies this profile to itself; nothing if it works."""
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
    import csv  # noqa: F401 - code that is not there yet has to be found

    pipe.send(_FILE.read_bytes())


def _nothing(confine: "functools.partial[Confinement]", why: str) -> Confinement:
    """Errors: Refused where policy requires more."""
    held = Confinement("processes that read or compute", missing=(f"anything ({why})",))
    if confine.keywords.get("required"):
        refuse_unless_complete(held)
    return held
