"""Explains which decision was changed when a matter's rows contradict its trail."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from legalredact.model.audit import AuditEvent
from legalredact.model.register import Decision
from legalredact.model.state import PART_WORDS, StatePart, differing, part_in

REMEDY = (
    "Restore the matter from a backup, and report this. If it was done on purpose, an administrator accepts it: "
    "`legalredact audit accept --reason …`."
)
_MOST = 3
"""Number of events that are listed one by one."""


def words(events: Sequence[AuditEvent], state: str, decisions: Mapping[str, Decision]) -> str:
    """What was changed outside the application, and which decisions were lost by it, without client text.

    Arguments:
        events: the whole trail, the last of which carries another state; from the first one with a state, all do.
        state: of the rows as they are.
        decisions: on each name by its id, according to the rows.
    """
    told = [_of_part(events, part, state, decisions) for part in differing(events[-1].state, state)]
    return " ".join(told or [f"The matter is not as event {events[-1].number} left it."])


def _of_part(events: Sequence[AuditEvent], part: StatePart, state: str, decisions: Mapping[str, Decision]) -> str:
    changes = list(_changes(events, part))
    what = PART_WORDS[part].capitalize()
    before = next((e for e in reversed(events) if e.state and part_in(e.state, part) == part_in(state, part)), None)
    if before is not None:
        undone = [change for change in changes if change.number > before.number]
        return f"{what} are as event {before.number} left them; undone: {_named(undone)}."
    lost = _lost(events, decisions) if part is StatePart.NAMES else ""
    return f"{what} were changed outside LegalRedact (last changed by {_named(changes[-1:])}).{lost}"


def _changes(events: Sequence[AuditEvent], part: StatePart) -> Iterator[AuditEvent]:
    """The events that changed a part of the state."""
    if events[0].state:
        yield events[0]
    for before, event in pairwise(events):
        if part_in(before.state, part) != part_in(event.state, part):
            yield event


def _lost(events: Sequence[AuditEvent], decisions: Mapping[str, Decision]) -> str:
    """The latest decision on names that the rows do not contain."""
    later: set[str] = set()
    for event in reversed(events):
        details = dict(event.details)
        ids = set(filter(None, f"{details.get('entities', '')},{details.get('entity', '')}".split(",")))
        if event.action == "name.decide":
            lost = [one for one in ids - later if decisions.get(one) != details["decision"]]
            if lost:
                count = "one name is" if len(lost) == 1 else f"{len(lost)} names are"
                return f" {_named([event])} said {details['decision']}: {count} not."
        if event.action.startswith("name."):
            later |= ids
    return ""


def _named(events: Sequence[AuditEvent]) -> str:
    said = [f"event {e.number} ({e.action} by {e.actor}, {e.when})" for e in events[:_MOST]]
    more = len(events) - _MOST
    return ", ".join((*said, *([f"{more} more"] if more > 0 else [])))
