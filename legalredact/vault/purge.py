"""Deletes documents, and everything derived from them, from a matter's database in one transaction."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from legalredact.model.production_set import ProducedSet, ProductionPlan
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.receipt import Receipt
from legalredact.model.register import Entity, Register
from legalredact.model.token import TOKEN
from legalredact.vault.codec import decode, encode
from legalredact.vault.database import transaction
from legalredact.vault.documents import BORNE, EXPECTED, FILTERS, REFUSED
from legalredact.vault.production import ALIKE, TOGETHER
from legalredact.vault.production_sets import PLAN, SETS
from legalredact.vault.register import RegisterRecords, forget_resolution, write_register
from legalredact.vault.samples import SAMPLE

_TABLES = (
    "char_boxes",
    "original",
    "accepted_part",
    "hand_boxes",
    "mention",
    "resolved",
    "member",
    "job",
    "reply",
)
"""Tables whose rows have the id of a document."""
_OF_PRODUCTIONS = ("member", "job", "reply")


class PurgeRecords(RegisterRecords):
    """Deletes content. `PRAGMA secure_delete` overwrites it in the file; a fresh key then replaces the file."""

    def bates_numbers(self) -> tuple[tuple[str, str], ...]:
        """(document id, Bates number) of every page with a number, in order."""
        statement = """
            SELECT document.id, page.value ->> '$.bates' AS bates
            FROM document, json_each(CAST(document.content AS TEXT), '$.pages') AS page
            WHERE bates <> '' ORDER BY document.position, page.key
        """
        return tuple((document_id, bates) for document_id, bates in self._rows(statement))

    def payloads_with(self, documents: Collection[str]) -> tuple[str, ...]:
        """Digests of the payloads that contain one of these documents, or a summary derived from one."""
        statement = """
            WITH RECURSIVE held (digest) AS (
                SELECT payload.digest
                FROM payload, json_each(CAST(payload.content AS TEXT), '$.documents') AS sent
                WHERE sent.value ->> '$.id' IN (SELECT value FROM json_each(?))
                UNION
                SELECT payload.digest
                FROM held, payload, json_each(CAST(payload.content AS TEXT), '$.made_of') AS made
                WHERE made.value = held.digest
            )
            SELECT payload.digest FROM payload WHERE digest IN (SELECT digest FROM held) ORDER BY payload.rowid
        """
        return tuple(row[0] for row in self._rows(statement, json.dumps(sorted(documents))))

    def purge(
        self,
        documents: Sequence[str],
        payloads: Sequence[str],
        summaries: Sequence[str],
        register: Register,
        *,
        production_too: bool = False,
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> None:
        """Delete documents; `register` is what remains of the register, also for payloads that stay.

        Decisions for places of these documents are removed from both: a document with that id may come again, with
        other words at these places.

        Arguments:
            production_too: also delete the lists of a production's members and of unreadable files: names of files and
                of custodians may be client text.

        Errors: Cancelled, with nothing deleted.
        """
        before, register = self.register(), register.without_documents(documents)
        known, stay = ({entity.id for entity in one.entities} for one in (before, register))
        rows = self._rows("SELECT digest, register, content FROM payload")
        kept = [row for row in rows if row[0] not in payloads]
        production_sets = self._without_words(documents)
        with transaction(self._db) as db:
            for name, value in production_sets:
                db.execute("UPDATE setting SET value = ? WHERE name = ?", (value, name))
            gone = [
                *((f"DELETE FROM {table} WHERE document_id = ?", one) for table in _TABLES for one in documents),  # noqa: S608 - the tables above
                *(("DELETE FROM listing WHERE id = ?", one) for one in documents),
                *(("DELETE FROM document WHERE id = ?", one) for one in documents),
                *(("DELETE FROM payload WHERE digest = ?", one) for one in payloads),
                *(("DELETE FROM sign_off WHERE summary_id = ?", one) for one in summaries),
                *(("DELETE FROM summary WHERE id = ?", one) for one in summaries),
            ]
            for number, (statement, one) in enumerate(gone, 1):
                cancel.check()
                db.execute(statement, (one,))
                report(Progress("delete", number, len(gone)))
            for table in _OF_PRODUCTIONS if production_too else ():
                db.execute(f"DELETE FROM {table}")  # noqa: S608 - the tables above
            if production_too:
                files = (REFUSED, EXPECTED, BORNE)  # names of files, as above
                db.execute("DELETE FROM setting WHERE name IN (?, ?, ?)", files)
                db.execute("DELETE FROM setting WHERE name = ?", (PLAN,))  # it describes documents
            db.executemany(
                "DELETE FROM setting WHERE name = ?", [(SAMPLE,), (ALIKE,), (TOGETHER,), (FILTERS,)]
            )  # they name what is gone; filters may hold its words
            for digest, content, sent in kept:
                tokens = frozenset(TOKEN.findall(bytes(sent).decode()))
                left = _left(decode(Register, bytes(content)), stay, known, tokens).without_documents(documents)
                db.execute("UPDATE payload SET register = ? WHERE digest = ?", (encode(Register, left), digest))
            write_register(db, before, register)
            forget_resolution(db)
        self._kept = register

    def _without_words(self, documents: Collection[str]) -> tuple[tuple[str, bytes], ...]:
        """The settings of production sets without words about these documents: descriptions and codes of the plan,
        and notes of the quality control. What was produced under which number stays: no number is given twice."""
        members = self._rows("SELECT key, document_id FROM member")
        keys = {*documents, *(key for key, document_id in members if document_id in documents)}
        found = {name: bytes(value) for name, value in self._rows("SELECT name, value FROM setting")}
        changed: list[tuple[str, bytes]] = []
        if PLAN in found:
            plan = decode(ProductionPlan, found[PLAN])
            left = tuple(one for one in plan.documents if one.key not in keys)
            order = tuple(key for key in plan.order if key not in keys)
            changed.append((PLAN, encode(ProductionPlan, replace(plan, documents=left, order=order))))
        if SETS in found:
            sets = decode(tuple[ProducedSet, ...], found[SETS])
            changed.append((SETS, encode(tuple[ProducedSet, ...], tuple(_without_notes(one, keys) for one in sets))))
        return tuple(changed)

    def receipts(self) -> tuple[Receipt, ...]:
        """The receipts of all purges, in order."""
        return tuple(
            decode(Receipt, bytes(row[0])) for row in self._rows("SELECT content FROM receipt ORDER BY number")
        )

    def add_receipt(self, receipt: Receipt) -> None:
        """Store a receipt permanently."""
        with transaction(self._db) as db:
            db.execute("INSERT INTO receipt (content) VALUES (?)", (encode(Receipt, receipt),))


def _without_notes(one: ProducedSet, keys: Collection[str]) -> ProducedSet:
    gone = {document.first for document in one.documents if document.key in keys}
    return replace(one, checks=tuple(replace(c, note="") if c.document in gone else c for c in one.checks))


def _left(register: Register, stay: Collection[str], known: Collection[str], tokens: Collection[str]) -> Register:
    """A payload's register without entities that were deleted.

    An entity that the matter no longer has because it was merged into another stays if only its token was sent: its
    documents stay, and so do the names in them.

    Arguments:
        stay, known: ids in the matter's register after and before the purge.
        tokens: in the payload.
    """

    def stays(entity: Entity) -> bool:
        return entity.id in stay or (entity.id not in known and entity.token in tokens)

    return Register(tuple(filter(stays, register.entities)), register.retired)
