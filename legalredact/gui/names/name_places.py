"""The places of a name with the words around them, for the table and the card; no widgets here."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from legalredact.model.document import Document
from legalredact.model.mention import Span
from legalredact.workflow.window.snapshot import Snapshot

AROUND = 90
"""Characters of context on each side of an occurrence."""

NEAR = 45
"""The same for comparing several."""

BEFORE = 15
"""Characters before a name in the table, where the column is narrow."""


@dataclass(frozen=True, slots=True)
class NameOccurrence:
    """One place of a name; `where` is its page or label."""

    document_id: str
    span: Span
    document: str = field(repr=False)
    where: str
    before: str = field(repr=False)
    surface: str = field(repr=False)
    after: str = field(repr=False)


def places_of(state: Snapshot, entity_id: str) -> list[tuple[str, Span]]:
    """Every place of an entity in the order of documents and text."""
    return [
        (document.id, mention.span)
        for document in state.documents_with(entity_id)
        for mention in state.mentions.get(document.id, ())
        if mention.entity == entity_id
    ]


def first_place(state: Snapshot, entity_id: str, document_id: str) -> NameOccurrence | None:
    """A short context of an entity, in a document or else in the matter; None if it occurs nowhere.

    An address that spells the name is shown only if there is nothing else.
    """
    found = [
        (document, mention.span)
        for document in state.documents_with(entity_id)
        for mention in state.mentions.get(document.id, ())
        if mention.entity == entity_id
    ]
    in_words = [(document, span) for document, span in found if "@" not in span.of(document.text)] or found
    here = [place for place in in_words if place[0].id == document_id] or in_words
    return occurrence(*here[0], around=NEAR) if here else None


def nearest(places: Sequence[tuple[str, Span]], document_id: str) -> int:
    """Number of the first place in that document, else 0."""
    return next((n for n, (document, _) in enumerate(places) if document == document_id), 0)


def occurrence(document: Document, span: Span, around: int = AROUND) -> NameOccurrence:
    """A place with the words around it, with that many characters on each side."""
    text = document.text
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    before = in_one_line(text[start : span.start], first=start == 0, last=True)
    after = in_one_line(text[span.end : end], first=True, last=end == len(text))
    where = str(document.place(span.start))
    return NameOccurrence(document.id, span, document.name, where, before, _flat(span.of(text)), after)


def in_one_line(text: str, *, first: bool, last: bool) -> str:
    """In one line; a word that was cut at an end is left out."""
    flat = _flat(text)
    if not first and " " in flat:
        flat = "… " + flat[flat.index(" ") + 1 :]
    if not last and " " in flat:
        flat = flat[: flat.rindex(" ")] + " …"
    return flat


def _flat(text: str) -> str:
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")
