"""Pages under each other: asked for when they come near, marks where they stand, places found again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.documents.read import read_file
from legalredact.gui.pages import page_painting
from legalredact.gui.pages.leaving import Leaving
from legalredact.gui.pages.marks import Mark, Strips
from legalredact.gui.pages.page_area import MOST_PIXELS, PageArea
from legalredact.gui.pages.page_cache import KEPT_PIXELS
from legalredact.gui.pages.page_layout import GAP, column, fitting_zoom
from legalredact.gui.pages.reading_area import Content, tip
from legalredact.masking.mask import mask
from legalredact.model.document import Document, Page
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity, Register
from tests.gui.conftest import LEFT, PLAIN, Settled, make_pdf

PAGES = 40


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read_file(make_pdf(tmp_path_factory.mktemp("pdf") / "long.pdf", ["Marguerite Oldacre"], pages=PAGES))


@pytest.fixture
def content(document: Document) -> Content:
    name, found, start = "Marguerite Oldacre", [], -1
    while (start := document.text.find(name, start + 1)) >= 0:
        span = Span(start, start + len(name))
        found.append(Mention(span, name, Kind.PERSON, Tier.SUGGESTED, "model", entity="e1"))
    return Content.of(document, found, {"e1": entity_a()})


def entity_a() -> Entity:
    name = "Marguerite Oldacre"
    return Entity("e1", name, Kind.PERSON, Role.CLIENT, ("Oldacre",), decision=Decision.CONFIRMED, token="CLIENT_A")


@pytest.fixture
def area(qtbot: QtBot, content: Content) -> PageArea:
    """Pages whose boxes come at once; pictures are white."""
    made = PageArea()
    qtbot.addWidget(made)
    document = content.document

    def boxes(page: int) -> None:
        made.set_boxes(page, {b.id: b.boxes for b in document.blocks if b.page == page and b.boxes is not None})

    made.boxes_wanted.connect(boxes)
    made.resize(800, 900)
    made.show()
    made.show_content(content)
    qtbot.waitUntil(lambda: bool(made.kept.boxes))
    return made


def test_only_pages_near_the_view_are_asked_for(qtbot: QtBot, content: Content, settled: Settled) -> None:
    area, asked = PageArea(), set[int]()
    qtbot.addWidget(area)
    area.picture_wanted.connect(lambda page, _: asked.add(page))
    area.resize(800, 900)
    area.show()
    area.show_content(content)
    settled(lambda: bool(asked))

    assert max(asked) <= 4


@pytest.mark.parametrize("answers", [True, False], ids=["cannot be drawn", "not answered yet"])
def test_pages_that_a_file_did_not_give_while_it_was_read_are_asked_of_the_document(
    qtbot: QtBot, content: Content, settled: Settled, answers: bool
) -> None:
    area, asked = PageArea(), list[int]()
    qtbot.addWidget(area)

    def wanted(page: int, dpi: float) -> None:
        asked.append(page)
        if answers:
            area.set_picture(page, dpi, None)

    area.picture_wanted.connect(wanted)
    area.resize(800, 900)
    area.show()
    area.show_content(Content.of(replace(content.document, id="preview-1", text="", blocks=()), (), {}))
    settled(lambda: 1 in asked)
    asked.clear()
    area.show_content(replace(content, continues="preview-1"))

    settled(lambda: 1 in asked)


def test_pictures_are_asked_for_as_sharp_as_they_are_shown(area: PageArea, qtbot: QtBot) -> None:
    asked = list[int]()
    area.picture_wanted.connect(lambda _, dpi: asked.append(dpi))
    area.set_zoom(2.0)
    qtbot.waitUntil(lambda: bool(asked))

    assert asked[-1] == round(96 * 2 * area.devicePixelRatioF())


def test_pictures_kept_do_not_grow_with_the_pages_that_were_seen(area: PageArea, qtbot: QtBot) -> None:
    for page in range(1, PAGES + 1):
        area.go_to_page(page)
        area.set_picture(page, 96, QImage(2000, 2600, QImage.Format.Format_RGB32))

    assert (
        sum(p.width() * p.height() for _, p in area.kept.pictures.values()) <= KEPT_PIXELS + 4 * 2000 * 2600
    )  # and those near the view


def test_of_thousands_of_marks_only_those_near_the_view_are_painted(
    area: PageArea, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = list[Mark]()
    monkeypatch.setattr(page_painting, "paint_mark", lambda _, mark, *__, **___: painted.append(mark))
    mention, entity = Mention(Span(0, 1), "M", Kind.PERSON, Tier.SUGGESTED, "model", entity="e1"), entity_a()
    area.kept._marks[1] = Strips(tuple(Mark(mention, entity, ((72, y / 7, 90, y / 7 + 9),)) for y in range(5_000)))
    area.viewport().repaint(QRect(0, 300, 800, 20))

    assert 0 < len(painted) < 1_500
    assert len(area.kept.marks_on(1)) == 5_000


def test_a_hit_is_looked_for_only_among_those_of_its_page(content: Content) -> None:
    found = replace(content, hits=tuple(Span(at, at + 5) for at in range(0, 50_000, 10)))

    assert list(found.hits_in(Span(1_002, 1_031))) == [Span(at, at + 5) for at in (1_000, 1_010, 1_020, 1_030)]


def test_a_picture_is_never_larger_than_a_screen_needs(area: PageArea, qtbot: QtBot) -> None:
    asked = list[float]()
    area.picture_wanted.connect(lambda _, dpi: asked.append(dpi))
    area.set_zoom(6.0)
    qtbot.waitUntil(lambda: bool(asked))
    width, height = (side / 72 * asked[-1] for side in (595, 842))

    assert width * height <= 1.01 * MOST_PIXELS


def test_going_to_a_place_far_away_brings_it_into_view(area: PageArea, content: Content, settled: Settled) -> None:
    mention = content.marks.all[-1].mention
    area.go_to(mention.span)
    settled(lambda: PAGES in area.kept.boxes)

    assert PAGES - 1 in area._in_view()
    assert area.current == mention.span


def place_of(area: PageArea, span: Span) -> QPoint:
    """Where the middle of a place on a page in view is."""
    page = next(b.page for b in area.content.document.blocks if b.span.contains(span)) if area.content else 0
    rect = next(m.rects[0] for m in area.kept.marks_on(page) if m.mention.span == span)
    scale = area._layout.scale
    return (
        area._place(page - 1).topLeft() + QPointF((rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2) * scale
    ).toPoint()


def test_a_click_on_a_mark_chooses_its_mention(area: PageArea, content: Content, qtbot: QtBot) -> None:
    mention = content.marks.all[0].mention
    with qtbot.waitSignal(area.mention_chosen) as chosen:
        QTest.mouseClick(area.viewport(), LEFT, PLAIN, place_of(area, mention.span))

    assert chosen.args == [mention]


def test_words_are_selected_by_dragging_over_them(area: PageArea, content: Content, qtbot: QtBot) -> None:
    span = content.marks.all[0].mention.span
    middle = place_of(area, span)
    QTest.mousePress(area.viewport(), LEFT, PLAIN, middle)
    drag_to(area, middle + QPoint(300, 0))
    QTest.mouseRelease(area.viewport(), LEFT, PLAIN, middle + QPoint(300, 0))

    assert area.selection is not None
    assert "was heard" in area.selection.of(content.document.text)


def drag_to(area: PageArea, place: QPoint) -> None:
    """Move the pointer with its left button down."""
    left = Qt.MouseButton.LeftButton
    moved = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(place), QPointF(place), left, left, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(area.viewport(), moved)


def test_a_double_click_selects_a_word(area: PageArea, content: Content, qtbot: QtBot) -> None:
    place = place_of(area, content.marks.all[0].mention.span)
    QTest.mouseDClick(area.viewport(), LEFT, PLAIN, place)

    assert area.selection is not None
    assert area.selection.of(content.document.text) in {"Marguerite", "Oldacre"}


def test_who_is_named_is_told_on_hover(content: Content) -> None:
    words = tip(content.marks.all[0])

    assert words.splitlines() == [
        "Marguerite Oldacre (client)",
        "also appears as: Oldacre",
        "token: CLIENT_A",
        "confirmed, masked; the name model found it",
    ]


def test_a_name_that_leaves_is_covered(area: PageArea, content: Content, qtbot: QtBot) -> None:
    """Pages are painted black: where a token stands, nothing of the page is left."""
    black = QImage(600, 800, QImage.Format.Format_RGB32)
    black.fill(QColor("black"))
    area.set_picture(1, 96, black)
    place = place_of(area, content.marks.all[0].mention.span)
    mentions = [mark.mention for mark in content.marks.all]
    masked = mask(content.document, Register((entity_a(),)), mentions)
    area.show_content(replace(content, leaving=Leaving(masked, {"CLIENT_A": entity_a()})))
    shown = area.viewport().grab().toImage()

    assert shown.pixelColor(place).lightness() > 60
    assert shown.pixelColor(place + QPoint(0, 60)).lightness() == 0


def test_a_page_that_cannot_be_drawn_shows_its_words(area: PageArea) -> None:
    before = area.viewport().grab().toImage()
    area.set_picture(1, 96, None)

    assert area.viewport().grab().toImage() != before


def test_zoom_stays_within_its_limits(area: PageArea) -> None:
    area.set_zoom(100)
    assert area.zoom == 6.0
    area.set_zoom(0)
    assert area.zoom == 0.25


def test_pages_stand_under_each_other_and_are_found_by_height() -> None:
    layout = column([Page(n, 612, 792) for n in range(1, 1001)], 1.0, 900)

    assert layout.visible(0, 900) == range(1)
    assert layout.page_at(layout.tops[500] + 1) == 500
    assert layout.height == pytest.approx(GAP + 1000 * (792 * 96 / 72 + GAP))


def test_a_page_fits_the_width() -> None:
    assert fitting_zoom([Page(1, 600, 800)], 600 * 96 / 72 + 2 * GAP) == pytest.approx(1.0)
