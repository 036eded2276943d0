"""Importing the program only imports: it starts no program, prints nothing and loads no slow library."""

import subprocess
import sys
from pathlib import Path

import pytest

# Slow libraries, and those that use programs or the network on import, must wait until they are needed.
SLOW = {"anthropic", "onnxruntime", "spacy", "pikepdf", "lxml", "pypdfium2", "PIL"}

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
