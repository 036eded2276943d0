"""Documents are produced in the window, and boxes of the set are compared with the originals."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.gui.core.session import MatterSession
from legalredact.gui.production_set.compare_boxes import CompareBoxes
from legalredact.gui.production_set.produce_window import HOW, RUN, WHAT, ProduceWindow, result_words
from legalredact.model.production_set import ProducedDocument, ProducedSet, Treatment
from legalredact.model.register import Decision
from legalredact.workflow.production_set.check import VolumeCheck
from legalredact.workflow.production_set.plan_file import PlanRow, plan_rows
from legalredact.workflow.production_set.run import Produced


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession, complaint: Path, letter: Path, tmp_path: Path) -> ProduceWindow:
    privileged = tmp_path / "advice.txt"
    privileged.write_text("Advice to Marguerite Oldacre about the lease.\n", encoding="utf-8")
    session.act("Adding", lambda matter: matter.add([complaint, letter, privileged]))
    ids = [entity.id for entity in session.state.register.entities]
    session.act("Deciding", lambda matter: matter.decide(Decision.CONFIRMED, ids))
    made = ProduceWindow(session)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_set_is_decided_produced_counted_and_compared(window: ProduceWindow, qtbot: QtBot, tmp_path: Path) -> None:
    table = window.documents.table
    assert window.pages.currentIndex() == WHAT
    table.selectRow(0)
    window.documents.buttons[Treatment.LEAVE_OUT].click()
    table.selectRow(2)
    window.documents.buttons[Treatment.WITHHOLD].click()
    table.item(2, 2).setText("PRIV; WP")
    window.next.click()
    assert window.pages.currentIndex() == HOW
    window.options.legend.setText("CONFIDENTIAL")
    window.next.click()
    assert window.pages.currentIndex() == RUN

    window.produce(tmp_path / "out")

    words = window.said.text()
    assert "PROD001: ABC000001 to ABC000002." in words
    assert "2 documents, 2 pages in 2 files" in words
    assert "1 document redacted, 1 withheld; 1 row in the privilege log" in words
    assert (tmp_path / "out" / "PROD001" / "DATA" / "PROD001.dat").exists()
    assert window.compare.isVisibleTo(window)

    compare = CompareBoxes(window._session, window.sets, tmp_path / "out" / "PROD001", window)
    qtbot.addWidget(compare)
    compare.show()
    assert compare.where.text().startswith("1 of ")
    assert not compare.before.pixmap().isNull()
    assert not compare.after.pixmap().isNull()
    image = compare.after.pixmap().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert "#c80000" in colors  # the frame around the box
    compare.note.setText("covers the first name too")
    compare.wrong.click()
    assert "1 found wrong" in compare.said.text()

    def stored(sets: tuple[ProducedSet, ...]) -> None:
        (check,) = sets[0].checks
        assert (check.right, check.note, check.who) == (False, "covers the first name too", "Paralegal")

    window._session.look("Reading", lambda matter: matter.store.production_sets(), stored)


def test_families_are_moved_by_keys_with_what_was_typed_and_the_set_has_that_order(
    window: ProduceWindow, qtbot: QtBot
) -> None:
    documents, table = window.documents, window.documents.table
    first, second, last = (row.place for row in documents._rows)
    assert documents.order is None
    attached = replace(documents._rows[1], place=replace(second, family=first.key))  # as an e-mail and its attachment
    documents.show_rows((documents._rows[0], attached, documents._rows[2]))
    table.item(1, 2).setText("PRIV")
    table.selectRow(1)

    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)

    assert [one.key for one in documents.decisions] == [last.key, first.key, second.key]
    assert documents.decisions[2].codes == ("PRIV",)
    assert table.chosen() == (2,)
    documents.down.click()  # nothing is below it
    assert [one.key for one in documents.decisions] == [last.key, first.key, second.key]
    table.selectRow(0)

    window.next.click()

    def stored(rows: tuple[PlanRow, ...]) -> None:
        assert [row.place.key for row in rows] == [last.key, first.key, second.key]

    window._session.look("Reading", plan_rows, stored)
    assert window.pages.currentIndex() == HOW


def test_a_problem_of_the_check_takes_the_assurance_away() -> None:
    found = VolumeCheck(2, 2, 2, 2, 0, 4, 60)
    one = ProducedDocument("d1", "d1", "ABC000001", "ABC000002", 2)
    record = ProducedSet("PROD001", "ABC", 6, "2026-11-24T12:00:00+00:00", "ann", documents=(one,))
    assured = "found no difference. It found no covered name in the fields and in the files that it searched."

    right = result_words(Produced(record, check=found))
    assert assured in right
    assert "4 files searched for names" in right
    assert "It read no page by OCR." in right
    wrong = result_words(Produced(None, check=replace(found, problems=("A file of ABC000001 is missing.",))))
    assert assured not in wrong
    assert "nothing was handed over" in wrong
    assert "A file of ABC000001 is missing." in wrong
