"""Converts text to the numbers that the name model reads: word pieces, and two features that its tokenizer drops.

The encoder is uncased, so each piece also carries the *shape* of its word and the *gap* before it.
"""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import tokenizers

from legalredact.resources import resource

Ints = npt.NDArray[np.int64]

LOWER, TITLE, UPPER, MIXED, LETTER, DIGITS, PUNCTUATION = range(7)
"""Shapes of words."""
NO_GAP, SPACE, LINE, WIDE, INSIDE = range(5)
"""White space before a piece; WIDE is a blank line, a tab or a column gap, INSIDE is no start of a word."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as the model reads it.

    Arguments:
        ids, shapes, gaps: one number a piece.
        firsts: index of each word's first piece.
        starts, ends: each word's characters.
        words: their number.
    """

    ids: Ints
    shapes: Ints
    gaps: Ints
    firsts: Ints
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    @property
    def words(self) -> int:
        return len(self.starts)


def tokens(text: str) -> Tokens:
    """Pieces and words of `text`.

    For a number such as a date or a docket number only the beginning is kept: it takes many pieces and means little.
    """
    encoded = _tokenizer().encode(text, add_special_tokens=False)
    numbers = np.array(encoded.word_ids, dtype=np.float64)  # a property that copies; None becomes nan
    offsets = np.array(encoded.offsets, dtype=np.int64).reshape(-1, 2)
    firsts = np.flatnonzero(np.diff(numbers, prepend=-2) != 0)
    lasts = np.append(firsts[1:], len(numbers))[: len(firsts)] - 1
    starts, ends = offsets[firsts, 0].tolist(), offsets[lasts, 1].tolist()
    shapes = np.array([_shape(text[s:e]) for s, e in zip(starts, ends, strict=True)], dtype=np.int64)
    gaps = np.array([WIDE, *(_gap(text[e:s]) for e, s in zip(ends, starts[1:], strict=False))][: len(firsts)], np.int64)
    kept = _kept(shapes, gaps)
    sizes = np.where(shapes == DIGITS, 1, lasts - firsts + 1)[kept]
    pieces = np.repeat(firsts[kept] - np.append(0, np.cumsum(sizes)[:-1]), sizes) + np.arange(sizes.sum())
    opens = np.append(0, np.cumsum(sizes)[:-1])[: len(kept)]
    inside = np.full(len(pieces), INSIDE, dtype=np.int64)
    inside[opens] = gaps[kept]
    ids = np.array(encoded.ids, dtype=np.int64)[pieces]
    bounds = [(starts[i], ends[i]) for i in kept.tolist()]
    return Tokens(ids, np.repeat(shapes[kept], sizes), inside, opens, [s for s, _ in bounds], [e for _, e in bounds])


def _kept(shapes: Ints, gaps: Ints) -> Ints:
    """Words that are not the rest of a number: "11" of "11/05/2009"."""
    touching = gaps == NO_GAP
    digits = shapes == DIGITS
    goes_on = np.append(touching[1:] & digits[1:], False)  # digits follow without a blank
    joint = (shapes == PUNCTUATION) & goes_on & np.append(False, digits[:-1])[: len(shapes)]
    after = digits & touching & np.append(False, joint[:-1])[: len(shapes)]
    return np.flatnonzero(~((joint & touching) | after))


@functools.cache
def _tokenizer() -> tokenizers.Tokenizer:
    made = tokenizers.Tokenizer.from_file(str(resource("models", "tokenizer.json")))
    made.no_truncation()
    made.no_padding()
    return made


@functools.lru_cache(maxsize=1 << 16)
def _shape(word: str) -> int:
    if not any(c.isalpha() for c in word):
        return DIGITS if any(c.isdigit() for c in word) else PUNCTUATION
    if word.islower():
        return LOWER
    if len(word) == 1:
        return LETTER
    if word.isupper():
        return UPPER
    if word[0].isupper() and word[1:].islower():
        return TITLE
    return MIXED if any(c.isupper() for c in word) else LOWER


_WIDE = re.compile(r"\n[^\n]*\n|\t|\A[^\n]{3,}\Z")


def _gap(between: str) -> int:
    if between in ("", " "):
        return len(between)
    if _WIDE.search(between):
        return WIDE
    return LINE if "\n" in between else SPACE
