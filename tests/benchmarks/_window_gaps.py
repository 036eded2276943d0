"""Gaps of an event loop: the time between two of its turns, as a timer of one millisecond sees it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer


@dataclass(slots=True)
class Gaps:
    """Milliseconds, in order of time."""

    all: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        ordered = sorted(self.all) or [0.0]
        return f"p99 {ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]:.1f} ms, longest {ordered[-1]:.0f} ms"


def ticking(gaps: Gaps, clock: Callable[[], float]) -> QTimer:
    """A running timer that notes gaps; `clock` gives seconds."""
    last = [clock()]

    def tick() -> None:
        now = clock()
        gaps.all.append((now - last[0]) * 1000)
        last[0] = now

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    timer.start()
    return timer
