"""Errors that reading a file adds to a text: capitals, missing spaces, broken lines, misread letters.

All functions work on text with marks, so that the labels stay exact.
"""

import re
from collections.abc import Callable

from generator.source import Source

_MISREAD = {
    "l": "1",
    "I": "l",
    "O": "0",
    "0": "O",
    "rn": "m",
    "m": "rn",
    "e": "c",
    "S": "5",
    "B": "8",
    "t": "l",
    "i": "l",
    "h": "b",
    "n": "ii",
    "1": "l",
    "cl": "d",
}


def damaged(source: Source, text: str) -> str:
    """`text` unchanged (most often), or with one or two kinds of errors."""
    roll = source.random()
    if roll < 0.05:
        return text.upper()
    if roll < 0.07:
        return text.lower()
    for harm, probability in _HARMS.items():
        if source.chance(probability):
            text = harm(source, text)
    return text


def misread(source: Source, text: str) -> str:
    """Letters replaced by similar ones, as by a bad scan."""
    rate = source.pick(0.003, 0.01, 0.02)

    def swapped(match: re.Match[str]) -> str:
        return _MISREAD[match[0]] if source.chance(rate) else match[0]

    return re.sub("rn|cl|[lIO0meSBtihn1]", swapped, text)


def blanks_lost(source: Source, text: str) -> str:
    """Missing spaces between words."""
    rate = source.pick(0.01, 0.03)
    return re.sub(r"(?<=\w) (?=\S)", lambda _: "" if source.chance(rate) else " ", text)


def blanks_added(source: Source, text: str) -> str:
    """Spaces within words, mostly after the first letter or in capitals."""
    rate = source.pick(0.005, 0.015)
    text = re.sub(r"\b([A-Z])(?=[a-z]{3})", lambda m: m[1] + " " if source.chance(rate) else m[1], text)
    return re.sub(r"(?<=[A-Z]{2})(?=[A-Z]{1,4}\b)", lambda _: " " if source.chance(rate) else "", text)


def lines_broken(source: Source, text: str) -> str:
    """Spaces replaced by line ends, with or without a space before them."""
    rate = source.pick(0.03, 0.08, 0.2)
    ending = source.pick("\n", " \n")
    return re.sub(r"(?<=[^\s]) (?=[^\s])", lambda _: ending if source.chance(rate) else " ", text)


def words_broken(source: Source, text: str) -> str:
    """Words hyphenated at a line's end."""
    return re.sub(r"(?<=[a-z]{3})(?=[a-z]{3,}\b)", lambda _: "-\n" if source.chance(0.01) else "", text)


def lines_joined(source: Source, text: str) -> str:
    """Line ends within paragraphs replaced by spaces."""
    del source
    return re.sub(r"(?<=\S) ?\n(?=\S)", " ", text)


def blanks_before_line_ends(source: Source, text: str) -> str:
    """Lines that end in a space, empty lines with one: PyMuPDF's output for Word's PDFs."""
    del source
    return re.sub(r"(?<! )\n", " \n", text)


def blanks_doubled(source: Source, text: str) -> str:
    """Justified text: several spaces between words."""
    return re.sub(r"(?<=\S) (?=\S)", lambda _: "  " if source.chance(0.15) else " ", text)


def quotes_straightened(source: Source, text: str) -> str:
    """Typewriter's quotation marks."""
    del source
    return text.translate(str.maketrans("’‘“”–", "''\"\"-"))


def squeezed_marks(text: str) -> str:
    """Labels without white space at their ends; empty ones are removed."""
    text = re.sub("([\ue000-\ue003])(\\s+)", r"\2\1", text)
    text = re.sub("(\\s+)(\ue00f)", r"\2\1", text)
    return re.sub("[\ue000-\ue003]\ue00f", "", text)


_HARMS: dict[Callable[[Source, str], str], float] = {
    quotes_straightened: 0.45,
    blanks_before_line_ends: 0.35,
    lines_joined: 0.05,
    lines_broken: 0.15,
    words_broken: 0.05,
    blanks_doubled: 0.06,
    misread: 0.06,
    blanks_lost: 0.05,
    blanks_added: 0.05,
}
