"""What saying who is who has to see of each document by itself: looks, which may be taken in any process.

A look is called with a document, what detection found in it, and what it is told of that document; it gives what it
saw. All of these can be pickled. Between the looks, over what they saw, it is decided who is who (see `resolve`).
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from legalredact.detection.coreference.explicit_aliases import Said, said_in
from legalredact.detection.coreference.mention_features import Note, Read, notes
from legalredact.detection.coreference.mention_index import Names, placed
from legalredact.detection.coreference.minors import minors_in
from legalredact.detection.rules.places import places_in
from legalredact.model.document import Document
from legalredact.model.mention import Mention, Span

T = TypeVar("T")
Look = Callable[[Document, Sequence[Mention], Any], T]


class First(NamedTuple):
    """What is seen of a document before anything is known.

    Arguments:
        notes: of its names.
        places: see `places_in`.
        said: see `explicit_aliases`.
        identifiers: its mentions that are no names.
    """

    notes: tuple[Note, ...]
    places: frozenset[str]
    said: tuple[Said, ...]
    identifiers: tuple[Mention, ...]

    def __repr__(self) -> str:
        """Without what it holds, which is client text."""
        return type(self).__name__


def first_look(document: Document, mentions: Sequence[Mention], _: None) -> First:
    """The first of the looks."""
    identifiers = tuple(mention for mention in mentions if not mention.kind.is_name)
    said = tuple(said_in(document, mentions))
    return First(tuple(notes(document, mentions)), places_in(document.text), said, identifiers)


class Told(NamedTuple):
    """What the last look is told of a document.

    Arguments:
        identifiers: with their entities.
        spelled: mentions of names that addresses spell.
        written_small: see `mention_index.Asked`.
    """

    identifiers: tuple[Mention, ...]
    spelled: tuple[Mention, ...]
    written_small: tuple[Span, ...]

    def __repr__(self) -> str:
        """Without what it holds, which is client text."""
        return type(self).__name__


class Placed(NamedTuple):
    """What the last look gives.

    Arguments:
        mentions: of the document, each with its entity, in order of place.
        minors: ids of people whom it calls minors.
    """

    mentions: tuple[Mention, ...]
    minors: tuple[str, ...]

    def __repr__(self) -> str:
        """Without what it holds, which is client text."""
        return type(self).__name__


class Places:
    """The last look: every place of every name.

    Arguments:
        names: all of the matter.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def __call__(self, document: Document, mentions: Sequence[Mention], told: Told) -> Placed:
        """Where somebody is named in the document."""
        found = placed(document, mentions, self._names, told.written_small)
        inside = [m for m in found if not any(s.span.contains(m.span) for s in told.spelled)]
        everything = tuple(sorted((*told.identifiers, *inside, *told.spelled), key=lambda m: m.span))
        return Placed(everything, tuple(minors_in(document.text, everything)))


class Reading(Protocol):
    """All documents of a matter, wherever they are. What looks give comes in the documents' order."""

    @property
    def ids(self) -> Sequence[str]:
        """The documents' ids, in that order."""
        ...

    def text(self, document_id: str) -> str:
        """The text of one of them: for the few that have to be read once more between the looks."""
        ...

    def each(self, look: Look[T]) -> Iterable[T]:
        """Take a look at each."""

    def place(self, look: Look[Placed], told: Iterable[Told]) -> Iterable[tuple[str, ...]]:
        """Take the last look at each, keep its mentions, and give its minors."""


class InMemory:
    """Documents in memory, looked at by who asks.

    Arguments:
        read: with what detection found in them.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self.ids = tuple(document.id for document, _ in read)
        self.mentions: dict[str, tuple[Mention, ...]] = {}
        """What `place` kept, by the document's id."""

    def text(self, document_id: str) -> str:
        """See `Reading`."""
        return self._texts[document_id]

    @functools.cached_property
    def _texts(self) -> dict[str, str]:
        return {document.id: document.text for document, _ in self._read}

    def each(self, look: Look[T]) -> Iterator[T]:
        """See `Reading`."""
        return (look(document, mentions, None) for document, mentions in self._read)

    def place(self, look: Look[Placed], told: Iterable[Told]) -> Iterator[tuple[str, ...]]:
        """See `Reading`."""
        for (document, mentions), one in zip(self._read, told, strict=True):
            self.mentions[document.id], minors = look(document, mentions, one)
            yield minors
