"""Exhibit C: a letter of two pages with its letterhead, stamps and signature, scanned, so that it has no text."""

from typing import Any

import exhibit_text as text
import pymupdf
import scan
import typeset
from passage import Passage, Sample
from pdf_file import finished
from signature import sign

NAME = "exhibit_c_scan.pdf"
_LEFT, _ROOM = 84.0, 444.0
_SIZE, _STEP, _GAP = 12.0, 16.0, 11.0
_COLUMNS = (0.0, 120.0, 330.0, 384.0)
_SKEW = (0.7, -0.45)


def make() -> Sample:
    """The scan as a PDF of pictures, and the record of what they show."""
    letter = pymupdf.open()
    _first_page(letter)
    _second_page(letter)
    pictures = [scan.scanned(page, skew=skew, seed=page.number) for page, skew in zip(letter, _SKEW, strict=True)]
    content = finished(scan.assembled(pictures), {"producer": "Scanner", "title": "Scan 0204"}, dated="May 6, 2024")
    return Sample(NAME, content, tuple(_passages()), text.FACTS)


def _first_page(letter: Any) -> None:
    page, writer = _sheet(letter)
    _letterhead(page)
    _sticker(page)
    _paragraphs(writer, text.FIRST_PAGE, 150)
    _stamp(writer, text.STAMPS[0])
    writer.write_text(page)


def _second_page(letter: Any) -> None:
    page, writer = _sheet(letter)
    y = _paragraphs(writer, text.BEFORE_TABLE, 84)
    y = _table(page, writer, y + 4)
    y = _paragraphs(writer, text.AFTER_TABLE, y + 20)
    sign(page, (_LEFT + 6, y + 20), text.SIGNATURE, size=21, ink=(0.2, 0.2, 0.2))
    _paragraphs(writer, text.CLOSING, y + 52)
    _stamp(writer, text.STAMPS[1])
    writer.write_text(page)


def _sheet(letter: Any) -> tuple[Any, Any]:
    page = letter.new_page(width=612, height=792)
    return page, pymupdf.TextWriter(page.rect)


def _letterhead(page: Any) -> None:
    """A dark band with a snow star and the company's name in white."""
    page.draw_rect((60, 40, 552, 92), color=None, fill=(0.15, 0.15, 0.15))
    for x, y in ((0, 18), (15.6, 9), (15.6, -9)):
        page.draw_line((90 - x, 66 - y), (90 + x, 66 + y), color=(1, 1, 1), width=3)
    name, address = pymupdf.TextWriter(page.rect, color=(1, 1, 1)), pymupdf.TextWriter(page.rect)
    typeset.draw(name, 120, 73, (typeset.Run(text.LETTERHEAD, "sans bold"),), 20)
    typeset.draw(address, 120, 108, (typeset.Run(text.LETTERHEAD_LINE, "sans"),), 9.5)
    for writer in (name, address):
        writer.write_text(page)


def _sticker(page: Any) -> None:
    page.draw_rect((470, 122, 546, 172), color=(0, 0, 0), fill=(1, 1, 1), width=1.5)
    writer = pymupdf.TextWriter(page.rect)
    for words, size, y in zip(text.STICKER, (11.0, 20.0), (138.0, 163.0), strict=True):
        line = (typeset.Run(words, "sans bold"),)
        typeset.draw(writer, 508 - typeset.width(line, size) / 2, y, line, size)
    writer.write_text(page)


def _paragraphs(writer: Any, paragraphs: tuple[str, ...], y: float) -> float:
    """Set paragraphs from `y` down; returns where the next would begin."""
    for paragraph in paragraphs:
        for part in paragraph.split("\n"):
            for line in typeset.wrap(part, _ROOM, _SIZE):
                typeset.draw(writer, _LEFT, y, line, _SIZE)
                y += _STEP
        y += _GAP
    return y


def _table(page: Any, writer: Any, y: float) -> float:
    for number, row in enumerate(text.TABLE):
        face = "roman bold" if number in (0, len(text.TABLE) - 1) else "roman"
        for cell, x in zip(row, _COLUMNS, strict=True):
            typeset.draw(writer, _LEFT + x + 4, y, (typeset.Run(cell, face),), 11)
        page.draw_line((_LEFT, y + 5), (_LEFT + _ROOM, y + 5), width=0.7)
        y += 19
    return y


def _stamp(writer: Any, number: str) -> None:
    typeset.draw(writer, 478, 764, (typeset.Run(number, "sans bold"),), 10)


def _passages() -> list[Passage]:
    """Everything the pictures show; a scan has no other channel."""
    table = ["  ".join(row) for row in text.TABLE]
    written = (
        *(text.LETTERHEAD, text.LETTERHEAD_LINE, " ".join(text.STICKER), *text.STAMPS),
        *(*text.FIRST_PAGE, *text.BEFORE_TABLE, *table, *text.AFTER_TABLE, text.SIGNATURE, *text.CLOSING),
    )
    return [Passage("picture", typeset.plain(words)) for words in written]
