"""What a fact is: something that stays in clear because a summary is useless without it."""

import enum
from dataclasses import dataclass, field

from legalredact.model.mention import Span


class FactKind(enum.StrEnum):
    """What a fact is."""

    CASE_NUMBER = "case_number"
    DOCKET_ENTRY = "docket_entry"
    STATUTE = "statute"
    DATE = "date"
    AMOUNT = "amount"
    PERCENT = "percent"
    TIME = "time"
    BATES = "bates"
    DURATION = "duration"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Fact:
    """One place where a fact stands.

    Arguments:
        span: in the text.
        kind: see the enum.
        value: canonical, for comparison; each reader of facts says how.
    """

    span: Span
    kind: FactKind
    value: str = field(repr=False)
