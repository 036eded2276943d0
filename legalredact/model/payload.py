"""Masked text, and payloads built from it. An engine accepts only a verified payload."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legalredact.model.document import Place
from legalredact.model.mention import Span

CELLS = " | "
"""Between the cells of a row of a table, in a statement of a summary."""
FIRM = "firm-"
"""Beginning of the ids of prompts that a firm wrote itself. No prompt of this program has such an id."""


def cells(text: str) -> tuple[Span, ...]:
    """The cells of a row of a table, without the spaces around them; the whole text if it is no row."""
    bar = CELLS.strip()
    found: list[Span] = []
    start = 0
    for part in text.split(bar):
        left = start + len(part) - len(part.lstrip())
        found.append(Span(left, max(left, start + len(part.rstrip()))))
        start += len(part) + len(bar)
    return tuple(found)


def row_cells(text: str, columns: Sequence[str]) -> tuple[Span, ...]:
    """The cells of a statement that is a row of a table with these columns; of another one, nothing."""
    found = cells(text)
    return found if columns and len(found) == len(columns) else ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One replaced name: the span of its token in the masked text, and of the name in the clear text."""

    masked_span: Span
    clear_span: Span
    token: str
    clear_surface: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A document's text with tokens in place of names, and the data to reverse it exactly.

    Arguments:
        document_id: of the document.
        text: masked.
        occurrences: in order, not overlapping.
    """

    document_id: str
    text: str = field(repr=False)
    occurrences: tuple[Occurrence, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A replaced name of a passage, by its places alone.

    Arguments:
        masked: the token's characters in the passage, with the spaces that masking added beside it.
        clear: the name's characters in the text of the passage's document.
    """

    masked: Span
    clear: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a payload.

    Arguments:
        id: id of the block.
        masked_text: the text that is sent.
        place: in the document; not sent.
        clear_span: its characters in the document's text, to show the source; not sent.
        source: id of the source document, if this is a statement of a summary and not a passage of a document of the
            matter; not sent.
        continues: id of the passage whose paragraph goes on here, mostly after a page break; not sent.
        replaced: its replaced names, in order, so that a quotation shows the characters of its source; not sent.
    """

    id: str
    masked_text: str = field(repr=False)
    place: Place
    clear_span: Span
    source: str = ""
    continues: str = ""
    replaced: tuple[Replaced, ...] = ()

    @property
    def shown_span(self) -> Span:
        """Its characters in the document, with the rest of a name that goes on in the next passages."""
        return Span(self.clear_span.start, max(self.clear_span.end, *(one.clear.end for one in self.replaced), 0))


def shown_spans(passages: Iterable[Passage]) -> tuple[Span, ...]:
    """`Passage.shown_span` of passages of one document, in their order; the rest of a name that the passage before
    already shows is not shown again."""
    spans: list[Span] = []
    for span in (passage.shown_span for passage in passages):
        start = max(span.start, spans[-1].end) if spans and spans[-1].start <= span.start else span.start
        if start < span.end:
            spans.append(Span(start, span.end))
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class PayloadDocument:
    """One document of a payload: a neutral masked title and its passages."""

    id: str
    masked_title: str = field(repr=False)
    passages: tuple[Passage, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Payload:
    """Everything that would be sent: instructions, legend, titles, passages.

    Arguments:
        prompt_id, prompt_version: of the prompt in the registry.
        instructions: text of the prompt, as sent.
        documents: in order.
        first: number of the first document in its title.
        made_of: digests of the payloads whose summaries this one combines; not sent.
        legend: what each token is, without a name (see `model.legend`); empty in payloads of earlier versions.
        question: what a person typed for this use, masked; sent after the instructions. Empty for most prompts.
        columns: titles of the columns if the answer has to be a table, of which each statement is a row.
    """

    prompt_id: str
    prompt_version: str
    instructions: str = field(repr=False)
    documents: tuple[PayloadDocument, ...] = field(repr=False)
    first: int = 1
    made_of: tuple[str, ...] = ()
    legend: str = field(default="", repr=False)
    question: str = field(default="", repr=False)
    columns: tuple[str, ...] = ()

    @property
    def is_of_firm(self) -> bool:
        """Whether people of the firm wrote the instructions, so that they may name somebody."""
        return self.prompt_id.startswith(FIRM)

    def parts(self) -> tuple[str, ...]:
        """Every string that would be sent, in order."""
        texts = (part for d in self.documents for part in (d.masked_title, *(p.masked_text for p in d.passages)))
        legend = (self.legend,) if self.legend else ()  # without one, the digest is that of earlier versions
        question = (self.question,) if self.question else ()
        return (self.instructions, *question, *legend, *texts)

    @property
    def digest(self) -> str:
        """SHA-256 over all parts, hexadecimal."""
        return hashlib.sha256(json.dumps(self.parts(), ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Hit:
    """A name or identifier that would have been sent.

    Arguments:
        part: ``"instructions"``, ``"legend"``, ``"title <document id>"`` or ``"<document id>/<passage id>"``.
        reason: ``"alias"``, ``"identifier"``, ``"token"`` (it would not be restored, or the document itself contains
            it), ``"unmask"`` (unmasking does not give the clear text; the part is the document's id if this concerns
            the whole document).
        entity: id of the entity, the kind of identifier, the token, or the document's id.
        span: in that part.
    """

    part: str
    reason: str
    entity: str
    span: Span


@dataclass(frozen=True, slots=True)
class VerifiedText:
    """A payload in which `masking.verify` found no name. It is made only there (a test checks the source)."""

    payload: Payload = field(repr=False)
    digest: str
    tokens: frozenset[str]
