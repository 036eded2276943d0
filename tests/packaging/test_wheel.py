"""The wheel holds the program with its resources, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def members(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(build, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_resource_of_the_checkout_is_in_the_wheel(repository: Path, members: set[str]) -> None:
    listing = subprocess.run(["git", "ls-files", "-z", "resources"], cwd=repository, capture_output=True, check=False)
    resources = [name.removeprefix("resources/") for name in listing.stdout.decode().split("\0") if name]

    assert {f"legalredact/_resources/{name}" for name in resources} <= members


def test_every_module_and_the_type_marker_are_in_the_wheel(repository: Path, members: set[str]) -> None:
    modules = {path.relative_to(repository).as_posix() for path in (repository / "legalredact").rglob("*.py")}

    assert modules | {"legalredact/py.typed"} <= members


def test_licence_and_notice_travel_with_the_wheel(members: set[str]) -> None:
    names = {name.rpartition("/")[2] for name in members if ".dist-info/licenses/" in name}

    assert {"LICENSE", "NOTICE"} <= names


def test_nothing_but_the_package_is_in_the_wheel(members: set[str]) -> None:
    tops = {name.partition("/")[0] for name in members if ".dist-info/" not in name}

    assert tops == {"legalredact"}
