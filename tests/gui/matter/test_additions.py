"""Files and folders that are added: productions are recognized, additions undone as a whole. All names are invented."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.errors import Refused
from legalredact.gui.core.session import MatterSession
from legalredact.gui.matter.additions import Additions
from legalredact.gui.production.production_view import ProductionView
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.mention import Tier
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Report
from legalredact.summary.prompts import load
from legalredact.workflow.production.intake import members
from tests.fakes.production import production_parts
from tests.gui.producing import session_over

TEXTS = {"ABC001": "Marguerite Oldacre wrote.\n", "ABC002": "Penhallow Freight, Inc. paid.\n"}


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    parts = production_parts()
    assert parts.productions is not None

    def listed(path: Path, _: Report, __: Cancellation) -> Iterator[ProductionMember]:
        return members(path, processes=0)

    return session_over(tmp_path, parts=replace(parts, productions=replace(parts.productions, intake=listed)))


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """A folder with a load file and two natives."""
    folder = tmp_path / "VOL1"
    (folder / "NATIVES").mkdir(parents=True)
    rows = [("BEGBATES", "ENDBATES", "NATIVE LINK")]
    for number, text in TEXTS.items():
        (folder / "NATIVES" / f"{number}.txt").write_text(text, encoding="utf-8")
        rows.append((number, number, f"NATIVES\\{number}.txt"))
    table = "".join("\x14".join(f"þ{value}þ" for value in row) + "\r\n" for row in rows)
    (folder / "VOL1.dat").write_bytes(table.encode())
    return folder


@pytest.fixture
def window(qtbot: QtBot, session: MatterSession) -> MatterWindow:
    made = MatterWindow(session)
    qtbot.addWidget(made)
    made.show()
    return made


def count(session: MatterSession) -> int:
    return len(session.state.documents)


def answer(qtbot: QtBot, additions: Additions, typed: str) -> None:
    assert additions.question is not None
    qtbot.keyClicks(additions.question.field, typed)
    qtbot.keyClick(additions.question.field, Qt.Key.Key_Return)


def add_in_steps(view: ProductionView) -> None:
    assert view.adding is not None
    view.adding.at_once.setChecked(False)
    for _ in range(4):
        view.adding.next.click()


def test_a_folder_with_a_load_file_is_added_as_a_production_after_a_question(
    window: MatterWindow, session: MatterSession, volume: Path, qtbot: QtBot
) -> None:
    window.documents.add([volume])
    assert not session.state.documents
    answer(qtbot, window.documents.additions, "as a production")
    view = window.view("production")
    assert isinstance(view, ProductionView)
    assert window.place == "production"
    add_in_steps(view)
    assert view.run.now is not None
    assert view.run.now.documents == len(TEXTS)


def test_its_files_can_be_added_one_by_one(
    window: MatterWindow, session: MatterSession, volume: Path, qtbot: QtBot
) -> None:
    window.documents.add([volume])
    question = window.documents.additions.question
    assert question is not None
    assert question.windowTitle() == "VOL1 has a load file"
    answer(qtbot, window.documents.additions, "separate files")
    assert session.incoming or session.state.documents
    assert window.place != "production"


def test_an_addition_of_files_is_undone_as_a_whole_and_redone(
    window: MatterWindow, session: MatterSession, volume: Path
) -> None:
    window.documents.add([volume / "NATIVES"])
    assert count(session) == 2
    assert session.undo.undoText() == "Add 2 documents"
    session.undo.undo()
    assert count(session) == 0
    assert not session.state.register.entities
    session.undo.redo()
    assert count(session) == 2
    assert session.undo.count() == 1


def test_an_addition_of_a_production_is_undone_as_a_whole_read_or_not(
    window: MatterWindow, session: MatterSession, volume: Path
) -> None:
    window.take_in_production(volume)
    view = window.view("production")
    assert isinstance(view, ProductionView)
    add_in_steps(view)
    session.undo.undo()
    assert session._matter.store.produced_count() == 0
    session.undo.redo()
    view.primary()
    assert count(session) == 2
    session.undo.undo()
    assert count(session) == 0
    assert session._matter.store.produced_count() == 0
    assert view.stack.currentIndex() == 0


def test_an_addition_of_which_masked_text_was_made_stays(
    window: MatterWindow, session: MatterSession, volume: Path
) -> None:
    window.documents.add([volume / "NATIVES"])
    session.act("Confirming", lambda matter: matter.accept(Tier.POSSIBLE))
    session.summaries.summarize(load()["chronology"], "local", "")
    assert session.state.summaries
    ids = [document.id for document in session.state.documents]
    told: list[Exception] = []
    session.tasks.failed.connect(told.append)
    while session.undo.canUndo():
        session.undo.undo()
    assert [type(one) for one in told] == [Refused]
    assert [document.id for document in session.state.documents] == ids
