"""What keeps the window at hand: threads of its process give way at once, and garbage is collected where it may be.

Qt's objects must die in the window's thread, and a full collection stops every thread for as long as it takes. So
Python's own collector is switched off; a timer collects what is young, in the window's thread, little at a time, and
everything is looked through only when nobody waits: when a matter is closed, or another program is in front.
"""

import gc
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

SWITCH = 0.001
"""Seconds after which a thread that computes gives way to the window's."""
EVERY = 250
"""Milliseconds between two collections of what is young."""
MOST_YOUNG = 50_000
"""Objects that are looked through while a person may wait; what is more at once is kept until nobody does."""
OLDER = 12
"""Every so many of them looks at what has outlived one, too."""


class Collector(QObject):
    """Collects garbage in the window's thread.

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
        """Look through what was made lately."""
        if gc.get_count()[0] > MOST_YOUNG:
            gc.freeze()  # a large matter came: looking through it would stop the window
            return
        self._turns += 1
        gc.collect(1 if self._turns % OLDER == 0 else 0)

    def collect_all(self) -> None:
        """Look through everything; takes a while where there is much."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationInactive:
            self.collect_all()


def keep_calm(application: QApplication) -> Collector:
    """Have the window's thread come first in its process."""
    sys.setswitchinterval(SWITCH)
    return Collector(application)
