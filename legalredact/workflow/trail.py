"""Writes an open matter's audit trail: each event allowed, chained, signed, marked outside the matter and handed on."""

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from legalredact.errors import KeyringUnavailable, VaultDamaged
from legalredact.governance.anchor import Anchors, fault
from legalredact.governance.audit import PRESENTING, Clock, Verdict, next_event, verify
from legalredact.governance.forwarding import Forward
from legalredact.governance.incidents import INCIDENT
from legalredact.governance.os_account import Account
from legalredact.governance.roles import allow_act
from legalredact.governance.signing import Signer, fingerprint
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import Policy
from legalredact.vault.store import MatterStore

Detail = tuple[str, str | int]


def _nobody() -> None:
    return None


def _to_nobody(matter_id: str, event: object) -> None:
    """Nobody else is told."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What stands for a trail outside its matter.

    Arguments:
        signer: gives the key of the person who acts, or None where there is no keyring to keep one.
        anchors: where the marks are kept that show a cut or replayed trail.
        forward: is told each event.
    """

    signer: Callable[[], Signer | None] = _nobody
    anchors: Anchors | None = None
    forward: Forward = _to_nobody


class Trail:
    """The trail of one open matter.

    Arguments:
        store: the vault.
        witness: see there.
    """

    def __init__(self, store: MatterStore, witness: Witness) -> None:
        self._store, self._witness = store, witness
        self._of_incidents: list[AuditEvent] | None = None
        self._unmarked: list[AuditEvent] | None = None

    @functools.cached_property
    def signer(self) -> Signer | None:
        """Signs for whoever acts here; None where there is no keyring to keep a key."""
        return self._witness.signer()

    def of_incidents(self) -> tuple[AuditEvent, ...]:
        """Events of incidents; the whole trail is read for them once, since they are asked for often."""
        if self._of_incidents is None:
            self._of_incidents = [event for event in self._store.trail() if event.action.startswith(INCIDENT)]
        return tuple(self._of_incidents)

    def author(self, account: Account) -> tuple[str, str]:
        """Who stands for what is made now: the account's id, and the signing key's fingerprint, empty without one."""
        return account.id, fingerprint(self.signer.public) if self.signer else ""

    def fault(self) -> str:
        """What this person's mark says against the trail; empty if it says nothing."""
        if self._witness.anchors is None:
            return ""
        anchor = self._witness.anchors.of(self._store.info().id)
        return fault(anchor, self._store.last_event(), lambda number: self._store.event(number).digest)

    def refuse_fault(self) -> None:
        """Errors: VaultDamaged if the trail was cut, or an older copy of the matter was put in its place."""
        found = self.fault()
        if found:
            raise VaultDamaged(
                f"{found} Its end was cut off, or an older copy of the matter stands in its place.",
                "If it was restored from a backup on purpose, say so: `legalredact audit accept --reason …`.",
            )

    def check(self, *, thorough: bool, restored: bool) -> Verdict:
        """Verify the whole trail, and hold it against what was seen of it from here.

        Arguments:
            thorough: check the signature of every event, not of each session's end alone.
            restored: it comes from a backup, and may be older than what was seen.

        Errors: VaultDamaged.
        """
        verdict = verify(self._store.trail(), thorough=thorough)
        if verdict.broken is not None:
            raise VaultDamaged(
                f"The audit trail does not hold from event {verdict.broken.number}: {verdict.broken.why}.",
                "Restore the matter from a backup, and report this.",
            )
        if not restored:
            self.refuse_fault()
        return verdict

    def note(
        self, policy: Policy, clock: Clock, account: Account, actor: str, action: str, details: Iterable[Detail]
    ) -> None:
        """Write an event before the act that it stands for.

        Errors: Refused if the policy gives the act to others, or the event cannot be handed on; KeyringUnavailable if
        the policy asks for signatures and nobody can sign; DiskFull.
        """
        allow_act(policy, action, account)
        if self.signer is None and policy.audit.signed:
            raise KeyringUnavailable(
                "The policy asks for signed events, and there is no keyring for a signing key; nothing was done.",
                "Log in to a session with a keyring, or ask firm IT.",
            )
        if action in PRESENTING:
            details = (*details, *self._presented(account))
        event = next_event(self._store.last_event(), actor, action, details, clock, self.signer)
        self._store.append_event(event)
        if self._of_incidents is not None and action.startswith(INCIDENT):
            self._of_incidents.append(event)
        if self._unmarked is None:
            self._mark([event])
        else:
            self._unmarked.append(event)

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """What is noted and written inside is one transaction of the vault.

        The marks outside the matter come after it: one that stood for an event which was given up with the rest would
        say that the trail had been cut.
        """
        self._unmarked = []
        try:
            with self._store.together():
                yield
            written = self._unmarked
        finally:
            self._unmarked = None
        self._mark(written)

    def _mark(self, events: Sequence[AuditEvent]) -> None:
        """Leave the mark outside the matter, and hand events on."""
        matter_id = self._store.info().id
        if self._witness.anchors is not None and events:
            self._witness.anchors.put(matter_id, events[-1])
        for event in events:
            self._witness.forward(matter_id, event)

    def _presented(self, account: Account) -> tuple[Detail, ...]:
        """Whose session begins."""
        who = (("account", account.id), ("os_user", account.name))
        return (*who, ("public", self.signer.public)) if self.signer else who
