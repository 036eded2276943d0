"""Texts in stretches that the language pipeline can take at once, and the sentences found in them."""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

LONGEST = 10_000
"""Characters of a stretch: some three pages, enough for what it is about to show, little enough for any memory."""

GAP = 2
"""Line breaks between the texts of a stretch."""

_ABBREVIATIONS = frozenset(
    """
    adm al am amend app assn aug ave bankr bd bldg blvd bros cal cert cf ch cir cit civ cl co comm cong const
    corp crim ct cty dec decl dep dept dist div doc docs dr ed eg eng ev evid ex exh exs fed fla fn fr gen hon
    ibid id ie inc ins int jan jr jud lt ltd mr mrs ms mt nat nov oct op orig p pa paras pl pp pres prof
    pt pub r rd reg rep rev rptr rt sec sen sept ser sess sgt sr st stat std sub subd supp tex tr treas univ v
    vol vs wis wl
    """.split()
)
_LAST_WORD = re.compile(r"([^\s(\[\"“‘]*)\.[\"”’)\]]*$")
_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]")
_CLOSED = re.compile(r"[.?!][\"”’)\]]*$")
_LAST_BREAK = re.compile(r".*(?:[.?!][\"”’)]?\s|\n)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one of several texts.

    Arguments:
        text_number: which text, from 0.
        start, end: its characters there.
        words: how many.
        has_verb: whether it says something.
        distance: from what the text around it is about; the smaller, the more it says of it.
    """

    text_number: int
    start: int
    end: int
    words: int
    has_verb: bool
    distance: float


class Reader(Protocol):
    """Reads texts; tells how far it is, and can be stopped between stretches."""

    def sentences(self, texts: Sequence[str], subject: str) -> Iterator[tuple[Sentence, ...]]:
        """All sentences, a stretch at a time."""
        ...

    def distances(self, texts: Sequence[str], subject: str) -> Iterator[tuple[float, ...]]:
        """For each text how far it is from what those around it are about, a stretch at a time."""
        ...


@dataclass(frozen=True, slots=True)
class Slice:
    """A text, or a part of a long one, in a stretch: which text, from which character, and where it stands there."""

    text_number: int
    offset: int
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class JoinedText:
    """Consecutive texts, put together. Line breaks inside them are spaces here, so that every offset still holds."""

    text: str = field(repr=False)
    slices: tuple[Slice, ...]

    def slice_at(self, at: int) -> Slice:
        """The slice in which that character stands."""
        return self.slices[bisect.bisect_right(self.slices, at, key=lambda piece: piece.at) - 1]


def ends_sentence(before: str, after: str) -> bool:
    """Whether a sentence may end between those: at a full stop that is no abbreviation's, or at "?" or "!"."""
    tail = before[-40:]
    if not _CLOSED.search(tail):
        return False
    word = match[1].lower() if (match := _LAST_WORD.search(tail)) else ""
    if word in {"no", "nos"}:
        return not after[:1].isdigit()
    is_initial = len(word) == 1 and word.isalpha()
    return not (is_initial or word.rpartition(".")[2] in _ABBREVIATIONS or _INITIALS.fullmatch(word))


def stretches(texts: Sequence[str]) -> Iterator[JoinedText]:
    """Put texts together to stretches of about `LONGEST` characters; longer texts are cut at the end of a sentence."""
    parts: list[str] = []
    slices: list[Slice] = []
    length = 0
    for number, text in enumerate(texts):
        for offset, part in _parts(text):
            if slices and length + len(part) > LONGEST:
                yield JoinedText("".join(parts), tuple(slices))
                parts, slices, length = [], [], 0
            slices.append(Slice(number, offset, length, len(part)))
            parts += (re.sub(r"\s", " ", part), "\n" * GAP)
            length += len(part) + GAP
    if slices:
        yield JoinedText("".join(parts), tuple(slices))


def _parts(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > LONGEST:
        head = text[start : start + LONGEST]
        end = match.end() if (match := _LAST_BREAK.match(head)) else head.rfind(" ") + 1 or LONGEST
        yield start, head[:end]
        start += end
    yield start, text[start:]
