"""Replies of the second reading: raw from the service, and read as data of a known form.

A reply is trusted no more than any other text of a model: what does not have the form, concerns another statement or
is given twice counts as no answer.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from legalredact.model.meaning import MeaningVerdict, Unchecked
from legalredact.model.review import Usage

LARGEST = 400_000
"""Most characters of a reply; many times the longest one to ten statements."""
_MOST_EXCERPTS, _LONGEST_EXCERPT = 5, 2_000

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "verdicts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "statement": {"type": "integer"},
                    "verdict": {"type": "string", "enum": ["supported", "contradicted", "not_stated"]},
                    "words": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["statement", "verdict", "words"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["verdicts"],
    "additionalProperties": False,
}
"""The form of a reply. It holds no client data: the service may keep it for a day, also under zero retention."""

Ended = Literal["complete", "refused", "cut_off", "too_long"]
"""How a reply ended."""
WHY: Mapping[Ended, Unchecked] = {
    "refused": Unchecked.REFUSED,
    "cut_off": Unchecked.CUT_OFF,
    "too_long": Unchecked.TOO_LONG,
}
"""Why the statements of a request have no verdict."""


@dataclass(frozen=True, slots=True)
class MeaningReply:
    """The reply to one request.

    Arguments:
        masked_text: as it came; empty unless it is complete.
    """

    ended: Ended
    masked_text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MeaningReplies:
    """The replies to all requests, in order."""

    replies: tuple[MeaningReply, ...]
    usage: Usage


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reply says of one statement; its words were not looked for in the passages yet."""

    verdict: MeaningVerdict
    masked_words: tuple[str, ...] = field(default=(), repr=False)


def answers_in(reply: MeaningReply, segments: Sequence[int]) -> dict[int, Answer | Unchecked]:
    """The answer for each statement of a request, or the reason why there is none.

    Arguments:
        segments: numbers of the statements that were asked about, from 0.
    """
    if reply.ended != "complete":
        return dict.fromkeys(segments, WHY[reply.ended])
    found: dict[int, list[Answer]] = {}
    for number, answer in _rows(reply.masked_text):
        found.setdefault(number - 1, []).append(answer)
    return {one: found[one][0] if len(found.get(one, ())) == 1 else Unchecked.NO_ANSWER for one in segments}


def _rows(text: str) -> Iterator[tuple[int, Answer]]:
    """Number of the statement, as it was sent, and answer."""
    try:
        said = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        return
    rows = said.get("verdicts") if isinstance(said, dict) else None
    for row in rows if isinstance(rows, list) else ():
        answer = _answer(row) if isinstance(row, dict) else None
        if answer is not None:
            yield row["statement"], answer


def _answer(row: dict[str, Any]) -> Answer | None:
    number, verdict, words = row.get("statement"), row.get("verdict"), row.get("words")
    if type(number) is not int or verdict not in ("supported", "contradicted", "not_stated"):
        return None
    if not isinstance(words, list) or len(words) > _MOST_EXCERPTS:
        return None
    if not all(isinstance(one, str) and len(one) <= _LONGEST_EXCERPT for one in words):
        return None
    return Answer(MeaningVerdict(verdict), tuple(words))
