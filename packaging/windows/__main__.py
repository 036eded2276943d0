"""`dev.py package windows [--verify]`: builds the installer for Windows into dist/, and tests it.

`--reproduce` builds everything twice and compares. `signing` describes what is signed. `--old-python` packages with a
Python that is not the newest of its line, and has the inventory say so. `--suite [PATHS]` builds nothing: it runs the
tests with Windows' Python under Wine (`suite`).
"""

import shutil
import sys
import time
import zipfile
from pathlib import Path

from assets import read_assets

from shipping.alike import digests, refuse_larger, size
from shipping.python_release import OPTION, refuse_outdated
from shipping.source import ROOT, archive_source, epoch, version
from windows.application import lay_out
from windows.installer import build
from windows.policy_templates import write_templates
from windows.signing import Certificate, certificate, sign, sign_programs
from windows.wine import fresh_windows

WORK, DIST = ROOT / "build" / "windows", ROOT / "dist"
MOST_MB = 180
"""Most megabytes of the installer."""


def main(arguments: list[str]) -> int:
    """Build, test on request, and print where the results are; returns the exit status."""
    DIST.mkdir(exist_ok=True)
    if arguments[:1] == ["--suite"]:
        from windows.suite import run_suite

        return run_suite(WORK, DIST / "suite-windows.md", arguments[1:])
    if set(arguments) - {"--verify", "--reproduce", OPTION}:
        print(f"dev.py package windows [--verify] [--reproduce] [{OPTION}] | --suite [PATHS]", file=sys.stderr)
        return 2
    outdated = refuse_outdated(read_assets()["python-windows"].version, allowed=OPTION in arguments) or ""
    if outdated:
        print(f"not for a release: {outdated}")
    package = make(version(), certificate(), outdated)
    print(f"installed: {size(WORK / 'application') / 1e6:.0f} MB")
    print(f"{package} ({package.stat().st_size / 1e6:.0f} MB, sha256 {digests(DIST)[package.name]})")
    refuse_larger(package, MOST_MB)
    if "--reproduce" in arguments and not _comes_out_alike(package, outdated):
        print("A second build came out differently.", file=sys.stderr)
        return 1
    if "--verify" in arguments:
        from windows.verify import verify

        return verify(package, WORK)
    return 0


def make(release: str, by: Certificate | None, outdated: str = "") -> Path:
    """Build application, templates and installer; returns the installer.

    Arguments:
        by: the certificate to sign with; None for an unsigned build, which is reproducible.
        outdated: why the Python is outdated, if it is.
    """
    seconds = epoch()
    application = WORK / "application"
    windows = fresh_windows(WORK / "building")
    try:
        begun = time.monotonic()
        lay_out(application, windows, seconds, outdated)
        print(f"laid out in {time.monotonic() - begun:.0f} s")
    finally:
        windows.close()
    if by:
        print(f"signed: {len(sign_programs(application, by))} programs and libraries; the others are their makers'")
    package = DIST / f"legalredact-{release}-x64.msi"
    build(application, release, package, seconds)
    if by:
        sign(package, by)
    archive_source(DIST)
    _templates(DIST / f"legalredact-{release}-policy-templates.zip", seconds)
    return package


def _templates(target: Path, seconds: int) -> None:
    place = WORK / "templates"
    shutil.rmtree(place, ignore_errors=True)
    stamp = time.gmtime(seconds)[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in write_templates(place):
            entry = zipfile.ZipInfo(path.relative_to(place).as_posix(), stamp)
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def _comes_out_alike(package: Path, outdated: str) -> bool:
    first = package.with_suffix(".first")
    package.replace(first)
    content = digests(WORK / "application")
    make(version(), None, outdated)
    again = digests(WORK / "application")
    for name in sorted(
        content.keys() ^ again.keys() | {n for n in content.keys() & again.keys() if content[n] != again[n]}
    ):
        print(f"differs: {name}")
    alike = first.read_bytes() == package.read_bytes()
    first.unlink()
    return alike


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
