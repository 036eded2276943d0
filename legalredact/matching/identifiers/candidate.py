"""What an identifier's pattern found, before it is weighed against others, and the words that announce one."""

import enum
import re
from dataclasses import dataclass, field

from legalredact.model.mention import Kind, Span


class Certainty(enum.IntEnum):
    """Why something is taken for an identifier."""

    SHAPE = 0
    CONTEXT = 1
    CHECKSUM = 2


@dataclass(frozen=True, slots=True)
class IdentifierMatch:
    """A place that a pattern matched.

    Arguments:
        span: in the text.
        kind: which identifier.
        value: without the writer's spacing and punctuation, so that two spellings of one are equal.
        certainty: see the enum; by shape alone it gives way to a case number, a citation and the like.
    """

    span: Span
    kind: Kind
    value: str = field(repr=False)
    certainty: Certainty = Certainty.SHAPE


NUMBER_WORD = (
    r"(?i:\s{0,4}(?:\b(?:nos?|numbers?|num|ids?|identification|identifier|is|was|are|of|card|code)\b\.?"
    r"|[#:=(№]|[-–—]\s))"
)
"""What may stand between the word for a thing and its number."""

CODE = (
    r"(?![Xx*]{2})[A-Z]{0,6}[- ]?[A-Z]{0,4}\d[A-Z0-9]{0,19}"
    r"(?:[-. ]?[A-Z]{0,3}\d[A-Z0-9]{0,11}|-[A-Z]{1,4}(?![A-Za-z])){0,7}(?![A-Za-z0-9])"
)
"""A number as offices give it: letters and digits, in groups that hold a digit each."""


def has_cue(text: str, start: int, cue: re.Pattern[str], reach: int = 80) -> bool:
    """Whether `cue` matches in the `reach` characters before `start`; it says itself how far from their end."""
    return cue.search(text[max(0, start - reach) : start]) is not None


def cue(words: str, filler: str = r"[^\d]{0,30}") -> re.Pattern[str]:
    """Pattern for `has_cue`: one of the words, and then no more than `filler` up to the number."""
    return re.compile(rf"(?<![A-Za-z])(?:{words})(?![A-Za-z]){filler}\Z", re.I)


def bare(written: str) -> str:
    """Letters and digits alone, letters in capitals."""
    return re.sub(r"[\W_]", "", written).upper()
