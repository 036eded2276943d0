"""Documents in a matter's database: text, mentions and list entry of each in separate rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from legalredact.model.document import CharBoxes, Document, PageSource, UnreadPart
from legalredact.model.listing import Listed, RefusedFile
from legalredact.model.mention import Mention
from legalredact.vault import originals
from legalredact.vault.codec import decode, encode
from legalredact.vault.database import plain_errors, transaction
from legalredact.vault.register import forget_resolution
from legalredact.vault.rows import Rows, put_setting
from legalredact.vault.state import BOXES, StateConnection, boxes_digest, prove_boxes

_NOTHING_UNREAD = b"[]"
REFUSED = "refused"
"""Name of the setting that lists files which cannot be read."""
EXPECTED = "expected"
"""Name of the setting that lists files which are being read."""
BORNE = "borne"
"""Name of the setting that counts, for each expected file name, the documents that had it when reading began."""

FILTERS = "filters"
"""Name of the setting with the saved filters of the table of documents."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as stored.

    Arguments:
        unread: number of its unread parts.
        content: everything except its character boxes, which are large and rarely needed.
        boxes: document id, page, block id and packed boxes of each block with boxes.
        line: its entry in the list.
    """

    id: str
    digest: str
    unread: int
    content: bytes = field(repr=False)
    boxes: tuple[tuple[str, int, str, bytes], ...] = field(repr=False)
    line: tuple[object, ...] = field(repr=False)


def document_row(document: Document) -> DocumentRow:
    """A document as stored; can be made in any process."""
    slim = replace(document, blocks=tuple(replace(block, boxes=None) for block in document.blocks))
    boxes = tuple((document.id, b.boxes.page, b.id, b.boxes.packed) for b in document.blocks if b.boxes is not None)
    kept = encode(Document, slim)
    return DocumentRow(document.id, document.digest, len(document.unread), kept, boxes, _line(document))


class DocumentRecords(Rows):
    """Documents, their files, character boxes, mentions and accepted parts."""

    _listing: tuple[int, tuple[Listed, ...]] | None = None
    """The list as it was read, and the connection's change counter at that time; nobody else writes."""

    def add_document(
        self, document: Document, original: Path | bytes | None = None, position: int | None = None
    ) -> None:
        """Store a document.

        Arguments:
            original: its file, or the bytes of a file inside another. It is stored too, so that its pages can be shown
                and redacted after the file has moved.
            position: in the list of documents; after all others by default, and if another document has it.

        Errors: DamagedInput if the file has changed since it was read.
        """
        self.add_row(document_row(document), original, position)

    def add_row(self, row: DocumentRow, original: Path | bytes | None = None, position: int | None = None) -> None:
        """The same for a document in stored form; arguments and errors as in `add_document`."""
        with transaction(self._db) as db:
            db.execute("INSERT INTO document (id, content) VALUES (?, ?)", (row.id, row.content))
            taken = position is None or bool(self._rows("SELECT 1 FROM listing WHERE position = ?", position))
            db.execute(_LIST, (None if taken else position, *row.line))
            forget_resolution(db)
            put_boxes(db, row.id, row.boxes)
            if original is not None:
                originals.put(db, row.id, original, row.digest)

    def refused(self) -> tuple[RefusedFile, ...]:
        """Files that were added to the matter but cannot be read, in the order of the attempts."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", REFUSED)
        return decode(tuple[RefusedFile, ...], bytes(rows[0][0])) if rows else ()

    def put_refused(self, files: tuple[RefusedFile, ...]) -> None:
        """Replace the list of files that cannot be read."""
        self._put_setting(REFUSED, encode(tuple[RefusedFile, ...], files))

    def expected(self) -> tuple[str, ...]:
        """Paths of the files that are to be read, as given when reading began; empty once all are read."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", EXPECTED)
        return decode(tuple[str, ...], bytes(rows[0][0])) if rows else ()

    def borne(self) -> dict[str, int]:
        """Number of documents that had the name of an expected file when reading began; names without documents are
        left out."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", BORNE)
        return decode(dict[str, int], bytes(rows[0][0])) if rows else {}

    def put_expected(self, paths: tuple[str, ...], borne: Mapping[str, int]) -> None:
        """Replace the list of files that are to be read, and the counts of `borne`."""
        with transaction(self._db) as db:
            put_setting(db, EXPECTED, encode(tuple[str, ...], paths))
            put_setting(db, BORNE, encode(dict[str, int], dict(borne)))

    def filters(self) -> bytes:
        """Saved filters of the table of documents; empty if there are none."""
        rows = self._rows("SELECT value FROM setting WHERE name = ?", FILTERS)
        return bytes(rows[0][0]) if rows else b""

    def put_filters(self, content: bytes) -> None:
        """Replace the saved filters."""
        self._put_setting(FILTERS, content)

    def document_ids(self) -> tuple[str, ...]:
        """Ids in the order of adding; those of a production come after the others, in its order."""
        return tuple(row[0] for row in self._rows(f"SELECT listing.id FROM {_IN_ORDER}"))  # noqa: S608 - as below

    def last_position(self) -> int:
        """The highest position of a document in the list; 0 if there is none."""
        return int(self._rows("SELECT coalesce(max(position), 0) FROM listing")[0][0])

    def document_count(self) -> int:
        """Number of documents."""
        return int(self._rows("SELECT count(*) FROM listing")[0][0])

    def knows(self, document_id: str) -> bool:
        """Whether that document is there."""
        return bool(self._rows("SELECT 1 FROM listing WHERE id = ?", document_id))

    def unsearched(self) -> tuple[str, ...]:
        """Ids of documents in which names were not searched yet."""
        return tuple(row[0] for row in self._rows("SELECT id FROM listing WHERE NOT searched ORDER BY position"))

    def listing(self) -> tuple[Listed, ...]:
        """The list entries of all documents, in order; no text is read."""
        changes = self._db.total_changes
        if self._listing is None or self.reading or self._listing[0] != changes:
            columns = "id, name, digest, pages, ocr, unread, searched, entities"
            rows = self._rows(f"SELECT {columns} FROM {_IN_ORDER}")  # noqa: S608 - the columns above
            self._listing = changes, tuple(map(_listed, rows))
        return self._listing[1]

    def document(self, document_id: str, *, boxes: bool = False) -> Document:
        """One document; with its character boxes if asked for. KeyError if there is none."""
        document = decode(Document, self.document_content(document_id))
        return self._with_boxes(document) if boxes else document

    def document_content(self, document_id: str) -> bytes:
        """A document without character boxes in stored form, to be decoded elsewhere. KeyError if there is none."""
        rows = self._rows("SELECT position, content FROM document WHERE id = ?", document_id)
        self._proved("document", document_id, *(rows[0] if rows else ()))
        if not rows:
            raise KeyError(document_id)
        return bytes(rows[0][1])

    def _with_boxes(self, document: Document) -> Document:
        rows = self._rows("SELECT page, block_id, packed FROM char_boxes WHERE document_id = ?", document.id)
        with plain_errors():
            prove_boxes(self._db, document.id, rows)
        kept = {block_id: CharBoxes(page, bytes(packed)) for page, block_id, packed in rows}
        return replace(document, blocks=tuple(replace(b, boxes=kept.get(b.id)) for b in document.blocks))

    def char_boxes(self, document_id: str, page: int) -> dict[str, CharBoxes]:
        """Boxes of the characters on one page, by block id, for display; copies use all boxes of a document."""
        statement = "SELECT block_id, packed FROM char_boxes WHERE document_id = ? AND page = ?"
        return {
            block_id: CharBoxes(page, bytes(packed)) for block_id, packed in self._rows(statement, document_id, page)
        }

    def original(self, document_id: str) -> bytes | None:
        """The bytes of a document's file as it was read, or None if it was added without them.

        Errors: VaultDamaged if they differ from what was read.
        """
        digests = self._rows("SELECT digest FROM listing WHERE id = ?", document_id)
        with plain_errors():
            return originals.read(self._db, document_id, digests[0][0]) if digests else None

    def text_lengths(self) -> dict[str, int]:
        """Characters of each document's text, by its id; no text is read into memory."""
        rows = self._rows("SELECT id, length(CAST(content AS TEXT) ->> '$.text') FROM document")
        return {document_id: int(length or 0) for document_id, length in rows}

    def mentions(self, document_id: str) -> tuple[Mention, ...] | None:
        """Mentions that detection found in a document, before resolution; None if it has not run yet."""
        rows = self._rows("SELECT content FROM mention WHERE document_id = ?", document_id)
        self._proved("mention", document_id, *(rows[0] if rows else ()))
        return decode(tuple[Mention, ...], bytes(rows[0][0])) if rows else None

    def found_in(self, ids: Sequence[str]) -> Iterator[tuple[bytes, bytes]]:
        """Documents and their mentions in stored form, to be decoded elsewhere; in the order of `ids`.

        KeyError if one does not exist.
        """
        for document_id in ids:
            rows = self._rows("SELECT content FROM mention WHERE document_id = ?", document_id)
            self._proved("mention", document_id, *(rows[0] if rows else ()))
            yield self.document_content(document_id), bytes(rows[0][0]) if rows else b"[]"

    def put_mentions(self, document_id: str, mentions: tuple[Mention, ...]) -> None:
        """Store the mentions that detection found in a document."""
        self.put_mentions_content(document_id, encode(tuple[Mention, ...], mentions))

    def put_mentions_content(self, document_id: str, content: bytes) -> None:
        """The same for mentions in stored form."""
        with transaction(self._db) as db:
            db.execute("INSERT OR REPLACE INTO mention VALUES (?, ?)", (document_id, content))
            db.execute("UPDATE listing SET searched = 1 WHERE id = ?", (document_id,))
            forget_resolution(db)

    def drop_mentions(self, ids: Iterable[str]) -> None:
        """Forget what detection found in documents, as if nobody had looked for names in them."""
        wanted = [(document_id,) for document_id in ids]
        with transaction(self._db) as db:
            db.executemany("DELETE FROM mention WHERE document_id = ?", wanted)
            db.executemany("UPDATE listing SET searched = 0 WHERE id = ?", wanted)
            forget_resolution(db)

    def accepted_parts(self) -> frozenset[tuple[str, str]]:
        """(document id, part id) of every unread part that a person has accepted."""
        return frozenset((row[0], row[1]) for row in self._rows("SELECT document_id, part_id FROM accepted_part"))

    def accept_parts(self, parts: frozenset[tuple[str, str]]) -> None:
        """Record that a person has checked these unread parts."""
        with transaction(self._db) as db:
            db.executemany("INSERT OR IGNORE INTO accepted_part VALUES (?, ?)", sorted(parts))

    def is_accepted(self, document_id: str, part_id: str) -> bool:
        """Whether a person has accepted that part."""
        return bool(
            self._rows("SELECT 1 FROM accepted_part WHERE document_id = ? AND part_id = ?", document_id, part_id)
        )

    def drop_parts(self, parts: frozenset[tuple[str, str]]) -> None:
        """Remove a person's acceptance of these parts."""
        with transaction(self._db) as db:
            db.executemany("DELETE FROM accepted_part WHERE document_id = ? AND part_id = ?", sorted(parts))


