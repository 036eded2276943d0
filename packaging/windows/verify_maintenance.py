"""Repairs the installed package, installs another build of its version, and upgrades it while the window is open."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from shipping.alike import digests
from shipping.source import epoch, version
from windows.checks import Check
from windows.identity import PRODUCT
from windows.installer import build
from windows.launchers import COMMAND, numbers
from windows.verify_package import same
from windows.verify_window import Desktop
from windows.wine import Windows, seen

POLICY = "policy.toml"
RESTART = 3010 & 0xFF
"""The status "done, restart Windows" as a program of Linux gets it, which sees the lowest eight bits."""
_UNINSTALL = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"
_REPAIR = ("REINSTALL=ALL", "REINSTALLMODE=amus")
"""What `/fa` asks for; Wine knows `/f` only for the code of a product, and fails."""
_ADDED = "only-in-this-build.txt"


def msiexec(windows: Windows, option: str, package: Path, log: Path, *properties: str) -> int:
    """Run the installer as a management system does; returns the lowest eight bits of its status."""
    command = ("msiexec", option, seen(package), "/qn", "/norestart", "/l*v", seen(log), *properties)
    return windows.run(*command, seconds=1800).returncode


def installed(home: Path) -> tuple[dict[str, str], str | None]:
    """Digests of the installed files, and that of the policy beside them."""
    found = digests(home)
    return found, found.pop(POLICY, None)


def repaired(windows: Windows, package: Path, application: Path, home: Path, place: Path) -> Iterator[Check]:
    """Repair without a new policy, after a program was lost and a file changed; then with a new policy."""
    _, policy = installed(home)
    (home / COMMAND).unlink()
    (home / "CHANGELOG.md").write_text("damaged\n", encoding="ascii")
    status = msiexec(windows, "/i", package, place / "repair.log", *_REPAIR)
    found, kept = installed(home)
    yield Check("msiexec repairs", status == 0, f"status {status}")
    yield same("after it all files are there, by digest", digests(application), found)
    yield Check("the firm's policy outlives the repair", kept is not None and kept == policy)
    newer = place / "newer.toml"
    newer.write_text('[engines]\nallowed = ["local"]\n\n[retention]\ndays = 31\n', encoding="utf-8")
    status = msiexec(windows, "/i", package, place / "repair-policy.log", *_REPAIR, f"POLICY={seen(newer)}")
    _, changed = installed(home)
    well = status == 0 and changed == digests(place)[newer.name]
    yield Check("a repair with POLICY= replaces the policy", well, f"status {status}")


def built_again(windows: Windows, application: Path, home: Path, place: Path) -> Iterator[Check]:
    """Install another build of the same version over the first."""
    package = _another(application, place / "again", version())
    _, policy = installed(home)
    status = msiexec(windows, "/i", package, place / "again.log")
    found, kept = installed(home)
    yield Check("another build of the same version installs", status == 0, f"status {status}")
    yield same("after it all files are those of that build", digests(place / "again"), found)
    yield Check("the firm's policy outlives it", kept is not None and kept == policy)
    told = windows.run("reg", "query", _UNINSTALL, "/s", "/v", "DisplayName").stdout
    number = sum(line.split()[-1:] == [PRODUCT] for line in told.splitlines() if "DisplayName" in line)
    yield Check("Windows lists one LegalRedact, not two", number == 1, f"{number} listed")
    shutil.rmtree(place / "again")


def upgraded_in_use(shown: Desktop, application: Path, place: Path) -> Iterator[Check]:
    """Upgrade while the window is open, then restart Windows."""
    windows, home = shown.windows, shown.home
    first, second, third = numbers(version())
    package = _another(application, place / "in-use", f"{first}.{second}.{int(third) + 1}")
    with shown.window("--sample") as program:
        there = shown.painted() is not None
        _, policy = installed(home)
        status = msiexec(windows, "/i", package, place / "in-use.log")
        alive = program.poll() is None
        shown.picture("upgraded-in-use")
        words = f"status {status}, window open: {alive}"
        yield Check("an upgrade while the window is open ends well", there and status in {0, RESTART}, words)
    windows.close()
    windows.run("wineboot", "--restart")
    windows.wait()
    found, kept = installed(home)
    yield same("after a restart all files are those of the newer version", digests(place / "in-use"), found)
    yield Check("the firm's policy outlives that", kept is not None and kept == policy)
    told = windows.run(home / COMMAND, "policy", "show")
    yield Check("and the newer version starts", told.returncode == 0, f"status {told.returncode}")
    shutil.rmtree(place / "in-use")


def _another(application: Path, folder: Path, release: str) -> Path:
    """A package of the application with one file more and one file less; returns the MSI beside the folder."""
    shutil.copytree(application, folder, copy_function=shutil.copy2)
    (folder / "CHANGELOG.md").unlink()
    (folder / _ADDED).write_text(f"Only in {folder.name}.\n", encoding="ascii")
    package = folder.with_suffix(".msi")
    build(folder, release, package, epoch())
    return package
