"""The window's thread comes first: others give way soon, and garbage is collected there, little at a time."""

import gc
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from legalredact.gui.shell.gc_timer import MOST_YOUNG, Collector, keep_calm


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    interval = sys.getswitchinterval()
    made = keep_calm(qapp)
    yield made
    made.deleteLater()
    gc.unfreeze()
    gc.enable()
    sys.setswitchinterval(interval)


class Circle:
    """Garbage that counts itself."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_collected_in_the_window_s_thread_alone(collector: Collector) -> None:
    gone = list[int]()
    weakref.finalize(Circle(), lambda: gone.append(threading.get_ident()))

    def litter() -> None:
        for _ in range(20_000):
            Circle()

    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()
    assert gone == []
    collector.collect_young()

    assert gone == [threading.get_ident()]


def test_everything_is_looked_through_when_another_program_is_in_front(
    collector: Collector, qapp: QApplication
) -> None:
    gone = list[int]()
    weakref.finalize(Circle(), gone.append, 1)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)

    assert gone == [1]


def test_threads_that_compute_give_way_soon(collector: Collector) -> None:
    assert sys.getswitchinterval() < 0.005


def test_what_came_all_at_once_is_looked_through_when_nobody_waits(collector: Collector) -> None:
    """Looking through a matter of ten thousand documents would stop the window."""
    gone = list[int]()
    circle = Circle()
    weakref.finalize(circle, gone.append, 1)
    del circle
    kept = [[number] for number in range(MOST_YOUNG + 1)]
    collector.collect_young()
    assert gone == []
    collector.collect_all()
    assert gone == [1]
    assert len(kept) > MOST_YOUNG
