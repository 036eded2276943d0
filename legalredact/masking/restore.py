"""Replaces the tokens of a checked reply by names.

A quotation shows the characters of its source, which are found by their place (`source_places`). In other text the
entity's display name is inserted and fitted into its sentence (`sentence`). A token whose name is not certain stays,
and so does a token in a link, an address or code; each is a finding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from legalredact.errors import Refused
from legalredact.masking.general_forms import printed_at
from legalredact.masking.quotations import not_prose
from legalredact.masking.sentence import fitted
from legalredact.masking.source_places import QuotedSource, SourcePlaces, TextOf
from legalredact.model.mention import Span
from legalredact.model.payload import Payload
from legalredact.model.register import Entity
from legalredact.model.review import CheckedSummary, Finding, FindingKind, Inserted, Segment
from legalredact.model.token import TOKEN


@dataclass(frozen=True, slots=True)
class Restored:
    """A reply with names.

    Arguments:
        checked: with findings for the tokens that stay.
        segments: with names.
    """

    checked: CheckedSummary
    segments: tuple[Segment, ...] = field(repr=False)


def restore(checked: CheckedSummary, payload: Payload, text_of: TextOf, owners: Mapping[str, Entity]) -> Restored:
    """Replace every token; only exact tokens, never text that resembles one.

    A general form beside a token ("BIRTHDATE_1 (year 1971)") is removed with the token.

    Arguments:
        checked: the masked reply.
        payload: what it was made from.
        text_of: clear text of a document of the payload, by its id.
        owners: entities by token, of the register with which the payload was masked.

    Errors: Refused if the check found something that forbids it (an invented or altered token, a clear name, …).
    """
    if not checked.restorable:
        raise Refused("The check of this reply found what forbids restoring its names.", "Have the summary made again.")
    places = SourcePlaces(payload, text_of)
    segments: list[Segment] = []
    findings = list(checked.findings)
    for number, segment in enumerate(checked.summary.segments):
        edits = tuple(_edits(segment, places.of(segment), text_of, owners))
        segments.append(_edited(segment, edits))
        findings += [
            Finding(FindingKind.UNRESTORED, number, one.span, one.token)
            for one in edits
            if one.clear is None and not _is_told(findings, number, one.span)
        ]
    findings.sort(key=lambda finding: (finding.segment, finding.span))
    return Restored(replace(checked, findings=tuple(findings)), tuple(segments))


@dataclass(frozen=True, slots=True)
class _Edit:
    """The replacement of one token: `clear` replaces `span`; None if the token stays.

    Arguments:
        before: the characters of `clear` that are no part of the name (an article).
    """

    span: Span
    token: str
    clear: str | None
    before: int = 0


def _edits(
    segment: Segment, quoted: Mapping[int, QuotedSource | None], text_of: TextOf, owners: Mapping[str, Entity]
) -> Iterator[_Edit]:
    text = segment.text
    addresses = not_prose(text) if TOKEN.search(text) and not segment.quoted else None
    for token in TOKEN.finditer(text):
        entity, span = owners.get(token[0]), Span(*token.span())
        if entity is None:
            continue
        source = quoted.get(token.start())
        if token.start() in quoted and source is None:
            yield _Edit(span, token[0], None)
        elif source is not None and source.document_id:
            clear = text_of(source.document_id)
            yield _Edit(source.span, token[0], None if clear is None else source.clear.of(clear))
        elif addresses is not None and addresses.overlap(span):
            yield _Edit(span, token[0], None)
        else:
            yield _in_sentence(text, token.start(), entity)


def _in_sentence(text: str, start: int, entity: Entity) -> _Edit:
    end = start + len(printed_at(entity, text, start))
    name = fitted(text[:start], entity.shown, text[end:])
    return _Edit(Span(start - name.cut, end + name.skip), entity.token, name.article + name.name, len(name.article))


def _edited(segment: Segment, edits: tuple[_Edit, ...]) -> Segment:
    parts: list[str] = []
    names: list[Inserted] = []
    at = length = 0
    for edit in edits:
        if edit.clear is None:
            continue
        kept = segment.text[at : edit.span.start]
        parts += (kept, edit.clear)
        length += len(kept) + len(edit.clear)
        names.append(Inserted(Span(length - len(edit.clear) + edit.before, length), edit.token))
        at = edit.span.end
    return replace(segment, text="".join((*parts, segment.text[at:])), names=tuple(names))


def _is_told(findings: list[Finding], number: int, span: Span) -> bool:
    """Whether a finding of the check is about that token alone already."""
    return any(one.segment == number and one.span == span for one in findings)
