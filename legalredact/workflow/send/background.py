"""A summary while a person works in the matter: the vault's lane is used only briefly before and after it."""

import functools
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from legalredact.errors import DocumentOverdue, LegalRedactError, UsageError
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.payload import MaskedText
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.model.register import Register
from legalredact.model.review import ReviewedSummary
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.lanes import Executor, Lane
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.matter.add_files import called_in
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.send.incidents import note_failure
from legalredact.workflow.send.meaning import KEPT, ask, keep_check, note_failed_check, place_check
from legalredact.workflow.send.meaning_rules import wanted
from legalredact.workflow.send.summarize import answer, keep_answer, place_order

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Summarizing:
    """Prepares and makes summaries of a matter that another thread owns.

    Arguments:
        matter: used in the vault lane only.
        executor: the lanes; the caller runs in the network lane.
    """

    matter: OpenMatter
    executor: Executor

    def prepare(
        self, prompt: Prompt, report: Report, cancel: Cancellation, chosen: Collection[str] | None = None
    ) -> Prepared:
        """The payload over the chosen documents (None: all), with the result of its verification."""
        matter = self.matter
        register, documents, mentions = self._vault(functools.partial(self._known, chosen))
        cancel.check()
        try:
            return matter.thinking.prepare(prompt, register, documents, mentions, report, cancel)
        except DocumentOverdue as overdue:
            self._vault(functools.partial(matter.set_apart, overdue))
            raise

    def mask(self, document_id: str, report: Report, cancel: Cancellation) -> MaskedText:
        """One document masked as it would be sent now; nothing is stored.

        Errors: UsageError if it is not in the matter any more.
        """
        matter = self.matter
        register, document, mentions = self._vault(lambda: self._one(document_id))
        return matter.thinking.mask(register, document, mentions, report, cancel)

    def _one(self, document_id: str) -> tuple[Register, Document, tuple[Mention, ...]]:
        self.matter.catch_up()
        document = next((one for one in self.matter.in_time if one.id == document_id), None)
        if document is None:
            what = "This document is not masked: a step over it took too long."
            raise UsageError(what, "Split it into smaller ones.")
        return self.matter.named(), document, self.matter.mentions.get(document_id, ())

    def _known(
        self, chosen: Collection[str] | None
    ) -> tuple[Register, tuple[Document, ...], Mapping[str, tuple[Mention, ...]]]:
        self.matter.catch_up()
        return self.matter.keep_tokens(), self.matter.chosen(chosen), self.matter.mentions

    def summarize(
        self,
        prompt: Prompt,
        engine: str,
        seen: str,
        report: Report,
        cancel: Cancellation,
        chosen: Collection[str] | None = None,
    ) -> ReviewedSummary:
        """See `summarize.place_order` for the arguments.

        Where policy or the matter's setting says so, the summary is then read a second time. An error of that leaves
        the summary as it is, without verdicts on its meaning.
        """
        with self.matter.work("A summary is made"):
            made = self._summarized(prompt, engine, seen, chosen, report, cancel)
            if not made.checked.restorable or not self._vault(functools.partial(self._is_wanted, engine)):
                return made
            try:
                return self._checked(made.id, report, cancel)
            except LegalRedactError as error:
                error.what = f"{error.what} {KEPT}"
                raise

    def check_meaning(self, summary_id: str, report: Report, cancel: Cancellation) -> ReviewedSummary:
        """See `meaning.check_meaning`."""
        with self.matter.work("The meaning of a summary is checked"):
            return self._checked(summary_id, report, cancel)

    def _is_wanted(self, engine: str) -> bool:
        return wanted(self.matter.parts.policy, self.matter.info, engine)

    def _checked(self, summary_id: str, report: Report, cancel: Cancellation) -> ReviewedSummary:
        report(Progress("meaning", 0, 0))
        order = self._vault(lambda: place_check(self.matter, self.matter.summary(summary_id)))
        try:
            cancel.check()
            replies = ask(self.matter.parts.engine, order, report, cancel)
            cancel.check()
        except LegalRedactError as error:
            self._vault(functools.partial(note_failed_check, self.matter, order, error))
            raise
        return self._vault(lambda: keep_check(self.matter, order, replies))

    def _summarized(
        self,
        prompt: Prompt,
        engine: str,
        seen: str,
        chosen: Collection[str] | None,
        report: Report,
        cancel: Cancellation,
    ) -> ReviewedSummary:
        report(Progress("check", 0, 0))
        order = self._vault(lambda: place_order(self.matter, prompt, engine, seen, chosen))
        cancel.check()
        try:
            masked = answer(self.matter.parts.engine, order, report, cancel)
            cancel.check()
        except LegalRedactError as error:
            self._vault(functools.partial(note_failure, self.matter, order.verified.digest, error))
            raise
        report(Progress("judge", 0, 0))
        return self._vault(lambda: keep_answer(self.matter, order, masked))

    def _vault(self, step: Callable[[], T]) -> T:
        return called_in(self.executor, Lane.VAULT, step)
