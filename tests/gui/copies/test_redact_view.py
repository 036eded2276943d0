"""Redacted copies in the window: boxes by mouse and by keyboard, reasons, undo, a run with its results, the logs."""

import csv
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from legalredact.errors import DamagedInput
from legalredact.gui.copies.redact_boxes import PlacedBox
from legalredact.gui.copies.redact_choices import BLACK
from legalredact.gui.copies.redact_pair import COPY, PREVIEW
from legalredact.gui.copies.redact_reasons import RedactReasons
from legalredact.gui.copies.redact_run import CHANGED
from legalredact.gui.copies.redact_table import Fate, fate_of
from legalredact.gui.copies.redact_view import RedactView, undecided_words, unsearched_words
from legalredact.gui.core.session import MatterSession
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.document import Box
from legalredact.model.register import Decision
from legalredact.redaction.audit.audit import Audit, RemainingName, Where
from legalredact.redaction.options import CopyResult
from legalredact.workflow.compute.lanes import Lanes
from legalredact.workflow.copies.plan import Choices
from legalredact.workflow.copies.run import Redacted
from tests.gui.conftest import LEFT, PLAIN, Settled
from tests.gui.reviewing import session_for

NAME = "Marguerite Oldacre"
AS_PICTURES = ((2, "it is a scan"),)
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def filled(session: MatterSession, complaint: Path, letter: Path) -> MatterSession:
    """A matter with a PDF and a text, all names confirmed."""
    session.act("Adding", lambda matter: matter.add([complaint, letter]))
    ids = [entity.id for entity in session.state.register.entities]
    session.act("Deciding", lambda matter: matter.decide(Decision.CONFIRMED, ids))
    session.act("Keeping", lambda matter: matter.keep_tokens())
    return session


@pytest.fixture
def view(qtbot: QtBot, filled: MatterSession, settled: Settled) -> RedactView:
    made = RedactView(filled)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.enter("redact")
    settled(lambda: bool(made.pair.before.boxes(1)) and made.pair.before.complete)
    return made


def names_on_page(view: RedactView) -> list[PlacedBox]:
    return [box for box in view.pair.before.boxes(1) if box.hand is None]


def drawn(view: RedactView) -> tuple[Box, ...]:
    assert view.document is not None
    return tuple(box.box for box in view.session.state.hand_boxes.get(view.document.id, ()))


def pixel(view: RedactView, x: float, y: float) -> QPoint:
    """Of a place on page 1, in points."""
    area = view.pair.before
    return (area._place(0).topLeft() + QPointF(x, y) * area._layout.scale).toPoint()


def drag(view: RedactView, start: tuple[float, float], end: tuple[float, float]) -> None:
    port = view.pair.before.viewport()
    QTest.mousePress(port, LEFT, PLAIN, pixel(view, *start))
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    for place in (middle, end):
        QTest.mouseMove(port, pixel(view, *place))
        move(view, place)
    QTest.mouseRelease(port, LEFT, PLAIN, pixel(view, *end))


def move(view: RedactView, place: tuple[float, float]) -> None:
    """QTest moves the pointer without its buttons; the area is told of the move itself."""
    port = view.pair.before.viewport()
    at = QPointF(pixel(view, *place))
    event = QMouseEvent(QMouseEvent.Type.MouseMove, at, port.mapToGlobal(at), LEFT, LEFT, PLAIN)
    QApplication.sendEvent(port, event)


