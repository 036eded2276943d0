"""The second look at a page: where a name stands, what of it is to be seen, and the frame that shows it."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import PIL.Image
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from legalredact.errors import DamagedInput
from legalredact.model.seen_word import SeenWord
from legalredact.redaction.audit import locate
from legalredact.redaction.audit.audit import Audit, MarkedPage, Where, audit_copy
from legalredact.redaction.audit.locate import locate_findings
from legalredact.redaction.options import Options
from legalredact.redaction.pdf.page import drawn
from legalredact.redaction.targets import named_targets
from legalredact.redaction.text_maps.text_map import FoundWord, OcrFunction

NAME = "Marguerite Oldacre"
WIDTH, HEIGHT = 320, 110
PIXELS = 110 / 72
"""Pixels of a point on a page that is drawn for a second look."""


def audited(
    data: bytes,
    folder: Path,
    names: Sequence[str] = (NAME,),
    look: OcrFunction | None = None,
    *,
    pictures: bool = False,
) -> Audit:
    path = folder / "file.pdf"
    path.write_bytes(data)
    targets = named_targets(names)
    return locate_findings(data, audit_copy(path, targets, None), targets, look, pictures=pictures)


def wheres(audit: Audit) -> set[Where | None]:
    """How finds in what an engine reads on pages are hidden."""
    return {one.where for one in audit.findings if one.channel in ("text (pdfium)", "text (mupdf)")}


def gray(level: int) -> tuple[float, float, float]:
    return (level / 255,) * 3


def page_of(
    *, ground: int = 255, letters: int = 0, box: int | None = None, at: tuple[float, float] = (20, 60)
) -> bytes:
    """A page of a gray, with the name in large letters of another, and a box over it of a third."""
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    page.draw_rect(page.rect, color=None, fill=gray(ground))
    page.insert_text(at, NAME, fontsize=26, color=gray(letters))
    if box is not None:
        page.draw_rect(page.rect, color=None, fill=gray(box))
    return bytes(document.tobytes())


@pytest.mark.parametrize(
    ("page", "where"),
    [
        (page_of(box=69), Where.UNDER_BLACK),
        (page_of(box=70), Where.INVISIBLE),
        (page_of(letters=236), Where.INVISIBLE),
        (page_of(letters=235), Where.SEEN),
        (page_of(ground=128, letters=139), Where.INVISIBLE),
        (page_of(ground=128, letters=140), Where.SEEN),
        (page_of(ground=60, letters=200), Where.SEEN),
    ],
    ids=["black box", "gray box", "almost white", "pale", "its ground's gray", "beside its ground's gray", "on black"],
)
def test_a_name_is_hidden_where_a_reader_cannot_tell_it_from_what_is_around_it(
    page: bytes, where: Where, tmp_path: Path
) -> None:
    assert wheres(audited(page, tmp_path)) == {where}


@pytest.mark.parametrize(
    "at", [(-400, 60), (WIDTH + 1, 60), (20, -40), (20, HEIGHT + 60)], ids=["left", "right", "above", "below"]
)
def test_a_name_beyond_any_edge_of_the_page_is_outside(at: tuple[float, float], tmp_path: Path) -> None:
    assert wheres(audited(page_of(at=at), tmp_path)) == {Where.OUTSIDE}


def test_a_name_that_stands_half_beyond_an_edge_is_seen(tmp_path: Path) -> None:
    for at in ((-100, 60), (WIDTH - 100, 60), (20, 10), (20, HEIGHT + 5)):
        assert wheres(audited(page_of(at=at), tmp_path)) == {Where.SEEN}


def test_letters_smaller_than_a_pixel_are_not_to_be_seen(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page(width=WIDTH, height=HEIGHT).insert_text((20, 40), NAME, fontsize=0.01)

    assert wheres(audited(bytes(document.tobytes()), tmp_path)) == {Where.INVISIBLE}


def test_the_best_hidden_place_of_a_name_is_told_for_each_name_by_itself(tmp_path: Path) -> None:
    document = pymupdf.open(stream=page_of())
    document[0].insert_text((20, 100), NAME, color=gray(255))
    document[0].insert_text((180, 100), "Tobias Fenwright")
    audit = audited(bytes(document.tobytes()), tmp_path, (NAME, "Tobias Fenwright"))

    assert {one.where for one in audit.findings if one.name == 1 and one.where} == {Where.INVISIBLE}
    assert {one.where for one in audit.findings if one.name == 2 and one.where} == {Where.SEEN}


# --- which page ---


def form(pdf: pikepdf.Pdf, content: bytes, **entries: object) -> pikepdf.Object:
    made = Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, WIDTH, HEIGHT]))
    for key, value in entries.items():
        made[f"/{key}"] = value
    return pdf.make_indirect(made)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def blank_pages(count: int) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(count):
        pdf.add_blank_page(page_size=(WIDTH, HEIGHT)).obj.Contents = Stream(pdf, b"q Q")
    return pdf


SPELLED = f"BT ({NAME}) Tj ET".encode()


def streams_found(audit: Audit) -> set[tuple[int, Where | None]]:
    return {(one.page, one.where) for one in audit.findings if one.channel.startswith("stream")}


def test_a_form_that_its_page_never_draws_is_told_with_that_page(tmp_path: Path) -> None:
    pdf = blank_pages(3)
    pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(Unused=form(pdf, SPELLED)))

    assert streams_found(audited(saved(pdf), tmp_path)) == {(2, Where.UNSHOWN)}


def test_forms_within_forms_are_told_with_their_page_as_deep_as_programs_nest_them(tmp_path: Path) -> None:
    for depth, page in ((8, 2), (9, 0)):
        pdf = blank_pages(2)
        inner = form(pdf, SPELLED)
        for _ in range(depth - 1):
            inner = form(pdf, b"q Q", Resources=Dictionary(XObject=Dictionary(Inner=inner)))
        pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(Outer=inner))

        assert {number for number, _ in streams_found(audited(saved(pdf), tmp_path))} == {page}


def test_a_form_that_holds_itself_ends_no_look(tmp_path: Path) -> None:
    pdf = blank_pages(2)
    again = form(pdf, SPELLED)
    again.Resources = Dictionary(XObject=Dictionary(Again=again))
    pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(Again=again))

    assert streams_found(audited(saved(pdf), tmp_path)) == {(2, Where.UNSHOWN)}


@pytest.mark.parametrize("parts", ["one", "several", "several and what is no part"])
def test_each_part_of_what_a_page_draws_is_told_with_it(parts: str, tmp_path: Path) -> None:
    pdf = blank_pages(2)
    spelled, other = (pdf.make_indirect(Stream(pdf, content)) for content in (b"% " + SPELLED, b"q Q"))
    arrays = {"several": Array([other, spelled]), "several and what is no part": Array([5, Dictionary(), spelled])}
    pdf.pages[1].obj.Contents = arrays.get(parts, spelled)

    assert streams_found(audited(saved(pdf), tmp_path)) == {(2, Where.UNSHOWN)}


def test_what_stands_in_the_place_of_a_form_and_is_none_ends_no_look(tmp_path: Path) -> None:
    pdf = blank_pages(2)
    pdf.pages[0].obj.Resources = Dictionary(XObject=5)
    del pdf.pages[0].obj.Contents
    pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(A=5, B=Dictionary(), C=form(pdf, SPELLED)))

    assert streams_found(audited(saved(pdf), tmp_path)) == {(2, Where.UNSHOWN)}


@pytest.mark.parametrize("fault", [pikepdf.PdfError, RuntimeError, ValueError, TypeError])
def test_finds_on_pages_are_placed_where_the_pages_of_streams_cannot_be_told(
    fault: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    data, targets = page_of(), named_targets([NAME])
    (tmp_path / "file.pdf").write_bytes(data)
    first = audit_copy(tmp_path / "file.pdf", targets, None)
    monkeypatch.setattr(pikepdf, "open", fail)
    audit = locate_findings(data, first, targets, None, pictures=False)

    assert streams_found(audit) == {(0, None)}
    assert wheres(audit) == {Where.SEEN}


def test_a_page_that_cannot_be_drawn_takes_no_place_from_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first_page_alone(page: pymupdf.Page, options: Options) -> tuple[PIL.Image.Image, float]:
        if page.number:
            raise DamagedInput("Page 2 cannot be drawn.", "Ask for another.")
        return drawn(page, options)

    document = pymupdf.open(stream=page_of())
    document.new_page(width=WIDTH, height=HEIGHT).insert_text((20, 40), NAME)
    monkeypatch.setattr(locate, "drawn", first_page_alone)
    audit = audited(bytes(document.tobytes()), tmp_path, pictures=True)

    assert {(one.page, one.where) for one in audit.findings if one.channel == "text (mupdf)"} == {
        (1, Where.SEEN),
        (2, None),
    }
    assert [view.page for view in audit.views] == [1]


def test_a_stream_of_several_pages_is_told_with_the_first(tmp_path: Path) -> None:
    pdf = blank_pages(3)
    shared = form(pdf, SPELLED)
    for number in (1, 2):
        pdf.pages[number].obj.Resources = Dictionary(XObject=Dictionary(Shared=shared))

    assert streams_found(audited(saved(pdf), tmp_path)) == {(2, Where.UNSHOWN)}


def test_what_stands_in_a_title_has_no_page_and_no_place(tmp_path: Path) -> None:
    document = pymupdf.open(stream=page_of())
    document.set_metadata({"title": NAME})
    found = {one.channel: one for one in audited(bytes(document.tobytes()), tmp_path).findings}

    assert (found["strings"].page, found["strings"].where) == (0, None)
    assert (found["text (mupdf)"].page, found["text (mupdf)"].where) == (1, Where.SEEN)


def test_a_find_of_an_earlier_revision_has_no_place_on_the_page_of_today(tmp_path: Path) -> None:
    """Here today's page says the name as well, and the earlier revision has a page that is gone today."""
    path = tmp_path / "revised.pdf"
    document = pymupdf.open(stream=page_of())
    document.new_page().insert_text((20, 40), NAME)
    document.save(path)
    document = pymupdf.open(path)
    document.delete_page(1)
    document.save(path, incremental=True, encryption=pymupdf.PDF_ENCRYPT_KEEP)
    audit = audited(path.read_bytes(), tmp_path, pictures=True)
    earlier = [one for one in audit.findings if one.channel == "revision 1: text (mupdf)"]

    assert {one.page for one in earlier} == {1, 2}
    assert {one.where for one in earlier} == {None}
    assert wheres(audit) == {Where.SEEN}
    assert [view.page for view in audit.views] == [1]


