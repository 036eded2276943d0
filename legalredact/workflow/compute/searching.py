"""The object that searches documents in a separate process; it imports little, so that the process starts fast."""

import contextlib
import functools
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from legalredact.documents.text.plain import document_from_text
from legalredact.documents.workers.process import lower_priority
from legalredact.errors import Refused
from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.progress import Report
from legalredact.model.second_model import SecondModelSettings
from legalredact.sandbox.places import code_of
from legalredact.sandbox.probe import tested_profile
from legalredact.sandbox.profiles import COMPUTATIONS, Confine, confine_computation, required


class Search:
    """Finds names. Its models are loaded as the process starts.

    Arguments:
        second: the firm's own model, if there is one.
        background: somebody uses the window at the same time, which has priority.
    """

    def __init__(self, second: SecondModelSettings | None = None, *, background: bool = True) -> None:
        if background:
            lower_priority()
        from legalredact.detection.detect import (
            Detector,
        )  # the window's process, which only names this class, needs none

        self._detector = Detector(second=second)
        with contextlib.suppress(Refused):  # a second model that cannot be used is reported with each document
            self._detector.detect(document_from_text("d", "d.txt", "Nobody waits for a model."))

    def detect(self, document: Document, report: Report) -> tuple[Mention, ...]:
        """See `Detector.detect`."""
        return self._detector.detect(document, report)

    def cost(self, _: Report) -> "Cost":
        """What the firm's own model costs, in this process.

        Errors: SecondModelFault.
        """
        from legalredact.detection.detect import Detector

        second = self._detector.second_model()
        assert second is not None  # noqa: S101 - only asked if there is one
        files = second.load()
        alone = Detector()
        document = document_from_text("d", "d.txt", _SAMPLE * (WORDS // len(_SAMPLE.split())))
        times = [_seconds(lambda: alone.detect(document)) for _ in range(_RUNS)]
        seconds = [_seconds(lambda: list(second.names(document.text))) for _ in range(_RUNS)]
        return Cost(len(files.model), min(times), min(seconds), files.unused)


_SAMPLE = "The parties met in May and agreed to pay the rent of the house before the end of each month. "
WORDS = 200
"""Words of the text for which the cost is measured."""
_RUNS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What the firm's own model costs.

    Arguments:
        size: bytes of the ONNX file.
        built_in, second: seconds for a text of `WORDS` words, of the whole search without the model, and of the model.
        unused: types of names that the model reads and that are not masked.
    """

    size: int
    built_in: float
    second: float
    unused: tuple[str, ...]

    def __str__(self) -> str:
        """In words, for `doctor`."""
        unused = f"; not masked: {', '.join(self.unused)}" if self.unused else ""
        times = f"{self.second * 1000:.0f} ms more than {self.built_in * 1000:.0f} ms for {WORDS} words"
        return f"{self.size / 1e6:.1f} MB, {times}{unused}"


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def for_a_command(second: SecondModelSettings | None = None) -> Search:
    """Makes the searcher of a command's process; it ends with the command, not with its own Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return Search(second, background=False)


def confined(make: Callable[[], object], second: SecondModelSettings | None) -> Confine | None:
    """The limits of a process that searches: as for all that compute, but it may read the firm's own model, too.

    Returns: None for the usual limits.
    """
    if second is None:
        return None
    own = functools.partial(confine_computation, (*code_of(make), second.folder), required=required())
    return tested_profile(own, COMPUTATIONS, second.folder)
