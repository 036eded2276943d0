"""Our own name model: it scores each word, and reads names from the scores.

A token classifier (MiniLM, six layers, 8-bit) with the labels O, B-PER, I-PER, B-ORG, I-ORG, and, where a model has
them, B-GOV, I-GOV; see resources/models/README.md for its data, licences and figures.
"""

import functools
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from legalredact.detection.model.tokenizer import PUNCTUATION, WIDE, Tokens, tokens
from legalredact.detection.model.windows import Window, windows
from legalredact.model.mention import Kind, Span
from legalredact.model.progress import Progress, Report, silent
from legalredact.neural import onnxruntime
from legalredact.resources import ResourceMissing, resource

Floats = npt.NDArray[np.float32]

SHA256 = "2d1a2d019fb69ccfdcb47707f1345039d8d188b9ae5a99ef36af6e8252ceadf7"
KINDS = (Kind.PERSON, Kind.ORGANIZATION, Kind.GOVERNMENT)
"""Kinds for the labels after O, two labels each."""
_GOVERNMENT_SURE = 0.8
"""Share of a government among the kinds from which a name is one: the lowest value at which, of 3,000 organizations in
generated documents not used in training, at most one is taken for a government (evaluate.py --generated)."""
_CLS, _SEP = 101, 102
EXACT = ("session.x64quantprecision", "1")
"""A session setting: processors without VNNI multiply bytes exactly, as all others do. By default they saturate sums
of two products at 16 bits, and would find other names (onnxruntime, kOrtSessionOptionsAvx2PrecisionMode)."""
_SLOW = ["SkipLayerNormFusion"]
"""Fuses an addition with the next operation into one step that takes longer than both (onnxruntime 1.32, x86)."""
_LINE_END = re.compile(r"[ \t]*\n\s*")
_SHORT_LINE = 40
"""Characters."""
_REPORT = 4
"""Windows between two reports of progress."""
_CHUNK = 200_000
"""Characters read at a time, so that memory does not grow with the text."""


@dataclass(frozen=True, slots=True)
class WordScores:
    """The model's scores for the words of a text.

    Arguments:
        starts, ends: each word's characters.
        scores: one row a word: probabilities of O, then B and I of each of `KINDS` that the model knows.
        gaps: white space before each word, see `tokenizer`.
    """

    starts: npt.NDArray[np.int64] = field(repr=False)
    ends: npt.NDArray[np.int64] = field(repr=False)
    scores: Floats = field(repr=False)
    gaps: npt.NDArray[np.int64] = field(repr=False)

    def chance(self, span: Span) -> float:
        """How likely the words in `span` are part of a name, on average; 0 if there are none."""
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        last = int(np.searchsorted(self.starts, span.end, side="left"))
        return float(1 - self.scores[first:last, 0].mean()) if last > first else 0.0


@dataclass(frozen=True, slots=True)
class ReadName:
    """A name that the model reads, with its probability (that of its least certain word, 0 to 1).

    Arguments:
        person: how likely it is a person's if it is a name, 0 to 1.
    """

    span: Span
    kind: Kind
    chance: float
    person: float = 0.0


