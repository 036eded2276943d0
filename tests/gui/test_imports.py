"""The first window waits for nothing that it does not show."""

import subprocess
import sys
from pathlib import Path

SLOW = {
    "anthropic",
    "docx",
    "fitz",
    "httpx2",
    "lxml",
    "numpy",
    "onnxruntime",
    "pebble",
    "phonenumbers",
    "pikepdf",
    "pydantic",
    "pymupdf",
    "pypdfium2",
    "spacy",
    "sqlcipher3",
    "tokenizers",
}


def loaded_by(repository: Path, code: str) -> set[str]:
    """Packages that a fresh interpreter has loaded after that code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*(name.partition('.')[0] for name in sys.modules))"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_first_window_loads_nothing_slow(repository: Path) -> None:
    loaded = loaded_by(repository, "import legalredact.gui.shell.app")

    assert "PySide6" in loaded
    assert loaded & SLOW == set()


def test_the_window_s_process_holds_no_models(repository: Path) -> None:
    """They are loaded where they are used: in the process that searches."""
    loaded = loaded_by(
        repository,
        "import legalredact.gui.shell.matter_window, legalredact.gui.shell.opening, legalredact.wiring as w\n"
        "w.for_window()",
    )

    assert loaded & {"onnxruntime", "spacy", "tokenizers", "anthropic"} == set()