def key(view: RedactView, which: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    QTest.keyClick(view.pair.before, which, modifier)


def test_a_box_is_drawn_with_the_mouse_over_anything_and_kept_in_the_vault(view: RedactView) -> None:
    drag(view, (300, 400), (380, 450))

    (box,) = drawn(view)
    assert box.page == 1
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((300, 400, 380, 450), abs=2)
    assert view.pair.before.chosen is not None
    assert view.pair.before.chosen.hand is not None


def test_a_box_is_moved_and_resized_with_the_mouse_and_each_step_undone(view: RedactView) -> None:
    drag(view, (300, 400), (380, 450))
    drag(view, (340, 425), (360, 445))
    assert drawn(view)[0].x0 == pytest.approx(320, abs=2)
    drag(view, (400, 470), (430, 500))
    assert drawn(view)[0].x1 == pytest.approx(430, abs=3)
    assert drawn(view)[0].x0 == pytest.approx(320, abs=2)

    view.session.undo.undo()
    assert drawn(view)[0].x1 == pytest.approx(400, abs=3)
    view.session.undo.undo()
    view.session.undo.undo()
    assert drawn(view) == ()
    view.session.undo.redo()
    assert len(drawn(view)) == 1


def test_a_names_box_grows_but_is_neither_made_smaller_nor_taken_away(view: RedactView) -> None:
    name = names_on_page(view)[0]
    x0, y0, x1, y1 = name.rect
    drag(view, (x1, (y0 + y1) / 2), (x1 - 30, (y0 + y1) / 2))
    assert drawn(view) == ()
    drag(view, (x1, (y0 + y1) / 2), (x1 + 40, (y0 + y1) / 2))
    (box,) = drawn(view)
    assert box.x1 == pytest.approx(x1 + 40, abs=2)
    assert box.x0 == pytest.approx(x0, abs=1)
    assert view.session.state.hand_boxes[view.document.id][0].label == name.label

    view.session.undo.undo()
    view.pair.before.choose(names_on_page(view)[0])
    key(view, Qt.Key.Key_Delete)
    assert len(names_on_page(view)) >= 1
    assert "keep the name in clear" in view.box_bar.words.text()


def test_everything_can_be_done_by_keyboard(view: RedactView) -> None:
    key(view, Qt.Key.Key_B)
    before = drawn(view)[0]
    key(view, Qt.Key.Key_Right)
    key(view, Qt.Key.Key_Down)
    moved = drawn(view)[0]
    assert (moved.x0 - before.x0, moved.y0 - before.y0) == pytest.approx((2, 2))
    key(view, Qt.Key.Key_Right, SHIFT)
    assert drawn(view)[0].x1 - moved.x1 == pytest.approx(2)
    assert drawn(view)[0].x0 == moved.x0
    key(view, Qt.Key.Key_Delete)
    assert drawn(view) == ()


def test_space_goes_from_box_to_box_over_all_pages_and_back(view: RedactView, settled: Settled) -> None:
    area = view.pair.before
    key(view, Qt.Key.Key_Space)
    first = area.chosen
    assert first is not None
    assert first.page == 1
    on_first = len(area.boxes(1))
    for _ in range(on_first):
        key(view, Qt.Key.Key_Space)
    settled(lambda: area.chosen is not None and area.chosen.page == 2)
    key(view, Qt.Key.Key_Space, SHIFT)
    settled(lambda: area.chosen is not None and area.chosen.page == 1)


def test_a_reason_by_its_number_goes_to_a_box_or_to_a_name_everywhere(view: RedactView) -> None:
    key(view, Qt.Key.Key_B)
    key(view, Qt.Key.Key_4)
    assert view.document is not None
    assert view.session.state.hand_boxes[view.document.id][0].reason == "CONF"

    name = names_on_page(view)[0]
    view.pair.before.choose(name)
    key(view, Qt.Key.Key_1)
    assert dict(view.session.state.reasons.names) == {name.entity: "PRIV"}
    assert {box.reason for box in names_on_page(view) if box.entity == name.entity} == {"PRIV"}
    key(view, Qt.Key.Key_0)
    assert names_on_page(view)[0].reason == ""


def test_a_names_reason_can_be_meant_for_one_place_alone(view: RedactView) -> None:
    name = names_on_page(view)[0]
    view.pair.before.choose(name)
    view.box_bar.only_here.setChecked(True)
    key(view, Qt.Key.Key_2)

    assert view.document is not None
    (box,) = view.session.state.hand_boxes[view.document.id]
    assert (box.label, box.reason) == (name.label, "WP")
    assert view.session.state.reasons.names == ()


def test_a_firms_own_reason_is_offered_after_the_standard_ones(view: RedactView, qtbot: QtBot) -> None:
    view.ask_for_reasons()
    dialog = view.dialog
    assert isinstance(dialog, RedactReasons)
    dialog.code.setText("BANK")
    dialog.words.setText("Bank secrecy")
    dialog.add_custom()
    client = dialog.defaults["client"]
    client.setCurrentIndex(client.findData("BANK"))
    dialog.accept()

    rules = view.session.state.reasons
    assert [reason.code for reason in rules.custom] == ["BANK"]
    assert dict(rules.defaults)["client"] == "BANK"
    assert view.box_bar.reason.findData("BANK") == 6
    view.session.undo.undo()
    assert view.session.state.reasons.custom == ()


def test_one_side_scrolls_and_zooms_as_the_other(view: RedactView) -> None:
    before, after = view.pair.before, view.pair.after
    view.pair.zoom_by(1.5)
    assert after.zoom == pytest.approx(before.zoom)
    before.verticalScrollBar().setValue(300)
    assert after.verticalScrollBar().value() == 300
    after.verticalScrollBar().setValue(120)
    assert before.verticalScrollBar().value() == 120
    after.set_zoom(0.7)
    assert before.zoom == pytest.approx(0.7)


def test_copies_are_made_with_their_logs_and_shown_with_the_audits_result(
    view: RedactView, tmp_path: Path, settled: Settled
) -> None:
    """One run for all that is to be seen of it, since its pages are read by OCR again."""
    opened: list[str] = []
    drag(view, (300, 400), (380, 450))
    key(view, Qt.Key.Key_5)
    view._folder = lambda: str(tmp_path / "out")  # type: ignore[method-assign]  # a dialog of the system cannot be driven
    QTest.mouseClick(view.bar.button, LEFT)

    paper, text = view.session.state.documents
    assert view.run.fate(paper.id)[0] in (Fate.CLEAN, Fate.LOOK)
    assert "no covered name found in" in view.run.fate(text.id)[1]
    copy = view.run.copy_of(paper.id)
    assert copy is not None
    assert copy.log is not None
    assert copy.log_pdf is not None
    rows = list(csv.DictReader(copy.log.read_text(encoding="utf-8").splitlines()))
    assert [row["reason"] for row in rows if row["found_by"] == "hand"] == ["PO"]
    assert view.pair.titles[1].text().startswith(f"{COPY}: no covered name found in")
    assert view.pair.after.made
    assert not view.open_folder.isHidden()
    assert "2 copies are made" in view._remark()
    settled(lambda: view.pair.after.complete)

    (log,) = (tmp_path / "out").glob("redaction-log-*.pdf")
    assert f"The redaction log is {log.stem} (PDF and CSV), in the folder out." in view._remark()
    assert view.open_log.toolTip() == str(log)
    assert view.open_folder.toolTip() == str(tmp_path / "out")
    with patch.object(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())):
        QTest.mouseClick(view.open_log, LEFT)
        QTest.mouseClick(view.open_folder, LEFT)
    assert [Path(path) for path in opened] == [log, tmp_path / "out"]

    files = [path for path in (tmp_path / "out").iterdir() if path.suffix in (".csv", ".pdf", ".txt")]
    assert len(files) == 8
    assert not any(b"Oldacre" in path.read_bytes() for path in files)


