"""Incidents: what went where it should not have, or came from there; numbered in the trail, open until closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from legalredact.model.audit import AuditEvent

INCIDENT = "incident."
OPEN, CLOSE = f"{INCIDENT}open", f"{INCIDENT}close"

WHAT_TO_DO = (
    "Send nothing more from this matter; it is stopped until the incident is closed.",
    "Tell firm IT and the person responsible for confidentiality, with the number of the incident.",
    "Keep the trail: `legalredact incident list --json` and `legalredact audit export` write it without client text.",
    "Find out whose account or machine answered, with the request ids; ask the service to delete what it was sent.",
    "Decide whether the client or the court has to be informed.",
    "Close it with the reason: `legalredact incident close`.",
)
"""For the person who meets one, in this order."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident of a matter.

    Arguments:
        number: 1, 2, 3 … in the matter.
        when, actor: of the event that it began with.
        what: one sentence without client text.
        payload: digest of what was on its way; empty if nothing was.
        closed: when; empty while it is open.
        closed_by, reason: by whom and why, in masked words.
    """

    number: int
    when: str
    actor: str
    what: str
    payload: str = ""
    closed: str = ""
    closed_by: str = ""
    reason: str = ""


def incidents(events: Iterable[AuditEvent]) -> tuple[Incident, ...]:
    """All incidents that a trail tells of, in the order of their numbers."""
    found: dict[int, Incident] = {}
    for event in events:
        details = dict(event.details)
        if event.action == OPEN:
            number = int(details["incident"])
            found[number] = Incident(number, event.when, event.actor, details["what"], details.get("payload", ""))
        elif event.action == CLOSE:
            number = int(details["incident"])
            one = found[number]
            found[number] = Incident(
                number, one.when, one.actor, one.what, one.payload, event.when, event.actor, details["reason"]
            )
    return tuple(found[number] for number in sorted(found))


def open_ones(events: Iterable[AuditEvent]) -> tuple[Incident, ...]:
    """Those that nobody has closed."""
    return tuple(one for one in incidents(events) if not one.closed)
