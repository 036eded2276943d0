"""What a rule is: a value that finds names in a text by their form or by what stands around them.

All rules are rows of `table.RULES`, and nothing else proposes names beside the name model.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.detection.spans.candidate import Source
from legalredact.matching.citations.find import CaseCitation
from legalredact.model.mention import Kind, Role, Span, Tier


@dataclass(frozen=True, slots=True)
class RuleInput:
    """What a rule looks at.

    Arguments:
        text: of the reading view.
        citations: cases that the text cites or is called after.
        barriers: offsets where names end that the model has read; what an "and", an "of" or a comma ties to one of
            these is another name.
    """

    text: str = field(repr=False)
    citations: Sequence[CaseCitation] = ()
    barriers: Container[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a rule finds a name.

    Arguments:
        span: in the text.
        kind, tier, source: only where they are not those of the rule's row.
        role: what the place says of the name's bearer, if anything.
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
        source: what its candidates have for a source.
        kind: what it finds; None where each name's own words tell.
        tier: how sure it is by itself.
        find: every place where it finds a name.
        examples: texts with what it finds in them; a test runs each.
    """

    id: str
    source: Source
    kind: Kind | None
    tier: Tier
    find: Callable[[RuleInput], Iterator[Found]]
    examples: tuple[Example, ...]
