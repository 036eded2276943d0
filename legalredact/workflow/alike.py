"""Near-duplicates of a matter: drafts, quoted threads, copies scanned twice. Found once, looked at together.

They are never the same document: a form letter is like another and names other people. So each is masked and verified
by itself; what a person saves is the looking.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from legalredact.matching.similar import near_duplicates, signature
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.workflow.open_matter import OpenMatter


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that are like one another.

    Arguments:
        first: id of the first in the matter's order.
        others: ids of those like it, in order.
    """

    first: str
    others: tuple[str, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """All of them."""
        return self.first, *self.others


def groups(matter: OpenMatter, report: Report, cancel: Cancellation) -> tuple[Group, ...]:
    """Near-duplicates among the matter's documents. What was found is kept until documents come or go.

    Errors: Cancelled on request.
    """
    ids = matter.store.document_ids()
    found_for = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    kept = matter.store.alike()
    if kept and json.loads(kept)["for"] == found_for:
        return tuple(Group(first, tuple(others)) for first, others in json.loads(kept)["groups"].items())
    found = _gathered(near_duplicates(_signatures(matter, ids, report, cancel)))
    if not matter.store.reading:
        content = {"for": found_for, "groups": {group.first: group.others for group in found}}
        matter.store.put_alike(json.dumps(content).encode())
    return found


def _signatures(
    matter: OpenMatter, ids: Iterable[str], report: Report, cancel: Cancellation
) -> Iterator[tuple[str, bytes]]:
    everything = tuple(ids)
    for number, document_id in enumerate(everything, 1):
        cancel.check()
        yield document_id, signature(matter.store.document(document_id).text)
        report(Progress("compare", number, len(everything), document_id))


def _gathered(firsts: dict[str, str]) -> tuple[Group, ...]:
    found: dict[str, list[str]] = {}
    for document_id, first in firsts.items():
        found.setdefault(first, []).append(document_id)
    return tuple(Group(first, tuple(others)) for first, others in found.items())