class NameModel:
    """Loads at first use."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads

    def read(self, text: str, report: Report = silent) -> WordScores:
        """The model's scores for each word of `text`; memory grows with the number of words only.

        Arguments:
            report: called with the number of characters that were read.
        """
        parts = [self._read_chunk(text, chunk, report) for chunk in _chunks(text)]
        return WordScores(
            np.concatenate([p.starts for p in parts]),
            np.concatenate([p.ends for p in parts]),
            np.concatenate([p.scores for p in parts]),
            np.concatenate([p.gaps for p in parts]),
        )

    def _read_chunk(self, text: str, chunk: Span, report: Report) -> WordScores:
        words = chunk.of(text)
        read = tokens(words)
        logits = np.zeros((len(read.ids), self._labels()), dtype=np.float32)
        cut = list(windows(words, read))
        for number, window in enumerate(cut):
            if number % _REPORT == 0:
                report(Progress("detect", chunk.start + len(chunk) * number // len(cut), len(text)))
            self._run(read, window, logits)
        return WordScores(
            np.array(read.starts, dtype=np.int64) + chunk.start,
            np.array(read.ends, dtype=np.int64) + chunk.start,
            _probabilities(logits[read.firsts]),
            read.gaps[read.firsts],
        )

    def _labels(self) -> int:
        return int(_session(self._threads).get_outputs()[0].shape[-1])

    def _run(self, read: Tokens, w: Window, logits: Floats) -> None:
        """Read one window by itself.

        Several together are no faster, and the 8-bit scales would be shared by all of them: the result for a paragraph
        would depend on its neighbors.
        """
        ids = np.empty((1, len(w) + 2), dtype=np.int64)
        shapes, gaps = np.full_like(ids, PUNCTUATION), np.zeros_like(ids)
        ids[0, 0], ids[0, 1:-1], ids[0, -1] = _CLS, read.ids[w.begin : w.end], _SEP
        shapes[0, 1:-1] = read.shapes[w.begin : w.end]
        gaps[0, 1:-1] = read.gaps[w.begin : w.end]
        mask = np.ones(ids.shape, dtype=np.float32)
        out = _session(self._threads).run(None, {"ids": ids, "cs": shapes, "gp": gaps, "mask": mask})[0]
        logits[w.first : w.last] = out[0, 1 + w.first - w.begin : 1 + w.last - w.begin]


def names(text: str, reading: WordScores, threshold: float = 0.5) -> Iterator[ReadName]:
    """Runs of words that are part of a name with more than `threshold`."""
    for first, last in _runs(reading, threshold):
        rows = reading.scores[first:last]
        kind, chance = _kind(rows), float(1 - rows[:, 0].max())
        kinds = _by_kind(rows).sum(axis=(0, 2))
        for span in _on_lines(text, Span(int(reading.starts[first]), int(reading.ends[last - 1]))):
            if any(c.isalpha() for c in span.of(text)):
                yield ReadName(span, kind, chance, float(kinds[0] / kinds.sum()))


def _on_lines(text: str, span: Span) -> Iterator[Span]:
    """The span, cut at the ends of short lines if it fills all its lines, as in lists; else it is wrapped."""
    first, last = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    fills = not text[first : span.start].strip() and not text[span.end : last if last >= 0 else len(text)].strip(
        " \t,;."
    )
    start = span.start
    for end in _LINE_END.finditer(text, span.start, span.end) if fills else ():
        if end.start() - text.rfind("\n", 0, end.start()) <= _SHORT_LINE:
            yield Span(start, end.start())
            start = end.end()
    yield Span(start, span.end)


def _kind(rows: Floats) -> Kind:
    """Kind of a name; a government only if that is certain, since governments are merely *possible*."""
    sums = _by_kind(rows).sum(axis=(0, 2))
    unsure = len(sums) == len(KINDS) and sums[-1] < _GOVERNMENT_SURE * sums.sum()
    return KINDS[int(sums[:-1].argmax() if unsure else sums.argmax())]


def _runs(reading: WordScores, threshold: float) -> Iterator[tuple[int, int]]:
    """First and last + 1 of the words of each name."""
    by_kind = _by_kind(reading.scores)
    rows, best = np.arange(len(by_kind)), by_kind.sum(axis=2).argmax(axis=1)
    begins = by_kind[rows, best, 0] > by_kind[rows, best, 1]
    first = last = -1
    for word in np.flatnonzero(1 - reading.scores[:, 0] > threshold).tolist():
        if word != last or begins[word] or reading.gaps[word] == WIDE:
            if first >= 0:
                yield first, last
            first = word
        last = word + 1
    if first >= 0:
        yield first, last


def _by_kind(scores: Floats) -> Floats:
    """Probabilities of words as (word, kind, B or I)."""
    parted: Floats = scores[:, 1:].reshape(len(scores), scores.shape[1] // 2, 2)
    return parted


def _chunks(text: str) -> Iterator[Span]:
    """Chunks of about `_CHUNK` characters, cut at blank lines where there are any, else at blanks."""
    start = 0
    while len(text) - start > _CHUNK:
        middle, limit = start + _CHUNK // 2, start + _CHUNK
        cut = max(text.rfind("\n\n", middle, limit), 0) or max(text.rfind(" ", middle, limit), 0) or limit
        yield Span(start, cut)
        start = cut
    yield Span(start, len(text))


def _probabilities(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True)) if len(logits) else logits
    chances: Floats = (powers / powers.sum(axis=1, keepdims=True)).astype(np.float32)
    return chances


@functools.cache
def _session(threads: int) -> Any:
    content = resource("models", "names.onnx").read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ResourceMissing(
            "The name model resources/models/names.onnx is not the one of this version.", "Install LegalRedact again."
        )
    runtime = onnxruntime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry(*EXACT)
    providers = ["CPUExecutionProvider"]
    return runtime.InferenceSession(content, options, providers=providers, disabled_optimizers=_SLOW)
