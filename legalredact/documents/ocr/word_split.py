"""Splits a recognized line into words, each with its position along the line."""

import itertools
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

_WORD_SPACE = 0.25
"""As a share of the line's height: a wider gap between letters is a space that the recognizer did not output …"""

_WIDER = 2.5
"""… if it is also this multiple of the usual gap: letter-spaced capitals have wide gaps too."""

_BLUR = 0.5
"""Pixels by which a word extends beyond its ink, since the line's image was resampled."""

_HYPHENS = frozenset("-–—‐")

_WIDE_FORMS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3002: ord("."), 0x3001: ord(",")}
"""Full-width punctuation of the recognizer's Chinese alphabet, mapped to the Latin characters on the page."""


@dataclass(frozen=True, slots=True)
class LinePart:
    """A word of a line; `start` and `end` are fractions of the line's length."""

    text: str = field(repr=False)
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str = field(repr=False)
    at: float
    confidence: float
    spaced: bool


def split_line(
    text: str,
    confidences: Sequence[float],
    columns: Sequence[int],
    width: float,
    ink: np.ndarray[Any, Any],
    height: int,
) -> tuple[LinePart, ...]:
    """The words of a line.

    Arguments:
        text: as recognized, including spaces.
        confidences: one per character of `text`, 0 to 1.
        columns: time step of each character other than a space.
        width: time steps of the whole line.
        ink: for each pixel column of the line's image, whether it has ink.
        height: of the line's image, in pixels.
    """
    letters = _letters(text, confidences, columns, width)
    if not letters:
        return ()
    words = _words(letters, ink, height)
    edges = _edges(words, ink)
    return tuple(
        LinePart(
            text="".join(letter.text for letter in word).translate(_WIDE_FORMS),
            start=start,
            end=end,
            confidence=statistics.fmean(letter.confidence for letter in word),
        )
        for word, (start, end) in zip(words, edges, strict=True)
    )


def _letters(text: str, confidences: Sequence[float], columns: Sequence[int], width: float) -> list[_Letter]:
    """Characters without spaces; each records whether a space preceded it."""
    letters: list[_Letter] = []
    steps = iter(columns)
    spaced = False
    for char, confidence in zip(text, confidences, strict=False):
        if char.isspace():
            spaced = True
            continue
        column = next(steps, None)
        at = (column + 0.5) / width if column is not None and width else (len(letters) + 0.5) / len(text)
        letters.append(_Letter(char, min(1.0, at), confidence, spaced))
        spaced = False
    return letters


def _words(letters: Sequence[_Letter], ink: np.ndarray[Any, Any], height: int) -> list[list[_Letter]]:
    """Split at recognized spaces and at gaps that are wide enough."""
    size = len(ink)
    whites = [_widest_white(ink, int(a.at * size), int(b.at * size)) for a, b in itertools.pairwise(letters)]
    gaps = [end - start for start, end in whites]
    inside = [gap for gap, letter in zip(gaps, letters[1:], strict=True) if not letter.spaced]
    least = max(_WORD_SPACE * height, _WIDER * (statistics.median(inside) if inside else 0))
    words = [[letters[0]]]
    for (before, letter), gap in zip(itertools.pairwise(letters), gaps, strict=True):
        if letter.spaced or (gap > least and _may_part(before.text, letter.text)):
            words.append([])
        words[-1].append(letter)
    return words


def _may_part(before: str, after: str) -> bool:
    """Whether a gap may split here: not inside a number, where ones have wide gaps, and not at a hyphen."""
    return not (before.isdigit() and after.isdigit()) and not {before, after} & _HYPHENS


def _edges(words: Sequence[Sequence[_Letter]], ink: np.ndarray[Any, Any]) -> list[tuple[float, float]]:
    """Start and end of each word: in the widest gap between the letters on both sides."""
    size = len(ink)
    printed = np.flatnonzero(ink)
    if not size or not len(printed):
        return [(word[0].at, word[-1].at) for word in words]
    starts = [int(printed[0])]
    ends: list[int] = []
    for word, following in itertools.pairwise(words):
        white = _widest_white(ink, int(word[-1].at * size), int(following[0].at * size))
        ends.append(white[0])
        starts.append(white[1])
    ends.append(int(printed[-1]) + 1)
    return [((start - _BLUR) / size, (end + _BLUR) / size) for start, end in zip(starts, ends, strict=True)]


def _widest_white(ink: np.ndarray[Any, Any], first: int, last: int) -> tuple[int, int]:
    """The longest run without ink in ``[first, last)``; the middle if there is none."""
    best = ((first + last) // 2, (first + last) // 2)
    start: int | None = None
    for column in range(first, last + 1):
        white = column < last and not ink[column]
        if white and start is None:
            start = column
        elif not white and start is not None:
            best = max(best, (start, column), key=lambda run: run[1] - run[0])
            start = None
    return best
