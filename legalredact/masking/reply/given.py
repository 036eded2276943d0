"""A statement with the passages that it cites, as the derivation of its figures needs them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from legalredact.masking.reply.compare_figures import Known
from legalredact.matching.facts.fact import FactKind, Figure
from legalredact.model.mention import Span

_CUE = re.compile(
    r"\b(?:together|in all|altogether|totals?|totall?ing|combined|sum|adds? up|make|makes|comes? to|came to"
    r"|difference|less|fewer"
    r"|more|above|below|left|leav\w+|remain\w*|others?|rest|not|no|none|without|all but|of (?:which|whom"
    r"|them)|another|older"
    r"|younger|faster|slower|longer|shorter|later|earlier|higher|lower|beyond|exceed\w*|further|additional"
    r"|minus|plus|missed|except|between them|only|thus|hence|therefore|half of|doubl\w+|so that"
    r"|too|ahead|behind|gap|apart|net|(?:rose|risen|grew|grown|fell|fallen|dropped|declined|went (?:up"
    r"|down)|increase[sd]?|decrease[sd]?|rais(?:ed|es)|rise|drop|cut|reduce[sd]|including) (?:by|of)"
    r"|owes?|owed|balance|equity|surplus|short|away|overtime|shortfall|deficit|excess|open|due|that is|i\.e\.|so)\b",
    re.I,
)
_SUM = re.compile(
    r"\b(?:together|in all|altogether|totals?|totall?ing|combined|sum|adds? up|make|makes|comes? to|came to|plus"
    r"|between them|including|with|that is|i\.e\.)\b",
    re.I,
)
_BY = re.compile(r"\bby\s(?:about\s|some\s|nearly\s|almost\s|only\s|another\s)?\Z", re.I)
_CLAUSE = re.compile(r"(?<!\d),(?!\d)|,\s|[;:]|\.\s|\s[-–—]\s")
EACH = re.compile(
    r"\b(?:(?:each|apiece|per|every|an? (?:hour|day|week|month|year|mile|unit|pound)(?![’']))\b|at \$)", re.I
)
"""Words that make an amount or a measure one of several."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Given:
    """A statement and the passages that it cites.

    Arguments:
        text: of the statement.
        figures: of the statement.
        known: of the cited passages.
        cited: number of cited passages.
        proven: figures of the statement that the passages do not have and that were derived from theirs.
        exact: the exact numbers of those that the statement rounds.
        computed: their operands in words, by place; empty words if they are not known.
    """

    text: str = field(repr=False)
    figures: tuple[Figure, ...] = field(repr=False)
    known: Known = field(repr=False)
    cited: int
    proven: list[Figure] = field(default_factory=list, repr=False)
    exact: dict[Span, Decimal] = field(default_factory=dict, repr=False)
    computed: dict[Span, str] = field(default_factory=dict, repr=False)

    @property
    def has_cue(self) -> bool:
        """Whether words say that something was added, taken away or left."""
        return _CUE.search(self.text) is not None

    def has_cue_beside(self, figure: Figure) -> bool:
        """Whether such words are in the figure's clause, or a "by" is before it ("by four points")."""
        if self.has_by_before(figure):
            return True
        start, end = self._clause(figure)
        return _CUE.search(self.text, start, end) is not None

    def clause(self, figure: Figure) -> str:
        """The words of the figure's clause."""
        return self.text[slice(*self._clause(figure))]

    def _clause(self, figure: Figure) -> tuple[int, int]:
        ends = [0, *(match.end() for match in _CLAUSE.finditer(self.text)), len(self.text)]
        return max(end for end in ends if end <= figure.span.start), min(end for end in ends if end >= figure.span.end)

    def has_by_before(self, figure: Figure) -> bool:
        """Whether the figure is how much something changed, or is apart from another."""
        return _BY.search(self.text[max(0, figure.span.start - 16) : figure.span.start]) is not None

    def has_sum_cue_beside(self, figure: Figure) -> bool:
        """Whether words in the figure's clause say that something was added."""
        start, end = self._clause(figure)
        return _SUM.search(self.text, start, end) is not None

    def mentions(self, figure: Figure) -> bool:
        """Whether the statement has the same number, or rounds it."""
        return any(one.number == figure.number for one in self.figures) or figure in self.proven

    def once(self, read: Callable[[Known], Iterable[T]]) -> frozenset[T]:
        """What is read from the cited passages once, however many figures ask for it."""
        if read.__name__ not in self.known.read:
            self.known.read[read.__name__] = frozenset(read(self.known))
        found: frozenset[T] = self.known.read[read.__name__]
        return found

    def numbers(self, *kinds: FactKind) -> list[Figure]:
        """The numbers of these kinds in the cited passages, in order, and those that were derived from them."""
        return [*self.known.numbers(*kinds), *(f for f in self.proven if f.kind in kinds and f.number is not None)]

    def before(self, figure: Figure) -> str:
        """The words of the statement before a figure."""
        return self.text[max(0, figure.span.start - 40) : figure.span.start]

    def after(self, figure: Figure) -> str:
        """The words of the statement after a figure."""
        return self.text[figure.span.end : figure.span.end + 40]


def digits_of(number: Decimal) -> int:
    """How many digits a number has without the zeros at its ends: 3 of "$51,600", 5 of "$43.995"."""
    written = f"{number:f}"
    return len((written.replace(".", "") if number % 1 else written.partition(".")[0]).strip("0"))


def size_of(figure: Figure) -> tuple[str, Decimal]:
    """A measure as its group and its size in the smallest unit of that group."""
    group, _, size = figure.value.rpartition(" ")
    return group, Decimal(size)


def has_months(given: Given, figure: Figure) -> bool:
    """Whether a measure of years is given to the month ("two years and two months")."""
    return "month" in figure.span.of(given.text).lower()


def near(said: Decimal, exact: Decimal) -> bool:
    """Whether a number that is said to be inexact may mean an exact one: rounded to two digits.

    Small whole numbers mean only themselves: "almost ten" is not nine.
    """
    if said <= 0:
        return False
    if said < 10:
        return exact != int(exact) and abs(said - exact) <= Decimal("0.3")
    step = Decimal(10) ** max(0, len(str(int(said))) - 2)
    return abs(said - exact) <= step / 2


def is_rounded(said: Decimal, exact: Decimal) -> bool:
    """Whether a large number is another one, rounded where its zeros begin: "$1.1 million" for 1,118,400.

    At most 6 % apart; at most one step where the next whole step is meant ("over $4.5 million" for 4,580,000).
    """
    if said < 1000 or said % 10:
        return False
    step = Decimal(10) ** (len(f"{int(said)}") - len(f"{int(said)}".rstrip("0")))
    return abs(said - exact) < step and abs(said - exact) <= said * Decimal("0.06")


def half_step(said: Decimal) -> Decimal:
    """Half of the last written digit: how far a computed number may be from the said one."""
    exponent = said.as_tuple().exponent
    places = exponent if isinstance(exponent, int) and said % 1 else 0
    return Decimal(10) ** places / 2


def is_exactly(said: Decimal, exact: Decimal) -> bool:
    """Whether a computed number is the said one in its last written digit: $1,617 for 1,617.289, $4.69 for 4.6928."""
    return abs(said - exact) <= half_step(said)


def pairs_of(numbers: Sequence[Decimal]) -> Iterable[tuple[Decimal, Decimal]]:
    """Every two numbers at different places, each pair once."""
    return ((a, b) for n, a in enumerate(numbers) for b in numbers[n + 1 :])
