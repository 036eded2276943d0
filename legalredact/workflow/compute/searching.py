"""The object that searches documents in a separate process; it imports little, so that the process starts fast."""

import signal

from legalredact.documents.text.plain import document_from_text
from legalredact.documents.workers.process import lower_priority
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.progress import Report


class Search:
    """Finds names. Its models are loaded as the process starts.

    Arguments:
        background: somebody uses the window at the same time, which has priority.
    """

    def __init__(self, *, background: bool = True) -> None:
        if background:
            lower_priority()
        from legalredact.detection.detect import (
            Detector,
        )  # the window's process, which only names this class, needs none

        self._detector = Detector()
        self._detector.detect(document_from_text("d", "d.txt", "Nobody waits for a model."))

    def detect(self, document: Document, report: Report) -> tuple[Mention, ...]:
        """See `Detector.detect`."""
        return self._detector.detect(document, report)


def for_a_command() -> Search:
    """Makes the searcher of a command's process; it ends with the command, not with its own Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return Search(background=False)
