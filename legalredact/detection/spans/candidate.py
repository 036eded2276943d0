"""What rules and models propose, before it is weighed."""

from dataclasses import dataclass, replace
from enum import StrEnum

from legalredact.model.mention import Kind, Role, Span, Tier


class Source(StrEnum):
    """What says that a span is a name or an identifier; the values stand in stored records and in ``detect --json``."""

    MODEL = "model"
    """The name model."""
    LEGAL_FORM = "legal form"
    """The ending of a company's name ("LLC")."""
    HEAD = "head"
    """The head word of an organization's name ("Union"), its trade, or what it is dedicated to."""
    CAPTION = "caption"
    """The heading of a court paper, or a case's name."""
    TITLE = "title"
    """A title before or behind the name ("Mr.", "Esq.")."""
    SWORN = "sworn"
    """Words of an oath, of testimony or of a vote."""
    SIGNATURE = "signature"
    """A signature, or a list of counsel."""
    DEFINED_TERM = "defined term"
    """A term in brackets that the text defines for a name."""
    HEADER = "header"
    """The header of a message, the field of a form, or the heading of a column."""
    LAST_FIRST = "last first"
    """A surname before a given name."""
    INITIALS = "initials"
    """Letters that stand for somebody."""
    CALLED = "called"
    """A word beside the name for kin, for a part in a case, or for what belongs to its bearer."""
    SHIP = "ship"
    """A mark or a word for a ship."""
    FOREIGN = "foreign"
    """The form of a court's, an office's or a country's name, in a paper from abroad."""
    GOVERNMENT = "government"
    """The form of a government body's name."""
    PROPAGATED = "propagated"
    """The same name elsewhere in the document or the matter."""
    NAMESAKE = "namesake"
    """A known surname behind another given name."""
    SECOND_OPINION = "second opinion"
    """A capital and no dictionary, where nothing else spoke for a name."""
    REGISTER = "register"
    """A person who entered the name."""
    ADDRESS = "address"
    """An e-mail or web address that spells a known name."""
    PATTERN = "pattern"
    """The pattern of an identifier."""
    STREET = "street"
    """A street that is called as somebody in the matter is."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the view that may name somebody.

    Arguments:
        span: in the view's text.
        kind: what it seems to name.
        source: what says so.
        tier: how sure that source is.
        role: what the place says of them, if anything.
        chance: the model's opinion of it, 0 to 1; rules that need no second opinion say 1.
    """

    span: Span
    kind: Kind
    source: Source
    tier: Tier = Tier.SUGGESTED
    role: Role | None = None
    chance: float = 1.0

    def at(self, span: Span) -> "Candidate":
        """The candidate with that span; most keep theirs, and making one anew takes time."""
        return self if self.span == span else replace(self, span=span)
