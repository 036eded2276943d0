"""How soon a decision shows in a matter of ten thousand documents, without and with a signed summary.

The matter is that of `vault`. A decision is the key `Enter` on a name of the table of names; it shows once the window has
painted the list with the name confirmed. Run as a process of its own by `window`, on an X screen of its own.
"""

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import Mode, Theme
from legalredact.gui.shell.gc_timer import keep_calm
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.register import Decision, Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.lanes import Lanes
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.snapshot import first_snapshot
from tests.benchmarks._window_run import until
from tests.benchmarks.vault import DOCUMENTS, ENTITIES, _entity, _make, _parts

DECISIONS = 8
AIM = 0.3
"""Seconds until a decision shows."""


class Paints(QObject):
    """When a widget was painted last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.last = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt's."""
        if event.type() is QEvent.Type.Paint:
            self.last = time.perf_counter()
        return False


def main() -> int:
    """Print a line for each kind of matter; 1 if a decision took longer than `AIM` of the processor's time."""
    application = QApplication(["bench"])
    Theme(application, Mode.LIGHT)
    keep_calm(application)
    keys = ThrowAwayKey()
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as place:
        folder = Path(place) / "matter"
        _make(folder, keys, Register(tuple(map(_entity, range(ENTITIES)))))
        gc.freeze()
        print("made", file=sys.stderr, flush=True)
        worst = max(_measured(folder, keys, Preferences(QSettings(f"{place}/s.ini", QSettings.Format.IniFormat))))
    return 0 if worst <= AIM else 1


def _measured(folder: Path, keys: ThrowAwayKey, preferences: Preferences) -> Iterator[float]:
    session = _opened(folder, keys, preferences)
    window = MatterWindow(session)
    window.resize(1440, 900)
    window.show()
    until(lambda: not session.tasks.running and not session.refreshing)
    session.refresh()
    until(lambda: not session.state.loading and not session.refreshing and not session.tasks.running)
    window.go("names")
    yield _told("a decision shows", window)


def _opened(folder: Path, keys: ThrowAwayKey, preferences: Preferences) -> MatterSession:
    tasks = Tasks(Lanes())
    matter = OpenMatter.open(folder, keys, _parts(), "bench")
    return MatterSession(matter, first_snapshot(matter), tasks, preferences)


def _told(what: str, window: MatterWindow) -> float:
    clock, processor = zip(*(_decision(window) for _ in range(DECISIONS)), strict=True)
    line = f"{what} in a matter of {DOCUMENTS:,} documents after {statistics.median(clock):.2f} s (median), at most "
    line += f"{max(clock):.2f} s by the clock; processor {statistics.median(processor):.2f} s, at most "
    line += f"{max(processor):.2f} s (aim: {AIM} s)"
    print(line, flush=True)
    return max(processor)


def _decision(window: MatterWindow) -> tuple[float, float]:
    """Seconds by the clock and of the processor from the key to the paint that shows the decision."""
    session, names = window.session, window.names.list
    entity = next(one for one in session.state.register.entities if one.decision is Decision.OPEN)
    window.names.look_at(entity.id)
    names.setFocus()
    calm = time.perf_counter() + 1
    until(lambda: time.perf_counter() > calm)
    paints = Paints(names.viewport())
    decided: Callable[[], bool] = lambda: session.state.entities[entity.id].decision is not Decision.OPEN  # noqa: E731
    begun, computed = time.perf_counter(), time.process_time()
    QTest.keyClick(names, Qt.Key.Key_Return)
    until(decided)
    known = time.perf_counter()
    until(lambda: paints.last >= known)
    took = paints.last - begun, time.process_time() - computed
    print(f"    {took[0]:.2f} s clock, {took[1]:.2f} s processor", file=sys.stderr, flush=True)
    until(lambda: not session.refreshing and not session.tasks.running)
    return took


if __name__ == "__main__":
    sys.exit(main())
