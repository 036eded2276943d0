"""Cuts a text into windows that fit the name model, at natural breaks.

No name is cut: a window ends at a paragraph if one ends in its second half, else at the end of a sentence, a line or a
word. A few pieces on either side are read for context, and their results are dropped.
"""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from legalredact.detection.model.tokenizer import LINE, WIDE, Tokens

LONGEST = 120
"""Pieces of a window without context; the model was trained on 254, but shorter windows are faster and as good."""
CONTEXT = 10
"""Pieces read for context before and after, where a window was not cut between paragraphs."""
_PARAGRAPH, _SENTENCE, _LINE = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[begin, end)`` are read; results for ``[first, last)`` count."""

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
        before = 0 if pauses[word] == _PARAGRAPH else CONTEXT
        after = 0 if following < tokens.words and pauses[following] == _PARAGRAPH else CONTEXT
        yield Window(max(0, first - before), first, last, min(total, last + after))
        word = following


def _next_edge(edges: Sequence[int], pauses: npt.NDArray[np.int8], word: int) -> int:
    """Number of the word with which the next window begins."""
    farthest = bisect.bisect_right(edges, edges[word] + LONGEST, lo=word) - 1
    farthest = max(farthest, word + 1)  # a single word longer than a window is read whole
    if farthest >= len(edges) - 1:
        return len(edges) - 1
    nearest = word + max(1, (farthest - word) // 2)
    choices = pauses[nearest : farthest + 1]
    return nearest + int(np.flatnonzero(choices == choices.max())[-1])


def _pauses(text: str, tokens: Tokens) -> npt.NDArray[np.int8]:
    """How good it is to cut before each word: best between paragraphs, then sentences, then lines."""
    gaps = tokens.gaps[tokens.firsts]
    pauses = np.where(gaps == WIDE, _PARAGRAPH, np.where(gaps == LINE, _LINE, 0)).astype(np.int8)
    for word in range(1, tokens.words):
        if gaps[word] and pauses[word] < _PARAGRAPH:
            last = text[tokens.ends[word - 1] - 1]
            if last in ".?!:)" and gaps[word] == LINE:
                pauses[word] = _PARAGRAPH
            elif last in ".?!":
                pauses[word] = _SENTENCE
            elif last in ",;":
                pauses[word] = _LINE
    return pauses
