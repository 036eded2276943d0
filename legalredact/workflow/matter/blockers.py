"""Blockers: what a person must decide before anything may be sent."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from legalredact.model.document import UnreadPart
from legalredact.model.register import Register

WITHHELD = "withheld"
"""Marks, among a document's accepted parts, that a person withholds it: it is not masked, summarized or sent."""


class WithParts(Protocol):
    """A document, or its row in a list."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def unread(self) -> tuple[UnreadPart, ...]:
        """Its parts that could not be read reliably."""
        ...


D = TypeVar("D", bound=WithParts)


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that a person has to decide before text may be sent.

    Arguments:
        kind: ``"suggestion"``, ``"ambiguous"``, ``"unread"``, ``"withheld"`` or ``"empty"``.
        ids: entities, documents, or ``"<document id>/<part id>"``.
        what: one sentence without client text.
    """

    kind: str
    ids: tuple[str, ...]
    what: str


def blockers(
    register: Register, documents: Sequence[WithParts], accepted: frozenset[tuple[str, str]]
) -> tuple[Blocker, ...]:
    """Everything that stops a send, in the order in which a person would work through it."""
    waiting = [entity for entity in register.entities if entity.open]
    ambiguous = tuple(entity.id for entity in waiting if entity.among)
    suggested = tuple(entity.id for entity in waiting if not entity.among)
    withheld = tuple(document.id for document in documents if (document.id, WITHHELD) in accepted)
    unread = tuple(f"{document.id}/{part.id}" for document, part in open_parts(documents, accepted))
    found = (
        None if documents else Blocker("empty", (), "The matter has no documents."),
        _blocker("withheld", withheld),
        _blocker("unread", unread),
        _blocker("suggestion", suggested),
        _blocker("ambiguous", ambiguous),
    )
    return tuple(blocker for blocker in found if blocker is not None)


def of_chosen(found: Iterable[Blocker], chosen: Collection[str] | None) -> tuple[Blocker, ...]:
    """The blockers of a summary of some documents: their own, and those of names, which belong to the matter.

    Arguments:
        chosen: ids of the documents; None for all.
    """
    if chosen is None:
        return tuple(found)
    left = (
        _blocker(one.kind, tuple(i for i in one.ids if i.partition("/")[0] in chosen)) if one.kind in _OWN else one
        for one in found
    )
    nothing = () if chosen else (Blocker("empty", (), "No document is chosen."),)
    return (*nothing, *(one for one in left if one is not None and not (nothing and one.kind == "empty")))


_OWN = frozenset({"withheld", "unread"})
"""Kinds whose ids begin with a document's."""
_SENTENCES = {
    "withheld": ("{} {} withheld.", "document"),
    "unread": ("{} could not be read reliably and {} not accepted.", "part"),
    "suggestion": ("{} {} not decided.", "suggested name"),
    "ambiguous": ("{} {} ambiguous.", "name"),
}


def _blocker(kind: str, ids: tuple[str, ...]) -> Blocker | None:
    if not ids:
        return None
    sentence, what = _SENTENCES[kind]
    one = len(ids) == 1
    counted = f"{len(ids)} {what}" if one else f"{len(ids)} {what}s"
    return Blocker(kind, ids, sentence.format(counted, "is" if one else "are"))


def open_parts(documents: Iterable[D], accepted: frozenset[tuple[str, str]]) -> tuple[tuple[D, UnreadPart], ...]:
    """Unread parts that no person has accepted yet."""
    return tuple((d, part) for d in documents for part in d.unread if (d.id, part.id) not in accepted)
