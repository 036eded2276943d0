"""OCR for all tests of this room, and the judge, where the reference material is present."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from legalredact.documents.ocr.engine import Ocr
from legalredact.redaction.text_maps.text_map import OcrFunction
from legalredact.workflow.copies import ocr


@pytest.fixture(scope="session")
def look() -> OcrFunction:
    """OCR that looks once."""
    return Ocr().recognize_level


@pytest.fixture(scope="session")
def eyes() -> OcrFunction:
    """OCR as copies are made and audited with it."""
    return ocr.ocr_for_copies()


@pytest.fixture(scope="session")
def judge(shared: Path) -> Callable[[Path, str], str]:
    """Another program's word on where a name is left in a file; empty if nowhere."""
    for program in ("qpdf", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")

    def found(path: Path, name: str) -> str:
        command = [sys.executable, str(shared / "tools" / "find_leaks.py"), "--name", name, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stdout + done.stderr
        return done.stdout

    return found
