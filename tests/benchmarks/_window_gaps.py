"""Gaps of an event loop: the time between two of its turns, as a timer of one millisecond sees it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer


@dataclass(slots=True)
class Gaps:
    """Milliseconds, in order of time.

    Arguments:
        all: by the clock.
        own: what the thread of the event loop computed itself meanwhile, of the processor's time.
    """

    all: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        own = max(self.own, default=0.0)
        return f"p99 {share(self.all, 0.99):.1f} ms, longest {max(self.all, default=0.0):.0f} ms, own work {own:.0f} ms"


def share(numbers: Sequence[float], part: float) -> float:
    """Below which that part of the numbers lies."""
    ordered = sorted(numbers) or [0.0]
    return ordered[min(len(ordered) - 1, round(part * len(ordered)))]


def ticking(gaps: Gaps) -> QTimer:
    """A running timer that notes gaps."""
    last = [time.perf_counter(), time.thread_time()]

    def tick() -> None:
        now = [time.perf_counter(), time.thread_time()]
        gaps.all.append((now[0] - last[0]) * 1000)
        gaps.own.append((now[1] - last[1]) * 1000)
        last[:] = now

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    timer.start()
    return timer
