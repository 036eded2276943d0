"""The application: one start window, and a window for each open matter. It writes no client text anywhere."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog

from legalredact import __version__
from legalredact.errors import LegalRedactError, UsageError
from legalredact.gui.core.clipboard import ClipboardGuard
from legalredact.gui.core.icons import icon
from legalredact.gui.core.pasted_keys import PastedKeys
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.theme import Theme
from legalredact.gui.guide.window import GuideOpener
from legalredact.gui.shell.gc_timer import keep_calm
from legalredact.gui.shell.start_window import StartWindow
from legalredact.gui.shell.surroundings import refuse_unsafe_surroundings
from legalredact.workflow.compute.crash_dumps import no_crash_dumps
from legalredact.workflow.compute.lanes import Executor, Lanes, unexpected

if TYPE_CHECKING:
    # Loaded by `_prepare` after the window has appeared.
    from legalredact.gui.core.session import MatterSession
    from legalredact.gui.shell.matter_window import MatterWindow
    from legalredact.gui.shell.opening import Opening
    from legalredact.workflow.matter.dependencies import Wiring


KEY_PASTED = UsageError(
    "An API key was pasted into a field that is not for keys; it was removed there.",
    "Store it under Settings, or beside Sending at the start.",
)
PATIENCE = 10.0
"""Seconds to wait after the last window closed for modules that are still loading."""


WINDOWS_ID = "LegalRedact.LegalRedact"
"""Windows' id that joins windows and their Start menu link to one program; the installer sets it on the link."""


def run(make_wiring: "Callable[[], Wiring]", arguments: Sequence[str] = ()) -> int:
    """Open the window and stay until the last one is closed.

    Arguments:
        make_wiring: makes the dependencies of the application, in a lane: they load after the window has appeared.
        arguments: ``["--sample"]`` opens the sample at once, ``["--open", "a.pdf"]`` asks for a matter.

    Returns: the exit status.

    Errors: UsageError if the environment would show the window on another machine.
    """
    refuse_unsafe_surroundings()
    keep_quiet()
    own_place_in_taskbar()
    application = QApplication([sys.argv[0]])
    application.setApplicationName("LegalRedact")
    application.setApplicationDisplayName("LegalRedact")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("org.legalredact.LegalRedact")  # by it a desktop finds the icon and groups windows
    preferences = Preferences()
    Theme(application, preferences.mode, preferences.text)
    keep_calm(application)
    guard = ClipboardGuard()
    application.aboutToQuit.connect(guard.clear)
    keys = PastedKeys(application)
    lanes = Lanes()
    desk = OpenWindows(make_wiring, preferences, lanes)
    sys.excepthook = desk.report
    keys.noticed.connect(lambda: desk.tell(KEY_PASTED))
    files = [Path(name) for name in arguments[1:]] if arguments[:1] == ["--open"] else []
    desk.begin(sample=arguments[:1] == ["--sample"], files=files)
    status = application.exec()
    lanes.close()
    lanes.wait(PATIENCE)
    return status


class OpenWindows(QObject):
    """The open windows.

    Arguments:
        make_wiring: as in `run`.
        preferences: settings of the windows.
    """

    def __init__(self, make_wiring: "Callable[[], Wiring]", preferences: Preferences, executor: Executor) -> None:
        super().__init__()
        prepare = partial(_prepare, make_wiring, preferences)
        self.start = StartWindow(preferences, prepare, executor)
        self.start.setWindowIcon(icon("shield-check", "accent"))
        self.start.opened.connect(self.show_matter)
        self.matters: list[MatterWindow] = []
        self.guide = GuideOpener(preferences, self)
        self.guide.failed.connect(self.tell)

    def begin(self, *, sample: bool = False, files: Sequence[Path] = ()) -> None:
        """Show the start window; once it is ready, open the sample, or ask for the matter of files."""
        if sample:
            self.start.prepared.connect(self.start.open_sample)
        elif files:
            self.start.prepared.connect(partial(self.start.receive, files))
        self.start.show()

    def show_matter(self, session: "MatterSession") -> None:
        """Open a window for a matter."""
        from legalredact.gui.shell.matter_window import MatterWindow

        window = MatterWindow(session)
        window.setWindowIcon(self.start.windowIcon())
        window.closed.connect(lambda: self._closed(window))
        self.matters.append(window)
        window.show()
        for dialog in self.start.findChildren(QDialog):  # nobody would see it over a window that is gone
            if dialog.isVisible():
                dialog.reject()
        self.start.hide()

    def report(self, kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        """An uncaught error: shown as a bug of ours, by its kind and place, never with its message."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.tell(unexpected(problem.with_traceback(trace)))

    def tell(self, problem: LegalRedactError) -> None:
        """Show a problem in the active window."""
        window = next((w for w in self.matters if w.isActiveWindow()), self.matters[-1] if self.matters else self.start)
        window.error.show_problem(problem)

    def _closed(self, window: "MatterWindow") -> None:
        self.matters.remove(window)
        if not self.matters:
            self.start.refresh()
            self.start.show()


def keep_quiet() -> None:
    """No crash dumps, no messages of Qt: each could contain client text."""
    no_crash_dumps()
    qInstallMessageHandler(_drop_message)


def own_place_in_taskbar() -> None:
    """On Windows: use the id of the Start menu link, not that of the Python that runs this."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(WINDOWS_ID)


def _drop_message(_: QtMsgType, __: object, ___: str) -> None:
    """Qt's warnings may quote the text of a widget."""


def _prepare(make_wiring: "Callable[[], Wiring]", preferences: Preferences) -> "Opening":
    """In a lane: load everything that a matter needs, including the views."""
    import legalredact.gui.shell.matter_window  # noqa: F401 - loaded here, so that it need not be when a matter is open
    from legalredact.documents.ocr.engine import OcrEngine, choose
    from legalredact.gui.shell.opening import Opening
    from legalredact.workflow.names.priorities import warm_up

    warm_up()
    if preferences.ocr in set(OcrEngine):
        choose(OcrEngine(preferences.ocr))
    return Opening.prepared(make_wiring(), preferences)
