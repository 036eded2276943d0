"""Near-duplicates by text: drafts of one letter, a thread quoted again, the same page scanned twice.

MinHash over shingles of five words (Broder 1997): the share of equal numbers in two signatures estimates the share of
shingles that two texts have in common. Signatures are cut into bands, and only texts with an equal band are compared,
so that the work grows with the number of documents and not with its square. Everything is fixed: the same texts give
the same signatures on every machine and, in the same order, the same groups.

A near-duplicate may name other people than its like (a form letter does), so it is never taken for the same document:
groups let a person look at like texts together.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

SHINGLE = 5
"""Words of a shingle."""

_NUMBERS = 128
_BANDS = 16
_ALIKE = 0.85
"""Share of shingles in common from which two texts are near-duplicates: a few changed words in a page."""

_WORD = re.compile(r"\w+")
_CHUNK = 4096
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

_Numbers = npt.NDArray[np.uint64]


def signature(text: str) -> bytes:
    """What a text is compared by: 512 bytes, or none for a text without words."""
    shingles = _shingles(text)
    if not len(shingles):
        return b""
    factors, offsets = _permutations()
    least = np.full(_NUMBERS, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(shingles), _CHUNK):
        mixed = shingles[start : start + _CHUNK, None] * factors + offsets
        least = np.minimum(least, (mixed >> np.uint64(32)).astype(np.uint32).min(axis=0))
    return least.astype("<u4").tobytes()


def similarity(one: bytes, other: bytes) -> float:
    """Estimated share of shingles that two texts have in common, 0 to 1, by their signatures; 0 if one has no words."""
    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")))


def near_duplicates(signatures: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """For each text that is like an earlier one: the key of the first text of its group.

    Arguments:
        signatures: keys and signatures; the order decides who is first, so give them in the order of the production.
    """
    kept: dict[str, bytes] = {}
    bands: dict[tuple[int, bytes], list[str]] = {}
    groups: dict[str, str] = {}
    for key, own in signatures:
        if not own:
            continue
        pieces = _bands(own)
        near = dict.fromkeys(first for piece in pieces for first in bands.get(piece, ()))
        best = max(near, key=lambda first: similarity(kept[first], own), default="")
        if best and similarity(kept[best], own) >= _ALIKE:
            groups[key] = best
            continue
        kept[key] = own
        for piece in pieces:
            bands.setdefault(piece, []).append(key)
    return groups


def _shingles(text: str) -> _Numbers:
    """Numbers of the different shingles of a text; a text of fewer words is one shingle."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if not words:
        return np.empty(0, dtype=np.uint64)
    numbers = np.fromiter((zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words))
    count = max(1, len(numbers) - SHINGLE + 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(min(SHINGLE, len(numbers))):
        mixed = (mixed + numbers[place : place + count] + np.uint64(place)) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


def _permutations() -> tuple[_Numbers, _Numbers]:
    """Odd factors and offsets, always the same."""
    numbers = np.arange(1, 2 * _NUMBERS + 1, dtype=np.uint64) * _MULTIPLIER
    numbers ^= numbers >> np.uint64(31)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(27)
    return numbers[:_NUMBERS] | np.uint64(1), numbers[_NUMBERS:]


def _bands(own: bytes) -> list[tuple[int, bytes]]:
    size = len(own) // _BANDS
    return [(band, own[band * size : (band + 1) * size]) for band in range(_BANDS)]
