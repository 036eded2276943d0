"""Adds information about the frozen application to it: its own metadata, the licenses, the inventory."""

import ast
import shutil
from collections.abc import Sequence
from pathlib import Path

from shipping.alike import written
from shipping.distributions import Pinned, code_of, installed, normal
from shipping.inventory import Contents, faults, inventory, shipped_data
from shipping.licences import collected, interpreter, licensed, starter
from shipping.native import native_parts
from shipping.source import ROOT, version

ABOUT = "resources/about"
"""Folder of the application that the window's About dialog reads."""


def included(packages: Sequence[Pinned], site: Path, sources: frozenset[Path]) -> tuple[Pinned, ...]:
    """The packages with at least one file in the application.

    Arguments:
        site: where they are installed.
        sources: the files in the application.
    """
    found = installed(site)
    return tuple(one for one in packages if any(path in sources for path in code_of(found[normal(one.name)])))


def sources_of(work: Path) -> frozenset[Path]:
    """The files that PyInstaller included, from the tables in its work folder."""
    taken: set[Path] = set()
    for table in sorted(work.glob("*.toc")):
        taken.update(_paths(ast.literal_eval(table.read_text(encoding="utf-8"))))
    return frozenset(taken)


def drop_metadata(application: Path, packages: Sequence[Pinned], kept: Sequence[Pinned]) -> None:
    """Remove the metadata of packages without any included file."""
    gone = {normal(one.name) for one in packages} - {normal(one.name) for one in kept}
    for folder in sorted(application.glob("*.dist-info")):
        if _name(folder) in gone:
            shutil.rmtree(folder)


def describe(
    application: Path, packages: Sequence[Pinned], site: Path, system: Sequence[str], seconds: int, outdated: str = ""
) -> None:
    """Write metadata, licenses and inventory into the application.

    Arguments:
        packages: its packages from the index; `site`: where they are installed.
        system: Debian packages that it needs.
        seconds: the time of the commit, since 1970.
        outdated: why the Python is outdated, if it is.

    Errors: SystemExit if the inventory violates the CycloneDX schema, or a license is missing.
    """
    own = application / f"legalredact-{version()}.dist-info"
    own.mkdir()
    words = f"Metadata-Version: 2.4\nName: legalredact\nVersion: {version()}\nLicense-Expression: AGPL-3.0-or-later\n"
    (own / "METADATA").write_text(words, encoding="utf-8")
    about = application / ABOUT
    about.mkdir()
    parts = [*licensed(packages, site), interpreter(), starter()]
    (about / "licences.txt").write_text(collected(parts), encoding="utf-8")
    for name in ("NOTICE", "LICENSE"):
        shutil.copyfile(ROOT / name, about / name)
    native = native_parts(application)
    data = shipped_data(site)
    bill = inventory(Contents(packages, site, data, system, seconds, native=native, outdated=outdated))
    problems = faults(bill)
    if problems:
        raise SystemExit(f"The inventory is not as CycloneDX wants it: {problems[0]}")
    written(bill, about / "inventory.cdx.json")


def _paths(value: object) -> set[Path]:
    if isinstance(value, str):
        return {Path(value)} if value.startswith("/") else set()
    if isinstance(value, list | tuple):
        return {path for one in value for path in _paths(one)}
    return set()


def _name(folder: Path) -> str:
    return normal(folder.name.removesuffix(".dist-info").rpartition("-")[0])
