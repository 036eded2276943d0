"""Installs the package in a new Windows under Wine, uses it, upgrades it, and removes it."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shipping.alike import digests
from windows.checks import Check
from windows.launchers import COMMAND
from windows.try_commands import REFUSED, Installed, try_commands
from windows.verify_firewall import rules_are_gone, rules_are_there, try_firewall, try_sending
from windows.verify_maintenance import built_again, msiexec, repaired, upgraded_in_use
from windows.verify_package import same
from windows.verify_window import desktop, try_window
from windows.wine import MISSING, Windows, fresh_windows, seen
from windows.wine_system import wine_system

Figures = dict[str, object]
LIMITS = MISSING
POLICY_KEY = r"HKLM\SOFTWARE\Policies\LegalRedact"
POLICY = '[engines]\nallowed = ["local"]\n\n[retention]\ndays = 30\n'
BROKEN = "[engines]\nalowed = []\n"


def try_installed(package: Path, application: Path, place: Path, figures: Figures, cache: Path) -> Iterator[Check]:
    """All checks that need a Windows.

    Arguments:
        package, application: the installer, and the folder that it was made from.
        place: an empty folder to work in. figures: measurements are added to it.
        cache: a folder in which the system with the Wine is kept.
    """
    windows = fresh_windows(place / "windows", wine_system(cache))
    home = windows.programs / "LegalRedact"
    try:
        yield from _a_broken_policy(windows, package, home, place)
        yield from _installed(windows, package, application, home, place, figures)
        yield from try_firewall(windows, home)
        yield try_sending(windows, home)
        yield from _group_policy(windows, home)
        matters = windows.drive / "matters"
        yield from try_commands(Installed(windows, home), matters, figures)
        before = digests(matters)
        yield from repaired(windows, package, application, home, place)
        yield rules_are_there(windows, home, "repaired")
        yield from built_again(windows, application, home, place)
        with desktop(windows, home, package.parent) as shown:
            yield from try_window(shown)
            yield from upgraded_in_use(shown, application, place)
        yield rules_are_there(windows, home, "upgraded")
        yield from _downgraded(windows, package, home, place)
        yield from _removed(windows, place / "in-use.msi", home)
        yield same("matters are as they were", before, digests(matters))
    finally:
        windows.close()


def _a_broken_policy(windows: Windows, package: Path, home: Path, place: Path) -> Iterator[Check]:
    for name, content in (("wrong.toml", BROKEN), ("missing.toml", None)):
        if content is not None:
            (place / name).write_text(content, encoding="utf-8")
        status = msiexec(windows, "/i", package, place / f"{name}.log", f"POLICY={seen(place / name)}")
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
    status = msiexec(windows, "/i", package, place / "install.log", f"POLICY={seen(policy)}")
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


def _downgraded(windows: Windows, package: Path, home: Path, place: Path) -> Iterator[Check]:
    before = digests(home)
    status = msiexec(windows, "/i", package, place / "downgrade.log")
    yield Check("an older version is refused", status != 0, f"status {status}")
    yield same("and changes nothing", before, digests(home))


def _removed(windows: Windows, package: Path, home: Path) -> Iterator[Check]:
    status = msiexec(windows, "/x", package, package.with_suffix(".removal.log"))
    left = sorted(path.name for path in home.rglob("*")) if home.exists() else []
    yield Check("msiexec /x removes", status == 0, f"status {status}")
    yield Check("only the firm's policy is left of it", left == ["policy.toml"], ", ".join(left[:9]))
    yield rules_are_gone(windows)
