"""Rows of `doctor` about the machine; the rows about what is ready are made in `wiring`. Nothing of any matter."""

import hashlib
import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from legalredact import __version__
from legalredact.environment import dropped, telemetry_fault
from legalredact.governance.telemetry_files import left
from legalredact.model.policy import Policy
from legalredact.model.readiness import Row, State, ok_or_fail
from legalredact.resources import resource
from legalredact.workflow.administration.disk_encryption import disk

MODELS = (("models", "names.onnx"), ("models", "tokenizer.json"))
_DIGEST_SHOWN = 16


def machine(policy: Policy) -> tuple[Row, ...]:
    """System, display, models by digest, and whether the disks of text are encrypted, if that can be detected."""
    off, words = telemetry(telemetry_fault(), left())
    return (
        ("system", State.OK, f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("python", State.OK, f"{platform.python_version()}, LegalRedact {__version__}"),
        ("display", State.OK, display(os.environ, sys.platform)),
        *(("model", State.OK, f"{path[-1]}, sha256 {digest(resource(*path))[:_DIGEST_SHOWN]}") for path in MODELS),
        *_disks(policy),
        ("telemetry", ok_or_fail(off), words),
        ("environment", State.OK, environment_words(dropped())),
    )


def _disks(policy: Policy) -> Iterator[Row]:
    """The disk of the home folder, and that of the folder of matters if policy names one; swap space is not checked."""
    yield "disk", *disk(Path.home())
    if policy.matters.place is not None:
        yield "disk of matters", *disk(policy.matters.place)


def telemetry(fault: str | None, files: Sequence[Path]) -> tuple[bool, str]:
    """Whether the models' runtime is kept from sending telemetry, and whether files of its telemetry exist.

    Arguments:
        fault: see `environment.telemetry_fault`. files: see `telemetry_files.left`.
    """
    if fault is not None:
        return False, f"of onnxruntime may be ON: {fault}"
    if files:
        words = "another program wrote them, or they could not be removed"
        return True, f"of onnxruntime is off here; {len(files)} files of it lie in {files[0].parent}: {words}"
    return True, "of onnxruntime is off, and no files of it are left"


def environment_words(names: Sequence[str]) -> str:
    """Environment variables that were ignored, for people who wonder why one has no effect."""
    return f"ignored: {', '.join(sorted(names))}" if names else "no variable that libraries send, write or load by"


def display(environment: Mapping[str, str], system: str) -> str:
    """Where a window would appear."""
    if system != "linux":
        return "the desktop's own"
    shown = environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY")
    return shown or "none: the window cannot open, the commands work"


def digest(file: Path) -> str:
    """SHA-256, hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
