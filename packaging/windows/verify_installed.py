"""Installs the package in a new Windows under Wine, uses it, upgrades it, and removes it."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shipping.alike import digests
from shipping.source import epoch, version
from windows.checks import Check
from windows.installer import build
from windows.launchers import COMMAND, numbers
from windows.try_commands import REFUSED, Installed, try_commands
from windows.verify_package import same
from windows.wine import MISSING, Windows, fresh_windows

Figures = dict[str, object]
LIMITS = (*MISSING, "the window was looked at on Linux, where it is the same code")
POLICY_KEY = r"HKLM\SOFTWARE\Policies\LegalRedact"
POLICY = '[engines]\nallowed = ["local"]\n\n[retention]\ndays = 30\n'
BROKEN = "[engines]\nalowed = []\n"


def try_installed(package: Path, application: Path, place: Path, figures: Figures) -> Iterator[Check]:
    """All checks that need a Windows.

    Arguments:
        package, application: the installer, and the folder that it was made from.
        place: an empty folder to work in. figures: measurements are added to it.
    """
    windows = fresh_windows(place / "windows")
    home = windows.programs / "LegalRedact"
    try:
        yield from _a_broken_policy(windows, package, home, place)
        yield from _installed(windows, package, application, home, place, figures)
        yield from _group_policy(windows, home)
        matters = windows.drive / "matters"
        yield from try_commands(Installed(windows, home), matters, figures)
        before = digests(matters)
        yield from _upgraded(windows, package, application, home, place)
        yield from _removed(windows, place / "newer.msi", home)
        yield same("matters are as they were", before, digests(matters))
    finally:
        windows.close()


def _install(windows: Windows, package: Path, log: Path, *properties: str) -> int:
    done = windows.run("msiexec", "/i", seen(package), "/qn", "/l*v", seen(log), *properties, seconds=1800)
    return done.returncode


def _a_broken_policy(windows: Windows, package: Path, home: Path, place: Path) -> Iterator[Check]:
    for name, content in (("wrong.toml", BROKEN), ("missing.toml", None)):
        if content is not None:
            (place / name).write_text(content, encoding="utf-8")
        status = _install(windows, package, place / f"{name}.log", f"POLICY={seen(place / name)}")
        left = (home / COMMAND).exists()
        yield Check(
            f"a policy that is {name.partition('.')[0]} ends the installation",
            status != 0 and not left,
            f"status {status}",
        )


def _installed(
    windows: Windows, package: Path, application: Path, home: Path, place: Path, figures: Figures
) -> Iterator[Check]:
    policy = place / "policy.toml"
    policy.write_text(POLICY, encoding="utf-8")
    begun = time.monotonic()
    status = _install(windows, package, place / "install.log", f"POLICY={seen(policy)}")
    figures["installing, in seconds, under Wine"] = round(time.monotonic() - begun)
    yield Check("msiexec /i /qn installs", status == 0, f"status {status}")
    found = digests(home)
    taken = found.pop("policy.toml", None)
    yield same("all files are installed, by digest", digests(application), found)
    yield Check("the firm's policy was taken along", taken is not None)
    links = sorted(path.name for path in windows.drive.rglob("Start Menu/**/LegalRedact.lnk"))
    yield Check("the Start menu has it", links == ["LegalRedact.lnk"])
    open_with = windows.run("reg", "query", r"HKLM\Software\Classes\LegalRedact.Document")
    yield Check("no file association was made", open_with.returncode != 0)
    told = _policy(windows, home)
    in_force = (
        told["source"].endswith("policy.toml"),
        told["settings"]["retention.days"],
        told["settings"]["engines.allowed"],
    )
    yield Check("that policy is in force", in_force == (True, "30", '["local"]'), told["source"])
    (home / "policy.toml").chmod(0o666)  # Wine shows it as a right of Everyone's to write
    loose = windows.run(home / COMMAND, "policy", "show")
    (home / "policy.toml").chmod(0o644)
    yield Check("one that everybody may write is refused", loose.returncode == REFUSED, f"status {loose.returncode}")


def _group_policy(windows: Windows, home: Path) -> Iterator[Check]:
    """As the editor of group policy writes it with our templates, then with the keys that it leaves."""
    values = ((r"retention", "days", "REG_DWORD", "7"), (r"engines\allowed", "1", "REG_SZ", "local"))
    for key, name, kind, value in values:
        windows.run("reg", "add", f"{POLICY_KEY}\\{key}", "/v", name, "/t", kind, "/d", value, "/f")
    told = _policy(windows, home)
    seen_there = (told["source"], told["settings"]["retention.days"], told["settings"]["engines.allowed"])
    yield Check("group policy is read, and comes first", seen_there == (POLICY_KEY, "7", '["local"]'), told["source"])
    for key, name, _, _ in values:
        windows.run("reg", "delete", f"{POLICY_KEY}\\{key}", "/v", name, "/f")
    yield Check("empty keys that it leaves say nothing", _policy(windows, home)["settings"]["retention.days"] == "30")


def _policy(windows: Windows, home: Path) -> Any:
    done = windows.run(home / COMMAND, "policy", "show", "--json")
    if done.returncode != 0:
        raise SystemExit(f"`legalredact policy show` failed:\n{done.stdout}{done.stderr}")
    return json.loads(done.stdout)


def _upgraded(windows: Windows, package: Path, application: Path, home: Path, place: Path) -> Iterator[Check]:
    """Upgrade to a version that lacks one file and has another; then downgrade, which is refused."""
    newer = place / "newer"
    shutil.copytree(application, newer, copy_function=shutil.copy2)
    (newer / "CHANGELOG.md").unlink()
    (newer / "only-in-the-newer.txt").write_text("There from this version on.\n", encoding="ascii")
    first, second, third = numbers(version())
    release = f"{first}.{second}.{int(third) + 1}"
    build(newer, release, place / "newer.msi", epoch())
    status = _install(windows, place / "newer.msi", place / "upgrade.log")
    found = digests(home)
    kept = found.pop("policy.toml", None)
    yield Check("msiexec /i upgrades", status == 0, f"status {status}")
    yield same("after it all files are those of the newer version", digests(newer), found)
    yield Check("the firm's policy outlives the upgrade", kept is not None)
    status = _install(windows, package, place / "downgrade.log")
    yield Check("an older version is refused", status != 0, f"status {status}")
    found = digests(home)
    found.pop("policy.toml", None)
    yield same("and changes nothing", digests(newer), found)
    shutil.rmtree(newer)


def _removed(windows: Windows, package: Path, home: Path) -> Iterator[Check]:
    status = windows.run("msiexec", "/x", seen(package), "/qn", seconds=1800).returncode
    left = sorted(path.name for path in home.rglob("*")) if home.exists() else []
    yield Check("msiexec /x removes", status == 0, f"status {status}")
    yield Check("only the firm's policy is left of it", left == ["policy.toml"], ", ".join(left[:9]))


def seen(path: Path) -> str:
    """A path of this machine as Windows programs see it."""
    return f"Z:{path}".replace("/", "\\")
