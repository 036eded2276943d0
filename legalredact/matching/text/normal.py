"""The normal form of a text: its letters and digits, normalized, with the gaps between them.

Names are compared by `key` alone, so case, diacritics, ligatures, width, quotes, soft hyphens, invisible characters,
line breaks and letter spacing never hide a name. Afterwards the gaps decide whether the matched letters can be one
name: see `finder`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag

import numpy as np
import numpy.typing as npt

from legalredact.matching.text.confusables import plain_letters
from legalredact.model.mention import Span


class Gap(IntFlag):
    """What is between two letters of the key; several may be set, none if the letters are adjacent.

    SPACE, LINE (one line break), BREAK (a blank line or page break), HYPHEN (any dash), APOSTROPHE (any single quote),
    POINT (marks inside names and addresses), RULE (borders of captions and table cells, quote marks of messages), OTHER
    (any other mark), INVISIBLE (soft hyphens, zero-width, direction and combining marks), TURN (no character, but a
    change: from lower to upper case, between letter and digit, or in scripts without spaces), EDGE (start or end of the
    text).
    """

    SPACE = 1
    LINE = 2
    BREAK = 4
    HYPHEN = 8
    APOSTROPHE = 16
    POINT = 32
    RULE = 64
    OTHER = 128
    INVISIBLE = 256
    TURN = 512
    EDGE = 1024


SEEN = ~(Gap.INVISIBLE | Gap.TURN) & 2047
"""All gaps that are visible to a reader."""

_VISIBLE = int(Gap.HYPHEN | Gap.APOSTROPHE | Gap.POINT | Gap.RULE | Gap.OTHER)

HYPHENS = frozenset("-\u00ac\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u30fb\ufe58\ufe63\uff0d")
APOSTROPHES = frozenset("'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201a\u201b\u2032\uff07")
_POINTS = frozenset(".,&/_+@\u00b7\u2022\uff0e\uff0c\uff06")
_RULES = frozenset(")]}|:*>\u00a7\u2502\u2503\u2551")
_LINES = {"\n": 2, "\r": 2, "\v": 2, "\x85": 2, "\u2028": 2, "\f": 6, "\u2029": 6}
_INVISIBLE_CATEGORIES = frozenset({"Cf", "Mn", "Mc", "Me", "Cc"})
_TATWEEL = "\u0640"
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "n"}
)
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x2E80, 0xA4CF), (0xAC00, 0xD7AF))

_STRETCH = 1 << 18
_WORD_BEGINS = re.compile(r"\s(?=[^\W_\u0640\u02b9\u02bb\u02bc\u02bd\u02c8])")
"""White space before a letter that is in the key; some letters, such as the tatweel, are only marks there."""

# Bits for properties of a character, above those of `Gap`.
_UPPER, _LOWER, _DIGIT, _FREE, _NEWLINE, _KNOWN = 2048, 4096, 8192, 16384, 32768, 65536
_NATURE = np.zeros(0x110000, dtype=np.uint32)
_WIDTH = np.zeros(0x110000, dtype=np.uint8)


def fold(character: str) -> str:
    """The letters and digits of `character`: lower case, without diacritics; empty for marks."""
    if not character.isalnum() or character in APOSTROPHES or character in HYPHENS or character == _TATWEEL:
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(c for c in plain.translate(_UNDECOMPOSED) if c.isalnum() and c not in APOSTROPHES)


class _Folded(dict[int, str | None]):
    """Translation table for `str.translate`, filled on demand."""

    def __missing__(self, code: int) -> str | None:
        self[code] = fold(chr(code)) or None
        return self[code]


_FOLDED = _Folded()


def _gap_of(character: str) -> int:
    """The gap bits of a character that is not a letter or digit."""
    if character in _LINES:
        return _LINES[character] | (_NEWLINE if character == "\n" else 0)
    for bit, members in (
        (Gap.HYPHEN, HYPHENS),
        (Gap.APOSTROPHE, APOSTROPHES),
        (Gap.POINT, _POINTS),
        (Gap.RULE, _RULES),
    ):
        if character in members:
            return int(bit)
    if character.isspace():
        return int(Gap.SPACE)
    hidden = character == _TATWEEL or unicodedata.category(character) in _INVISIBLE_CATEGORIES
    return int(Gap.INVISIBLE if hidden else Gap.OTHER)


def _script_of(character: str) -> int:
    """Bits for upper or lower case, digit, or a script without spaces."""
    if any(first <= ord(character) <= last for first, last in _UNSPACED):
        return _FREE
    if character.isdigit():
        return _DIGIT
    return _UPPER if character.isupper() else _LOWER if character.islower() else 0


def _learn(codes: npt.NDArray[np.uint32]) -> None:
    """Extend the tables by the new characters among `codes`."""
    for code in np.unique(codes[_NATURE[codes] == 0]).tolist():
        letters = _FOLDED[code] or ""
        _WIDTH[code] = len(letters)
        _NATURE[code] = _KNOWN | (_script_of(chr(code)) if letters else _gap_of(chr(code)))


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in its normal form.

    Arguments:
        text: the original, with confusable letters replaced.
        key: its letters and digits, normalized.
        starts: for each character of the key, the offset in `text` of its source.
        gaps: one more than the key is long; `gaps[i]` is the gap before character `i` (bits of `Gap`).
    """

    text: str = field(repr=False)
    key: str = field(repr=False)
    starts: npt.NDArray[np.int32] = field(repr=False)
    gaps: npt.NDArray[np.uint16] = field(repr=False)

    def span(self, first: int, last: int) -> Span:
        """The span in the text of characters `first` to `last` (exclusive) of the key, with their marks."""
        end = int(self.starts[last - 1]) + 1
        while end < len(self.text) and unicodedata.category(self.text[end]) in ("Mn", "Mc", "Me"):
            end += 1
        return Span(int(self.starts[first]), end)

    def piece_before(self, at: int) -> str:
        """Letters directly before character `at` of the key, back to the last gap or turn, at most six."""
        start = at - 1
        while start > 0 and at - start < 6 and not int(self.gaps[start]) & int(SEEN | Gap.TURN):
            start -= 1
        return self.key[max(0, start) : at]


