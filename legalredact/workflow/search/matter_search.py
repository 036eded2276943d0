"""Search a whole matter for words: in the texts of its documents, in its names, or in both; results by document.

The texts of an open matter are in memory already, so they are searched there. No index is kept: nothing is written, and
a deleted document cannot be found any more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from legalredact.model.document import Document
from legalredact.model.mention import Mention, Span
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.register import Entity
from legalredact.workflow.search.query import Query, Scope

MOST = 2_000
"""Most places that are listed; further ones are counted."""
AROUND = 70
"""Characters of context on each side of a place."""
_STEP = 50
"""Documents between two reports."""


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One place.

    Arguments:
        where: its page, line or label.
        before, words, after: the place with its context, in one line.
        entity: id of the name at this place, if it was found as a name.
    """

    span: Span
    where: str
    before: str = field(repr=False)
    words: str = field(repr=False)
    after: str = field(repr=False)
    entity: str = ""


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A document with places.

    Arguments:
        total: number of its places, including those that are not listed.
        by_name: the words are in the file's name.
    """

    id: str
    name: str = field(repr=False)
    total: int
    places: tuple[FoundPlace, ...] = field(default=(), repr=False)
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name that the words are in.

    Arguments:
        total, documents: number of its places and documents.
    """

    entity: Entity
    total: int
    documents: int


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search."""

    names: tuple[FoundName, ...] = ()
    documents: tuple[FoundDocument, ...] = ()

    @property
    def total(self) -> int:
        """Number of all places."""
        return sum(document.total for document in self.documents)

    @property
    def listed(self) -> int:
        """Number of the listed places."""
        return sum(len(document.places) for document in self.documents)


def search(
    query: Query,
    scope: Scope,
    documents: Sequence[Document],
    mentions: Mapping[str, Sequence[Mention]],
    entities: Iterable[Entity],
    report: Report = silent,
    cancel: Cancellation = NEVER,
) -> Found:
    """Find all places of a query in documents.

    A name is found by any of its spellings or its token, and each of its places then counts, also those that are
    spelled otherwise.

    Errors: Cancelled.
    """
    if not query:
        return Found()
    named = {e.id: e for e in entities if scope is not Scope.TEXT and any(map(query.fits, (*e.spellings, e.token)))}
    room, found = MOST, []
    for number, document in enumerate(documents):
        if number % _STEP == 0:
            report(Progress("search", number, len(documents)))
        cancel.check()
        spans = dict(_places(query, scope, document, mentions.get(document.id, ()), named))
        by_name = scope is not Scope.NAMES and query.fits(document.name)
        if spans or by_name:
            listed = tuple(_place(document, span, spans[span]) for span in sorted(spans)[:room])
            room -= len(listed)
            found.append(FoundDocument(document.id, document.name, len(spans), listed, by_name))
    report(Progress("search", len(documents), len(documents)))
    return Found(_names(named, mentions), tuple(found))


def _places(
    query: Query, scope: Scope, document: Document, mentions: Sequence[Mention], named: Mapping[str, Entity]
) -> Iterator[tuple[Span, str]]:
    """Places with the id of the name that was found there, or an empty one; no place is within another."""
    names = {mention.span: mention.entity for mention in mentions if mention.entity in named} if named else {}
    if scope is not Scope.NAMES:
        ordered, at = sorted(names), 0
        for span in query.places(document.text):
            while at < len(ordered) and ordered[at].end <= span.start:
                at += 1
            if at == len(ordered) or not ordered[at].overlaps(span):
                yield span, ""
    yield from names.items()


def _place(document: Document, span: Span, entity: str) -> FoundPlace:
    text = document.text
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = _flat(text[start : span.start]), _flat(text[span.end : end])
    if start and " " in before.strip():
        before = "… " + before.lstrip().partition(" ")[2]
    if end < len(text) and " " in after.strip():
        after = after.rstrip().rpartition(" ")[0] + " …"
    return FoundPlace(span, str(document.place(span.start)), before, _flat(span.of(text)), after, entity)


def _flat(text: str) -> str:
    """In one line; a blank at its start or end stays."""
    inner = " ".join(text.split())
    return (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")


def _names(named: Mapping[str, Entity], mentions: Mapping[str, Sequence[Mention]]) -> tuple[FoundName, ...]:
    """The found names, the most frequent first."""
    totals, documents = dict.fromkeys(named, 0), dict.fromkeys(named, 0)
    for found in mentions.values() if named else ():
        seen = set()
        for mention in found:
            if mention.entity in named:
                totals[mention.entity] += 1
                seen.add(mention.entity)
        for entity_id in seen:
            documents[entity_id] += 1
    rows = (FoundName(entity, totals[i], documents[i]) for i, entity in named.items())
    return tuple(sorted(rows, key=lambda row: (-row.total, row.entity.name.casefold())))
