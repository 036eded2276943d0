"""The table in the administrator's handbook of what each system enforces, compared with what the code asks for.

Whether a system then does it is tried in `tests/sandbox`; here no process is confined.
"""

import re
from pathlib import Path

import pytest

from legalredact.errors import Refused
from legalredact.sandbox import landlock, linux, macos, profiles, windows
from legalredact.sandbox.confinement import Confinement, refuse_unless_complete
from legalredact.sandbox.system_calls import _BY_NAME

EVERYWHERE = "no new privileges"


@pytest.fixture(scope="module")
def table(repository: Path) -> dict[str, str]:
    """What is enforced, by the first word of the system."""
    text = (repository / "packaging" / "ADMIN.md").read_text(encoding="utf-8")
    rows = text.partition("| system | enforced |\n| --- | --- |\n")[2].partition("\n\n")[0].splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]
    return {system.split()[0]: f"{system}: {enforced}" for system, enforced in cells}


def of_processes(row: str) -> dict[str, set[str]]:
    """The limits of each kind of process; what newer kernels add is left out."""
    parts = (part.partition(": ") for part in row.partition(". ")[0].partition(": ")[2].split("; "))
    return {process: set(limits.split(", ")) for process, _, limits in parts if limits}


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A Linux with seccomp and the first version of Landlock."""
    monkeypatch.setattr(linux, "supported", lambda: "x86_64")
    monkeypatch.setattr(linux, "can_filter", lambda: True)
    monkeypatch.setattr(landlock, "version", lambda: 1)
    return monkeypatch


def test_the_limits_on_linux_are_those_of_the_profiles(table: dict[str, str], kernel: pytest.MonkeyPatch) -> None:
    kernel.setattr(profiles, "_this", profiles._State(Confinement("")))
    kernel.setattr(profiles, "_confined", lambda profile: Confinement(profile.process, profile.holds))
    asked = (profiles.confine_application(), *profiles.expected_limits())
    told = of_processes(table["Linux"])
    assert told.pop("everywhere") == {EVERYWHERE}
    assert all(EVERYWHERE in one.holds for one in asked[1:])
    assert told == {one.process: {*one.holds} - {EVERYWHERE} for one in asked}


def test_what_newer_kernels_add_is_what_older_ones_are_said_to_lack(
    table: dict[str, str], kernel: pytest.MonkeyPatch
) -> None:
    """Which kernel has which version of Landlock: landlock(7)."""
    added = table["Linux"].partition(". ")[2]
    told = re.findall(r"rom ([\d.]+) on also ([a-z ]+)", added)
    lacking: set[tuple[str, str]] = set()
    for version, release in ((landlock.NETWORK_SINCE, "6.7"), (landlock.SCOPES_SINCE, "6.12")):
        for has in (version - 1, version):
            kernel.setattr(landlock, "version", lambda has=has: has)
            lacks = {word for one in profiles.expected_limits() for word in one.weaker}
            lacking ^= {(release, word) for word in lacks}
    assert {(release, word.strip()) for release, word in told} == lacking


def test_the_oldest_kernel_and_the_processors_are_those_of_the_code(table: dict[str, str]) -> None:
    system = table["Linux"].partition(":")[0]
    with pytest.raises(Refused, match=re.escape(f"kernel {system.split()[1]} or later")):
        refuse_unless_complete(Confinement("", missing=("anything",)))
    processors = system.rpartition(", ")[2].split(" or ")
    assert {_BY_NAME[one].audit for one in processors} == {one.audit for one in _BY_NAME.values()}


def test_the_limits_on_a_mac_are_those_that_its_processes_try(
    table: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(macos, "_applied", lambda profile: "")
    monkeypatch.setattr(macos, "_succeeds", lambda attempt: False)
    assert macos.confined((), ()) == (tuple(limits(table["macOS"])), ())


def test_the_limits_on_windows_are_those_that_its_processes_try(
    table: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("_enter_own_job", "_of_low_integrity"):
        monkeypatch.setattr(windows, step, lambda: True)
    monkeypatch.setattr(windows, "_succeeds", lambda attempt: False)
    told = limits(table["Windows"])
    conditions = [word.partition(" (unless they ")[2].rstrip(")") for word in told]
    assert conditions == ["run Tesseract", "write copies"]
    programs, changes = (word.partition(" (")[0] for word in told)
    assert windows.confined(programs=False, writes=False)[0] == (programs, changes)
    assert windows.confined(programs=True, writes=False)[0] == (changes,)
    assert windows.confined(programs=False, writes=True)[0] == (programs,)
    missing = windows.confined(programs=False, writes=False)[1]  # there is no firewall with rules here
    never = ", ".join(word.partition(" (")[0] for word in missing)
    assert f"Not enforced: {never}. " in table["Windows"]


def limits(row: str) -> list[str]:
    """Of readers and computing processes, which the row names together."""
    system, which, rest = row.split(": ", 2)
    assert which == f"{profiles.READERS} and {profiles.COMPUTATIONS}", system
    return rest.partition("; ")[0].split(", ")
