"""Copies of Word files open in LibreOffice, and come out of it with the same paragraphs."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import docx
import pytest

from legalredact.redaction.context import CopySettings
from legalredact.redaction.docx.redact import redact_word
from legalredact.redaction.targets import TargetSet, named_targets
from tests.redaction.planted_pdf import NAME
from tests.redaction.planted_word import PLANTED

PARTIES = ("Margaret Q. Alder", "Granite Quay Freight Systems, Inc.")
LETTER = Path(__file__).resolve().parents[2] / "resources/samples/alder_v_granite/demand_letter.docx"


def round_trip(paths: Sequence[Path], folder: Path) -> Iterator[tuple[Path, Path]]:
    """Each file, and what LibreOffice writes when it has opened it."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed (Debian package libreoffice-writer-nogui)")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
    ]
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False, timeout=280)
    assert done.returncode == 0, done.stderr
    return ((path, folder / "out" / path.name) for path in paths)


def paragraphs(path: Path) -> list[str]:
    """Texts of all paragraphs of the body that hold any, in tables too, without the spaces around them.

    Without signs of symbol fonts, which LibreOffice writes as characters of their own: python-docx tells those alone.
    """
    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    plain = ("".join(c for c in text if not "\uf000" <= c <= "\uf0ff") for text in texts)
    return [" ".join(text.split()) for text in plain if text.strip()]


def test_copies_of_all_planted_files_keep_their_paragraphs(tmp_path: Path) -> None:
    copies = []
    for channel, make in PLANTED.items():
        (tmp_path / "original.docx").write_bytes(make())
        copies.append(tmp_path / f"{channel}.docx")
        redact_word(tmp_path / "original.docx", copies[-1], CopySettings(TargetSet(named_targets([NAME]))))

    for copy, back in round_trip(copies, tmp_path):
        assert paragraphs(back) == paragraphs(copy), copy.name


def test_a_letter_with_tables_notes_and_headers_keeps_its_paragraphs(tmp_path: Path) -> None:
    redact_word(LETTER, tmp_path / "copy.docx", CopySettings(TargetSet(named_targets(PARTIES))))

    ((copy, back),) = round_trip([tmp_path / "copy.docx"], tmp_path)
    assert len(paragraphs(copy)) > 20
    assert paragraphs(back) == paragraphs(copy)
