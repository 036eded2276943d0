"""A copy that keeps text is audited as every other; a page that is not proven clean with its text becomes a picture."""

import io
from pathlib import Path

import pikepdf
import pymupdf
from pikepdf import Dictionary, Name, Stream

from legalredact.redaction.options import Options
from legalredact.redaction.pdf_rebuild.redact import UNPROVEN
from legalredact.redaction.targets import Target
from legalredact.workflow.copies.run import Who, redact_files

WHO = Who("Clerk", lambda: "2026-11-24T12:00:00+00:00")
TARGETS = (Target(("Marguerite Oldacre",), "CLIENT_A"),)
OPTIONS = Options(keep_text=True)


def test_letters_that_lie_about_what_they_are_become_a_picture(tmp_path: Path) -> None:
    """They look like the name and say "x": only who looks at the page sees it."""
    (tmp_path / "lying.pdf").write_bytes(_lying("Marguerite Oldacre"))

    (result,) = redact_files([tmp_path / "lying.pdf"], TARGETS, tmp_path / "out", WHO, OPTIONS)

    assert result.made is not None
    assert result.made.as_pictures == ((1, UNPROVEN),)
    assert result.audit is not None
    assert result.audit.clean
    assert result.copy is not None
    assert [one.label for one in result.made.covered] == ["CLIENT_A"]


def test_the_trail_says_how_copies_were_made(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page(width=320, height=110).insert_text((20, 40), "heard Marguerite Oldacre say so")
    document.save(tmp_path / "letter.pdf")
    noted: list[dict[str, str | int]] = []

    def note(action: str, *details: tuple[str, str | int]) -> None:
        noted.append({"action": action, **dict(details)})

    (result,) = redact_files([tmp_path / "letter.pdf"], TARGETS, tmp_path / "out", WHO, OPTIONS, note)

    assert [event.get("mode") for event in noted] == ["text", None]
    assert result.copy is not None
    assert pymupdf.open(result.copy)[0].get_text().split() == ["heard", "CLIENT_A", "say", "so"]


def _lying(words: str) -> bytes:
    """A page whose font gives every letter the meaning "x"."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(320, 110))
    meanings = (
        b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap /CMapName/X def /CMapType 2 def\n"
        b"1 begincodespacerange<00><FF>endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar endcmap end end"
    ) % (len(set(words)), b"\n".join(b"<%02X><0078>" % ord(letter) for letter in sorted(set(words))))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    font.ToUnicode = Stream(pdf, meanings)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.obj.Contents = Stream(pdf, f"BT /F1 18 Tf 1 0 0 1 20 50 Tm ({words}) Tj ET".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
