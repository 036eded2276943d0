"""Objects that compute in separate processes: one searches documents for names, others hold a matter's documents."""

from collections.abc import Sequence

from legalredact.masking.tokens import TokenLike, spelled_in
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention
from legalredact.model.payload import MaskedText, Payload
from legalredact.model.progress import Report
from legalredact.model.register import Register
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.compute import Here, resolved
from legalredact.workflow.compute.masking_rules import with_requested
from legalredact.workflow.compute.payload import Prepared

Resolved = tuple[Register, dict[str, tuple[Mention, ...]]]
"""A register, and the mentions of the documents in which they changed, by document id."""


class DocumentCache:
    """Documents of one matter with their mentions: each is sent to the process once, not with every request."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._found: dict[str, tuple[Mention, ...]] = {}
        self._mentions: dict[str, Sequence[Mention]] = {}
        self._here = Here(lambda _: ())

    def take(self, document: Document, _: Report) -> None:
        """Add a document."""
        self._documents[document.id] = document

    def take_found(self, document_id: str, found: tuple[Mention, ...], _: Report) -> None:
        """Set what detection found in a document."""
        self._found[document_id] = found

    def take_mentions(self, document_id: str, mentions: Sequence[Mention], _: Report) -> None:
        """Set the mentions of a document, each with its entity."""
        self._mentions[document_id] = mentions

    def keep_only(self, ids: frozenset[str], _: Report) -> None:
        """Forget the documents that are no longer in the matter."""
        for kept in (self._documents, self._found, self._mentions):
            for gone in kept.keys() - ids:
                del kept[gone]

    def spelled(self, document_id: str, _: Report) -> TokenLike:
        """See `spelled_in`."""
        return spelled_in(self._documents[document_id])

    def resolve(self, register: Register, ids: Sequence[str], requested: frozenset[Kind], _: Report) -> Resolved:
        """The register, and the mentions of those documents in which they changed."""
        documents = (self._documents[document_id] for document_id in ids)
        read = tuple((one, with_requested(one, self._found[one.id], requested)) for one in documents)
        resolution = resolved(read, register)
        changed = {i: m for i, m in resolution.mentions.items() if self._mentions.get(i) != m}
        self._mentions.update(changed)
        return resolution.register, changed

    def prepare(self, prompt: Prompt, register: Register, ids: Sequence[str], report: Report) -> Prepared:
        """See `Thinking.prepare`."""
        return self._here.prepare(prompt, register, self._in_order(ids), self._mentions, report=report)

    def mask(self, register: Register, document_id: str, report: Report) -> MaskedText:
        """See `Thinking.mask`."""
        return self._here.mask(register, self._documents[document_id], self._mentions[document_id], report)

    def digest(self, like: Payload, register: Register, ids: Sequence[str], _: Report) -> str:
        """See `Thinking.digest`."""
        return self._here.digest(like, register, self._in_order(ids), self._mentions)

    def _in_order(self, ids: Sequence[str]) -> tuple[Document, ...]:
        return tuple(self._documents[document_id] for document_id in ids)
