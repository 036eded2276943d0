"""What a rule is: a value that finds names in a text by their form or by the words around them.

All rules are rows of `table.RULES`; the only other source of candidates is the name model.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.detection.spans.candidate import Source
from legalredact.matching.citations.find import CaseCitation
from legalredact.model.mention import Kind, Role, Span, Tier


@dataclass(frozen=True, slots=True)
class RuleInput:
    """Input of a rule.

    Arguments:
        text: of the reading view.
        citations: cases that the text cites or is named after.
        barriers: ends of names that the model has read; words that "and", "of" or a comma joins to one of them are
            another name.
    """

    text: str = field(repr=False)
    citations: Sequence[CaseCitation] = ()
    barriers: Container[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a rule finds a name.

    Arguments:
        kind, tier, source: only if they differ from those of the rule's row.
        role: the role that the place shows, if any.
    """

    span: Span
    kind: Kind | None = None
    tier: Tier | None = None
    source: Source | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A text, and the names that the rule finds in it; none in a counterexample."""

    text: str
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Arguments:
        id: its name in the benchmark.
        source: source of its candidates.
        kind: what it finds; None if each name's own words decide.
        tier: how sure it is by itself.
        find: returns every place where it finds a name.
        examples: texts with what it finds in them; a test runs each.
        everywhere: whether it applies to papers of all kinds, not to court papers alone.
    """

    id: str
    source: Source
    kind: Kind | None
    tier: Tier
    find: Callable[[RuleInput], Iterator[Found]]
    examples: tuple[Example, ...]
    everywhere: bool = False
