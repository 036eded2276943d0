"""Questions and answers of a transcript."""

import collections
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from legalredact.model.mention import Span
from legalredact.model.token import TOKEN

_FEWEST_EXCHANGES = 3  # other documents may have fewer "Q." and "A."
_MARK = re.compile(
    r"""(?: ^ | \n | (?<=[.?!"”—-]\s) )\s*(?P<line>\d{1,2}[ ]{1,8})?
    (?: (?P<question>Q)(?:[.:]|\s{2,}|\t)\s* | (?P<answer>A)(?:[.:]|\s{2,}|\t)\s* | (?P<witness>THE\ WITNESS:)
      | (?P<other>(?:(?:MR|MS|MRS|DR)\.\ )?[A-Z][A-Z_]{2,30}:|(?:BY\ )?(?:MR|MS|MRS|DR)\.\ [A-Z_]+:|THE\ [A-Z]+:) )""",
    re.VERBOSE,
)
_NOTE = re.compile(
    r"\n[ \t]*(?P<note>\([A-Z][^()\n]{3,160}(?:\n[^()\n]{1,160})?\)"
    r"|[A-Z][A-Z’' -]{6,60})[ \t]*(?=\n|\Z)"
)
"""A remark of the reporter, or a heading, on a line of its own."""


_NAMED_SPEAKER = re.compile(
    r"(?m)^(?:[^\n]{0,11}[\W\d_])??(?P<who>(?:Mr|Mrs|Ms|Miss|Dr|Senator|Representative|Commissioner|Judge|Chairman|The)"
    r"[.,]?[ ](?:Chairman|Witness|[A-Z][\w’'-]+))\.[ ]+(?=\S)"
)
"""A speaker named at the beginning of a line, as in hearings ("Mr. Harrow. I did."); a scan may have specks before."""
_FEWEST_TURNS = 6


_REFUSED = re.compile(r"\b(?:not|don[’']t)\s(?:to\s)?answer\b", re.I)
_MARKED = re.compile(r"\bexhibit\b.*\b(?:marked|shown|introduced|identified)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, what others said before the answer, and the answer.

    Arguments:
        span: all of it.
        question, answer: their own words; the answer has the length 0 if there is none.
        others: what counsel and court said in between.
    """

    span: Span
    question: Span
    answer: Span
    others: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Turn:
    speaker: str
    span: Span


def exchanges(text: str) -> tuple[Exchange, ...]:
    """Questions with their answers, in order; empty if the text is no transcript.

    A question without an answer counts if somebody objected to it or instructed the witness not to answer.
    """
    for found in (list(_exchanges(list(_turns(text)), text)), list(_with_named_speakers(text))):
        if sum(len(one.answer) > 0 for one in found) >= _FEWEST_EXCHANGES:
            return tuple(found)
    return ()


def _with_named_speakers(text: str) -> Iterator[Exchange]:
    """What is said to the witness, with the witness's reply; the witness is who replies to most of the questions."""
    marks = list(_NAMED_SPEAKER.finditer(text))
    if len(marks) < _FEWEST_TURNS:
        return
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    turns = [(mark["who"].casefold(), mark, end) for mark, end in zip(marks, ends, strict=True)]
    pairs = [(above, turn) for above, turn in itertools.pairwise(turns) if above[0] != turn[0]]
    replies = collections.Counter(turn[0] for above, turn in pairs if "?" in text[above[1].end() : above[2]])
    witness = max(replies, key=lambda who: (replies[who], who), default="")
    for (_, asked, asked_end), (who, replied, end) in pairs:
        if who == witness:
            question, answer = _told(text, asked.end(), asked_end), _told(text, replied.end(), end)
            yield Exchange(Span(asked.start("who"), answer.end), question, answer)


def _told(text: str, start: int, end: int) -> Span:
    return Span(start, max(start, start + len(text[start:end].rstrip())))


def _exchanges(turns: list[_Turn], text: str) -> Iterator[Exchange]:
    group: list[_Turn] = []
    for turn in turns:
        if turn.speaker == "question" and any(_closes(one, text) for one in group):
            yield from _exchange(group)
            group = group[-1:] if _shows_exhibit(group[-1], text) else []
        if group or turn.speaker == "question":
            group.append(turn)
    yield from _exchange(group)


def _closes(turn: _Turn, text: str) -> bool:
    """Whether no answer to a question comes after that turn: the answer, or an instruction not to answer."""
    refused = turn.speaker == "other" and _REFUSED.search(turn.span.of(text)) is not None
    return refused or turn.speaker in ("answer", "witness")


def _shows_exhibit(turn: _Turn, text: str) -> bool:
    """Whether a remark of the reporter says that an exhibit was marked; it belongs to the next question."""
    return turn.speaker == "note" and _MARKED.search(turn.span.of(text)) is not None


def _exchange(group: list[_Turn]) -> Iterator[Exchange]:
    """The exchange of turns that begin with a question; later remarks of others are not part of it."""
    answers = [n for n, one in enumerate(group) if one.speaker in ("answer", "witness")]
    said = [n for n, one in enumerate(group) if one.speaker == "other"]
    if not group or not (answers or said):
        return
    # A remark of the reporter or a heading ends an answer: what follows belongs to the next question.
    notes = [n for n, one in enumerate(group) if one.speaker == "note" and answers and n > answers[0]]
    answers = [n for n in answers if not notes or n < notes[0]]
    end = answers[-1] if answers else said[-1]
    kept = group[: end + 1]
    asked = [one.span for one in kept if one.speaker == "question"]
    replied = [kept[n].span for n in answers]
    answer = Span(replied[0].start, replied[-1].end) if replied else Span(kept[-1].span.end, kept[-1].span.end)
    others = tuple(one.span for one in kept if one.speaker == "other")
    yield Exchange(Span(kept[0].span.start, kept[-1].span.end), Span(asked[0].start, asked[-1].end), answer, others)


def _turns(text: str) -> Iterator[_Turn]:
    """Spans of text with the speaker who begins there; text before the first mark is of nobody."""
    marks = [(m.start(m.lastgroup or 0), m.lastgroup or "other", m.start()) for m in _MARK.finditer(text)]
    marks += [(m.start("note"), "note", m.start()) for m in _NOTE.finditer(text) if not TOKEN.fullmatch(m["note"])]
    places = sorted(
        {start: (start, speaker, before) for start, speaker, before in sorted(marks, reverse=True)}.values()
    )
    for (start, speaker, _), (_, _, end) in itertools.pairwise([*places, (len(text), "", len(text))]):
        words = text[start:end].rstrip()
        if words:
            yield _Turn(speaker, Span(start, start + len(words)))
