"""The registry of prompts at one moment: those of this program, and those of the firm with the state of each version.

A version of a prompt is a file, `ID.VERSION.toml`, that is never written again. The trail of the folder has the digest
of each version that was proposed, approved or retired. So a file that was changed afterwards, and one that nobody
proposed, are recognized. A file that cannot be read is one entry with its reason; the others are not affected.
"""

import enum
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from legalredact.errors import LegalRedactError
from legalredact.governance.account import same_name
from legalredact.governance.anchor import Anchors
from legalredact.governance.audit_trail import OPEN_PROMPTS
from legalredact.governance.signing import fingerprint
from legalredact.governance.signing_keys import VouchedPersons, key_fault, vouched_persons
from legalredact.model.audit import AuditEvent
from legalredact.model.policy import Policy
from legalredact.model.side_file import read_plain
from legalredact.summary.prompts import Prompt, load, meaning_check, parsed
from legalredact.workflow.prompts.prompt_trail import cut_short, read_trail

PROPOSE, APPROVE, RETIRE, TRY = "prompt.propose", "prompt.approve", "prompt.retire", "prompt.try"
MOST_BYTES = 200_000
"""Largest file of a prompt."""
_NAME = re.compile(r"(firm(?:-[a-z0-9]+)+)\.([1-9]\d{0,3})\.toml")


class Status(enum.StrEnum):
    """State of one version of a prompt."""

    VENDOR = "of this program"
    PROPOSED = "proposed"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    RETIRED = "retired"
    ALTERED = "altered"
    INVALID = "approval not valid"
    UNRECORDED = "never proposed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Step:
    """An act on a version, as in the trail.

    Arguments:
        actor, account, when: of the event.
        key: fingerprint of the key that signed it; empty without one.
    """

    actor: str
    account: str
    key: str
    when: str


