"""The words of a search as patterns: all of them, a phrase, either of two, none of these, near each other.

The forms are those of document review platforms (dtSearch in Relativity, Everlaw's content search), as far as one line
of words needs them.
"""

import bisect
import enum
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from legalredact.model.mention import Span

LEAST = 2
"""Letters or digits that one word of a search needs; a shorter word finds only itself, as in "J Alder"."""
FARTHEST = 50
"""Most words between two words of ``w/N``."""
_PARTS = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))')
_NEAR = re.compile(r"w/(\d{1,2})", re.IGNORECASE)
_WORDS = re.compile(r"[\w*]+")
_WORD = re.compile(r"\w+")
_LONGEST = 60
"""Characters that a word between two near words may take, with the space behind it."""
_ANY = r"\w{0,30}"
"""An asterisk; bounded, since several of them would take long in an endless word."""
ASTERISKS = 3
"""Most asterisks of a word."""
_WITHOUT_SPACES = "\u2e80"
"""From this character on, scripts have no spaces between words, so a word may begin anywhere."""
_LATIN = range(0xC0, 0x250)
"""Code points of Latin letters with marks."""


class Scope(enum.StrEnum):
    """Where words are searched."""

    BOTH = "both"
    NAMES = "names"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Term:
    """One word, phrase or pair of near words.

    Arguments:
        pattern: finds its places.
        rare: lower-case letters that each place in an ASCII text has; an ASCII text without them is not searched.
    """

    pattern: re.Pattern[str] = field(repr=False)
    rare: str = field(repr=False)

    def places(self, text: str) -> Iterator[Span]:
        """Its places in a text, in order."""
        if text.isascii() and self.rare not in text.lower():
            return iter(())
        return (Span(*match.span()) for match in self.pattern.finditer(text))


@dataclass(frozen=True, slots=True)
class Near:
    """Two terms with at most so many words between them, in either order.

    The places of both are compared here: one regular expression for both would search each text for seconds.
    """

    one: "Term | Near"
    other: Term
    words: int

    def places(self, text: str) -> Iterator[Span]:
        """The places from one term to the other, in order."""
        ones, others = list(self.one.places(text)), list(self.other.places(text))
        found = {*self._pairs(ones, others, text), *self._pairs(others, ones, text)}
        return iter(sorted(found))

    def _pairs(self, firsts: Sequence[Span], seconds: Sequence[Span], text: str) -> Iterator[Span]:
        """Each first term with the next second one behind it, if that is near."""
        for first in firsts:
            at = bisect.bisect_left(seconds, first.end, key=lambda span: span.start)
            if at < len(seconds) and seconds[at].start - first.end <= _LONGEST * (self.words + 1):
                between = _WORD.findall(text, first.end, seconds[at].start)
                if len(between) <= self.words:
                    yield Span(first.start, seconds[at].end)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that a text must have, and terms that it must not have."""

    wanted: tuple[Term | Near, ...]
    unwanted: tuple[Term, ...] = ()

    def places(self, text: str) -> list[Span]:
        """Places of all its terms in order; none if a term is missing or an unwanted one is there."""
        found = [list(term.places(text)) for term in self.wanted]
        if not all(found) or self.excludes(text):
            return []
        return sorted(span for spans in found for span in spans)

    def excludes(self, text: str) -> bool:
        """Whether an unwanted term is there."""
        return any(next(term.places(text), None) is not None for term in self.unwanted)


@dataclass(frozen=True, slots=True)
class Query:
    """A search: one of several alternatives.

    Arguments:
        fault: why it cannot be searched, for a person; empty if it can. An empty search has neither.
    """

    alternatives: tuple[Alternative, ...] = ()
    fault: str = ""

    def __bool__(self) -> bool:
        return bool(self.alternatives)

    def places(self, text: str) -> list[Span]:
        """Places of the terms of all alternatives that the text fulfills, in order, none twice and none overlapping."""
        found = {span for one in self.alternatives for span in one.places(text)}
        apart: list[Span] = []
        for span in sorted(found, key=lambda span: (span.start, -span.end)):
            if not apart or span.start >= apart[-1].end:
                apart.append(span)
        return apart

    def fits(self, text: str) -> bool:
        """Whether a text fulfills it."""
        return any(one.places(text) for one in self.alternatives)


def parsed(words: str) -> Query:
    """Read what a person typed.

    - ``alder lease``: documents with both words. A word finds words that begin with it, in any case and with or without
      accents.
    - ``"lease agreement"``: these very words, one after the other.
    - ``al*er``: any letters in place of the asterisk.
    - ``alder OR granite``: one of both.
    - ``lease -draft``: not in documents with the second word.
    - ``alder w/5 lease``: at most five words between them, in either order.
    """
    alternatives: list[Alternative] = []
    wanted: list[Term | Near] = []
    unwanted: list[Term] = []
    pieces = [*_pieces(words), _Piece("", is_or=True)]
    if fault := _fault(pieces):
        return Query(fault=fault)
    near = 0
    for piece in pieces:
        if piece.is_or:
            if wanted:
                alternatives.append(Alternative(tuple(wanted), tuple(unwanted)))
            elif unwanted:
                return Query(fault="Add a word to find to the word to leave out.")
            wanted, unwanted, near = [], [], 0
        elif piece.near:
            near = piece.near if wanted else 0
        elif piece.minus:
            unwanted.append(_term(piece))
        elif near:
            wanted[-1], near = Near(wanted[-1], _term(piece), near), 0
        else:
            wanted.append(_term(piece))
    return Query(tuple(alternatives))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of what was typed.

    Arguments:
        pattern: of a word or phrase.
        letters: its longest run of ASCII letters and digits, without accents; empty if it has none.
        length: number of its letters and digits.
        asterisks: their number.
        near: N of ``w/N``.
    """

    pattern: str = field(repr=False)
    letters: str = field(default="", repr=False)
    length: int = 0
    asterisks: int = 0
    minus: bool = False
    near: int = 0
    is_or: bool = False


