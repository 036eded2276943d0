"""The seam of both engines: verified text in, masked summary out, and nothing else gets through."""

from collections.abc import Callable
from typing import Protocol

from legalredact.errors import SendRefused
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.progress import Cancellation, Report
from legalredact.model.review import MaskedSummary
from legalredact.summary.prompts import Prompt, prompt_of

Reverify = Callable[[Payload], VerifiedText | tuple[Hit, ...]]
"""Verifies a payload made of an engine's own words, before they are sent back to it: `VerifiedText`, or what was found.

Such a payload has no documents of the matter in it (its document ids are `part-1`, `part-2`, …), so that there is no
clear text to compare with; names and identifiers are searched for as in any other payload.
"""


class Engine(Protocol):
    """Summarises what was verified.

    The segments of an answer are one line each, in order: headings (`heading=True`, without citations) and statements.
    Segments taken word for word from a passage say so (`quoted=True`) and may span its lines.
    """

    @property
    def name(self) -> str:
        """What policy, audit trail and commands call it."""
        ...

    def summarize(self, verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
        """Summarise as the payload's prompt asks.

        Arguments:
            verified: what `masking.verify` let through; anything else is refused at run time too.
            report: told how far it is.
            cancel: stops it at once.

        Errors: SendRefused, EngineError, Cancelled; nothing partial is returned.
        """
        ...


def accepted(verified: object) -> VerifiedText:
    """`verified`, if it is that and still what was verified.

    Errors: SendRefused for anything else, and for a payload without any text.
    """
    if type(verified) is not VerifiedText or verified.digest != verified.payload.digest:
        raise SendRefused("Only verified text may be summarised; this was not, and nothing left.", "Verify it first.")
    if not any(passage.masked_text.strip() for document in verified.payload.documents for passage in document.passages):
        raise SendRefused("The payload holds no text; there is nothing to summarise.", "Add a document that has text.")
    return verified


def registered(verified: VerifiedText, engine: str) -> Prompt:
    """The prompt that the payload asks that engine with, word for word as the registry has it.

    Errors: SendRefused if the words are others; UsageError if there is no such prompt.
    """
    payload = verified.payload
    prompt = prompt_of(payload.prompt_id)
    asked = (payload.prompt_version, payload.instructions)
    if engine not in prompt.engines or asked != (prompt.version, prompt.instructions):
        raise SendRefused(
            "The instructions are not those of the registry for this engine; nothing was sent.", "Prepare it again."
        )
    return prompt
