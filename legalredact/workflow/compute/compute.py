"""Long-running computations over complete documents, in this process or in others: detection, coreference, masking.

A window cannot compute and paint in one process: while one Python thread computes, the GUI thread is blocked.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar, overload

from legalredact.detection.coreference.resolve import Resolution, resolve
from legalredact.errors import WorkerOverdue
from legalredact.masking.legend import with_legend
from legalredact.masking.mask import mask
from legalredact.masking.payload import build_payload
from legalredact.masking.tokens import TokenLike, spelled_in
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention
from legalredact.model.payload import MaskedText, Payload
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.register import Register
from legalredact.summary.prompts import Prompt
from legalredact.vault.resolved import ResolvedRow
from legalredact.workflow.compute.masking_rules import with_requested
from legalredact.workflow.compute.payload import Prepared, for_question, prepared
from legalredact.workflow.compute.time_limit import refuse_slow, seconds_for, within

T = TypeVar("T")
Mentions = Mapping[str, Sequence[Mention]]
"""By document id."""
_TELL_AFTER = 100
"""Number of documents after which progress is reported."""


@dataclass(frozen=True, slots=True)
class DetectedDocument:
    """A document of the matter, with the mentions that detection found in it.

    Arguments:
        version: increases whenever the mentions change.
        load: reads it, without character boxes.
    """

    id: str
    version: int
    load: Callable[[], tuple[Document, tuple[Mention, ...]]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """A matter's entities, resolved over all its documents.

    Arguments:
        spelled: tokens that each document itself contains, by its id.
        rows: all documents as they are to be stored, if they were already built.
    """

    resolution: Resolution
    spelled: Mapping[str, TokenLike] = field(repr=False)
    rows: tuple[ResolvedRow, ...] = field(default=(), repr=False)


class Resolving(Protocol):
    """Runs coreference. Errors: as `Thinking`."""

    def resolve(
        self,
        register: Register,
        sources: Sequence[DetectedDocument],
        requested: frozenset[Kind],
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> WhoIsWho:
        """Coreference over all documents of a matter; `requested` are kinds that are searched only on request."""


class Thinking(Resolving, Protocol):
    """Each step may take minutes.

    Errors: Cancelled; WorkerStopped if it runs in a separate process; DocumentOverdue with the documents for which
    a step took too long: the step can run without them.
    """

    def start(self) -> None:
        """Get ready, so that the first step starts without a wait."""

    def detect(self, document: Document, report: Report, cancel: Cancellation) -> tuple[Mention, ...]:
        """Find the names in a document, which has its character boxes: they show the cells below a heading."""

    def prepare(
        self,
        prompt: Prompt,
        register: Register,
        documents: Sequence[Document],
        mentions: Mentions,
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> Prepared:
        """The payload, masked with that register, with the result of its verification."""

    def mask(
        self,
        register: Register,
        document: Document,
        mentions: Sequence[Mention],
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> MaskedText:
        """One document masked with that register, as `prepare` masks it."""

    def digest(self, like: Payload, register: Register, documents: Sequence[Document], mentions: Mentions) -> str:
        """The digest of a payload for the same prompt over those documents, as they would be masked now."""

    def close(self) -> None:
        """Stop what runs, and forget what was learned."""


@dataclass(frozen=True, slots=True)
class Here:
    """Computes in the caller's thread.

    Arguments:
        find: finds names in a document.
    """

    find: Callable[[Document], tuple[Mention, ...]]

    def start(self) -> None:
        """See `Thinking`."""

    def detect(self, document: Document, report: Report, cancel: Cancellation) -> tuple[Mention, ...]:  # noqa: ARG002 - the protocol's signature
        """See `Thinking`."""
        cancel.check()
        return self.find(document)

    def resolve(
        self,
        register: Register,
        sources: Sequence[DetectedDocument],
        requested: frozenset[Kind],
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> WhoIsWho:
        """See `Thinking`."""
        loaded = (source.load() for source in gone_through(sources, report, cancel))
        found = tuple((document, with_requested(document, seen, requested)) for document, seen in loaded)
        spelled = {document.id: spelled_in(document) for document, _ in found}
        return WhoIsWho(resolved(found, register, cancel), spelled)

    def prepare(
        self,
        prompt: Prompt,
        register: Register,
        documents: Sequence[Document],
        mentions: Mentions,
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> Prepared:
        """See `Thinking`."""
        texts = masked(documents, register, mentions, report, cancel)
        by_id = dict(zip((document.id for document in documents), texts, strict=True))

        def of(some: Sequence[Document]) -> Prepared:
            return prepared(prompt, register, tuple(by_id[document.id] for document in some), some)

        return _in_time(documents, "Checking masked text", of, names=len(register.entities))

    def mask(
        self,
        register: Register,
        document: Document,
        mentions: Sequence[Mention],
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> MaskedText:
        """See `Thinking`."""
        return masked((document,), register, {document.id: mentions}, report, cancel)[0]

    def digest(self, like: Payload, register: Register, documents: Sequence[Document], mentions: Mentions) -> str:
        """See `Thinking`."""
        pairs = zip(documents, masked(documents, register, mentions), strict=True)
        built = build_payload(like.prompt_id, like.prompt_version, like.instructions, pairs, like.first)
        made = for_question(built, like.question)
        return (with_legend(made, register) if like.legend else made).digest

    def close(self) -> None:
        """See `Thinking`."""


class Stoppable(Sequence[T]):
    """The same items, until somebody cancels: for loops that go over all documents many times."""

    def __init__(self, items: Sequence[T], cancel: Cancellation) -> None:
        self._items, self._cancel = items, cancel

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        self._cancel.check()
        return self._items[index]


def _in_time(documents: Sequence[Document], what: str, work: Callable[[Sequence[Document]], T], *, names: int) -> T:
    """The result of a step over all documents. If it takes too long, the documents that cause this are identified.

    Errors: DocumentOverdue; WorkerOverdue if it takes too long only over all of them together.
    """
    try:
        with within(seconds_for(*documents, names=names), what):
            return work(documents)
    except WorkerOverdue:
        refuse_slow(documents, what, lambda document: work((document,)), names=names)
        raise


def resolved(
    found: Sequence[tuple[Document, Sequence[Mention]]], register: Register, cancel: Cancellation = NEVER
) -> Resolution:
    """Run coreference over documents with their mentions.

    Errors: Cancelled; DocumentOverdue; WorkerOverdue.
    """
    mentions = {document.id: seen for document, seen in found}

    def of(some: Sequence[Document]) -> Resolution:
        return resolve(Stoppable(tuple((document, mentions[document.id]) for document in some), cancel), register)

    documents = tuple(document for document, _ in found)
    return _in_time(documents, "Resolving who is meant", of, names=len(register.entities))


def gone_through(
    sources: Sequence[DetectedDocument], report: Report, cancel: Cancellation
) -> Iterator[DetectedDocument]:
    """The documents one by one; reports how many of them coreference has read."""
    for number, source in enumerate(sources, 1):
        cancel.check()
        yield source
        if number % _TELL_AFTER == 0 or number == len(sources):
            report(Progress("resolve", number, len(sources)))


def masked(
    documents: Sequence[Document],
    register: Register,
    mentions: Mentions,
    report: Report = silent,
    cancel: Cancellation = NEVER,
) -> tuple[MaskedText, ...]:
    """Documents masked, in their order.

    Errors: Cancelled; DocumentOverdue with those that took too long, after all others were masked.
    """
    texts: dict[str, MaskedText] = {}
    numbers = {document.id: number for number, document in enumerate(documents)}

    def one(document: Document) -> None:
        cancel.check()
        if len(documents) > 1:  # of a single one nobody can tell how far it is
            report(Progress("mask", numbers[document.id], len(documents), document.id))
        texts[document.id] = mask(document, register, mentions[document.id])

    refuse_slow(documents, "Masking", one, names=len(register.entities))
    return tuple(texts[document.id] for document in documents)


def slim(document: Document) -> Document:
    """Without character boxes: they are large, and only detection needs them."""
    if all(block.boxes is None for block in document.blocks):
        return document
    return replace(document, blocks=tuple(replace(block, boxes=None) for block in document.blocks))
