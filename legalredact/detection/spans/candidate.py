"""What rules and models propose, before it is weighed."""

from dataclasses import dataclass, replace

from legalredact.model.mention import Kind, Role, Span, Tier


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the view that may name somebody.

    Arguments:
        span: in the view's text.
        kind: what it seems to name.
        source: the rule or model that says so.
        tier: how sure that source is.
        role: what the place says of them, if anything.
        chance: the model's opinion of it, 0 to 1; rules that need no second opinion say 1.
    """

    span: Span
    kind: Kind
    source: str
    tier: Tier = Tier.SUGGESTED
    role: Role | None = None
    chance: float = 1.0

    def at(self, span: Span) -> "Candidate":
        """The candidate with that span; most keep theirs, and making one anew takes time."""
        return self if self.span == span else replace(self, span=span)
