"""Why nothing can be sent yet, in words, and where each reason is mended."""

import datetime as dt
from collections.abc import Iterator, Mapping

from legalredact.errors import SendRefused
from legalredact.governance.attestation import attestation_for_sending
from legalredact.gui.core.palette import KIND_NAMES
from legalredact.gui.widgets.reason import Reason
from legalredact.model.mention import Kind
from legalredact.model.payload import Hit, Payload
from legalredact.model.policy import Policy
from legalredact.model.register import Entity
from legalredact.model.remark import Designated
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.send.designations import blocker as blocker_of
from legalredact.workflow.send.designations import stopping, uncleared
from legalredact.workflow.send.summarize import LOCAL
from legalredact.workflow.window.snapshot import Snapshot

USE_LOCAL = "use local"
"""Target of a reason that is mended by choosing the local engine."""
CLEAR = "clear"
"""Target of a reason that is mended by clearing designations with a reason."""
FIRST_HIT = "first hit"
"""Target of a reason that is mended where the scan found something."""

_STEPS = {
    "empty": ("Add documents", "documents"),
    "unread": ("Look at them", "documents"),
    "suggestion": ("Decide them", "names"),
    "ambiguous": ("Settle them", "names"),
    "withheld": ("See the production", "production"),
}


def reasons_against(state: Snapshot, policy: Policy, today: dt.date) -> tuple[Reason, ...]:
    """What stops everything that would go to the service, whatever the documents say."""
    stops = (Reason(words, "Open oversight", "oversight") for words in state.stops)
    return (*_not_allowed(state, policy, today), *stops)


def reasons(
    state: Snapshot, engine: str, prepared: Prepared | None, policy: Policy, today: dt.date
) -> tuple[Reason, ...]:
    """Everything that stops a summary by that engine; the local one is stopped by the scan alone."""
    return tuple(_reasons(state, engine, prepared, policy, today))


def _reasons(
    state: Snapshot, engine: str, prepared: Prepared | None, policy: Policy, today: dt.date
) -> Iterator[Reason]:
    if not state.documents:
        yield Reason("The matter has no documents.", *_STEPS["empty"])
        return
    if state.busy:
        yield Reason(f"Names are still looked for in {_counted(len(state.busy), 'document')}.")
    if engine != LOCAL:
        yield from reasons_against(state, policy, today)
    for blocker in state.blockers:
        if engine != LOCAL or blocker.kind == "withheld":
            yield Reason(blocker.what, *_STEPS.get(blocker.kind, ("", "")))
    if engine != LOCAL:
        stopped = blocker_of(designations_open(state, prepared, policy))
        if stopped is not None:
            yield Reason(stopped.what, "Say why they may be sent", CLEAR)
    if prepared is None:
        yield Reason("What would leave is still being checked.")
    elif prepared.hits:
        yield Reason(
            f"{_counted(len(prepared.hits), 'name or identifier is', 'names or identifiers are')} left in it.",
            "Show the first",
            FIRST_HIT,
        )


def designations_open(state: Snapshot, prepared: Prepared | None, policy: Policy) -> tuple[Designated, ...]:
    """Designations that stop a send by policy and that nobody has cleared."""
    stops = stopping(policy.designations.stop)
    return uncleared(prepared.designated, stops, state.accepted) if prepared is not None else ()


def _not_allowed(state: Snapshot, policy: Policy, today: dt.date) -> Iterator[Reason]:
    try:
        attestation_for_sending(policy, state.info, today)
    except SendRefused as refusal:
        yield Reason(refusal.what, "Use the local engine", USE_LOCAL)


def hit_words(hit: Hit, payload: Payload, entities: Mapping[str, Entity]) -> str:
    """Where and what the scan found, without a client's words."""
    return f"{_where(hit, payload)}: {_what(hit, entities)}"


def _where(hit: Hit, payload: Payload) -> str:
    for number, document in enumerate(payload.documents, 1):
        if hit.part == document.id:
            return f"Document {number}"
        if hit.part == f"title {document.id}":
            return f"Document {number}, title"
        of_document, _, passage_id = hit.part.partition("/")
        passage = (
            next((p for p in document.passages if p.id == passage_id), None) if of_document == document.id else None
        )
        if passage is not None:
            return f"Document {number}, {str(passage.place) or passage.id}"
    return "Instructions"


def _what(hit: Hit, entities: Mapping[str, Entity]) -> str:
    if hit.reason == "alias":
        entity = entities.get(hit.entity)
        return f"a spelling of {entity.token}" if entity and entity.token else "a name of the register"
    if hit.reason == "identifier":
        known = KIND_NAMES.get(Kind(hit.entity)) if hit.entity in set(Kind) else None
        return f"a {known or 'number that identifies somebody'}"
    if hit.reason == "token":
        return f"{hit.entity}, a token that would not be restored"
    return "the way back to the original fails"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
