"""Reads texts with a model file as the program does: probabilities for each word, and the names derived from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from examples import CLS, SEP

from legalredact.detection.model.ner import EXACT
from legalredact.detection.model.tokenizer import WIDE, Tokens, tokens
from legalredact.detection.model.windows import Window, windows
from legalredact.neural import onnxruntime

Floats = npt.NDArray[np.float32]
KINDS = ("PERSON", "ORG", "GOVERNMENT")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as characters ``[start, end)``.

    Arguments:
        chance: the lowest probability of its words.
        government: share of that kind among the kinds; 0 of a model that does not know it.
    """

    start: int
    end: int
    kind: str
    chance: float
    government: float


class Reader:
    """Reads texts with one model file, on one thread; takes files with and without the government labels."""

    def __init__(self, model: Path) -> None:
        runtime = onnxruntime()
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry(*EXACT)
        self._session = runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._labels = int(self._session.get_outputs()[0].shape[-1])

    def names(self, text: str, *thresholds: float) -> list[list[Name]]:
        """The names in `text` for each threshold: runs of words whose probability of being in a name is above it."""
        read = tokens(text)
        if not read.words:
            return [[] for _ in thresholds]
        p = self.probabilities(text, read)
        return [list(names(text, read, p, threshold)) for threshold in thresholds]

    def probabilities(self, text: str, read: Tokens) -> Floats:
        """One row a word: O, then B and I of each kind."""
        logits = np.zeros((len(read.ids), self._labels), dtype=np.float32)
        for window in windows(text, read):
            logits[window.first : window.last] = self._run(read, window)
        powers = np.exp(logits[read.firsts] - logits[read.firsts].max(axis=1, keepdims=True))
        shares: Floats = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
        return shares

    def _run(self, read: Tokens, w: Window) -> Floats:
        def framed(values: npt.NDArray[np.int64], before: int, after: int) -> npt.NDArray[np.int64]:
            return np.concatenate([[before], values[w.begin : w.end], [after]])[None]

        feed = {"ids": framed(read.ids, CLS, SEP), "cs": framed(read.shapes, 6, 6), "gp": framed(read.gaps, 0, 0)}
        out = self._session.run(None, {**feed, "mask": np.ones(feed["ids"].shape, np.float32)})[0]
        return np.asarray(out[0, 1 + w.first - w.begin : 1 + w.last - w.begin], dtype=np.float32)


def names(text: str, read: Tokens, p: Floats, threshold: float) -> Iterator[Name]:
    """Names from probabilities `p`, one row a word."""
    kinds = p[:, 1:].reshape(len(p), -1, 2)
    best = kinds.sum(axis=2).argmax(axis=1)
    begins = kinds[np.arange(len(p)), best, 0] > kinds[np.arange(len(p)), best, 1]
    gaps = read.gaps[read.firsts]
    group: list[int] = []
    for word in [*np.flatnonzero(1 - p[:, 0] > threshold).tolist(), len(p) + 1]:
        goes_on = group and word == group[-1] + 1 and word < len(p) and not begins[word] and gaps[word] != WIDE
        if group and not goes_on:
            yield from _name(text, read, p, group)
            group = []
        group.append(word)


def _name(text: str, read: Tokens, p: Floats, group: Sequence[int]) -> Iterator[Name]:
    start, end = read.starts[group[0]], read.ends[group[-1]]
    if any(c.isalpha() for c in text[start:end]):
        sums = p[group][:, 1:].reshape(len(group), -1, 2).sum(axis=(0, 2))
        government = float(sums[-1] / sums.sum()) if len(sums) == len(KINDS) else 0.0
        yield Name(start, end, KINDS[int(sums.argmax())], float(1 - p[group, 0].max()), government)
