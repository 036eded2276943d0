"""Detection for commands: in a separate process, with a time limit that grows with the document.

If the search hangs or crashes on a document, that document is reported and withheld, and the next one is searched.
"""

import functools
from collections.abc import Callable

from legalredact.errors import LegalRedactError, ReaderStopped, Refused
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.progress import NEVER, silent
from legalredact.model.second_model import SecondModelSettings
from legalredact.workflow.compute.searching import Cost, confined, for_a_command
from legalredact.workflow.compute.time_limit import seconds_for
from legalredact.workflow.compute.worker import Worker


class DetectionProcess:
    """Finds names in a process, which is started with the first document, or before by `start`.

    Arguments:
        make: makes, in the process, an object with a method `detect`; must be importable there.
        second: the firm's own name model, if there is one.
    """

    def __init__(self, make: Callable[[], object] | None = None, second: SecondModelSettings | None = None) -> None:
        made = make or (functools.partial(for_a_command, second) if second is not None else for_a_command)
        self._worker = Worker(made, "The search for names", confined(made, second))

    def start(self) -> None:
        """Let the models load while files are read."""
        self._worker.start()

    def detect(self, document: Document) -> tuple[Mention, ...]:
        """Find the names in a document.

        Errors: ReaderStopped if the search took too long, crashed or failed; the document is to be withheld.
        """
        try:
            found: tuple[Mention, ...] = self._worker.ask(
                "detect", document, report=silent, cancel=NEVER, limit=seconds_for(document)
            )
        except Refused as problem:
            raise ReaderStopped(f"{problem.what} The document is withheld.", problem.remedy) from None
        except LegalRedactError as problem:
            raise ReaderStopped(
                f"{problem.what} The document is withheld.",
                "Split the file into smaller ones, or open it in another program, print it to a new PDF and add that.",
            ) from None
        return found

    def cost(self) -> Cost:
        """What the firm's own name model costs.

        Errors: SecondModelFault: it cannot be used. WorkerStopped: it crashed, or took longer than a minute.
        """
        cost: Cost = self._worker.ask("cost", limit=_LONGEST_COST)
        return cost

    def close(self) -> None:
        """End the process."""
        self._worker.close()


_LONGEST_COST = 60.0
"""Seconds for measuring the cost of a model: one that takes so long for 200 words is of no use."""


@functools.cache
def finding(second: SecondModelSettings | None = None) -> DetectionProcess:
    """The process of this command."""
    return DetectionProcess(second=second)
