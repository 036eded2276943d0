"""Real Word files of public test suites: each is read with the word that a search looks for, or refused clearly."""

import json
import re
from pathlib import Path

import PIL.Image

from legalredact.documents.limits import Limits
from legalredact.documents.ocr.engine import Ocr, OcrWord
from legalredact.documents.ooxml.reader import read_word
from legalredact.errors import UnreadableInput

MOST_REFUSED = 5
"""Four archives that are broken and one with a password."""


class Blind(Ocr):
    """Sees no words: this test is about text, and OCR of all the pictures takes most of a minute."""

    def recognize(self, image: PIL.Image.Image, dpi: float) -> tuple[OcrWord, ...]:
        """No words."""
        return ()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def test_every_file_is_read_with_its_word_or_refused_with_a_remedy(shared: Path) -> None:
    folder = shared / "corpus" / "redaction"
    rows = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    rows = [row for row in rows if row["file"].startswith("docx/")]
    refused, missing, blind = [], [], Blind()
    for row in rows:
        try:
            document = read_word(folder / row["file"], Limits(), blind)
        except UnreadableInput as refusal:
            refused.append(refusal)
            continue
        if row["word"] and _squeezed(row["word"]) not in _squeezed(document.text):
            missing.append(row["file"])
    assert len(rows) > 100
    assert missing == []
    assert len(refused) <= MOST_REFUSED
    assert all(refusal.remedy for refusal in refused)


def test_court_files_show_what_their_form_fields_show(shared: Path) -> None:
    paths = sorted((shared / "corpus" / "court").glob("*.docx"))
    documents = [read_word(path, Limits()) for path in paths]
    assert documents
    assert any("☒" in document.text for document in documents)
    assert all(document.unread == () for document in documents)
