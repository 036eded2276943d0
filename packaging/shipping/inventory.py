"""The software bill of materials: the contents of a package, in the format CycloneDX 1.6, for auditors."""

import importlib.metadata
import json
import platform
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

from shipping.alike import sha256
from shipping.distributions import Pinned, installed, normal, pinned, read_lock
from shipping.notice import Terms, terms
from shipping.source import ROOT, version

Part = dict[str, Any]
_SPACE = uuid.UUID("3f6b6a0e-56c8-5d5c-9a43-2f0a3f1d8b11")
"""Namespace for the ids of our inventories; any constant would do."""
_SYSTEM = "pkg:deb/debian/{name}"


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents for an inventory.

    Arguments:
        packages: those from the index.
        site: where they are installed, with their metadata.
        data: files that are not programs (models, word lists) → their origin.
        system: Debian packages that the system must provide.
        seconds: the time of the commit, since 1970.
        python: version of the shipped Python; the builder's own for a frozen application.
        frozen: whether PyInstaller's program starts it.
        native: components of native libraries, as `shipping.native` reads them.
        outdated: why the shipped Python is outdated; empty if it is the newest of its line.
    """

    packages: Sequence[Pinned]
    site: Path
    data: Mapping[Path, str]
    system: Sequence[str]
    seconds: int
    python: str = platform.python_version()
    frozen: bool = True
    native: Sequence[Part] = ()
    outdated: str = ""


def inventory(contents: Contents) -> Part:
    """The whole bill of materials; the same contents give the same result."""
    ours = _ours()
    found = installed(contents.site)
    parts = [_library(one, found[normal(one.name)], terms()[normal(one.name)]) for one in contents.packages]
    parts += [_python(contents.python, contents.outdated), *([_starter()] if contents.frozen else [])]
    parts += contents.native
    parts += [_datum(path, origin) for path, origin in contents.data.items()]
    parts += [_system(name) for name in contents.system]
    made = datetime.fromtimestamp(contents.seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    bill: Part = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": made, "component": ours},
        "components": parts,
        "dependencies": list(_edges(ours["bom-ref"], parts, found)),
    }
    number = uuid.uuid5(_SPACE, json.dumps(bill, sort_keys=True))
    return {"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "serialNumber": f"urn:uuid:{number}"} | bill


def faults(bill: Part) -> tuple[str, ...]:
    """Violations of the CycloneDX schema; needs the tools of the lock `package`."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill))
    return () if problem is None else (str(problem.data),)


def _ours() -> Part:
    return {
        "type": "application",
        "bom-ref": f"pkg:generic/legalredact@{version()}",
        "name": "legalredact",
        "version": version(),
        "licenses": _licence("AGPL-3.0-or-later"),
    }


def _library(package: Pinned, found: importlib.metadata.Distribution, its: Terms) -> Part:
    ref = f"pkg:pypi/{package.name}@{package.version}"
    part: Part = {"type": "library", "bom-ref": ref, "name": package.name, "version": package.version, "purl": ref}
    part["licenses"] = _licence(its.expression)
    # The lock allows these files of the index and no other; which of them was used depends on the platform.
    admitted = [{"alg": "SHA-256", "content": digest} for digest in package.sha256]
    part["externalReferences"] = [{"type": "distribution", "url": ref, "hashes": admitted}]
    if its.home:
        part["externalReferences"].append({"type": "website", "url": its.home})
    if its.note:
        part["properties"] = [{"name": "legalredact:inside", "value": its.note}]
    inside = list(_inside(ref, found))
    return part | ({"components": inside} if inside else {})


