"""When a matter's texts are due for deletion: a number of days after the last sign-off, if the result was exported."""

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass

from legalredact.model.audit import AuditEvent

APPROVED, EXPORTED = "summary.approved", "summary.export"
_WORK = frozenset(
    {
        "document.add",
        "payload.send",
        "payload.local",
        "summary.keep",
        "summary.meaning",
        "summary.edit",
        "summary.rejected",
    }
)
"""Acts after which an earlier sign-off no longer ends the work."""
_RUN = "retention.run"


class RetentionState(enum.StrEnum):
    """The retention state of a matter."""

    OFF = "off"
    """No number of days is set."""
    AT_WORK = "at_work"
    """Not signed off, or changed since."""
    NOT_EXPORTED = "not_exported"
    """The period has passed, but the signed summary was never exported and would be lost."""
    WAITING = "waiting"
    """Signed off; the period has not passed."""
    DUE = "due"
    DONE = "done"
    """Nothing is left to delete."""


@dataclass(frozen=True, slots=True)
class Retention:
    """A matter's state; `due` is the first day of deletion, if known."""

    state: RetentionState
    days: int
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class _End:
    """The last sign-off: its day, and whether the summary was exported since."""

    day: dt.date
    exported: bool


def days_in_force(policy: int, matter: int) -> int:
    """The shorter period of the firm's and the matter's; 0 means none."""
    return min((days for days in (policy, matter) if days > 0), default=0)


def state_of(events: Iterable[AuditEvent], days: int, today: dt.date) -> Retention:
    """The state of a matter according to its trail.

    Arguments:
        events: in order.
        days: in force; 0 if none are set.
        today: in UTC.
    """
    if days <= 0:
        return Retention(RetentionState.OFF, 0)
    end, done = _end_of(events)
    if done:
        return Retention(RetentionState.DONE, days)
    if end is None:
        return Retention(RetentionState.AT_WORK, days)
    due = end.day + dt.timedelta(days=days)
    if today < due:
        return Retention(RetentionState.WAITING, days, due)
    return Retention(RetentionState.DUE if end.exported else RetentionState.NOT_EXPORTED, days, due)


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
