"""Writes licenses and inventory of the Windows application beside it."""

import importlib.metadata
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from assets import read_assets

from shipping.alike import written
from shipping.distributions import Pinned, code_of, installed, normal, shipped
from shipping.inventory import Contents, faults, inventory, shipped_data
from shipping.licences import Licensed, collected, licensed
from shipping.native import native_parts
from shipping.source import ROOT
from windows.pruned import is_pruned

MARKERS: Mapping[str, str] = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.13.2",
    "python_version": "3.13",
    "sys_platform": "win32",
}
"""The target system, for which conditions in the lock are evaluated; not the system that builds."""


def describe(site: Path, about: Path, python_licence: Path, seconds: int, outdated: str = "") -> None:
    """Write licenses and inventory before packages are pruned, since pruning removes the metadata.

    Arguments:
        site: where the packages are installed. about: a new folder.
        python_licence: the file that Python brings, in the application's folder.
        seconds: the time of the commit, since 1970. outdated: why the Python is outdated, if it is.

    Errors: SystemExit if the inventory is not valid CycloneDX, or a license is missing.
    """
    about.mkdir(parents=True)
    packages = included(site)
    python = read_assets()["python-windows"]
    text = python_licence.read_text(encoding="utf-8").replace("\r\n", "\n").strip()
    parts = [*licensed(packages, site), Licensed("python", python.version, python.licence, (text,))]
    (about / "licences.txt").write_text(collected(parts), encoding="utf-8")
    for name in ("NOTICE", "LICENSE"):
        shutil.copyfile(ROOT / name, about / name)
    native = native_parts(python_licence.parent, lambda path: _stays(path, site))
    contents = Contents(packages, site, shipped_data(site), (), seconds, python.version, frozen=False, native=native)
    bill = inventory(replace(contents, outdated=outdated))
    problems = faults(bill)
    if problems:
        raise SystemExit(f"The inventory is not as CycloneDX wants it: {problems[0]}")
    written(bill, about / "inventory.cdx.json")


def included(site: Path) -> tuple[Pinned, ...]:
    """The packages of which at least one file is left after pruning."""
    found = installed(site)
    return tuple(
        one
        for one in shipped(MARKERS)
        if any(not is_pruned(path.relative_to(site).as_posix()) for path in _files(found[normal(one.name)], site))
    )


def _stays(path: Path, site: Path) -> bool:
    return not path.is_relative_to(site) or not is_pruned(path.relative_to(site).as_posix())


def _files(distribution: importlib.metadata.Distribution, site: Path) -> Iterator[Path]:
    """Its files below `site`; commands, which are outside of it, are left out."""
    return (path for path in code_of(distribution) if path.is_relative_to(site))
