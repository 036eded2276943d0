"""Arranges the frozen application and the desktop integration as they will be installed."""

import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

from legalredact.cli.main import parser
from linux.manpage import manpage
from shipping.source import ROOT, day, releases, version

APP = "org.legalredact.LegalRedact"
OPT = Path("opt/legalredact")
POLICY = Path("etc/legalredact/policy.toml.example")
DOCS = Path("usr/share/doc/legalredact")
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_FILES = Path(__file__).with_name("files")


def laid_out(frozen: Path, stage: Path, seconds: int) -> None:
    """Put everything below `stage`, with paths relative to /.

    Arguments:
        frozen: the frozen application; it is moved.
        seconds: the time of the commit, since 1970.
    """
    shutil.rmtree(stage, ignore_errors=True)
    (stage / OPT).parent.mkdir(parents=True)
    frozen.rename(stage / OPT)
    _link(stage / "usr/bin/legalredact", Path("/") / OPT / "legalredact")
    _copy(ROOT / "resources/policies/default.toml", stage / POLICY)
    _desktop(stage, seconds)
    _icons(stage / "usr/share/icons/hicolor")
    page = manpage(parser(), version(), day(seconds))
    _zipped(page, stage / "usr/share/man/man1/legalredact.1.gz")
    _documents(stage / DOCS)


def _desktop(stage: Path, seconds: int) -> None:
    _copy(_FILES / f"{APP}.desktop", stage / f"usr/share/applications/{APP}.desktop")
    told = (_FILES / f"{APP}.metainfo.xml").read_text(encoding="utf-8")
    newest = next((one.date for one in releases() if one.name == version()), None)
    told = told.replace("@VERSION@", version()).replace("@DAY@", newest or day(seconds))
    _write(told, stage / f"usr/share/metainfo/{APP}.metainfo.xml")


def _icons(hicolor: Path) -> None:
    """Draw the icon in all sizes, in a separate process: Qt must not share one."""
    drawing = ROOT / "resources/icons/legalredact.svg"
    _copy(drawing, hicolor / f"scalable/apps/{APP}.svg")
    targets = [hicolor / f"{size}x{size}/apps/{APP}.png" for size in SIZES]
    for target in targets:
        target.parent.mkdir(parents=True)
    command = [sys.executable, str(ROOT / "packaging/shipping/icons.py"), str(drawing), *map(str, targets)]
    subprocess.run(command, check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})


def _documents(folder: Path) -> None:
    _copy(ROOT / "README.md", folder / "README.md")
    _zipped((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), folder / "NEWS.gz")
    for name in ("licences.txt", "inventory.cdx.json"):
        _link(folder / name, Path("/") / OPT / "_internal/resources/about" / name)
    handbook = ROOT / "packaging/ADMIN.md"
    if handbook.is_file():
        _copy(handbook, folder / "ADMIN.md")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(text: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _zipped(text: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _link(place: Path, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)
