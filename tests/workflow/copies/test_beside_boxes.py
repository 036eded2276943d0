"""Words beside a box are not covered: on turned pages, beside a slash, between boxes. Judged on drawings by PDFium."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import PIL.Image
import pymupdf
import pypdfium2
import pytest

from legalredact.documents.file_type import FileKind
from legalredact.documents.ocr.engine import Ocr
from legalredact.model.paper import turned_by
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.context import CopySettings
from legalredact.redaction.options import Options
from legalredact.redaction.targets import Target, TargetSet
from legalredact.redaction.text_maps.text_map import OcrFunction
from legalredact.workflow.copies.checked_copy import checked_copy

NAME = "Cole"
SCALE = 150 / 72
_MOVED = 2
"""Pixels by which engines draw the same stroke at different places."""

Levels = npt.NDArray[np.int16]
MODES = pytest.mark.parametrize("text", [False, True], ids=["pixels", "text"])
TURNS = pytest.mark.parametrize("turn", [0, 90, 180, 270])


def written(*lines: str, size: float = 11, leading: float = 20, white_on_black: bool = False) -> pymupdf.Page:
    """A page with lines of text, not turned."""
    page = pymupdf.open().new_page(width=400, height=300)
    if white_on_black:
        page.draw_rect(page.rect, fill=(0, 0, 0), color=None)
    for at, line in enumerate(lines):
        page.insert_text((40, 90 + at * leading), line, fontsize=size, color=(1, 1, 1) if white_on_black else (0, 0, 0))
    return page


def saved(page: pymupdf.Page, folder: Path) -> pymupdf.Page:
    """The page as a file holds it."""
    page.parent.save(folder / "original.pdf")
    return pymupdf.open(folder / "original.pdf")[0]


def copied(folder: Path, *, text: bool, look: OcrFunction | None = None) -> tuple[Levels, Levels]:
    """Gray levels of the original and of its copy, as another engine draws them."""
    source, copy = folder / "original.pdf", folder / "copy.pdf"
    how = CopySettings(TargetSet([Target((NAME,), "[P_1]")]), look, Options(keep_text=text))
    checked_copy(source, copy, how, FileKind.PDF)
    original = drawn(source)
    return original, drawn(copy, original)


def drawn(path: Path, like: Levels | None = None) -> Levels:
    """Gray levels of the first page, in the size of another drawing of it: PDFium does not know units of pages."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    scale = SCALE if like is None else like.shape[1] / page.get_width()
    image = page.render(scale=scale).to_pil().convert("L")
    document.close()
    if like is not None:
        image = image.resize(like.shape[::-1])
    return np.asarray(image).astype(np.int16)


def covered_share(word: str, page: pymupdf.Page, original: Levels, copy: Levels) -> float:
    """The share of the paper between the letters of a word that is black in the copy."""
    (place,) = page.search_for(word)
    turn = pymupdf.Matrix(*turned_by(page.rotation, page.rect.width, page.rect.height))
    scale = max(original.shape) / max(page.rect.width, page.rect.height)
    x0, y0, x1, y1 = (round(value * scale) for value in place * turn)
    before, after = original[y0:y1, x0:x1], copy[y0:y1, x0:x1]
    inked = np.asarray(before < 128)
    rows, columns = np.asarray(inked.any(axis=1)), np.asarray(inked.any(axis=0))
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(inked, _MOVED), (2 * _MOVED + 1,) * 2)
    paper = ~np.asarray(windows.any(axis=(2, 3))) & rows[:, None] & columns
    return float((after[paper] < 64).mean())


def ways() -> dict[str, Callable[[pymupdf.Page], None]]:
    """Ways in which a page is displayed at another place or size than its content has."""
    return {
        "plain": lambda _: None,
        "cropped": lambda page: page.set_cropbox(pymupdf.Rect(30, 20, 390, 290)),
        "scaled": lambda page: page.parent.xref_set_key(page.xref, "UserUnit", "2"),
    }


