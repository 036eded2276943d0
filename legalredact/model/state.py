"""What a digest of a matter's state says: one over everything, and the beginning of one for each part of it.

The whole digest is what is compared. The beginnings say in which part two states differ, and nothing hangs on them.
"""

import enum
import hashlib
from collections.abc import Mapping

_SHORT = 12
"""Hexadecimal digits of each part's digest that an event keeps."""
_SEPARATOR = ":"


class StatePart(enum.StrEnum):
    """A part of a matter's state; the order is that of the digests."""

    SETTINGS = "settings"
    NAMES = "names"
    DECISIONS = "decisions"
    SIGN_OFFS = "sign_offs"
    DOCUMENTS = "documents"
    SUMMARIES = "summaries"
    COPIES = "copies"
    PRODUCTION = "production"


PART_WORDS: Mapping[StatePart, str] = {
    StatePart.SETTINGS: "the matter's settings",
    StatePart.NAMES: "the names and the decisions on them",
    StatePart.DECISIONS: "accepted parts, cleared designations and withheld documents",
    StatePart.SIGN_OFFS: "sign-offs and receipts",
    StatePart.DOCUMENTS: "the documents and what was found in them",
    StatePart.SUMMARIES: "payloads and summaries",
    StatePart.COPIES: "boxes and reasons of redacted copies",
    StatePart.PRODUCTION: "the list and the progress of a production",
}


def state_text(digests: Mapping[StatePart, str]) -> str:
    """The digest of a state, as an event carries it.

    Arguments:
        digests: of every part, hexadecimal.
    """
    parts = [digests[part] for part in StatePart]
    whole = hashlib.sha256("".join(parts).encode("ascii")).hexdigest()
    return _SEPARATOR.join((whole, *(digest[:_SHORT] for digest in parts)))


def part_in(state: str, part: StatePart) -> str:
    """The beginning of a part's digest in a state; empty if the state has none."""
    shorts = state.split(_SEPARATOR)[1:]
    index = list(StatePart).index(part)
    return shorts[index] if index < len(shorts) else ""


def differing(one: str, other: str) -> tuple[StatePart, ...]:
    """The parts in which two states differ."""
    return tuple(part for part in StatePart if part_in(one, part) != part_in(other, part))
