"""Runs the passes of coreference in a run's workers, so that no document text is in the run's own process."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from legalredact.detection.coreference.document_passes import Look, PlacedMentions, Told
from legalredact.detection.coreference.resolve import Resolution, resolved
from legalredact.masking.tokens import TokenLike
from legalredact.model.job import Stage
from legalredact.model.mention import Kind, Mention
from legalredact.model.progress import NEVER, Cancellation, Progress, Report, silent
from legalredact.model.register import Register
from legalredact.vault.resolved import ResolvedRow
from legalredact.vault.store import MatterStore
from legalredact.workflow.compute.compute import DetectedDocument, WhoIsWho
from legalredact.workflow.production.executors import TaskExecutor
from legalredact.workflow.production.passes import Last, PassInput, Pile, Round, Seen, looked, spelled_row
from legalredact.workflow.production.stages import Done, StageTask

T = TypeVar("T")
_LARGEST_PILE = 16
"""Documents of a task."""
_ROUNDS = 4
_WAIT = 0.5
"""Seconds after which it checks for cancellation."""


class Together:
    """Coreference with the workers of a run, which have no other work meanwhile.

    Arguments:
        executor: idle.
        store: the vault; documents are sent from it to the workers.
    """

    def __init__(self, executor: TaskExecutor, store: MatterStore) -> None:
        self._executor, self._store = executor, store

    def resolve(
        self,
        register: Register,
        sources: Sequence[DetectedDocument],
        requested: frozenset[Kind],
        report: Report = silent,
        cancel: Cancellation = NEVER,
    ) -> WhoIsWho:
        """See `Thinking`; the mentions are read from the vault once they are stored there."""
        ids = tuple(source.id for source in sources)
        reading = _Reading(self._executor, self._store, ids, requested, report, cancel)
        after = resolved(reading, register)
        spelled = {row.document_id: TokenLike(*map(frozenset, spelled_row(row))) for row in reading.rows}
        return WhoIsWho(Resolution(after, _InVault(self._store, ids)), spelled, tuple(reading.rows))


class _InVault(Mapping[str, tuple[Mention, ...]]):
    """Resolved mentions that are read on demand."""

    def __init__(self, store: MatterStore, ids: Collection[str]) -> None:
        self._store, self._ids = store, dict.fromkeys(ids)

    def __getitem__(self, document_id: str) -> tuple[Mention, ...]:
        if document_id not in self._ids:
            raise KeyError(document_id)
        return self._store.resolved_mentions_of(document_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class _Reading:
    """See `detection.coreference.document_passes.Reading`."""

    def __init__(
        self,
        executor: TaskExecutor,
        store: MatterStore,
        ids: Sequence[str],
        requested: frozenset[Kind],
        report: Report,
        cancel: Cancellation,
    ) -> None:
        self._executor, self._store, self._requested = executor, store, requested
        self.ids = ids
        self._report, self._cancel = report, cancel
        self._rounds = 0
        self.rows: list[ResolvedRow] = []
        """Results of the last round, in stored form."""

    def text(self, document_id: str) -> str:
        """See `Reading`."""
        return self._store.document(document_id).text

    def each(self, look: Look[T]) -> Iterator[T]:
        """See `Reading`."""
        return self._taken(look, itertools.repeat(None))

    def place(self, look: Look[PlacedMentions], told: Iterable[Told]) -> Iterator[tuple[str, ...]]:
        """See `Reading`."""
        for row, minors in cast(Iterator[Last], self._taken(look, told)):
            self.rows.append(row)
            yield minors

    def _taken(self, look: Look[Any], told: Iterable[object]) -> Iterator[Any]:
        """One round: piles are sent, some more than there are workers, and return in any order."""
        around = Round(look, self._requested)
        self._executor.know(around)
        piles = enumerate(self._piles(iter(told)))
        out: dict[str, Pile] = {}
        back: dict[str, Seen] = {}
        given = 0
        for number in itertools.count():
            while str(number) not in back:
                while len(out) < self._executor.width * self._executor.ahead and (pile := next(piles, None)):
                    given, out[str(pile[0])] = pile[0] + 1, pile[1]
                    self._executor.submit(StageTask(str(pile[0]), Stage.RESOLVE, pile[1]))
                if number == given:
                    self._rounds += 1
                    return
                self._cancel.check()
                for result in self._executor.finished(_WAIT):
                    back[result.document_id] = _seen(around, out.pop(result.document_id), result)
            yield from back.pop(str(number)).values
            self._tell(min((number + 1) * self._size, len(self.ids)))

    @property
    def _size(self) -> int:
        """Documents of a pile: few enough that every worker gets several piles."""
        return max(1, min(_LARGEST_PILE, len(self.ids) // (4 * self._executor.width)))

    def _piles(self, told: Iterator[object]) -> Iterator[Pile]:
        for first in range(0, len(self.ids), self._size):
            found = self._store.found_in(self.ids[first : first + self._size])
            yield Pile(tuple(PassInput(document, mentions, next(told)) for document, mentions in found))

    def _tell(self, done: int) -> None:
        self._report(Progress("resolve", (self._rounds * len(self.ids) + done) // _ROUNDS, len(self.ids)))


def _seen(around: Round, pile: Pile, result: Done) -> Seen:
    """Result of a task; if its worker crashed, the pass runs here, since no document may be missing."""
    return result.value if isinstance(result.value, Seen) else looked(around, pile)
