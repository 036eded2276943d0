"""Candidates: what rules and models propose, before overlaps are merged."""

from dataclasses import dataclass, replace
from enum import StrEnum

from legalredact.model.mention import Kind, Role, Span, Tier


class Source(StrEnum):
    """What says that a span is a name or an identifier; stored records and ``detect --json`` contain the values."""

    MODEL = "model"
    """The name model."""
    LEGAL_FORM = "legal form"
    """The ending of a company's name ("LLC")."""
    CAPTION = "caption"
    """The heading of a court paper, or a case's name."""
    TITLE = "title"
    """A title before or behind the name ("Mr.", "Esq.")."""
    SIGNATURE = "signature"
    """A signature, or a list of counsel."""
    DEFINED_TERM = "defined term"
    """A term in brackets that the text defines for a name."""
    HEADER = "header"
    """The header of a message, the field of a form, or the heading of a column."""
    LAST_FIRST = "last first"
    """A surname before a given name."""
    INITIALS = "initials"
    """Initials of a person."""
    FOREIGN = "foreign"
    """The form of the name of a court, an office or a country, in a document from abroad."""
    GOVERNMENT = "government"
    """The form of a government body's name."""
    PROPAGATED = "propagated"
    """The same name elsewhere in the document or the matter."""
    NAMESAKE = "namesake"
    """A known surname after another given name."""
    SECOND_OPINION = "second opinion"
    """A capitalized word in no dictionary, with no other evidence for a name."""
    REGISTER = "register"
    """A person who entered the name."""
    ADDRESS = "address"
    """An e-mail or web address that spells a known name."""
    PATTERN = "pattern"
    """The pattern of an identifier."""
    SECOND_MODEL = "second model"
    """The firm's own name model."""
    STREET = "street"
    """A street that has the name of somebody in the matter."""
    HEAD = "head"
    """The head word of an organization's name ("Union"); in records of earlier versions only, as the next three."""
    SWORN = "sworn"
    """Words of an oath."""
    CALLED = "called"
    """A word beside the name."""
    SHIP = "ship"
    """A mark or a word for a ship."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the view that may name somebody.

    Arguments:
        span: in the view's text.
        kind: kind of the named person or thing.
        source: what says that it is a name.
        tier: how certain that source is.
        role: role that the place shows, if any.
        chance: the model's opinion of it, 0 to 1; rules that need no confirmation use 1.
    """

    span: Span
    kind: Kind
    source: Source
    tier: Tier = Tier.SUGGESTED
    role: Role | None = None
    chance: float = 1.0

    def at(self, span: Span) -> "Candidate":
        """The candidate with that span; most keep theirs, and making a new one takes time."""
        return self if self.span == span else replace(self, span=span)
