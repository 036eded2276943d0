"""Transcript paper: 25 numbered lines a page in a fixed-width face, between rules, the page number at the top."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pymupdf
import typeset

LINES = 25
WIDTH = 60
SIZE = 12.0
_LEFT, _RIGHT, _NUMBERS = 122.0, 562.0, 82.0
_FIRST, _PITCH = 84.0, 26.0
_LEFT_RULES = (108.0, 111.0)
_HEAD = 46.0

_TALK = "          "


def laid(parts: Iterable[tuple[str, str]]) -> list[str]:
    """Parts of testimony, as (speaker or kind, words), set in lines of 60 characters."""
    return [line for kind, words in parts for line in _set(kind, words)]


def pages(lines: Sequence[str]) -> list[list[str]]:
    """Lines cut into pages of 25."""
    return [list(lines[start : start + LINES]) for start in range(0, len(lines), LINES)]


def add_page(document: Any, lines: Sequence[str], header: str) -> None:
    """One page of the transcript, written as reporters' software does: heads and numbers first, then the words."""
    page = document.new_page(width=612, height=792)
    _write(page, [(_LEFT, header), (_RIGHT - 24, str(document.page_count))], _HEAD, 0)
    _write(page, [(_NUMBERS, f"{number:2}") for number in range(1, LINES + 1)], _FIRST, _PITCH)
    _write(page, [(_LEFT, line) for line in lines], _FIRST, _PITCH)
    for x in (*_LEFT_RULES, _RIGHT + 6):
        page.draw_line((x, 56), (x, 736), width=0.6)


def _write(page: Any, texts: Iterable[tuple[float, str]], top: float, pitch: float) -> None:
    writer = pymupdf.TextWriter(page.rect)
    for number, (x, text) in enumerate(texts):
        if text.strip():
            inset = len(text) - len(text.lstrip())
            line = (typeset.Run(text.strip(), "mono"),)
            typeset.draw(writer, x + inset * SIZE * 0.6, top + number * pitch, line, SIZE)
    writer.write_text(page)


def _set(kind: str, words: str) -> Iterator[str]:
    match kind:
        case "Q" | "A":
            yield from _wrapped(f"     {kind}.   {words}")
        case "examination":
            yield from ("EXAMINATION".center(WIDTH).rstrip(), words)
        case "exhibit":
            yield from _wrapped(f"{_TALK}(Exhibit {words} was marked.)")
        case "by" | "text":
            yield from _wrapped(words)
        case "note":
            yield from _wrapped(_TALK + words)
        case speaker:
            yield from _wrapped(f"{_TALK}{speaker}:  {words}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, drop_whitespace=True, break_on_hyphens=False)
