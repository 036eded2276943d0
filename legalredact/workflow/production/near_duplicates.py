"""Near-duplicates of a matter: drafts, quoted threads, copies scanned twice. Found once, reviewed together.

They are never the same document: a form letter is like another and names other people. So each is masked and verified
by itself; a person only saves the time to read each.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from legalredact.matching.text.near_duplicates import near_duplicates, signature
from legalredact.model.progress import Cancellation, Progress, Report
from legalredact.workflow.matter.open_matter import OpenMatter


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Documents that are like one another.

    Arguments:
        first: id of the first in the matter's order.
        others: ids of those like it, in order.
    """

    first: str
    others: tuple[str, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """All groups."""
        return self.first, *self.others


def groups(matter: OpenMatter, report: Report, cancel: Cancellation) -> tuple[DuplicateGroup, ...]:
    """Near-duplicates among the matter's documents. The result is stored until documents are added or removed.

    Errors: Cancelled on request.
    """
    known = kept(matter)
    if known is not None:
        return known
    ids = matter.store.document_ids()
    found = among(((one, matter.store.document(one).text) for one in ids), len(ids), report, cancel)
    if not matter.store.reading:
        keep(matter, ids, found)
    return found


def kept(matter: OpenMatter) -> tuple[DuplicateGroup, ...] | None:
    """The groups for the current documents; None if they have to be computed again."""
    content = matter.store.alike()
    if not content or json.loads(content)["for"] != _found_for(matter.store.document_ids()):
        return None
    return tuple(DuplicateGroup(first, tuple(others)) for first, others in json.loads(content)["groups"].items())


def keep(matter: OpenMatter, ids: Sequence[str], found: Iterable[DuplicateGroup]) -> None:
    """Store the groups for those documents."""
    content = {"for": _found_for(ids), "groups": {group.first: group.others for group in found}}
    matter.store.put_alike(json.dumps(content).encode())


def among(
    texts: Iterable[tuple[str, str]], count: int, report: Report, cancel: Cancellation
) -> tuple[DuplicateGroup, ...]:
    """Near-duplicates among texts; the vault is not used.

    Arguments:
        texts: ids and texts, in the order of the production.
        count: number of texts.

    Errors: Cancelled on request.
    """

    def signatures() -> Iterator[tuple[str, bytes]]:
        for number, (document_id, text) in enumerate(texts, 1):
            cancel.check()
            yield document_id, signature(text)
            report(Progress("compare", number, count, document_id))

    return _gathered(near_duplicates(signatures()))


def _found_for(ids: Iterable[str]) -> str:
    """Independent of the order of the list: a window's order may be older than the vault's."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def _gathered(firsts: dict[str, str]) -> tuple[DuplicateGroup, ...]:
    found: dict[str, list[str]] = {}
    for document_id, first in firsts.items():
        found.setdefault(first, []).append(document_id)
    return tuple(DuplicateGroup(first, tuple(others)) for first, others in found.items())