def key_of(text: str) -> str:
    """Only the key of the text's normal form: its letters and digits, normalized."""
    return plain_letters(text).translate(_FOLDED)


def is_blank(text: str) -> bool:
    """Whether nothing in it can be seen: it is empty, or white space and invisible characters alone."""
    return not any(fold(character) or _gap_of(character) & _VISIBLE for character in text)


def normal_form(text: str) -> Normal:
    """The normal form of `text`: letters and digits with their offsets and gaps.

    Takes about a second for a million words, and little memory besides the result (some 8 bytes a character).
    """
    text = plain_letters(text)
    starts, gaps, carried = [], [], int(Gap.EDGE)
    for begin, end in _stretches(text):
        kept, between = _letters(text[begin:end])
        between[0] |= carried
        carried = int(between[-1])
        starts.append(kept + np.int32(begin))
        gaps.append(between[:-1])
    gaps.append(np.array([carried | int(Gap.EDGE)], np.uint16))
    return Normal(
        text, text.translate(_FOLDED), np.concatenate(starts or [np.zeros(0, np.int32)]), np.concatenate(gaps)
    )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The text in parts of bounded length, split at beginnings of words, so that no gap is split."""
    begin = 0
    while begin < len(text):
        cut = _WORD_BEGINS.search(text, begin + _STRETCH)
        end = cut.end() if cut else len(text)
        yield begin, end
        begin = end


def _letters(text: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
    """Offsets of the characters in the key (repeated if a character becomes two letters), and the gaps around them."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    _learn(codes)
    nature, width = _NATURE[codes], _WIDTH[codes]
    kept = np.flatnonzero(width).astype(np.int32)
    gaps = _gaps(nature, kept)
    repeats = width[kept]
    if kept.size and int(repeats.max()) > 1:
        spread = np.zeros(int(repeats.sum()) + 1, np.uint16)
        spread[np.concatenate(([0], np.cumsum(repeats, dtype=np.int64)))] = gaps
        return np.repeat(kept, repeats), spread
    return kept, gaps


def _gaps(nature: npt.NDArray[np.uint32], kept: npt.NDArray[np.int32]) -> npt.NDArray[np.uint16]:
    """The gap before each kept character, and after the last one."""
    out = np.zeros(kept.size + 1, np.uint16)
    marks = (nature & 2047).astype(np.uint16)
    out[0] = np.bitwise_or.reduce(marks[: kept[0]] if kept.size else marks, initial=0)
    if kept.size:
        out[1:] = np.bitwise_or.reduceat(marks, kept)
        lines = np.add.reduceat(((nature & _NEWLINE) > 0).astype(np.uint16), kept)
        out[1:][lines > 1] |= int(Gap.BREAK)
        touching = out[1:-1] & int(SEEN) == 0
        out[1:-1][touching & _turns(nature[kept], touching)] |= int(Gap.TURN)
    return out


def _turns(nature: npt.NDArray[np.uint32], touching: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Whether there is a turn between each kept character and the next: aB, ABc before B, a1, 1a, or no spaces."""
    this, following = nature[:-1], nature[1:]
    upper = (following & _UPPER) > 0
    before_lower = np.append(((following & _LOWER) > 0) & touching, False)[1:]
    camel = upper & (((this & _LOWER) > 0) | (((this & _UPPER) > 0) & before_lower))
    digit = ((this ^ following) & _DIGIT) > 0
    free = ((this | following) & _FREE) > 0
    result: npt.NDArray[np.bool_] = camel | digit | free
    return result
