"""Writes an open matter's audit trail: each event is authorized, chained, signed, anchored and forwarded.

An event tells the state after its act. So it is prepared before the act and written with the changes of the act, in
one transaction (`OpenMatter.act`): a kill leaves both or neither. Changes without an event of their own, such as
results of a computation, end with `state.keep`.
"""

import contextlib
import datetime as dt
import functools
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from legalredact.errors import VaultDamaged
from legalredact.governance.account import Account
from legalredact.governance.anchor import Anchors, PreparedMark
from legalredact.governance.audit_trail import PRESENTING, Clock, TrailVerdict, next_event, verify
from legalredact.governance.forwarding import Forward
from legalredact.governance.incidents import CLOSE, OPEN
from legalredact.governance.roles import allow_act
from legalredact.governance.signing import Signer, fingerprint
from legalredact.governance.signing_keys import against_unsigned
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import Policy
from legalredact.model.refusal import refuse as refuse_reasons
from legalredact.vault.store import MatterStore
from legalredact.workflow.matter.trail_faults import changed, cut, refuse

Detail = tuple[str, str | int]
ACCEPT = "audit.accept"
"""The act of an administrator who accepts a matter as it is, since a backup was restored on purpose."""
KEEP = "state.keep"
"""Results of computations were stored: the event contains the state after them."""

INCIDENTS = frozenset({OPEN, CLOSE})
RECENT = 5.0
"""Seconds. If many sends follow each other, the rows are compared again after this time."""


def _nobody() -> None:
    return None


def _to_nobody(matter_id: str, event: object) -> None:
    """Forward to nobody."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Signing and anchoring of a trail outside its matter.

    Arguments:
        signer: returns the key of the person who acts, or None without a keyring.
        anchors: where the anchors are stored that show a cut or replayed trail.
        forward: called with each event.
    """

    signer: Callable[[], Signer | None] = _nobody
    anchors: Anchors | None = None
    forward: Forward = _to_nobody


@dataclass(frozen=True, slots=True)
class _Acting:
    """Person who acts in the matter, policy, and clock."""

    policy: Policy
    clock: Clock
    account: Account
    actor: str


@dataclass(frozen=True, slots=True)
class _Noted:
    """An event that is not written yet, since the state after its act is not known."""

    when: dt.datetime
    actor: str
    action: str
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class _Open:
    """The open part of a transaction: the last event that was recorded, and the events written before it."""

    noted: _Noted | None = None
    written: tuple[AuditEvent, ...] = ()


