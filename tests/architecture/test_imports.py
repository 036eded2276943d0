"""Importing the program only imports: it starts no program, prints nothing and loads no slow library."""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from legalredact.cli.main import parser

# Slow libraries, and those that use programs or the network on import, must wait until they are needed.
SLOW = {"anthropic", "onnxruntime", "spacy", "pikepdf", "lxml", "pypdfium2", "PIL"}

NEEDLESS = SLOW | {
    "PySide6",
    "ahocorasick_rs",
    "cryptography",
    "numpy",
    "pebble",
    "psutil",
    "pydantic_core",
    "pymupdf",
    "tokenizers",
}
"""Libraries that neither the table of commands nor its help needs."""
ROOMS = {"detection", "documents", "gui", "masking", "matching", "neural", "redaction", "vault", "wiring"}
"""Rooms that they need as little."""

PROBE = """
import sys
def refuse(event, args):
    if event in {"subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "socket.connect", "socket.getaddrinfo"}:
        raise PermissionError(f"an import caused {event}")
sys.addaudithook(refuse)
"""


def run(repository: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh interpreter that sees this checkout."""
    return subprocess.run(
        [sys.executable, "-c", PROBE + code], cwd=repository, capture_output=True, text=True, check=False
    )


def modules(repository: Path) -> list[str]:
    """The dotted names of all modules, without the window's, which needs Qt."""
    paths = sorted((repository / "legalredact").rglob("*.py"))
    names = [".".join(path.relative_to(repository).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return [name for name in names if not name.startswith("legalredact.gui")]


def test_importing_every_module_starts_nothing_and_prints_nothing(repository: Path) -> None:
    result = run(repository, "\n".join(f"import {name}" for name in modules(repository)))

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_command_line_loads_without_what_is_slow(repository: Path) -> None:
    if not (repository / "legalredact" / "wiring.py").exists():
        pytest.skip("no commands in this checkout")
    result = run(
        repository, "import legalredact.__main__, legalredact.wiring, legalredact.cli.main\nprint(*sorted(sys.modules))"
    )

    assert result.returncode == 0, result.stderr
    assert set(result.stdout.split()) & SLOW == set()


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["doctor", "--help"], ["matter", "search", "--help"]])
def test_help_and_version_load_neither_a_library_nor_a_room_that_works(repository: Path, words: list[str]) -> None:
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "legalredact", *words],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines() if line.startswith("import time:")}
    assert "legalredact.cli.options" in loaded
    assert {name.partition(".")[0] for name in loaded} & NEEDLESS == set()
    assert {name.split(".")[1] for name in loaded if name.startswith("legalredact.")} & ROOMS == set()


def test_every_command_has_a_function_in_its_module() -> None:
    commands = {one.prog: one.get_default("run") for one in leaves(parser())}

    assert len(commands) > 60
    missing = [
        name for name, run_it in commands.items() if not callable(getattr(run_it.args[0](), run_it.args[1], None))
    ]
    assert missing == []


def leaves(command: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The commands that can be run."""
    groups: list[Mapping[str, Any]] = [
        action.choices for action in command._actions if isinstance(action, argparse._SubParsersAction)
    ]
    if not groups:
        yield command
    for group in groups:
        for one in group.values():
            yield from leaves(one)
