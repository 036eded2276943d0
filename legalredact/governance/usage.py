"""Statistics of a month from the trails of some matters: activity per person, blocked sends, overrides."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legalredact.model.audit import AuditEvent

SENT, LOCAL, STOPPED, FAILED = "payload.send", "payload.local", "payload.stopped", "payload.failed"
REFUSED, KEPT, READ_AGAIN = "send.refused", "summary.keep", "summary.meaning"
OVERRIDES = {
    "unread.accept": "accepted parts that were not read reliably",
    "designation.clear": "cleared a designation",
    "incident.close": "closed an incident",
    "audit.accept": "took a restored trail as it is",
    "audit.reason": "gave the reason for a restored trail",
}
"""Acts by which a person overrides a block. Dismissed names are counted separately."""


@dataclass(frozen=True, slots=True)
class MatterTrail:
    """The trail of one matter.

    Arguments:
        matter: its id.
        events: all of them, in order.
    """

    matter: str
    events: tuple[AuditEvent, ...]


@dataclass(frozen=True, slots=True)
class UsageCounts:
    """Counts over some events."""

    events: int
    documents: int
    decisions: int
    dismissed: int
    sent: int
    local: int
    stopped: int
    hits: int
    refused: int
    failed: int
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Override:
    """A person went on although something blocked them."""

    when: str
    matter: str
    actor: str
    what: str
    reason: str


def in_month(trails: Iterable[MatterTrail], month: str) -> tuple[MatterTrail, ...]:
    """The trails, reduced to the events of one month.

    Arguments:
        month: ``"2026-11"``; in UTC, as the times in the trail.
    """
    cut = (MatterTrail(t.matter, tuple(e for e in t.events if e.when.startswith(month))) for t in trails)
    return tuple(trail for trail in cut if trail.events)


def usage(events: Iterable[AuditEvent]) -> UsageCounts:
    """The statistics of these events."""
    events = tuple(events)
    acts = Counter(event.action for event in events)
    decided = [dict(event.details) for event in events if event.action in ("name.decide", "name.local")]
    kept = [dict(event.details) for event in events if event.action in (KEPT, READ_AGAIN)]
    return UsageCounts(
        events=len(events),
        documents=acts["document.add"],
        decisions=sum(_listed(details) for details in decided),
        dismissed=sum(_listed(details) for details in decided if details.get("decision") == "dismissed"),
        sent=acts[SENT],
        local=acts[LOCAL],
        stopped=acts[STOPPED],
        hits=sum(_number(dict(event.details), "hits") for event in events if event.action == STOPPED),
        refused=acts[REFUSED],
        failed=acts[FAILED],
        input_tokens=sum(_number(details, "input_tokens") for details in kept),
        output_tokens=sum(_number(details, "output_tokens") for details in kept),
    )


def by_actor(trails: Iterable[MatterTrail]) -> dict[str, tuple[AuditEvent, ...]]:
    """Events by actor, sorted by name."""
    found: dict[str, list[AuditEvent]] = {}
    for trail in trails:
        for event in trail.events:
            found.setdefault(event.actor, []).append(event)
    return {actor: tuple(found[actor]) for actor in sorted(found)}


def overrides(trails: Iterable[MatterTrail]) -> Iterator[Override]:
    """Each override, with the reason from the trail."""
    for trail in trails:
        for event in trail.events:
            if event.action in OVERRIDES:
                details = dict(event.details)
                reason = details.get("reason") or details.get("why") or details.get("found") or "none noted"
                yield Override(event.when, trail.matter, event.actor, OVERRIDES[event.action], reason)


def _listed(details: dict[str, str]) -> int:
    return len([one for one in details.get("entities", "").split(",") if one])


def _number(details: dict[str, str], name: str) -> int:
    value = details.get(name, "0")
    return int(value) if value.isdigit() else 0
