"""Conditions of a matter and its surroundings, at one moment, that decide on a send or a signature."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from legalredact.errors import LegalRedactError
from legalredact.governance.account import Account
from legalredact.governance.attestation import against_clock
from legalredact.governance.files_named_by_policy import refuse_foreign_certificates
from legalredact.governance.signing import fingerprint
from legalredact.governance.signing_keys import VouchedPersons, vouched_persons
from legalredact.model.matter import MatterInfo
from legalredact.model.policy import Policy
from legalredact.model.refusal import Refusal, RefusalKind
from legalredact.model.review import ReviewedSummary
from legalredact.workflow.matter.blockers import Blocker
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.prompts.prompt_registry import PromptRegistry, of_program, read_registry
from legalredact.workflow.send.incidents import against_incidents
from legalredact.workflow.send.selftest import against_untested


@dataclass(frozen=True, slots=True)
class Conditions:
    """Who acts, and the state of the surroundings. It is read once, so the rules over it read nothing.

    Arguments:
        account: of the operating system.
        reading: the matter is open for reading only.
        key: the public signing key of the person who acts; empty without one.
        service: what stops a send to the service, whatever the policy: open incidents, the clock, a self-test that is
            due, certificates that cannot be read.
        vouched: the firm's approval of that key and of the keys of those who prepared summaries.
        registry: the prompts of this program and of the firm, each with its approval.
    """

    account: Account
    reading: bool = False
    key: str = ""
    service: tuple[Refusal, ...] = ()
    vouched: VouchedPersons = field(default_factory=VouchedPersons)
    registry: PromptRegistry = field(default_factory=of_program)


@dataclass(frozen=True, slots=True)
class MatterState:
    """Input of the rules.

    Arguments:
        info, blockers: as `OpenMatter` has them.
        busy: documents that were not searched for names yet.
        accepted: (document id, part id) of unread parts and designations that a person has accepted.
    """

    info: MatterInfo
    conditions: Conditions
    blockers: tuple[Blocker, ...] = ()
    busy: frozenset[str] = frozenset()
    accepted: frozenset[tuple[str, str]] = frozenset()


def conditions_of(matter: OpenMatter, summaries: Iterable[ReviewedSummary] = ()) -> Conditions:
    """The conditions now.

    Arguments:
        summaries: those that may be signed; the firm's approval of their preparers' keys is read.
    """
    parts, reading = matter.parts, matter.store.reading
    signer = None if reading else matter.trail.signer  # nobody who only reads is asked to unlock a keyring
    key = signer.public if signer else ""
    service = _against_service(matter) if parts.policy.zero_retention is not None else ()
    vouched = vouched_persons(parts.policy, {fingerprint(key), *(summary.key for summary in summaries)})
    registry = read_registry(parts.policy, parts.witness.anchors)
    return Conditions(parts.account, reading, key, service, vouched, registry)


def state_of(matter: OpenMatter) -> MatterState:
    """The state now."""
    blockers, busy = matter.blockers(), frozenset(matter.undetected())
    return MatterState(matter.info, conditions_of(matter), blockers, busy, matter.store.accepted_parts())


def _against_service(matter: OpenMatter) -> tuple[Refusal, ...]:
    """Checked only under an attestation: without one nothing is sent anyway."""
    parts = matter.parts
    return (
        *against_incidents(matter),
        *against_clock(parts.clock(), matter.trail.latest_moment()),
        *against_untested(matter),
        *_against_certificates(parts.policy),
    )


def _against_certificates(policy: Policy) -> tuple[Refusal, ...]:
    """Reason: the firm's own certificate authority cannot be read, or others can write it, so that no connection could
    be trusted.
    """
    file = policy.claude.ca_file
    if not file:
        return ()
    from legalredact.summary.claude_process import authorities  # no window without such a file waits for TLS

    try:
        refuse_foreign_certificates(policy, policy.claude)
        authorities(file)
    except LegalRedactError as problem:
        return (Refusal(RefusalKind.CERTIFICATES, problem.what, problem.remedy, type(problem)),)
    return ()
