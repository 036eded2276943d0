"""How long a reply will be, reckoned from the form of its use: for the cost told beforehand and the output limit."""

import math
from dataclasses import dataclass

from legalredact.summary.cost_estimate import CHARACTERS_A_TOKEN
from legalredact.summary.prompts import Prompt

_SCALE, _POWER = 3.66, 0.79
"""Characters of an abstract are scale × characters of its document ^ power. Fitted to the 17 recorded replies of
`tests/benchmarks/replies/seen`; `dev.py bench prompts` measures it against those of `seen2`, too."""
THINKING = {"low": 500, "medium": 1_500, "high": 4_000, "": 4_000}
"""Tokens of the model's reasoning in a reply, by effort. Assumed, not measured: the recorded replies have none."""
_ROOM_TO_THINK = 16_000
_MARGIN = 4
"""An output limit is so many times the expected length, so that an error of the estimate cuts off no ordinary reply."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """The form of a use.

    Arguments:
        share: of the length of an abstract.
        most: characters for one document, from the number of statements that the prompt allows.
    """

    share: float = 1.0
    most: int = 40_000


_ABSTRACT = _Shape(most=2_200)
_SHAPES = {
    "document-abstract": _ABSTRACT,
    "chronology": _Shape(0.8),
    "claims-and-relief": _Shape(0.7),
    "damages": _Shape(0.6),
    "deposition-digest": _Shape(1.5),
    "discovery-response": _Shape(0.6),
    "document-comparison": _Shape(0.9),
    "issue-coding": _Shape(0.7, 1_600),
    "matter-question": _Shape(0.4, 1_600),
    "parties-and-roles": _Shape(0.7, 4_000),
    "privilege-review": _Shape(0.45, 900),
    "production-overview": _Shape(1.3, 1_800),
}
"""By the id of the prompt. The abstract's is fitted to recorded replies, the others to two or three replies each
to short documents, written outside the service (`dev.py bench written`); the limits for long ones are set by hand."""


def written_tokens(prompt_id: str, characters: int, documents: int) -> int:
    """Expected tokens of the statements of a reply, with their marks.

    Arguments:
        prompt_id: a prompt of the firm counts as an abstract.
        characters, documents: of the text that is summarized.
    """
    shape, count = _SHAPES.get(prompt_id, _ABSTRACT), max(documents, 1)
    of_each = min(shape.share * _SCALE * math.pow(max(characters, 1) / count, _POWER), shape.most)
    return max(1, round(count * of_each / CHARACTERS_A_TOKEN))


def reply_tokens(prompt: Prompt, characters: int, documents: int) -> int:
    """Expected tokens of a reply with the model's reasoning; see `written_tokens`."""
    return written_tokens(prompt.id, characters, documents) + THINKING[prompt.effort]


def output_limit(prompt: Prompt, characters: int, documents: int, most: int) -> int:
    """The longest reply that is asked for, in tokens: at most `most`."""
    return min(most, _ROOM_TO_THINK + _MARGIN * written_tokens(prompt.id, characters, documents))
