"""The window: how soon it is there, how soon a page is, how long its event loop ever waits, how fast it scrolls.

`dev.py bench window` makes a PDF of invented text (1,100 pages, more than 10,000 passages; `PAGES=100` takes another
size), opens it in a real window without a display, and lets it go all the way to the look at what would leave. A gap is
the time between two turns of the event loop, which a timer of one millisecond tells. `_window_decisions`
measures decisions.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.benchmarks.reading import written

PAGES = 1_100
STARTS = 5
RESULTS = Path(__file__).parent / "results" / "window.md"


def main(_: list[str]) -> int:
    """Print the figures, and write them down where they are of the full size."""
    pages = int(os.environ.get("PAGES", PAGES))
    lines = list(said(pages))
    if pages == PAGES:
        RESULTS.write_text("\n".join(["# The window", "", *(f"- {line}" for line in lines), ""]), encoding="utf-8")
    return 0


def said(pages: int) -> Iterator[str]:
    """All lines, each printed as it comes."""
    load = f"{psutil.getloadavg()[0]:.1f} processes wanted to run on {psutil.cpu_count()} cores before it began"
    print(load, flush=True)
    yield load
    yield from starts()
    yield from lived(pages)
    yield from decided()


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of a process to its first paint: by the clock, and of the processor's time."""

    clock: float = float("inf")
    processor: float = float("inf")

    def best(self, other: "Start") -> "Start":
        """The least of both."""
        return Start(min(self.clock, other.clock), min(self.processor, other.processor))


def starts() -> Iterator[str]:
    """From the start of the process to the first paint, in turn with an empty window; the best of some."""
    empty, ours = Start(), Start()
    for _ in range(STARTS):
        empty, ours = empty.best(started("empty")), ours.best(started("ours"))
    for what, one, other in (("clock", empty.clock, ours.clock), ("processor", empty.processor, ours.processor)):
        aim = 1.5 * one + 0.3
        line = f"start, {what}: an empty PySide6 window {one:.2f} s, ours {other:.2f} s (aim: at most {aim:.2f} s)"
        print(line, flush=True)
        yield line


def started(kind: str) -> Start:
    """Start a process and see when it has painted first."""
    begun = time.time()
    command = [sys.executable, "-m", "tests.benchmarks._window_start", kind]
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    painted, processor = map(float, done.stdout.split()[:2])
    return Start(painted - begun, processor)


def decided() -> Iterator[str]:
    """How soon a decision shows in a matter of ten thousand documents (`DOCUMENTS=200` takes another size)."""
    command = [sys.executable, "-m", "tests.benchmarks._window_decisions"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if not done.stdout:
        raise RuntimeError(done.stderr)
    for line in done.stdout.splitlines():
        print(line, flush=True)
        yield line


def lived(pages: int) -> Iterator[str]:
    """The life of one window."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.benchmarks._window_run import measured

    with tempfile.TemporaryDirectory() as place:
        path = written(Path(place) / "long.pdf", pages)
        for line in measured(path, Path(place)):
            print(line, flush=True)
            yield line


if __name__ == "__main__":
    sys.exit(main([]))
