"""Every rule that forbids proposing, approving or retiring a prompt of the firm; see `send_rules` for its use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.governance.account import Account
from legalredact.governance.roles import Role, against_role
from legalredact.governance.signing import fingerprint
from legalredact.governance.signing_keys import VouchedPersons, against_unsigned, vouched_persons
from legalredact.model.policy import Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.prompts.prompt_registry import PromptEntry, PromptRegistry, Status, Step, approval_fault
from legalredact.workflow.prompts.typed_names import TypedName

_ANOTHER = "Have another person approve it, in their own account."


@dataclass(frozen=True, slots=True)
class Approver:
    """Who wants to propose, approve or retire.

    Arguments:
        actor: their name.
        key: their public signing key; empty without one.
        vouched: what the firm vouched for of their key and the proposers'.
    """

    actor: str
    account: Account
    key: str = ""
    vouched: VouchedPersons = field(default_factory=VouchedPersons)


def approver_of(parts: Parts, actor: str, registry: PromptRegistry) -> Approver:
    """The person who acts now."""
    signer = parts.witness.signer()
    key = signer.public if signer else ""
    keys = {fingerprint(key), *(one.proposed.key for one in registry.entries if one.proposed is not None)}
    return Approver(actor, parts.account, key, vouched_persons(parts.policy, keys))


def against_proposing(
    policy: Policy, registry: PromptRegistry, who: Approver, names: Sequence[TypedName] = ()
) -> tuple[Refusal, ...]:
    """Everything that forbids a proposal.

    Arguments:
        names: those in its text that nobody cleared.
    """
    return (*_against_acting(policy, registry, who, "prepare"), *_against_names(names))


def against_approving(
    policy: Policy, registry: PromptRegistry, who: Approver, entry: PromptEntry, names: Sequence[TypedName] = ()
) -> tuple[Refusal, ...]:
    """Everything that forbids that person to approve that version.

    Arguments:
        names: those in its text that nobody cleared.
    """
    return (
        *_against_acting(policy, registry, who, "approve"),
        *_against_status(entry, "approve"),
        *_against_person(policy, who, entry),
        *_against_names(names),
    )


def against_retiring(
    policy: Policy, registry: PromptRegistry, who: Approver, entry: PromptEntry
) -> tuple[Refusal, ...]:
    """Everything that forbids that person to retire that version; its proposer may withdraw it, too."""
    return (*_against_acting(policy, registry, who, "approve"), *_against_status(entry, "retire"))


def _against_acting(policy: Policy, registry: PromptRegistry, who: Approver, role: Role) -> Iterator[Refusal]:
    found = (*against_role(policy, role, who.account), *against_unsigned(policy, who.key))
    yield from found
    if policy.broken:
        return
    if not policy.prompts.folder:
        what = "The policy names no folder for prompts of the firm."
        yield Refusal(RefusalKind.PROMPT, what, "Ask firm IT to set prompts.folder in the policy.")
    elif registry.fault:
        remedy = "Ask firm IT to check prompts.folder in the policy, or to restore that folder from a backup."
        yield Refusal(RefusalKind.PROMPT, registry.fault, remedy)


def _against_status(entry: PromptEntry, act: str) -> Iterator[Refusal]:
    if entry.status is Status.VENDOR:
        what = "This prompt is part of LegalRedact; it is not approved or retired here."
        yield Refusal(RefusalKind.PROMPT, what, "Firm IT can leave it out of prompts.approved in the policy.")
    elif act == "retire" and (entry.retired is not None or entry.proposed is None):
        what = entry.problem or "This version is retired."
        yield Refusal(RefusalKind.PROMPT, what, "Propose a new version of it.")
    elif act == "approve" and entry.status is not Status.PROPOSED:
        what = entry.problem or f"The prompt {entry.id} in its version {entry.version} is approved already."
        yield Refusal(RefusalKind.PROMPT, what, "Propose a new version of it.")


def _against_person(policy: Policy, who: Approver, entry: PromptEntry) -> Iterator[Refusal]:
    if entry.proposed is None:
        return
    if policy.sign_off.accounts and who.actor.strip().casefold() != who.account.name.strip().casefold():
        what = "The policy requires that prompts are approved in the approver's own account."
        yield Refusal(RefusalKind.REVIEWER, what, "Log in as the person who approves.")
    own = Step(who.actor, who.account.id, fingerprint(who.key), "")
    fault = approval_fault(policy, entry.proposed, own, who.key, who.vouched)
    if fault:
        yield Refusal(RefusalKind.OTHER_PERSON, fault, _ANOTHER)


def _against_names(names: Sequence[TypedName]) -> Iterator[Refusal]:
    if names:
        count = "A name or identifier is" if len(names) == 1 else f"{len(names)} names or identifiers are"
        parts = ", ".join(dict.fromkeys(one.part for one in names))
        what = f"{count} in the text of this prompt ({parts}), which is used in every matter."
        doubtful = any(not one.certain for one in names)
        clear = " Words that are not names can be cleared, if no list of names has them." if doubtful else ""
        yield Refusal(RefusalKind.SCAN, what, f"Write it without names.{clear}")
