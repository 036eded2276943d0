"""Checks the MSI file: its tables, every file in it, libraries that its programs need, and signatures."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from shipping.alike import digests
from shipping.source import version
from windows.checks import Check
from windows.description import ASSOCIATIONS, DOWNGRADE, PROGRAM
from windows.identity import UPGRADE_CODE
from windows.launchers import COMMAND, LAUNCHERS, WINDOW
from windows.pe import is_program, read_program
from windows.signing import sign, signer, throw_away

SYSTEM = frozenset(
    (
        "advapi32 authz bcrypt bcryptprimitives comdlg32 crypt32 d3d11 d3d12 d3d9 dbghelp dnsapi dwmapi"
        " dwrite dxgi gdi32 icuuc imm32 iphlpapi kernel32 mpr msvcrt ncrypt netapi32 ntdll ole32 oleaut32"
        " pdh powrprof psapi rpcrt4 secur32 setupapi shell32 shlwapi uiautomationcore user32 userenv"
        " uxtheme version winhttp winmm ws2_32 wtsapi32"
    ).split()
)
"""Libraries that every Windows 10 (1903 and newer) has; `icuuc` is the newest of them."""
_SYSTEM_SETS = ("api-ms-win-", "ext-ms-")


def look_at_package(package: Path, application: Path, place: Path) -> Iterator[Check]:
    """All checks of the file.

    Arguments:
        application: the folder that it was made from. place: an empty folder to work in.
    """
    yield from _tables(package)
    yield _content(package, application, place / "extracted")
    yield from needs(application)
    yield from _launchers(application)
    yield from _signatures(package, application, place / "signed")


def table(package: Path, name: str) -> list[dict[str, str]]:
    """The rows of a table, in the installer's notation."""
    told = subprocess.run(["msiinfo", "export", str(package), name], check=True, capture_output=True, text=True).stdout
    head, _, _, *rows = told.splitlines()
    return [dict(zip(head.split("\t"), row.split("\t"), strict=False)) for row in rows]


def needs(application: Path) -> Iterator[Check]:
    """Check that each program and library finds what it loads: in the application, or in Windows."""
    programs = [path for path in sorted(application.rglob("*")) if path.is_file() and is_program(path)]
    ours = {path.name.lower() for path in programs}
    missing = {
        f"{path.name} needs {wanted}"
        for path in programs
        for wanted in read_program(path).imports
        if wanted not in ours and not _of_windows(wanted)
    }
    yield Check(
        "every library that a program needs is there",
        not missing,
        "; ".join(sorted(missing)) or f"{len(programs)} files",
    )


def _of_windows(name: str) -> bool:
    return name.startswith(_SYSTEM_SETS) or name.removesuffix(".dll") in SYSTEM or name == "winspool.drv"


def _tables(package: Path) -> Iterator[Check]:
    told = {row["Property"]: row["Value"] for row in table(package, "Property")}
    yield Check(
        "version and upgrade code", (told["ProductVersion"], told["UpgradeCode"]) == (version(), f"{{{UPGRADE_CODE}}}")
    )
    yield Check("for all users of the machine", told.get("ALLUSERS") == "1")
    yield Check(
        "the policy's place goes on to the elevated part", "POLICY" in told["SecureCustomProperties"].split(";")
    )
    order = {row["Action"]: int(row["Sequence"]) for row in table(package, "InstallExecuteSequence")}
    steps = (
        "InstallInitialize",
        "RemoveExistingProducts",
        "RemoveFiles",
        "MoveFiles",
        "InstallFiles",
        "CheckPolicy",
        "InstallFinalize",
    )
    yield Check("steps stand in their order", sorted(steps, key=order.__getitem__) == list(steps))
    refused = [row["Description"] for row in table(package, "LaunchCondition")]
    yield Check("an older version is refused", DOWNGRADE in refused)
    levels = {row["Feature"]: int(row["Level"]) for row in table(package, "Feature")}
    yield Check("file associations are off", levels[PROGRAM] <= int(told["INSTALLLEVEL"]) < levels[ASSOCIATIONS])
    links = [row["Name"].rpartition("|")[2] for row in table(package, "Shortcut")]
    yield Check("in the Start menu", links == ["LegalRedact"])


def _content(package: Path, application: Path, place: Path) -> Check:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    subprocess.run(["msiextract", "-C", str(place), str(package)], check=True, capture_output=True)
    (home,) = (path.parent for path in place.rglob(WINDOW))
    return same("all files are in the package, by digest", digests(application), digests(home))


def same(what: str, expected: Mapping[str, str], found: Mapping[str, str]) -> Check:
    """Check that two folders hold the same files with the same digests."""
    differing = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    return Check(what, not differing, f"differing: {', '.join(differing[:9])}" if differing else f"{len(found)} files")


def _launchers(application: Path) -> Iterator[Check]:
    for launcher in LAUNCHERS:
        wanted = "-mwindows" in launcher.options
        yield Check(
            f"{launcher.name} starts {'without' if wanted else 'with'} a console",
            read_program(application / launcher.name).windowed == wanted,
        )


def _signatures(package: Path, application: Path, place: Path) -> Iterator[Check]:
    python = signer(application / "python.exe")
    yield Check(
        "python.exe bears the signature of its makers", "Python Software Foundation" in str(python), str(python)
    )
    place.mkdir(parents=True, exist_ok=True)
    by = throw_away(place)
    for original in (application / COMMAND, package):
        copy = place / original.name
        shutil.copyfile(original, copy)
        sign(copy, by)
        yield Check(
            f"{original.name} can be signed", signer(copy) == "/CN=LegalRedact test", "with a certificate thrown away"
        )
        copy.unlink()
