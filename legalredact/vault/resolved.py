"""The last resolution of each document, so that opening a matter does not repeat coreference."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from legalredact.model.mention import Mention
from legalredact.model.register import Register
from legalredact.vault.codec import decode, encode
from legalredact.vault.database import transaction
from legalredact.vault.register import RESOLVED, RegisterRecords, write_register
from legalredact.vault.rows import put_setting
from legalredact.vault.state import refuse_unless_proved

_NOTHING = b"[[],[]]"


@dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """A document's part of a resolution.

    Arguments:
        mentions: with their entities.
        spelled: tokens that occur in its text literally, and tokens for text that resembles one.
    """

    document_id: str
    mentions: tuple[Mention, ...] = field(repr=False)
    spelled: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class ResolvedRow:
    """The same in stored form.

    Arguments:
        content: its mentions.
        entities: ids of its entities, each once, as in the list.
    """

    document_id: str
    content: bytes = field(repr=False)
    spelled: bytes = field(repr=False)
    entities: str


def row_of(one: ResolvedDocument) -> ResolvedRow:
    """A document's part in stored form; can be made in any process."""
    entities = ",".join(dict.fromkeys(mention.entity for mention in one.mentions if mention.entity))
    spelled = encode(tuple[tuple[str, ...], tuple[str, ...]], one.spelled)
    return ResolvedRow(one.document_id, encode(tuple[Mention, ...], one.mentions), spelled, entities)


class ResolutionRecords(RegisterRecords):
    """The stored resolution."""

    def resolved_for(self) -> bytes:
        """The key passed to `put_resolution`; empty if there is no current resolution."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", RESOLVED)
        return bytes(rows[0][0]) if rows else b""

    def resolved_mentions(self) -> dict[str, tuple[Mention, ...]]:
        """Mentions with their entities, by document id."""
        rows = self._all_resolved()
        return {document_id: decode(tuple[Mention, ...], content) for document_id, content, _ in rows}

    def resolved_mentions_of(self, document_id: str) -> tuple[Mention, ...]:
        """One document's mentions with their entities; empty if it was not resolved."""
        return decode(tuple[Mention, ...], self.resolved_content(document_id))

    def resolved_content(self, document_id: str) -> bytes:
        """The same in stored form, to be decoded elsewhere."""
        rows = self._rows("SELECT content, spelled FROM resolved WHERE document_id = ?", document_id)
        self._proved("resolved", document_id, *(rows[0] if rows else ()))
        return bytes(rows[0][0]) if rows else b"[]"

    def named_in(self, document_id: str) -> tuple[str, ...]:
        """Ids of the entities in a document, each once, in the order of their first mention."""
        rows = self._rows("SELECT entities FROM listing WHERE id = ?", document_id)
        return tuple(rows[0][0].split(",")) if rows and rows[0][0] else ()

    def resolved_digests(self) -> dict[str, str]:
        """SHA-256 of each document's mentions with their entities, by document id."""
        rows = self._all_resolved()
        return {document_id: hashlib.sha256(content).hexdigest() for document_id, content, _ in rows}

    def spelled(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Tokens that occur in texts of documents, by document id; documents without any are left out."""
        return {
            document_id: decode(tuple[tuple[str, ...], tuple[str, ...]], spelled)
            for document_id, _, spelled in self._all_resolved()
            if spelled != _NOTHING
        }

    def _all_resolved(self) -> Iterator[tuple[str, bytes, bytes]]:
        """(document id, mentions, tokens) of every document, each verified against its proof."""
        proofs = dict(self._rows("SELECT id, digest FROM proof WHERE kind = 'resolved'"))
        for document_id, content, spelled in self._rows("SELECT document_id, content, spelled FROM resolved"):
            refuse_unless_proved("resolved", document_id, proofs.pop(document_id, None), (content, spelled))
            yield document_id, content, spelled
        for document_id, proof in proofs.items():
            refuse_unless_proved("resolved", document_id, proof, ())

    def put_resolution(self, holds_for: bytes, register: Register, changed: Iterable[ResolvedRow]) -> None:
        """Store a resolution: the whole register, and the documents for which it changed."""
        before = self.register()
        with transaction(self._db) as db:
            write_register(db, before, register)
            for one in changed:
                row = (one.document_id, one.content, one.spelled)
                db.execute("INSERT OR REPLACE INTO resolved VALUES (?, ?, ?)", row)
                db.execute("UPDATE listing SET entities = ? WHERE id = ?", (one.entities, one.document_id))
            put_setting(db, RESOLVED, holds_for)
        self._kept = register
