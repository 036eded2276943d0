"""An event loop with nothing to do, beside the window that is measured: what gaps the machine alone makes.

Run as a process of its own by `_window_run`; it tells its gaps once a line comes in.
"""

import sys
import threading

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tests.benchmarks._window_gaps import Gaps, ticking


class Asked(QObject):
    """Somebody wants to know."""

    asked = Signal()


def main() -> int:
    """Wait, and tell."""
    application = QApplication(["idle"])
    asked, gaps = Asked(), Gaps()
    asked.asked.connect(application.quit)

    def wait() -> None:
        sys.stdin.readline()
        asked.asked.emit()

    threading.Thread(target=wait, daemon=True).start()
    timer: QTimer = ticking(gaps)
    application.exec()
    timer.stop()
    print(gaps, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