def test_of_a_single_copy_the_window_opens_the_log_beside_it(view: RedactView, tmp_path: Path) -> None:
    text = view.session.state.documents[1]
    assert view.open_log.isHidden()
    view.run.start([text.id], tmp_path / "out", Choices())

    copy = view.run.copy_of(text.id)
    assert copy is not None
    assert view.run.log == copy.log_pdf
    assert not view.open_log.isHidden()


def test_a_box_outdates_its_copy_and_a_decision_on_a_name_all(view: RedactView, tmp_path: Path) -> None:
    view.make(tmp_path / "out")
    paper = view.session.state.documents[0]
    key(view, Qt.Key.Key_B)

    assert view.run.fate(paper.id) == (Fate.NONE, CHANGED)
    assert view.pair.titles[1].text().startswith(f"{PREVIEW}: {CHANGED}")
    assert view.run.copy_of(view.session.state.documents[1].id) is not None

    entity = view.session.state.register.entities[0]
    view.session.act("Deciding", lambda matter: matter.decide(Decision.DISMISSED, [entity.id]))
    assert {view.run.fate(document.id)[1] for document in view.session.state.documents} == {CHANGED}


def test_without_a_document_it_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    view = RedactView(session_for(tmp_path, texts={}))
    qtbot.addWidget(view)

    assert view.bar.button.text() == "Make copies …"
    assert view.bar.button.accessibleDescription() == "There is no document yet."


