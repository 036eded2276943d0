"""How far each document of a production is: one job for each document and stage, kept in the vault."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass


class Stage(enum.StrEnum):
    """What happens to a document of a production, in this order."""

    READ = "read"
    DETECT = "detect"
    RESOLVE = "resolve"
    CONFIRM = "confirm"
    MASK = "mask"
    SUMMARIZE = "summarize"
    CHECK = "check"


STAGES = tuple(Stage)


class State(enum.StrEnum):
    """How a job stands. One that runs is waiting still: were the program killed now, it would be done again."""

    WAITING = "waiting"
    DONE = "done"
    HELD = "held"
    """A person has to decide something first."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Job:
    """One document at one stage.

    Arguments:
        document_id: whose; for a member that holds nothing to read, its key.
        attempts: how often it was begun.
        reason: why it is held or refused, in words without client text.
        begun, ended: ISO 8601 in UTC, of the last attempt; empty before.
        seconds: what the last attempt took of a worker.
        inputs: digest of what it was done for: a stage that was done for the same is not done again.
        number: the document's place in the production, from 1.
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
"""How many documents stand how at each stage."""
