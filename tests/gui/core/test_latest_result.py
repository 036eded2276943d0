"""Long lists are thought out beside the window, and only the last that was asked for is shown."""

from functools import partial

from pytestqt.qtbot import QtBot

from legalredact.gui.core.latest_result import LARGE, Latest
from legalredact.gui.core.tasks import Tasks
from legalredact.workflow.compute.lanes import Lanes


def test_a_short_list_is_there_at_once() -> None:
    shown: list[int] = []
    Latest(Tasks(Lanes()), shown.append).ask(lambda: 1, rows=LARGE)
    assert shown == [1]


def test_of_many_asked_for_while_one_is_thought_out_the_last_is_shown(qtbot: QtBot) -> None:
    tasks, shown, thought = Tasks(Lanes()), list[int](), list[int]()
    latest = Latest(tasks, shown.append)

    def work(number: int) -> int:
        thought.append(number)
        return number

    for number in range(20):
        latest.ask(partial(work, number), rows=LARGE + 1)
    qtbot.waitUntil(lambda: 19 in shown)
    assert shown == [19]
    assert len(thought) < 20, "what was overtaken was not thought out"
    tasks.close()


def test_a_fault_does_not_stop_the_list(qtbot: QtBot) -> None:
    tasks, shown = Tasks(Lanes()), list[int]()
    latest = Latest(tasks, shown.append)
    latest.ask(lambda: 1 // 0, rows=LARGE + 1)
    latest.ask(lambda: 7, rows=LARGE + 1)
    qtbot.waitUntil(lambda: shown == [7])
    tasks.close()
