"""The first half of a production: the redacted, audited copy of each document, not numbered yet."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from legalredact.errors import DiskFull, LegalRedactError
from legalredact.model.production_set import Treatment, codes_text
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.redaction.options import CopyResult
from legalredact.workflow.copies.parallel import CopyProcesses
from legalredact.workflow.copies.process import CopyJob
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.production_set.prepare import (
    FAILED,
    WITHHELD,
    Contents,
    PreparedSet,
    SetDocument,
    contents,
    copy_key,
)
from legalredact.workflow.production_set.process import (
    MadePages,
    NativeJob,
    PagesJob,
    audit_native,
    make_pages,
    make_slip_sheet,
)
from legalredact.workflow.production_set.work_folder import ReadyCopy, WorkFolder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadyDocument:
    """A document whose copy is in the work folder.

    Arguments:
        key: of its copy there.
        left_out: what its pages lack, in words.
        problem: why it could not be produced; then its copy is a slip sheet.
        reused: an earlier run had made the copy.
    """

    document: SetDocument
    key: str
    copy: ReadyCopy
    left_out: tuple[str, ...] = ()
    problem: str = ""
    reused: bool = False

    @property
    def name(self) -> str:
        """The name of the original, for people of the firm."""
        return self.document.place.name

    @property
    def withheld(self) -> bool:
        """Whether a slip sheet takes its place."""
        return bool(self.problem) or self.document.treatment is Treatment.WITHHOLD


@dataclass(slots=True)
class CopyMaker:
    """Makes the copies of a set in several processes.

    Arguments:
        matter: used only through `vault`.
        vault: runs a step where the matter may be used.
    """

    matter: OpenMatter
    vault: Callable[[Callable[[], object]], object]
    work: WorkFolder
    processes: CopyProcesses
    _contents: dict[str, Contents] = field(default_factory=dict, repr=False)

    def make(self, prepared: PreparedSet, report: Report, cancel: Cancellation) -> tuple[ReadyDocument, ...]:
        """The copy of each document, in order; documents that cannot be made have a problem and a slip sheet.

        Errors: Cancelled, DiskFull, Unwritable; copies that are ready stay in the work folder.
        """
        total = len(prepared.documents)
        keys = {one.place.key: copy_key(prepared, one) for one in prepared.documents}
        found: dict[str, ReadyDocument] = {}
        found.update((known.document.place.key, known) for known in self._known(prepared.documents, keys))
        waiting = [one for one in prepared.documents if one.place.key not in found]
        report(Progress("copy", total - len(waiting), total))
        for one in waiting:
            if one.fails or one.treatment is Treatment.WITHHOLD:
                found[one.place.key] = self._slip_sheet(one, keys[one.place.key], one.fails)
                report(Progress("copy", len(found), total))
        left = {one.place.key: one for one in waiting if one.place.key not in found}
        self._pages(left, keys, prepared, found, report, cancel)
        self._natives(left, keys, found, report, cancel)
        return tuple(found[one.place.key] for one in prepared.documents)

    def _known(self, documents: Sequence[SetDocument], keys: dict[str, str]) -> Iterator[ReadyDocument]:
        for one in documents:
            key = keys[one.place.key]
            copy = None if one.fails else self.work.copy(key)
            if copy is not None:
                yield ReadyDocument(one, key, copy, copy.left_out, reused=True)

    def _pages(
        self,
        left: dict[str, SetDocument],
        keys: dict[str, str],
        prepared: PreparedSet,
        found: dict[str, ReadyDocument],
        report: Report,
        cancel: Cancellation,
    ) -> None:
        total = len(prepared.documents)
        wanted = [one for one in left.values() if one.treatment is Treatment.PRODUCE]
        jobs = self._jobs(wanted, lambda one, content: self._pages_job(one, content, prepared), found)
        for key, made in self.processes.run(make_pages, jobs, cancel):
            found[key] = self._kept(left[key], keys[key], made)
            report(Progress("copy", len(found), total))

    def _natives(
        self,
        left: dict[str, SetDocument],
        keys: dict[str, str],
        found: dict[str, ReadyDocument],
        report: Report,
        cancel: Cancellation,
    ) -> None:
        wanted = [one for one in left.values() if one.treatment is Treatment.NATIVE]
        total = len(found) + len(wanted)
        jobs = self._jobs(
            wanted, lambda one, content: NativeJob(content.original, one.place.name, content.text, one.targets), found
        )
        for key, made in self.processes.run(audit_native, jobs, cancel):
            if isinstance(made, LegalRedactError):
                found[key] = self._slip_sheet(left[key], keys[key], str(made))
            else:
                ready = ReadyCopy(hashlib.sha256(made).hexdigest(), 1, CopyResult(()), native=True)
                self.work.keep(keys[key], ready, made)
                found[key] = ReadyDocument(left[key], keys[key], ready)
            report(Progress("copy", len(found), total))

    def _jobs(
        self,
        wanted: Sequence[SetDocument],
        job: Callable[[SetDocument, Contents], T],
        found: dict[str, ReadyDocument],
    ) -> Iterator[tuple[str, T]]:
        """Jobs one by one; a document whose file no longer exists gets a slip sheet."""
        for one in wanted:
            try:
                content = self._read(one)
            except LegalRedactError as problem:
                found[one.place.key] = self._slip_sheet(one, copy_key_of_failed(one), str(problem))
                continue
            self._contents[one.place.key] = replace(content, original=b"", paragraphs=None, text="")
            yield one.place.key, job(one, content)

    def _read(self, one: SetDocument) -> Contents:
        found = self.vault(lambda: contents(self.matter, one))
        assert isinstance(found, Contents)  # noqa: S101 - what the step returns
        return found

    def _pages_job(self, one: SetDocument, content: Contents, prepared: PreparedSet) -> PagesJob:
        options = replace(prepared.options, boxes=one.boxes)
        half = self.work.root / f".{one.place.key}.half.pdf"
        subject = one.place.document_id
        copy = CopyJob(content.original, half, "copy.pdf", subject, one.targets, options)
        return PagesJob(copy, content.paragraphs)

    def _kept(self, one: SetDocument, key: str, made: MadePages | LegalRedactError) -> ReadyDocument:
        """Store a clean copy; anything else becomes a slip sheet."""
        if isinstance(made, DiskFull):
            raise made
        if isinstance(made, LegalRedactError):
            return self._slip_sheet(one, key, str(made))
        copied = made.copied
        half = self.work.root / f".{one.place.key}.half.pdf"
        try:
            if not copied.audit.clean:
                return self._slip_sheet(one, key, "Its redacted copy could not be verified.")
            content = copied.content if copied.content is not None else half.read_bytes()
        finally:
            half.unlink(missing_ok=True)
        left_out = (*self._contents.pop(one.place.key).left_out, *_lacks(made))
        digest = hashlib.sha256(content).hexdigest()
        ready = ReadyCopy(digest, made.pages, copied.made, channels=copied.audit.channels, left_out=left_out)
        self.work.keep(key, ready, content)
        return ReadyDocument(one, key, ready, ready.left_out)

    def _slip_sheet(self, one: SetDocument, key: str, problem: str) -> ReadyDocument:
        """A page in place of a document. After a failure it is not reused: the next run tries the document again."""
        words = (FAILED,) if problem else (WITHHELD, *filter(None, (codes_text(one.decision.codes),)))
        content = self._made_slip_sheet(words)
        ready = ReadyCopy(hashlib.sha256(content).hexdigest(), 1, CopyResult(()))
        key = copy_key_of_failed(one) if problem else key
        self.work.keep(key, ready, content)
        return ReadyDocument(one, key, ready, problem=problem)

    def _made_slip_sheet(self, words: tuple[str, ...]) -> bytes:
        ((_, made),) = self.processes.run(make_slip_sheet, [("slip", words)], Cancellation())
        if isinstance(made, LegalRedactError):
            raise made
        return made


def _lacks(made: MadePages) -> Iterator[str]:
    """What the redacted pages lack, in words."""
    yield from made.copied.made.lost
    if made.copied.made.hidden:
        yield f"hidden notes and form fields ({made.copied.made.hidden})"
    if made.undrawn:
        yield f"characters that no font has ({made.undrawn}; their numbers are printed)"


def copy_key_of_failed(one: SetDocument) -> str:
    """The name of the slip sheet of a document that could not be produced."""
    return f"failed-{hashlib.sha256(one.place.key.encode()).hexdigest()}"
