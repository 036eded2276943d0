"""Search strings of an audit. This code is independent of the code that makes copies, so that both do not miss the same
names."""

import contextlib
import html
import re
import unicodedata
import urllib.parse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.redaction.targets import Target, is_checkable

_DROPPED = dict.fromkeys(
    (
        *(code for code in range(0x3001) if chr(code).isspace()),
        *(0x2D, 0xAD, 0x2060, 0xFEFF),
        *range(0x200B, 0x2016),
    )
)
_DERIVED = 6
"""Letters that a derived spelling needs: "J. Li" occurs by chance in too many places."""

_AROUND = 24
_BLANK_BYTES = b"\0\t\n\v\f\r -"
_WORDS_ONLY = re.compile(r"\w")

_QUOTED = re.compile("=(?=[0-9A-F]{2})")
_UNIT = re.compile(r"\\u([0-9A-Fa-f]{4})")
_TURNED = re.compile("\u202e([^\u202c\n]+)")
"""Text shown from right to left."""


@dataclass(frozen=True, slots=True)
class NeedleHit:
    """A name found in a text: its number, from 1 in the order of the names, and the text around it without the name."""

    name: int
    masked_excerpt: str = field(repr=False)


class Needles:
    """All spellings of all names, squeezed: normalized, lower case, without spaces, hyphens and invisible characters.

    Names that are too short for this, or that are English words, are searched as whole words.
    """

    def __init__(self, targets: Sequence[Target]) -> None:
        self._squeezed: dict[str, int] = {}
        words: dict[str, int] = {}
        self.words_only: list[int] = []
        for number, target in enumerate(targets, start=1):
            known = frozenset(target.spellings)
            for spelling in target.all_spellings:
                needle = squeezed(spelling)
                if target.anywhere and spelling in known and is_checkable(spelling):
                    self._squeezed.setdefault(needle, number)
                elif spelling in known or not target.anywhere:
                    words.setdefault(spelling, number)
                elif _letters(needle) >= _DERIVED:
                    self._squeezed.setdefault(needle, number)
            for spelling in target.also:
                words.setdefault(spelling, number)
            if any(spelling in words for spelling in target.spellings):
                self.words_only.append(number)
        spelled = {squeezed(spelling): spelling for target in targets for spelling in target.all_spellings}
        self._in_bytes = {
            needle: _byte_forms(needle, spelled[needle]) for needle in self._squeezed if len(needle) >= _DERIVED
        }
        self._longest = max(map(len, self._squeezed), default=0)
        self._words = tuple((_as_word(spelling), number) for spelling, number in words.items() if _letters(spelling))

    def find(self, text: str, *, prose: bool = True) -> Iterator[NeedleHit]:
        """Yield each name that occurs in `text`, once.

        Arguments:
            prose: the text consists of words; binary data does not, and holds short names by chance.
        """
        seen: set[int] = set()
        text = "\n".join((text, *(turned[::-1] for turned in _TURNED.findall(text)), *_unquoted(text)))
        tight = squeezed(text)
        for needle, number in self._squeezed.items():
            at = tight.find(needle)
            if at >= 0 and number not in seen:
                seen.add(number)
                yield NeedleHit(number, self._around(tight, at, at + len(needle)))
        if prose and self._words:
            yield from self._as_words(text, seen)

    def _around(self, tight: str, start: int, end: int) -> str:
        """The text around a find. Other names beside it are left out, even if only part of one would be shown."""
        reach = (_AROUND + 1) * self._longest  # what is left out is shorter than a name, so names behind it move up
        before, after = tight[max(0, start - reach) : start], tight[end : end + reach]
        for needle in self._squeezed:
            before, after = before.replace(needle, "[…]"), after.replace(needle, "[…]")
        return f"{before[-_AROUND:]}[…]{after[:_AROUND]}"

    def _as_words(self, text: str, seen: set[int]) -> Iterator[NeedleHit]:
        plain = " ".join(unicodedata.normalize("NFKC", text).translate({0xAD: None, 0x200B: None}).split())
        for pattern, number in self._words:
            match = pattern.search(plain) if number not in seen else None
            if match:
                seen.add(number)
                around = plain[max(0, match.start() - _AROUND) : match.start()], plain[match.end() :][:_AROUND]
                yield NeedleHit(number, "[…]".join(around))

    def in_bytes(self, data: bytes) -> Iterator[NeedleHit]:
        """Yield names that occur in raw bytes in usual encodings. Only long names: short ones occur by chance."""
        tight = _tight(data)
        for needle, forms in self._in_bytes.items():
            if any(form in tight for form in forms):
                yield NeedleHit(self._squeezed[needle], "[…]")


def _unquoted(text: str) -> Iterator[str]:
    """Decoded forms of text with escapes, as in addresses, headers of e-mail, JSON and HTML."""
    plain = urllib.parse.unquote(_QUOTED.sub("%", text))
    plain = html.unescape(_UNIT.sub(lambda match: chr(int(match[1], 16)), plain))
    if plain != text:
        yield plain


def squeezed(text: str) -> str:
    """A text in the form in which names are compared here."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")
    return folded.translate(_DROPPED)


def _tight(data: bytes) -> bytes:
    """Without white space and NUL, so that UTF-16 reads like ASCII; ASCII letters in lower case."""
    return data.translate(None, _BLANK_BYTES).lower()


def _byte_forms(needle: str, spelling: str) -> frozenset[bytes]:
    """A name in all encodings in which it may occur: as spelled, in lower case, and in capitals."""
    forms: set[bytes] = set()
    for text in (needle, needle.upper(), unicodedata.normalize("NFKC", spelling).translate(_DROPPED)):
        forms.update(_tight(text.encode(encoding)) for encoding in ("utf-8", "utf-16-be", "utf-16-le"))
        with contextlib.suppress(UnicodeEncodeError):
            forms.add(_tight(text.encode("cp1252")))
    return frozenset(forms)


def _letters(text: str) -> int:
    return len(_WORDS_ONLY.findall(text))


def _as_word(spelling: str) -> re.Pattern[str]:
    """A whole-word pattern: a single word as written or in capitals, several words in any case."""
    words = unicodedata.normalize("NFKC", spelling).split()
    body = r"\s+".join(map(re.escape, words))
    if len(words) == 1:
        forms = dict.fromkeys((words[0], words[0].upper(), words[0].capitalize()))
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, forms))})(?![^\W_])")
    return re.compile(rf"(?<![^\W_]){body}(?![^\W_])", re.IGNORECASE)
