"""Evidence against a matter, checked when it is opened and before anything is sent."""

from legalredact.errors import VaultDamaged
from legalredact.governance import state_fault
from legalredact.governance.anchor import Anchors, fault
from legalredact.governance.audit_trail import PRESENTING
from legalredact.governance.signing import fingerprint, is_signed
from legalredact.model.audit import AuditEvent
from legalredact.vault.stated import Stated
from legalredact.vault.store import MatterStore

_OLDER = "Its end was cut off, or the matter was replaced by an older copy."


def refuse(found: str) -> None:
    """Errors: VaultDamaged if there is evidence against a matter."""
    if found.endswith(_OLDER):
        raise VaultDamaged(
            found, "If it was restored from a backup on purpose, accept it: `legalredact audit accept --reason …`."
        )
    if found:
        raise VaultDamaged(found, state_fault.REMEDY)


def cut(store: MatterStore, anchors: Anchors | None) -> str:
    """How the trail contradicts this person's anchor; empty if it does not."""
    if anchors is None:
        return ""
    anchor = anchors.of(store.info().id)
    found = fault(anchor, store.last_event(), lambda number: store.event(number).digest)
    return f"{found} {_OLDER}" if found else ""


def changed(store: MatterStore, stated: Stated) -> str:
    """How the rows contradict the last event; nothing in a matter from before events contained the state.

    Arguments:
        stated: of the matter, at one moment.
    """
    last = stated.last
    if last is None:
        return "The trail is gone, and the matter holds documents." if store.document_count() else ""
    if not last.state:
        told = next((event for event in store.trail() if event.state), None)
        return f"Event {last.number} tells no state, and event {told.number} does." if told else ""
    if not _is_genuine(store, last):
        return f"Event {last.number} is not signed by the person in whose session it stands."
    if last.state == stated.state:
        return ""
    decisions = {entity.id: entity.decision for entity in store.register().entities}
    return state_fault.words(store.events(), stated.state, decisions)


def _is_genuine(store: MatterStore, last: AuditEvent) -> bool:
    """Whether the last event has the key that its session presented."""
    begun = store.last_of(PRESENTING)
    public = dict(begun.details).get("public", "") if begun else ""
    if last.key != fingerprint(public):
        return False
    return not public or is_signed(public, last.digest, last.signature)
