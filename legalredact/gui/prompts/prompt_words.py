"""A prompt of the registry in words: its facts, its steps and its text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from legalredact.governance.prompt_uses import use_words
from legalredact.workflow.prompts.prompt_registry import PromptEntry, Status, Step
from legalredact.workflow.prompts.typed_names import TypedName

TONES: Mapping[Status, str] = {
    Status.APPROVED: "signed",
    Status.PROPOSED: "needs_you",
    Status.ALTERED: "stopped",
    Status.INVALID: "stopped",
    Status.UNRECORDED: "stopped",
    Status.BROKEN: "stopped",
    Status.RETIRED: "muted",
    Status.SUPERSEDED: "muted",
}
"""Color of a state; the others have that of plain text."""


@dataclass(frozen=True, slots=True)
class PromptRow:
    """A version of a prompt, and the uses of its id by month in this matter."""

    entry: PromptEntry
    uses: Mapping[str, int]

    @property
    def key(self) -> str:
        """Identifies the row."""
        return f"{self.entry.id} {self.entry.version}"

    @property
    def title(self) -> str:
        """For people; the id if the file cannot be read."""
        return self.entry.prompt.title if self.entry.prompt is not None else self.entry.id


def card_text(row: PromptRow) -> str:
    """Everything that a person who approves has to read."""
    return "\n".join(_lines(row))


def _lines(row: PromptRow) -> Iterator[str]:
    entry, prompt = row.entry, row.entry.prompt
    yield f"{row.title}, version {entry.version or '?'}: {entry.status}"
    if entry.problem:
        yield entry.problem
    for what, step in (("Proposed", entry.proposed), ("Approved", entry.approved), ("Retired", entry.retired)):
        if step is not None:
            yield f"{what} {_step(step)}"
    yield f"Used in this matter: {use_words(row.uses)}"
    if entry.digest:
        yield f"Digest of its text: {entry.digest}"
    if prompt is None:
        return
    for what, words in (
        ("Purpose", prompt.purpose),
        ("What it sees", prompt.sees),
        ("Masking", prompt.masking),
        ("Oversight", prompt.oversight),
        ("Form", " | ".join(("table", *prompt.columns)) if prompt.form == "table" else "statements under headings"),
        ("Model", prompt.model or "as the policy says"),
        ("Effort", prompt.effort or "as the model decides"),
        ("Engines", ", ".join(prompt.engines)),
    ):
        yield f"\n{what}: {words}"
    yield f"\nInstructions, sent word for word:\n{prompt.instructions}"
    if not prompt.is_check:
        yield f"\nIf parts are joined, before them:\n{prompt.joining}"


def names_words(names: tuple[TypedName, ...]) -> str:
    """The names in a prompt, for the person who typed or approves it."""
    return "\n".join(f"“{one.words}” in {one.part}, found by {one.found_by}" for one in names)


def _step(step: Step) -> str:
    key = f"key {step.key}" if step.key else "without a signing key"
    return f"on {step.when[:10]} by {step.actor} (account {step.account}, {key})"
