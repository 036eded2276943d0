"""Colors and their meaning, in both themes; each pair of text and background has a contrast of at least 4.5 : 1."""

import enum
from dataclasses import dataclass
from functools import cache

from legalredact.model.mention import Kind, Role
from legalredact.model.register import Entity

READABLE = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of text against its background."""
PAPER = "#FFFFFF"
INK = "#000000"
FILL = 0.30
"""Share of a role's color in a filled highlight on the paper; the words on it stay readable."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme.

    Arguments:
        window, surface, raised: backgrounds, from the frame to the top layer.
        text, muted: words and less important words, on any of the backgrounds.
        line: edges between areas; it has no meaning.
        accent, on_accent: the primary button and focus; the words on it.
        stopped, needs_you, signed: words for failures, for items that wait for a person, for signed items.
        selected: background of a selected row, under `text`.
    """

    dark: bool
    window: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    stopped: str
    needs_you: str
    signed: str
    selected: str


LIGHT = Colours(
    dark=False,
    window="#F4F3F0",
    surface="#FBFAF8",
    raised="#FFFFFF",
    text="#1C1B19",
    muted="#5A5852",
    line="#D8D5CE",
    accent="#0B5394",
    on_accent="#FFFFFF",
    stopped="#A3241C",
    needs_you="#7F4A00",
    signed="#17653A",
    selected="#D9E6F3",
)
DARK = Colours(
    dark=True,
    window="#1B1C1E",
    surface="#222427",
    raised="#2B2D31",
    text="#ECEAE6",
    muted="#ADABA5",
    line="#3D4045",
    accent="#8FBCEB",
    on_accent="#0E2238",
    stopped="#F49A92",
    needs_you="#F0B760",
    signed="#82CF9C",
    selected="#2F4156",
)


class Stroke(enum.Enum):
    """How a role's underline is drawn, so that roles can be distinguished without color."""

    SOLID = "solid"
    DOUBLE = "double"
    DASHED = "dashed"
    WAVE = "wave"
    DOTTED = "dotted"
    DASH_DOT = "dash-dot"


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """Color (Okabe and Ito's palette, safe for color-blind eyes), underline and word of a role."""

    colour: str
    stroke: Stroke
    word: str


CLIENT = RoleStyle("#0072B2", Stroke.SOLID, "client")
PARTY = RoleStyle("#D55E00", Stroke.DOUBLE, "party")
COUNSEL = RoleStyle("#009E73", Stroke.DASHED, "counsel")
WITNESS = RoleStyle("#CC79A7", Stroke.WAVE, "witness")
OTHER = RoleStyle("#8C7B6B", Stroke.DOTTED, "other")
IDENTIFIER = RoleStyle("#F0E442", Stroke.DASH_DOT, "identifier")

ROLE_STYLES = {
    Role.CLIENT: CLIENT,
    Role.PARTY: PARTY,
    Role.COUNSEL: COUNSEL,
    Role.WITNESS: WITNESS,
    Role.JUDGE: RoleStyle(OTHER.colour, OTHER.stroke, "judge"),
    Role.ORGANIZATION: RoleStyle(OTHER.colour, OTHER.stroke, "organization"),
    Role.PERSON: RoleStyle(OTHER.colour, OTHER.stroke, "person"),
    Role.IDENTIFIER: IDENTIFIER,
}

KIND_NAMES = {
    Kind.SSN: "social security number",
    Kind.TAXPAYER: "taxpayer number",
    Kind.PHONE: "phone number",
    Kind.EMAIL: "e-mail address",
    Kind.ACCOUNT: "account number",
    Kind.CARD: "card number",
    Kind.BIRTH_DATE: "date of birth",
    Kind.ADDRESS: "street address",
    Kind.LICENCE: "license number",
    Kind.PASSPORT: "passport number",
    Kind.IP: "IP address",
    Kind.URL: "web address",
    Kind.VEHICLE: "vehicle number",
    Kind.CASE_NUMBER: "case number",
    Kind.AMOUNT: "amount of money",
    Kind.GOVERNMENT: "government body",
}


def style_of(entity: Entity) -> RoleStyle:
    """How an entity is marked."""
    return ROLE_STYLES[entity.role]


def word_for(entity: Entity) -> str:
    """An entity's role, in a paralegal's word."""
    return KIND_NAMES.get(entity.kind) or ROLE_STYLES[entity.role].word


@cache
def blended(colour: str, ground: str, share: float) -> str:
    """`share` of `colour` painted over `ground`, as ``#RRGGBB``."""
    parts = (round(c * share + g * (1 - share)) for c, g in zip(_channels(colour), _channels(ground), strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)


def filled(colour: str, ground: str, words: str) -> str:
    """Background of a marked span: `FILL` of the color, less if words on it would be hard to read."""
    shares = (FILL * step / 6 for step in range(6, 0, -1))
    fills = (blended(colour, ground, share) for share in shares)
    return next((fill for fill in fills if contrast(words, fill) >= READABLE), ground)


def contrast(one: str, other: str) -> float:
    """Contrast of two ``#RRGGBB`` colors, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def readable(colour: str, ground: str) -> str:
    """The color, moved towards black or white until words in it are readable on that background."""
    goal = INK if _luminance(ground) > 0.18 else PAPER
    steps = (blended(goal, colour, step / 20) for step in range(21))
    return next((candidate for candidate in steps if contrast(candidate, ground) >= READABLE), goal)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (x / 255 for x in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
