"""The check of a finished copy on a second engine's drawing: it finds what a person would object to, and only that."""

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from legalredact.model.document import Box
from legalredact.redaction.appearance.check import Fault, PageFault, faults_of
from legalredact.redaction.options import CopyResult, Covered, Options

PLACE = (95.0, 78.0, 200.0, 95.0)
"""Around the name on `page`."""

NAME = "Marguerite Oldacre"


def page(name: str = NAME, colour: tuple[float, float, float] = (0, 0, 0), step: float = 0.0) -> pymupdf.Page:
    """A line with a name, a thin pale line of a form, and a red word."""
    new = pymupdf.open().new_page(width=320, height=180)
    new.insert_text((30 + step, 90), "Payment by", fontsize=12)
    new.insert_text((98, 90), name, fontsize=12)
    new.insert_text((30 + step, 120), "was due on the first of June.", fontsize=12)
    new.draw_line((30, 150), (290, 150), color=(0.7, 0.7, 0.7), width=0.4)
    new.insert_text((30, 50), "OVERDUE", fontsize=20, color=colour)
    return new


def boxed(new: pymupdf.Page, label: str = "[P_1]", place: tuple[float, ...] = PLACE) -> pymupdf.Page:
    """The page with a box, and the label in it."""
    new.draw_rect(place, fill=(0, 0, 0), color=None)
    if label:
        new.insert_text((place[0] + 20, place[3] - 5), label, fontsize=10, color=(1, 1, 1))
    return new


def found(original: pymupdf.Page, copy: pymupdf.Page, folder: Path, *, text: bool = True) -> set[Fault]:
    """The faults of a copy in which the name was covered."""
    path = folder / "copy.pdf"
    copy.parent.save(path)
    made = CopyResult((Covered(Box(1, *PLACE), "[P_1]"),), 1)
    return {one.fault for one in faults_of(original.parent.tobytes(), path, made, Options(keep_text=text))}


@pytest.mark.parametrize("text", [False, True])
def test_a_good_copy_has_no_fault_even_if_letters_moved_a_little(text: bool, tmp_path: Path) -> None:
    assert found(page(), boxed(page("", step=0.3)), tmp_path, text=text) == set()


def without_line() -> pymupdf.Page:
    """The copy without the thin line."""
    new = boxed(page(""))
    new.draw_rect((20, 148, 300, 152), fill=(1, 1, 1), color=None)
    return new


def with_more() -> pymupdf.Page:
    """The copy with words that the original does not show."""
    new = boxed(page(""))
    new.insert_text((30, 170), "Counsel: do not settle", fontsize=11)
    return new


@pytest.mark.parametrize("copy", [without_line, with_more])
def test_a_missing_thin_line_and_words_that_appear_are_damage(copy: Callable[[], pymupdf.Page], tmp_path: Path) -> None:
    assert found(page(), copy(), tmp_path) == {Fault.DAMAGE}


def test_a_page_of_which_the_second_engine_cannot_draw_the_original_is_to_be_compared_by_a_person(
    tmp_path: Path,
) -> None:
    path = tmp_path / "copy.pdf"
    boxed(page("")).parent.save(path)
    made = CopyResult((Covered(Box(1, *PLACE), "[P_1]"),), 1)
    without_head = page().parent.tobytes().replace(b"%PDF-", b"%XYZ-", 1)

    assert faults_of(without_head, path, made, Options()) == (PageFault(1, Fault.DAMAGE, certain=False),)


def test_a_box_beyond_the_edge_of_a_page_does_not_end_the_check_of_that_page(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    without_line().parent.save(path)
    boxes = (PLACE, (340.0, 20.0, 400.0, 40.0), (20.0, -90.0, 60.0, -60.0))
    made = CopyResult(tuple(Covered(Box(1, *place), "[P_1]") for place in boxes), 1)

    assert Fault.DAMAGE in {one.fault for one in faults_of(page().parent.tobytes(), path, made, Options())}


def test_a_page_of_a_few_points_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "copy.pdf"
    original, copy = (pymupdf.open().new_page(width=4, height=90) for _ in range(2))
    original.draw_line((2, 10), (2, 80), width=1)
    copy.parent.save(path)

    assert faults_of(original.parent.tobytes(), path, CopyResult((), 1), Options())[0].fault is Fault.DAMAGE


def test_lost_color_is_damage(tmp_path: Path) -> None:
    red = (0.8, 0, 0)

    assert found(page(colour=red), boxed(page("")), tmp_path) == {Fault.DAMAGE}
    assert found(page(colour=red), boxed(page("", colour=red)), tmp_path) == set()


def test_a_logged_box_that_is_not_there_is_unseen(tmp_path: Path) -> None:
    assert Fault.UNSEEN in found(page(), page(""), tmp_path)


def test_text_under_a_box_that_is_not_its_label_is_live(tmp_path: Path) -> None:
    assert found(page(), boxed(page()), tmp_path) == {Fault.LIVE}


def test_a_label_in_the_color_of_its_box_is_illegible(tmp_path: Path) -> None:
    copy = boxed(page(""), "")
    copy.insert_text((PLACE[0] + 20, PLACE[3] - 5), "[P_1]", fontsize=10)

    assert found(page(), copy, tmp_path) == {Fault.ILLEGIBLE}


def test_a_stroke_that_sticks_out_of_a_box_is_found_on_page_images(tmp_path: Path) -> None:
    copy = boxed(page(), place=(95.0, 83.0, 200.0, 90.5))
    path = tmp_path / "copy.pdf"
    copy.parent.save(path)
    made = CopyResult((Covered(Box(1, 95.0, 83.0, 200.0, 90.5), "[P_1]"),), 1)

    assert Fault.STROKES in {one.fault for one in faults_of(page().parent.tobytes(), path, made, Options())}
