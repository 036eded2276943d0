"""Reasons for redaction, and boxes drawn by hand."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from legalredact.model.document import Box
from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity

COPY_MODES = PIXEL_MODE, TEXT_MODE = ("pixels", "text")
"""What becomes of the pages of a PDF: images, or pages that keep their text where that is safe."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason for redaction.

    Arguments:
        code: short form, for boxes and the log.
        words: for people who choose it.
    """

    code: str = field(repr=False)
    words: str = field(repr=False)


STANDARD = (
    Reason("PRIV", "Attorney-client privilege"),
    Reason("WP", "Attorney work product"),
    Reason("FRCP 5.2", "Personal identifier, Fed. R. Civ. P. 5.2"),
    Reason("CONF", "Confidential"),
    Reason("PO", "Protective order"),
)
"""Reasons that every matter has."""

FRCP_5_2 = "FRCP 5.2"
_PERSONAL = (Kind.SSN, Kind.TAXPAYER, Kind.BIRTH_DATE, Kind.ACCOUNT, Kind.CARD)
"""Data that Fed. R. Civ. P. 5.2(a) requires to redact: social-security, taxpayer and account numbers, birth dates."""


@dataclass(frozen=True, slots=True)
class ReasonRules:
    """A matter's reasons, and the default for names without a chosen one.

    Arguments:
        custom: the firm's own, after the standard ones.
        defaults: (role of a name or kind of an identifier, code); others have no default.
        names: (entity's id, code) if a person chose one for all occurrences; an empty code is a choice too.
        shown: whether boxes show the code.
    """

    custom: tuple[Reason, ...] = field(default=(), repr=False)
    defaults: tuple[tuple[str, str], ...] = tuple((str(kind), FRCP_5_2) for kind in _PERSONAL)
    names: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    shown: bool = False

    @property
    def all(self) -> tuple[Reason, ...]:
        """All reasons, the standard ones first."""
        return (*STANDARD, *self.custom)

    def of(self, entity: Entity) -> str:
        """The code for an entity, or empty."""
        return dict(self.names).get(entity.id, dict(self.defaults).get(group_of(entity), ""))

    def with_name(self, entity_id: str, code: str) -> "ReasonRules":
        """A copy with that code for all occurrences of a name."""
        others = tuple(pair for pair in self.names if pair[0] != entity_id)
        return replace(self, names=(*others, (entity_id, code)))

    def with_default(self, group: str, code: str) -> "ReasonRules":
        """A copy with that default for a role or kind; an empty code removes the default."""
        others = tuple(pair for pair in self.defaults if pair[0] != group)
        return replace(self, defaults=(*others, (group, code)) if code else others)

    def with_custom(self, reason: Reason) -> "ReasonRules":
        """A copy with another reason of the firm; it replaces one with the same code, unless that is a standard one."""
        if any(reason.code == known.code for known in STANDARD):
            return self
        others = tuple(known for known in self.custom if known.code != reason.code)
        return replace(self, custom=(*others, reason))

    def without_custom(self, code: str) -> "ReasonRules":
        """A copy without that reason of the firm; existing uses keep their code."""
        return replace(self, custom=tuple(reason for reason in self.custom if reason.code != code))


GROUPS = (
    *(str(role) for role in Role if role not in (Role.JUDGE, Role.IDENTIFIER)),
    *(str(kind) for kind in Kind if not kind.is_name and kind is not Kind.CASE_NUMBER),
)
"""Roles of names and kinds of identifiers that may have a default."""


def group_of(entity: Entity) -> str:
    """The key of an entity's default: the role of a name, the kind of an identifier."""
    return str(entity.role if entity.kind.is_name else entity.kind)


@dataclass(frozen=True, slots=True)
class HandBox:
    """A box that a person drew on a page.

    Arguments:
        id: unique in its document.
        box: in points, on the page as displayed.
        label: the token of a name whose box it widens; else empty.
        reason: a code, or empty.
        who, when: who drew it, and when (UTC, ISO 8601).
    """

    id: str
    box: Box
    label: str = ""
    reason: str = field(default="", repr=False)
    who: str = field(default="", repr=False)
    when: str = ""


def on_page(boxes: tuple[HandBox, ...], page: int) -> Iterator[HandBox]:
    """The boxes on one page, in order."""
    return (box for box in boxes if box.box.page == page)
