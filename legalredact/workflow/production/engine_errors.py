"""Meaning of an engine's failure for a run: a fault of one document, or a reason to stop the complete run."""

from collections.abc import Iterable

from legalredact.errors import (
    EngineError,
    EngineIncident,
    EngineRejected,
    EngineUnreachable,
    InstallationChanged,
    KeyringUnavailable,
    LegalRedactError,
    SendRefused,
)
from legalredact.model.job import Stage
from legalredact.workflow.production.stages import Done

_IN_A_ROW = 3
"""Refusals in sequence, by the service or before it, that count as its own state and not the documents'."""


def is_of_service(problem: LegalRedactError) -> bool:
    """Whether the error is not the document's fault: the document waits until the service can be used again."""
    return isinstance(problem, EngineIncident | EngineUnreachable | KeyringUnavailable | InstallationChanged)


def stops_everything(results: Iterable[Done], refused: int) -> LegalRedactError | None:
    """The error for which a run ends now; all results are stored.

    Arguments:
        refused: number of requests that the service has refused in sequence.
    """
    results = tuple(results)
    changed = next((one.error for one in results if isinstance(one.error, InstallationChanged)), None)
    if changed is not None:
        return changed
    for one in _of_engine(results):
        if one.error is not None and (is_of_service(one.error) or refused >= _IN_A_ROW):
            return one.error
    return None


def refused_in_a_row(results: Iterable[Done], before: int) -> int:
    """Number of requests refused in sequence, including these results."""
    for one in _of_engine(results):
        before = before + 1 if isinstance(one.error, EngineRejected | SendRefused) else 0
    return before


def _of_engine(results: Iterable[Done]) -> Iterable[Done]:
    return (one for one in results if one.stage is Stage.SUMMARIZE and (one.error is None or _is_engines(one.error)))


def _is_engines(problem: LegalRedactError) -> bool:
    return isinstance(problem, EngineError | KeyringUnavailable | SendRefused)
