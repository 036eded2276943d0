"""The workflows, which have never run, can be read, and call only commands that exist."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

import dev

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


@pytest.mark.parametrize("place", [".github/workflows/tests.yml", ".github/workflows/packages.yml"])
def test_each_says_that_it_has_not_run(repository: Path, place: str) -> None:
    assert "has never run" in (repository / place).read_text(encoding="utf-8")
    assert "Workflows that have not run" in (repository / "packaging" / "RELEASING.md").read_text(encoding="utf-8")
