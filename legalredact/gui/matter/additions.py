"""Adding files and folders: a production with a load file is recognized, and each addition can be undone as a whole."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from legalredact.documents.intake.hidden_files import files_in
from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.guide_topics import explained_by_f1
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.undo import UndoCommand
from legalredact.gui.matter.file_password_dialog import LockedFileDialog
from legalredact.gui.widgets.chooser import Choice, Chooser
from legalredact.model.locked_file import WRONG_PASSWORD, wants_password
from legalredact.model.progress import Cancellation, Report
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.matter.incoming import Added

PRODUCTION, FILES = "production", "files"


class Additions(QObject):
    """Adds what a person chose or dropped.

    Arguments:
        widget: parent of the question.
    """

    production_chosen = Signal(object)
    """Path of a production that a person wants to add as one."""

    def __init__(self, session: MatterSession, widget: QWidget) -> None:
        super().__init__(widget)
        self._session, self._widget = session, widget
        self._again = False
        self.question: Chooser | None = None
        self.locked: LockedFileDialog | None = None
        self._waiting: list[tuple[Path, bool]] = []
        """Locked files for whose passwords nobody was asked yet, and whether one was tried."""
        session.files_asked.connect(self.add)
        session.files_added.connect(self._added)
        session.password_asked.connect(lambda path: self._ask_for_passwords([(path, False)]))

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, and all files in folders; for a production with a load file, ask how."""

        def look(_: Report, cancel: Cancellation) -> tuple[Path | None, tuple[Path, ...]]:
            from legalredact.workflow.production.intake import holds_production

            return holds_production(paths, cancel), files_in(paths, cancel)

        self._session.tasks.run(Lane.PICTURES, "Searching folders", look, lambda found: self._found(*found))

    def _found(self, production: Path | None, files: tuple[Path, ...]) -> None:
        if production is None:
            self._session.add(files)
            return
        offered = [
            Choice(PRODUCTION, "Add as a production", "one document for each record, with its Bates numbers"),
            Choice(FILES, f"Add {len(files):,} separate files" if len(files) > 1 else "Add as a separate file"),
        ]
        self.question = Chooser(f"{production.name} has a load file", offered, self._widget)
        explained_by_f1(self.question, "production")
        self.question.chosen.connect(
            lambda key: self.production_chosen.emit(production) if key == PRODUCTION else self._session.add(files)
        )
        self.question.open()

    def _added(self, paths: Sequence[Path], added: Added) -> None:
        again, self._again = self._again, False
        if added.documents and not again:
            what = paths[0].name if len(paths) == 1 else f"{len(added.documents):,} documents"
            push_addition(self._session, what, added.documents, partial(self._add_again, tuple(paths)))

        locked = [(path, problem) for path, problem in added.refused if wants_password(problem) and path in paths]
        self._ask_for_passwords([(path, problem.what == WRONG_PASSWORD) for path, problem in locked])

    def _ask_for_passwords(self, files: Sequence[tuple[Path, bool]]) -> None:
        """Ask for one password after the other."""
        self._waiting.extend(files)
        if self.locked is None and self._waiting and not self._session.reading:
            path, wrong = self._waiting.pop(0)
            self.locked = LockedFileDialog(path, wrong=wrong, parent=self._widget.window())
            self.locked.entered.connect(lambda path, password: self._session.add([path], {path: password}))
            self.locked.finished.connect(self._asked)
            self.locked.open()

    def _asked(self, _: int) -> None:
        self.locked = None
        self._ask_for_passwords(())

    def _add_again(self, paths: Sequence[Path]) -> None:
        self._again = True
        self._session.add(paths)


def push_addition(session: MatterSession, what: str, documents: Sequence[str], again: Callable[[], object]) -> None:
    """Put an addition that was made on the undo stack.

    Arguments:
        documents: ids of the new documents, or the keys of members without one.
        again: makes the same addition once more.
    """

    def undo(command: UndoCommand) -> None:
        from legalredact.workflow.administration.undo_addition import take_back

        def not_undone(problem: LegalRedactError) -> None:
            command.not_undone(session.undo, problem)
            if not isinstance(problem, Cancelled):
                session.tasks.failed.emit(problem)

        session.act_slowly(
            "Taking back an addition",
            lambda matter, report, cancel: take_back(matter, documents, report, cancel),
            failed=not_undone,
        )

    def do(command: UndoCommand) -> None:
        if command.again:
            again()

    session.undo.push(UndoCommand(f"Add {what}", do, undo, f"Added {what}"))
