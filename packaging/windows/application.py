"""Makes the application's folder as it is installed below Program Files: Python, packages, own code, launchers."""

import os
import shutil
import subprocess
import zipfile
from collections.abc import Collection
from pathlib import Path

from assets import fetch, install_packages, read_assets, verify_shipped

from shipping.alike import note_build
from shipping.source import ROOT, version
from windows.described import describe
from windows.launchers import ICON, compile_launchers, make_icon
from windows.pruned import prune
from windows.wine import Windows, seen

SITE, OWN = "site", "legalredact"
PLATFORM, PYTHON = "x86_64-pc-windows-msvc", "3.13"
UNUSED = ("_wmi.pyd", "winsound.pyd", "_sqlite3.pyd", "sqlite3.dll")
"""Of Python: sounds, a database (ours is SQLCipher), and a module that takes seconds to ask for the system's name;
Python has a faster way."""
RUNTIME = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")
"""The C++ runtime of Microsoft as Qt brings it, newer than Python's own; several packages expect it on the system."""


def lay_out(folder: Path, windows: Windows, seconds: int, outdated: str = "") -> None:
    """Build the folder, which is emptied first; the same commit gives the same bytes.

    Arguments:
        windows: compiles the modules with the Python that runs them later.
        seconds: the time of every file.
        outdated: why the Python is outdated, if it is.

    Errors: WrongAsset, CalledProcessError.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    unpack_python(folder)
    site = folder / SITE
    install_packages(site, PLATFORM, PYTHON)
    verify_shipped(site)
    describe(site, site / OWN / "_resources" / "about", folder / "LICENSE.txt", seconds, outdated)
    for name in RUNTIME:
        shutil.copyfile(site / "PySide6" / name, folder / name)
    prune(site)
    _add_own(site)
    compile_modules(site, windows)
    compile_launchers(folder, make_icon(folder / ICON))
    for name in ("README.md", "CHANGELOG.md", "packaging/ADMIN.md"):
        shutil.copyfile(ROOT / name, folder / Path(name).name)
    note_build(folder, site / OWN / "_resources" / "about")
    for path in folder.rglob("*"):
        os.utime(path, (seconds, seconds))


def unpack_python(folder: Path, left_out: Collection[str] = UNUSED) -> None:
    """Unpack Windows' Python into an existing folder."""
    with zipfile.ZipFile(fetch(read_assets()["python-windows"])) as archive:
        for name in archive.namelist():
            target = folder / Path(name).name
            if not name.endswith("/") and target.name not in left_out:
                target.write_bytes(archive.read(name))
    # Modules are searched only in what this file names, and no environment variable changes that.
    (folder / "python313._pth").write_bytes(f"python313.zip\r\n.\r\n{SITE}\r\n".encode("ascii"))


def _add_own(site: Path) -> None:
    """Our code and resources as listed by git, and the metadata that holds the version."""
    for folder, place in ((OWN, OWN), ("resources", f"{OWN}/_resources")):
        listing = subprocess.run(
            ["git", "ls-files", "-z", folder], cwd=ROOT, check=True, capture_output=True, text=True
        )
        for name in filter(None, listing.stdout.split("\0")):
            target = site / place / Path(name).relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target)
    metadata = site / f"legalredact-{version()}.dist-info" / "METADATA"
    metadata.parent.mkdir()
    words = (
        "Metadata-Version: 2.4",
        "Name: legalredact",
        f"Version: {version()}",
        "License-Expression: AGPL-3.0-or-later",
    )
    metadata.write_text("\n".join((*words, "")), encoding="utf-8")


def compile_modules(site: Path, windows: Windows) -> None:
    """Compile every module in advance, since users cannot write below Program Files and would wait at each start.

    Sources of other packages are then left out; ours are kept. Compiled files are not compared with sources again.

    Errors: CalledProcessError if a module does not compile.
    """
    python = site.parent / "python.exe"
    common = ["-X", "utf8", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    common += ["-s", seen(site), "-p", SITE]
    listing = site.parent / "compiled.txt"
    others = [seen(path) for path in sorted(site.iterdir()) if path.name != OWN]
    listing.write_text("\n".join(others), encoding="utf-8")
    for options in (["-b", "-i", seen(listing)], [seen(site / OWN)]):
        done = windows.run(python, *common, *options, environment={"PYTHONHASHSEED": "0"}, seconds=1800)
        if done.returncode != 0:
            raise SystemExit(f"Modules do not compile:\n{done.stdout}{done.stderr}")
    listing.unlink()
    for source in site.rglob("*.py"):
        if source.relative_to(site).parts[0] != OWN:
            source.unlink()
