"""Builds payloads of masked text: neutral titles and passages, without text outside the page."""

import bisect
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from legalredact.masking.continued_blocks import continued
from legalredact.masking.mapping import Mapping
from legalredact.model.document import BESIDE_THE_PAGE, Document
from legalredact.model.payload import MaskedText, Passage, Payload, PayloadDocument, Replaced

_TYPES = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".docm": "Word",
    ".dotx": "Word",
    ".txt": "text",
    ".jsonl": "text",
    ".md": "text",
    ".eml": "e-mail",
    ".msg": "e-mail",
    ".rtf": "rich text",
    ".xlsx": "Excel",
    ".xlsm": "Excel",
    ".pptx": "PowerPoint",
    ".pptm": "PowerPoint",
    ".png": "picture",
    ".jpg": "picture",
    ".jpeg": "picture",
    ".tif": "picture",
    ".tiff": "picture",
}
"""Names for file types; no other part of a file's name is sent."""


def build_payload(
    prompt_id: str,
    prompt_version: str,
    instructions: str,
    masked: Iterable[tuple[Document, MaskedText]],
    first: int = 1,
) -> Payload:
    """The payload for a prompt and documents, in order.

    Arguments:
        prompt_id, prompt_version, instructions: from the prompt registry.
        masked: each document with its masked text.
        first: number of the first document in its title.
    """
    documents = tuple(
        PayloadDocument(document.id, _title(number, document), tuple(_passages(document, text)))
        for number, (document, text) in enumerate(masked, start=first)
    )
    return Payload(prompt_id, prompt_version, instructions, documents, first)


def _title(number: int, document: Document) -> str:
    """ "Document 2 (PDF, 6 pages)"; a file's name is not used, since it may contain a client's."""
    count = len(document.pages)
    pages = f"{count} page{'s' * (count != 1)}" if count else ""
    facts = ", ".join(filter(None, (_TYPES.get(PurePath(document.name).suffix.casefold(), ""), pages)))
    return f"Document {number} ({facts})" if facts else f"Document {number}"


def _passages(document: Document, masked: MaskedText) -> Iterator[Passage]:
    """The blocks of the page that are not blank, as slices of the masked text."""
    mapping, above = Mapping(masked), continued(document)
    starts = [occurrence.masked_span.start for occurrence in masked.occurrences]
    for block in document.blocks:
        span = mapping.masked(block.span)
        text = span.of(masked.text)
        if block.kind not in BESIDE_THE_PAGE and text.strip():
            inside = masked.occurrences[bisect.bisect_left(starts, span.start) : bisect.bisect_left(starts, span.end)]
            replaced = tuple(Replaced(one.masked_span.moved(-span.start), one.clear_span) for one in inside)
            place, goes_on = document.place(block.span.start), above.get(block.id, "")
            yield Passage(block.id, text, place, block.span, continues=goes_on, replaced=replaced)
