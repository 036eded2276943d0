"""Facts about a machine for support and IT, besides what is ready on it; nothing of any matter."""

import dataclasses
import hashlib
import importlib.metadata
import io
import json
import os
import platform
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from legalredact import __version__
from legalredact.documents.export.atomic_file import write_atomically
from legalredact.environment import dropped, telemetry_fault
from legalredact.governance.policy_schema import as_toml, tables
from legalredact.governance.telemetry_files import left
from legalredact.model.policy import Policy
from legalredact.model.readiness import Row, State, as_json, ok_or_fail
from legalredact.resources import resource
from legalredact.workflow.administration.disk_encryption import disk

SECRET = frozenset({"claude.proxy"})
"""Keys of the policy whose values may hold a password; they are never shown."""
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


def settings(policy: Policy) -> tuple[tuple[str, str], ...]:
    """(key, value as TOML) of all settings in force, secrets left out; a table that is missing has no rows."""
    rows: list[tuple[str, str]] = []
    for table in tables():
        value = getattr(policy, table)
        for one in dataclasses.fields(value) if value is not None else ():
            path = f"{table}.{one.name}"
            rows.append((path, _shown(path, getattr(value, one.name))))
    return tuple(rows)


def packages() -> dict[str, str]:
    """Name and version of every package that is installed beside this one."""
    found = ((one.metadata["Name"], one.version) for one in importlib.metadata.distributions())
    return dict(sorted((name, version) for name, version in found if name))


def write_bundle(rows: Iterable[Row], policy: Policy, file: Path) -> None:
    """Write the data that support needs as one ZIP: readiness, policy, packages. No text, name or path of any matter.

    Errors: DiskFull, Unwritable.
    """
    parts: dict[str, object] = {
        "ready.json": as_json(rows),
        "policy.json": {"source": policy.source, "broken": policy.broken, "settings": dict(settings(policy))},
        "packages.json": packages(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, json.dumps(content, indent=1, ensure_ascii=False))
    write_atomically(file, packed.getvalue())


def _shown(path: str, value: object) -> str:
    if path in SECRET:
        return '"…"' if value else '""'
    if isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
        return as_toml([f"{one.id} {one.version}, {one.approved_by}, {one.approved_on}" for one in value])
    return as_toml(value)
