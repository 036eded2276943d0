"""The window before a matter is open; it is hidden while one is open, and shown again when the last one is closed."""

import contextlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow, QVBoxLayout, QWidget

from legalredact.documents.intake.load_file import LOAD_FILES
from legalredact.errors import Cancelled, KeyringUnavailable, LegalRedactError, VaultBusy, WrongKey
from legalredact.gui.core.dialogs import open_at
from legalredact.gui.core.guide_topics import explained_by_f1, guide_requests
from legalredact.gui.core.preferences import Preferences
from legalredact.gui.core.tasks import Tasks
from legalredact.gui.shell.matter_question import matter_question, waiting_words
from legalredact.gui.shell.read_only_question import look_question
from legalredact.gui.shell.recent_matters import ListedMatter, listed_matters, recent_rows
from legalredact.gui.shell.start_view import StartView
from legalredact.gui.shell.status_bar import StatusBar
from legalredact.gui.shell.updated_notice import UpdatedNotice
from legalredact.gui.widgets.error_panel import ErrorPanel
from legalredact.gui.widgets.question import Question
from legalredact.model.matter import MatterInfo
from legalredact.model.register import Register
from legalredact.workflow.compute.lanes import Executor, Lane

if TYPE_CHECKING:
    # Only for type names here: their imports take longer to load than a person should wait for a window.
    from legalredact.detection.document_facts.caption_sides import CaptionParty
    from legalredact.gui.core.session import MatterSession
    from legalredact.gui.core.tasks import Task
    from legalredact.gui.shell.opening import Opening
    from legalredact.gui.shell.readiness import ReadinessRow

COPIED = (
    "Your key is copied for one minute. Send it to your colleague: they paste it under Go, Members. "
    "Then open the matter's folder here."
)
STOPPED = "Stopped. No matter was opened or created."
NAMED = 12
"""Most recent matters whose names are read."""