@TURNS
@pytest.mark.parametrize("way", ways())
@pytest.mark.parametrize("separator", [" ", "/", "-"])
def test_words_beside_a_name_stay_on_a_turned_page(separator: str, way: str, turn: int, tmp_path: Path) -> None:
    lines = f"Counsel {NAME}{separator}Miller met Iris{separator}{NAME} here.", "Nothing else was said."
    page = written(*lines, size=14)
    ways()[way](page)
    page.set_rotation(turn)
    page = saved(page, tmp_path)
    original, copy = copied(tmp_path, text=False)

    for word in ("Counsel", "Miller", "Iris", "here", "Nothing else was said"):
        assert covered_share(word, page, original, copy) < 0.02, word
    assert covered_share(f"{NAME}{separator}Miller", page, original, copy) > 0.3
    assert covered_share(f"Iris{separator}{NAME}", page, original, copy) > 0.3


@TURNS
def test_lines_close_to_a_name_stay_on_a_turned_page(turn: int, tmp_path: Path) -> None:
    page = written("The parties met on Monday.", f"Payment by {NAME} Harvest", "Nothing else was said.", leading=16)
    page.set_rotation(turn)
    page = saved(page, tmp_path)
    original, copy = copied(tmp_path, text=False)

    for word in ("Payment", "Harvest", "The parties met", "Nothing else was said"):
        assert covered_share(word, page, original, copy) < 0.02, word


@MODES
@pytest.mark.parametrize("leading", [7.0, 8.0, 9.0])
def test_each_box_on_dark_paper_keeps_its_border_beside_another(leading: float, text: bool, tmp_path: Path) -> None:
    saved(written(NAME, NAME, leading=leading, white_on_black=True), tmp_path)
    _, copy = copied(tmp_path, text=text)
    borders = np.flatnonzero((copy[:, 85:105] > 128).mean(axis=1) > 0.9)

    groups = np.split(borders, np.flatnonzero(np.diff(borders) > 2) + 1)

    # The upper and lower one of each box; where boxes meet, two borders of two rows are one group.
    assert sum(max(1, len(group) // 2) for group in groups) >= 4, borders


@pytest.fixture(scope="module")
def look() -> OcrFunction:
    """OCR that looks once."""
    return Ocr().recognize_level


LINES = f"Payment by {NAME} was late.", "Nothing else was said.", "Counsel left before noon."


def scanned(right: float, down: float) -> pymupdf.Page:
    """A scan of three lines whose text layer is displaced."""
    page = pymupdf.open().new_page(width=400, height=300)
    page.insert_image(page.rect, stream=written(*LINES, size=14).get_pixmap(dpi=200).tobytes("png"))
    for at, line in enumerate(LINES):
        page.insert_text((40 + right, 90 + down + at * 20), line, fontsize=14, render_mode=3)
    return page


@pytest.mark.parametrize(("right", "down"), [(50, 0), (0, 20), (0, 38), (-25, -18)])
def test_a_displaced_text_layer_hides_no_other_words(
    right: float, down: float, tmp_path: Path, look: OcrFunction
) -> None:
    saved(scanned(right, down), tmp_path)
    original, copy = copied(tmp_path, text=False, look=look)
    shown = written(*LINES, size=14)

    assert covered_share(NAME, shown, original, copy) > 0.4
    for word in ("Payment by", "was late", "Nothing else was said", "Counsel left before noon"):
        assert covered_share(word, shown, original, copy) < 0.02, word


def test_a_name_that_ocr_misses_is_covered_where_a_displaced_text_layer_means_it(
    tmp_path: Path, look: OcrFunction
) -> None:
    def blind(image: PIL.Image.Image, dpi: float) -> list[SeenWord]:
        return [word for word in look(image, dpi) if NAME not in word.text]

    saved(scanned(0, 20), tmp_path)
    original, copy = copied(tmp_path, text=False, look=blind)

    assert covered_share(NAME, written(*LINES, size=14), original, copy) > 0.4
