"""Jobs run elsewhere; what they give reaches the window in its own thread, errors as words without client text."""

import itertools
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from legalredact.errors import DamagedInput, LegalRedactError
from legalredact.gui.core import tasks as tasks_module
from legalredact.gui.core.tasks import TURN, Tasks
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.workflow.compute.lanes import AtOnce, Lane
from tests.gui.conftest import Settled


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def broken(_: Report, __: Cancellation) -> None:
    raise DamagedInput("It is broken.", "Get another.")


def test_a_value_arrives_in_the_window_s_thread(tasks: Tasks, settled: Settled) -> None:
    seen: list[tuple[int, int]] = []
    tasks.run(
        Lane.VAULT, "Counting", lambda *_: threading.get_ident(), lambda t: seen.append((t, threading.get_ident()))
    )

    settled(lambda: bool(seen))
    assert seen[0][0] != seen[0][1] == threading.get_ident()


def test_an_error_that_nobody_takes_is_told(tasks: Tasks, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.failed) as told:
        tasks.run(Lane.VAULT, "Breaking", broken)

    assert isinstance(told.args[0], DamagedInput)


def test_a_fault_in_a_view_is_told_without_its_words(qtbot: QtBot) -> None:
    tasks, told = Tasks(AtOnce()), list[LegalRedactError]()
    tasks.failed.connect(told.append)

    def show(_: object) -> None:
        raise ValueError("Marguerite Oldacre")

    tasks.run(Lane.VAULT, "Showing", lambda *_: 1, show)

    assert "ValueError" in told[0].what
    assert "Oldacre" not in str(told[0])


def test_what_was_cancelled_is_not_an_error(tasks: Tasks, qtbot: QtBot, settled: Settled) -> None:
    begun, told = threading.Event(), list[LegalRedactError]()
    tasks.failed.connect(told.append)

    def work(_: Report, cancel: Cancellation) -> None:
        begun.set()
        while True:
            cancel.check()

    task = tasks.run(Lane.DOCUMENTS, "Reading", work)
    assert begun.wait(10)
    with qtbot.waitSignal(task.ended):
        task.cancel()

    assert told == []
    assert tasks.running == ()


def test_work_that_would_begin_at_the_end_is_stopped_and_an_act_is_not(tasks: Tasks, settled: Settled) -> None:
    """A folder that was searched when its window was closed began to be read afterwards."""
    done: list[str] = []

    def begin_more(_: object) -> None:
        tasks.run(Lane.DOCUMENTS, "Reading", lambda *_: done.append("read"))
        tasks.run(Lane.DOCUMENTS, "Deciding", lambda *_: done.append("decided"), stops=False)

    tasks.run(Lane.PICTURES, "Searching folders", lambda *_: None, begin_more, stops=False)
    tasks.cancel_all()
    settled(lambda: bool(done) and not tasks.running)
    assert done == ["decided"]


def test_progress_is_told_in_words(qtbot: QtBot) -> None:
    tasks, words = Tasks(AtOnce()), list[str]()

    def work(report: Report, _: Cancellation) -> None:
        tasks.running[0].progressed.connect(lambda: words.append(tasks.running[0].words()))
        report(Progress("read", 3, 12))

    tasks.run(Lane.DOCUMENTS, "Reading", work)

    assert words == ["Reading 3 of 12"]


def test_how_long_it_takes_is_told_once_that_is_known(qtbot: QtBot) -> None:
    tasks = Tasks(AtOnce())

    def work(_: Report, __: Cancellation) -> str:
        task = tasks.running[0]
        task.begun -= 30
        task.progress = Progress("read", 3, 12)
        return task.words()

    said = list[str]()
    tasks.run(Lane.DOCUMENTS, "Reading", work, said.append)

    assert said == ["Reading 3 of 12 · 2 min left"] or said == ["Reading 3 of 12 · 90 s left"]


def test_a_share_is_told_where_units_mean_nothing(qtbot: QtBot) -> None:
    tasks, words = Tasks(AtOnce()), list[str]()

    def work(report: Report, _: Cancellation) -> None:
        tasks.running[0].progressed.connect(lambda: words.append(tasks.running[0].words()))
        report(Progress("detect", 120_000, 480_000))

    tasks.run(Lane.DOCUMENTS, "Reading", work)

    assert words == ["Searching for names: 25 %"]


