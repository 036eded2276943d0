"""The audit trail's chain: each event carries the digest of the one before, so that none can be changed unnoticed."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from legalredact.model.audit import GENESIS, AuditEvent

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The clock outside tests."""
    return dt.datetime.now(dt.UTC)


def stamp(clock: Clock) -> str:
    """UTC, ISO 8601, to the second."""
    return clock().astimezone(dt.UTC).isoformat(timespec="seconds")


def next_event(
    last: AuditEvent | None, actor: str, action: str, details: Iterable[tuple[str, str | int]], clock: Clock
) -> AuditEvent:
    """The event that follows `last`.

    Arguments:
        details: ids, digests, counts and settings; the caller sees to it that no client text is among them.
    """
    return AuditEvent(
        number=last.number + 1 if last else 1,
        when=stamp(clock),
        actor=actor,
        action=action,
        details=tuple((name, str(value)) for name, value in details),
        before=last.digest if last else GENESIS,
    )


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold: the number of the first event that does not follow from the one before."""

    number: int


def first_break(events: Iterable[AuditEvent]) -> Break | None:
    """Where the chain of a trail breaks, or None if it holds.

    A trail cut off at its end still holds: compare its head with one noted elsewhere (`audit verify` prints it).
    """
    before = GENESIS
    for number, event in enumerate(events, 1):
        if event.number != number or event.before != before:
            return Break(number)
        before = event.digest
    return None
