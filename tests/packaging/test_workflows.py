"""The workflows, which have never run, can be read, and call only commands that exist."""

import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from assets import read_assets

import dev
from shipping.python_release import OPTION, known, why_outdated

PIN = ".github/python-version"
SHELL = {"echo", "git"}
"""Programs of steps that only prepare others."""
COMMANDS = set(re.findall(r"^    ([a-z]+) ", dev.__doc__ or "", re.MULTILINE))


def workflows(repository: Path) -> dict[str, Any]:
    found = {
        path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (repository / ".github" / "workflows").glob("*.yml")
    }
    assert set(found) == {"tests.yml", "packages.yml"}
    return found


def steps(repository: Path) -> list[dict[str, Any]]:
    return [step for one in workflows(repository).values() for job in one["jobs"].values() for step in job["steps"]]


def test_every_command_exists(repository: Path) -> None:
    called = [shlex.split(step["run"]) for step in steps(repository) if "run" in step]
    called = [words for words in called if words[0] not in SHELL]
    of_dev = [words[2:] for words in called if words[1] == "dev.py"]
    scripts = [words[1] for words in called if words[0] == "pwsh"]

    assert len(of_dev) + len(scripts) == len(called)
    assert {words[0] for words in of_dev} == {"check", "test", "package"} <= COMMANDS
    for words in of_dev:
        if words[0] == "package":
            assert words[1] in dev.PACKAGE_PROGRAMS
            source = (repository / "packaging" / words[1] / "__main__.py").read_text(encoding="utf-8")
            assert all(option in source for option in words[2:])
    assert all((repository / script).is_file() for script in scripts)


def test_they_run_on_three_systems_and_the_installer_on_windows(repository: Path) -> None:
    found = workflows(repository)
    systems = found["tests.yml"]["jobs"]["test"]["strategy"]["matrix"]["os"]

    assert sorted(name.partition("-")[0] for name in systems) == ["macos", "ubuntu", "windows"]
    assert found["packages.yml"]["jobs"]["windows"]["runs-on"].startswith("windows")
    assert found["packages.yml"]["jobs"]["windows"]["needs"] == "msi"


def test_all_jobs_of_packages_take_their_python_from_one_pin(repository: Path) -> None:
    jobs = workflows(repository)["packages.yml"]["jobs"]
    builders = {name for name, job in jobs.items() if any("dev.py" in step.get("run", "") for step in job["steps"])}
    by_action = {
        name
        for name in builders
        for step in jobs[name]["steps"]
        if step.get("with", {}).get("python-version-file") == PIN
    }
    by_image = {
        name
        for name in builders
        if "needs.python.outputs.version" in jobs[name].get("container", {}).get("image", "")
        and f"cat {PIN}" in jobs["python"]["steps"][-1]["run"]
    }

    assert by_action | by_image == builders
    assert not by_action & by_image
    assert not re.search(r"\b3\.\d", (repository / ".github/workflows/packages.yml").read_text(encoding="utf-8"))


@pytest.mark.skipif(
    not Path(sys.executable).with_name("uv").exists(), reason="uv, which lists the releases of Python, is not installed"
)
def test_no_job_is_refused_for_its_python_and_none_allows_an_old_one_needlessly(repository: Path) -> None:
    pinned, releases = (repository / PIN).read_text(encoding="ascii").strip(), known()
    packaged = {"linux": pinned, "windows": read_assets()["python-windows"].version}
    steps = [step for job in workflows(repository)["packages.yml"]["jobs"].values() for step in job["steps"]]
    called = [shlex.split(step["run"])[3:] for step in steps if "dev.py package" in step.get("run", "")]

    assert {platform for platform, *_ in called} == set(dev.PACKAGE_PROGRAMS)
    assert why_outdated(pinned, releases, releases.when) is None
    for platform, *options in called:
        if platform in packaged:
            outdated = why_outdated(packaged[platform], releases, releases.when) is not None
            assert (OPTION in options) == outdated, platform


@pytest.mark.parametrize("place", [".github/workflows/tests.yml", ".github/workflows/packages.yml"])
def test_each_says_that_it_has_not_run(repository: Path, place: str) -> None:
    assert "has never run" in (repository / place).read_text(encoding="utf-8")
    assert "Workflows that have not run" in (repository / "packaging" / "RELEASING.md").read_text(encoding="utf-8")
