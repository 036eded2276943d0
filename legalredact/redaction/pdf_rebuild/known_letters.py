"""Tells pages whose drawn ink is text that is known to say what it shows, so that OCR need not read them.

A page of a copy is such a page if it shows nothing but level letters, and rules and boxes that draw no letter; if
letters that stand beside each other follow each other in the page's text and are not pressed together; and if every
letter is known: its outline is that of a standard font, or OCR read it on an earlier page as the character that the
text layer claims. Anything else is read by OCR.
"""

import functools
import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pymupdf
from pymupdf import mupdf

from legalredact.model.seen_word import SeenWord
from legalredact.redaction.pdf.page import BROKEN, shown_on
from legalredact.redaction.pdf_rebuild.glyphs import CannotRebuild, Letter, Places, places_of
from legalredact.redaction.pdf_rebuild.outlines import shape_of
from legalredact.redaction.pdf_rebuild.read_glyphs import Faces, letters_of
from legalredact.redaction.text_maps.outlined_text import may_be_drawn

_STANDARD = ("helv", "hebo", "heit", "hebi", "tiro", "tibo", "tiit", "tibi", "cour", "cobo", "coit", "cobi")
"""PyMuPDF's names of the standard fonts for Latin letters."""

_SURE = 0.7
"""Confidence from which a word that OCR read proves its letters."""

_MOST = 12_000
"""Letters of a page from which it is not examined."""

_BESIDE, _AFTER, _APART = 0.16, 0.1, 1.0
"""In ems: largest gap between letters of a word, how far a letter may reach back over the one before, and the gap from
which letters of one line need not follow each other in the text."""

_PRESSED = 0.05
"""In ems: how far a small letter may reach into the room of the one before: with more, c and l show d."""

_OVER = 0.5
"""Share of the smaller letter that two letters may have in common; more, and both may show a third letter."""

Known = tuple[bytes, str]
"""An outline and the text that it stands for."""


class KnownLetters:
    """Examines the pages of one finished copy, in order.

    Arguments:
        path: of the copy, a PDF.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: pymupdf.Document | None = None
        self._faces = Faces()
        self._known: set[Known] = set()
        self._page: tuple[int, tuple[Letter, ...] | None] = (-1, None)

    def says_all(self, number: int) -> bool:
        """Whether the text of a page, counted from 0, is all that it shows; False if that is not certain."""
        letters = self._letters(number)
        return letters is not None and all(
            letter.blank or (key := _key(letter)) in self._known or key in _standard() for letter in letters
        )

    def learn(self, number: int, words: Iterable[SeenWord], dpi: float) -> None:
        """Note the letters of a page that OCR read as its text says, in an image of that resolution."""
        letters = self._letters(number)
        if letters is None:
            return
        read: dict[str, list[SeenWord]] = {}
        for word in words:
            if word.confidence >= _SURE:
                read.setdefault(word.text, []).append(word)
        for members in _words(letters):
            said = "".join(letter.text for letter in members)
            x0, y0, x1, y1 = _around(places_of(members) * (dpi / 72))
            for word in read.get(said, ()):
                if x0 <= (word.x0 + word.x1) / 2 <= x1 and y0 <= (word.y0 + word.y1) / 2 <= y1:
                    self._known.update(map(_key, members))
                    break

    def _letters(self, number: int) -> tuple[Letter, ...] | None:
        """The letters of a page that shows nothing else; None if it may."""
        if self._page[0] != number:
            self._page = number, self._read(number)
        return self._page[1]

    def _read(self, number: int) -> tuple[Letter, ...] | None:
        try:
            if self._document is None:
                self._document = pymupdf.open(self._path, filetype="pdf")
            page = self._document.load_page(number)
            if page.rotation or page.first_annot or page.first_widget or shown_on(page).pictures:
                return None
            if may_be_drawn(page.get_cdrawings()):
                return None
            letters = letters_of(page, self._faces)
            return letters if _is_plain(letters) else None
        except (*BROKEN, CannotRebuild):
            return None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._document is not None:
            self._document.close()
            self._document = None


def _key(letter: Letter) -> Known:
    return letter.shape.outline, letter.text


def _is_plain(letters: Sequence[Letter]) -> bool:
    """Whether letters are level, apart, and in the order in which they are read."""
    if not 0 < len(letters) <= _MOST or not all(letter.level for letter in letters):
        return False
    inked = [letter for letter in letters if not letter.blank]
    return bool(inked) and not _overlap(places_of(inked)) and _in_order(letters)


def _overlap(places: Places) -> bool:
    """Whether any two letters have much in common."""
    places = places[np.argsort(places[:, 1], kind="stable")]
    area = np.maximum(1e-6, (places[:, 2] - places[:, 0]) * (places[:, 3] - places[:, 1]))
    for step in range(1, len(places)):
        one, other = places[:-step], places[step:]
        down = np.minimum(one[:, 3], other[:, 3]) - other[:, 1]
        if not (other[:, 1] < np.maximum.accumulate(one[:, 3])).any():
            return False
        across = np.minimum(one[:, 2], other[:, 2]) - np.maximum(one[:, 0], other[:, 0])
        shared = np.maximum(0, across) * np.maximum(0, down)
        if (shared > _OVER * np.minimum(area[:-step], area[step:])).any():
            return True
    return False


def _in_order(letters: Sequence[Letter]) -> bool:
    """Whether a letter near another one on its line, or in the next word, also follows it in the page's text, and small
    letters are not pressed together.

    Otherwise the letters of a name could be written in any order, and set apart, so that no text engine reads it; or
    two letters could show a third one.
    """
    inked = [letter for letter in letters if not letter.blank]
    order = sorted(range(len(inked)), key=lambda at: (round(inked[at].y, 1), inked[at].x))
    for one, other in itertools.pairwise(order):
        before, after = inked[one], inked[other]
        if abs(before.y - after.y) >= 0.3:
            continue
        gap = after.x - before.end
        if gap < _APART * before.size and other != one + 1:
            return False
        if gap < -_PRESSED * before.size and before.text.islower() and after.text.islower():
            return False
    return True


def _words(letters: Sequence[Letter]) -> list[list[Letter]]:
    """Letters that follow each other without a gap."""
    words: list[list[Letter]] = []
    before: Letter | None = None
    for letter in letters:
        if letter.blank:
            before = None
            continue
        size = letter.size
        beside = before is not None and abs(before.y - letter.y) < 0.3
        if beside and before is not None and -_AFTER * size < letter.x - before.end < _BESIDE * size:
            words[-1].append(letter)
        else:
            words.append([letter])
        before = letter
    return words


def _around(places: Places) -> tuple[float, float, float, float]:
    x0, y0 = places[:, :2].min(axis=0)
    x1, y1 = places[:, 2:].max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


@functools.cache
def _standard() -> frozenset[Known]:
    """The letters, digits and signs of the standard fonts."""
    found: set[Known] = set()
    for name in _STANDARD:
        font = pymupdf.Font(name).this
        for code in (*range(0x21, 0x7F), *range(0xA1, 0x180), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022):
            glyph = mupdf.fz_encode_character(font, code)
            shape = shape_of(font, glyph) if glyph else None
            if shape is not None and shape.outline:
                found.add((shape.outline, chr(code)))
    return frozenset(found)
