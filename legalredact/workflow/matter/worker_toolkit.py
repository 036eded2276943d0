"""Tools of workers, chosen in `wiring` and made once in each of their processes."""

from collections.abc import Callable
from dataclasses import dataclass

from legalredact.model.document import Document
from legalredact.model.mention import Mention
from legalredact.model.payload import VerifiedText
from legalredact.model.production import ProductionMember
from legalredact.model.progress import Cancellation, Report
from legalredact.model.review import MaskedSummary


@dataclass(frozen=True, slots=True)
class Kit:
    """A worker's tools.

    Arguments:
        build: digest of what finds names; it must be equal in all workers of a run.
        read: returns with the document the bytes of its file, if that is inside another or has to be made.
        detect, summarize: see `detection` and `summary.engine`; an engine that sends nothing.
    """

    build: str
    read: Callable[[ProductionMember, Report], tuple[Document, bytes | None]]
    detect: Callable[[Document, Report], tuple[Mention, ...]]
    summarize: Callable[[VerifiedText, Report, Cancellation], MaskedSummary]


MakeKit = Callable[[], Kit]
"""Makes the tools in the worker; must be importable there."""