def _pieces(words: str) -> Iterator[_Piece]:
    for match in _PARTS.finditer(words):
        word, phrase, minus = match["word"], match["phrase"], bool(match["minus"])
        near = _NEAR.fullmatch(word or "")
        if word == "OR" and not minus:
            yield _Piece("", is_or=True)
        elif near and not minus:
            yield _Piece("", near=min(max(1, int(near[1])), FARTHEST))
        elif _WORDS.search(match["phrase"] or word or ""):
            yield _piece(phrase or word, exact=bool(phrase), minus=minus)


def _fault(pieces: Sequence[_Piece]) -> str:
    """Why these cannot be searched; empty if they can, or if there are none."""
    found = [piece for piece in pieces if piece.pattern]
    if found and max(piece.length for piece in found) < LEAST:
        return f"Type at least {LEAST} letters or digits of a word."
    if any(piece.asterisks > ASTERISKS for piece in found):
        return f"Use at most {ASTERISKS} asterisks in a word."
    return ""


def _piece(words: str, *, exact: bool, minus: bool) -> _Piece:
    """A phrase, or one word: its punctuation may be missing or another one ("Smith-Jones" finds "Smith Jones")."""
    parts = _WORDS.findall(words)
    length = sum(letter.isalnum() for letter in words)
    body = (r"\W+" if exact else r"\W{1,3}").join(map(_letters, parts))
    begin = r"(?<!\w)" if words.lstrip('"')[:1] < _WITHOUT_SPACES else ""
    end = r"\w*" if length >= LEAST and not exact else r"(?!\w)" if begin else ""
    return _Piece(f"{begin}{body}{end}", _rare(parts), length, words.count("*"), minus)


def _term(piece: _Piece) -> Term:
    return Term(re.compile(piece.pattern, re.IGNORECASE), piece.letters)


def _rare(parts: Sequence[str]) -> str:
    """The longest run without asterisks, without accents; empty if none is in ASCII."""
    runs = [_plain(run) for part in parts for run in part.split("*")]
    return max((run for run in runs if run.isascii()), key=len, default="")


def _letters(word: str) -> str:
    """A pattern for a word: each letter with or without accents, an asterisk for any letters.

    The letters after an asterisk are taken where they come first, except after the last one: several asterisks would
    otherwise be tried with all lengths of each other.
    """
    first, *others = ("".join(map(_variants, part)) for part in _composed(word).split("*"))
    inner = "".join(f"(?>{_ANY}?{part})" for part in others[:-1])
    return f"{first}{inner}{''.join(f'{_ANY}{part}' for part in others[-1:])}"


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def _plain(text: str) -> str:
    """In lower case, without accents."""
    return "".join(_base(letter) for letter in _composed(text).lower())


def _base(letter: str) -> str:
    """A Latin letter without its marks; others as they are."""
    first = unicodedata.normalize("NFKD", letter)[0]
    return first if "a" <= first <= "z" else letter


def _variants(letter: str) -> str:
    """A pattern for a letter with any marks, composed or as separate characters."""
    base = _base(letter.lower())
    if base not in _marked():
        return re.escape(letter)
    return f"[{base}{_marked()[base]}][\u0300-\u036f]*"


@functools.cache
def _marked() -> dict[str, str]:
    """For each letter from a to z the lower-case letters with marks."""
    found = {chr(code): "" for code in range(ord("a"), ord("z") + 1)}
    for letter in map(chr, _LATIN):
        base = _base(letter)
        if base != letter and base in found and letter == letter.lower():
            found[base] += letter
    return found
