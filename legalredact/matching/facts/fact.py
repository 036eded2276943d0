"""Facts: values that stay in clear because a summary is useless without them."""

import enum
from dataclasses import dataclass, field

from legalredact.model.mention import Span


class FactKind(enum.StrEnum):
    """Kinds of facts."""

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
    """One occurrence of a fact.

    Arguments:
        span: in the text.
        kind: see the enum.
        value: canonical, for comparison; the module of each kind defines the form.
    """

    span: Span
    kind: FactKind
    value: str = field(repr=False)
