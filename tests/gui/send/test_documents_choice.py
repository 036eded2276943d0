"""Documents are chosen for each summary, in the window and by command, and the choice is kept."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from legalredact.cli.main import run
from legalredact.gui.core.session import MatterSession
from legalredact.gui.send.send_view import SendView
from legalredact.workflow.export.export import as_markdown
from legalredact.workflow.matter.dependencies import Wiring
from legalredact.workflow.matter.open_matter import OpenMatter
from tests.fakes.parts import light_parts
from tests.fakes.shared_key import SharedKey
from tests.gui.reviewing import confirm, letters, session_for


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> MatterSession:
    made = session_for(tmp_path)
    confirm(made)
    return made


def shown(qtbot: QtBot, session: MatterSession) -> SendView:
    view = SendView(session)
    qtbot.addWidget(view)
    view.show()
    view.enter("send")
    return view


def test_one_document_is_summarized_alone_and_the_choice_is_kept(
    qtbot: QtBot, session: MatterSession, tmp_path: Path
) -> None:
    view = shown(qtbot, session)
    assert view.choice.text() == "all 2 documents …"
    view.choice.click()
    dialog = view.choice.dialog
    assert dialog is not None
    dialog.none.click()
    assert not dialog.use.isEnabled()
    dialog.list.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.use.click()
    assert view.choice.text() == "1 of 2 documents …"
    assert view.prepared is not None
    assert [one.id for one in view.prepared.payload.documents] == [session.state.documents[1].id]
    view.bar.button.click()

    (summary,) = session._matter.summaries
    text = as_markdown(session._matter, summary)
    assert "answer.txt" in text
    assert "1 file not chosen: demand.txt." in text
    assert shown(qtbot, session).choice.text() == "1 of 2 documents …"
    (tmp_path / "late.txt").write_text("Nothing was said.\n", encoding="utf-8")
    session.add([tmp_path / "late.txt"])
    assert view.choice.text() == "2 of 3 documents …"
    text = as_markdown(session._matter, summary)
    assert "1 file not chosen: demand.txt." in text
    assert "1 file added after it was made: late.txt." in text


def test_what_is_open_in_a_document_that_is_not_chosen_stops_nothing(qtbot: QtBot, session: MatterSession) -> None:
    first, second = (document.id for document in session.state.documents)
    session.act("Withholding", lambda m: m.accept_unread([(first, "withheld")], "a test"))
    view = shown(qtbot, session)
    assert "1 document is withheld." in view.bar.button.accessibleDescription()
    view.choice.choose([first])
    assert view.bar.button.isEnabled()
    view.choice.choose([second])
    assert not view.bar.button.isEnabled()


def test_the_command_takes_documents_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = SharedKey()
    wiring = Wiring(lambda policy, _: replace(light_parts(), policy=policy), lambda _: key, lambda _: iter(()))
    with OpenMatter.create(tmp_path / "m", key, light_parts(), "ann") as matter:
        matter.add(letters(tmp_path))
    where = ("--matter", str(tmp_path / "m"), "--quiet", "--documents")
    assert run(["summarize", *where, "answer.txt"], wiring) == 0
    assert "## demand.txt" not in (out := capsys.readouterr().out)
    assert "## answer.txt" in out
    assert run(["summarize", *where, "nothing.txt"], wiring) == 2
    assert "No documents of this matter have the name given as number 1" in capsys.readouterr().err
