"""Reasons against a send, in words, each with a link to its remedy."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from legalredact.gui.core.palette import KIND_NAMES
from legalredact.gui.widgets.reason import ReasonRow, shown
from legalredact.model.mention import Kind
from legalredact.model.payload import Hit, Payload
from legalredact.model.policy import LOCAL, Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.register import Decision, Entity
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.names.queue import Why, why_asked
from legalredact.workflow.send.send_rules import reasons_against_send
from legalredact.workflow.window.snapshot import Snapshot

USE_LOCAL = "use local"
"""Target of a reason whose remedy is the local engine."""
CLEAR = "clear"
"""Target of a reason whose remedy is to clear designations with a reason."""
FIRST_HIT = "first hit"
"""Target of a reason whose remedy is at a find of verification."""

_LINKS = {
    RefusalKind.EMPTY: ("Add documents", "documents"),
    RefusalKind.UNREAD: ("Review them", "documents"),
    RefusalKind.SUGGESTION: ("Decide", "names"),
    RefusalKind.AMBIGUOUS: ("Resolve them", "names"),
    RefusalKind.WITHHELD: ("See the production", "production"),
    RefusalKind.INCIDENT: ("Open oversight", "oversight"),
    RefusalKind.SELF_TEST: ("Open oversight", "oversight"),
    RefusalKind.DESIGNATION: ("Give the reason", CLEAR),
    RefusalKind.SCAN: ("Show the first", FIRST_HIT),
}
_USE_LOCAL = ("Use the local engine", USE_LOCAL)
_BY_THE_LOCAL_ENGINE = (RefusalKind.BARRED, RefusalKind.ATTESTATION, RefusalKind.ENGINE)
"""Reasons that the local engine avoids, if the policy permits it."""


def reasons(
    state: Snapshot,
    policy: Policy,
    prompt: Prompt,
    engine: str,
    prepared: Prepared | None,
    today: dt.date,
    chosen: Collection[str] | None = None,
) -> tuple[ReasonRow, ...]:
    """Everything that stops a summary by that engine.

    Arguments:
        prepared: the payload; None while it is being checked.
        chosen: ids of the documents; None for all.
    """
    count = len(prepared.payload.documents) if prepared is not None else None
    designated, hits = (prepared.designated, prepared.hits) if prepared is not None else ((), ())
    refusals = reasons_against_send(state, policy, prompt, engine, today, designated, hits, chosen, count)
    kinds = {one.kind for one in refusals}
    waits = prepared is None and not kinds & {RefusalKind.EMPTY, RefusalKind.UNSEARCHED}
    checking = (ReasonRow("The text to be sent is still being checked."),) if waits else ()
    return (*with_links(refusals, policy), *checking)


def with_links(refusals: Iterable[Refusal], policy: Policy) -> tuple[ReasonRow, ...]:
    """Reasons with links to their remedies."""
    local = dict.fromkeys(_BY_THE_LOCAL_ENGINE if LOCAL in policy.engines.allowed else (), _USE_LOCAL)
    return shown(refusals, _LINKS | local)


def ready_words(state: Snapshot, engine: str, prepared: Prepared | None) -> str:
    """The completed checks, if there is no reason against a send."""
    if prepared is None:
        return ""
    documents = _counted(len(prepared.payload.documents), "document")
    if engine == LOCAL:
        return f"Ready: {documents}. The local engine sends nothing."
    decided = sum(entity.decision is not Decision.OPEN for entity in state.register.entities)
    possible = sum(why_asked(entity) is Why.POSSIBLE for entity in state.register.entities)
    undecided = f", {_counted(possible, 'possible one')} not" if possible else ""
    return f"Ready to send: {_counted(decided, 'name')} decided{undecided}; {documents}."


def hit_words(hit: Hit, payload: Payload, entities: Mapping[str, Entity]) -> str:
    """Places and kinds of finds, without a client's words."""
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
        return f"a {known or 'number that identifies someone'}"
    if hit.reason == "token":
        return f"{hit.entity}, a token that would not be restored"
    return "names could not be restored"


def _counted(count: int, one: str) -> str:
    return f"{count} {one}{'s' * (count != 1)}"
