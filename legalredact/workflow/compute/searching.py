"""What searches documents for names in a process of its own; it imports little, since the process waits for that."""

import signal

from legalredact.documents.text.plain import document_from_text
from legalredact.documents.workers.process import lower_priority
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.progress import Report


class Search:
    """Finds names. Its models are loaded as the process starts.

    Arguments:
        background: somebody works with the window meanwhile, who goes first.
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
    """What a command's process searches with; it ends with the command, not with a Ctrl-C of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return Search(background=False)
