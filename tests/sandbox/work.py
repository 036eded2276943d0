"""What hostile bytes make of a process of ours: importable there, so that tests can send it."""

import contextlib
import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil

from legalredact.documents.limits import Limits
from legalredact.errors import LegalRedactError, UnreadableInput
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.progress import Report
from legalredact.sandbox.confinement import Confinement
from legalredact.sandbox.profiles import confinement
from legalredact.workflow.matter.worker_toolkit import Kit
from tests.fakes.production import light_kit
from tests.sandbox.hostile import outcomes, scene_in

Tried = tuple[Confinement, dict[str, str]]
"""What holds there by its own word, and what became of each attempt."""


def read(file: Path, _: range | None, __: Limits, ___: Report) -> Tried:
    """A reader."""
    return confinement(), outcomes(scene_in(file))


def copy(file: Path) -> Tried | LegalRedactError:
    """A process that makes copies."""
    return confinement(), outcomes(scene_in(file))


class Answers:
    """A process that computes."""

    def tried(self, scene: str, _: Report) -> Tried:
        """Client text that makes it do something else."""
        return confinement(), outcomes(json.loads(scene))


def _detect(document: Document, _: Report) -> tuple[Mention, ...]:
    held, found = confinement(), outcomes(json.loads(document.text))
    raise UnreadableInput(json.dumps([held.words(), found]), "")


def hostile_kit() -> Kit:
    """The tools of a production's worker."""
    return replace(light_kit(), detect=_detect)


def in_reader(work: Callable[[], object], _: range | None, __: Limits, ___: Report) -> object:
    """Anything, in a reader."""
    return work()


def ordinary(file: Path, program: Path) -> tuple[str, bool, bool]:
    """What readers do every day."""
    done = subprocess.run([str(program), "--list-langs"], capture_output=True, check=False)
    return file.read_text(encoding="utf-8"), b"eng" in done.stdout, psutil.Process().memory_info().rss > 0


def also_read(file: Path, _: range | None, __: Limits, ___: Report) -> list[str]:
    """What can be read of a file and of those beside it."""
    found = []
    for name in ("first.txt", "second.txt"):
        with contextlib.suppress(OSError):
            found.append(file.with_name(name).read_text(encoding="utf-8"))
    return found
