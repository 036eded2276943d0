"""Propose, approve and retire a prompt of the firm. Each act is an event of the folder's trail."""

import hashlib
import json
import os
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from legalredact.errors import UsageError
from legalredact.model.payload import FIRM
from legalredact.model.policy import CLAUDE
from legalredact.model.refusal import refuse
from legalredact.model.register import Register
from legalredact.model.side_file import create_plain
from legalredact.summary.prompts import Effort, Form, Prompt, parsed
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.prompts.approval_rules import (
    against_approving,
    against_proposing,
    against_retiring,
    approver_of,
)
from legalredact.workflow.prompts.prompt_registry import (
    APPROVE,
    MOST_BYTES,
    PROPOSE,
    RETIRE,
    TRY,
    PromptEntry,
    PromptRegistry,
    read_registry,
)
from legalredact.workflow.prompts.prompt_trail import append, unwritten, writing
from legalredact.workflow.prompts.typed_names import left, typed_names

MASKING = "All names and identifiers of the matter's register as tokens; the whole payload verified before it is sent."
SEES = "The masked text of the chosen documents, paragraph by paragraph, under neutral titles."
OVERSIGHT = "A person reads the checked summary against its sources and signs it before it leaves the matter."
JOINING = (
    "The documents above were written of parts of one set of documents, by the instructions below. Merge them into "
    "one, keep every statement, and cite the passages above. What was asked for each part, and now holds for the "
    "whole, is this:"
)
_ONE_LINE = ("title", "purpose", "sees", "masking", "oversight", "model", "effort")
_LEFT_OUT_IF_EMPTY = ("model", "effort")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A prompt as a person proposes it; see `Prompt` for the arguments.

    Arguments:
        title: its id is made from it, so a new version has the same title.
    """

    title: str
    purpose: str
    instructions: str = field(repr=False)
    sees: str = SEES
    masking: str = MASKING
    oversight: str = OVERSIGHT
    joining: str = field(default=JOINING, repr=False)
    form: Form = "prose"
    columns: tuple[str, ...] = ()
    model: str = ""
    effort: Effort = ""


def id_of(title: str) -> str:
    """The id of the firm's prompt with that title: "Motion digest" is `firm-motion-digest`.

    Errors: UsageError if the title has no letters or digits of English.
    """
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in title.casefold()).split()
    if not words:
        raise UsageError("The title of a prompt needs letters or digits.", "Give it a title such as Motion digest.")
    return FIRM + "-".join(words)


def prompt_of(proposal: Proposal, registry: PromptRegistry) -> Prompt:
    """The prompt of a proposal, with the next version of its id.

    Errors: UsageError if something is missing or not valid.
    """
    prompt_id = id_of(proposal.title)
    version = str(max((entry.number for entry in registry.of(prompt_id)), default=0) + 1)
    found = parsed(as_toml(prompt_id, version, proposal), prompt_id)
    if isinstance(found, str):
        raise UsageError(f"The proposal {found}.", "Fill in what is missing, then propose it.")
    return found


def as_toml(prompt_id: str, version: str, proposal: Proposal) -> bytes:
    """The file of a version. JSON's strings and lists of strings are TOML's, too, except for U+007F."""
    words = {"id": prompt_id, "version": version}
    lines_of_words = {name: " ".join(getattr(proposal, name).split()) for name in _ONE_LINE}
    words |= {name: value for name, value in lines_of_words.items() if value or name not in _LEFT_OUT_IF_EMPTY}
    words |= {"form": proposal.form}
    words |= {"joining": proposal.joining.strip(), "instructions": proposal.instructions.strip()}
    lists = {"engines": [CLAUDE], **({"columns": list(proposal.columns)} if proposal.columns else {})}
    lines = ["# A prompt of the firm. Never change this file: LegalRedact compares it with its approval."]
    lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in (words | lists).items()]
    return ("\n".join(lines) + "\n").replace("\x7f", "\\u007f").encode()


def propose(
    parts: Parts, actor: str, proposal: Proposal, register: Register | None = None, cleared: Collection[str] = ()
) -> PromptEntry:
    """Write a new version into the firm's folder, and its event into the trail.

    Arguments:
        register: of the open matter, whose names are searched for; None without one.
        cleared: words that the name model finds and that are no name.

    Errors: those of `against_proposing`; UsageError for a proposal that is not valid, or that cannot be written; those
    of `prompt_trail.append`.
    """
    registry = read_registry(parts.policy, parts.witness.anchors)
    who = approver_of(parts, actor, registry)
    refuse(against_proposing(parts.policy, registry, who), "Nothing was proposed.")
    names = left(typed_names(prompt_of(proposal, registry), parts, register), cleared)
    refuse(against_proposing(parts.policy, registry, who, names), "Nothing was proposed.")
    folder = Path(parts.policy.prompts.folder)
    with writing(folder):
        prompt = prompt_of(proposal, read_registry(parts.policy, parts.witness.anchors))
        content = as_toml(prompt.id, prompt.version, proposal)
        if len(content) > MOST_BYTES:
            raise UsageError("The text of this prompt is too long.", "Make it shorter.")
        path = folder / f"{prompt.id}.{prompt.version}.toml"
        _write_new(path, content)
        digest = hashlib.sha256(content).hexdigest()
        try:
            append(parts, actor, folder, PROPOSE, _details(prompt.id, prompt.version, digest, len(cleared)))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return _now(parts, prompt.id, prompt.version)


def approve(
    parts: Parts,
    actor: str,
    prompt_id: str,
    version: str = "",
    register: Register | None = None,
    cleared: Collection[str] = (),
    read: str = "",
) -> PromptEntry:
    """Approve the text of a version that another person proposed.

    Arguments:
        version: the latest that is not retired, if empty.
        register, cleared: as in `propose`.
        read: digest of the file that the person has read; empty if that is not known.

    Errors: those of `against_approving`; UsageError if there is no such version, or another text than was read; those
    of `prompt_trail.append`.
    """
    registry = read_registry(parts.policy, parts.witness.anchors)
    entry = waiting_entry(registry, prompt_id, version)
    if read and entry.digest != read:
        raise UsageError("This version has another text than the one that you read.", "Read it again, then approve it.")
    who = approver_of(parts, actor, registry)
    refuse(against_approving(parts.policy, registry, who, entry), "Nothing was approved.")
    assert entry.prompt is not None  # noqa: S101 - a proposed version is readable
    names = left(typed_names(entry.prompt, parts, register), cleared)
    refuse(against_approving(parts.policy, registry, who, entry, names), "Nothing was approved.")
    folder = Path(parts.policy.prompts.folder)
    with writing(folder):
        now = known_entry(read_registry(parts.policy, parts.witness.anchors), entry.id, entry.version)
        refuse(against_approving(parts.policy, registry, who, now, names), "Nothing was approved.")
        if now.digest != entry.digest:
            raise UsageError("The text of this version was replaced meanwhile.", "Read it again, then approve it.")
        append(parts, actor, folder, APPROVE, _details(now.id, now.version, entry.digest, len(cleared)))
    return _now(parts, entry.id, entry.version)


def retire(parts: Parts, actor: str, prompt_id: str, version: str = "") -> PromptEntry:
    """End the use of a version.

    Errors: those of `against_retiring`; UsageError if there is no such version; those of `prompt_trail.append`.
    """
    registry = read_registry(parts.policy, parts.witness.anchors)
    entry = known_entry(registry, prompt_id, version)
    who = approver_of(parts, actor, registry)
    refuse(against_retiring(parts.policy, registry, who, entry), "Nothing was retired.")
    folder = Path(parts.policy.prompts.folder)
    with writing(folder):
        append(parts, actor, folder, RETIRE, _details(entry.id, entry.version, entry.digest, 0))
    return _now(parts, entry.id, entry.version)


def known_entry(registry: PromptRegistry, prompt_id: str, version: str = "") -> PromptEntry:
    """That version of a prompt; see `PromptRegistry.entry`.

    Errors: UsageError if there is none.
    """
    entry = registry.entry(prompt_id, version)
    if entry is None:
        known = ", ".join(dict.fromkeys(one.id for one in registry.entries))
        raise UsageError(f"There is no prompt {prompt_id}{' in that version' * bool(version)}.", f"Known are {known}.")
    return entry


def waiting_entry(registry: PromptRegistry, prompt_id: str, version: str = "") -> PromptEntry:
    """That version of a prompt; without one the latest that waits for an approval, if there is any.

    Errors: UsageError if there is no such version.
    """
    waiting = [one for one in registry.of(prompt_id) if one.proposed and not (one.approved or one.retired)]
    return known_entry(registry, prompt_id, version or (waiting[-1].version if waiting else ""))


def note_trial(parts: Parts, actor: str, entry: PromptEntry, engine: str) -> None:
    """Record that a version of a firm's prompt is tried on the sample.

    Errors: those of `prompt_trail.append`.
    """
    if entry.proposed is not None:
        folder = Path(parts.policy.prompts.folder)
        with writing(folder):
            details = (*_details(entry.id, entry.version, entry.digest, 0), ("engine", engine))
            append(parts, actor, folder, TRY, details)


def _details(prompt_id: str, version: str, digest: str, cleared: int) -> tuple[tuple[str, str], ...]:
    named = (("prompt", prompt_id), ("version", version), ("digest", digest))
    return (*named, ("cleared", str(cleared))) if cleared else named


def _now(parts: Parts, prompt_id: str, version: str) -> PromptEntry:
    return known_entry(read_registry(parts.policy, parts.witness.anchors), prompt_id, version)


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; others of the firm may read it.

    Errors: UsageError.
    """
    if os.path.lexists(path):
        raise UsageError(f"There is already a file {path.name}.", "Ask firm IT to look at the folder of prompts.")
    try:
        with os.fdopen(create_plain(path, 0o664), "wb") as file:
            file.write(content)
    except OSError:
        raise unwritten() from None
