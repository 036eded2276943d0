"""What single extractors of the local engine take out of a document, in a form that a test can compare."""

import itertools
from collections.abc import Callable, Iterator, Sequence

from legalredact.model.document import Place
from legalredact.model.entry_kind import EntryKind
from legalredact.summary.local.body import Body, body_of
from legalredact.summary.local.entries import Entry
from tests.summary.payloads import document

_TREES = "alder birch cedar dogwood elm fir ginkgo hazel ivy juniper".split()
CREW = tuple(f"The crew of PARTY_B unloaded the {a} beside the {b}." for a in _TREES for b in _TREES)
"""A hundred sentences, all different, so that none of them is the header of a page."""

Extractor = Callable[[Body], Iterator[Entry]]


def body(*texts: str, labels: Sequence[str] = (), pages: Sequence[int] = ()) -> Body:
    """The body of a document with those passages; with labels of their places, or on those pages."""
    places = [Place(label=label) for label in labels] or [Place(page=page) for page in pages]
    return body_of(document("d1", *texts, places=places))


def told(extractor: Extractor, *texts: str, kind: EntryKind | None = None) -> list[str]:
    """The entries, of one kind or all, in the order in which they are found; each in one line."""
    read = body(*texts)
    return [read.words(entry.span) for entry in extractor(read) if kind in (None, entry.kind)]


def ranked(extractor: Extractor, *texts: str, kind: EntryKind | None = None) -> list[list[str]]:
    """The entries from the one that a limited list keeps first to the one that it leaves out first; equals together."""
    read = body(*texts)
    found = sorted((entry for entry in extractor(read) if kind in (None, entry.kind)), key=lambda one: -one.weight)
    groups = itertools.groupby(found, key=lambda one: one.weight)
    return [[read.words(entry.span) for entry in sorted(group, key=lambda one: one.span)] for _, group in groups]
