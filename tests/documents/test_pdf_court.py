"""Real court files, where the reference material is present: everything that a person marked in them is read."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from legalredact.documents.limits import STANDARD
from legalredact.documents.ocr.engine import Ocr
from legalredact.documents.pdf.reader import read_pdf
from legalredact.documents.read import read_file
from legalredact.errors import UnreadableInput
from legalredact.model.document import Document, PageSource
from legalredact.model.progress import NEVER, silent
from tests.documents.pdf_files import FixedOcr


def squashed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="module")
def court(shared: Path) -> dict[str, tuple[Document, dict[str, Any]]]:
    """Each court PDF that has text, with its gold; pictures are left alone, other tests read them."""
    gold = {
        entry["file"]: entry for entry in json.loads((shared / "corpus/court/gold.json").read_text(encoding="utf-8"))
    }
    paths = sorted((shared / "corpus/court").glob("*.pdf"))
    return {
        path.name: (read_pdf(path, STANDARD, FixedOcr(), silent, NEVER), gold[path.name])
        for path in paths
        if not gold[path.name].get("scan")
    }


def test_every_form_of_every_name_is_found_whole_in_one_block(
    court: dict[str, tuple[Document, dict[str, Any]]],
) -> None:
    missed: list[object] = []
    for name, (document, gold) in court.items():
        blocks = [squashed(document.text_of(block)) for block in document.blocks]
        forms = {squashed(form) for entity in gold["entities"] for form in entity["forms"]}
        missed.extend((name, len(form)) for form in forms if not any(form in block for block in blocks))

    assert court
    assert missed == []


def test_everything_that_has_to_be_kept_is_found(court: dict[str, tuple[Document, dict[str, Any]]]) -> None:
    assert all(squashed(kept) in squashed(document.text) for document, gold in court.values() for kept in gold["keep"])


def test_names_in_the_metadata_are_found(court: dict[str, tuple[Document, dict[str, Any]]]) -> None:
    for document, gold in court.values():
        for entry in gold.get("metadata_names") or []:
            assert squashed(entry.partition(": ")[2]) in squashed(document.text)


def test_a_scan_is_read_by_ocr(shared: Path) -> None:
    gold = json.loads((shared / "corpus/court/gold.json").read_text(encoding="utf-8"))
    scan = next(entry for entry in gold if entry.get("scan") and entry["file"].endswith(".pdf"))

    document = read_pdf(shared / "corpus/court" / scan["file"], STANDARD, Ocr(), silent, NEVER)

    assert all(page.source is PageSource.OCR for page in document.pages)
    assert all(squashed(form) in squashed(document.text) for entity in scan["entities"] for form in entity["forms"])


def test_no_file_of_the_redaction_corpus_crashes_the_reader(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The word that each file is meant to lose is found, unless it stands in a picture (OCR is left out here)."""
    monkeypatch.setattr("legalredact.documents.read._ocr", FixedOcr)
    folder = shared / "corpus/redaction"
    words = {
        entry["file"]: entry["word"] for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    }
    missed, read = [], 0
    for path in sorted((folder / "pdf").rglob("*.pdf")):
        try:
            document = read_file(path)
        except UnreadableInput:
            continue
        read += 1
        spans = [block.span for block in document.blocks]
        assert all(before.end < after.start for before, after in pairwise(spans))
        assert all(block.boxes is None or len(block.boxes) == len(block.span) for block in document.blocks)
        word = words.get(path.relative_to(folder).as_posix())
        if word and squashed(word).casefold() not in squashed(document.text).casefold() and not document.unread:
            missed.append(path.name)

    assert read > 100
    assert missed == []
