"""A real matter in a real window, driven from within: what `window` measures in a process of its own."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from legalredact import wiring
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import Mode, Theme
from legalredact.gui.shell.gc_timer import keep_calm
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.opening import Opening
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Tier
from legalredact.model.policy import Policy
from legalredact.model.register import Register
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.matter.dependencies import Wiring
from tests.benchmarks._window_gaps import Gaps, share, ticking

PATIENCE = 3_600.0
"""Seconds after which something is wrong."""
FRAMES = 600
FRAME = 1 / 60
"""Seconds."""
STEP = 20
"""Pixels that are scrolled from one frame to the next: more than a page a second."""


@dataclass(slots=True)
class Watched:
    """The window's gaps, and those of an event loop with nothing to do, beside it at the same time."""

    gaps: Gaps = field(default_factory=Gaps)
    beside: str = ""

    def __str__(self) -> str:
        return f"{self.gaps} (an idle event loop beside it: {self.beside})"


@contextmanager
def watched() -> Iterator[Watched]:
    """The event loop's gaps meanwhile."""
    command = [sys.executable, "-m", "tests.benchmarks._window_idle"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as idle:
        started = time.perf_counter() + 1
        until(lambda: time.perf_counter() > started)
        seen = Watched()
        timer = ticking(seen.gaps)
        yield seen
        timer.stop()
        seen.beside = idle.communicate("\n")[0].strip()


def until(so: Callable[[], bool], patience: float = PATIENCE) -> float:
    """Let the window live until something is so; returns the seconds that it took."""
    begun = time.perf_counter()
    while not so():
        if time.perf_counter() - begun > patience:
            raise TimeoutError("the window did not come to where it should")
        QApplication.processEvents()
        time.sleep(0.0005)
    return time.perf_counter() - begun


def opened(place: Path) -> MatterWindow:
    """The window of a new matter."""
    preferences = Preferences(QSettings(str(place / "settings.ini"), QSettings.Format.IniFormat))
    real = wiring.for_window()
    opening = Opening(Wiring(real.parts, lambda _: ThrowAwayKey(), real.ready), Policy(), preferences, "Paralegal")
    sessions = list[MatterSession]()

    def failed(problem: Exception) -> None:
        raise problem

    opening.make(place / "matter", MatterInfo("m1", "Quenby"), Register(), None, sessions.append, failed)
    until(lambda: bool(sessions))
    window = MatterWindow(sessions[0])
    window.resize(1440, 900)
    window.show()
    idle_until = time.perf_counter() + 3
    until(lambda: time.perf_counter() > idle_until)
    return window


def measured(path: Path, place: Path) -> Iterator[str]:
    """Lines of figures for a long PDF."""
    application = QApplication(["bench"])
    Theme(application, Mode.LIGHT)
    keep_calm(application)
    window = opened(place)
    session = window.session
    pages = window.pages.pages
    with watched() as gaps:
        session.add([path])
        yield f"first page shown after {until(lambda: 1 in pages.kept.pictures):.2f} s"
        took = until(lambda: bool(session.state.documents))
        yield f"read and kept after {took:.0f} s more"
        took = until(lambda: not session.tasks.running and not session.state.busy and bool(session.state.mentions))
        settled(session)
        yield f"searched and resolved after {took:.0f} s more"
    document = session.state.documents[0]
    yield f"{len(document.pages):,} pages, {len(session.state.mentions[document.id]):,} highlights"
    yield f"gaps while it was loaded and searched: {gaps}"
    yield from decided(window)
    yield from scrolled(window)
    yield from paged(window)
    closed = list[int]()
    window.closed.connect(lambda: closed.append(1))
    window.close()
    until(lambda: bool(closed), 60)


def settled(session: MatterSession) -> None:
    """Until the last snapshot is shown."""
    heard = list[int]()
    session.look("Waiting", lambda _: None, lambda _: heard.append(1))
    until(lambda: bool(heard))


def decided(window: MatterWindow) -> Iterator[str]:
    """Confirm everything, then mask and verify it for the look at what would leave."""
    session = window.session
    with watched() as gaps:
        session.act("Confirming", lambda matter: matter.accept(Tier.SUGGESTED))
        settled(session)
        settled(session)
    yield f"gaps while every name was confirmed: {gaps}"
    with watched() as gaps:
        window.go("send")
        took = until(lambda: window.view("send").prepared is not None)  # type: ignore[attr-defined]  # the send view
    prepared = window.view("send").prepared  # type: ignore[attr-defined]  # the send view
    passages = sum(len(one.passages) for one in prepared.payload.documents)
    yield f"{passages:,} passages masked and verified in {took:.0f} s, {len(prepared.hits)} hits"
    yield f"gaps while they were: {gaps}"


def scrolled(window: MatterWindow) -> Iterator[str]:
    """Scroll through the document at sixty frames a second; a frame is late if it took longer than its time."""
    window.go("documents")
    area = window.pages.pages
    bar = area.verticalScrollBar()
    bar.setValue(0)
    calm = time.perf_counter() + 3  # what was shown before is still laid out
    until(lambda: area.complete and time.perf_counter() > calm)
    frames, own = list[float](), list[float]()
    for _ in range(FRAMES):
        begun, computed = time.perf_counter(), time.thread_time()
        bar.setValue(bar.value() + STEP)
        QApplication.processEvents()  # paints
        frames.append((time.perf_counter() - begun) * 1000)
        own.append((time.thread_time() - computed) * 1000)
        while time.perf_counter() < begun + FRAME:
            QApplication.processEvents()
    late = sum(frame > 1000 * FRAME for frame in frames)
    yield f"scrolling at 60 frames a second: {late} of {FRAMES} frames late"
    yield f"a frame takes {share(frames, 0.5):.1f} ms (median), {share(frames, 0.99):.1f} ms (p99) by the clock"
    yield f"a frame takes {share(own, 0.5):.1f} ms (median), {share(own, 0.99):.1f} ms (p99) of the processor's time"


def paged(window: MatterWindow) -> Iterator[str]:
    """Page through the whole document; what the window's process holds, at the most."""
    area = window.pages.pages
    process = psutil.Process()
    before = peak = process.memory_info().rss
    count = len(window.session.state.documents[0].pages)
    for page in range(1, count + 1, max(1, count // 200)):
        area.go_to_page(page)
        until(lambda: area.complete, 60)
        peak = max(peak, process.memory_info().rss)
    yield f"memory of the window's process: {before >> 20} MB before, at most {peak >> 20} MB while paging through"
