"""Tells pages whose drawn ink is text that is known to say what it shows, so that OCR need not read them.

A page of a copy is such a page if it shows nothing but plain letters (see `plain_pages`) and every letter is known: its
outline is that of a standard font, or OCR read it in two different words as the character that the text layer claims,
and no letter claims another one for the same outline. Of a page of plain letters, OCR reads the lines with unknown
ones, each with the line above and below; any other page is read whole.
"""

import bisect
import functools
import itertools
from collections.abc import Iterable
from pathlib import Path

import pymupdf
from pymupdf import mupdf

from legalredact.model.seen_word import SeenWord
from legalredact.redaction.pdf.page import BROKEN
from legalredact.redaction.pdf_rebuild.glyphs import CannotRebuild, Letter, Places, places_of
from legalredact.redaction.pdf_rebuild.outlines import shape_of
from legalredact.redaction.pdf_rebuild.plain_pages import plain_letters, words_of
from legalredact.redaction.pdf_rebuild.read_glyphs import Faces
from legalredact.redaction.text_maps.text_map import Rectangle

_STANDARD = ("helv", "hebo", "heit", "hebi", "tiro", "tibo", "tiit", "tibi", "cour", "cobo", "coit", "cobi")
"""PyMuPDF's names of the standard fonts for Latin letters."""

_SURE = 0.7
"""Confidence from which a word that OCR read proves its letters."""

_PROOFS = 2
"""Different words in which OCR has to read a letter: it guesses single ones by their neighbors."""

_GAP = 0.16
"""Largest gap in ems between letters of a word."""

_MOST_OF = 0.7
"""Share of a page's lines from which all of it is read."""

_END = 1e6
"""Points beyond every page."""

_UP, _DOWN = 0.8, 0.22
"""In ems: how far letters reach above and below their baseline, at least."""

Known = tuple[bytes, str]
"""An outline and the text that it stands for."""


class KnownLetters:
    """Examines the pages of one finished copy, in order; must be closed.

    Arguments:
        path: of the copy, a PDF.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._document: pymupdf.Document | None = None
        self._faces = Faces()
        self._proofs: dict[Known, set[str]] = {}
        self._claims: dict[bytes, set[str]] = {}
        self._page: tuple[int, tuple[Letter, ...] | None] = (-1, None)

    def unsaid(self, number: int) -> tuple[Rectangle, ...] | None:
        """Places, in points, of a page, counted from 0, whose text may not say what they show; None for all of it."""
        letters = self._letters(number)
        if letters is None:
            return None
        inked = [letter for letter in letters if not letter.blank]
        known = {key: self._is_known(key) for key in {_key(letter) for letter in inked}}
        rows = _rows(inked)
        unknown = {_row_at(rows, letter) for letter in inked if not known[_key(letter)]}
        chosen = sorted({at + near for at in unknown for near in (-1, 0, 1)} & set(range(len(rows))))
        if len(chosen) > _MOST_OF * len(rows):
            return None if unknown else ()
        return tuple((0.0, rows[at][0], _END, rows[at][1]) for at in chosen)

    def learn(self, number: int, words: Iterable[SeenWord], dpi: float) -> None:
        """Note the letters of a page that OCR read as its text says, in an image of that resolution."""
        letters = self._letters(number)
        if letters is None:
            return
        read: dict[str, list[SeenWord]] = {}
        for word in words:
            if word.confidence >= _SURE:
                read.setdefault(word.text, []).append(word)
        for members in words_of(letters, _GAP):
            said = "".join(letter.text for letter in members)
            x0, y0, x1, y1 = _around(places_of(members) * (dpi / 72))
            for word in read.get(said, ()):
                if x0 <= (word.x0 + word.x1) / 2 <= x1 and y0 <= (word.y0 + word.y1) / 2 <= y1:
                    for key in map(_key, members):
                        self._proofs.setdefault(key, set()).add(said)
                    break

    def _is_known(self, key: Known) -> bool:
        outline, text = key
        if outline in _standard(text):
            return True
        proven = len(self._proofs.get(key, ())) >= _PROOFS
        return proven and self._claims.get(outline) == {text} and outline not in _standard_outlines()

    def _letters(self, number: int) -> tuple[Letter, ...] | None:
        """The letters of a page that shows nothing else; None if it may."""
        if self._page[0] != number:
            self._page = number, self._read(number)
        return self._page[1]

    def _read(self, number: int) -> tuple[Letter, ...] | None:
        try:
            if self._document is None:
                self._document = pymupdf.open(self._path, filetype="pdf")
            letters = plain_letters(self._document.load_page(number), self._faces)
            for letter in letters or ():
                if not letter.blank:
                    self._claims.setdefault(letter.shape.outline, set()).add(letter.text)
            return letters
        except (*BROKEN, CannotRebuild):
            return None

    def close(self) -> None:
        """Close the copy."""
        if self._document is not None:
            self._document.close()
            self._document = None


def _key(letter: Letter) -> Known:
    return letter.shape.outline, letter.text


def _rows(letters: Iterable[Letter]) -> list[tuple[float, float]]:
    """Upper and lower edges of the lines of a page across its whole width, from top to bottom, without gaps between."""
    found: list[tuple[float, float]] = []
    for y0, y1 in sorted((one.y - _UP * one.size, one.y + _DOWN * one.size) for one in letters):
        if found and y0 < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], y1)
        else:
            found.append((y0, y1))
    middles = [(one[1] + other[0]) / 2 for one, other in itertools.pairwise(found)]
    return list(itertools.pairwise([0.0, *middles, _END]))


def _row_at(rows: list[tuple[float, float]], letter: Letter) -> int:
    return bisect.bisect_right(rows, letter.y, key=lambda row: row[0]) - 1


def _around(places: Places) -> tuple[float, float, float, float]:
    x0, y0 = places[:, :2].min(axis=0)
    x1, y1 = places[:, 2:].max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


_CODES = frozenset((*range(0x21, 0x7F), *range(0xA1, 0x180), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022))
"""The letters, digits and signs of the standard fonts."""


@functools.cache
def _standard(text: str) -> frozenset[bytes]:
    """The outlines of a letter, digit or sign in the standard fonts; none if they have no such character.

    They are drawn when a page has that letter: most pages have few of them.
    """
    if len(text) != 1 or ord(text) not in _CODES:
        return frozenset()
    found: set[bytes] = set()
    for name in _STANDARD:
        font = _font(name).this
        glyph = mupdf.fz_encode_character(font, ord(text))
        shape = shape_of(font, glyph) if glyph else None
        if shape is not None and shape.outline:
            found.add(shape.outline)
    return frozenset(found)


@functools.cache
def _font(name: str) -> pymupdf.Font:
    return pymupdf.Font(name)


@functools.cache
def _standard_outlines() -> frozenset[bytes]:
    return frozenset(outline for code in _CODES for outline in _standard(chr(code)))