def test_documents_whose_names_are_looked_for_are_told() -> None:
    assert "in 1 document: no copy" in unsearched_words(1)
    assert "in 1,200 documents: no copy" in unsearched_words(1_200)


def test_one_name_is_one_name() -> None:
    assert undecided_words(1).startswith("1 name is still to decide")
    assert undecided_words(1_200).startswith("1,200 names are still to decide")


def test_only_ticked_documents_are_copied(view: RedactView, tmp_path: Path) -> None:
    paper, text = view.session.state.documents
    view.table.show_current(paper.id)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    assert view.bar.button.text() == "Make the copy …"
    view.make(tmp_path / "out")
    assert set(view.run.results) == {text.id}

    QTest.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not view.bar.button.isEnabled()


def test_black_boxes_and_sharpness_are_choices_of_the_run(view: RedactView) -> None:
    view.choices.boxes.setCurrentIndex(view.choices.boxes.findData(BLACK))
    view.choices.dpi.setCurrentIndex(view.choices.dpi.findData(300))
    view.choices.boxes.activated.emit(1)

    view.choices.mode.setCurrentIndex(1)

    assert view.choices.choices == Choices(300, tokens=False, keep_text=True)


def test_pdf_a_is_a_choice_of_the_run_and_the_table_says_which_level_a_copy_has(view: RedactView) -> None:
    view.choices.pdf_a.click()
    made = Redacted(Path("a.pdf"), copy=Path("b.pdf"), made=CopyResult((), 1, pdf_a="PDF/A-2u"), audit=Audit((), 3))

    assert view.choices.choices == Choices(pdf_a=True)
    assert "PDF/A-2u" in fate_of(made)[1]


def test_reasons_in_boxes_are_a_setting_of_the_matter(view: RedactView) -> None:
    view.choices.show_reasons.click()

    assert view.session.state.reasons.shown


def test_a_file_without_pages_is_shown_as_text_and_nothing_beside_it_before_its_copy_is_known(view: RedactView) -> None:
    view.show_document(view.session.state.documents[1].id)

    assert view.pair.area is view.pair.text
    assert view.pair.text_after.content is None
    assert view.pair.titles[1].text() == f"{PREVIEW}: being made …"
    assert view.box_bar.new.isHidden()


