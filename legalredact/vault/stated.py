"""The state of a matter according to its rows: as tracked by its writer, and as read again from the disk."""

import functools
from dataclasses import dataclass
from pathlib import Path

from legalredact.errors import VaultDamaged
from legalredact.model.audit import AuditEvent
from legalredact.vault.codec import decode
from legalredact.vault.database import connect, one_moment, plain_errors
from legalredact.vault.rows import Rows
from legalredact.vault.sealed import SealedKey
from legalredact.vault.state import KnownSums, Listener, StateConnection, sums_of_rows, text_of

_INDEXED = ("setting", "entity", "listing", "member", "job")
"""Tables with indexes, in which an old index page could contradict the table."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What is on the disk at one moment.

    Arguments:
        state: of the rows; see `model.state`.
        last: the trail's last event.
    """

    state: str
    last: AuditEvent | None


class StateRecords(Rows):
    """The state of an open matter."""

    folder: Path
    _sealed: SealedKey

    @functools.cached_property
    def _known(self) -> KnownSums:
        """Sums of tables as they were read before."""
        return KnownSums()

    def listen(self, listener: Listener) -> None:
        """Notify a trail of every transaction, so that each ends with an event that states the resulting state."""
        with plain_errors():
            self._db.listen(listener)

    def state(self) -> str:
        """The current state, as tracked by the writer since opening."""
        sums = self._db.sums
        if sums is None:
            with plain_errors():
                sums = sums_of_rows(self._db)
        return text_of(sums)

    def stated_at_opening(self) -> Stated:
        """State and last event as read by the connection that was just opened; errors as in `stated`."""
        with one_moment(self._db):
            _refuse_contradictions(self._db)
            return Stated(text_of(self._db.sums or sums_of_rows(self._db, self._known)), _last_event(self._db))

    def stated(self) -> Stated:
        """State and last event as they are on the disk now, bypassing all caches.

        Errors: VaultDamaged, also if the tables contradict their indexes.
        """
        fresh = connect(self.folder / self._sealed.database, self._sealed.key, reading=True)
        try:
            with one_moment(fresh):
                _refuse_contradictions(fresh)
                return Stated(text_of(sums_of_rows(fresh, self._known)), _last_event(fresh))
        finally:
            fresh.close()


def _refuse_contradictions(db: StateConnection) -> None:
    for table in _INDEXED:
        if db.execute(f"PRAGMA integrity_check({table})").fetchall() != [("ok",)]:
            raise VaultDamaged(
                "The tables of the matter's database contradict each other.", "Restore it from a backup."
            )


def _last_event(db: StateConnection) -> AuditEvent | None:
    rows = db.execute("SELECT content FROM audit_event ORDER BY number DESC LIMIT 1").fetchall()
    return decode(AuditEvent, bytes(rows[0][0])) if rows else None
