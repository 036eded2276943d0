"""Pages that fail the check of what is seen are made again in a safer way; no copy is made if that does not help."""

from pathlib import Path

import pikepdf
import pymupdf
import pytest

from legalredact.documents.file_type import FileKind
from legalredact.errors import Refused
from legalredact.redaction.appearance.check import Fault, PageFault
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import CopyResult, Options
from legalredact.redaction.structure import finish
from legalredact.redaction.structure.marks import MarkedPage
from legalredact.redaction.targets import Target, TargetSet
from legalredact.workflow.copies import checked_copy as checking
from legalredact.workflow.copies.checked_copy import checked_copy

NAME = "Marguerite Oldacre"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of two pages."""
    path = tmp_path / "original.pdf"
    with pymupdf.open() as document:
        for _ in range(2):
            document.new_page(width=320, height=100).insert_text((20, 50), f"By {NAME} today.", fontsize=12)
        document.save(path)
    return path


def failing(monkeypatch: pytest.MonkeyPatch, *rounds: tuple[PageFault, ...]) -> list[tuple[PageFault, ...]]:
    """Let the check find these faults, round by round, then none; the rounds that are left are returned."""
    left = list(rounds)
    monkeypatch.setattr(checking, "faults_of", lambda *_: left.pop(0) if left else ())
    return left


def made(source: Path, *, text: bool) -> CopyResult:
    """A copy of the file."""
    how = CopySettings(TargetSet([Target((NAME,), "[P]")]), None, Options(keep_text=text))
    return checked_copy(source, source.with_name("copy.pdf"), how, FileKind.PDF)


@pytest.mark.parametrize("text", [False, True])
def test_a_copy_without_faults_is_made_once(text: bool, source: Path) -> None:
    copy = made(source, text=text)

    assert (copy.as_pictures, copy.differs, len(copy.covered)) == ((), (), 2)


def test_a_page_with_text_that_fails_becomes_a_picture_with_the_reason(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = failing(monkeypatch, (PageFault(2, Fault.UNSEEN),))

    assert made(source, text=True).as_pictures == ((2, "a box on it could not be seen"),)
    assert not left


def test_strokes_that_stick_out_get_wider_boxes(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, (PageFault(1, Fault.STROKES),))

    assert len(made(source, text=False).covered) == 2


@pytest.mark.parametrize("fault", [Fault.UNSEEN, Fault.STROKES])
def test_no_copy_is_made_if_a_fault_of_a_box_stays(fault: Fault, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, *[(PageFault(1, fault),)] * 9)

    with pytest.raises(Refused, match=fault.value):
        made(source, text=False)


def test_a_page_that_engines_draw_differently_is_drawn_by_the_second_one_and_reported(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, *[(PageFault(2, Fault.DAMAGE, lost=True, certain=False),)] * 2)
    copy = made(source, text=False)

    assert copy.differs == (2,)
    words = "page 2 looks different in a second program, or cannot be drawn by it: compare with the original"
    assert copy.differs_words() == words


def test_a_page_whose_color_one_program_does_not_show_is_drawn_by_the_other(tmp_path: Path) -> None:
    """MuPDF does not draw the appearance of a link; readers do."""
    path = tmp_path / "original.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 200))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(
            f"BT /F 12 Tf 20 20 Td (By {NAME} today.) Tj 80 80 Td (read the file) Tj ET".encode()
        )
        look = pdf.make_stream(b"BT 1 0 0 rg /F 12 Tf 0 0 Td (read the file) Tj ET")
        look.Resources = page.obj.Resources
        look.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 100, 50]))
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[100, 100, 200, 150], F=4)
        link.AP = pikepdf.Dictionary(N=look)
        page.obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(link)]))
        pdf.save(path)

    copy = made(path, text=False)

    with pymupdf.open(tmp_path / "copy.pdf") as document:
        pixels = document[0].get_pixmap(alpha=False, dpi=200)
    assert any(red > 200 > 60 > max(green, blue) for red, green, blue in zip(*[iter(pixels.samples)] * 3, strict=True))
    assert copy.differs == ()


@pytest.mark.parametrize("text", [False, True])
def test_a_fault_that_tagging_makes_is_seen(text: bool, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The finished file is what is checked, not the one before it got its tags."""
    monkeypatch.setattr(finish, "marked", lambda *_: MarkedPage(b"", ()))

    with pytest.raises(Refused, match=Fault.UNSEEN.value):
        made(source, text=text)
