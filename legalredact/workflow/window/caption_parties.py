"""Parties in a document's caption, read before there is a matter."""

from pathlib import Path

from legalredact.detection.coreference.resolve import resolve
from legalredact.detection.document_facts.caption_sides import CaptionParty, beginning, caption_parties
from legalredact.errors import UnreadableInput
from legalredact.model.progress import Cancellation, Report
from legalredact.model.register import Register
from legalredact.workflow.matter.dependencies import Parts


def read_caption(parts: Parts, path: Path, report: Report, cancel: Cancellation) -> tuple[CaptionParty, ...]:
    """The parties in a document's caption, each with its side; nothing is stored.

    Errors: UnreadableInput; Cancelled.
    """
    _, outcome = next(parts.read([path], report, cancel))
    if isinstance(outcome, UnreadableInput):
        raise outcome
    cancel.check()
    document = beginning(outcome)
    read = ((document, parts.detect(document)),)
    cancel.check()
    resolution = resolve(read, Register())
    entities = {entity.id: entity for entity in resolution.register.entities}
    return caption_parties(document.text, resolution.mentions[document.id], entities)
