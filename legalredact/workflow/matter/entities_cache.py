"""Cache of an open matter's entities and documents: read once, resolved once."""

import contextlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from legalredact import __version__
from legalredact.detection.coreference.resolve import Resolution
from legalredact.errors import DocumentOverdue
from legalredact.masking.tokens import TokenLike
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention
from legalredact.model.policy import MaskingPolicy
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.register import Register
from legalredact.vault.resolved import ResolvedDocument, row_of
from legalredact.vault.store import MatterStore
from legalredact.workflow.compute.compute import DetectedDocument, Resolving, Thinking, WhoIsWho, slim
from legalredact.workflow.compute.masking_rules import always_masked, ruled
from legalredact.workflow.matter.local_decisions import with_all_local, with_masked_places


class People:
    """The known state of a matter's documents and entities.

    Arguments:
        store: the vault.
        thinking: runs coreference.
        rules: the firm's, on kinds that are always masked.
        note: called with the number of entities before a changed register is stored.
        leave_out: called with documents for which coreference took too long; it stores them as documents that were not
            searched.
    """

    def __init__(
        self,
        store: MatterStore,
        thinking: Thinking,
        rules: MaskingPolicy,
        note: Callable[[int], None],
        leave_out: Callable[[Sequence[str]], None],
    ) -> None:
        self._store, self._thinking, self._rules, self._note = store, thinking, rules, note
        self._leave_out = leave_out
        self.left_out: frozenset[str] = frozenset()
        """Ids of documents for which coreference took too long."""
        self._documents: dict[str, Document] = {}
        self._searches: Counter[str] = Counter()
        self._found: dict[str, tuple[Mention, ...]] = {}
        self._resolution: Resolution | None = None
        self._made_of = frozenset[str]()
        """Ids of the documents from which it was made."""
        self._last: Mapping[str, tuple[Mention, ...]] = {}
        self.spelled: Mapping[str, TokenLike] = {}
        """Tokens that each document itself contains; known after `resolution`."""

    def documents(self, report: Report = silent) -> tuple[Document, ...]:
        """All of them in their order, without character boxes."""
        ids = self._store.document_ids()
        missing = [document_id for document_id in ids if document_id not in self._documents]
        for number, document_id in enumerate(missing, 1):
            self._documents[document_id] = self._store.document(document_id)
            report(Progress("load", number, len(missing)))
        return tuple(self._documents[document_id] for document_id in ids)

    def document(self, document_id: str) -> Document:
        """One of them, without character boxes; read from the vault if all are not in memory."""
        return self._documents.get(document_id) or self._store.document(document_id)

    def register(self) -> Register:
        """All entities; no mention is read if a stored resolution is still valid."""
        if self._resolution is None and self._store.resolved_for() == self._holds_for():
            return ruled(self._store.register(), self._rules, self._store.info())
        return self.resolution().register

    def resolution(
        self, report: Report = silent, cancel: Cancellation = NEVER, resolving: Resolving | None = None
    ) -> Resolution:
        """All entities, and every place where they are named.

        Arguments:
            resolving: runs coreference, if another object than the usual one should.

        Errors: Cancelled, with nothing stored; WorkerStopped.
        """
        while self._resolution is None:
            try:
                self._resolve(report, cancel, resolving or self._thinking)
            except DocumentOverdue as overdue:
                self.set_apart(overdue)
        return self._resolution

    def set_apart(self, overdue: DocumentOverdue) -> None:
        """Continue without documents for which coreference took too long.

        Errors: the same error if it names only documents that were already excluded.
        """
        new = [one for one in overdue.documents if one not in self.left_out]
        if not new:
            raise overdue
        self.left_out |= frozenset(new)
        self._leave_out(new)
        self.stale()

    def _resolve(self, report: Report, cancel: Cancellation, resolving: Resolving) -> None:
        """Run coreference, and store the result."""
        if self._resolution is None:
            info, before = self._store.info(), self._store.register()
            self._made_of = self._searched()
            known = kept(self._store, self._holds_for())
            if known is None:
                known = self._resolve_anew(before, report, cancel, resolving)
            else:
                self._last = known.resolution.mentions
            register = ruled(known.resolution.register, self._rules, info)
            register = with_masked_places(register, known.resolution.mentions)
            register = with_all_local(register, known.resolution.mentions)
            self._resolution, self.spelled = replace(known.resolution, register=register), known.spelled
            if not self._store.reading:
                self._keep(replace(known, resolution=self._resolution), len(register.entities), new=register != before)
                self._last = self._resolution.mentions

    def _keep(self, known: WhoIsWho, entities: int, *, new: bool) -> None:
        """Store what changed; with its event if the register changed."""
        with self._store.together() if new else contextlib.nullcontext():
            if new:
                self._note(entities)
            keep(self._store, self._holds_for(), known, self._last)

    def took(self, document: Document) -> None:
        """Add a document."""
        self._documents[document.id] = slim(document)
        self.stale()

    def found(self, document_id: str, mentions: tuple[Mention, ...]) -> None:
        """Update the mentions of a document."""
        self._found[document_id] = mentions
        self._searches[document_id] += 1
        self.left_out -= {document_id}
        self.stale()

    def put(self, register: Register) -> None:
        """Store another register; mentions have to be linked again."""
        self._store.put_register(register)
        self.stale()

    def put_settled(self, register: Register) -> None:
        """Store another register that moves no mention: decisions, tokens."""
        resolution = self.resolution()
        self._store.put_register(register, moved=False)
        self._resolution = replace(resolution, register=register)

    def catch_up(self) -> None:
        """Workers of a production store results without this object: drop what was computed before."""
        if self._resolution is not None and self._made_of != self._searched():
            self.stale()

    def stale(self) -> None:
        """Mark the resolution as outdated."""
        self._resolution = None

    def forget(self) -> None:
        """Keep nothing in memory: documents were deleted."""
        self._thinking.close()
        self._documents.clear()
        self._searches.clear()
        self.left_out = frozenset()
        self._found.clear()
        self._resolution, self.spelled, self._last = None, {}, {}

    def _searched(self) -> frozenset[str]:
        return frozenset(self._store.document_ids()).difference(self._store.unsearched())

    def _resolve_anew(self, before: Register, report: Report, cancel: Cancellation, resolving: Resolving) -> WhoIsWho:
        ids = tuple(one for one in self._store.document_ids() if one not in self.left_out)
        requested = always_masked(self._rules, self._store.info())
        known = resolving.resolve(before, tuple(map(self._source, ids)), requested, report, cancel)
        nobody: dict[str, tuple[Mention, ...]] = dict.fromkeys(self.left_out, ())
        return replace(known, resolution=replace(known.resolution, mentions={**known.resolution.mentions, **nobody}))

    def _holds_for(self) -> bytes:
        """Conditions under which a stored resolution is valid now."""
        return holds_for(always_masked(self._rules, self._store.info()))

    def _source(self, document_id: str) -> DetectedDocument:
        def load() -> tuple[Document, tuple[Mention, ...]]:
            document = self.document(document_id)
            found = self._found.pop(document_id, None)
            return document, (self._store.mentions(document_id) or ()) if found is None else found

        return DetectedDocument(document_id, self._searches[document_id], load)


