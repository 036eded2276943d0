"""Every rule that forbids a send: the workflow raises these reasons, and the window lists them beforehand.

All functions are pure: they look at a state that was read before, and return the reasons in the order in which they
are shown. The policy's own rules are those of `governance`. Signing has `sign_off_rules`, export `export_rules`.
"""

import datetime as dt
from collections.abc import Iterator, Sequence

from legalredact.errors import OpenDecisions
from legalredact.governance.attestation import against_service
from legalredact.governance.roles import against_engine, against_prompt, against_role
from legalredact.model.payload import Hit
from legalredact.model.policy import LOCAL, Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.remark import Designated
from legalredact.summary.prompts import Prompt
from legalredact.workflow.compute.payload import against_hits
from legalredact.workflow.matter.blockers import Blocker
from legalredact.workflow.send.acting import against_acting
from legalredact.workflow.send.conditions import MatterState
from legalredact.workflow.send.designations import against_designations

_LOCAL_TOO = frozenset({RefusalKind.EMPTY, RefusalKind.WITHHELD})
"""Blockers that stop a local summary, too."""
_DECIDE = "Decide them (`mask --accept`)."
_REMEDIES = {
    RefusalKind.EMPTY: "Add documents first.",
    RefusalKind.WITHHELD: "Take that back, or summarize the others by `batch run`.",
    RefusalKind.UNREAD: "Look at them, then accept them (`mask --accept-unread`).",
    RefusalKind.SUGGESTION: _DECIDE,
    RefusalKind.AMBIGUOUS: _DECIDE,
}


def reasons_against_summaries(
    state: MatterState, policy: Policy, prompt: Prompt, engine: str, today: dt.date
) -> tuple[Refusal, ...]:
    """What forbids every summary by that engine, whatever the documents hold."""
    acting = against_acting(state.conditions, policy)
    if acting:
        return acting
    found = (
        *against_role(policy, "prepare", state.conditions.account),
        *against_engine(policy, engine),
        *against_prompt(policy, prompt.id, prompt.version),
        *(() if engine == LOCAL else (*against_service(policy, state.info, today), *state.conditions.service)),
    )
    return tuple(dict.fromkeys(found))


def reasons_against_send(
    state: MatterState,
    policy: Policy,
    prompt: Prompt,
    engine: str,
    today: dt.date,
    designated: Sequence[Designated] = (),
    hits: Sequence[Hit] = (),
) -> tuple[Refusal, ...]:
    """Everything that forbids a summary of the whole matter by that engine.

    Arguments:
        designated: what the documents say of who may see them.
        hits: what the scan found in what would leave.
    """
    sends = engine != LOCAL
    open_now = (blocker for blocker in state.blockers if sends or RefusalKind(blocker.kind) in _LOCAL_TOO)
    return (
        *reasons_against_summaries(state, policy, prompt, engine, today),
        *_against_unsearched(len(state.busy)),
        *map(_against_blocker, open_now),
        *(against_designations(policy.designations.stop, designated, state.accepted) if sends else ()),
        *against_hits(hits),
    )


def may_note_refusal(state: MatterState, policy: Policy) -> bool:
    """Whether whoever is refused a send may write that to the trail."""
    return not (against_acting(state.conditions, policy) or against_role(policy, "prepare", state.conditions.account))


def _against_unsearched(count: int) -> Iterator[Refusal]:
    if count:
        documents = "1 document has" if count == 1 else f"{count} documents have"
        yield Refusal(
            RefusalKind.UNSEARCHED,
            f"{documents} not been searched for names yet.",
            "Let the search end, or open the matter again to finish it.",
            OpenDecisions,
        )


def _against_blocker(blocker: Blocker) -> Refusal:
    kind = RefusalKind(blocker.kind)
    return Refusal(kind, blocker.what, _REMEDIES[kind], OpenDecisions)
