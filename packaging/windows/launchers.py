"""Compiles our programs: one with a console for commands, one without for the window, and the one that sends.

The first two start the Python beside them. The third is started by the application alone (`summary.sender_program`).
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from shipping.source import ROOT, version

COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
COMMAND, WINDOW, SENDER = "legalredact.exe", "legalredact-window.exe", "legalredact-send.exe"
"""The last is `legalredact.summary.sender_program.PROGRAM`."""
ICON = "legalredact.ico"
_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
_NATIVE = Path(__file__).with_name("native")


@dataclass(frozen=True, slots=True)
class Launcher:
    """One of the programs: its file name, its description for Windows, and how it is compiled."""

    name: str
    description: str
    options: tuple[str, ...]
    source: str = "launcher.c"


LAUNCHERS = (
    Launcher(COMMAND, "LegalRedact commands", ("-mconsole",)),
    Launcher(WINDOW, "LegalRedact", ("-mwindows", "-DWINDOWED")),
    Launcher(SENDER, "LegalRedact sending process", ("-mwindows",), "sender.c"),
)


def make_icon(target: Path) -> Path:
    """Draw the application's icon in the sizes that Windows requires, into one file."""
    drawing = ROOT / "resources" / "icons" / "legalredact.svg"
    with tempfile.TemporaryDirectory(prefix="legalredact-icon-") as place:
        pictures = [Path(place) / f"{size}.png" for size in _SIZES]
        draw = [sys.executable, "-m", "shipping.icons", str(drawing), *map(str, pictures)]
        subprocess.run(draw, check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
        subprocess.run(["icotool", "--create", "--output", str(target), *map(str, pictures)], check=True)
    return target


def compile_launchers(folder: Path, icon: Path) -> None:
    """Put the programs into `folder`; the same source gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix="legalredact-launcher-") as place:
        (Path(place) / ICON).write_bytes(icon.read_bytes())
        for launcher in LAUNCHERS:
            described = Path(place) / "launcher.rc"
            described.write_text(resource_script(launcher, version()), encoding="utf-8")
            linked = Path(place) / "launcher.res.o"
            subprocess.run([RESOURCES, "-c", "65001", str(described), str(linked)], check=True, cwd=place)
            command = [COMPILER, "-Os", "-s", "-municode", "-Wall", "-Wextra", "-Werror", *launcher.options]
            command += ["-Wl,--no-insert-timestamp", "-o", str(folder / launcher.name)]
            subprocess.run([*command, str(_NATIVE / launcher.source), str(linked)], check=True)


def resource_script(launcher: Launcher, release: str) -> str:
    """The program's properties for Windows, filled in."""
    text = (_NATIVE / "launcher.rc").read_text(encoding="utf-8")
    filled = {
        "@NUMBERS@": ",".join([*numbers(release), "0"]),
        "@VERSION@": release,
        "@NAME@": launcher.name,
        "@DESCRIPTION@": launcher.description,
    }
    for sign, value in filled.items():
        text = text.replace(sign, value)
    return text


def numbers(release: str) -> tuple[str, str, str]:
    """The three numbers that Windows compares of a version such as ``0.1.0``.

    Errors: ValueError for a version of another form, such as a release candidate's: Windows could not distinguish it
    from the release.
    """
    parts = release.split(".")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise ValueError(f"Windows compares versions by three numbers; {release} is none such.")
    first, second, third = parts
    return first, second, third
