"""The list of files that are being added to a matter: read, searched, or refused."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from legalredact.errors import LegalRedactError, UnreadableInput
from legalredact.model.listing import RefusedFile
from legalredact.workflow.matter.add_files import Arrival, refused_before
from legalredact.workflow.matter.unread_files import holder_of


class IncomingFiles:
    """Files that are being read or searched, or were refused. The session reports what happens to each.

    Arguments:
        refused: files that the matter remembers as unread.
    """

    def __init__(self, refused: Iterable[RefusedFile]) -> None:
        self.arrivals = {arrival.path: arrival for arrival in map(refused_before, refused)}
        self.became: dict[Path, str] = {}
        """Files that were read since the window opened, with the ids of their documents."""
        self._again = set[Path]()

    @property
    def arriving(self) -> bool:
        """Whether a file is being read or searched."""
        return any(arrival.at_work and not arrival.searched for arrival in self.arrivals.values())

    @property
    def documents_at_work(self) -> frozenset[str]:
        """Ids of documents of files that are still being searched."""
        return frozenset(arrival.document_id for arrival in self.arrivals.values() if arrival.at_work)

    @property
    def cut_short(self) -> tuple[Path, ...]:
        """Unread files of a run that was stopped or killed before it reached them."""
        return tuple(path for path, arrival in self.arrivals.items() if arrival.cut_short)

    def begin(self, paths: Iterable[Path]) -> list[Path]:
        """List files that will be read; returns those that are not being read already."""
        new = [path for path in paths if path not in self.arrivals or not self.arrivals[path].at_work]
        self.arrivals.update({path: Arrival(path) for path in new})
        return new

    def begin_again(self) -> tuple[Path, ...]:
        """Files to read for those that were cut short; members already in the matter are not listed again."""
        holders = tuple(dict.fromkeys(map(holder_of, self.cut_short)))
        self._again.update(holders)
        return holders

    def came(self, arrival: Arrival) -> bool:
        """Record the progress or result of a file; returns whether the matter changed by it."""
        before = self.arrivals.get(arrival.path)
        self.arrivals[arrival.path] = arrival
        news = before is None or (before.document_id, before.searched) != (arrival.document_id, arrival.searched)
        if arrival.document_id:
            self.became[arrival.path] = arrival.document_id
        # A document that was searched stays in the list until the snapshot has its names too, see `drop_shown`.
        done = arrival.path in self._again if arrival.known else not arrival.document_id
        if arrival.searched and done:
            self.arrivals.pop(arrival.path, None)
        return arrival.problem is not None or (news and bool(arrival.document_id))

    def stopped(self, paths: Sequence[Path], problem: LegalRedactError) -> None:
        """Reading ended early: finished files are kept, the others are listed as not read."""
        unread = UnreadableInput(problem.what, problem.remedy)
        for path in paths:
            arrival = self.arrivals.get(path)
            if arrival is not None and arrival.document_id and arrival.at_work:
                del self.arrivals[path]  # it was read; its search can be done again
            elif arrival is not None and arrival.at_work:
                self.arrivals[path] = replace(arrival, problem=unread, cut_short=True)

    def forget(self, path: Path) -> None:
        """Remove a file from the list."""
        self.arrivals.pop(path, None)

    def drop_unfinished(self) -> None:
        """Remove files that were left at work by a run that has ended."""
        self._drop(lambda arrival: arrival.at_work and not arrival.searched)

    def drop_unsearched(self) -> None:
        """Remove files whose documents were being searched; the search failed."""
        self._drop(lambda arrival: bool(arrival.document_id) and arrival.at_work)

    def drop_shown(self, busy: frozenset[str]) -> None:
        """Remove searched files once the snapshot has their names.

        Arguments:
            busy: ids of documents whose names the snapshot does not have yet.
        """
        self._drop(lambda arrival: arrival.searched and arrival.at_work and arrival.document_id not in busy)

    def _drop(self, unwanted: Callable[[Arrival], bool]) -> None:
        self.arrivals = {path: arrival for path, arrival in self.arrivals.items() if not unwanted(arrival)}
