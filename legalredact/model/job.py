"""Jobs: the progress of each document of a production, one job for each document and stage, stored in the vault."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Stage(enum.StrEnum):
    """Stages of a document of a production, in order."""

    READ = "read"
    DETECT = "detect"
    RESOLVE = "resolve"
    CONFIRM = "confirm"
    MASK = "mask"
    SUMMARIZE = "summarize"
    CHECK = "check"


STAGES = tuple(Stage)


class State(enum.StrEnum):
    """State of a job. A running job counts as waiting: if the program were killed now, it would be done again."""

    WAITING = "waiting"
    DONE = "done"
    HELD = "held"
    """A person has to decide something first."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Job:
    """One document at one stage.

    Arguments:
        document_id: its document; for a member without content, the member's key.
        attempts: number of attempts.
        reason: why it is held or refused, in words without client text.
        begun, ended: ISO 8601 in UTC, of the last attempt; empty before.
        seconds: time of the last attempt in a worker.
        inputs: digest of its inputs: a stage is not repeated for the same inputs.
        number: the document's position in the production, from 1.
    """

    document_id: str
    stage: Stage
    state: State = State.WAITING
    attempts: int = 0
    reason: str = ""
    begun: str = ""
    ended: str = ""
    seconds: float = 0.0
    inputs: str = ""
    number: int = 0


Tally = Mapping[tuple[Stage, State], int]
"""Number of documents per stage and state."""
