"""Every rule that forbids a send: the workflow raises these reasons, and the window lists them beforehand.

All functions are pure: they look at a state that was read before, and return the reasons in the order in which they
are shown. The policy's own rules are those of `governance`. Signing has `sign_off_rules`, export `export_rules`.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from legalredact.errors import OpenDecisions, SendRefused, UsageError
from legalredact.governance.anchor import Anchors
from legalredact.governance.attestation import against_service
from legalredact.governance.roles import against_engine, against_prompt, against_role
from legalredact.model.payload import Hit
from legalredact.model.policy import CLAUDE, LOCAL, Policy
from legalredact.model.refusal import Refusal, RefusalKind, refuse
from legalredact.model.remark import Designated
from legalredact.summary.prompts import Prompt, meaning_check
from legalredact.workflow.compute.payload import against_hits
from legalredact.workflow.matter.blockers import Blocker, of_chosen
from legalredact.workflow.prompts.prompt_registry import PromptRegistry, Status, read_registry
from legalredact.workflow.send.act_rules import against_acting
from legalredact.workflow.send.conditions import MatterState
from legalredact.workflow.send.designations import against_designations

_LOCAL_TOO = frozenset({RefusalKind.EMPTY, RefusalKind.WITHHELD})
"""Blockers that stop a local summary, too."""
_DECIDE = "Decide them (`mask --accept`)."
_REMEDIES = {
    RefusalKind.EMPTY: "Add documents first.",
    RefusalKind.WITHHELD: "Take that back, or choose the other documents (`--documents`).",
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
        *against_unapproved(policy, state.conditions.registry, prompt, engine),
        *(() if engine == LOCAL else (*against_service(policy, state.info, today), *state.conditions.service)),
    )
    return tuple(dict.fromkeys(found))


def against_unapproved(policy: Policy, registry: PromptRegistry, prompt: Prompt, engine: str) -> Iterator[Refusal]:
    """That a prompt is not the approved one of the registry, word for word, or is not for that engine."""
    entry = registry.entry(prompt.id, prompt.version)
    named = f"The prompt {prompt.id} in its version {prompt.version}"
    if prompt == meaning_check():
        pass  # of this program, word for word; nobody chooses it
    elif entry is None:
        yield _unapproved(registry.fault or f"{named} is not in the registry.")
    elif entry.status is Status.PROPOSED and policy.prompts.approval:
        yield _unapproved(entry.problem, "Have a second person approve it (`prompt approve`, or the view Prompts).")
    elif entry.status not in (Status.VENDOR, Status.APPROVED, Status.PROPOSED):
        yield _unapproved(entry.problem)
    elif entry.prompt != replace(prompt, question=""):
        yield _unapproved(f"{named} was changed since it was chosen.", "Choose it again.")
    if prompt.asks and not prompt.question.strip():
        yield Refusal(RefusalKind.QUESTION, f"{prompt.asks} is not typed.", "Type it first.", UsageError)
    if engine not in prompt.engines:
        what = f"The engine {engine} cannot follow the prompt {prompt.id}."
        yield _unapproved(what, f"Use the engine {' or '.join(prompt.engines)}, or another prompt.")
    attested = policy.zero_retention.models if policy.zero_retention else ()
    model = policy.model_for(prompt.id, prompt.model)
    if engine != LOCAL and model != policy.claude.model and model not in (attested or policy.claude.models):
        what = f"{named} asks for the model {model}, which the policy or its attestation does not allow."
        yield _unapproved(what, "Use another prompt, or ask firm IT.")


def _unapproved(what: str, remedy: str = "Use another prompt, or propose a new version of it.") -> Refusal:
    return Refusal(RefusalKind.PROMPT, what, remedy, SendRefused)


def prompt_to_send(policy: Policy, anchors: Anchors | None, prompt_id: str) -> Prompt:
    """The prompt with that id, read once more from the registry when its text is about to be sent.

    Errors: UsageError if there is none; SendRefused with the reasons of `against_unapproved`.
    """
    registry = read_registry(policy, anchors)
    prompt = next((one for one in registry.choices if one.id == prompt_id), None)
    if prompt is None:
        raise UsageError("There is no prompt of that id.", "Choose another one.")
    against = tuple(against_unapproved(policy, registry, prompt, CLAUDE))
    refuse([one for one in against if one.kind is not RefusalKind.QUESTION], "Nothing was sent.")
    return replace(prompt, model=policy.model_for(prompt.id, prompt.model))


def reasons_against_send(
    state: MatterState,
    policy: Policy,
    prompt: Prompt,
    engine: str,
    today: dt.date,
    designated: Sequence[Designated] = (),
    hits: Sequence[Hit] = (),
    chosen: Collection[str] | None = None,
    count: int | None = None,
) -> tuple[Refusal, ...]:
    """Everything that forbids a summary of these documents by that engine.

    Arguments:
        designated: what the documents say of who may see them.
        hits: what the scan found in what would leave.
        chosen: ids of the documents; None for all of the matter.
        count: number of the documents; None if it is not known yet.
    """
    sends = engine != LOCAL
    blockers = of_chosen(state.blockers, chosen)
    open_now = (blocker for blocker in blockers if sends or RefusalKind(blocker.kind) in _LOCAL_TOO)
    return (
        *reasons_against_summaries(state, policy, prompt, engine, today),
        *_against_unsearched(len(state.busy if chosen is None else state.busy.intersection(chosen))),
        *map(_against_blocker, open_now),
        *against_count(prompt, count),
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


def against_count(prompt: Prompt, count: int | None) -> Iterator[Refusal]:
    """That a use takes another number of documents; `count` is None if it is not known yet."""
    if prompt.documents and count is not None and str(count) != prompt.documents:
        what = f"This use takes {prompt.documents} documents, and {count} {'is' if count == 1 else 'are'} chosen."
        yield Refusal(RefusalKind.PROMPT, what, f"Choose {prompt.documents} (`--documents`).", UsageError)


def _against_blocker(blocker: Blocker) -> Refusal:
    kind = RefusalKind(blocker.kind)
    return Refusal(kind, blocker.what, _REMEDIES[kind], OpenDecisions)
