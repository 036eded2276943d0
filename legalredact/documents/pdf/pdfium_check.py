"""A second opinion on every page: what PDFium reads and PyMuPDF does not, nobody would have looked through."""

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
"""Share of a page's words from which a difference is reported whatever words they are."""

_LEAST = 3
"""Letters of a word with a capital from which it may be a name."""

_LINE_END_HYPHENS = re.compile("[\ufffe\x02]")
"""What PDFium puts for a hyphen at the end of a line."""

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """What only the second engine reads on a page.

    Arguments:
        lines: its lines in which such words stand, whole.
        words: how many such words.
        names: how many of them have a capital letter and may be names.
        total: how many words it reads on the page.
    """

    lines: tuple[str, ...] = field(repr=False)
    words: int
    names: int
    total: int

    @property
    def matters(self) -> bool:
        """Whether a person must look: a word that may be a name, or a tenth of the page."""
        return self.names > 0 or self.words > max(2.0, _SHARE * self.total)


NONE = Difference((), 0, 0, 0)


class SecondEngine:
    """PDFium on one file, from the same thread from first to last.

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
        """Whether it could open the file at all."""
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

    Engines cut words differently, so a word counts as read if its letters stand anywhere in the first engine's text
    once spaces are taken out.

    Arguments:
        first: words of the first engine, in its order.
        second: text of the second.
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
    return own[::2] != own[1::2] or own[::2] not in letters  # printed twice for boldness, each letter reads double


def _letters(text: str) -> str:
    """Letters and digits alone, folded, so that ligatures, accents and signs make no difference."""
    return _NO_LETTERS.sub("", text if text.isascii() else unicodedata.normalize("NFKD", text)).casefold()


def _may_be_name(word: str) -> bool:
    return any(char.isupper() for char in word) and sum(map(str.isalpha, word)) >= _LEAST


def total(differences: Iterable[Difference]) -> int:
    """Words that only the second engine reads, over several pages."""
    return sum(each.words for each in differences)