class StartWindow(QMainWindow):
    """Makes and opens matters.

    Arguments:
        prepare: loads the dependencies of the application, in a lane; the window appears before.
    """

    opened = Signal(object)
    """The MatterSession of a matter that is open now."""
    prepared = Signal()
    """Matters can be opened."""

    def __init__(self, preferences: Preferences, prepare: "Callable[[], Opening]", executor: Executor) -> None:
        super().__init__()
        self._preferences = preferences
        self._loaded: Opening | None = None
        self._names: dict[Path, str] = {}
        self._matters: tuple[ListedMatter, ...] = ()
        self.question: Question | None = None
        self._mended = ""
        """The row whose remedy was closed, until the machine is checked again."""
        self._waiting: tuple[Path, ...] = ()
        """Files of a file manager for which a person has chosen to make or open a matter; the next one gets them."""
        self.tasks = Tasks(executor)
        self.view, self.error, self.status = StartView(), ErrorPanel(), StatusBar(self.tasks)
        self.tasks.failed.connect(self._failed)
        self._lay_out()
        self._connect()
        self._busy("Getting ready …")
        self.tasks.run(Lane.VAULT, "Getting ready", lambda *_: prepare(), self._take, quiet=True)

    def refresh(self) -> None:
        """List matters, and check what is ready."""
        self.view.show_busy("")
        self.view.focus_on_work()
        opening = self._opening
        self.status.show_sending(opening.sending())
        self.look_what_is_ready()
        places = (self._preferences.home, *self._preferences.shared)
        self.tasks.run(
            Lane.LISTS, "Listing the matters", lambda *_: listed_matters(places, opening), self._listed, quiet=True
        )

    def _listed(self, matters: tuple[ListedMatter, ...]) -> None:
        """Show the matters, and read the names of the first ones."""
        begins, opening = self.focusWidget() in (None, self.view.choose), self._opening
        self._matters = matters
        self._show_matters()
        if begins:
            self.view.focus_on_work()
        for one in matters[:NAMED]:  # again: a matter may have got a name, or its first file
            folder = one.folder
            self.tasks.run(
                Lane.VAULT,
                "Reading names of matters",
                lambda *_, folder=folder: (folder, opening.name_of(folder)),
                self._named,
                failed=lambda _: None,
                quiet=True,
            )

    def look_what_is_ready(self) -> None:
        """Check again: a person may have fixed something."""
        from legalredact.gui.shell.status_words import confinement_standing, policy_standing
        from legalredact.workflow.administration.confined import confinements

        opening = self._opening
        self.status.show_policy(policy_standing(opening.policy))
        self.status.show_confinement(confinement_standing(opening.policy, confinements()))
        self.view.readiness.show_rows(())
        self.tasks.run(
            Lane.PICTURES, "Checking this machine", lambda *_: tuple(opening.ready()), self._show_ready, quiet=True
        )

    def _show_ready(self, rows: "tuple[ReadinessRow, ...]") -> None:
        from legalredact.gui.shell.status_words import keyring_standing

        readiness, mended, self._mended = self.view.readiness, self._mended, ""
        readiness.show_rows(rows)
        if mended and mended not in readiness.mends and readiness.isAncestorOf(self.focusWidget()):
            self.view.focus_on_work()  # its link is gone
        keyring = keyring_standing(rows)
        if keyring is not None:
            self.status.show_keyring(keyring)

    def _mend(self, what: str) -> None:
        """The remedy here for something that is not ready."""
        from legalredact.gui.shell.fix_dialog import mend

        def closed() -> None:
            self._mended = what
            self.look_what_is_ready()

        mend(self, what, self._opening, self.tasks, closed)

    @property
    def _opening(self) -> "Opening":
        assert self._loaded is not None  # noqa: S101 - the view is disabled until it is there
        return self._loaded

    def _take(self, opening: "Opening") -> None:
        self._loaded = opening
        self.refresh()
        if opening.problem is not None:
            self.error.show_problem(opening.problem)
        self.prepared.emit()

    # Requests of a person

    def begin(self, paths: Sequence[Path]) -> None:
        """Make a matter from files: they are read as soon as it is open."""
        self._make(MatterInfo(secrets.token_hex(8)), Register(), paths)

    def receive(self, paths: Sequence[Path]) -> None:
        """Ask for the matter of files that a file manager handed over; without any matter yet, make one."""
        if not self._preferences.matters():
            self.begin(paths)
            return

        def wait() -> None:
            self._waiting = tuple(paths)
            self.view.say(waiting_words(paths))

        self._waiting = ()
        self.question = matter_question(self, paths)
        self.question.no.clicked.connect(wait)  # Escape adds them to no matter
        self.question.accepted.connect(wait)
        self.question.accepted.connect(lambda: self.begin(()))
        self.question.open()

    def open_folder(self, folder: Path) -> None:
        """Open a matter."""
        passphrase = self._ask("", new=False) if self._opening.asks_for_passphrase(folder) else None
        if passphrase == "":
            return
        self._open(folder, passphrase)

    def open_sample(self) -> None:
        """Open the sample matter and read its files."""
        self._busy("Opening the sample …")
        self.view.follow(self._opening.sample(self._then(self._opening.sample_files()), self._failed))

    # Their steps

    def _make(self, info: MatterInfo, typed: Register, paths: Sequence[Path], passphrase: str | None = None) -> None:
        def failed(problem: LegalRedactError) -> None:
            self.view.show_busy("")
            if isinstance(problem, KeyringUnavailable) and passphrase is None:
                chosen = self._ask(f"{problem.what} The matter can be protected by a passphrase instead.", new=True)
                if chosen:
                    self._make(info, typed, paths, chosen)
                    return
            self._failed(problem)

        self._busy("Creating the matter …")
        info = info if info.id else replace(info, id=secrets.token_hex(8))
        then = self._then((*self._waiting, *paths))
        self.view.follow(self._opening.make(self._preferences.new_folder(), info, typed, passphrase, then, failed))

    def _open(self, folder: Path, passphrase: str | None, *, reading: bool = False) -> None:
        def failed(problem: LegalRedactError) -> None:
            if isinstance(problem, WrongKey) and passphrase is not None:
                self.view.show_busy("")
                again = self._ask(f"{problem.what} {problem.remedy}", new=False)
                if again:
                    self._open(folder, again)
                return
            self._failed(problem)
            if isinstance(problem, VaultBusy) and not reading:
                self.question = look_question(self, problem, lambda: self._open(folder, passphrase, reading=True))
                self.question.open()

        self._busy("Opening the matter …")
        waiting = () if reading else self._waiting
        self.view.follow(self._opening.open(folder, passphrase, self._then(waiting), failed, reading=reading))

    def _then(self, paths: Sequence[Path]) -> "Callable[[MatterSession], None]":
        def opened(session: "MatterSession") -> None:
            self.view.show_busy("")
            self.error.hide()
            if self._waiting and self._waiting[0] in paths:
                self._waiting = ()
            self.opened.emit(session)
            if any(path.is_dir() or path.suffix.lower() in LOAD_FILES for path in paths):
                session.files_asked.emit(paths)  # it may be a production: its window asks
            elif paths:
                session.add(paths)

        return opened

    def _ask(self, why: str, *, new: bool) -> str:
        """A passphrase, or nothing if the person cancelled."""
        from legalredact.gui.matter.passphrase_dialog import PassphraseDialog

        dialog = PassphraseDialog(why, new=new, parent=self)
        return dialog.passphrase if dialog.exec() else ""

    def _busy(self, words: str) -> None:
        self.error.hide()
        self.view.show_busy(words)

    def _failed(self, problem: LegalRedactError) -> None:
        self.view.show_busy("")
        if isinstance(problem, Cancelled):
            self.view.say(STOPPED)
        else:
            self.error.show_problem(problem)

    def _ask_for_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Choose files")
        if names:
            self.begin([Path(name) for name in names])

    def _ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Open the folder of a matter", str(self._preferences.home))
        if name:
            self.choose_folder(Path(name))

    def choose_folder(self, folder: Path) -> None:
        """Open a matter; a folder that contains matters, such as a shared one, is listed from now on."""
        from legalredact.vault.folder import is_matter

        if not is_matter(folder) and self._preferences.list_shared(folder):
            self.refresh()
            return
        self.open_folder(folder)

    def copy_key(self) -> None:
        """Copy this person's own key, which a colleague needs to add them to a matter."""

        def copied(key: str) -> None:
            QGuiApplication.clipboard().setText(key)
            self.view.say(COPIED)

        opening = self._opening
        self.tasks.run(Lane.VAULT, "Reading your key", lambda *_: opening.own_key(), copied, quiet=True)

    def _ask_for_matter(self) -> None:
        from legalredact.gui.matter.new_matter import NewMatter

        NewMatter(self._make, self, self._read_caption).open()

    def _read_caption(
        self,
        path: Path,
        then: "Callable[[tuple[CaptionParty, ...]], None]",
        failed: Callable[[LegalRedactError], None],
    ) -> "Task":
        from legalredact.workflow.window.caption_parties import read_caption

        parts = self._opening.wiring.parts(self._opening.policy, None)
        work = partial(read_caption, parts, path)
        return self.tasks.run(Lane.DOCUMENTS, "Reading the caption", work, then, failed=failed)

    # Recent matters

    def _named(self, found: tuple[Path, str]) -> None:
        self._names[found[0]] = found[1]
        self._show_matters()

    def _show_matters(self) -> None:
        used = {one.folder: one.used for one in self._matters}
        passphrase = {one.folder for one in self._matters if one.passphrase}
        rows = recent_rows([(folder, self._names.get(folder)) for folder in used], used.__getitem__)
        self.view.show_matters(
            [(folder, f"{words} (passphrase)" if folder in passphrase else words) for folder, words in rows]
        )

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the place; no matter is opened any more."""
        self.view.opening.stop()
        self._preferences.keep_geometry("start", self)
        with contextlib.suppress(RuntimeError):
            self.tasks.close()
        event.accept()

    def _connect(self) -> None:
        view = self.view
        view.files_dropped.connect(self.begin)
        view.readiness.mend_asked.connect(self._mend)
        view.readiness.again_asked.connect(self.look_what_is_ready)
        view.files_asked.connect(self._ask_for_files)
        view.new_asked.connect(self._ask_for_matter)
        view.open_asked.connect(self._ask_for_folder)
        view.key_asked.connect(self.copy_key)
        view.sample_asked.connect(self.open_sample)
        view.guide.clicked.connect(lambda: guide_requests().asked.emit(""))
        view.matter_chosen.connect(self.open_folder)

    def _lay_out(self) -> None:
        self.setWindowTitle("LegalRedact")
        explained_by_f1(self, "start")
        self.setMinimumSize(800, 560)
        open_at(self, 1120, 720)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.error)
        column.addWidget(UpdatedNotice())
        column.addWidget(self.view, 1)
        column.addWidget(self.status)
        self.setCentralWidget(whole)
        self._preferences.restore_geometry("start", self)
