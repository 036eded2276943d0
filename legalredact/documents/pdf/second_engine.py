"""Compares the text of every page with PDFium's: text that only PDFium reads would not be searched for names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import pypdfium2

from legalredact.model.source import Source

_SHARE = 0.1
"""Share of a page's words from which a difference is reported, whatever the words are."""

_LEAST = 3
"""Letters of a capitalized word from which it may be a name."""

_LINE_END_HYPHENS = re.compile("[\ufffe\x02]")
"""Characters that PDFium uses for a hyphen at the end of a line."""

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """Text of a page that only the second engine reads.

    Arguments:
        lines: complete lines that contain such words.
        words: number of such words.
        names: number of those with a capital letter, which may be names.
        total: number of words that it reads on the page.
    """

    lines: tuple[str, ...] = field(repr=False)
    words: int
    names: int
    total: int

    @property
    def matters(self) -> bool:
        """Whether a person must look: there is a possible name, or a tenth of the page differs."""
        return self.names > 0 or self.words > max(2.0, _SHARE * self.total)


NONE = Difference((), 0, 0, 0)


class SecondEngine:
    """PDFium on one file. All calls must come from the same thread.

    Arguments:
        source: the file.
    """

    def __init__(self, source: Source) -> None:
        try:
            self._document: pypdfium2.PdfDocument | None = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError:
            self._document = None

    @property
    def opened(self) -> bool:
        """Whether PDFium could open the file."""
        return self._document is not None

    def text(self, index: int) -> str | None:
        """Text of a page, counted from 0; empty if the file could not be opened, None if the page cannot be read."""
        if self._document is None:
            return ""
        try:
            page = self._document[index]
            try:
                text_page = page.get_textpage()
                try:
                    return str(text_page.get_text_range(errors="replace"))
                finally:
                    text_page.close()
            finally:
                page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError):
            return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None


def difference(first: Sequence[str], second: str) -> Difference:
    """Words of a page that only the second engine reads.

    Engines split words differently, so a word counts as read if its letters occur anywhere in the first engine's text
    with spaces removed.

    Arguments:
        first: words of the first engine, in its order.
        second: text of the second engine.
    """
    second = _LINE_END_HYPHENS.sub("-", second)
    words = second.split()
    left = Counter(words) - Counter(first)
    if not left:
        return NONE
    letters = _letters("".join(first))
    new = {word for word in left if _is_new(word, letters)}
    if not new:
        return NONE
    lines = tuple(line.strip() for line in second.splitlines() if not new.isdisjoint(line.split()))
    count = sum(left[word] for word in new)
    return Difference(lines, count, sum(left[word] for word in new if _may_be_name(word)), len(words))


def _is_new(word: str, letters: str) -> bool:
    own = _letters(word)
    if len(own) < 2 or own in letters:
        return False
    return own[::2] != own[1::2] or own[::2] not in letters  # text printed twice for boldness has every letter doubled


def _letters(text: str) -> str:
    """Letters and digits only, normalized so that ligatures, accents and punctuation make no difference."""
    return _NO_LETTERS.sub("", text if text.isascii() else unicodedata.normalize("NFKD", text)).casefold()


def _may_be_name(word: str) -> bool:
    return any(char.isupper() for char in word) and sum(map(str.isalpha, word)) >= _LEAST


def total(differences: Iterable[Difference]) -> int:
    """Number of words, over several pages, that only the second engine reads."""
    return sum(each.words for each in differences)
