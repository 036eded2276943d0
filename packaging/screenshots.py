"""Draws every view of the window on the sample matter, without a display: `python packaging/screenshots.py OUT`.

Each view in both themes at 1440 by 900, and at 200 % text, 1280 by 800 and 3840 by 2160. With the word `guide` after
OUT it paints the pictures of the user guide and nothing else, or the one that is named then.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from screenshots_copies import views_of_copies
from screenshots_guide import guide_pictures, paint_picture
from screenshots_productions import views_of_productions
from screenshots_views import View, views_after, views_before

from legalredact import wiring
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.theme import Mode, Theme, theme
from legalredact.gui.shell.matter_window import MatterWindow
from legalredact.gui.shell.opening import Opening
from legalredact.gui.shell.start_window import StartWindow
from legalredact.model.policy import Policy
from legalredact.sandbox.profiles import confine_application
from legalredact.workflow.administration.sample import sample_files
from legalredact.workflow.compute.lanes import Lanes

PATIENCE = 300.0
"""Seconds that reading the sample may take."""
SHAPES = (
    ("light", Mode.LIGHT, 100, (1440, 900)),
    ("dark", Mode.DARK, 100, (1440, 900)),
    ("text-200", Mode.LIGHT, 200, (1440, 900)),
    ("small", Mode.LIGHT, 100, (1280, 800)),
    ("4k", Mode.DARK, 150, (3840, 2160)),
)


def main(arguments: list[str]) -> int:
    """Draw all views into the folder named first, or only the views named after it."""
    out, only = Path(arguments[0]), set(arguments[1:])
    out.mkdir(parents=True, exist_ok=True)
    confine_application()  # as the installed application does; otherwise the status bar reports missing limits
    application = QApplication(["legalredact"])
    Theme(application, Mode.LIGHT)
    with tempfile.TemporaryDirectory() as place:
        preferences = Preferences(QSettings(str(Path(place) / "settings.ini"), QSettings.Format.IniFormat))
        preferences.home = Path(place) / "matters"
        opening = Opening(wiring.real(), Policy(), preferences, "Paralegal")
        start = StartWindow(preferences, lambda: opening, Lanes())
        session = opened_sample(start)
        window = MatterWindow(session)
        files = Path(place) / "production"
        files.mkdir()
        if "guide" in only:
            for picture in guide_pictures(start, window, files, wait_for):
                if only in ({"guide"}, {"guide", picture.name}):
                    paint_picture(out, picture, settled)
        else:
            copies, productions = views_of_copies(window, wait_for), views_of_productions(window, files, wait_for)
            for views in (views_before(start, window, wait_for), productions, copies, views_after(window, wait_for)):
                paint_all(out, views, only)
        closed: list[int] = []
        window.closed.connect(lambda: closed.append(1))
        window.close()
        wait_for(lambda: bool(closed))
        start.close()
    print(*sorted(path.name for path in out.glob("*.png")), sep="\n")
    return 0


def paint_all(out: Path, views: Iterator[View], only: set[str]) -> None:
    """Draw every view, or the wanted ones; steps between views are always done."""
    for name, widget, prepare in views:
        if not only or name in only:
            paint_shapes(out, name, widget, prepare)


def paint_shapes(out: Path, name: str, widget: QWidget, prepare: Callable[[], object]) -> None:
    """One view in every size and theme."""
    for shape, mode, text, size in SHAPES:
        theme().choose(mode=mode, text=text)
        if widget.isWindow():
            widget.resize(*size)
        widget.show()
        prepare()
        settled(widget)
        widget.grab().save(str(out / f"{name}-{shape}.png"))
        widget.hide()
    theme().choose(mode=Mode.LIGHT, text=100)


def opened_sample(start: StartWindow) -> MatterSession:
    """The sample matter after reading and searching."""
    found: list[MatterSession] = []
    start.opened.connect(found.append)
    start.prepared.connect(start.open_sample)
    wait_for(lambda: bool(found))
    session = found[0]
    wait_for(lambda: len(session.state.documents) == len(sample_files()) and not session.tasks.running)
    wait_for(lambda: not session.state.busy)
    return session


def settled(widget: QWidget) -> None:
    """Wait until a window shows everything, pages too."""
    settle()
    if isinstance(widget, MatterWindow) and widget.pages.pages.isVisible():
        wait_for(lambda: widget.pages.pages.complete)


def settle(seconds: float = 1.0) -> None:
    """Wait for asynchronous images."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def wait_for(done: Callable[[], bool]) -> None:
    """Run the event loop until a condition is true."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            sys.exit("screenshots.py: the sample was not ready in time")
        QApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
