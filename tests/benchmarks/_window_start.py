"""`python -m tests.benchmarks._window_start empty|ours`: opens a window, says when it was painted, and ends.

Run as a process of its own by `window`; it prints the clock's time of the first paint, and the processor's until then.
"""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class FirstPaint(QObject):
    """Prints the time at which a window was painted first, and ends the program."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Qt's."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._say)
        return False

    def _say(self) -> None:
        print(time.time(), time.process_time(), flush=True)
        QApplication.quit()


def empty() -> int:
    """What there is to be compared with."""
    application = QApplication(["empty"])
    window = QMainWindow()
    window.resize(1120, 720)
    FirstPaint(window)
    window.show()
    return application.exec()


def ours() -> int:
    """The application as `python -m legalredact` opens it."""
    from legalredact import __main__
    from legalredact.gui.shell import app

    class Watched(app.OpenWindows):
        """The application's own, looked at."""

        def begin(self, *, sample: bool = False, files: Sequence[Path] = ()) -> None:
            FirstPaint(self.start)
            super().begin(sample=sample, files=files)

    app.OpenWindows = Watched  # type: ignore[misc]  # the real one, looked at
    return __main__.window([])


if __name__ == "__main__":
    sys.exit({"empty": empty, "ours": ours}[sys.argv[1]]())
