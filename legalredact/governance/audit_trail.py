"""The hash chain of the audit trail: each event holds the digest of the previous one, and its person's signature.

A signature covers the digest, and thereby all earlier events. Every event is signed when it is written. Verification
needs only the last signature of each session, since the chain connects it with all events of that session.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from legalredact.governance.signing import Signer, fingerprint, is_signed
from legalredact.model.audit import GENESIS, AuditEvent
from legalredact.model.clean_text import clean

Clock = Callable[[], dt.datetime]
OPEN_PROMPTS = "prompt.open"
"""Begins a session in the trail of a firm's prompts, which is no matter's."""
PRESENTING = frozenset({"matter.create", "matter.open", "matter.restore", OPEN_PROMPTS})
"""Acts that begin a session; their events hold the public key, the account and its name."""


def utc_now() -> dt.datetime:
    """The clock, except in tests."""
    return dt.datetime.now(dt.UTC)


def stamp(clock: Clock) -> str:
    """UTC, ISO 8601, to the second."""
    return clock().astimezone(dt.UTC).isoformat(timespec="seconds")


def next_event(
    last: AuditEvent | None,
    actor: str,
    action: str,
    details: Iterable[tuple[str, str | int]],
    clock: Clock,
    signer: Signer | None = None,
    state: str = "",
) -> AuditEvent:
    """The event that follows `last`, signed if there is a signer.

    Arguments:
        details: ids, digests, counts and settings; the caller ensures that they contain no client text.
        state: digest of the matter's state after the act; see `AuditEvent`.
    """
    event = AuditEvent(
        number=last.number + 1 if last else 1,
        when=stamp(clock),
        actor=clean(actor),
        action=action,
        details=tuple((name, clean(str(value))) for name, value in details),
        before=last.digest if last else GENESIS,
        key=fingerprint(signer.public) if signer else "",
        state=state,
    )
    return replace(event, signature=signer.sign(event.digest)) if signer else event


@dataclass(frozen=True, slots=True)
class Break:
    """The point where verification of a trail fails.

    Arguments:
        number: of the first event that is missing or changed.
        why: one sentence.
    """

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """A signing key of a trail, with the account that presented it and the number of its events."""

    key: str
    public: str
    account: str
    name: str
    events: int = 0


@dataclass(frozen=True, slots=True)
class TrailVerdict:
    """The result of verifying a trail.

    Arguments:
        events: number of events that were read.
        head: digest of the last.
        broken: where verification fails first; None if it succeeds.
        unsigned: number of events without a signature.
        persons: the signers.
    """

    events: int
    head: str
    broken: Break | None
    unsigned: int
    persons: tuple[Person, ...]


def verdict_words(verdict: TrailVerdict) -> tuple[str, ...]:
    """A successful verification, in words."""
    unsigned = f"{verdict.unsigned} of them bear no signature." if verdict.unsigned else "Every one is signed."
    return (
        f"The trail of {verdict.events} events holds. {unsigned} Its head is {verdict.head}",
        *(f"{one.events} signed with the key {one.key} of {one.name} ({one.account})." for one in verdict.persons),
    )


def verify(events: Iterable[AuditEvent], *, thorough: bool = False) -> TrailVerdict:
    """Verify the chain, and the last signature of each session.

    Arguments:
        thorough: verify the signature of every event; takes longer and finds no other faults, but names the event.
    """
    reading = _Reading(thorough)
    for event in events:
        reading.take(event)
        if reading.broken is not None:
            break
    return reading.verdict()


class _Reading:
    """Reads the events of a trail in order."""

    def __init__(self, thorough: bool) -> None:
        self.broken: Break | None = None
        self._thorough = thorough
        self._number = self._unsigned = 0
        self._before = GENESIS
        self._public = self._key = self._signature = ""
        self._persons: dict[str, Person] = {}
        self._counts: dict[str, int] = {}

    def take(self, event: AuditEvent) -> None:
        if event.action in PRESENTING:
            self._close(event.number - 1)
            self._present(event)
        why = self._wrong(event)
        if why:
            self.broken = self.broken or Break(self._number + 1, why)
            return
        self._number, self._before = event.number, event.digest
        self._signature = event.signature
        self._unsigned += not event.key
        self._counts[event.key] = self._counts.get(event.key, 0) + 1
        if self._thorough:
            self._close(event.number)

    def verdict(self) -> TrailVerdict:
        if self.broken is None:
            self._close(self._number)
        persons = tuple(replace(one, events=self._counts.get(key, 0)) for key, one in self._persons.items())
        head = self._before if self._number else ""
        return TrailVerdict(self._number, head, self.broken, self._unsigned, persons)

    def _wrong(self, event: AuditEvent) -> str:
        """What is wrong with the next event, judged without its signature."""
        if event.number != self._number + 1:
            return f"event {self._number + 1} is missing"
        if event.before != self._before:
            return "it does not follow from the event before, which was changed or exchanged"
        if event.key != self._key or bool(event.key) != bool(event.signature):
            return "it is not signed by the person whose session it stands in"
        return ""

    def _present(self, event: AuditEvent) -> None:
        """Begin a session, and note the key that signs it."""
        details = dict(event.details)
        self._public = details.get("public", "")
        self._key = fingerprint(self._public)
        if self._key and self._key not in self._persons:
            account, name = details.get("account", ""), details.get("os_user", event.actor)
            self._persons[self._key] = Person(self._key, self._public, account, name)

    def _close(self, number: int) -> None:
        """End a session with event `number`: verify its signature, which covers the session."""
        good = not self._key or is_signed(self._public, self._before, self._signature)
        if not good and self.broken is None:
            self.broken = Break(number, "the signature up to here is not of the key that the session began with")
