"""What is read at intake, before there is a matter: the parties of a caption."""

from pathlib import Path

from legalredact.detection.caption_sides import CaptionParty, beginning, caption_parties
from legalredact.detection.resolve import resolve
from legalredact.errors import UnreadableInput
from legalredact.model.progress import Cancellation, Report
from legalredact.model.register import Register
from legalredact.workflow.parts import Parts


def read_caption(parts: Parts, path: Path, report: Report, cancel: Cancellation) -> tuple[CaptionParty, ...]:
    """The parties that a document's caption names, with the side on which it names them; nothing is kept.

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