def _inside(ref: str, found: importlib.metadata.Distribution) -> Iterator[Part]:
    """The contents that a wheel declares, and each foreign library that was added to it."""
    files = sorted(found.files or (), key=str)
    seen: set[str] = set()
    for file in files:
        if file.parent.name == "sboms" and file.suffix == ".json":
            told = json.loads(Path(str(file.locate())).read_text(encoding="utf-8"))
            for one in told.get("components", ()):
                ours = f"{ref}#{one['name']}@{one.get('version', '')}"
                if one["name"] != found.metadata["Name"] and ours not in seen:
                    seen.add(ours)
                    yield _told(ours, one)
    for file in files:
        if file.parts[0].endswith(".libs") and (".so" in file.name or file.suffix == ".dll"):
            path = Path(str(file.locate()))
            yield {"type": "file", "bom-ref": f"{ref}#{file}", "name": file.name, "hashes": _hashes(path)}


def _told(ref: str, one: Part) -> Part:
    kept = {key: one[key] for key in ("type", "name", "version", "purl") if key in one}
    return {"bom-ref": ref, "type": "library"} | kept


def _python(number: str, outdated: str) -> Part:
    ref = f"pkg:generic/python@{number}"
    part: Part = {"type": "platform", "bom-ref": ref, "name": "python", "version": number}
    part |= {"purl": ref, "licenses": _licence("PSF-2.0"), "cpe": f"cpe:2.3:a:python:python:{number}:*:*:*:*:*:*:*"}
    return part | ({"properties": [{"name": "legalredact:outdated", "value": outdated}]} if outdated else {})


def _starter() -> Part:
    number = next(one.version for one in pinned(read_lock("package")) if one.name == "pyinstaller")
    ref = f"pkg:pypi/pyinstaller@{number}"
    part: Part = {"type": "library", "bom-ref": ref, "name": "pyinstaller", "version": number, "purl": ref}
    told = "its start program alone"
    licence = _licence("GPL-2.0-or-later WITH Bootloader-exception")
    return part | {"licenses": licence, "properties": [{"name": "legalredact:inside", "value": told}]}


def _datum(path: Path, origin: str) -> Part:
    kind = "machine-learning-model" if path.suffix == ".onnx" else "data"
    ref = f"pkg:generic/{path.name}?sha256={sha256(path)}"
    part: Part = {"type": kind, "bom-ref": ref, "name": path.name, "hashes": _hashes(path)}
    return part | {"properties": [{"name": "legalredact:provenance", "value": origin}]}


def _system(name: str) -> Part:
    ref = _SYSTEM.format(name=name)
    return {"type": "library", "bom-ref": ref, "name": name, "purl": ref, "scope": "excluded"}


def _edges(
    root: str, parts: Sequence[Part], found: Mapping[str, importlib.metadata.Distribution]
) -> Iterator[Mapping[str, Any]]:
    refs = {part["name"]: part["bom-ref"] for part in parts if part.get("purl", "").startswith("pkg:pypi/")}
    yield {"ref": root, "dependsOn": sorted(part["bom-ref"] for part in parts)}
    for name, ref in refs.items():
        needs = _needs(found[name]) if name in found else ()
        yield {"ref": ref, "dependsOn": sorted({refs[need] for need in needs if need in refs} - {ref})}


def _needs(found: importlib.metadata.Distribution) -> Iterable[str]:
    for line in found.requires or ():
        need = Requirement(line)
        if need.marker is None or need.marker.evaluate({"extra": ""}):
            yield normal(need.name)


def _licence(expression: str) -> list[Part]:
    return [{"expression": expression}]


def _hashes(path: Path) -> list[Part]:
    return [{"alg": "SHA-256", "content": sha256(path)}]


def shipped_data(site: Path) -> dict[Path, str]:
    """The models and lists that are shipped with the code, and the origin of each."""
    reading = "PaddleOCR, from the package rapidocr"
    ours = {
        ROOT / "resources" / "models" / "names.onnx": "our own; resources/models/README.md tells its data",
        ROOT / "resources" / "models" / "tokenizer.json": "all-MiniLM-L6-v2 (Apache-2.0)",
        ROOT / "resources" / "words" / "english.txt": "SCOWL; resources/words/LICENCE.txt",
    }
    return ours | dict.fromkeys(sorted((site / "rapidocr").rglob("*.onnx")), reading)
