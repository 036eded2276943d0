"""Files without pages are running text: laid out where it is seen, with places that answer to the document."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from legalredact.documents.read import read_file
from legalredact.gui.core.theme import theme
from legalredact.gui.pages.flow_area import KEPT_ROWS, FlowArea
from legalredact.gui.pages.flow_text import note_beside
from legalredact.gui.pages.leaving import Leaving
from legalredact.gui.pages.reading_area import Content
from legalredact.masking.mask import mask
from legalredact.model.document import BlockKind
from legalredact.model.mention import Kind, Mention, Role, Span, Tier
from legalredact.model.register import Decision, Entity, Register
from legalredact.resources import resource
from tests.gui.conftest import LEFT, PLAIN

NAME = "Marguerite Oldacre"


def content_of(path: Path, *, leaves: bool = False) -> Content:
    document = read_file(path)
    start = document.text.index(NAME)
    mention = Mention(Span(start, start + len(NAME)), NAME, Kind.PERSON, Tier.SUGGESTED, "model", entity="e1")
    entity = Entity("e1", NAME, Kind.PERSON, Role.CLIENT, decision=Decision.CONFIRMED, token="CLIENT_A")
    made = Content.of(document, [mention], {"e1": entity})
    masked = mask(document, Register((entity,)), [mention])
    return replace(made, leaving=Leaving(masked, {"CLIENT_A": entity}) if leaves else None)


@pytest.fixture
def area(qtbot: QtBot) -> FlowArea:
    made = FlowArea()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def long_text(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    lines = [f"Paragraph {number} says what it has to say, and then a little more." for number in range(5_000)]
    lines[4_000] = f"{NAME} is named here."
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


def test_only_what_is_seen_is_laid_out(area: FlowArea, long_text: Path) -> None:
    area.show_content(content_of(long_text))
    area.grab()

    assert len(area._rows) == 5_000
    assert len(area._laid) < 60


def test_what_was_laid_out_is_let_go_of_again(area: FlowArea, long_text: Path) -> None:
    area.show_content(content_of(long_text))
    bar = area.verticalScrollBar()
    for step in range(120):
        bar.setValue(step * area.viewport().height())
        area.grab()

    assert area._row_at(bar.value()) > KEPT_ROWS
    assert len(area._laid) <= KEPT_ROWS + 60


def test_a_place_far_down_comes_into_view(area: FlowArea, long_text: Path) -> None:
    content = content_of(long_text)
    area.show_content(content)
    area.go_to(content.marks.all[0].mention.span)
    area.grab()
    top = area.verticalScrollBar().value()
    first, last = area._row_at(top), area._row_at(top + area.viewport().height())

    assert first <= 4_000 <= last


def test_every_visible_character_is_found_where_it_stands(area: FlowArea, letter: Path) -> None:
    content = content_of(letter)
    area.show_content(content)
    area.grab()
    span = content.marks.all[0].mention.span
    found = [(number, one) for number, row in area._laid.items() for one in row if one.block.span.contains(span)]
    number, one = found[0]
    for offset in range(span.start, span.end):
        rect = one.rects(Span(offset, offset + 1))[0]
        point = QPointF(rect.left() + 0.3 * rect.width(), rect.center().y() + area._tops[number])
        assert area.offset_at(point) == offset


def test_a_click_on_a_mark_chooses_its_mention(area: FlowArea, letter: Path, qtbot: QtBot) -> None:
    content = content_of(letter)
    area.show_content(content)
    area.grab()
    span = content.marks.all[0].mention.span
    number, one = next((n, o) for n, row in area._laid.items() for o in row if o.block.span.contains(span))
    place = (one.rects(span)[0].center() + QPointF(0, area._tops[number])).toPoint()
    with qtbot.waitSignal(area.mention_chosen) as chosen:
        QTest.mouseClick(area.viewport(), LEFT, PLAIN, place)

    assert chosen.args == [content.marks.all[0].mention]


def test_as_it_leaves_the_name_is_not_laid_out_at_all(area: FlowArea, letter: Path) -> None:
    area.show_content(content_of(letter, leaves=True))
    area.grab()
    shown = "".join(one.displayed.text for row in area._laid.values() for one in row)

    assert NAME not in shown
    assert "CLIENT_A" in shown


def test_headings_and_tables_of_a_word_file_are_seen(area: FlowArea, word_file: Path) -> None:
    content = content_of(word_file)
    area.show_content(content)
    area.grab()
    kinds = {one.block.kind for row in area._laid.values() for one in row}
    tables = [number for number, row in enumerate(area._rows) if row.table]

    assert {BlockKind.HEADING, BlockKind.TABLE_CELL} <= kinds
    assert [len(area._rows[number].cells) for number in tables] == [2, 2]
    left, right = area._laid[tables[0]]
    assert left.at.y() == right.at.y()
    assert left.at.x() < right.at.x()


def test_it_is_laid_out_anew_when_text_grows(area: FlowArea, letter: Path) -> None:
    area.show_content(content_of(letter))
    before = area._heights[0]
    theme().choose(text=200)
    area.grab()

    assert area._heights[0] > 1.5 * before


def test_a_token_s_chip_is_never_torn_in_two_by_a_line_end(area: FlowArea, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(f"We write on behalf of our client {NAME}, who asks for an answer.", encoding="utf-8")
    area.show_content(content_of(path, leaves=True))
    for width in range(500, 200, -7):
        area.resize(width, 700)
        area.grab()
        laid = area._row(0)[0]
        ((_, first, last),) = laid.displayed.tokens()
        lines = [laid.layout.lineForTextPosition(place).lineNumber() for place in (first, last - 1)]
        assert lines[0] == lines[1], width


def test_notes_stand_over_their_paragraphs_where_there_is_no_room_beside(area: FlowArea) -> None:
    document = read_file(resource("samples", "alder_v_granite", "demand_letter.docx"))
    area.show_content(Content.of(document, [], {}))
    header = next(n for n, row in enumerate(area._rows) if note_beside(row.cells[0][0]))
    beside = area._row(header)[0].at
    area.resize(300, 700)
    area.lay_out()
    above = area._row(header)[0].at

    assert above.x() < beside.x()
    assert above.y() > beside.y()
    assert area.offset_at(above + QPointF(1, area._tops[header] + 1), nearest=True) is not None
