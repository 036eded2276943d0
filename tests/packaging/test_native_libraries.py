"""Every package with native code is in the list of what could send, and does what the list says."""

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

FUNCTIONS = (b"connect", b"sendto", b"getaddrinfo", b"gethostbyname")
NATIVE = re.compile(r"\.(so|pyd|dll|dylib)(\.|$)")
ENTRY = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)
ROW = re.compile(r"^\| (?P<name>[a-z0-9-]+) \| (?P<network>yes|no) \|(?P<rest>.*)\|$", re.MULTILINE)


def rows(repository: Path) -> dict[str, re.Match[str]]:
    text = (repository / "packaging" / "NATIVE_LIBRARIES.md").read_text(encoding="utf-8")
    return {match["name"]: match for match in ROW.finditer(text)}


def libraries(repository: Path) -> dict[str, list[Path]]:
    """Native files of each package that ships, so far as it is installed on this system."""
    lock = (repository / "packaging" / "locks" / "runtime.txt").read_text(encoding="utf-8")
    found: dict[str, list[Path]] = {}
    for name in set(ENTRY.findall(lock)):
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # of another system
        files = [Path(str(file.locate())) for file in distribution.files or () if NATIVE.search(file.name)]
        found |= {name: files} if files else {}
    return found


def names_functions(path: Path) -> bool:
    content = path.read_bytes()
    return any(b"\0" + name + b"\0" in content for name in FUNCTIONS)


def test_every_package_with_native_code_has_a_row(repository: Path) -> None:
    assert set(libraries(repository)) - set(rows(repository)) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="libraries of other systems name functions otherwise")
def test_every_row_is_of_a_package_and_tells_what_its_files_name(repository: Path) -> None:
    measured = {
        name: "yes" if any(map(names_functions, files)) else "no" for name, files in libraries(repository).items()
    }

    assert {name: row["network"] for name, row in rows(repository).items()} == measured


def test_a_row_with_network_says_what_stops_it(repository: Path) -> None:
    empty = [
        name
        for name, row in rows(repository).items()
        if row["network"] == "yes" and not all(cell.strip() for cell in row["rest"].split("|"))
    ]

    assert empty == []


def test_clients_of_the_network_are_not_loaded_with_the_local_engine(repository: Path) -> None:
    code = "from legalredact.summary.local.lemmas import lemma; lemma('paid'); import sys; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=repository, check=True, capture_output=True, text=True)
    loaded = {name.partition(".")[0] for name in told.stdout.split()}

    assert "spacy" in loaded  # else the test shows nothing
    assert loaded & {"cloudpathlib", "httpx", "httpx2", "requests", "smart_open", "urllib3", "weasel"} == set()