class Trail:
    """The trail of one open matter.

    Arguments:
        store: the vault.
        witness: see there.
    """

    def __init__(self, store: MatterStore, witness: Witness) -> None:
        self._store, self._witness = store, witness
        self._known: dict[frozenset[str], tuple[int, tuple[AuditEvent, ...]]] = {}
        """Events of some actions that were read, and the number up to which the trail was read for them."""
        self._about: dict[tuple[frozenset[str], str], tuple[int, dict[str, tuple[AuditEvent, ...]]]] = {}
        """The same by one of their details, and their number."""
        self._open = _Open()
        self._mark: PreparedMark | None = None
        self._acting: _Acting | None = None
        self._compared = float("-inf")
        self.given_up: Callable[[], None] = _nobody
        """Called if a transaction is rolled back: cached data may be wrong."""
        if not store.reading:
            store.listen(self)

    @functools.cached_property
    def signer(self) -> Signer | None:
        """Signs for the person who acts; None without a keyring."""
        return self._witness.signer()

    def of_incidents(self) -> tuple[AuditEvent, ...]:
        """Events of incidents."""
        return self.events_of(INCIDENTS)

    def events_of(self, actions: frozenset[str]) -> tuple[AuditEvent, ...]:
        """Events of those actions, in order; if the trail was read before, only newer events are read."""
        noted, last = self._open.noted, self._store.last_event()
        if noted is not None and noted.action in actions:
            self._write()
            last = self._store.last_event()
        number, (seen, events) = last.number if last else 0, self._known.get(actions, (0, ()))
        if number > seen:
            events += self._store.events_of(actions, seen)
            self._known[actions] = number, events
        return events

    def events_about(self, actions: frozenset[str], detail: str, value: str) -> tuple[AuditEvent, ...]:
        """The events of `events_of` in which a detail has that value."""
        events = self.events_of(actions)
        seen, found = self._about.get((actions, detail), (0, {}))
        for event in events[seen:]:
            about = dict(event.details).get(detail, "")
            found[about] = (*found.get(about, ()), event)
        self._about[actions, detail] = len(events), found
        return found.get(value, ())

    def author(self, account: Account) -> tuple[str, str]:
        """Author of new events: the account's id, and the signing key's fingerprint, empty without one."""
        return account.id, fingerprint(self.signer.public) if self.signer else ""

    # Clocks

    def latest_moment(self) -> str:
        """The latest time in an event or an anchor of this person, in any matter.

        Only events since an administrator last accepted the matter as it is count. UTC, ISO 8601; empty if there is
        none.
        """
        accepted = self._store.last_of((ACCEPT,))
        told = self._store.latest_when(accepted.number - 1 if accepted else 0)
        marks = self._witness.anchors
        return max(told, marks.latest() if marks is not None else "")

    def believe_clock(self, now: str) -> None:
        """An administrator states that a clock was wrong: later anchors get this time instead. Errors: DiskFull."""
        if self._witness.anchors is not None:
            self._witness.anchors.forget_later(now)

    # Integrity

    def fault(self, *, opening: bool = False) -> str:
        """Evidence against the matter, in words; empty if there is none.

        This person's anchor may belong to another trail, and the rows may differ from the last event.

        Arguments:
            opening: nothing was written since the matter was opened.
        """
        stated = self._store.stated_at_opening() if opening else self._store.stated()
        return cut(self._store, self._witness.anchors) or changed(self._store, stated)

    def refuse_fault(self, *, opening: bool = False) -> None:
        """Errors: VaultDamaged if `fault` finds something."""
        refuse(self.fault(opening=opening))

    def refuse_changed(self, within: float = 0.0) -> None:
        """Compare the rows on the disk with the last event and with what was written from here.

        Arguments:
            within: most seconds since the last comparison for which it is skipped.

        Errors: VaultDamaged.
        """
        if time.monotonic() - self._compared < within:
            return
        stated, last = self._store.stated(), self._store.last_event()
        found = cut(self._store, self._witness.anchors) or changed(self._store, stated)
        followed = not self._store.reading  # who only reads sees what another one writes
        if not found and followed and (stated.state != self._store.state() or stated.last != last):
            found = "The matter's database was changed while it was open here."
        refuse(found)
        self._compared = time.monotonic()

    def forget_comparison(self) -> None:
        """Make the next `refuse_changed` compare, however recent the last comparison is."""
        self._compared = float("-inf")

    def check(self, *, thorough: bool, restored: bool) -> TrailVerdict:
        """Verify the complete trail, and compare it with the rows and with what was seen of it from here.

        Arguments:
            thorough: check the signature of every event, not only of the last one in each session.
            restored: it comes from a backup, and may be older than what was seen.

        Errors: VaultDamaged.
        """
        verdict = verify(self._store.trail(), thorough=thorough)
        if verdict.broken is not None:
            raise VaultDamaged(
                f"The audit trail is not valid from event {verdict.broken.number}: {verdict.broken.why}.",
                "Restore the matter from a backup, and report this.",
            )
        refuse(changed(self._store, self._store.stated()) if restored else self.fault())
        return verdict

    # Writing

    def note(
        self, policy: Policy, clock: Clock, account: Account, actor: str, action: str, details: Iterable[Detail]
    ) -> None:
        """Record an event before its act.

        Inside a transaction (`together`) it is written with the changes of the act; else at once.

        Errors: Refused if the policy reserves the act for others, or the event cannot be forwarded; KeyringUnavailable
        if the policy requires signatures and there is no key; DiskFull.
        """
        allow_act(policy, action, account)
        refuse_reasons(against_unsigned(policy, self.signer.public if self.signer else ""), "Nothing was done.")
        if action in PRESENTING:
            details = (*details, *self._presented(account))
        self._acting = _Acting(policy, clock, account, actor)
        with self._store.together():
            self._write()
            self._open = replace(self._open, noted=_Noted(clock(), actor, action, tuple(details)))

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Events and changes inside are one transaction of the vault.

        Events are forwarded before they are stored, since one that cannot be forwarded stops its act. The anchors
        outside the matter are written after it: an anchor for an event that was rolled back would indicate that the
        trail had been cut.
        """
        with self._store.together():
            yield

    def _write(self) -> None:
        """Write the event that was recorded last, with the state as it is now."""
        noted = self._open.noted
        if noted is None:
            return
        last, state = self._store.last_event(), self._store.state()
        event = next_event(last, noted.actor, noted.action, noted.details, lambda: noted.when, self.signer, state)
        self._open = _Open(None, (*self._open.written, event))
        self._store.append_event(event)

    def _presented(self, account: Account) -> tuple[Detail, ...]:
        """Begin a session of that person."""
        who = (("account", account.id), ("os_user", account.name))
        return (*who, ("public", self.signer.public)) if self.signer else who

    # Calls from the vault; see `vault.state.Listener`

    def saved(self) -> object:
        """The transaction that is open now."""
        return self._open

    def restore(self, saved: object) -> None:
        """A transaction, or a part of one, was rolled back."""
        if isinstance(saved, _Open):
            self._open = saved
        if self._mark is not None:
            self._mark.drop()
            self._mark = None
        self._known.clear()
        self._about.clear()
        self.given_up()

    def ending(self) -> None:
        """All changes are written: the last event gets their state, and all events are forwarded.

        Errors: as `note`.
        """
        if self._open.noted is None and self._acting is not None:
            last = self._store.last_event()
            if last is not None and last.state != self._store.state():
                who = self._acting
                self.note(who.policy, who.clock, who.account, who.actor, KEEP, ())
        self._write()
        if not self._open.written:
            return
        matter_id = self._store.info().id
        if self._witness.anchors is not None:
            self._mark = self._witness.anchors.prepare(matter_id, self._open.written[-1])
        for event in self._open.written:
            self._witness.forward(matter_id, event)

    def ended(self) -> None:
        """All changes are stored: write the anchor outside the matter."""
        self._open = _Open()
        if self._mark is not None:
            mark, self._mark = self._mark, None
            mark.keep()
