"""The window over a matter of ten thousand documents that came as one production: gaps of its event loop.

The matter is that of `vault`, with a member and jobs for each document: nine in ten wait for a decision, one in twenty
was refused. Each step is what a person does; its figures are the longest gaps meanwhile, by the clock and in the
processor's time of the window's own thread, which says more on a machine that is busy with other work. Making the
window and a view happens once, and is told but not judged.
"""

import gc
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.core.theme import Mode, Theme
from legalredact.gui.production.production_view import ProductionView
from legalredact.gui.shell.gc_timer import keep_calm
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.model.job import Job, Stage, State
from legalredact.model.production import Form, Location, ProductionMember
from legalredact.model.register import Decision, Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.vault.store import MatterStore
from legalredact.workflow.compute.lanes import Lane, Lanes
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.window.snapshot import first_snapshot
from tests.benchmarks._window_gaps import Gaps, ticking
from tests.benchmarks.vault import DOCUMENTS, ENTITIES, _entity, _make, _parts

PATIENCE = 900.0
"""Seconds after which something is wrong."""
LONGEST = 50.0
"""Milliseconds of its own work that the window may take without a turn of its event loop."""
REFUSED, HELD = 20, 10
"""Every so many documents are refused; all but every so many wait for a decision."""


def main(_: list[str]) -> int:
    """Print the figures; 1 if the window's own work stopped it for longer than `LONGEST`."""
    application = QApplication(["legalredact"])
    Theme(application, Mode.LIGHT)
    keep_calm(application)
    keys = ThrowAwayKey()
    with tempfile.TemporaryDirectory(prefix="legalredact-bench-") as place:
        folder = Path(place) / "matter"
        _make(folder, keys, Register(tuple(map(_entity, range(ENTITIES)))), DOCUMENTS, _add_production)
        gc.freeze()
        preferences = Preferences(QSettings(str(Path(place) / "settings.ini"), QSettings.Format.IniFormat))
        worst = max(_steps(folder, keys, preferences))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0 if worst <= LONGEST else 1


def _add_production(store: MatterStore) -> None:
    ids = store.document_ids()
    store.add_members([_member(n, one) for n, one in enumerate(ids)])
    store.put_jobs(job for n, one in enumerate(ids, 1) for job in _jobs(n, one))


def _member(number: int, document_id: str) -> ProductionMember:
    location = Location(Path(f"/production/exhibit {number}.pdf"), name=f"exhibit {number}.pdf")
    return ProductionMember(f"m{number}", Form.FILE, location, document_id.removeprefix("d"), 1_000)


def _jobs(number: int, document_id: str) -> Iterator[Job]:
    job = Job(document_id, Stage.READ, State.DONE, 1, ended="2026-01-01T00:00:00+00:00", seconds=0.2, number=number)
    if number % REFUSED == 0:
        yield replace(job, state=State.REFUSED, reason="The file is damaged. Ask for another copy.")
        return
    yield from (replace(job, stage=stage) for stage in (Stage.READ, Stage.DETECT, Stage.RESOLVE))
    state = State.DONE if number % HELD == 0 else State.HELD
    reason = "10 suggested names are not decided." if state is State.HELD else ""
    yield replace(job, stage=Stage.CONFIRM, state=state, reason=reason)


