"""The digest of a matter's state: one over everything, and a prefix of one for each part.

Only the whole digest is used for comparison. The prefixes say in which part two states differ; no decision depends on
them.
"""

import enum
import hashlib
from collections.abc import Mapping

_SHORT = 12
"""Hexadecimal digits of each part's digest in an event."""
_SEPARATOR = ":"


class StatePart(enum.StrEnum):
    """A part of a matter's state, in the order of the digests."""

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
    """The digest of a state, as in events.

    Arguments:
        digests: of every part, hexadecimal.
    """
    parts = [digests[part] for part in StatePart]
    whole = hashlib.sha256("".join(parts).encode("ascii")).hexdigest()
    return _SEPARATOR.join((whole, *(digest[:_SHORT] for digest in parts)))


def part_in(state: str, part: StatePart) -> str:
    """The prefix of a part's digest in a state; empty if there is none."""
    shorts = state.split(_SEPARATOR)[1:]
    index = list(StatePart).index(part)
    return shorts[index] if index < len(shorts) else ""


def differing(one: str, other: str) -> tuple[StatePart, ...]:
    """The parts in which two states differ."""
    return tuple(part for part in StatePart if part_in(one, part) != part_in(other, part))
