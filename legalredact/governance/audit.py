"""The audit trail's chain: each event carries the digest of the one before, and its person's signature.

A signature covers the digest, and so everything before it. All events are signed as they are written; to verify, one
signature at the end of each session is enough, since the chain leads to it from every event of that session.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from legalredact.governance.signing import Signer, fingerprint, is_signed
from legalredact.model.audit import GENESIS, AuditEvent
from legalredact.model.clean_text import clean

Clock = Callable[[], dt.datetime]
PRESENTING = frozenset({"matter.create", "matter.open", "matter.restore"})
"""Acts with which a session begins: they bear the public key, the account and its name."""


def utc_now() -> dt.datetime:
    """The clock outside tests."""
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
    """The event that follows `last`, signed if there is somebody to sign.

    Arguments:
        details: ids, digests, counts and settings; the caller sees to it that no client text is among them.
        state: what the matter holds after the act; see `AuditEvent`.
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
    """Where a trail does not hold.

    Arguments:
        number: where the first event stands, or should, that is not as it was written.
        why: one sentence.
    """

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """A signing key of a trail, with the account that presented it and how many events bear its name."""

    key: str
    public: str
    account: str
    name: str
    events: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of verifying a trail.

    Arguments:
        events: how many were looked at.
        head: digest of the last.
        broken: where it does not hold first; None if it does.
        unsigned: events that nobody signed.
        persons: who signed.
    """

    events: int
    head: str
    broken: Break | None
    unsigned: int
    persons: tuple[Person, ...]


def verdict_words(verdict: Verdict) -> tuple[str, ...]:
    """A verdict on a trail that holds, for people."""
    unsigned = f"{verdict.unsigned} of them bear no signature." if verdict.unsigned else "Every one is signed."
    return (
        f"The trail of {verdict.events} events holds. {unsigned} Its head is {verdict.head}",
        *(f"{one.events} signed with the key {one.key} of {one.name} ({one.account})." for one in verdict.persons),
    )


def verify(events: Iterable[AuditEvent], *, thorough: bool = False) -> Verdict:
    """Follow the chain, and check the signature with which each session ends.

    Arguments:
        thorough: check the signature of every event; it takes longer and finds nothing else, but says at which event.
    """
    reading = _Reading(thorough)
    for event in events:
        reading.take(event)
        if reading.broken is not None:
            break
    return reading.verdict()


class _Reading:
    """Takes the events of a trail in order."""

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

    def verdict(self) -> Verdict:
        if self.broken is None:
            self._close(self._number)
        persons = tuple(replace(one, events=self._counts.get(key, 0)) for key, one in self._persons.items())
        head = self._before if self._number else ""
        return Verdict(self._number, head, self.broken, self._unsigned, persons)

    def _wrong(self, event: AuditEvent) -> str:
        """What is wrong with the next event, as far as one can tell without its signature."""
        if event.number != self._number + 1:
            return f"event {self._number + 1} is missing"
        if event.before != self._before:
            return "it does not follow from the event before, which was changed or exchanged"
        if event.key != self._key or bool(event.key) != bool(event.signature):
            return "it is not signed by the person whose session it stands in"
        return ""

    def _present(self, event: AuditEvent) -> None:
        """A session begins: whose key signs it."""
        details = dict(event.details)
        self._public = details.get("public", "")
        self._key = fingerprint(self._public)
        if self._key and self._key not in self._persons:
            account, name = details.get("account", ""), details.get("os_user", event.actor)
            self._persons[self._key] = Person(self._key, self._public, account, name)

    def _close(self, number: int) -> None:
        """A session ends with event `number`: its signature stands for all of it."""
        good = not self._key or is_signed(self._public, self._before, self._signature)
        if not good and self.broken is None:
            self.broken = Break(number, "the signature up to here is not of the key that the session began with")