# The resolution is stored in the matter with its conditions, so that opening the matter does not compute it again.

_NOTHING = TokenLike(frozenset(), frozenset())


def holds_for(requested: Collection[Kind]) -> bytes:
    """Conditions of a resolution besides the matter's contents: the application's version, and kinds on request."""
    return json.dumps([__version__, sorted(requested)]).encode()


def kept(store: MatterStore, wanted: bytes) -> WhoIsWho | None:
    """The stored resolution, if it is still valid under those conditions."""
    if store.resolved_for() != wanted:
        return None
    spelled = {one: TokenLike(frozenset(tokens), frozenset(alike)) for one, (tokens, alike) in store.spelled().items()}
    return WhoIsWho(Resolution(store.register(), store.resolved_mentions()), spelled)


def keep(store: MatterStore, wanted: bytes, known: WhoIsWho, before: Mapping[str, tuple[Mention, ...]]) -> None:
    """Store a resolution; only documents for which it differs from `before` are written."""
    changed = known.rows or tuple(
        row_of(ResolvedDocument(document_id, mentions, _row(known.spelled.get(document_id, _NOTHING))))
        for document_id, mentions in known.resolution.mentions.items()
        if before.get(document_id) != mentions
    )
    if changed or store.resolved_for() != wanted or store.register() != known.resolution.register:
        store.put_resolution(wanted, known.resolution.register, changed)


def _row(spelled: TokenLike) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(sorted(spelled.tokens)), tuple(sorted(spelled.alike))
