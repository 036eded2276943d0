"""Converts texts to the network's input: windows of word pieces, each with the set of its correct labels."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from generator.marks import Stretch
from labels import Allowed, Sets, anything, word_sets

from legalredact.detection.model.tokenizer import PUNCTUATION, tokens

Ints = npt.NDArray[np.int64]
LONGEST, SHORTEST = 250, 90
"""Pieces of a window in training; reading uses up to 184."""
CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Example:
    """One window. `sets` is 0 for pieces that do not begin a word: nothing is learned there."""

    ids: Ints
    shapes: Ints
    gaps: Ints
    sets: Sets


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to the same length."""

    ids: Ints
    shapes: Ints
    gaps: Ints
    mask: npt.NDArray[np.float32]
    sets: Sets


def examples(text: str, stretches: Sequence[Allowed], chance: random.Random) -> Iterator[Example]:
    """The windows of one text, of random lengths, each beginning with a word."""
    read = tokens(text)
    if not read.words:
        return
    sets = np.zeros(len(read.ids), dtype=np.uint8)
    sets[read.firsts] = word_sets(read.starts, read.ends, stretches)
    begin = 0
    while begin < len(read.ids):
        limit = begin + chance.randint(SHORTEST, LONGEST)
        word = int(np.searchsorted(read.firsts, limit, side="right")) - 1
        end = (
            int(read.firsts[word]) if limit < len(read.ids) and read.firsts[word] > begin else min(limit, len(read.ids))
        )
        yield Example(read.ids[begin:end], read.shapes[begin:end], read.gaps[begin:end], sets[begin:end])
        begin = end


def allowed(stretches: Sequence[Stretch]) -> tuple[Allowed, ...]:
    """The labels of a generated document as sets."""
    return tuple(
        anything(s.start, s.end) if s.label == "ANY" else Allowed(s.start, s.end, (s.label,)) for s in stretches
    )


def batches(chosen: Sequence[Example], pieces: int, chance: random.Random) -> list[list[Example]]:
    """Batches of windows of similar length, about `pieces` pieces each, in random order."""
    ordered = sorted(chosen, key=lambda e: (len(e.ids), chance.random()))
    grouped: list[list[Example]] = []
    for one in ordered:
        if not grouped or (len(grouped[-1]) + 1) * (len(one.ids) + 2) > pieces:
            grouped.append([])
        grouped[-1].append(one)
    chance.shuffle(grouped)
    return grouped


def padded(group: Sequence[Example]) -> Batch:
    """The windows of a batch as arrays, with the tokens that begin and end a text."""
    size = max(len(one.ids) for one in group) + 2
    ids = np.zeros((len(group), size), dtype=np.int64)
    shapes = np.full_like(ids, PUNCTUATION)
    gaps = np.zeros_like(ids)
    mask = np.zeros(ids.shape, dtype=np.float32)
    sets = np.zeros(ids.shape, dtype=np.uint8)
    for row, one in enumerate(group):
        length = len(one.ids)
        ids[row, : length + 2] = [CLS, *one.ids, SEP]
        shapes[row, 1 : length + 1] = one.shapes
        gaps[row, 1 : length + 1] = one.gaps
        sets[row, 1 : length + 1] = one.sets
        mask[row, : length + 2] = 1
    return Batch(ids, shapes, gaps, mask, sets)
