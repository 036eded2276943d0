"""The interface of both engines: they accept only verified text, and return a masked summary."""

from collections.abc import Callable
from typing import Protocol

from legalredact.errors import SendRefused
from legalredact.model.payload import Hit, Payload, VerifiedText
from legalredact.model.progress import Cancellation, Report
from legalredact.model.review import MaskedSummary
from legalredact.summary.prompts import Prompt, Registered, prompt_of

Reverify = Callable[[Payload], VerifiedText | tuple[Hit, ...]]
"""Verifies a payload of an engine's own text before it is sent back: returns `VerifiedText`, or the hits.

Such a payload contains no documents of the matter (its document ids are `part-1`, `part-2`, …), so there is no clear
text to compare with; names and identifiers are searched as in any other payload.
"""


class Engine(Protocol):
    """Summarizes verified text.

    The segments of a summary are one line each, in order: headings (`heading=True`, without citations) and statements.
    Segments that quote a passage exactly are marked (`quoted=True`) and may span several of its lines.
    """

    @property
    def name(self) -> str:
        """Its name in policy, audit trail and commands."""
        ...

    def summarize(self, verified: VerifiedText, report: Report, cancel: Cancellation) -> MaskedSummary:
        """Summarize as the payload's prompt requires.

        Arguments:
            verified: result of `masking.verify`; anything else is refused at run time too.
            report: called with the progress.
            cancel: cancels at once.

        Errors: SendRefused, EngineError, Cancelled; no partial result is returned.
        """
        ...


def accepted(verified: object) -> VerifiedText:
    """`verified`, if it has the right type and is unchanged since verification.

    Errors: SendRefused for anything else, and for a payload without any text.
    """
    if type(verified) is not VerifiedText or verified.digest != verified.payload.digest:
        raise SendRefused("Only verified text may be summarized; nothing was sent.", "Verify it first.")
    if not any(passage.masked_text.strip() for document in verified.payload.documents for passage in document.passages):
        raise SendRefused("The payload has no text; there is nothing to summarize.", "Add a document that has text.")
    return verified


def registered(verified: VerifiedText, engine: str, registry: Registered = prompt_of) -> Prompt:
    """The payload's prompt for that engine, exactly as in the registry.

    Arguments:
        registry: gives a prompt by its id.

    Errors: SendRefused if the text differs; UsageError if there is no such prompt.
    """
    payload = verified.payload
    prompt = registry(payload.prompt_id)
    asked = (payload.prompt_version, payload.instructions)
    if engine not in prompt.engines or asked != (prompt.version, prompt.instructions):
        raise SendRefused(
            "The instructions are not those of the registry for this engine; nothing was sent.", "Prepare it again."
        )
    return prompt
