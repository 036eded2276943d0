"""Clawback (FRE 502(d)): which documents, payloads, summaries and names are deleted if documents must be returned."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from legalredact.errors import UsageError
from legalredact.model.production_set import bates_parts
from legalredact.model.receipt import Deleted
from legalredact.model.register import Entity, Register
from legalredact.workflow.administration.purge import Plan
from legalredact.workflow.matter.local_decisions import with_all_local
from legalredact.workflow.matter.open_matter import OpenMatter

_TAIL = re.compile(r"\D+\Z")


def plan_clawback(matter: OpenMatter, documents: Collection[str], *, typed_too: bool = False) -> Plan:
    """Everything that would be deleted with those documents.

    Arguments:
        documents: their ids.
        typed_too: also names that a person typed or decided on, if they occur in these documents alone.

    Errors: UsageError if one is not in the matter, or none is given.
    """
    listed = {line.id: line for line in matter.listing}
    if not documents or not set(documents) <= listed.keys():
        raise UsageError("These documents are not in the matter.", "See `legalredact matter show` for their ids.")
    chosen = tuple(line for line in matter.listing if line.id in set(documents))
    lost = _lost(matter, {line.id for line in chosen})
    gone = frozenset(entity.id for entity in lost if typed_too or not entity.typed)
    payloads = matter.store.payloads_with([line.id for line in chosen])
    summaries = tuple(s.id for s in matter.summaries if s.checked.summary.payload_digest in payloads)
    files = tuple((line.id, line.digest) for line in chosen)
    deleted = Deleted(files, payloads, summaries, len(gone), len(lost) - len(gone))
    left = _left(matter.register, gone).without_documents(listed.keys() & set(documents))
    stay = {one: found for one, found in matter.mentions.items() if one not in documents}
    return Plan("clawback", deleted, with_all_local(left, stay), produced=_produced(matter, documents))


def plan_range(matter: OpenMatter, first: str, last: str, *, typed_too: bool = False) -> Plan:
    """Everything that would be deleted with a range of Bates numbers: each document with such a page, completely.

    The numbers are those on the pages of the matter's files, and those under which its documents were produced.

    Errors: UsageError if the two are not of one series, or no page bears such a number.
    """
    low, high = _bates(first), _bates(last)
    if low is None or high is None or low[0] != high[0] or low[1] > high[1]:
        raise UsageError("That is not a range of Bates numbers.", "Give the first and the last of one series.")
    numbers = ((document_id, _bates(bates)) for document_id, bates in matter.store.bates_numbers())
    found = {one for one, n in numbers if n is not None and n[0] == low[0] and low[1] <= n[1] <= high[1]}
    sets = matter.store.production_sets()
    found |= {one.document_id for made in sets for one in made.bearing(first, last) if matter.knows(one.document_id)}
    if not found:
        raise UsageError(
            "No page of the matter bears a number of that range, and no set was produced with it.",
            "Check it against the pages.",
        )
    return replace(plan_clawback(matter, found, typed_too=typed_too), bates=(first, last))


def _produced(matter: OpenMatter, documents: Collection[str]) -> tuple[tuple[str, str, str], ...]:
    """The production sets in which these documents were handed out, with their numbers there."""
    return tuple(
        (made.name, one.first, one.last)
        for made in matter.store.production_sets()
        for one in made.documents
        if one.document_id in documents
    )


def _lost(matter: OpenMatter, documents: Collection[str]) -> tuple[Entity, ...]:
    """Entities that are named in those documents and in no other."""
    inside = _named(matter, documents)
    outside = _named(matter, [line.id for line in matter.listing if line.id not in documents])
    return tuple(e for e in matter.register.entities if e.id in inside and e.id not in outside)


def _named(matter: OpenMatter, documents: Iterable[str]) -> frozenset[str]:
    mentions = matter.mentions
    return frozenset(mention.entity for one in documents for mention in mentions.get(one, ()))


def _left(register: Register, gone: Collection[str]) -> Register:
    """The register without deleted entities, and without spellings that could only mean one of them."""
    rest = register.without(gone)
    pointing = [e for e in rest.entities if set(e.among) & set(gone)]
    among = {e.id: tuple(one for one in e.among if one not in gone) for e in pointing}
    empty = [one for one, left in among.items() if not left]
    changed: Sequence[Entity] = [replace(e, among=among[e.id]) for e in pointing if among[e.id]]
    return rest.updated(changed).without(empty)


def _bates(text: str) -> tuple[str, int] | None:
    """Prefix and number of a page's Bates number, which may have a mark after it ("ALD0004-C")."""
    return bates_parts(_TAIL.sub("", text))
