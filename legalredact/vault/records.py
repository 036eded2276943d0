"""What a matter holds, read from and written to its encrypted database."""

from dataclasses import replace
from pathlib import Path

from sqlcipher3 import dbapi2

from legalredact.errors import VaultDamaged
from legalredact.model.audit import AuditEvent
from legalredact.model.document import CharBoxes, Document
from legalredact.model.matter import MatterInfo
from legalredact.model.mention import Mention
from legalredact.model.payload import Payload
from legalredact.model.redaction import HandBox, ReasonRules
from legalredact.model.register import Register
from legalredact.model.review import ReviewedSummary, SignOff
from legalredact.vault import originals
from legalredact.vault.codec import decode, encode
from legalredact.vault.database import plain_errors, transaction


class Records:
    """A matter's contents. Every writing method is one transaction: all of it, or nothing."""

    _db: dbapi2.Connection

    # Settings and register

    def info(self) -> MatterInfo:
        """The matter's settings."""
        return decode(MatterInfo, self._setting("info"))

    def put_info(self, info: MatterInfo) -> None:
        """Replace the settings."""
        self._put_setting("info", encode(MatterInfo, info))

    def register(self) -> Register:
        """The matter's entities."""
        return decode(Register, self._setting("register"))

    def put_register(self, register: Register) -> None:
        """Replace the entities."""
        self._put_setting("register", encode(Register, register))

    # Documents

    def add_document(self, document: Document, original: Path | None = None) -> None:
        """Keep a document; its character boxes apart, since they are large and seldom needed.

        Arguments:
            original: its file, kept too, so that its pages can be shown and redacted when the file has moved.

        Errors: DamagedInput if the file is no longer what was read.
        """
        slim = replace(document, blocks=tuple(replace(block, boxes=None) for block in document.blocks))
        boxes = [(document.id, b.boxes.page, b.id, b.boxes.packed) for b in document.blocks if b.boxes is not None]
        with transaction(self._db) as db:
            db.execute("INSERT INTO document (id, content) VALUES (?, ?)", (document.id, encode(Document, slim)))
            db.executemany("INSERT INTO char_boxes VALUES (?, ?, ?, ?)", boxes)
            if original is not None:
                originals.put(db, document.id, original, document.digest)

    def document_ids(self) -> tuple[str, ...]:
        """Ids in the order in which they were added."""
        return tuple(row[0] for row in self._rows("SELECT id FROM document ORDER BY position"))

    def document(self, document_id: str, *, boxes: bool = False) -> Document:
        """One document; with its character boxes if asked for. KeyError if there is none."""
        rows = self._rows("SELECT content FROM document WHERE id = ?", document_id)
        if not rows:
            raise KeyError(document_id)
        document = decode(Document, bytes(rows[0][0]))
        return self._with_boxes(document) if boxes else document

    def _with_boxes(self, document: Document) -> Document:
        rows = self._rows("SELECT block_id, page, packed FROM char_boxes WHERE document_id = ?", document.id)
        kept = {block_id: CharBoxes(page, bytes(packed)) for block_id, page, packed in rows}
        return replace(document, blocks=tuple(replace(b, boxes=kept.get(b.id)) for b in document.blocks))

    def char_boxes(self, document_id: str, page: int) -> dict[str, CharBoxes]:
        """Boxes of the characters on one page, by block id."""
        statement = "SELECT block_id, packed FROM char_boxes WHERE document_id = ? AND page = ?"
        return {
            block_id: CharBoxes(page, bytes(packed)) for block_id, packed in self._rows(statement, document_id, page)
        }

    def original(self, document_id: str) -> bytes | None:
        """The bytes of a document's file as it was read, or None if it was added without them."""
        with plain_errors():
            return originals.read(self._db, document_id)

    def mentions(self, document_id: str) -> tuple[Mention, ...] | None:
        """What detection found in a document, before resolution; None if it has not looked yet."""
        rows = self._rows("SELECT mentions FROM document WHERE id = ?", document_id)
        return decode(tuple[Mention, ...], bytes(rows[0][0])) if rows and rows[0][0] is not None else None

    def put_mentions(self, document_id: str, mentions: tuple[Mention, ...]) -> None:
        """Keep what detection found in a document."""
        content = encode(tuple[Mention, ...], mentions)
        with transaction(self._db) as db:
            db.execute("UPDATE document SET mentions = ? WHERE id = ?", (content, document_id))

    def accepted_parts(self) -> frozenset[tuple[str, str]]:
        """(document id, part id) of every unread part that a person has accepted."""
        return frozenset((row[0], row[1]) for row in self._rows("SELECT document_id, part_id FROM accepted_part"))

    def accept_parts(self, parts: frozenset[tuple[str, str]]) -> None:
        """Note that a person has looked at those unread parts."""
        with transaction(self._db) as db:
            db.executemany("INSERT OR IGNORE INTO accepted_part VALUES (?, ?)", sorted(parts))

    # Copies

    def reason_rules(self) -> ReasonRules:
        """Why things are covered in this matter."""
        rows = self._rows("SELECT value FROM setting WHERE name = 'reasons'")
        return decode(ReasonRules, bytes(rows[0][0])) if rows else ReasonRules()

    def put_reason_rules(self, rules: ReasonRules) -> None:
        """Replace them."""
        self._put_setting("reasons", encode(ReasonRules, rules))

    def hand_boxes(self) -> dict[str, tuple[HandBox, ...]]:
        """What people drew on the documents' pages, by document id."""
        rows = self._rows("SELECT document_id, content FROM hand_boxes")
        return {document_id: decode(tuple[HandBox, ...], bytes(content)) for document_id, content in rows}

    def put_hand_boxes(self, document_id: str, boxes: tuple[HandBox, ...]) -> None:
        """Replace the boxes of a document."""
        row = (document_id, encode(tuple[HandBox, ...], boxes))
        with transaction(self._db) as db:
            db.execute("INSERT OR REPLACE INTO hand_boxes VALUES (?, ?)", row)

    # Payloads, summaries, sign-offs

    def put_payload(self, payload: Payload, register: Register) -> None:
        """Keep a payload, with the register as it was: its tokens mean what they meant then."""
        row = (payload.digest, encode(Payload, payload), encode(Register, register))
        with transaction(self._db) as db:
            db.execute("INSERT OR REPLACE INTO payload VALUES (?, ?, ?)", row)

    def payload(self, digest: str) -> tuple[Payload, Register]:
        """A payload and its register; KeyError if there is none."""
        rows = self._rows("SELECT content, register FROM payload WHERE digest = ?", digest)
        if not rows:
            raise KeyError(digest)
        return decode(Payload, bytes(rows[0][0])), decode(Register, bytes(rows[0][1]))

    def put_summary(self, summary: ReviewedSummary) -> None:
        """Keep a summary, in place of an earlier one with the same id."""
        with transaction(self._db) as db:
            db.execute("DELETE FROM summary WHERE id = ?", (summary.id,))
            db.execute(
                "INSERT INTO summary (id, content) VALUES (?, ?)", (summary.id, encode(ReviewedSummary, summary))
            )

    def summaries(self) -> tuple[ReviewedSummary, ...]:
        """All summaries, the latest last."""
        return tuple(
            decode(ReviewedSummary, bytes(row[0]))
            for row in self._rows("SELECT content FROM summary ORDER BY position")
        )

    def add_sign_off(self, sign_off: SignOff) -> None:
        """Keep a reviewer's verdict; earlier ones stay."""
        with transaction(self._db) as db:
            row = (sign_off.summary_id, encode(SignOff, sign_off))
            db.execute("INSERT INTO sign_off (summary_id, content) VALUES (?, ?)", row)

    def sign_offs(self, summary_id: str) -> tuple[SignOff, ...]:
        """All verdicts on a summary, the latest last."""
        rows = self._rows("SELECT content FROM sign_off WHERE summary_id = ? ORDER BY position", summary_id)
        return tuple(decode(SignOff, bytes(row[0])) for row in rows)

    # Audit trail

    def last_event(self) -> AuditEvent | None:
        """The event that the next one will be chained to."""
        rows = self._rows("SELECT content FROM audit_event ORDER BY number DESC LIMIT 1")
        return decode(AuditEvent, bytes(rows[0][0])) if rows else None

    def append_event(self, event: AuditEvent) -> None:
        """Keep an event for good; there is no way here to change or remove one."""
        with transaction(self._db) as db:
            db.execute(
                "INSERT INTO audit_event VALUES (?, ?, ?)", (event.number, encode(AuditEvent, event), event.digest)
            )

    def events(self) -> tuple[AuditEvent, ...]:
        """The whole trail."""
        return tuple(
            decode(AuditEvent, bytes(row[0])) for row in self._rows("SELECT content FROM audit_event ORDER BY number")
        )

    def check(self) -> None:
        """Read every page of the database; `VaultDamaged` if one was altered or lost."""
        problems = [*self._rows("PRAGMA cipher_integrity_check"), *self._rows("PRAGMA integrity_check")]
        if problems != [("ok",)]:
            raise VaultDamaged("Pages of the matter's database were altered or lost.", "Restore it from a backup.")

    # Rows

    def _rows(self, statement: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]  # rows of any table
        with plain_errors():
            return list(self._db.execute(statement, values).fetchall())

    def _setting(self, name: str) -> bytes:
        rows = self._rows("SELECT value FROM setting WHERE name = ?", name)
        if not rows:
            raise VaultDamaged(f"The matter lacks its setting {name}.", "Restore the matter's folder from a backup.")
        return bytes(rows[0][0])

    def _put_setting(self, name: str, value: bytes) -> None:
        with transaction(self._db) as db:
            db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))
