"""The loop inside a process of `executors`: one task after the other, with limits on time and memory."""

import os
import signal
import threading
import time

import psutil

from legalredact.documents.workers.process import lower_priority
from legalredact.model.progress import Progress, Report
from legalredact.workflow.matter.worker_toolkit import MakeKit
from legalredact.workflow.production.passes import Round
from legalredact.workflow.production.stages import Done, RunSettings, StageTask, done

MOST_MEMORY = 3 << 30
"""Bytes that a process may use: as much as one that reads a file."""
MOST_SILENCE = 600.0
"""Seconds without a sign from a task before it counts as hung."""
_LOOK_EVERY = 0.5
ENDED = 70
"""Exit code of a process that ended itself."""


class Bench:
    """Works on tasks, in a separate process.

    Arguments:
        make: makes its tools.
        memory: bytes that the process may use; it ends itself beyond.
    """

    def __init__(self, make: MakeKit, memory: int = MOST_MEMORY) -> None:
        lower_priority()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asked; it ends this process when it wants to
        self._watch = Watch(memory)
        self._kit = make()
        self._known: RunSettings | Round | None = None

    def know(self, known: RunSettings | Round, _: Report) -> None:
        """Settings for the tasks that follow."""
        self._known = known

    def do(self, task: StageTask, _: Report) -> tuple[Done, ...]:
        """See `stages.done`; progress within one document of thousands is not reported."""
        with self._watch:
            return done(task, self._kit, self._known, self._watch.told)


class Watch:
    """Ends its own process if a task hangs or takes too much memory; the caller sees a crash.

    Arguments:
        memory: bytes.
        silence: seconds.
    """

    def __init__(self, memory: int, silence: float = MOST_SILENCE) -> None:
        self._memory, self._silence = memory, silence
        self._last_sign: float | None = None
        threading.Thread(target=self._look, name="watch", daemon=True).start()

    def __enter__(self) -> None:
        self._last_sign = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self._last_sign = None

    def told(self, _: Progress) -> None:
        """A report: it counts as a sign of life."""
        self._last_sign = time.monotonic()

    def _look(self) -> None:
        process = psutil.Process()
        while True:
            time.sleep(_LOOK_EVERY)
            last = self._last_sign
            hangs = last is not None and time.monotonic() - last > self._silence
            if hangs or process.memory_info().rss > self._memory:
                os._exit(ENDED)
