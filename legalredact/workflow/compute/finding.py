"""Detection for commands: in a separate process, with a time limit that grows with the document.

If the search hangs or crashes on a document, that document is reported and withheld, and the next one is searched.
"""

import functools
from collections.abc import Callable

from legalredact.errors import LegalRedactError, ReaderStopped
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.progress import NEVER, silent
from legalredact.workflow.compute.searching import for_a_command
from legalredact.workflow.compute.time_limit import seconds_for
from legalredact.workflow.compute.worker import Worker


class DetectionProcess:
    """Finds names in a process, which is started with the first document, or before by `start`.

    Arguments:
        make: makes, in the process, an object with a method `detect`; must be importable there.
    """

    def __init__(self, make: Callable[[], object] | None = None) -> None:
        self._worker = Worker(make or for_a_command, "The search for names")

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
        except LegalRedactError as problem:
            raise ReaderStopped(
                f"{problem.what} The document is withheld.",
                "Split the file into smaller ones, or open it in another program, print it to a new PDF and add that.",
            ) from None
        return found

    def close(self) -> None:
        """End the process."""
        self._worker.close()


@functools.cache
def finding() -> DetectionProcess:
    """The process of this command."""
    return DetectionProcess()
