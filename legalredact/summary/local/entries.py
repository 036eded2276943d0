"""Entries: what the local engine takes out of a document, each with its kind and its exact place."""

import bisect
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from legalredact.model.entry_kind import EntryKind
from legalredact.model.mention import Span
from legalredact.summary.local.body import Body


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry.

    Arguments:
        kind: under which it is listed.
        span: its characters in the body.
        weight: entries of more weight are kept first where a list is limited.
        is_head: it is the head of a message, and the entries below it are of that message.
    """

    kind: EntryKind
    span: Span
    weight: float = 0.0
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class StructuredFacts:
    """Everything that was taken out of one document: entries of each kind, in the document's order."""

    body: Body
    entries: Mapping[EntryKind, tuple[Entry, ...]]

    def of(self, *kinds: EntryKind) -> tuple[Entry, ...]:
        """The entries of these kinds, in the order of the kinds."""
        return tuple(entry for kind in kinds for entry in self.entries.get(kind, ()))


def by_kind(entries: Iterable[Entry]) -> dict[EntryKind, tuple[Entry, ...]]:
    """Entries in the document's order by their kind; those within others of their kind are left out."""
    found: dict[EntryKind, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.kind, []).append(entry)
    return {kind: tuple(_apart(group)) for kind, group in found.items()}


def _apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    end = -1
    for entry in sorted(entries, key=lambda one: (one.span.start, -one.span.end)):
        if entry.span.end > end:
            yield entry
            end = entry.span.end


def strongest(entries: Iterable[Entry], most: int, ranks: Mapping[Span, float]) -> tuple[Entry, ...]:
    """Those of most weight, in the document's order; among equals those whose sentence ranks higher."""
    ranked = sorted(entries, key=lambda one: (-one.weight, -ranks.get(one.span, 0.0), one.span))[:most]
    return tuple(sorted(ranked, key=lambda one: one.span))


class Shown:
    """Spans that were shown, so that no words of a document are listed twice."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def add(self, span: Span) -> bool:
        """Add a span; False if most of it was shown before."""
        if self.has(span):
            return False
        bisect.insort(self._spans, span)
        return True

    def has(self, span: Span) -> bool:
        """Whether most of it was shown."""
        at = bisect.bisect_left(self._spans, span)
        near = self._spans[max(0, at - 3) : bisect.bisect_left(self._spans, span.end, key=lambda one: one.start)]
        return 2 * sum(max(0, min(one.end, span.end) - max(one.start, span.start)) for one in near) > len(span)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Those shown, in order."""
        return tuple(self._spans)

    def __len__(self) -> int:
        return len(self._spans)