@pytest.mark.parametrize(
    ("result", "fate", "words"),
    [
        (Redacted(Path("x"), problem=DamagedInput("This PDF is damaged.", "Ask again.")), Fate.REFUSED, "Ask again."),
        (
            Redacted(Path("x"), audit=Audit((RemainingName(1, "text (mupdf)", 3, "", Where.UNDER_BLACK),), 5)),
            Fate.WITHHELD,
            "text under a black box (page 3)",
        ),
        (Redacted(Path("x"), audit=Audit((), 5, unread=("stream 4: x",))), Fate.WITHHELD, "stream 4"),
        (
            Redacted(Path("x"), copy=Path("c"), audit=Audit((), 7), made=CopyResult((), 3, (2,))),
            Fate.LOOK,
            "look at page 2",
        ),
        (
            Redacted(Path("x"), copy=Path("c"), audit=Audit((), 7), made=CopyResult(())),
            Fate.CLEAN,
            "no covered name found in 7 channels",
        ),
        (
            Redacted(Path("x"), copy=Path("c"), audit=Audit((), 7), made=CopyResult((), lost=("chart", "drawing"))),
            Fate.LOOK,
            "left out, since names in it cannot be found: chart, drawing",
        ),
        (
            Redacted(
                Path("x"),
                copy=Path("c"),
                audit=Audit((), 7),
                made=CopyResult((), 2, as_pictures=((2, "it is a scan"),)),
            ),
            Fate.CLEAN,
            "page 2 became a picture, since it is a scan",
        ),
    ],
)
def test_what_became_of_a_file_is_said_in_words(result: Redacted, fate: Fate, words: str) -> None:
    found, said = fate_of(result)
    assert found is fate
    assert words in said


def test_the_view_and_its_keys_stand_in_menus_for_the_palette(qtbot: QtBot, filled: MatterSession) -> None:
    window = MatterWindow(filled)
    actions = {action.text(): action for action in window.actions_of_matter.all}
    actions["Make redacted copies …"].trigger()
    view = window.view("redact")
    assert window.place == "redact"
    assert isinstance(view, RedactView)
    actions["Draw a box"].trigger()
    actions["Reason: Confidential"].trigger()

    assert view.document is not None
    assert [box.reason for box in filled.state.hand_boxes[view.document.id]] == ["CONF"]
    assert actions["Draw a box"].shortcut().toString() == "B"
    with qtbot.waitSignal(window.closed, timeout=20_000):
        window.close()


def test_it_opens_at_the_document_that_is_read(qtbot: QtBot, filled: MatterSession) -> None:
    window = MatterWindow(filled)
    qtbot.addWidget(window)
    window.show()
    second = filled.state.documents[1]
    window.pages.show_place(second.id)
    window.go("redact")

    view = window.view("redact")
    assert isinstance(view, RedactView)
    assert view.document is not None
    assert view.document.name == second.name


def test_the_table_and_the_list_of_documents_go_together(view: RedactView) -> None:
    shown = list[str]()
    view.session.shown.connect(lambda document_id, _: shown.append(document_id))
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down)

    assert shown == [view.session.state.documents[1].id]
    view.session.show(view.session.state.documents[0].id)
    assert view.table.current == view.session.state.documents[0].id


def test_a_run_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, filled: MatterSession, tmp_path: Path, settled: Settled
) -> None:
    """In lanes of their own, as in the real window; what was handed over before stays, nothing half-made is left."""
    filled.tasks.executor = Lanes()
    view = RedactView(filled)
    qtbot.addWidget(view)
    view.show()
    view.make(tmp_path / "out")
    assert view.progress.isVisible()
    assert not view.bar.button.isEnabled()
    assert {view.run.fate(document.id)[0] for document in filled.state.documents} == {Fate.WAITING}
    first = filled.state.documents[0].id
    settled(lambda: view.run.fate(first)[1] != "waiting …")
    assert view.run.fate(first)[1] == "being made …"
    QTest.mouseClick(view.progress.cancel, LEFT)
    settled(lambda: view.run.task is None)

    assert view.progress.isHidden()
    left = list((tmp_path / "out").iterdir()) if (tmp_path / "out").exists() else []
    assert not any(".half" in path.name for path in left)
    assert len(left) == 3 * sum(result.copy is not None for result in view.run.results.values())
    assert view.bar.button.isEnabled()
    view.leave()
    filled.tasks.close()
