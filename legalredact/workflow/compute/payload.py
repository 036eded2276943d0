"""The payload over all documents of a matter, with the result of its verification."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from legalredact.detection.document_facts.designations import designations
from legalredact.detection.document_facts.quasi_identifiers import clues
from legalredact.errors import SendRefused
from legalredact.masking.legend import with_legend
from legalredact.masking.payload import build_payload
from legalredact.masking.verify import verify
from legalredact.model.document import Document
from legalredact.model.payload import Hit, MaskedText, Payload, VerifiedText
from legalredact.model.refusal import Refusal, RefusalKind, refuse
from legalredact.model.register import Register
from legalredact.model.remark import Designated, Hint
from legalredact.summary.local.passage_index import relevant
from legalredact.summary.local.question import PROMPT as QUESTION
from legalredact.summary.prompts import Prompt


@dataclass(frozen=True, slots=True)
class Prepared:
    """A payload as it would be sent, with the result of its verification.

    Arguments:
        designated: places where the documents limit who may see them.
        hints: details that may identify somebody although no name is left.
    """

    payload: Payload
    masked: tuple[MaskedText, ...]
    outcome: VerifiedText | tuple[Hit, ...]
    designated: tuple[Designated, ...] = ()
    hints: tuple[Hint, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What verification found; nothing if the payload may be sent."""
        return () if isinstance(self.outcome, VerifiedText) else self.outcome

    @property
    def verified(self) -> VerifiedText:
        """The verified text; `SendRefused` if a name was found in the payload."""
        if isinstance(self.outcome, VerifiedText):
            return self.outcome
        refuse(against_hits(self.outcome), "Nothing was sent.")
        raise AssertionError("a payload without hits is verified")


def for_question(payload: Payload, question: str) -> Payload:
    """The payload with what a person typed, masked; of a question to the matter only with the passages that fit it."""
    asked = replace(payload, question=question) if question else payload
    return relevant(asked) if question and payload.prompt_id == QUESTION else asked


def against_hits(hits: Sequence[Hit]) -> tuple[Refusal, ...]:
    """An event: verification found names or identifiers in a payload."""
    if not hits:
        return ()
    one = len(hits) == 1
    what = f"The scan found {len(hits)} name{'s' * (not one)} or identifier{'s' * (not one)} that should be masked."
    if all(hit.part == "instructions" for hit in hits):
        remedy = "It is in the text of the prompt: use another one, or propose a new version of it without names."
        return (Refusal(RefusalKind.PROMPT, what, remedy, SendRefused),)
    where = ", ".join(sorted({hit.part for hit in hits})[:5])
    remedy = f"In the window, under Check and send, each can be masked or kept in clear at its place ({where})."
    return (Refusal(RefusalKind.SCAN, what, remedy, SendRefused),)


def prepared(
    prompt: Prompt, register: Register, masked: tuple[MaskedText, ...], documents: Sequence[Document], first: int = 1
) -> Prepared:
    """The payload for that prompt over those documents and their masked texts, in the same order, verified.

    Arguments:
        first: number of the first document in its neutral title.
    """
    pairs = tuple(zip(documents, masked, strict=True))
    built = build_payload(prompt.id, prompt.version, prompt.instructions, pairs, first)
    payload = with_legend(for_question(replace(built, columns=prompt.columns), prompt.question), register)
    designated = tuple(one for document in documents for one in designations(document))
    return Prepared(payload, masked, verify(payload, register, masked, documents), designated, clues(payload))
