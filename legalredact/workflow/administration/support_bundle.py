"""The support bundle: one ZIP with what support needs to know of an installation, and nothing of any matter."""

import importlib.metadata
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from legalredact.documents.export.atomic_file import write_atomically
from legalredact.model.policy import Policy
from legalredact.model.readiness import Row, as_json
from legalredact.workflow.administration.settings_in_force import settings


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


def packages() -> dict[str, str]:
    """Name and version of every package that is installed beside this one."""
    found = ((one.metadata["Name"], one.version) for one in importlib.metadata.distributions())
    return dict(sorted((name, version) for name, version in found if name))
