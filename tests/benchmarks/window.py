"""The window: how soon it is there, how soon a page is, how long its event loop ever waits, how fast it scrolls.

`dev.py bench window` makes a PDF of invented text (1,100 pages, more than 10,000 passages; `PAGES=100` takes another
size), opens it in a real window without a display, and lets it go all the way to the look at what would leave. A gap is
the time between two turns of the event loop, which a timer of one millisecond tells.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

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
    yield from starts()
    yield from lived(pages)


def starts() -> Iterator[str]:
    """From the start of the process to the first paint, in turn with an empty window; the best of some."""
    best = {"empty": float("inf"), "ours": float("inf")}
    for _ in range(STARTS):
        best = {kind: min(known, started(kind)) for kind, known in best.items()}
    ratio = (best["ours"] - 0.3) / best["empty"]
    line = (
        f"start: empty PySide6 window {best['empty']:.2f} s, ours {best['ours']:.2f} s (less 0.3 s: {ratio:.2f} times)"
    )
    print(line, flush=True)
    yield line


def started(kind: str) -> float:
    """Seconds from the start of a process to its first paint."""
    begun = time.time()
    command = [sys.executable, "-m", "tests.benchmarks._window_start", kind]
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout.split()[0]) - begun


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
