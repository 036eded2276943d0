"""dev.py starts with nothing installed, and says what it can do."""

import re
import subprocess
import sys
from pathlib import Path

import pytest


def dev(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run dev.py without site-packages, as on a machine where nothing is installed yet."""
    command = [sys.executable, "-S", "-E", str(repository / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_without_a_command_it_lists_them_all_and_fails_as_wrong_usage(repository: Path) -> None:
    result = dev(repository)

    assert result.returncode == 2
    assert re.findall(r"^    (\w+) ", result.stdout, re.MULTILINE) == [
        "run",
        "demo",
        "test",
        "mutate",
        "check",
        "bench",
        "freeze",
        "screenshots",
        "package",
        "audit",
        "lock",
    ]


def test_help_is_no_error(repository: Path) -> None:
    assert dev(repository, "--help").returncode == 0


def test_an_unknown_command_is_wrong_usage(repository: Path) -> None:
    assert dev(repository, "frobnicate").returncode == 2


@pytest.mark.parametrize("arguments", [(), ("amiga",)], ids=["none", "unknown"])
def test_a_package_is_built_for_a_platform_that_is_named(repository: Path, arguments: tuple[str, ...]) -> None:
    result = dev(repository, "package", *arguments)

    assert (result.returncode, result.stderr) == (2, "dev.py package linux|windows|macos [--verify] [--reproduce]\n")


def test_the_environment_imports_this_checkout(repository: Path) -> None:
    probe = "import legalredact; print(legalredact.__file__)"
    found = subprocess.run([sys.executable, "-c", probe], cwd="/", capture_output=True, text=True, check=True).stdout

    assert Path(found.strip()).parent == repository / "legalredact"


def test_after_an_upgrade_it_asks_for_the_proof_that_is_there(repository: Path) -> None:
    content = (repository / "dev.py").read_text(encoding="utf-8")
    told = re.search(r"AFTER_AN_UPGRADE = \((.*?)\n\)", content, re.DOTALL)

    assert told is not None
    named = re.findall(r"\b(?:tests|packaging)/[\w/]+\.(?:py|md)", told[1])
    assert named == ["tests/end_to_end/test_kernel_proof.py", "packaging/NATIVE_LIBRARIES.md"]
    assert all((repository / name).is_file() for name in named)
    assert "say(AFTER_AN_UPGRADE)" in content


def test_what_it_starts_has_the_telemetry_of_the_models_off(repository: Path, tmp_path: Path) -> None:
    code = "import dev, os\ndev.run = lambda _: print(os.environ['ORT_DISABLE_TELEMETRY']) or 0\ndev.main(['run'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False)

    assert done.stdout.strip() == "1", done.stderr
