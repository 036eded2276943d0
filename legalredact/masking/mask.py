"""Masks clear text, and reverses it exactly."""

from collections.abc import Iterable, Iterator, Sequence

from legalredact.errors import Refused
from legalredact.masking.mapping import Mapping
from legalredact.masking.names import MaskedNames, masked_names
from legalredact.masking.targets import MaskedSpan, bridges, trimmed, with_initial, without_overlaps
from legalredact.masking.tokens import assign_tokens
from legalredact.matching.names.finder import Found
from legalredact.matching.text.normal import is_blank
from legalredact.model.document import Document
from legalredact.model.mention import Mention, Span
from legalredact.model.payload import MaskedText, Occurrence
from legalredact.model.register import Register

__all__ = ["assign_tokens", "mask", "unmask"]

_LOOKS = 3
"""How often the masked text is searched again; once is nearly always enough."""


def mask(document: Document, register: Register, mentions: Sequence[Mention]) -> MaskedText:
    """Replace every name and identifier of a masked entity by its token in one pass, the longest first.

    Arguments:
        document: document to mask.
        register: with tokens (see `assign_tokens`).
        mentions: of this document, resolved; those of masked entities are replaced. Every other occurrence of a masked
            entity's name or value is found and replaced too.

    Errors: Refused if a masked entity has no token.
    """
    names = masked_names(register).in_document(document.id)
    text, places = document.text, names.places(document.id, document.text)
    found = names.names(text, pictures(document))
    kept = names.kept(text, found)
    wanted = (one for one in _targets(text, names, mentions, found, kept) if not places.leaves(one.entity, one.span))
    targets = without_overlaps((*wanted, *places.targets(text, mentions)), text)
    masked = _replaced(document, names, tuple(_with_initials(targets, names, text)))
    for _ in range(_LOOKS):
        left = tuple(one for one in _left(document, names, masked, kept) if not places.leaves(one.entity, one.span))
        if not left:
            break
        masked = _replaced(document, names, without_overlaps((*_replaced_before(masked, names), *left), text))
    return masked


def unmask(masked: MaskedText) -> str:
    """The clear text, exactly."""
    parts: list[str] = []
    at = 0
    for occurrence in masked.occurrences:
        parts += (masked.text[at : occurrence.masked_span.start], occurrence.clear_surface)
        at = occurrence.masked_span.end
    return "".join((*parts, masked.text[at:]))


def _targets(
    text: str, names: MaskedNames, mentions: Iterable[Mention], found: Iterable[Found], kept: frozenset[Span]
) -> Iterator[MaskedSpan]:
    """All spans to replace: mentions first, since coreference has resolved them by more than their spelling."""
    named: list[Span] = []
    for mention in mentions:
        span = trimmed(mention.span, text)
        if mention.entity in names.masked and span not in kept and not is_blank(span.of(text)):
            named.append(span)
            yield MaskedSpan(span, mention.entity)
    named.sort()
    for one in found:
        if one.span not in kept and not bridges(one.span, named, text):
            yield MaskedSpan(one.span, one.owner)
    for identifier, entity in names.identifiers(text):
        if entity is not None and entity.masked:
            yield MaskedSpan(identifier.span, entity.id)


def _left(document: Document, names: MaskedNames, masked: MaskedText, kept: frozenset[Span]) -> Iterator[MaskedSpan]:
    """Names that appear only after others were replaced, as verification will see them."""
    mapping = Mapping(masked)
    for one in names.names(names.cut(masked.text), map(mapping.masked, pictures(document))):
        span = mapping.clear(one.span)
        if span not in kept:
            yield MaskedSpan(span, one.owner)


def _replaced_before(masked: MaskedText, names: MaskedNames) -> Iterator[MaskedSpan]:
    """The spans that were already replaced."""
    return (MaskedSpan(one.clear_span, names.by_token[one.token].id) for one in masked.occurrences)


def pictures(document: Document) -> tuple[Span, ...]:
    """Spans of the text that OCR read."""
    return tuple(block.span for block in document.blocks if block.confidence is not None)


def _with_initials(targets: Sequence[MaskedSpan], names: MaskedNames, text: str) -> Iterator[MaskedSpan]:
    limits = [*(target.span.start for target in targets[1:]), len(text)]
    for target, limit in zip(targets, limits, strict=False):
        yield with_initial(target, names.entities[target.entity], text, limit)


def _replaced(document: Document, names: MaskedNames, targets: Iterable[MaskedSpan]) -> MaskedText:
    """The text with tokens in place of `targets`, in order."""
    text = document.text
    parts: list[str] = []
    occurrences: list[Occurrence] = []
    at = length = 0
    for target in targets:
        entity = names.entities[target.entity]
        token = entity.token
        if not token:
            raise Refused(f"The entity {target.entity} has no token.", "Assign tokens to the register first.")
        printed = _with_space(entity.printed, text, target.span, at)
        parts += (text[at : target.span.start], printed)
        start = length + target.span.start - at
        at, length = target.span.end, start + len(printed)
        occurrences.append(Occurrence(Span(start, length), target.span, token, target.span.of(text)))
    return MaskedText(document.id, "".join((*parts, text[at:])), tuple(occurrences))


def _with_space(printed: str, text: str, span: Span, at: int) -> str:
    """The replacement for a name, with a space where it would be joined to an adjacent word or token."""
    glued_before = span.start > 0 and (span.start == at or _is_word(text[span.start - 1]))
    glued_after = span.end < len(text) and _is_word(text[span.end])
    return f"{' ' * glued_before}{printed}{' ' * glued_after}"


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