def _steps(folder: Path, keys: ThrowAwayKey, preferences: Preferences) -> Iterator[float]:
    tasks = Tasks(Lanes())
    opened: list[tuple[OpenMatter, MatterSession]] = []

    def open_it() -> None:
        def work(*_: object) -> tuple[OpenMatter, object]:
            matter = OpenMatter.open(folder, keys, _parts(), "bench")
            return matter, first_snapshot(matter)

        def then(pair: tuple[OpenMatter, object]) -> None:
            opened.append((pair[0], MatterSession(*pair, tasks, preferences)))  # type: ignore[arg-type]  # a snapshot

        tasks.run(Lane.VAULT, "Opening", work, then)

    yield _watched("open, to its list", open_it, lambda: bool(opened))
    session = opened[0][1]
    windows: list[MatterWindow] = []

    def show() -> None:
        windows.append(MatterWindow(session))
        windows[0].show()

    _watched("making the window (not judged)", show, lambda: not tasks.running)  # nobody can press anything before
    window = windows[0]
    yield _watched("texts and mentions", session.refresh, lambda: not session.state.loading and not _busy(session))
    yield _watched("scroll the documents", lambda: _scroll(window.documents.list), lambda: True)
    yield _watched("scroll the names", lambda: _scroll(window.names.list), lambda: True)
    yield _watched("filter the names", lambda: window.names.filter.setText("Person 77"), lambda: True)
    yield _watched("empty the filter", window.names.filter.clear, lambda: True)
    names = session.state.register.entities
    acts = window.names.acts
    one = names[5_000]
    yield _watched("decide on a name", lambda: acts.decide(Decision.CONFIRMED, [one]), lambda: not _busy(session))
    yield from _production(window, session)
    done: list[int] = []
    window.closed.connect(lambda: done.append(1))
    window.close()
    _until(lambda: bool(done))


def _production(window: MatterWindow, session: MatterSession) -> Iterator[float]:
    def view() -> ProductionView:
        made = window.view("production")
        assert isinstance(made, ProductionView)
        return made

    stopped = DOCUMENTS // REFUSED + (DOCUMENTS - DOCUMENTS // REFUSED) * (HELD - 1) // HELD
    _watched("making the view (not judged)", view, lambda: True)
    there = lambda: view().stopped.count > stopped * 0.9  # noqa: E731 - used once below, named for what it says
    yield _watched("open the production", lambda: window.go("production"), there)
    tabs, questions, page = view().tabs, view().questions, view().stopped
    yield _watched("what stopped", lambda: tabs.setCurrentWidget(page), lambda: True)
    yield _watched("filter it", lambda: page.filter.setText("exhibit 77 damaged"), lambda: True)
    yield _watched("empty the filter", page.filter.clear, lambda: True)
    yield _watched("scroll it", lambda: _scroll(page.table), lambda: True)
    queue = questions.table.rows
    yield _watched("sort the questions", lambda: tabs.setCurrentWidget(questions), lambda: len(queue.rows) > 9_000)
    yield _watched("choose all of them", questions.table.selectAll, lambda: True)
    yield _watched("decide on all", lambda: questions.decide(Decision.CONFIRMED), lambda: not _busy(session))
    yield _watched("take it back", session.undo.undo, lambda: not _busy(session))
    sample = view().sample
    yield _watched("the sample", lambda: tabs.setCurrentWidget(sample), lambda: not _busy(session))
    yield _watched("draw 300 pages", lambda: _draw(view()), lambda: sample.sample is not None and not _busy(session))


def _draw(view: ProductionView) -> None:
    view.sample.pages.setValue(300)
    view.sample.draw()


def _busy(session: MatterSession) -> bool:
    return bool(session.tasks.running) or session.refreshing


def _scroll(widget: QWidget) -> None:
    bar = widget.verticalScrollBar()  # type: ignore[attr-defined]  # lists and tables have one
    for share in range(101):
        bar.setValue(bar.minimum() + (bar.maximum() - bar.minimum()) * share // 100)
        QApplication.processEvents()


def _watched(what: str, step: Callable[[], object], done: Callable[[], bool]) -> float:
    """Do a step, run the event loop until it is done and a moment more; returns the longest own work, ms."""
    gaps = Gaps()
    timer = ticking(gaps)
    begun = time.perf_counter()
    _until(lambda: len(gaps.all) > 3)
    step()
    _until(done)
    took = time.perf_counter() - begun
    rest = time.perf_counter() + 0.7
    _until(lambda: time.perf_counter() > rest)
    timer.stop()
    print(f"  {what:<32}{took:8.2f} s   {gaps}", flush=True)
    return max(gaps.own, default=0.0)


def _until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            sys.exit("a step of the window did not end")
        QApplication.processEvents()
        time.sleep(0.0005)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
