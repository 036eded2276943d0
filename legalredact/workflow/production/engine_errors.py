"""What an engine's failure means for a run: a document's own fault, or one for which the whole run has to stop."""

from collections.abc import Iterable

from legalredact.errors import (
    EngineError,
    EngineIncident,
    EngineRejected,
    EngineUnreachable,
    KeyringUnavailable,
    LegalRedactError,
    SendRefused,
)
from legalredact.model.job import Stage
from legalredact.workflow.production.stages import Done

_IN_A_ROW = 3
"""Refusals one after the other, by the service or before it, that count as its own state and not the documents'."""


def is_of_service(problem: LegalRedactError) -> bool:
    """Whether it says nothing of the document: it waits until the service can be used again."""
    return isinstance(problem, EngineIncident | EngineUnreachable | KeyringUnavailable)


def stops_everything(results: Iterable[Done], refused: int) -> LegalRedactError | None:
    """The error for which a run ends now, everything kept.

    Arguments:
        refused: how many requests the service has refused in a row.
    """
    for one in _of_engine(results):
        if one.error is not None and (is_of_service(one.error) or refused >= _IN_A_ROW):
            return one.error
    return None


def refused_in_a_row(results: Iterable[Done], before: int) -> int:
    """How many requests were refused one after the other, with these results."""
    for one in _of_engine(results):
        before = before + 1 if isinstance(one.error, EngineRejected | SendRefused) else 0
    return before


def _of_engine(results: Iterable[Done]) -> Iterable[Done]:
    return (one for one in results if one.stage is Stage.SUMMARIZE and (one.error is None or _is_engines(one.error)))


def _is_engines(problem: LegalRedactError) -> bool:
    return isinstance(problem, EngineError | KeyringUnavailable | SendRefused)
