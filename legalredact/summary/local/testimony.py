"""Questions and answers of a transcript."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.model.payload import PayloadDocument
from legalredact.summary.local.choice import running_passages
from legalredact.summary.local.units import units_of

_FEWEST_EXCHANGES = 3  # other documents may have fewer "Q." and "A."
_MARK = re.compile(
    r"""(?: ^ | \n | (?<=[.?!"”—-]\s) )\s*
    (?: (?P<question>Q)(?:[.:]|\s{2,}|\t)\s* | (?P<answer>A)(?:[.:]|\s{2,}|\t)\s* | (?P<witness>THE\ WITNESS:)
      | (?P<other>(?:(?:MR|MS|MRS|DR)\.\ )?[A-Z][A-Z_]{2,30}:|(?:BY\ )?(?:MR|MS|MRS|DR)\.\ [A-Z_]+:|THE\ [A-Z]+:) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class UnitSpan:
    """Characters `start` to `end` of the document's unit number `unit`, see `units`."""

    unit: int
    start: int
    end: int


@dataclass(slots=True)
class Exchange:
    """A question and its answer; each may span several units."""

    question: list[UnitSpan] = field(default_factory=list)
    answer: list[UnitSpan] = field(default_factory=list)

    @property
    def stretches(self) -> list[UnitSpan]:
        """Spans, the question's first."""
        return [*self.question, *self.answer]


def exchanges(document: PayloadDocument) -> tuple[Exchange, ...]:
    """Questions with their answers, in order; empty if the document is not a transcript.

    Text of counsel, reporter and court in between is left out; an answer that continues after it is included.
    """
    found: list[Exchange] = []
    speaking = "other"
    for kind, stretch in _turns([unit.text for unit in units_of(document)]):
        speaking = kind or speaking
        if kind == "question" and (not found or found[-1].answer):
            found.append(Exchange())
        if found and speaking == "question":
            found[-1].question.append(stretch)
        elif found and speaking in {"answer", "witness"}:
            found[-1].answer.append(stretch)
    answered = tuple(exchange for exchange in found if exchange.answer)
    return answered if len(answered) >= _FEWEST_EXCHANGES else ()


def words_of(exchange: Exchange, texts: Sequence[str]) -> str:
    """Its text, for ranking."""
    return " ".join(texts[s.unit][s.start : s.end] for s in exchange.stretches)


def _turns(texts: Sequence[str]) -> Iterator[tuple[str, UnitSpan]]:
    """Spans of text with the speaker who begins there; empty if the previous speaker continues."""
    frame = running_passages(texts)
    for number, text in enumerate(texts):
        if number in frame and not _MARK.match(text):
            continue
        marks = list(_MARK.finditer(text))
        borders = [*(_first_letter(text, mark.start()) for mark in marks), len(text)]
        yield from _stretch("", number, text, 0, borders[0])
        for mark, (start, end) in zip(marks, itertools.pairwise(borders), strict=True):
            yield from _stretch(mark.lastgroup or "other", number, text, start, end)


def _stretch(kind: str, number: int, text: str, start: int, end: int) -> Iterator[tuple[str, UnitSpan]]:
    words = text[start:end].rstrip()
    if words.strip():
        yield kind, UnitSpan(number, _first_letter(text, start), start + len(words))


def _first_letter(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())
