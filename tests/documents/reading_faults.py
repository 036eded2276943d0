"""What may become of a process that reads: importable there, so that tests can send it."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from legalredact.documents.limits import Limits
from legalredact.documents.workers.process import read_pages
from legalredact.model.document import Document
from legalredact.model.progress import Report


def read_or_fail(path: Path, pages: range | None, limits: Limits, report: Report) -> Document:
    """Read a file, unless its name says what shall happen instead."""
    match path.stem.partition("-")[0]:
        case "crash":
            os.abort()
        case "leave":
            os._exit(3)
        case "hang":
            time.sleep(600)
        case "spin":
            while True:
                pass
        case "pause":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "bloat":
            _bloat()
        case "quote":
            raise RuntimeError("the file says: Otto Brack")
        case "alone":
            return replace(read_pages(path, pages, limits, report), name=f"process-{os.getpid()}")
    return read_pages(path, pages, limits, report)


def _bloat() -> None:
    """Take memory until somebody minds; every page of it is touched."""
    held = []
    while True:
        held.append(bytearray(os.urandom(1 << 20) * 16))
        time.sleep(0.005)


def crash_on_second_part(path: Path, pages: range | None, limits: Limits, report: Report) -> Document:
    """Crash in the middle of a long file."""
    if pages is not None and pages.start > 0:
        os.abort()
    return read_pages(path, pages, limits, report)
