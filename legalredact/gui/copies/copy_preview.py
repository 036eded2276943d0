"""The preview of the shown document's copy: the copy itself, made and audited in memory, again after each change."""

import hashlib
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.model.document import Document
from legalredact.redaction.near_names import near_lines
from legalredact.workflow.compute.lanes import Lane
from legalredact.workflow.copies.plan import Choices
from legalredact.workflow.copies.preview import Previewing
from legalredact.workflow.copies.process import CopyPreview

DELAY = 600
"""Milliseconds without a change after which a preview is made: a page takes a second or more."""

STOPPED = "stopped; it is made when the document is shown again, or a choice changes"
FIRST_WORDS = 3
"""Words near names that are listed above a preview, so that a long list leaves room for the pages."""


@dataclass(frozen=True, slots=True)
class PreviewState:
    """What can be shown of a preview now.

    Arguments:
        content: bytes of a PDF to draw; None if there is none.
        key: another one for other bytes.
        document: the text of a copy without pages.
        words: why it is not there, or not up to date; empty if it is.
        near: words of the document near a name that the copy covers or leaves; the first of many.
        all_near: all of them, a line for those that it leaves and one for those that it covers.
    """

    content: bytes | None = field(default=None, repr=False)
    key: str = ""
    document: Document | None = field(default=None, repr=False)
    words: str = ""
    near: str = field(default="", repr=False)
    all_near: str = field(default="", repr=False)


class CopyPreviews(QObject):
    """Makes the preview of one document at a time, in a lane of its own."""

    changed = Signal()

    def __init__(self, session: MatterSession) -> None:
        super().__init__(session)
        self._session = session
        self._wanted: tuple[str, Choices, object] | None = None
        self._made_for: tuple[str, Choices, object] | None = None
        self._made: CopyPreview | None = None
        self._key, self._problem = "", ""
        self._stopped = False
        """Whether a person stopped the preview that is wanted."""
        self._task: Task | None = None
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._start)

    def ask(self, document_id: str, choices: Choices, conditions: object) -> None:
        """Have a preview made, unless the last one was made for the same.

        Arguments:
            conditions: whatever else a copy depends on; compared with the last one's.
        """
        wanted = (document_id, choices, conditions)
        if wanted == self._wanted:
            return
        self.stop()
        self._wanted = wanted
        if wanted != self._made_for:
            self._soon.start(DELAY)

    def stop(self) -> None:
        """The preview is no longer shown."""
        self._soon.stop()
        self._wanted, self._stopped = None, False
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @property
    def state(self) -> PreviewState:
        """What can be shown of the wanted document."""
        if self._wanted is None or self._made_for is None or self._made_for[0] != self._wanted[0]:
            return PreviewState(words=self._progress("being made"))
        words = "" if self._wanted == self._made_for else self._progress("being made again")
        if self._problem or self._made is None:
            return PreviewState(words=words or self._problem)
        if not self._made.clean:
            return PreviewState(words=words or "this copy could not be verified, so it would be withheld")
        near = self._made.made.near
        first, every = "; ".join(near_lines(near, FIRST_WORDS)), "\n".join(near_lines(near))
        return PreviewState(self._made.content, self._key, self._made.document, words, first, every)

    def _progress(self, words: str) -> str:
        if self._stopped:
            return STOPPED
        progress = self._task.progress if self._task is not None else None
        if progress is None or not progress.total:
            return f"{words} …"
        verb = "checking" if progress.step == "audit" else "page"
        return f"{words}, {verb} {min(progress.done + 1, progress.total)} of {progress.total} …"

    def _start(self) -> None:
        if self._wanted is None:
            return
        document_id, choices, _ = made_for = self._wanted
        previewing = Previewing(self._session.masking.matter, self._session.tasks.executor)
        work = partial(previewing.make, document_id, choices)
        failed = partial(self._failed, made_for)
        then = partial(self._take, made_for)
        self._stopped = False
        task = self._session.tasks.run(
            Lane.PREVIEWS, "Making a preview", work, then, failed=failed, quiet=True, stops=True
        )
        if not task.over:
            self._task = task
            task.progressed.connect(self.changed)

    def _take(self, made_for: tuple[str, Choices, object], made: CopyPreview) -> None:
        self._done(made_for)
        self._made, self._made_for, self._problem = made, made_for, ""
        self._key = hashlib.sha256(made.content).hexdigest() if made.content is not None else ""
        self.changed.emit()

    def _failed(self, made_for: tuple[str, Choices, object], problem: LegalRedactError) -> None:
        if isinstance(problem, Cancelled):
            if made_for == self._wanted:  # else it was stopped for another one
                self._task, self._stopped = None, True
                self.changed.emit()
        else:
            self._done(made_for)
            self._made, self._made_for, self._problem = None, made_for, problem.what
            self.changed.emit()

    def _done(self, made_for: tuple[str, Choices, object]) -> None:
        """A task for something else is still running."""
        if made_for == self._wanted:
            self._task = None
