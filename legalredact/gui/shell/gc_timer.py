"""Keeps the window responsive: other threads yield to the GUI thread, and garbage is collected only at safe times.

Qt objects must die in the GUI thread, and a full collection stops every thread while it runs. So Python's automatic
collector is switched off. A timer collects young objects in the GUI thread, few at a time. A full collection runs
only when nobody waits: when a matter is closed, or another program is in front.
"""

import gc
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

SWITCH = 0.001
"""Seconds after which a thread that computes yields to the GUI thread."""
EVERY = 250
"""Milliseconds between two collections of young objects."""
MOST_YOUNG = 50_000
"""Most objects that are checked while a person may wait; more than that are frozen until nobody waits."""
OLDER = 12
"""Every so many collections include objects that survived one."""


class Collector(QObject):
    """Collects garbage in the GUI thread.

    Arguments:
        application: lives as long as it does.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._turns = 0
        gc.disable()
        gc.freeze()  # what was loaded so far stays
        timer = QTimer(self, interval=EVERY)
        timer.timeout.connect(self.collect_young)
        timer.start()
        application.applicationStateChanged.connect(self._state_changed)

    def collect_young(self) -> None:
        """Collect young objects."""
        if gc.get_count()[0] > MOST_YOUNG:
            gc.freeze()  # a large matter came: looking through it would stop the window
            return
        self._turns += 1
        gc.collect(1 if self._turns % OLDER == 0 else 0)

    def collect_all(self) -> None:
        """Run a full collection; it takes a while if there are many objects."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationInactive:
            self.collect_all()


def keep_calm(application: QApplication) -> Collector:
    """Give the GUI thread priority in its process."""
    sys.setswitchinterval(SWITCH)
    return Collector(application)
