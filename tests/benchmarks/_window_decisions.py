"""How soon a decision shows in a matter of ten thousand documents, without and with a signed summary.

The matter is that of `vault`. A decision is the key `Enter` on a name of the table of names; it shows once the window
has painted the list with the name confirmed. Run as a process of its own by `window`, without a display.
"""

import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
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
from legalredact.model.mention import Tier
from legalredact.model.register import Decision, Register
from legalredact.model.review import Verdict
from legalredact.summary import prompts
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.compute.lanes import Lanes
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.summarize import summarize
from legalredact.workflow.sign_off.sign_off import review
from legalredact.workflow.window.snapshot import first_snapshot
from tests.benchmarks._window_run import until
from tests.benchmarks.vault import DOCUMENTS, ENTITIES, _entity, _make, _parts
from tests.fakes.parts import light_parts

SIZE = int(os.environ.get("DOCUMENTS", DOCUMENTS))
"""Documents of the matter."""
SUMMARIZED = 100
"""Documents of the signed summary."""
DECISIONS = 8
AIM = 0.3
"""Seconds until a decision shows."""


class Paints(QObject):
    """When a widget was painted first with something to be seen; its list may change and be painted in one turn."""

    def __init__(self, widget: QWidget, shows: Callable[[], bool]) -> None:
        super().__init__(widget)
        self.first = 0.0
        self._shows = shows
        widget.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt's."""
        if event.type() is QEvent.Type.Paint and not self.first and self._shows():
            self.first = time.perf_counter()
        return False


def main() -> int:
    """Print a line for each kind of matter; 1 if the median decision took longer than `AIM` of the processor's time."""
    application = QApplication(["bench"])
    Theme(application, Mode.LIGHT)
    keep_calm(application)
    keys, worst = ThrowAwayKey(), 0.0
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as place:
        folder = Path(place) / "matter"
        _make(folder, keys, Register(tuple(map(_entity, range(ENTITIES)))), SIZE)
        preferences = Preferences(QSettings(f"{place}/s.ini", QSettings.Format.IniFormat))
        gc.freeze()
        for signed in (False, True):
            if signed:
                _sign(folder, keys)
            worst = max(worst, _measured(_opened(folder, keys, preferences), signed=signed))
    return 0 if worst <= AIM else 1


def _sign(folder: Path, keys: ThrowAwayKey) -> None:
    """Have a summary of some documents made and signed; then some names wait for a decision again."""
    with OpenMatter.open(folder, keys, light_parts(), "Ann") as matter:
        matter.accept(Tier.SUGGESTED)
        chosen = [f"d{number}" for number in range(SUMMARIZED)]
        summary = summarize(matter, prompts.load()["document-abstract"], chosen=chosen)
        review(matter, summary, "Bea", Verdict.APPROVED)
        matter.decide(Decision.OPEN, [entity.id for entity in matter.register.entities[: 2 * DECISIONS]])


def _measured(session: MatterSession, *, signed: bool) -> float:
    window = MatterWindow(session)
    window.resize(1440, 900)
    window.show()
    until(lambda: not session.tasks.running and not session.refreshing)
    session.refresh()
    until(lambda: not session.state.loading and not session.refreshing and not session.tasks.running)
    assert bool(session.state.signed) is signed
    window.go("names")
    known = f", with a signed summary of {SUMMARIZED} of them" if signed else ""
    took = _told(f"in a matter of {SIZE:,} documents{known}", window)
    closed: list[int] = []
    window.closed.connect(lambda: closed.append(1))
    window.close()
    until(lambda: bool(closed))
    return took


def _opened(folder: Path, keys: ThrowAwayKey, preferences: Preferences) -> MatterSession:
    tasks = Tasks(Lanes())
    matter = OpenMatter.open(folder, keys, _parts(), "bench")
    return MatterSession(matter, first_snapshot(matter), tasks, preferences)


def _told(where: str, window: MatterWindow) -> float:
    """Print how long the decisions took; the median of the processor's time, without the first decision.

    The first is a line of its own: if no name has a token yet, it assigns all of them.
    """
    first, *later = (_decision(window) for _ in range(DECISIONS))
    clock, processor = zip(*later, strict=True)
    print(f"{where}, the first decision shows after {first[0]:.2f} s by the clock, {first[1]:.2f} s of the processor")
    line = (
        f"{where}, a later decision shows after {statistics.median(clock):.2f} s (median), at most {max(clock):.2f} s"
    )
    line += f" by the clock, {statistics.median(processor):.2f} s (median), at most {max(processor):.2f} s of the"
    print(f"{line} processor (aim: {AIM} s)", flush=True)
    return float(statistics.median(processor))


def _decision(window: MatterWindow) -> tuple[float, float]:
    """Seconds by the clock and of the processor from the key to the paint that shows the decision."""
    session, names = window.session, window.names.list
    entity = next(one for one in session.state.register.entities if one.decision is Decision.OPEN)
    window.names.look_at(entity.id)
    names.setFocus()
    calm = time.perf_counter() + 1
    until(lambda: time.perf_counter() > calm)
    listing = window.names.current.listing

    def decided() -> bool:
        return (
            session.state.entities[entity.id].decision is not Decision.OPEN
            and window.names.current.listing is not listing
        )

    paints = Paints(names.viewport(), decided)
    begun, computed = time.perf_counter(), time.process_time()
    QTest.keyClick(names, Qt.Key.Key_Return)
    until(lambda: bool(paints.first))
    took = paints.first - begun, time.process_time() - computed
    until(lambda: not session.refreshing and not session.tasks.running)
    return took


if __name__ == "__main__":
    sys.exit(main())
