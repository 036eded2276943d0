"""Compares masked documents with their clear text, and proves that masking can be reversed."""

import functools
from collections.abc import Iterator

from legalredact.masking.mapping import Mapping
from legalredact.masking.mask import pictures, unmask
from legalredact.masking.names import MaskedNames
from legalredact.masking.span_index import SpanIndex
from legalredact.matching.identifiers.find import Identifier, kept_characters
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Span
from legalredact.model.payload import Hit, MaskedText, Passage, PayloadDocument
from legalredact.model.register import Entity


class Original:
    """A document with its masked text.

    Arguments:
        document, masked: with the same id.
        names: of the register with which it was masked.
    """

    def __init__(self, document: Document, masked: MaskedText, names: MaskedNames) -> None:
        self._document = document
        self._masked = masked
        self._names = names
        self._mapping = Mapping(masked)
        self._pictures = frozenset(pictures(document))
        self._places = names.places(document.id, document.text)

    def clear(self, passage: Passage, span: Span) -> Span:
        """The span of the clear text for a span of a passage."""
        start = self._mapping.masked(passage.clear_span).start
        return self._mapping.clear(Span(start + span.start, start + span.end))

    def text(self, span: Span) -> str:
        """The text of a span of the clear text."""
        return span.of(self._document.text)

    def is_picture(self, passage: Passage) -> bool:
        """Whether OCR read the passage."""
        return passage.clear_span in self._pictures

    @functools.cached_property
    def kept(self) -> frozenset[Span]:
        """Spans of surnames in the clear text that are parties of cited precedents."""
        text = self._document.text
        return self._names.kept(text, self._names.names(text, self._pictures))

    def leaves(self, entity_id: str, span: Span) -> bool:
        """Whether a name stays in clear at a span of the clear text: as a cited precedent, or by a decision."""
        return span in self.kept or self._places.leaves(entity_id, span)

    def leaves_words(self, span: Span) -> bool:
        """Whether a person left the words at that place in clear, whichever entity they mean."""
        return self._places.leaves_words(span)

    def left(self, entity_id: str, span: Span) -> bool:
        """Whether a person left that entity in clear at that place of the clear text."""
        return self._places.leaves(entity_id, span)

    def stays(self, kind: Kind, span: Span) -> bool:
        """Whether an apparent identifier is the rest of something that stays in clear.

        That is part of an identifier that a person decided to leave in clear ("12 Elm Street" before a masked city), or
        of a citation in which the clear text has no identifier.

        Arguments:
            span: of the clear text.
        """
        over = [found for _, found in self._identifiers.over(span)]
        if over:
            return all(one.kind is kind and entity is not None and not entity.masked for one, entity in over) and any(
                one.span.contains(span) for one, _ in over
            )
        return 0 not in self._staying[span.start : span.end]

    @functools.cached_property
    def _identifiers(self) -> SpanIndex[tuple[Identifier, Entity | None]]:
        return SpanIndex((found[0].span, found) for found in self._names.identifiers(self._document.text))

    @functools.cached_property
    def _staying(self) -> bytearray:
        return kept_characters(self._document.text)

    def is_token(self, passage: Passage, span: Span) -> bool:
        """Whether a span of a passage is a replacement, and not text of the document itself."""
        start = self._mapping.masked(passage.clear_span).start
        return self._mapping.is_token(Span(start + span.start, start + span.end))

    def unproven(self, sent: PayloadDocument) -> Iterator[Hit]:
        """Where unmasking does not give the clear text: for the whole document, and for each passage that is sent."""
        whole = Span(0, len(self._masked.text))
        if unmask(self._masked) != self._document.text or not self._whole():
            yield Hit(sent.id, "unmask", sent.id, whole)
        for passage in sent.passages:
            if self._mapping.masked(passage.clear_span).of(self._masked.text) != passage.masked_text:
                yield Hit(f"{sent.id}/{passage.id}", "unmask", sent.id, Span(0, len(passage.masked_text)))

    def _whole(self) -> bool:
        """Whether every token is in the register and at the position that the occurrences say."""
        owners = self._names.by_token
        return all(
            one.token in owners
            and one.masked_span.of(self._masked.text).strip(" ") == owners[one.token].printed
            and one.clear_span.of(self._document.text) == one.clear_surface
            for one in self._masked.occurrences
        )
