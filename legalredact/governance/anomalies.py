"""Unusual use in a month: how much, when, with which model, how often refused."""

import datetime as dt
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from legalredact.governance.usage import FAILED, KEPT, REFUSED, SENT, MatterTrail
from legalredact.model.audit import AuditEvent

EARLIEST, LATEST = 6, 21
"""Working hours, in the local time of the machine that makes the report."""
MANY, TIMES = 10, 3
"""Sends on one day that are unusual: at least so many, and at least so many times that person's usual number."""
REPEATED = 3
"""Refusals on one day that are reported."""
BACK = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something to ask about; not necessarily a fault."""

    when: str
    matter: str
    actor: str
    what: str


def anomalies(trails: Sequence[MatterTrail], month: str, zone: dt.tzinfo | None = None) -> tuple[Anomaly, ...]:
    """All anomalies of a month, in order of time.

    Arguments:
        trails: complete trails, since a new value is only recognized by comparison with earlier events.
        month: ``"2026-11"``.
        zone: of the firm; by default the machine's own.
    """
    found = (
        *_volume(trails),
        *_hours(trails, zone),
        *_new_models(trails),
        *_refusals(trails),
        *_clocks(trails),
        *_recoveries(trails),
    )
    return tuple(sorted((one for one in found if one.when.startswith(month)), key=lambda one: one.when))


def _volume(trails: Iterable[MatterTrail]) -> Iterator[Anomaly]:
    """Days on which a person sent far more than on a usual day."""
    days: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, event in _all(trails, SENT):
        days[event.actor][event.when[:10]] += 1
    for actor, counts in days.items():
        for day, count in counts.items():
            usual = statistics.median([other for when, other in counts.items() if when != day] or [0])
            if count >= MANY and count > TIMES * usual:
                yield Anomaly(day, "", actor, f"sent {count} times in a day; {usual:g} is usual")


def _hours(trails: Iterable[MatterTrail], zone: dt.tzinfo | None) -> Iterator[Anomaly]:
    """Sends at night or on a weekend, once for each person and day."""
    seen = set()
    for matter, event in _all(trails, SENT):
        local = dt.datetime.fromisoformat(event.when).astimezone(zone)
        at_work = EARLIEST <= local.hour < LATEST and local.weekday() < 5
        if not at_work and (event.actor, local.date()) not in seen:
            seen.add((event.actor, local.date()))
            yield Anomaly(event.when, matter, event.actor, f"sent on a {local:%A} at {local:%H:%M}")


def _new_models(trails: Iterable[MatterTrail]) -> Iterator[Anomaly]:
    """The first use of each model, except the very first model."""
    known: set[str] = set()
    for matter, event in sorted(_all(trails, KEPT), key=lambda pair: pair[1].when):
        model = dict(event.details).get("model", "")
        if model and known and model not in known:
            yield Anomaly(event.when, matter, event.actor, f"used the model {model} for the first time")
        known |= {model} - {""}


def _refusals(trails: Iterable[MatterTrail]) -> Iterator[Anomaly]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for matter, event in _all(trails, REFUSED, FAILED):
        counts[matter, event.actor, event.when[:10]] += 1
    for (matter, actor, day), count in counts.items():
        if count >= REPEATED:
            yield Anomaly(day, matter, actor, f"was refused or failed {count} times in a day")


def _clocks(trails: Iterable[MatterTrail]) -> Iterator[Anomaly]:
    """Events with a time before that of the previous event."""
    for trail in trails:
        for before, event in zip(trail.events, trail.events[1:], strict=False):
            lag = dt.datetime.fromisoformat(before.when) - dt.datetime.fromisoformat(event.when)
            if lag > BACK:
                yield Anomaly(event.when, trail.matter, event.actor, f"worked with a clock set back by {lag}")


def _recoveries(trails: Iterable[MatterTrail]) -> Iterator[Anomaly]:
    """Each use of the firm's recovery key in a matter."""
    for matter, event in _all(trails, "matter.open"):
        if dict(event.details).get("key") == "recovery":
            yield Anomaly(event.when, matter, event.actor, "opened the matter with the firm's recovery key")


def _all(trails: Iterable[MatterTrail], *actions: str) -> Iterator[tuple[str, AuditEvent]]:
    return ((trail.matter, event) for trail in trails for event in trail.events if event.action in actions)
