"""Beginning of a session in a matter: evidence against the matter is reported before anything is written to it."""

from typing import Protocol

from legalredact.governance.attestation import clock_fault
from legalredact.governance.audit_trail import stamp
from legalredact.governance.roles import allow_act
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.trail import ACCEPT, Trail
from legalredact.workflow.matter.trail_faults import refuse
from legalredact.workflow.matter.unread_files import Notable, cut_short


class MatterToOpen(Notable, Protocol):
    """The parts of an open matter that the beginning of a session needs."""

    parts: Parts
    trail: Trail

    def note(self, action: str, *details: tuple[str, str | int]) -> None:
        """See `OpenMatter.note`."""


def begin_session(matter: MatterToOpen, key: str, *, restored: bool) -> None:
    """Record that the matter is opened, and what was found.

    Arguments:
        key: how its key is sealed.
        restored: an administrator accepts the matter as it is.

    Errors: VaultDamaged if the trail or the rows differ from their last known state; Refused.
    """
    store = matter.store
    interrupted_writer, last = store.interrupted_writer, store.last_event()
    found = matter.trail.fault(opening=True)
    if restored:
        allow_act(matter.parts.policy, ACCEPT, matter.parts.account)
        found = found or clock_fault(matter.parts.clock(), matter.trail.latest_moment())
    else:
        refuse(found)
    matter.note("matter.open", ("key", key))
    if last is not None and not last.state:
        matter.note("state.begin", ("events", last.number))
    if interrupted_writer is not None:
        matter.note(
            "matter.take_over",
            ("who", interrupted_writer.who),
            ("host", interrupted_writer.host),
            ("since", interrupted_writer.since),
        )
    if found:
        matter.note(ACCEPT, ("found", found))
        matter.trail.believe_clock(stamp(matter.parts.clock))
    cut_short(matter)
