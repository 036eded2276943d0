"""Try a prompt on the sample matter, whose people are invented, before anybody approves it."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from legalredact.errors import OpenDecisions
from legalredact.model.mention import Tier
from legalredact.model.policy import AuditPolicy, MattersPolicy, Policy, RecoveryPolicy
from legalredact.model.progress import Cancellation, Report
from legalredact.summary.cost_estimate import about, estimated_cost, estimated_tokens
from legalredact.summary.prompts import Prompt
from legalredact.summary.reply_size import reply_tokens
from legalredact.vault.keys import ThrowAwayKey
from legalredact.workflow.administration.sample import sample_files, sample_register
from legalredact.workflow.compute.payload import Prepared
from legalredact.workflow.export.export import as_markdown
from legalredact.workflow.matter.dependencies import Parts
from legalredact.workflow.matter.open_matter import OpenMatter
from legalredact.workflow.matter.trail import Witness
from legalredact.workflow.send.summarize import summarize

NOT_SENT = ""
"""In place of an engine: show what would be sent, and send nothing."""


@dataclass(frozen=True, slots=True)
class PromptTrial:
    """What came of a trial.

    Arguments:
        documents, passages, tokens: of what would be sent.
        cost: an estimate in words; empty if the price is not known.
        payload: all text that would be sent.
        findings: flags of the check of the reply; 0 without a reply.
        result: the summary as a reviewer reads it, in Markdown; empty without an engine.
    """

    documents: int
    passages: int
    tokens: int
    cost: str
    payload: str = field(repr=False)
    findings: int = 0
    result: str = field(default="", repr=False)

    @property
    def words(self) -> str:
        """In two sentences."""
        amount = f"{self.documents} documents with {self.passages:,} passages, about {self.tokens:,} tokens"
        cost = f", {self.cost}" if self.cost else ""
        flags = f" The check of the reply has {self.findings} flags." if self.result else ""
        return f"The sample: {amount}{cost}. The scan found no name in the text to be sent.{flags}"


def trial_policy(policy: Policy) -> Policy:
    """The policy for the sample: a prompt that is not approved may be used, and nothing is signed or kept. Whether
    text may be sent at all, and where, is as the policy says.
    """
    prompts = replace(policy.prompts, approval=False, approved=())
    kept = replace(policy, audit=AuditPolicy(), recovery=RecoveryPolicy(), matters=MattersPolicy())
    return replace(kept, prompts=prompts, designations=type(policy.designations)())


def try_prompt(
    prompt: Prompt,
    engine: str,
    parts: Parts,
    actor: str,
    report: Report,
    cancel: Cancellation,
    files: Sequence[Path] = (),
) -> PromptTrial:
    """Have the sample summarized by that prompt, or show what would be sent.

    Arguments:
        engine: `NOT_SENT`, or the id of an engine.
        parts: under the policy of `trial_policy`.
        files: in place of the sample's, for tests.

    Errors: SendRefused if a name is found in the text, for example one of the sample in the prompt; those of
    `summarize`.
    """
    with tempfile.TemporaryDirectory(prefix="legalredact-prompt-") as place:
        alone = replace(parts, witness=Witness())
        with OpenMatter.create(Path(place) / "matter", ThrowAwayKey(), alone, actor) as matter:
            _fill(matter, files or sample_files(), report, cancel)
            prepared = matter.prepare(prompt)
            tokens = estimated_tokens(sum(map(len, prepared.verified.payload.parts())))
            if engine == NOT_SENT:
                return _told(prepared, prompt, parts.policy, tokens)
            summary = summarize(matter, prompt, engine, report, cancel)
            if not summary.checked.restorable:
                raise OpenDecisions("The check stopped this summary of the sample.", "Change the prompt.")
            told = _told(prepared, prompt, parts.policy, tokens)
            return replace(told, findings=len(summary.checked.findings), result=as_markdown(matter, summary))


def _fill(matter: OpenMatter, files: Sequence[Path], report: Report, cancel: Cancellation) -> None:
    matter.type_names(sample_register())
    matter.add(files, report, cancel)
    matter.accept(Tier.SUGGESTED)
    ambiguous = [entity.id for entity in matter.register.entities if entity.open and entity.among]
    if ambiguous:
        matter.settle(ambiguous, None)
    matter.accept_unread([(document.id, part.id) for document, part in matter.open_parts()], "trial of a prompt")


def _told(prepared: Prepared, prompt: Prompt, policy: Policy, tokens: int) -> PromptTrial:
    payload = prepared.verified.payload
    size = sum(len(passage.masked_text) for document in payload.documents for passage in document.passages)
    reply = reply_tokens(prompt, size, len(payload.documents))
    cost = estimated_cost(policy.model_for(prompt.id, prompt.model), tokens, reply)
    return PromptTrial(
        len(payload.documents),
        sum(len(document.passages) for document in payload.documents),
        tokens,
        about(cost) if cost is not None else "",
        "\n\n".join(payload.parts()),
    )
