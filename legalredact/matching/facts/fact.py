"""Facts: values that stay in clear because a summary is useless without them."""

import enum
from dataclasses import dataclass, field
from decimal import Decimal

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
    REPORTER = "reporter"
    CODE = "code"
    LABEL = "label"
    WEEKDAY = "weekday"
    MEASURE = "measure"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Figure:
    """One occurrence of a fact, as a statement and its source are compared.

    Arguments:
        span: in the text.
        kind: see the enum.
        value: canonical, for comparison.
        number: its number, if it is one.
        unit: of a measure, the noun after a count, the noun before a label, the currency of an amount; lower case.
        about: words before it say that it is not exact ("about", "nearly", "over").
    """

    span: Span
    kind: FactKind
    value: str = field(repr=False)
    number: Decimal | None = field(default=None, repr=False)
    unit: str = ""
    about: bool = False


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
