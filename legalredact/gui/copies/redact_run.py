"""Runs that make copies: the result for each document, and whether it is still current."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.copies.redact_table import Fate, fate_of
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.model.register import Register
from legalredact.workflow.copies.plan import Choices
from legalredact.workflow.copies.run import Redacted
from legalredact.workflow.copies.run_log import RunLog

CHANGED = "changed since its copy was made"


class RedactRun(QObject):
    """One run at a time, in the documents lane."""

    changed = Signal()
    """A run began or ended, or a document is finished."""
    begun = Signal(str)
    """Id of a document whose copy is being made now."""
    made = Signal(str)
    """Id of a finished document."""

    def __init__(self, session: MatterSession) -> None:
        super().__init__(session)
        self._session = session
        self._stale = set[str]()
        self._wanted = frozenset[str]()
        self._names = _covered(session.state.register)
        self.results: dict[str, Redacted] = {}
        self.folder: Path | None = None
        self.task: Task | None = None
        self._whole_log: Path | None = None
        self._at = ""

    def start(self, document_ids: Sequence[str], folder: Path, choices: Choices) -> None:
        """Make copies in a folder."""
        self.folder, self._wanted, self._whole_log = folder, frozenset(document_ids), None
        for document_id in document_ids:
            self.results.pop(document_id, None)
            self._stale.discard(document_id)
        task = self._session.copy(
            document_ids, folder, choices, self._take, self._take_log, lambda _: self._end(), self._fail
        )
        self.task = None if task.over else task
        task.progressed.connect(self._follow)
        self.changed.emit()

    @property
    def log(self) -> Path | None:
        """PDF of what the last run covered: its log, or that of its only copy; None before that."""
        if self._whole_log is not None:
            return self._whole_log
        logs = [log for i in self._wanted if (found := self.results.get(i)) and (log := found.log_pdf)]
        return logs[0] if len(logs) == 1 else None

    def copy_of(self, document_id: str) -> Redacted | None:
        """The delivered copy of a document, if it is still current."""
        result = self.results.get(document_id)
        return result if result is not None and result.copy is not None and document_id not in self._stale else None

    def fate(self, document_id: str) -> tuple[Fate, str]:
        """The result for a document, in words."""
        result = self.results.get(document_id)
        if result is None:
            if self.task is not None and document_id == self._at:
                return Fate.WAITING, "being made …"
            waits = self.task is not None and document_id in self._wanted
            return (Fate.WAITING, "waiting …") if waits else (Fate.NONE, "not made yet")
        if result.copy is not None and document_id in self._stale:
            return Fate.NONE, CHANGED
        return fate_of(result)

    def outdate(self, document_ids: Iterable[str] | None = None) -> None:
        """Mark copies of those documents, or all, as outdated."""
        self._stale |= set(self.results if document_ids is None else document_ids)

    def follow_names(self, register: Register) -> None:
        """Mark copies as outdated if their names may have changed."""
        names = _covered(register)
        if names != self._names:
            self._names = names
            self.outdate()

    def _follow(self) -> None:
        progress = self.task.progress if self.task is not None else None
        if progress is not None and progress.subject not in ("", self._at):
            self._at = progress.subject
            self.begun.emit(self._at)

    def _take(self, document_id: str, result: Redacted) -> None:
        self.results[document_id] = result
        self.made.emit(document_id)

    def _take_log(self, log: RunLog) -> None:
        self._whole_log = log.pdf

    def _end(self) -> None:
        self.task, self._at = None, ""
        self.changed.emit()

    def _fail(self, problem: LegalRedactError) -> None:
        self._end()
        if not isinstance(problem, Cancelled):
            self._session.tasks.failed.emit(problem)


def _covered(register: Register) -> frozenset[tuple[str, ...]]:
    """Names that are covered, with their spellings."""
    masked = (entity for entity in register.entities if entity.masked_somewhere)
    return frozenset((entity.id, *entity.spellings, *map(str, entity.local)) for entity in masked)
