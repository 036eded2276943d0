"""Cuts a text into windows that the name model can hold, where a reader would pause.

No name is cut: windows end between paragraphs if one ends in their second half, else between sentences, lines,
words. A few pieces on either side are read along for context, and what is said of them is dropped.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legalredact.detection.tokens import LINE, WIDE, Tokens

LONGEST = 160
"""Pieces of a window of its own; the model has learned on 254, shorter is faster and no worse."""
CONTEXT = 12
"""Pieces read along before and after."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[begin, end)`` are read, what is said of ``[first, last)`` counts."""

    begin: int
    first: int
    last: int
    end: int

    def __len__(self) -> int:
        return self.end - self.begin


def windows(text: str, tokens: Tokens) -> Iterator[Window]:
    """Windows that cover every piece once, in order."""
    total = len(tokens.ids)
    edges = [*tokens.firsts.tolist(), total]
    pauses = _pauses(text, tokens)
    word = 0
    while word < tokens.words:
        following = _next_edge(edges, pauses, word)
        first, last = edges[word], edges[following]
        yield Window(max(0, first - CONTEXT), first, last, min(total, last + CONTEXT))
        word = following


def _next_edge(edges: Sequence[int], pauses: npt.NDArray[np.int8], word: int) -> int:
    """Number of the word with which the next window begins."""
    farthest = int(np.searchsorted(edges, edges[word] + LONGEST, side="right")) - 1
    farthest = max(farthest, word + 1)  # a single word longer than a window is read whole
    if farthest >= len(edges) - 1:
        return len(edges) - 1
    nearest = word + max(1, (farthest - word) // 2)
    choices = pauses[nearest : farthest + 1]
    return nearest + int(np.flatnonzero(choices == choices.max())[-1])


def _pauses(text: str, tokens: Tokens) -> npt.NDArray[np.int8]:
    """How good it is to cut before each word: 3 between paragraphs, 2 between sentences, 1 between lines."""
    gaps = tokens.gaps[tokens.firsts]
    pauses = np.where(gaps == WIDE, 3, np.where(gaps == LINE, 1, 0)).astype(np.int8)
    for word in range(1, tokens.words):
        if gaps[word] and pauses[word] < 3:
            last = text[tokens.ends[word - 1] - 1]
            if last in ".?!":
                pauses[word] = 2
            elif last in ",;":
                pauses[word] = 1
    return pauses
