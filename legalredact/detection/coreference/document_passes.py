"""The passes of coreference that read one document at a time; they may run in any process.

A pass gets a document, the mentions that detection found in it, and what the pass needs to know of the matter. It
returns what it saw. All of these can be pickled. Between the passes, `resolve` links what they returned.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from legalredact.detection.coreference.explicit_aliases import Said, mailboxes_in, said_in
from legalredact.detection.coreference.mention_features import Note, Read, notes
from legalredact.detection.coreference.mention_index import Names, placed
from legalredact.detection.coreference.minors import minors_in
from legalredact.detection.rules.places import places_in
from legalredact.model.document import Document
from legalredact.model.mention import Mention, Span

T = TypeVar("T")
Look = Callable[[Document, Sequence[Mention], Any], T]


class First(NamedTuple):
    """Facts of a document before anything is linked.

    Arguments:
        notes: of its names.
        places: see `places_in`.
        said, mailboxes: see `explicit_aliases`.
        identifiers: its mentions that are not names.
    """

    notes: tuple[Note, ...]
    places: frozenset[str]
    said: tuple[Said, ...]
    mailboxes: tuple[Said, ...]
    identifiers: tuple[Mention, ...]

    def __repr__(self) -> str:
        """Hide the contents, which are client text."""
        return type(self).__name__


def first_look(document: Document, mentions: Sequence[Mention], _: None) -> First:
    """The first pass."""
    identifiers = tuple(mention for mention in mentions if not mention.kind.is_name)
    said = tuple(said_in(document, mentions))
    mailboxes = tuple(mailboxes_in(document, mentions))
    return First(tuple(notes(document, mentions)), places_in(document.text), said, mailboxes, identifiers)


class Told(NamedTuple):
    """Input of the last pass for one document.

    Arguments:
        identifiers: with their entities.
        spelled: mentions of names that are spelled by addresses.
        written_small: see `mention_index.Asked`.
    """

    identifiers: tuple[Mention, ...]
    spelled: tuple[Mention, ...]
    written_small: tuple[Span, ...]

    def __repr__(self) -> str:
        """Hide the contents, which are client text."""
        return type(self).__name__


class PlacedMentions(NamedTuple):
    """Result of the last pass.

    Arguments:
        mentions: of the document, each with its entity, in text order.
        minors: ids of people whom it calls minors.
    """

    mentions: tuple[Mention, ...]
    minors: tuple[str, ...]

    def __repr__(self) -> str:
        """Hide the contents, which are client text."""
        return type(self).__name__


class Places:
    """The last pass: every place of every name.

    Arguments:
        names: all names of the matter.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def __call__(self, document: Document, mentions: Sequence[Mention], told: Told) -> PlacedMentions:
        """Places of the document where somebody is named."""
        found = placed(document, mentions, self._names, told.written_small)
        inside = [m for m in found if not any(s.span.contains(m.span) for s in told.spelled)]
        everything = tuple(sorted((*told.identifiers, *inside, *told.spelled), key=lambda m: m.span))
        return PlacedMentions(everything, tuple(minors_in(document.text, everything)))


class Reading(Protocol):
    """All documents of a matter, in whatever process they are. Results come in the order of the documents."""

    @property
    def ids(self) -> Sequence[str]:
        """The documents' ids, in order."""
        ...

    def text(self, document_id: str) -> str:
        """The text of one document, for the few that are read again between the passes."""
        ...

    def each(self, look: Look[T]) -> Iterable[T]:
        """Run a pass on each document."""

    def place(self, look: Look[PlacedMentions], told: Iterable[Told]) -> Iterable[tuple[str, ...]]:
        """Run the last pass on each document, keep its mentions, and return its minors."""


class InMemory:
    """Documents in the memory of this process.

    Arguments:
        read: documents with the mentions that detection found in them.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self.ids = tuple(document.id for document, _ in read)
        self.mentions: dict[str, tuple[Mention, ...]] = {}
        """The mentions that `place` kept, by the document's id."""

    def text(self, document_id: str) -> str:
        """See `Reading`."""
        return self._texts[document_id]

    @functools.cached_property
    def _texts(self) -> dict[str, str]:
        return {document.id: document.text for document, _ in self._read}

    def each(self, look: Look[T]) -> Iterator[T]:
        """See `Reading`."""
        return (look(document, mentions, None) for document, mentions in self._read)

    def place(self, look: Look[PlacedMentions], told: Iterable[Told]) -> Iterator[tuple[str, ...]]:
        """See `Reading`."""
        for (document, mentions), one in zip(self._read, told, strict=True):
            self.mentions[document.id], minors = look(document, mentions, one)
            yield minors