@dataclass(frozen=True, slots=True)
class PromptEntry:
    """One version of a prompt.

    Arguments:
        prompt: None if its file cannot be read.
        digest: SHA-256 of the file, hexadecimal; empty for a prompt of this program.
        problem: why it cannot be used, as a sentence; empty if nothing is wrong with it.
        proposed, approved, retired: its steps.
    """

    id: str
    version: str
    status: Status
    prompt: Prompt | None = field(default=None, repr=False)
    digest: str = ""
    problem: str = ""
    proposed: Step | None = None
    approved: Step | None = None
    retired: Step | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether somebody has to look at its file or its approval."""
        return self.status in (Status.ALTERED, Status.INVALID, Status.UNRECORDED, Status.BROKEN)

    @property
    def number(self) -> int:
        """The version as a number, for order."""
        return int(self.version) if self.version.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class PromptRegistry:
    """All prompts.

    Arguments:
        entries: those of this program, then those of the firm by id and version.
        folder: the firm's; empty without one.
        fault: why nothing of the firm's can be used, as a sentence; empty if nothing is wrong.
    """

    entries: tuple[PromptEntry, ...] = ()
    folder: str = ""
    fault: str = ""

    def of(self, prompt_id: str) -> tuple[PromptEntry, ...]:
        """The versions of a prompt, the oldest first."""
        return tuple(entry for entry in self.entries if entry.id == prompt_id)

    def entry(self, prompt_id: str, version: str = "") -> PromptEntry | None:
        """That version; without one the version in force, else the latest that was not retired, else the latest."""
        found = [entry for entry in self.of(prompt_id) if version in ("", entry.version)]
        if version:
            return found[0] if found else None
        ranks = {Status.VENDOR: 3, Status.APPROVED: 3, Status.RETIRED: 0, Status.SUPERSEDED: 0, Status.BROKEN: 1}
        return max(found, key=lambda entry: (ranks.get(entry.status, 2), entry.number), default=None)

    @property
    def choices(self) -> tuple[Prompt, ...]:
        """One prompt for each id that may be chosen for a summary, also those that the rules refuse."""
        ids = dict.fromkeys(entry.id for entry in self.entries)
        found = (self.entry(prompt_id) for prompt_id in ids)
        left = (one for one in found if one is not None and one.status not in (Status.RETIRED, Status.SUPERSEDED))
        return tuple(one.prompt for one in left if one.prompt is not None and not one.prompt.is_check)


def of_program() -> PromptRegistry:
    """The prompts of this program alone; the one of the check of meaning is the last."""
    all_texts = (*load().values(), meaning_check())
    entries = (PromptEntry(one.id, one.version, Status.VENDOR, one) for one in all_texts)
    return PromptRegistry(tuple(entries))


def read_registry(policy: Policy, anchors: Anchors | None = None) -> PromptRegistry:
    """All prompts as they are now. Nothing is raised: what cannot be read is in the registry with its reason.

    Arguments:
        anchors: of the person who acts; they reveal a trail that was cut.
    """
    own = of_program()
    if not policy.prompts.folder:
        return own
    folder = Path(policy.prompts.folder)
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        events = read_trail(folder)
        fault = cut_short(anchors, folder, events)
    except OSError as problem:
        fault = f"The folder of the firm's prompts cannot be read ({problem.strerror})."
        return replace(own, folder=str(folder), fault=fault)
    except LegalRedactError as problem:
        events, fault = (), problem.what
    steps = _steps(events)
    entries = [_entry(path, steps) for path in files]
    entries += [_lost(key, steps) for key in steps if key not in {(one.id, one.version) for one in entries}]
    if fault:
        entries = [_doubted(entry, fault) for entry in entries]
    keys, vouched = _keys(events), _vouched(policy, steps)
    entries = [_checked(entry, policy, keys, vouched) for entry in entries]
    ordered = sorted(_superseded(entries), key=lambda entry: (entry.id, entry.number))
    return PromptRegistry((*own.entries, *ordered), str(folder), fault)


_Steps = Mapping[tuple[str, str], Mapping[str, tuple[str, Step]]]
"""By id and version: for each act the digest in its event, and the step."""


def _steps(events: Sequence[AuditEvent]) -> _Steps:
    found: dict[tuple[str, str], dict[str, tuple[str, Step]]] = {}
    account = ""
    for event in events:
        details = dict(event.details)
        if event.action == OPEN_PROMPTS:
            account = details.get("account", "")
        elif event.action in (PROPOSE, APPROVE, RETIRE):
            of = found.setdefault((details.get("prompt", ""), details.get("version", "")), {})
            step = Step(event.actor, account, event.key, event.when)
            of.setdefault(event.action, (details.get("digest", ""), step))  # a second event changes nothing
    return found


def _entry(path: Path, steps: _Steps) -> PromptEntry:
    named = _NAME.fullmatch(path.name)
    if named is None:
        what = f"The name of {path.name} is not that of a prompt (firm-NAME.VERSION.toml)."
        return PromptEntry(path.stem, "", Status.BROKEN, problem=what)
    prompt_id, version = named.groups()
    acts = steps.get((prompt_id, version), {})
    taken = {act: step for act, (_, step) in acts.items()}
    entry = PromptEntry(
        prompt_id,
        version,
        Status.PROPOSED,
        proposed=taken.get(PROPOSE),
        approved=taken.get(APPROVE),
        retired=taken.get(RETIRE),
    )
    try:
        content = read_plain(path, MOST_BYTES)
    except OSError:
        return replace(entry, status=Status.BROKEN, problem=f"The prompt {path.name} cannot be read.")
    digest, prompt = hashlib.sha256(content).hexdigest(), parsed(content, prompt_id)
    if isinstance(prompt, str) or prompt.version != version:
        why = prompt if isinstance(prompt, str) else "has a version other than its file name says"
        return replace(entry, status=Status.BROKEN, digest=digest, problem=f"The prompt {path.name} {why}.")
    status, problem = _state(prompt, digest, acts)
    return replace(entry, prompt=prompt, digest=digest, status=status, problem=problem)


def _state(prompt: Prompt, digest: str, acts: Mapping[str, tuple[str, Step]]) -> tuple[Status, str]:
    """Status and problem of a readable version."""
    named = f"The prompt {prompt.id} in its version {prompt.version}"
    if PROPOSE not in acts:
        return Status.UNRECORDED, f"{named} was put into the folder without a proposal."
    if any(told != digest for act, (told, _) in acts.items() if act != RETIRE):
        since = "approved" if APPROVE in acts else "proposed"
        return Status.ALTERED, f"{named} was changed after it was {since}."
    if RETIRE in acts:
        return Status.RETIRED, f"{named} is retired."
    if APPROVE in acts:
        return Status.APPROVED, ""
    return Status.PROPOSED, f"{named} is not approved yet."


def _lost(key: tuple[str, str], steps: _Steps) -> PromptEntry:
    """A version of the trail whose file no longer exists."""
    taken = {act: step for act, (_, step) in steps[key].items()}
    what = f"The file of the prompt {key[0]} in its version {key[1]} is gone."
    return PromptEntry(
        *key,
        Status.BROKEN,
        problem=what,
        proposed=taken.get(PROPOSE),
        approved=taken.get(APPROVE),
        retired=taken.get(RETIRE),
    )


def _doubted(entry: PromptEntry, fault: str) -> PromptEntry:
    return entry if entry.status is Status.BROKEN else replace(entry, status=Status.INVALID, problem=fault)


def _keys(events: Iterable[AuditEvent]) -> Mapping[str, str]:
    """Public keys that the trail presents, by fingerprint."""
    public = (dict(event.details).get("public", "") for event in events if event.action == OPEN_PROMPTS)
    return {fingerprint(one): one for one in public if one}


def _vouched(policy: Policy, steps: _Steps) -> VouchedPersons:
    return vouched_persons(policy, {step.key for acts in steps.values() for _, step in acts.values() if step.key})


def _checked(entry: PromptEntry, policy: Policy, keys: Mapping[str, str], vouched: VouchedPersons) -> PromptEntry:
    """The entry; one whose approval does not count under the policy is not approved."""
    if entry.status is not Status.APPROVED or entry.approved is None or entry.proposed is None:
        return entry
    why = approval_fault(policy, entry.proposed, entry.approved, keys.get(entry.approved.key, ""), vouched)
    if not why:
        return entry
    named = f"The approval of the prompt {entry.id} in its version {entry.version} does not count."
    return replace(entry, status=Status.INVALID, problem=f"{named} {why}")


def approval_fault(policy: Policy, proposed: Step, approved: Step, public: str, vouched: VouchedPersons) -> str:
    """Why an approval does not count, as a sentence; empty if it does. An approver's rights are those of a reviewer of
    summaries (see `signing_keys.key_fault`), and approver and proposer are always two accounts with two keys.

    Arguments:
        public: the approver's key; empty without one.
        vouched: what the firm vouched for of both keys.
    """
    if approved.account == proposed.account or (approved.key and approved.key == proposed.key):
        return "The account or signing key that proposed a prompt may not approve it."
    if same_name(approved.actor, proposed.actor):
        return "The person who proposed a prompt may not approve it."
    if not public and (policy.sign_off.accounts or policy.audit.signed):
        return "The policy asks for a signing key of the person who approves."
    two_persons = replace(policy, sign_off=replace(policy.sign_off, other_person=True))
    return key_fault(two_persons, public, approved.actor, proposed.key, vouched)


def _superseded(entries: Sequence[PromptEntry]) -> list[PromptEntry]:
    """Only the version that was approved last is in force; it stays the last one when it is retired."""
    latest: dict[str, int] = {}
    for entry in entries:
        if entry.approved is not None and entry.status is not Status.INVALID:
            latest[entry.id] = max(entry.number, latest.get(entry.id, 0))
    return [
        replace(
            entry,
            status=Status.SUPERSEDED,
            problem=f"The prompt {entry.id} has the later version {latest[entry.id]}.",
        )
        if entry.status is Status.APPROVED and entry.number < latest[entry.id]
        else entry
        for entry in entries
    ]
