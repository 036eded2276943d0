"""Computes in separate processes, so that a window's process only paints and writes the vault.

One runs detection, for minutes; one runs coreference after each decision of a person; one masks and verifies payloads.
They do not wait for each other. Client text goes through their pipes alone.
"""

import functools
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from legalredact.detection.coreference.resolve import Resolution
from legalredact.masking.tokens import TokenLike
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention
from legalredact.model.payload import MaskedText, Payload
from legalredact.model.progress import NEVER, Cancellation, Report, silent
from legalredact.model.register import Register
from legalredact.model.second_model import SecondModelSettings
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.compute import DetectedDocument, Mentions, WhoIsWho, gone_through, slim
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.compute.process import DocumentCache
from legalredact.workflow.compute.searching import Search, confined
from legalredact.workflow.compute.time_limit import patience_for, seconds_for
from legalredact.workflow.compute.worker import Worker


class Elsewhere:
    """Computes in three processes, each started when it is needed; see `Thinking`.

    Arguments:
        second: the firm's own name model, if there is one.
    """

    def __init__(self, second: SecondModelSettings | None = None) -> None:
        make = functools.partial(Search, second) if second is not None else Search
        self._search = Worker(make, "The search for names", confined(make, second))
        self._people = _Desk("Resolving who is meant")
        self._masks = _Desk("Masking")
        self._masking = threading.Lock()  # payloads and previews are asked for in different lanes

    def start(self) -> None:
        """See `Thinking`."""
        self._search.start()
        self._people.worker.start()

    def detect(self, document: Document, report: Report, cancel: Cancellation) -> tuple[Mention, ...]:
        """See `Thinking`."""
        found: tuple[Mention, ...] = self._search.ask(
            "detect", document, report=report, cancel=cancel, limit=seconds_for(document)
        )
        return found

    def resolve(
        self,
        register: Register,
        sources: Sequence[DetectedDocument],
        requested: frozenset[Kind],
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> WhoIsWho:
        """See `Thinking`."""
        return self._people.resolve(register, sources, requested, report, cancel)

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
        with self._masking:
            ids = self._masks.have(documents, mentions, cancel, only=True)
            limit = self._masks.patience(ids, register)
            made: Prepared = self._masks.worker.ask(
                "prepare", prompt, register, ids, report=report, cancel=cancel, limit=limit
            )
        return made

    def mask(
        self,
        register: Register,
        document: Document,
        mentions: Sequence[Mention],
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> MaskedText:
        """See `Thinking`."""
        with self._masking:
            ids = self._masks.have((document,), {document.id: mentions}, cancel)
            limit = self._masks.patience(ids, register)
            made: MaskedText = self._masks.worker.ask(
                "mask", register, document.id, report=report, cancel=cancel, limit=limit
            )
        return made

    def digest(self, like: Payload, register: Register, documents: Sequence[Document], mentions: Mentions) -> str:
        """See `Thinking`."""
        ids = self._people.have(documents, mentions)
        limit = self._people.patience(ids, register)
        return str(self._people.worker.ask("digest", replace(like, documents=()), register, ids, limit=limit))

    def close(self) -> None:
        """See `Thinking`."""
        for worker in (self._search, self._people.worker, self._masks.worker):
            worker.close()


@dataclass(slots=True)
class _Held:
    """State of a document in a process.

    Arguments:
        length: of its text, in characters.
        version: of its mentions; -1 if the process does not have them.
        mentions: the very object that was last sent to or received from the process.
        spelled: see `WhoIsWho`.
    """

    length: int
    version: int = -1
    mentions: Sequence[Mention] | None = None
    spelled: TokenLike | None = None


class _Desk:
    """A process that holds documents, and a record of what it holds. Used by one thread at a time."""

    def __init__(self, title: str) -> None:
        self.worker = Worker(DocumentCache, title)
        self._generation = 0
        self._held: dict[str, _Held] = {}

    def resolve(
        self,
        register: Register,
        sources: Sequence[DetectedDocument],
        requested: frozenset[Kind],
        report: Report,
        cancel: Cancellation,
    ) -> WhoIsWho:
        """Run coreference over those documents, which are all documents of the matter."""
        ids = tuple(source.id for source in sources)
        self._begin()
        self._keep_only(ids)
        for source in gone_through(sources, report, cancel):
            if source.id not in self._held or self._held[source.id].version != source.version:
                self._take(source)
        limit = self.patience(ids, register)
        after, changed = self.worker.ask("resolve", register, ids, requested, cancel=cancel, limit=limit)
        for document_id, mentions in changed.items():
            self._held[document_id].mentions = mentions
        held = {document_id: self._held[document_id] for document_id in ids}
        mentions = {document_id: tuple(one.mentions or ()) for document_id, one in held.items()}
        return WhoIsWho(Resolution(after, mentions), {i: one.spelled for i, one in held.items() if one.spelled})

    def have(
        self, documents: Sequence[Document], mentions: Mentions, cancel: Cancellation = NEVER, *, only: bool = False
    ) -> tuple[str, ...]:
        """Send the process the documents and mentions that it lacks; if `only`, remove all others. Returns the ids."""
        ids = tuple(document.id for document in documents)
        self._begin()
        if only:
            self._keep_only(ids)
        for document in documents:
            held = self._held.get(document.id) or self._hand_over(document, cancel)
            if held.mentions is not mentions[document.id]:
                self.worker.ask("take_mentions", document.id, mentions[document.id], cancel=cancel)
                held.mentions = mentions[document.id]
        return ids

    def patience(self, ids: Sequence[str], register: Register) -> float:
        """See `patience_for`."""
        return patience_for(sum(self._held[one].length for one in ids), len(ids), len(register.entities))

    def _begin(self) -> None:
        """Forget what the process held: a new one holds nothing."""
        generation = self.worker.start()
        if generation != self._generation:
            self._generation = generation
            self._held.clear()

    def _keep_only(self, ids: Sequence[str]) -> None:
        """Remove documents from the process that were removed from the matter."""
        gone = self._held.keys() - set(ids)
        if gone:
            self.worker.ask("keep_only", frozenset(ids))
            for document_id in gone:
                del self._held[document_id]

    def _take(self, source: DetectedDocument) -> None:
        document, found = source.load()
        held = self._held.get(source.id) or self._hand_over(document, NEVER)
        held.spelled = held.spelled or self.worker.ask("spelled", source.id)
        self.worker.ask("take_found", source.id, found)
        held.version = source.version

    def _hand_over(self, document: Document, cancel: Cancellation) -> _Held:
        self.worker.ask("take", slim(document), cancel=cancel)
        self._held[document.id] = held = _Held(len(document.text))
        return held
