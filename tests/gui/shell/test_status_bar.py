"""The status bar shows all work that takes long, and a button to stop it only where the work can stop."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from legalredact.gui.core import tasks as tasks_module
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.shell.status_bar import StatusBar
from legalredact.model.progress import Progress
from legalredact.workflow.compute.lanes import Lane
from tests.gui.conftest import Settled


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def bar(qtbot: QtBot, tasks: Tasks) -> StatusBar:
    made = StatusBar(tasks)
    qtbot.addWidget(made)
    made.resize(1200, 40)
    made.show()
    return made


def test_only_work_that_can_stop_has_a_button_to_stop_it(bar: StatusBar, tasks: Tasks, settled: Settled) -> None:
    go_on = threading.Event()
    tasks.run(Lane.VAULT, "Signing", lambda *_: go_on.wait(20), stops=False)
    settled(lambda: bar.words.text() == "Signing …")

    assert bar.bar.isVisible()
    assert not bar.cancel.isVisible()

    tasks.run(Lane.DOCUMENTS, "Reading", lambda _, cancel: _until(cancel.check))
    go_on.set()
    settled(lambda: bar.words.text() == "Reading …")
    assert bar.cancel.isVisible()
    bar.cancel.click()
    settled(lambda: tasks.shown == ())
    assert not bar.cancel.isVisible()


def _until(check: "object") -> None:
    assert callable(check)
    while True:
        check()


def test_quiet_work_that_takes_long_has_a_bar(
    bar: StatusBar, tasks: Tasks, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks_module, "LONG", 0.0)
    go_on = threading.Event()

    def work(report: object, _: object) -> None:
        assert callable(report)
        report(Progress("sort", 1, 4))
        go_on.wait(20)

    tasks.run(Lane.LISTS, "Sorting", work, quiet=True)

    settled(lambda: bar.words.text() == "Sorting 1 of 4")
    assert bar.bar.isVisible()
    assert bar.bar.value() * 4 == bar.bar.maximum()
    assert not bar.cancel.isVisible()
    go_on.set()
    settled(lambda: not bar.bar.isVisible())


def test_an_act_of_one_step_cannot_be_stopped_and_a_slow_one_can(session: MatterSession) -> None:
    assert not session.act("Deciding", lambda _: None).stops
    assert not session.look("Looking", lambda _: None, lambda _: None).stops
    assert session.act_slowly("Deleting", lambda *_: None).stops
    assert session.look_slowly("Checking", lambda *_: None, lambda _: None).stops