def put_boxes(db: StateConnection, document_id: str, boxes: Sequence[tuple[str, int, str, bytes]]) -> None:
    """Store the character boxes of a document, inside the caller's transaction."""
    db.executemany("INSERT INTO char_boxes VALUES (?, ?, ?, ?)", boxes)
    if boxes:
        digest = boxes_digest([row[1:] for row in boxes])
        db.execute("INSERT OR REPLACE INTO proof VALUES (?, ?, ?)", (BOXES, document_id, digest))


_IN_ORDER = """
listing LEFT JOIN (SELECT document_id, min(position) AS number FROM member GROUP BY document_id) AS produced
ON produced.document_id = listing.id ORDER BY number IS NOT NULL, number, listing.position
"""
"""Workers finish documents in any order; tokens must not depend on it."""
_LIST = "INSERT INTO listing (position, id, name, digest, pages, ocr, unread, searched) VALUES (?, ?, ?, ?, ?, ?, ?, 0)"


def _line(document: Document) -> tuple[object, ...]:
    """A document's row in the list."""
    ocr = any(page.source is not PageSource.TEXT for page in document.pages)
    unread = encode(tuple[UnreadPart, ...], document.unread)
    return document.id, document.name, document.digest, len(document.pages), int(ocr), unread


def _listed(row: tuple[Any, ...]) -> Listed:
    document_id, name, digest, pages, ocr, unread, searched, entities = row
    parts = () if unread == _NOTHING_UNREAD else decode(tuple[UnreadPart, ...], bytes(unread))
    named = tuple(entities.split(",")) if entities else ()
    return Listed(document_id, name, digest, pages, bool(ocr), parts, bool(searched), named)