def test_pages_of_a_long_document_are_told_and_move_the_bar(qtbot: QtBot) -> None:
    tasks = Tasks(AtOnce())
    words: list[tuple[str, tuple[int, int]]] = []

    def copying(report: Report, _: Cancellation) -> None:
        (task,) = tasks.running
        for step, half, page in (("redact", 0, 10), ("audit", 1, 10)):
            within = Progress("half", half, 2, within=Progress(step, page, 20))
            report(Progress("copy", 1, 2, "d1", within=within))
            time.sleep(0.06)
            words.append((task.words(), task.bar))

    tasks.run(Lane.DOCUMENTS, "Making copies", copying)

    assert words == [
        ("Making copies: 2 of 2, making page 11 of 20", (625, 1000)),
        ("Making copies: 2 of 2, searching page 11 of 20", (875, 1000)),
    ]


def test_parts_of_a_production_set_say_what_they_count(qtbot: QtBot) -> None:
    tasks, said = Tasks(AtOnce()), list[str]()

    def producing(report: Report, _: Cancellation) -> None:
        (task,) = tasks.running
        for step, done, total in (("copy", 10, 20), ("stamp", 10, 20), ("check", 9, 23), ("check", 23, 23)):
            time.sleep(0.06)
            report(Progress(step, done, total))
            said.append(task.words())

    tasks.run(Lane.COPIES, "Producing", producing)

    assert said == [
        "Producing 10 of 20",
        "Producing: stamping document 11 of 20",
        "Producing: checking file 10 of 23",
        "Producing: checking file 23 of 23",
    ]


def test_a_file_among_several_moves_the_bar_and_is_counted(qtbot: QtBot) -> None:
    tasks = Tasks(AtOnce())
    said: list[tuple[str, tuple[int, int]]] = []

    def adding(report: Report, _: Cancellation) -> None:
        (task,) = tasks.running
        report(Progress("search", 1, 4, within=Progress("file", 500, 1000)))
        said.append((task.words(), task.bar))

    tasks.run(Lane.DOCUMENTS, "Reading", adding)

    assert said == [("Reading 2 of 4", (375, 1000))]


def test_many_steps_from_a_lane_do_not_hold_up_the_window(tasks: Tasks, settled: Settled) -> None:
    """Each takes longer than a turn may; between any two of them the event loop comes round."""
    order, rounds = list[str](), QTimer(interval=0)
    rounds.timeout.connect(lambda: order.append("turn"))
    rounds.start()

    def step() -> None:
        time.sleep(1.5 * TURN)
        order.append("step")

    def work(_: Report, __: Cancellation) -> None:
        for _each in range(5):
            tasks.tell(step)

    tasks.run(Lane.VAULT, "Telling", work)
    settled(lambda: order.count("step") == 5)
    rounds.stop()

    assert not any(pair == ("step", "step") for pair in itertools.pairwise(order))


def test_thousands_of_reports_do_not_flood_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    def work(report: Report, _: Cancellation) -> None:
        for number in range(5_000):
            report(Progress("read", number, 10_000))

    task = tasks.run(Lane.DOCUMENTS, "Reading", work)
    seen = list[int]()
    task.progressed.connect(lambda: seen.append(1))
    with qtbot.waitSignal(task.ended):
        pass

    assert len(seen) < 500


def test_nothing_arrives_after_closing(qtbot: QtBot) -> None:
    tasks, seen, go = Tasks(), list[int](), threading.Event()
    tasks.run(Lane.VAULT, "Waiting", lambda *_: go.wait(10), lambda _: seen.append(1))
    tasks.close()
    assert tasks.running == ()  # a window that is gone waits for nothing
    go.set()
    qtbot.wait(50)

    assert seen == []


def test_quiet_work_is_shown_once_it_takes_long(
    tasks: Tasks, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks_module, "LONG", 0.0)
    go_on = threading.Event()
    task = tasks.run(Lane.LISTS, "Sorting", lambda *_: go_on.wait(20), quiet=True)
    waiting = tasks.run(Lane.LISTS, "Counting", lambda *_: None, quiet=True)

    assert tasks.shown == ()
    settled(lambda: tasks.shown == (task,))
    assert tasks.running == ()  # nobody is asked before the window closes
    assert waiting.started is None
    assert not waiting.over
    go_on.set()
    settled(lambda: tasks.shown == () and waiting.over)
    assert task.over


def test_quiet_work_that_is_soon_done_is_never_shown(qtbot: QtBot) -> None:
    tasks, changes = Tasks(AtOnce()), list[None]()
    tasks.changed.connect(lambda: changes.append(None))

    task = tasks.run(Lane.LISTS, "Sorting", lambda *_: None, quiet=True)
    tasks._look_at_quiet()

    assert task.over
    assert changes == []
    assert not tasks._looking.isActive()
