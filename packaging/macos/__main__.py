"""Builds, signs, packs and notarizes LegalRedact.app on a Mac, as described in README.md.

`--unsigned` builds a package for tests, without certificates: with an ad hoc signature, which Apple silicon requires
of every program, and not notarized.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from macos.bundle import icon_files
from macos.steps import Identity, notarising, packing, signing
from shipping.alike import note_build
from shipping.source import ROOT, epoch, version

WORK, DIST = ROOT / "build" / "macos", ROOT / "dist"
APP = WORK / "dist" / "LegalRedact.app"
VARIABLES = ("LEGALREDACT_APPLICATION_IDENTITY", "LEGALREDACT_INSTALLER_IDENTITY", "LEGALREDACT_NOTARY_PROFILE")


def main(arguments: list[str]) -> int:
    """Run all steps; the first failure ends the build."""
    if set(arguments) - {"--unsigned"}:
        raise SystemExit("python -m macos [--unsigned]")
    unsigned = "--unsigned" in arguments
    if sys.platform != "darwin":
        raise SystemExit("This is built on a Mac; packaging/macos/README.md tells how.")
    missing = [name for name in VARIABLES if not os.environ.get(name)]
    if missing and not unsigned:
        raise SystemExit(f"Set {', '.join(missing)}; packaging/macos/README.md tells to what.")
    by = None if unsigned else Identity(*(os.environ[name] for name in VARIABLES))
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    DIST.mkdir(exist_ok=True)
    _icon()
    _freeze()
    about = APP / "Contents" / "Resources" / "resources" / "about"
    about.mkdir(parents=True, exist_ok=True)
    note_build(APP, about)
    package = DIST / f"legalredact-{version()}.pkg"
    for command in signing(APP, by):
        subprocess.run(command, check=True)
    subprocess.run([APP / "Contents" / "MacOS" / "legalredact", "selftest"], check=True)
    for command in (*packing(APP, package, version(), by), *(notarising(package, by) if by else ())):
        subprocess.run(command, check=True)
    print(package)
    return 0


def _icon() -> None:
    folder = WORK / "LegalRedact.iconset"
    folder.mkdir()
    drawing = ROOT / "resources" / "icons" / "legalredact.svg"
    for target, size in icon_files(folder).items():
        sized = WORK / f"{size}.png"
        subprocess.run([sys.executable, "-m", "shipping.icons", str(drawing), str(sized)], check=True)
        sized.replace(target)
    subprocess.run(
        ["iconutil", "--convert", "icns", "--output", str(WORK / "LegalRedact.icns"), str(folder)], check=True
    )


def _freeze() -> None:
    spec = Path(__file__).with_name("legalredact.spec")
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--distpath", str(WORK / "dist"), "--workpath", str(WORK / "work"), str(spec)]
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(epoch())}
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | fixed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
