"""The locks name everything by hash, nothing by address, and nothing that should not be there."""

import re
from pathlib import Path

import pytest

LOCKS = ["runtime.txt", "dev.txt", "package.txt", "lock.txt", "cluster.txt"]
ENTRY = re.compile(
    r"^([A-Za-z0-9][\w.-]*)==(\S+)(?: ; [^\\\n]+?)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


def read(repository: Path, lock: str) -> str:
    return (repository / "packaging" / "locks" / lock).read_text(encoding="utf-8")


def names(text: str) -> set[str]:
    return {entry[1] for entry in ENTRY.finditer(text)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_belongs_to_an_exact_version_with_hashes(repository: Path, lock: str) -> None:
    rest = ENTRY.sub("", read(repository, lock))

    assert [line for line in rest.splitlines() if line and not line.lstrip().startswith("#")] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_stands_in_a_lock(repository: Path, lock: str) -> None:
    assert re.search(r"://|--index|--extra-index|--find-links|file:|@ ", read(repository, lock)) is None


def test_what_nothing_calls_is_not_installed(repository: Path) -> None:
    unwanted = {"huggingface-hub", "matplotlib", "opencv-contrib-python", "opencv-python", "pandas", "pyside6", "torch"}

    assert names(read(repository, "runtime.txt")) & unwanted == set()


def test_no_keyring_backend_that_writes_plain_text_is_installed(repository: Path) -> None:
    assert "keyrings-alt" not in names(read(repository, "runtime.txt")) | names(read(repository, "dev.txt"))


def test_the_notice_names_every_package_that_ships(repository: Path) -> None:
    notice = (repository / "NOTICE").read_text(encoding="utf-8").lower()
    missing = {
        name
        for name in names(read(repository, "runtime.txt")) | names(read(repository, "cluster.txt"))
        if not re.search(rf"^  {re.escape(name)} ", notice, re.MULTILINE)
    }

    assert missing == set()


def test_the_cluster_adds_packages_to_those_of_the_application(repository: Path) -> None:
    cluster, runtime, dev = (read(repository, f"{name}.txt") for name in ("cluster", "runtime", "dev"))
    pins = {entry[1]: entry[2] for entry in ENTRY.finditer(dev)}

    assert {"dask", "distributed"} <= names(cluster)
    assert names(cluster) & names(runtime) == set()
    assert {entry[1]: entry[2] for entry in ENTRY.finditer(cluster)}.items() <= pins.items()
