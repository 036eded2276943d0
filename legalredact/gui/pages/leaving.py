"""The mask of the shown document: the same object that is sent, so that a preview shows what leaves."""

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from legalredact.errors import Cancelled, LegalRedactError
from legalredact.gui.core.palette import OTHER, RoleStyle, style_of
from legalredact.gui.core.session import MatterSession
from legalredact.gui.core.tasks import Task
from legalredact.model.mention import Mention, Span
from legalredact.model.payload import MaskedText, Occurrence
from legalredact.model.register import Entity, Register
from legalredact.workflow.compute.lanes import Lane


@dataclass(frozen=True, slots=True)
class Leaving:
    """A masked document.

    Arguments:
        by_token: the entity of each token, for its color.
    """

    masked: MaskedText
    by_token: Mapping[str, Entity]

    def within(self, span: Span) -> Sequence[Occurrence]:
        """Replaced names that share a character with a span of the clear text, in order."""
        found = self.masked.occurrences
        first = bisect.bisect_right(found, span.start, key=lambda one: one.clear_span.end)
        last = bisect.bisect_left(found, span.end, key=lambda one: one.clear_span.start)
        return found[first:last]

    def printed(self, occurrence: Occurrence) -> str:
        """The characters that replace a name: its token, with a general form or a space beside it."""
        return occurrence.masked_span.of(self.masked.text)

    def style(self, token: str) -> RoleStyle:
        """The color of a token."""
        entity = self.by_token.get(token)
        return style_of(entity) if entity is not None else OTHER


class LeavingSupply(QObject):
    """Masks the shown document, and again after each decision, as long as "As it will leave" is on."""

    came = Signal()
    """The result of `of` has changed."""

    def __init__(self, session: MatterSession) -> None:
        super().__init__(session)
        self._session = session
        self._wanted = ""
        self._made: Leaving | None = None
        self._made_for: tuple[str, Register, Sequence[Mention]] | None = None
        self._task: Task | None = None
        session.changed.connect(lambda _: self._ask())

    def want(self, document_id: str) -> None:
        """Mask that document; an empty id for none."""
        if document_id != self._wanted:
            self._wanted = document_id
            self._ask()

    def of(self, document_id: str) -> Leaving | None:
        """The mask of a document, or the one before the last decision; see `is_current`."""
        made_for = self._made_for
        return self._made if made_for is not None and made_for[0] == document_id else None

    def is_current(self, document_id: str) -> bool:
        """Whether the mask that `of` returns fits the current decisions."""
        return self._made_for is not None and self._made_for == self._now(document_id)

    def _now(self, document_id: str) -> tuple[str, Register, Sequence[Mention]]:
        state = self._session.state
        return document_id, state.register, state.mentions.get(document_id, ())

    def _ask(self) -> None:
        wanted, state = self._wanted, self._session.state
        if not wanted or wanted in state.busy or state.document(wanted) is None or self.is_current(wanted):
            return
        if self._task is not None:
            self._task.cancel()
        made_for = self._now(wanted)
        work, tasks = partial(self._session.masking.mask, wanted), self._session.tasks
        then = partial(self._take, made_for)
        task = tasks.run(Lane.PICTURES, "Masking", work, then, failed=self._failed, quiet=True)
        self._task = None if task.over else task

    def _take(self, made_for: tuple[str, Register, Sequence[Mention]], masked: MaskedText) -> None:
        self._task = None
        self._made, self._made_for = Leaving(masked, made_for[1].by_token()), made_for
        self.came.emit()
        if made_for[0] == self._wanted:
            self._ask()

    def _failed(self, problem: LegalRedactError) -> None:
        if not isinstance(problem, Cancelled):
            self._task = None
            self._session.tasks.failed.emit(problem)
