"""What Word shows otherwise than it is written: a reader sees a name that no search of the text finds."""

from pathlib import Path

import docx
import pytest

from legalredact.redaction.audit.audit import audit_copy
from legalredact.redaction.context import CopySettings
from legalredact.redaction.docx.allowlist import W
from legalredact.redaction.docx.redact import redact_word
from legalredact.redaction.targets import Target, TargetSet
from tests.redaction.planted_pdf import NAME
from tests.redaction.planted_word import Parts, made, paragraph, run

TARGETS = (Target((NAME,), "CLIENT_A"),)


def symbol(letter: str, font: str = "Arial") -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="F0{ord(letter):02X}"/></w:r>'


SHOWN = {
    "a_letter_as_a_symbol": paragraph(run(NAME[:5]), symbol(NAME[5]), run(NAME[6:])),
    "all_letters_as_symbols": paragraph(*map(symbol, NAME)),
    "from_right_to_left": paragraph(f'<w:bdo w:val="rtl">{run(NAME[::-1])}</w:bdo>'),
    "pieces_from_right_to_left": paragraph(f'<w:bdo w:val="rtl">{run(NAME[:6:-1])}{run(NAME[6::-1])}</w:bdo>'),
    "a_sign_that_turns": paragraph(run(f"by \u202e{NAME[::-1]}\u202c")),
}


def copied(folder: Path, body: str) -> list[str]:
    def plant(parts: Parts) -> None:
        parts.body += body

    (folder / "original.docx").write_bytes(made(plant))
    redact_word(folder / "original.docx", folder / "copy.docx", CopySettings(TargetSet(TARGETS)))
    paragraphs = docx.Document(str(folder / "copy.docx")).paragraphs
    return ["".join(text.text or "" for text in item._p.iter(f"{{{W}}}t")) for item in paragraphs]


@pytest.mark.parametrize("way", SHOWN)
def test_a_name_that_is_shown_is_covered(tmp_path: Path, way: str) -> None:
    assert copied(tmp_path, SHOWN[way])[-1].removeprefix("by ") == "CLIENT_A"


def test_signs_stay_signs_and_scripts_from_right_to_left_stay_as_they_are(tmp_path: Path) -> None:
    hebrew = "\u05e9\u05dc\u05d5\u05dd"
    body = paragraph(symbol("a", "Wingdings 2"), run("x"), f'<w:bdo w:val="rtl">{run(hebrew)}</w:bdo>')
    assert copied(tmp_path, body)[-1] == f"x{hebrew}"


def test_the_audit_reads_what_a_sign_turns(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(f"by \u202e{NAME[::-1]}\u202c", encoding="utf-8")
    assert [finding.channel for finding in audit_copy(tmp_path / "note.txt", TARGETS, None).findings] == ["text"]
