"""Mentions: places in a text that name somebody, or identify them."""

import enum
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range ``[start, end)`` of characters in a document's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether it includes every character of `other`."""
        return self.start <= other.start and other.end <= self.end

    def moved(self, by: int) -> "Span":
        """So many characters further on."""
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The characters of `text` in this span."""
        return text[self.start : self.end]


class Kind(enum.StrEnum):
    """Kinds of entities. The first three are names; the others are identifiers found by pattern."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    SSN = "ssn"
    TAXPAYER = "taxpayer"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    CARD = "card"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    LICENCE = "licence"
    PASSPORT = "passport"
    IP = "ip"
    URL = "url"
    VEHICLE = "vehicle"
    CASE_NUMBER = "case_number"
    AMOUNT = "amount"

    @property
    def is_name(self) -> bool:
        """Whether it is a name, not a number or address."""
        return self in (Kind.PERSON, Kind.ORGANIZATION, Kind.GOVERNMENT)

    @property
    def on_request(self) -> bool:
        """Whether it is a fact that stays in clear and is searched only if a matter or the firm masks it."""
        return self in (Kind.CASE_NUMBER, Kind.AMOUNT)


class Tier(enum.StrEnum):
    """Confidence tier. *Suggested* is masked unless dismissed, *possible* only if confirmed."""

    SUGGESTED = "suggested"
    POSSIBLE = "possible"


class Role(enum.StrEnum):
    """Role of an entity in the matter; the first part of its token."""

    CLIENT = "client"
    PARTY = "party"
    COUNSEL = "counsel"
    WITNESS = "witness"
    JUDGE = "judge"
    ORGANIZATION = "organization"
    PERSON = "person"
    IDENTIFIER = "identifier"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place with a name or identifier.

    Arguments:
        span: in the document's text.
        surface: the characters there.
        kind, tier: see the enums.
        source: what says so: a value of detection's `Source` (``"model"``, ``"caption"``, …), or ``"requested"``.
        role: what the context says of them, if anything.
        entity: id of the entity, once resolved; empty before.
    """

    span: Span
    surface: str = field(repr=False)
    kind: Kind
    tier: Tier
    source: str
    role: Role | None = None
    entity: str = ""
