"""Divides texts into chunks for the language pipeline; the sentences found in them."""

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

LONGEST = 10_000
"""Characters of a chunk: about three pages, enough to show its subject and small enough for memory."""

GAP = 2
"""Line breaks between the texts of a chunk."""

_ABBREVIATIONS = frozenset(
    """
    adm al am amend app ariz assn aug ave bankr bd bldg blvd bros cal cert cf ch cir cit civ cl co colo comm cong conn const
    corp crim ct cty dec decl dep dept dist div doc docs dr ed eg eng ev evid ex exh exs fed fla fn fr gen hon
    ibid id ie inc ins int jan jr jud lab litig lt ltd mo mich minn mr mrs ms mt nat neb nev nov oct okla op orig p pa paras pl pp pres prof
    pt pub r rd reg rep rev rptr rt sec sen sept ser sess sgt sr st stat std sub subd supp tenn tex tr treas univ v
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
        text_number: number of the text, from 0.
        start, end: its characters in that text.
        words: number of words.
        has_verb: whether it has a verb.
        distance: from the subject of the surrounding text; smaller is more representative.
    """

    text_number: int
    start: int
    end: int
    words: int
    has_verb: bool
    distance: float


class TextParser(Protocol):
    """Parses texts; reports progress, and can be canceled between chunks."""

    def sentences(self, texts: Sequence[str], subject: str) -> Iterator[tuple[Sentence, ...]]:
        """All sentences, one chunk at a time."""
        ...

    def distances(self, texts: Sequence[str], subject: str) -> Iterator[tuple[float, ...]]:
        """The distance of each text from the subject of its surroundings, one chunk at a time."""
        ...


@dataclass(frozen=True, slots=True)
class Slice:
    """A text, or a part of a long one, in a chunk: number of the text, offset in it, and offset in the chunk."""

    text_number: int
    offset: int
    at: int
    length: int


@dataclass(frozen=True, slots=True)
class JoinedText:
    """Consecutive texts, joined. Line breaks inside them become spaces, so that offsets are unchanged."""

    text: str = field(repr=False)
    slices: tuple[Slice, ...]

    def slice_at(self, at: int) -> Slice:
        """The slice that contains that character."""
        return self.slices[bisect.bisect_right(self.slices, at, key=lambda piece: piece.at) - 1]


def ends_sentence(before: str, after: str) -> bool:
    """Whether a sentence may end here: at a period that does not belong to an abbreviation, or at "?" or "!"."""
    tail = before[-40:]
    if not _CLOSED.search(tail):
        return False
    word = match[1].lower() if (match := _LAST_WORD.search(tail)) else ""
    if word in {"no", "nos"}:
        return not after[:1].isdigit()
    is_initial = len(word) == 1 and word.isalpha()
    return not (is_initial or word.rpartition(".")[2] in _ABBREVIATIONS or _INITIALS.fullmatch(word))


def stretches(texts: Sequence[str]) -> Iterator[JoinedText]:
    """Join texts to chunks of about `LONGEST` characters; longer texts are split at the end of a sentence."""
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
