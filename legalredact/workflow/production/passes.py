"""The passes of coreference in a worker: each takes many documents of a production at a time.

Documents are sent in the vault's stored form, so that the run's own process need not decode them.
"""

import functools
import pickle
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from legalredact.detection.coreference.document_passes import Look, PlacedMentions
from legalredact.masking.tokens import spelled_in
from legalredact.model.document import Document
from legalredact.model.mention import Kind, Mention
from legalredact.vault.codec import decode
from legalredact.vault.resolved import ResolvedDocument, ResolvedRow, row_of
from legalredact.workflow.compute.masking_rules import with_requested
from legalredact.workflow.compute.pickling import travels_by_fields


class Round:
    """A pass over all documents; it is sent to each worker once.

    Arguments:
        look: see `detection.coreference.document_passes`.
        requested: kinds that are searched only on request.
    """

    def __init__(self, look: Look[Any], requested: Collection[Kind]) -> None:
        self._pickled = pickle.dumps(look)
        self.requested = frozenset(requested)

    @functools.cached_property
    def _look(self) -> Look[Any]:
        look: Look[Any] = pickle.loads(self._pickled)  # noqa: S301 - made above, by our own process
        return look

    def __getstate__(self) -> dict[str, object]:
        """Leave out the unpickled value."""
        return {"_pickled": self._pickled, "requested": self.requested}

    def taken(self, page: "PassInput") -> Any:
        """Result for one document; in the last round its mentions in stored form, and its minors."""
        document = decode(Document, page.document)
        mentions = with_requested(document, decode(tuple[Mention, ...], page.mentions), self.requested)
        seen = self._look(document, mentions, page.told)
        return _kept(document, seen) if isinstance(seen, PlacedMentions) else seen


@dataclass(frozen=True, slots=True)
class PassInput:
    """A document for a pass.

    Arguments:
        document, mentions: in the vault's stored form.
        told: the pass's input for it.
    """

    document: bytes = field(repr=False)
    mentions: bytes = field(repr=False)
    told: object = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Pile:
    """Documents of one task."""

    pages: tuple[PassInput, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Seen:
    """Results for a pile, document by document."""

    values: tuple[Any, ...] = field(repr=False)


travels_by_fields(PassInput, Pile, Seen, ResolvedRow)

Last = tuple[ResolvedRow, tuple[str, ...]]
"""The last round's result for a document."""


def looked(around: Round, pile: Pile) -> Seen:
    """Run the pass on a pile."""
    return Seen(tuple(map(around.taken, pile.pages)))


def _kept(document: Document, seen: PlacedMentions) -> Last:
    spelled = spelled_in(document)
    words = _sorted(spelled.tokens), _sorted(spelled.alike)
    return row_of(ResolvedDocument(document.id, seen.mentions, words)), seen.minors


def _sorted(tokens: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(tokens))


def spelled_row(row: ResolvedRow) -> tuple[Sequence[str], Sequence[str]]:
    """Tokens that a document itself contains."""
    return decode(tuple[tuple[str, ...], tuple[str, ...]], row.spelled)
