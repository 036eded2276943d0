"""When a matter's texts are due to be deleted: so many days after the last sign-off, once its result has left."""

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from legalredact.model.audit import AuditEvent

APPROVED, EXPORTED = "summary.approved", "summary.export"
_WORK = frozenset({"document.add", "payload.send", "payload.local", "summary.keep", "summary.edit", "summary.rejected"})
"""Acts after which a sign-off is no longer the end of the work."""
_RUN = "retention.run"


class State(enum.StrEnum):
    """Where a matter stands."""

    OFF = "off"
    """No number of days is set."""
    AT_WORK = "at_work"
    """Not signed off, or something was done since."""
    NOT_EXPORTED = "not_exported"
    """The days are over, but the signed summary never left the matter and would be lost."""
    WAITING = "waiting"
    """Signed off; the days are not over."""
    DUE = "due"
    DONE = "done"
    """Nothing is left to be deleted."""


@dataclass(frozen=True, slots=True)
class Retention:
    """A matter's state; `due` is the day from which it is due, where that is known."""

    state: State
    days: int
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _End:
    """The last sign-off: its day, and whether the summary has been exported since."""

    day: dt.date
    exported: bool


def days_in_force(policy: int, matter: int) -> int:
    """The shorter of what the firm and the matter say; 0 says nothing."""
    return min((days for days in (policy, matter) if days > 0), default=0)


def state_of(events: Iterable[AuditEvent], days: int, today: dt.date) -> Retention:
    """Where a matter stands by its trail.

    Arguments:
        events: in order.
        days: in force; 0 if none are set.
        today: in UTC.
    """
    if days <= 0:
        return Retention(State.OFF, 0)
    end, done = _end_of(events)
    if done:
        return Retention(State.DONE, days)
    if end is None:
        return Retention(State.AT_WORK, days)
    due = end.day + dt.timedelta(days=days)
    if today < due:
        return Retention(State.WAITING, days, due)
    return Retention(State.DUE if end.exported else State.NOT_EXPORTED, days, due)


def _end_of(events: Iterable[AuditEvent]) -> tuple[_End | None, bool]:
    """The sign-off that ended the work, and whether texts have been deleted since."""
    end, signed, done = None, "", False
    for event in events:
        details = dict(event.details)
        if event.action == APPROVED:
            end, signed = (
                _End(dt.datetime.fromisoformat(event.when).astimezone(dt.UTC).date(), False),
                details["summary"],
            )
        elif event.action == EXPORTED and end is not None and details.get("summary") == signed:
            end = _End(end.day, True)
        elif event.action in _WORK:
            end, done = None, False
        elif event.action == _RUN:
            done = True
    return end, done
