"""The audit trail in a matter's database."""

import json
from collections.abc import Iterable, Iterator

from legalredact.model.audit import AuditEvent
from legalredact.vault.codec import decode, encode
from legalredact.vault.database import transaction
from legalredact.vault.rows import Rows

_AT_ONCE = 5_000
"""Events that are read at a time."""


class TrailRecords(Rows):
    """Events are only ever added."""

    def last_event(self) -> AuditEvent | None:
        """The event to which the next one will be chained."""
        rows = self._rows("SELECT content FROM audit_event ORDER BY number DESC LIMIT 1")
        return decode(AuditEvent, bytes(rows[0][0])) if rows else None

    def append_event(self, event: AuditEvent) -> None:
        """Store an event permanently; there is no method to change or remove one."""
        with transaction(self._db) as db:
            db.execute(
                "INSERT INTO audit_event VALUES (?, ?, ?)", (event.number, encode(AuditEvent, event), event.digest)
            )

    def event(self, number: int) -> AuditEvent:
        """One event; KeyError if there is none with that number."""
        rows = self._rows("SELECT content FROM audit_event WHERE number = ?", number)
        if not rows:
            raise KeyError(number)
        return decode(AuditEvent, bytes(rows[0][0]))

    def events_of(self, actions: Iterable[str], after: int = 0) -> tuple[AuditEvent, ...]:
        """Events with these actions and a number above `after`, in order."""
        statement = (
            "SELECT content FROM audit_event WHERE number > ? AND CAST(content AS TEXT) ->> '$.action'"
            " IN (SELECT value FROM json_each(?)) ORDER BY number"
        )
        rows = self._rows(statement, after, json.dumps(sorted(actions)))
        return tuple(decode(AuditEvent, bytes(row[0])) for row in rows)

    def last_of(self, actions: Iterable[str]) -> AuditEvent | None:
        """The last event with one of these actions; None if there is none."""
        statement = (
            "SELECT content FROM audit_event WHERE CAST(content AS TEXT) ->> '$.action'"
            " IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT 1"
        )
        rows = self._rows(statement, json.dumps(sorted(actions)))
        return decode(AuditEvent, bytes(rows[0][0])) if rows else None

    def latest_when(self, after: int = 0) -> str:
        """The latest time of any event with a number above `after`; empty if there is none."""
        statement = "SELECT max(CAST(content AS TEXT) ->> '$.when') FROM audit_event WHERE number > ?"
        return str(self._rows(statement, after)[0][0] or "")

    def trail(self) -> Iterator[AuditEvent]:
        """All events in order, read in portions, so that a long trail need not fit into memory."""
        statement = "SELECT number, content FROM audit_event WHERE number > ? ORDER BY number LIMIT ?"
        last = 0
        while rows := self._rows(statement, last, _AT_ONCE):
            for number, content in rows:
                last = number
                yield decode(AuditEvent, bytes(content))

    def events(self) -> tuple[AuditEvent, ...]:
        """The whole trail."""
        return tuple(
            decode(AuditEvent, bytes(row[0])) for row in self._rows("SELECT content FROM audit_event ORDER BY number")
        )