def test_only_so_many_pages_are_drawn_and_the_finds_of_the_others_are_still_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = pymupdf.open()
    for _ in range(3):
        document.new_page(width=WIDTH, height=HEIGHT).insert_text((20, 40), NAME)
    monkeypatch.setattr(locate, "MOST_PAGES", 2)
    audit = audited(bytes(document.tobytes()), tmp_path, pictures=True)
    told = {(one.page, one.where) for one in audit.findings if one.channel == "text (mupdf)"}

    assert [view.page for view in audit.views] == [1, 2]
    assert told == {(1, Where.SEEN), (2, Where.SEEN), (3, None)}


def test_finds_stay_told_with_their_pages_where_the_file_cannot_be_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locate, "_OPTIONS", Options(max_pages=1))
    pdf = blank_pages(2)
    pdf.pages[1].obj.Resources = Dictionary(XObject=Dictionary(Unused=form(pdf, SPELLED)))
    audit = audited(saved(pdf), tmp_path, pictures=True)

    assert streams_found(audit) == {(2, None)}
    assert audit.views == ()


def test_a_text_that_is_no_pdf_is_left_as_it_was_found(tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_text(f"by {NAME}", encoding="utf-8")
    targets = named_targets([NAME])
    audit = audit_copy(path, targets, None)

    assert audit.findings
    assert locate_findings(path.read_bytes(), audit, targets, None, pictures=True) == audit


# --- the picture ---


def red(view: MarkedPage) -> npt.NDArray[np.bool_]:
    """Where frames are drawn."""
    pixels = np.asarray(PIL.Image.open(io.BytesIO(view.png)).convert("RGB"))
    where: npt.NDArray[np.bool_] = (pixels == (0xD0, 0x02, 0x1B)).all(axis=2)
    return where


def frame(view: MarkedPage) -> tuple[int, int, int, int]:
    """The corners of all that is framed, in pixels."""
    rows, columns = np.nonzero(red(view))
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def words_at(*words: tuple[str, float, float]) -> Sequence[SeenWord]:
    """Words of a line, with where each begins and ends."""
    return [FoundWord(text, start, 60.0, end, 80.0, 0.9, 1, 1) for text, start, end in words]


def test_a_page_is_drawn_in_the_size_that_a_report_shows_and_a_find_is_framed_with_a_margin(tmp_path: Path) -> None:
    document = pymupdf.open(stream=page_of())
    (place,) = document[0].search_for(NAME)
    (view,) = audited(bytes(document.tobytes()), tmp_path, pictures=True).views

    assert (view.page, view.width, view.height) == (1, 489, 169)
    assert PIL.Image.open(io.BytesIO(view.png)).size == (view.width, view.height)
    left, top, right, bottom = frame(view)
    assert abs(left - (place.x0 * PIXELS - 4)) < 1
    assert abs(right - (place.x1 * PIXELS + 4)) < 1
    assert place.y0 < top / PIXELS < 60 - 18  # above the capitals, on a line of 60 points
    assert 60 + 5 < bottom / PIXELS < place.y1 + 4  # below the letter that reaches under the line


def test_ocr_frames_a_name_that_no_letters_of_the_page_spell(tmp_path: Path) -> None:
    """A form that nothing draws spells it, and so does a picture, in which OCR takes a letter for a digit."""
    pdf = blank_pages(1)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Unused=form(pdf, SPELLED)))
    looked: list[tuple[tuple[int, int], float]] = []

    def look(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        looked.append((image.size, dpi))
        return words_at(("by", 10, 40), ("Marguer1te", 100, 200), ("Oldacre", 210, 280), ("there", 300, 350))

    (view,) = audited(saved(pdf), tmp_path, look=look, pictures=True).views
    assert looked == [((489, 169), 110)]
    assert frame(view) == (96, 56, 284, 84)
    assert red(view).sum() == 189 * 29 - 183 * 23  # three pixels wide
    assert audited(saved(pdf), tmp_path, look=lambda image, dpi: [], pictures=True).views == ()


def test_ocr_is_not_asked_where_letters_of_the_page_are_seen(tmp_path: Path) -> None:
    def look(image: PIL.Image.Image, dpi: float) -> Sequence[SeenWord]:
        raise AssertionError

    assert len(audited(page_of(), tmp_path, look=look, pictures=True).views) == 1


def test_a_name_of_the_list_that_a_page_does_not_say_is_not_framed_on_it(tmp_path: Path) -> None:
    document = pymupdf.open()
    for text in ("heard Tobias Fenwright", f"by {NAME}"):
        document.new_page(width=WIDTH, height=HEIGHT).insert_text((20, 40), text)
    audit = audited(bytes(document.tobytes()), tmp_path, (NAME, "Tobias Fenwright"), pictures=True)

    assert {(one.name, one.page) for one in audit.findings if one.channel == "text (mupdf)"} == {(2, 1), (1, 2)}
    assert [view.page for view in audit.views] == [1, 2]
    (after_heard, *_), (after_by, *_) = map(frame, audit.views)
    assert after_heard > after_by + 20  # each is framed behind the first word of its page
