"""The passages of a payload with everything that statements are compared with, read once for each payload."""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from legalredact.masking.reply.compare_figures import Known, days_in_years_beside
from legalredact.masking.reply.read_figures import figures
from legalredact.matching.facts.calendar_words import day_of
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.model.payload import Passage, Payload, PayloadDocument
from legalredact.model.review import Citation
from legalredact.model.token import TOKEN

_AFTER_COUNT = re.compile(r"[.)][^\S\n]+(?![\d\n])")
"""Behind the number of a paragraph its words follow; behind a year as a heading a line or a date."""


@dataclass(frozen=True, slots=True)
class Read:
    """A passage, read.

    Arguments:
        document: number of its document.
        number: of the passage in it.
        passage: itself.
        found: its figures.
        days: days that its dates without a year mean.
        tokens: in its text.
        before: the last full date of the document before it, canonical.
    """

    document: int
    number: int
    passage: Passage
    found: tuple[Figure, ...] = field(repr=False)
    days: tuple[str, ...] = field(repr=False)
    tokens: frozenset[str] = field(repr=False)
    before: str = field(default="", repr=False)


class StatementSources:
    """The passages of a payload, by citation.

    Arguments:
        payload: that was sent.
    """

    def __init__(self, payload: Payload) -> None:
        self.documents = payload.documents
        self._numbers = {document.id: n for n, document in enumerate(payload.documents)}
        self._places = [{p.id: at for at, p in enumerate(d.passages)} for d in payload.documents]
        self._passages: dict[int, tuple[Read, ...]] = {}
        self._known: dict[tuple[tuple[int, int], ...], Known] = {}

    def passages(self, document: int) -> tuple[Read, ...]:
        """A document's passages, read when they are first needed."""
        if document not in self._passages:
            self._passages[document] = tuple(_read(document, self.documents[document]))
        return self._passages[document]

    def places(self, citations: Iterable[Citation]) -> tuple[tuple[int, int], ...]:
        """Document and passage numbers of all that is cited, in order, each once; what does not exist is left out."""
        found: dict[tuple[int, int], None] = {}
        for citation in citations:
            document = self._numbers.get(citation.document_id)
            if document is None:
                continue
            first, last = (self._places[document].get(end) for end in (citation.first, citation.last))
            if first is not None and last is not None:
                found |= dict.fromkeys((document, number) for number in range(first, last + 1))
        return tuple(sorted(found))

    def at(self, place: tuple[int, int]) -> Read:
        """One passage."""
        return self.passages(place[0])[place[1]]

    def known(self, places: Sequence[tuple[int, int]]) -> Known:
        """The figures of passages together."""
        key = tuple(places)
        if key not in self._known:
            self._known[key] = _known([self.at(place) for place in key])
        return self._known[key]

    def where(self, figure: Figure, text: str) -> str:
        """The first place in the payload that has the figure; empty if none has it."""
        for number, known in enumerate(self._whole):
            if known.has(figure, text):
                one = next(
                    (r for r in self.passages(number) if self.known([(number, r.number)]).has(figure, text)), None
                )
                return place_of(self.documents[number], one.passage if one else None)
        return ""

    @functools.cached_property
    def _whole(self) -> tuple[Known, ...]:
        return tuple(_known(self.passages(number)) for number in range(len(self.documents)))


def place_of(document: PayloadDocument, passage: Passage | None) -> str:
    """Where a passage stands, in words that name nobody: the masked title, and the page."""
    if passage is None:
        return document.masked_title
    place = passage.place
    page = f", page {place.page}" if place.page else f", passage {1 + document.passages.index(passage)}"
    return f"{document.masked_title}{page}"


def _known(passages: Sequence[Read]) -> Known:
    text = "\n".join(one.passage.masked_text for one in passages)
    before = passages[0].before if passages else ""
    return Known(text, [f for one in passages for f in one.found], [d for one in passages for d in one.days], before)


def _is_count(figure: Figure, text: str) -> bool:
    """Whether a year is the number of a paragraph at the beginning of a line."""
    begins = text.rfind("\n", 0, figure.span.start) + 1
    alone = figure.value.isdigit() and not text[begins : figure.span.start].strip()
    return alone and _AFTER_COUNT.match(text, figure.span.end) is not None


def _read(number: int, document: PayloadDocument) -> list[Read]:
    found = [figures(passage.masked_text) for passage in document.passages]
    dates = [
        "" if _is_count(figure, passage.masked_text) else figure.value
        for passage, row in zip(document.passages, found, strict=True)
        for figure in row
        if figure.kind is FactKind.DATE
    ]
    days = iter(days_in_years_beside(dates))
    rows, before = [], ""
    for at, (passage, row) in enumerate(zip(document.passages, found, strict=True)):
        meant = tuple(day for figure in row if figure.kind is FactKind.DATE for day in next(days))
        rows.append(Read(number, at, passage, row, meant, frozenset(TOKEN.findall(passage.masked_text)), before))
        before = next((f.value for f in reversed(row) if f.kind is FactKind.DATE and day_of(f.value)), before)
    return rows
